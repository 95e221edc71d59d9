"""A terminal that takes the time of what is seen on it, and of what the program spends.

A moment is that of the read which completed the picture, not of its being understood here.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.e2e.terminal import PATIENCE, Terminal

TICKS = os.sysconf("SC_CLK_TCK")
STILL = 0.5  # seconds without a change, after which a picture is taken for the last one
LONGEST = 10.0  # seconds until a key shows anything
UNSURE = 3  # characters, after which what was typed is told from what stood there


class Stopwatch(Terminal):
    """A pseudo-terminal with a clock."""

    def __init__(self, command: Sequence[str], **options: Any) -> None:
        self.born = self.moment = time.perf_counter()  # the moment of the last output
        super().__init__(command, **options)

    def read(self, seconds: float) -> float | None:
        """Waits so long for output and takes one piece of it in; the moment at which it came."""
        ready, _, _ = select.select([self._master], [], [], max(0.0, seconds))
        if not ready:
            return None
        try:
            data = os.read(self._master, 65536)
        except OSError as ended:
            raise AssertionError(f"the program has ended:\n{self.text}") from ended
        moment = time.perf_counter()
        self._stream.feed(self._decoder.decode(data))
        return moment

    def seen(self, wanted: str) -> float:
        """Seconds from the start of the program until a text is on the screen."""
        until = time.perf_counter() + PATIENCE
        while wanted not in self.text:
            left = until - time.perf_counter()
            if left <= 0:
                raise AssertionError(f"{wanted!r} is not there:\n{self.text}")
            self.moment = self.read(left) or self.moment
        return self.moment - self.born

    def settle(self, key: str, unlike: int = 0) -> float:
        """Seconds from a key until the picture stands that then stays.

        Pictures are alike if at most so many lines differ (a clock, a count).
        """
        pictures: list[tuple[float, list[str]]] = []
        shown = self.text.split("\n")
        self.press(key)
        begun = changed = time.perf_counter()
        while time.perf_counter() < (changed + STILL if pictures else begun + LONGEST):
            moment = self.read(0.05)
            if moment is None or (picture := self.text.split("\n")) == shown:
                continue
            if differing(picture, shown) > unlike:
                changed = time.perf_counter()
            shown = picture
            pictures.append((moment, picture))
        if not pictures:
            raise AssertionError(f"{key!r} changes nothing:\n{self.text}")
        last = begun
        for moment, picture in reversed(pictures):
            if differing(picture, shown) > unlike:
                break
            last = moment
        return last - begun

    def echoes(self, text: str, gap: float) -> list[float]:
        """Types a text at a steady pace, whatever comes back; seconds until each was seen."""
        waiting: deque[tuple[float, str]] = deque()
        times: list[float] = []
        start = time.perf_counter()
        for number in range(len(text) + int(1 / gap)):
            due = start + number * gap
            while (left := due - time.perf_counter()) > 0:
                moment = self.read(left)
                while moment is not None and waiting and waiting[0][1] in self.text:
                    times.append(moment - waiting.popleft()[0])
            if number < len(text):
                self.press(f"typed:{text[number]}")
                if number >= UNSURE:
                    waiting.append((time.perf_counter(), text[: number + 1]))
        if waiting:
            raise AssertionError(f"{waiting[0][1]!r} was not seen:\n{self.text}")
        return times

    def calm(self) -> None:
        """Waits until the program has nothing left to do."""
        until = time.perf_counter() + 4 * PATIENCE
        quiet = 0
        while quiet < 3:
            before = self.cpu
            self.take(0.4)
            quiet = quiet + 1 if self.cpu - before <= 0.03 else 0
            if time.perf_counter() > until:
                raise AssertionError(f"the program finds no rest:\n{self.text}")

    def share(self, seconds: float) -> float:
        """The share of a core that the program takes meanwhile."""
        before, begun = self.cpu, time.perf_counter()
        self.take(seconds)
        return (self.cpu - before) / (time.perf_counter() - begun)

    @property
    def cpu(self) -> float:
        """Seconds of processor that the program has taken."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def memory(self) -> float:
        """Resident megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def differing(one: list[str], other: list[str]) -> int:
    """How many lines of two pictures differ."""
    return sum(a != b for a, b in zip(one, other, strict=True))
