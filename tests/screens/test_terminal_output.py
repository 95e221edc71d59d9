"""A terminal that stops reading: nothing waits for it, and what it gets is whole."""

from __future__ import annotations

import fcntl
import os
import select
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event
from typing import IO

import pytest

from infoview_tui.screens import terminal_output
from infoview_tui.screens.terminal_output import TerminalOutput
from tests.quiet import PATIENCE


@dataclass
class Line:
    """A terminal and the output on its way to it."""

    master: int
    slave: IO[str]
    redraw: Event = field(default_factory=Event)
    heard: str = ""  # byte by byte

    def __post_init__(self) -> None:
        self.output = TerminalOutput(self.slave, self.redraw.set)
        self.output.start()

    def hold(self, held: bool = True) -> None:
        termios.tcflow(self.slave.fileno(), termios.TCOOFF if held else termios.TCOON)

    def hear_until(self, condition: Callable[[], object]) -> None:
        while not condition():
            assert select.select([self.master], [], [], PATIENCE)[0], self.heard[-200:]
            self.heard += os.read(self.master, 65536).decode("latin-1")


@pytest.fixture
def line() -> Iterator[Line]:
    master, slave = os.openpty()
    tty.setraw(slave)
    with os.fdopen(slave, "w", encoding="utf-8") as file:
        line = Line(master, file)
        yield line
        with suppress(termios.error):  # it is gone
            line.hold(False)
        line.output.stop()
    os.close(line.master)


def test_what_a_terminal_cannot_take_in_time_is_left_out_and_it_is_drawn_whole(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal_output, "_LONG", 0.0)
    line.hold()
    line.output.write("<first>")
    number = 0
    while line.output.keeps_up:
        line.output.write(f"<{number}>")
        number += 1
    line.output.write("<late>")
    line.output.write("<mode>", is_frame=False)
    assert not line.redraw.is_set()
    line.hold(False)
    line.hear_until(lambda: "<mode>" in line.heard)
    assert "<late>" not in line.heard
    assert line.redraw.wait(PATIENCE)
    monkeypatch.setattr(terminal_output, "_LONG", PATIENCE)
    line.output.write("<whole>")
    line.hear_until(lambda: line.heard.endswith("<mode><whole>"))


def test_the_end_waits_for_a_slow_terminal(line: Line) -> None:
    line.output.write("é" * 100_000)
    line.output.write("<bye>", is_frame=False)
    line.hear_until(lambda: "<bye>" in line.heard)
    line.output.stop()
    assert line.heard == "\xc3\xa9" * 100_000 + "<bye>"


def test_the_end_does_not_wait_for_a_terminal_that_takes_nothing(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal_output, "_PATIENCE", 0.01)
    line.hold()
    line.output.write("x" * 10_000)
    line.output.stop()
    line.hold(False)
    line.output.join(PATIENCE)
    assert not line.output.is_alive()


def test_a_terminal_that_is_gone_is_written_to_in_vain(line: Line) -> None:
    os.close(line.master)
    line.master, other = os.openpty()
    line.output.write("nobody hears")
    line.output.stop()
    assert not line.output.is_alive()
    os.close(other)


def test_a_terminal_made_not_to_wait_by_another_program_gets_everything(line: Line) -> None:
    descriptor = line.slave.fileno()
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    line.output.write("x" * 500_000)
    line.hear_until(lambda: len(line.heard) == 500_000)
