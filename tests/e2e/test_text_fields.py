"""Whatever field is being typed in when the program is asked to end, the text is kept."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.calls import on_screen

FIELDS = {
    "a message": ("o", "Hi"),
    "a contact": ("e", "Time zone"),
    "who one is": ("P", "One line"),
    "a section of a prep sheet": ("2", "esc", "k", "k", "enter"),
    "a new question": ("2", "a"),
    "an answer of a debrief": ("4", "j", "enter"),
}
WORDS = "never to be lost"


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_kept_when_the_program_is_asked_to_end(path: Path, field: str) -> None:
    with on_screen(path) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press(*FIELDS[field][:1])
        for key in FIELDS[field][1:]:
            if key[0].isupper():
                terminal.wait_for(key)
            else:
                terminal.press(key)
        terminal.press(WORDS)
        terminal.wait_for(WORDS)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
    assert WORDS in path.read_text()
