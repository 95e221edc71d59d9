"""A person at a real terminal: a pseudo-terminal with an emulator, keys in and a screen out."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import traceback
from collections.abc import Callable, Sequence
from fcntl import ioctl
from functools import partial
from pathlib import Path
from typing import NoReturn, Self

import pyte

KEYS = {
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "enter": "\r",
    "esc": "\x1b[27u",  # as newer terminals send it: nothing after it can be taken for a part of it
    "tab": "\t",
    "backtab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "right": "\x1b[C",
    "f4": "\x1bOS",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "ctrl+s": "\x13",
    "ctrl+y": "\x19",
    "ctrl+k": "\x0b",
    "ctrl+g": "\x07",
}
PATIENCE = 120.0  # seconds: they pass only where something is broken
_LAST_WORDS = 1.0  # seconds for them to come through after a program has ended


Program = Callable[[], int]


class Forked:
    """A program that is a function: forked, it starts in a tenth of the time of a command."""

    def __init__(
        self,
        program: Program,
        slave: int,
        environ: dict[str, str],
        control: Callable[[], object] | None,
    ) -> None:
        self.returncode: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            self._run(program, slave, environ, control)

    def _run(
        self,
        program: Program,
        slave: int,
        environ: dict[str, str],
        control: Callable[[], object] | None,
    ) -> NoReturn:
        code = 70
        try:
            os.setsid()
            if control is not None:
                control()
            for standard in range(3):
                os.dup2(slave, standard)
            os.closerange(3, 256)
            os.environ.clear()
            os.environ.update(environ)
            _open_standard_files()
            code = program()
            sys.stdout.flush()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def poll(self) -> int | None:
        if self.returncode is None:
            self._reaped(*os.waitpid(self.pid, os.WNOHANG))
        return self.returncode

    def wait(self) -> int:
        while self.returncode is None:
            self._reaped(*os.waitpid(self.pid, 0))
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _reaped(self, pid: int, status: int) -> None:
        if pid:
            self.returncode = os.waitstatus_to_exitcode(status)


def _open_standard_files() -> None:
    """New files on the descriptors: those of the parent think of its files."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        file = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115 - stays
        setattr(sys, name, file)
        setattr(sys, f"__{name}__", file)


class Terminal:
    """One program in a pseudo-terminal of `columns` x `rows`.

    Where it is not the `controlling` one, no SIGHUP tells the program that it is gone.
    """

    def __init__(
        self,
        command: Sequence[str] | Program,
        *,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        controlling: bool = True,
    ) -> None:
        self.output = bytearray()  # all that the program ever wrote, byte by byte
        self._heard = False  # whether it wrote something while it was listened to last
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._master, slave = pty.openpty()
        ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        surroundings = {
            **os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})
        }  # fmt: skip
        control = partial(ioctl, slave, termios.TIOCSCTTY, 0) if controlling else None
        self.process: subprocess.Popen[bytes] | Forked
        if callable(command):
            self.process = Forked(command, slave, surroundings, control)
        else:
            self.process = subprocess.Popen(
                command,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=surroundings,
                cwd=cwd,
                start_new_session=True,
                preexec_fn=control,
            )
        self._name = os.ttyname(slave)
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.hang_up()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Closes the terminal's window."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def hold(self, held: bool = True) -> None:
        """Takes nothing that the program writes, as after `ctrl+s`; or takes all of it again."""
        slave = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(slave, termios.TCOOFF if held else termios.TCOON)
        os.close(slave)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the window another size; the kernel tells the program."""
        if columns and rows:
            self._screen.resize(rows, columns)
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def paste(self, text: str) -> None:
        """Pastes as terminals do that know bracketed paste."""
        self.write(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def write(self, data: bytes) -> None:
        """Writes bytes, reading meanwhile what the program answers."""
        view = memoryview(data)
        while view:
            _, writable, _ = select.select([], [self._master], [], 0)
            if writable:
                view = view[os.write(self._master, view[:1024]) :]
            self.take(0 if writable else 0.01)

    @property
    def is_left(self) -> bool:
        """Whether the screen is as it was before: modes switched on are off, the cursor shown."""
        on: set[bytes] = set()
        for modes, state in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", bytes(self.output)):
            for mode in modes.split(b";"):
                (on.add if state == b"h" else on.discard)(mode)
        keyboard = self.output.count(b"\x1b[>") == self.output.count(b"\x1b[<u")
        return on <= {b"25", b"7"} and b"25" in on and self.is_cooked and keyboard

    @property
    def is_cooked(self) -> bool:
        """Whether the terminal edits lines and shows what is typed, as a shell wants it."""
        wanted = termios.ICANON | termios.ECHO | termios.ISIG
        modes: int = termios.tcgetattr(self._master)[3]
        return modes & wanted == wanted

    def make_cooked(self) -> None:
        """What a shell does when its job has stopped."""
        modes = termios.tcgetattr(self._master)
        modes[3] |= termios.ICANON | termios.ECHO | termios.ISIG
        termios.tcsetattr(self._master, termios.TCSANOW, modes)

    def stopped(self) -> bool:
        """Whether the program stands still by a signal."""
        stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] == "T"

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Waits for a condition, reading what the program writes."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise AssertionError(f"{what}:\n{self.text}")
            self.take(0.02)

    @property
    def text(self) -> str:
        """The screen as it stands, a line a row."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Presses keys by name, or types text (`"typed:…"` for a text that is a key's name)."""
        for key in keys:
            data = KEYS.get(key, key.removeprefix("typed:"))
            os.write(self._master, data.encode())

    def wait_for(self, wanted: str, *, gone: bool = False) -> str:
        """Waits until a text is on the screen (or is gone); the screen then."""
        deadline = time.monotonic() + PATIENCE
        while (wanted in self.text) is gone:
            if time.monotonic() > deadline or not self.take(0.05):
                state = "still there" if gone else "not there"
                raise AssertionError(f"{wanted!r} is {state}:\n{self.text}")
        return self.text

    def wait_for_end(self) -> int:
        """Waits until the program has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while (code := self.process.poll()) is None:
            if time.monotonic() > deadline:
                raise AssertionError(f"the program does not end:\n{self.text}")
            self.take(0.05)
        while self._master >= 0 and self.take(_LAST_WORDS):
            if not self._heard:
                break  # something else still holds the terminal
        return code

    def take(self, seconds: float) -> bool:
        """Reads what the program writes for so long; False when it has ended."""
        if self._master < 0:
            select.select([], [], [], seconds)
            return True
        until = time.monotonic() + seconds
        self._heard = False
        while select.select([self._master], [], [], max(0.0, until - time.monotonic()))[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return False
            if not data:
                return False
            self._heard = True
            self.output += data
            self._stream.feed(self._decoder.decode(data))
            if time.monotonic() > until:
                break
        return True
