"""In a real terminal, what was typed is what stands in the field, corrections included.

Plain Textual garbles such bursts (textual#6605): printable keys overtake backspace and arrows.
"""

from __future__ import annotations

import json
import os
import random
import select
import subprocess
import sys
import time
from pathlib import Path

import pyte
import pytest

pty = pytest.importorskip("pty", reason="a pseudo-terminal needs Unix")

APP = Path(__file__).with_name("typing_app.py")
ROOT = Path(__file__).parents[2]
LEFT, RIGHT, BACKSPACE, HOME, END, DELETE = (
    "\x1b[D",
    "\x1b[C",
    "\x7f",
    "\x1b[H",
    "\x1b[F",
    "\x1b[3~",
)
ENTER, TAB, F2 = "\r", "\t", "\x1bOQ"
PATIENCE = 30.0


def burst(seed: int) -> tuple[list[str], str]:
    """Keys of a line with corrections, and the text that they make."""
    rng = random.Random(seed)
    keys: list[str] = []
    text, cursor = "", 0
    for _ in range(60):
        key = rng.choices(
            [rng.choice("abcdefgh éü漢"), BACKSPACE, LEFT, RIGHT, HOME, END, DELETE],
            [70, 14, 8, 4, 1, 2, 1],
        )[0]
        keys.append(key)
        if key == BACKSPACE:
            text, cursor = text[: max(0, cursor - 1)] + text[cursor:], max(0, cursor - 1)
        elif key == LEFT:
            cursor = max(0, cursor - 1)
        elif key == RIGHT:
            cursor = min(len(text), cursor + 1)
        elif key == HOME:
            cursor = 0
        elif key == END:
            cursor = len(text)
        elif key == DELETE:
            text = text[:cursor] + text[cursor + 1 :]
        else:
            text, cursor = text[:cursor] + key + text[cursor:], cursor + 1
    return keys, text


class Terminal:
    """A program in a pseudo-terminal of 80 by 24, seen through pyte."""

    def __init__(self, kind: str, typed: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.typed = typed
        self.master, slave = pty.openpty()
        environment = os.environ | {
            "TERM": "xterm-256color",
            "TYPED": str(typed),
            "PYTHONPATH": str(ROOT),
            "LINES": "24",
            "COLUMNS": "80",
        }
        self.process = subprocess.Popen(
            [sys.executable, str(APP), kind],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)

    def read(self, seconds: float) -> None:
        """Take in what the program writes, for at most so long."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            try:
                self.stream.feed(os.read(self.master, 65536))
            except OSError:
                return

    def read_until_shown(self, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while not any(text in line for line in self.screen.display):
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self.read(0.1)

    def type(self, keys: list[str], pace: float = 0.0) -> None:
        """Send keys; with a pace, that many seconds apart (what is written meanwhile is read)."""
        if not pace:
            os.write(self.master, "".join(keys).encode())
            return
        at = time.monotonic()
        for key in keys:
            at += pace
            while (left := at - time.monotonic()) > 0:
                self.read(left)
            os.write(self.master, key.encode())

    def written(self) -> list[str]:
        """What the program found in its field, after F2."""
        os.write(self.master, F2.encode())
        end = time.monotonic() + PATIENCE
        while not self.typed.exists():
            assert time.monotonic() < end, "\n".join(self.screen.display)
            self.read(0.05)
        lines: list[str] = json.loads(self.typed.read_text(encoding="utf-8"))
        return lines

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def typed_into(kind: str, keys: list[str], tmp_path: Path, pace: float = 0.0) -> list[str]:
    terminal = Terminal(kind, tmp_path / "typed.json")
    try:
        terminal.read_until_shown("ready")
        terminal.type(keys, pace)
        return terminal.written()
    finally:
        terminal.close()


@pytest.mark.parametrize("kind", ["line", "text", "form"])
@pytest.mark.parametrize("seed", [0, 1, 100, 116])
def test_a_burst_with_corrections_makes_exactly_its_text(
    kind: str, seed: int, tmp_path: Path
) -> None:
    keys, text = burst(seed)
    assert typed_into(kind, keys, tmp_path) == [text]


@pytest.mark.parametrize("kind", ["line", "form"])
def test_two_hundred_keys_a_second_make_exactly_their_text(kind: str, tmp_path: Path) -> None:
    keys, text = burst(7)
    assert typed_into(kind, keys, tmp_path, pace=1 / 200) == [text]


def test_enter_and_tab_in_a_burst_keep_their_place(tmp_path: Path) -> None:
    keys = [
        *"firsx",
        BACKSPACE,
        "t",
        ENTER,
        TAB,
        *"second",
        ENTER,
        ENTER,
        TAB,
        *"thirds",
        BACKSPACE,
    ]
    assert typed_into("line", keys, tmp_path) == ["first", "<tab>", "second", "", "<tab>", "third"]
