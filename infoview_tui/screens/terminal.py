"""The terminal under the program, where Textual's driver leaves a gap on Unix.

A terminal may be closed, or stop the program and let it go on, at any instant. Textual then hangs,
spins, prints a traceback, or reads the keys by two threads at once; here the program goes on, or
ends as it does with `q`.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import select
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from infoview_tui.screens.terminal_output import TerminalOutput

if TYPE_CHECKING:
    from textual.app import App

assert sys.platform != "win32"  # there Textual's own driver does; see `InfoviewApp`

_LOOK_SECONDS = 1.0
_WAIT_SECONDS = 0.1  # for keys, before looking whether a lone ESC was meant
_READ_BYTES = 4096
_KEYS = (signal.SIGINT, signal.SIGQUIT)  # ctrl+c and ctrl+\\, where the terminal makes them so
_ASKING = (signal.SIGTERM, signal.SIGHUP, *_KEYS)


class LeaveAsked(Message):
    """A signal asks the program to end, or its terminal is gone: nobody can be asked anything."""


class TerminalDriver(LinuxDriver):
    """Textual's driver for Unix, on a terminal that may go away or stop the program."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._output: TerminalOutput | None = None
        self._active = False
        self._reading = False  # keys are on their way from the terminal to the app
        self._loop = asyncio.get_running_loop()
        # Textual would handle these in the midst of whatever runs, be it a write to the screen.
        self._hear(signal.SIGTSTP, self._stop)
        self._hear(signal.SIGCONT, self._go_on)
        for asking in _ASKING:
            self._hear(asking, self._ask_to_leave)

    def _hear(self, number: signal.Signals, callback: Callable[[], None]) -> None:
        """Call back from the event loop at a signal.

        `loop.add_signal_handler` would lose signals while a few hundred keys wait: it tells the
        loop of them by the pipe that then is full.
        """

        def heard(*_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: it is ending anyway
                self._loop.call_soon_threadsafe(callback)

        with contextlib.suppress(ValueError):  # not in the main thread
            signal.signal(number, heard)

    def start_application_mode(self) -> None:
        assert self._file is not None  # the command line has seen that it is a terminal
        self._output = TerminalOutput(self._file, self._caught_up)
        self._output.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # It returns early where the program has been continued in the background.
        self._active = self._writer_thread is not None and self._writer_thread.is_alive()
        if self._active:
            self._loop.call_later(_LOOK_SECONDS, self._look)
        else:
            self._output.stop()

    def stop_application_mode(self) -> None:
        self._active = False
        super().stop_application_mode()

    def write(self, data: str) -> None:
        """Write, and never wait for a terminal that does not read."""
        if self._output is not None:
            self._output.write(data, is_frame=self._active)

    def close(self) -> None:
        super().close()
        if self._output is not None:
            self._output.stop()

    def _caught_up(self) -> None:
        """The terminal reads again, and has missed something."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._redraw)

    def _redraw(self) -> None:
        self._app.refresh(layout=True)

    def suspend_application_mode(self) -> None:
        """Leave the terminal to another program, whose keys are not meant for this one."""
        super().suspend_application_mode()
        for number in _KEYS:
            self._hear(number, lambda: None)

    def resume_application_mode(self) -> None:
        super().resume_application_mode()
        for number in _KEYS:
            self._hear(number, self._ask_to_leave)

    # Stopping and going on ---------------------------------------------------------------

    def _stop(self) -> None:
        """Ctrl+Z of a shell: leave the screen, stop, and take it again when continued."""
        if not self._active:
            return
        self._app._suspend_signal()
        self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)
        while not self._active and not self._is_gone():
            self.resume_application_mode()  # in the background it is stopped here once more
        self._app._resume_signal()
        self._redraw()

    def _go_on(self) -> None:
        """Continued; if it was stopped without having been asked, the shell took the terminal."""
        if not self._active:
            return
        with contextlib.suppress(termios.error):
            if termios.tcgetattr(self.fileno)[3] & termios.ICANON:
                self.suspend_application_mode()
                self.resume_application_mode()
        self._redraw()

    # Going away --------------------------------------------------------------------------

    def _ask_to_leave(self) -> None:
        self._app.post_message(LeaveAsked())

    def _look(self) -> None:
        """Ask now and then: at its end the input thread would read nothing, for ever."""
        if not self._active:
            return
        if self._is_gone():
            self._ask_to_leave()
        else:
            self._loop.call_later(_LOOK_SECONDS, self._look)

    def _is_gone(self) -> bool:
        poll = select.poll()
        poll.register(self.fileno, 0)
        return any(found & (select.POLLHUP | select.POLLERR) for _, found in poll.poll(0))

    @property
    def has_input(self) -> bool:
        """Whether keys were pressed of which the app has not heard yet."""
        waiting = self._reading or bool(select.select([self.fileno], [], [], 0)[0])
        return waiting and not self._is_gone()

    def run_input_thread(self) -> None:
        """Read keys until told to end; raises `OSError` when the terminal is gone.

        Unlike Textual's it ends with the terminal, and lives with bytes that are no text.
        """
        parser, pastes = XTermParser(self._debug), PlainPastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], _WAIT_SECONDS)[0]:
                self._reading = True
                data = os.read(self.fileno, _READ_BYTES)
                if not data:
                    raise OSError(errno.EIO, "the terminal is gone")
                text = pastes.plain(decode(data))
                try:
                    for message in parser.feed(text) if text else ():
                        self.process_message(message)
                except ParseError:
                    parser = XTermParser(self._debug)
                self._reading = False
            for message in parser.tick():
                self.process_message(message)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._ask_to_leave()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)


class PlainPastes:
    """Takes escape characters out of what is pasted, where they would be taken for keys."""

    _BEGIN, _END = "\x1b[200~", "\x1b[201~"

    def __init__(self) -> None:
        self._pasting = False
        self._before = ""  # the end of what came last: a mark may come in two pieces

    def plain(self, text: str) -> str:
        """The next piece of input, without escape characters inside of a paste."""
        parts: list[str] = []
        text = self._before + text
        seen = 0 if self._pasting else len(self._before)  # so much was given away already
        self._before = ""
        while True:
            mark = self._END if self._pasting else self._BEGIN
            at = text.find(mark)
            inside = text[:at] if at >= 0 else text
            if self._pasting:
                if at < 0:
                    inside, self._before = _cut_beginning(inside, mark)
                parts.append(inside.replace("\x1b", ""))
            else:
                parts.append(inside[seen:])
                if at < 0:
                    self._before = text[-len(mark) + 1 :]
            if at < 0:
                return "".join(parts)
            parts.append(mark[max(0, seen - at) :])
            text, seen = text[at + len(mark) :], 0
            self._pasting = not self._pasting


def _cut_beginning(text: str, mark: str) -> tuple[str, str]:
    """The text without the beginning of a mark at its end, and that beginning."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""
