"""What is typed in a dialog when the program has to end is offered when the same is asked again."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.e2e.calls import litter, on_screen
from tests.e2e.terminal import Terminal

# The keys that open each, a text that it shows, and what is typed.
DIALOGS = {
    "a new contact": (("a",), "Add a contact", "Nia Oyelaran, Growth PM @ Lum"),
    "a touch": (("l",), "esc Cancel", "called about the discovery-de"),
    "a follow-up": (("f",), "esc Cancel", "send the artic"),
    "until when": (("4", "s"), "Snooze until when?", "end of mon"),
    "a row of the queue": (("4", "e"), "Repeats", "because she once as"),
    "a hypothesis": (("5", "B", "a", "1"), "A new line", "Growth is a cra"),
    "a plan": (("i",), "Plan an interview", "fri 14"),
}


def ask(terminal: Terminal, dialog: str) -> None:
    keys, shown, _ = DIALOGS[dialog]
    terminal.wait_for("Follow-ups")
    terminal.press(*keys)
    terminal.wait_for(shown)


ALWAYS = {"a new contact", "until when", "a plan"}


@pytest.mark.parametrize(
    "dialog",
    [pytest.param(name, marks=() if name in ALWAYS else pytest.mark.slow) for name in DIALOGS],
)
def test_an_answer_cut_short_by_a_signal_is_offered_again(path: Path, dialog: str) -> None:
    typed = DIALOGS[dialog][2]
    with on_screen(path) as terminal:
        ask(terminal, dialog)
        terminal.press(typed)  # not waited for
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.is_left
    assert litter(path) == []
    with on_screen(path) as terminal:
        ask(terminal, dialog)
        terminal.wait_for(typed)
        terminal.press("…")
        terminal.wait_for(f"{typed}…")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
    assert f"{typed}…" in path.read_text()


def test_once_it_is_answered_nothing_is_kept(path: Path) -> None:
    for answer, said in (("Nia Oye", "Nia Oye"), ("laran", "Nia Oyelaran"), ("enter", "added")):
        with on_screen(path) as terminal:
            ask(terminal, "a new contact")
            terminal.press(answer)
            terminal.wait_for(said)
            terminal.signal(signal.SIGTERM)
            assert terminal.wait_for_end() == 0
    assert "unfinished" not in json.loads(path.read_bytes())["meta"]["1"]
    assert path.read_text().count('"name":"Nia Oyelaran"') == 1


@pytest.mark.parametrize(
    "end",
    ["closed", "quit", *(pytest.param(s, marks=pytest.mark.slow) for s in ("SIGHUP", "SIGQUIT"))],
)
def test_so_it_is_after_every_end_but_a_kill(path: Path, end: str) -> None:
    with on_screen(path) as terminal:
        ask(terminal, "a touch")
        terminal.press("called about the artic")
        terminal.wait_for("the artic")
        if end == "closed":
            terminal.hang_up()
        elif end == "quit":
            terminal.press("\x11")
        else:
            terminal.signal(signal.Signals[end])
        assert terminal.wait_for_end() == 0
    assert "called about the artic" in path.read_text()
