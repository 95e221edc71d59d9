"""Text with corrections, in bursts and at a fast pace: on screen and in the file as typed."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.e2e.calls import begin_call, call_of, in_call, on_screen
from tests.e2e.terminal import KEYS, Terminal

QUIT = "\x11"
PACE = 12  # keys a second
LETTERS = "abcdefghijklmnop rstuvw yz"


def corrected(chance: random.Random, length: int) -> tuple[list[str], str]:
    """Keys with corrections, and the text that they leave; it begins and ends with a letter."""
    keys, text, cursor = ["q"], "q", 1
    while len(keys) < length:
        roll = chance.random()
        if roll < 0.70 or cursor < 4:
            letter = chance.choice(LETTERS)
            keys.append(letter)
            text, cursor = text[:cursor] + letter + text[cursor:], cursor + 1
        elif roll < 0.82:
            keys.append("backspace")
            text, cursor = text[: cursor - 1] + text[cursor:], cursor - 1
        elif roll < 0.93:
            steps = chance.randint(1, 3)
            keys += ["left"] * steps
            cursor -= steps
        elif cursor < len(text):
            keys.append("right")
            cursor += 1
    keys += ["right"] * (len(text) - cursor) + ["q"]
    return keys, text + "q"


def type_keys(terminal: Terminal, keys: list[str], *, pace: float | None) -> None:
    """All at once, or so many a second."""
    data = [KEYS.get(key, key).encode() for key in keys]
    if pace is None:
        terminal.write(b"".join(data))
        return
    began = time.monotonic()
    for number, piece in enumerate(data, 1):
        terminal.write(piece)
        terminal.take(max(0.0, began + number / pace - time.monotonic()))


def shows(terminal: Terminal, text: str) -> None:
    """Waits for a text on the screen, however it was broken into lines."""
    wanted = "".join(text.split())
    terminal.wait_until(lambda: wanted in "".join(terminal.text.split()), f"not {text!r}")


PACES = [
    pytest.param(None, 4, id="bursts"),
    pytest.param(PACE, 2, id="pace", marks=pytest.mark.slow),
    pytest.param(None, 100, id="100 bursts", marks=pytest.mark.slow),
    pytest.param(PACE, 100, id="100 at a pace", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("pace", "count"), PACES)
def test_notes_are_what_was_typed(tmp_path: Path, pace: float | None, count: int) -> None:
    path = tmp_path / "here" / "journal.json"
    begin_call(path)
    chance, texts = random.Random(3), []
    with in_call(path) as terminal:
        for _ in range(count):
            keys, text = corrected(chance, 60)
            type_keys(terminal, [*keys, "enter"], pace=pace)
            texts.append(" ".join(text.split()))
        shows(terminal, texts[-1])
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert [" ".join(note.text.split()) for note in call_of(path).notes] == texts


@pytest.mark.parametrize(("pace", "count"), PACES)
def test_a_prep_sheet_and_the_finder_hold_what_was_typed(
    path: Path, pace: float | None, count: int
) -> None:
    chance, texts = random.Random(4), []
    with on_screen(path) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("2")
        terminal.wait_for("Purpose")
        for _ in range(count):
            terminal.press("a")
            terminal.wait_for("esc Cancel")
            keys, text = corrected(chance, 45)
            type_keys(terminal, keys, pace=pace)
            shows(terminal, text)
            texts.append(" ".join(text.split()))
            terminal.press("enter", "esc")
            terminal.wait_for("esc Cancel", gone=True)
        for _ in range(count):
            terminal.press("/")
            terminal.wait_for("esc ")
            keys, text = corrected(chance, 40)
            type_keys(terminal, keys, pace=pace)
            shows(terminal, text)
            terminal.press("esc", "esc")
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    stored = path.read_text()
    assert [text for text in texts if f'"text":"{text}"' not in stored] == []
