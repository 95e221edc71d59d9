"""The field of a call: any burst of keys makes exactly the line that a slow typist would."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App, ComposeResult

from infoview_tui.domain.capture import capture, kind_of
from infoview_tui.widgets.capture_field import CaptureField

KEYS = {" ": "space", "\b": "backspace", "<": "left", ">": "right", "^": "home", "$": "end"}


class CallApp(App[None]):
    """One field, and the lines it has submitted."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def compose(self) -> ComposeResult:
        yield CaptureField(clear_on_submit=True)

    @property
    def field(self) -> CaptureField:
        return self.query_one(CaptureField)

    def on_line_field_submitted(self, event: CaptureField.Submitted) -> None:
        self.lines.append(event.text)


def key(name: str) -> events.Key:
    """A key as the terminal's parser makes it."""
    if name == "\n":
        return events.Key("enter", "\r")
    if name in KEYS:
        return events.Key(KEYS[name], " " if name == " " else None)
    return events.Key(name, name)


def burst(seed: int) -> tuple[list[str], list[str]]:
    """Keys with corrections (in lines with a kind and without), and the lines they make."""
    rng = random.Random(seed)
    keys: list[str] = []
    lines: list[str] = []
    for _ in range(4):
        prefix = rng.choice(["", "!", "+", "@", "~", "%"])
        keys += prefix
        words, cursor = "", 0
        for _ in range(30):
            pressed = rng.choices([rng.choice("abcdef ü漢"), "\b", "<", ">", "^", "$"],
                                  [70, 14, 8, 4, 1, 2])[0]  # fmt: skip
            if pressed == "\b" and cursor == 0:
                continue  # that would take the kind off
            if pressed == " " and cursor == 0:
                continue  # the blank behind a prefix is none of the words
            keys.append(pressed)
            if pressed == "\b":
                words, cursor = words[: cursor - 1] + words[cursor:], cursor - 1
            elif pressed in "<^":
                cursor = max(0, cursor - 1) if pressed == "<" else 0
            elif pressed in ">$":
                cursor = min(len(words), cursor + 1) if pressed == ">" else len(words)
            else:
                words, cursor = words[:cursor] + pressed + words[cursor:], cursor + 1
        keys.append("\n")
        lines.append(prefix + words)
    return keys, lines


@pytest.mark.parametrize("seed", range(12))
async def test_bursts_with_corrections_make_exactly_their_lines(seed: int) -> None:
    keys, lines = burst(seed)
    app = CallApp()
    async with app.run_test(size=(60, 8)) as pilot:
        for name in keys:
            app.post_message(key(name))
        while len(app.lines) < len(lines):
            await pilot.pause()
        assert app.lines == lines


async def test_a_kind_stands_beside_the_words_and_goes_with_backspace() -> None:
    app = CallApp()
    async with app.run_test(size=(60, 8)) as pilot:
        await pilot.press("plus", "space", "a")
        assert (app.field.sign, app.field.text, app.field.line) == ("+", "a", "+ a")
        await pilot.press("home", "backspace")
        assert (app.field.sign, app.field.text, app.field.line) == ("", "a", "a")
        await pilot.press("home", "plus")
        assert (app.field.sign, app.field.line) == ("", " +a")
        await pilot.press("enter")
        assert app.field.is_empty


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=20), st.booleans())
def test_a_line_reads_back_as_it_was_typed(words: str, spaced: bool) -> None:
    field = CaptureField()
    for line in (words, f" {words}" if kind_of(words[:1]) else words, f"! {words}", f"+{words}"):
        field.load_line(line)
        assert capture(field.line) == capture(line)
