"""Ends the program at random instants while somebody types, and counts what was lost.

    python -m tests.e2e.lives KIND COUNT [SEED [OLDEST]]

KIND is `kill`, a signal (`SIGTERM`, `SIGHUP`, `SIGINT`), `hang-up`, `stop` (stopped by SIGTSTP,
then killed), or `resume` (stopped, continued, typed into again, then SIGTERM). In each life a talk
goes on: lines are typed, corrected by backspaces and committed, and now and then the program is
quit. Prints one line of JSON: `lost` counts lines that stood among the notes on the screen and are
gone; `stale` unfinished lines that lack what was on the screen so many seconds before a kill (a
second; polite ends: a moment).
"""

from __future__ import annotations

import json
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.calls import begin_call, call_of, in_call, litter
from tests.e2e.terminal import Terminal

LINE = "{number:05d} what they said about it"


@dataclass
class Tally:
    """What a series found."""

    lives: int = 0
    lines: int = 0  # committed and seen
    lost: int = 0
    garbled: int = 0
    stale: int = 0
    unreadable: int = 0
    littered: int = 0
    wild: int = 0  # terminals left in another state
    codes: dict[str, int] = field(default_factory=dict)


class Typist:
    """Types numbered lines and remembers what was on the screen when."""

    def __init__(self, terminal: Terminal, number: int, chance: random.Random) -> None:
        self.terminal = terminal
        self.number = number  # of the line that is being typed
        self.committed = number - 1  # of the last line seen among the notes
        self.seen: list[tuple[float, str]] = []  # the unfinished line as it was seen
        self._chance = chance

    def type_until(self, end: float) -> None:
        """Types until a moment, in which it may be in the midst of anything."""
        while time.monotonic() < end:
            line = LINE.format(number=self.number)
            for character in line:
                self.terminal.press(character)
                if self._chance.random() < 0.1:
                    self.terminal.press("x", "backspace")
                self.look(self._chance.choice((0.0, 0.0, 0.01, 0.05)))
                if time.monotonic() >= end:
                    return
            self.terminal.press("enter")
            self.number += 1
            self.look(0.02)

    def stop_and_go_on(self) -> bool:
        """Whether a stop takes nothing that was seen; what was typed and not yet read, it may."""
        terminal, mark = self.terminal, " and back"
        self.look(0)
        known = self.at(time.monotonic())
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(terminal.stopped, "not stopped")
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: not terminal.is_cooked, "not back")
        terminal.press(mark)
        terminal.wait_for(mark)
        self.look(1.0)  # the rest of the screen
        lines = self._lines()
        self.number = self.committed + 1
        terminal.press("\x15")
        return any(line.startswith(known.rstrip("x")) for line in lines)

    def look(self, seconds: float) -> None:
        """Reads the screen: which lines are notes by now, and how far the field is."""
        self.terminal.take(seconds)
        *notes, field_line = self._lines()
        now = time.monotonic()
        for line in notes:
            number = int(line[:5])
            if line.startswith(LINE.format(number=number)):  # the scrollbar may stand behind it
                self.committed = max(self.committed, number)
        lines = [LINE.format(number=number) for number in (self.number - 1, self.number)]
        if not any(line.startswith(field_line.rstrip("x")) for line in lines):
            return  # the screen is half drawn
        if not self.seen or self.seen[-1][1] != field_line:
            self.seen.append((now, field_line))

    def _lines(self) -> list[str]:
        rows = self.terminal.text.split("\n")
        at = next((i for i, row in enumerate(rows) if row.startswith("▌")), None)
        notes = [row[8:].strip() for row in rows[: at or 0] if row[8:13].isdecimal()]
        typed = rows[at][8:].strip() if at is not None else ""
        return [*notes, typed if typed[:1].isdecimal() else ""]  # or what an empty field says

    def at(self, moment: float) -> str:
        """The unfinished line as it was on the screen at a moment."""
        lines = [line for when, line in self.seen if when <= moment]
        return lines[-1] if lines else ""


def live(
    path: Path, kind: str, number: int, chance: random.Random, tally: Tally, oldest: float
) -> int:
    """One life; the number of the next line."""
    with in_call(path) as terminal:
        terminal.press("\x15")  # what the last life left begun
        typist = Typist(terminal, number, chance)
        typist.type_until(time.monotonic() + chance.uniform(0.05, 2.5))
        if kind == "resume":
            tally.stale += not typist.stop_and_go_on()
            typist.type_until(time.monotonic() + chance.uniform(0.05, 1.0))
        if kind == "kill" and chance.random() < 0.2:
            terminal.press("\x11")  # killed while it quits
            typist.look(chance.uniform(0, 0.3))
        ended = time.monotonic()
        _end(terminal, kind)
        code = terminal.wait_for_end()
        if kind.startswith("SIG") or kind == "resume":
            tally.wild += not terminal.is_left
    tally.lives += 1
    tally.codes[str(code)] = tally.codes.get(str(code), 0) + 1
    return _count(path, typist, ended - oldest, tally)


def _end(terminal: Terminal, kind: str) -> None:
    match kind:
        case "kill":
            terminal.signal(signal.SIGKILL)
        case "hang-up":
            terminal.hang_up()
        case "stop":
            terminal.signal(signal.SIGTSTP)
            terminal.wait_until(terminal.stopped, "not stopped")
            terminal.signal(signal.SIGKILL)
        case "resume":
            terminal.signal(signal.SIGTERM)
        case _:
            terminal.signal(signal.Signals[kind])


def _count(path: Path, typist: Typist, kept: float, tally: Tally) -> int:
    """Opens what is left and compares; the number of the next line."""
    try:
        call = call_of(path)
    except Exception as error:
        tally.unreadable += 1
        sys.stderr.write(f"{error!r}\n")
        return typist.number + 1
    found = [note.text for note in call.notes]
    if found != [LINE.format(number=n) for n in range(1, len(found) + 1)]:
        tally.garbled += 1
        sys.stderr.write(f"{found!r} was typed in order\n")
    tally.lines += typist.committed
    tally.lost += max(0, typist.committed - len(found))
    tally.littered += bool(litter(path))
    known = typist.at(kept)
    # What stood there may have become a note, or have been shortened by a backspace since.
    whole = [*found, call.draft]
    if known.rstrip("x") and not any(text.startswith(known.rstrip("x")) for text in whole):
        tally.stale += 1
        sys.stderr.write(f"{known!r} was seen, {whole[-2:]!r} found\n")
    return len(found) + 1


def main(kind: str, count: str = "20", seed: str = "1", oldest: str = "1.0") -> None:
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory(prefix="infoview-lives-") as folder:
        path, number = Path(folder), 0
        for life in range(int(count)):
            if life % 10 == 0:
                path, number = Path(folder) / f"{life}" / "journal.json", 1
                path.parent.mkdir()
                begin_call(path)
            age = float(oldest) if kind == "kill" else 0.0
            number = live(path, kind, number, chance, tally, age)
    sys.stdout.write(json.dumps(vars(tally)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
