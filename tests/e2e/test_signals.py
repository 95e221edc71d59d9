"""A program that is asked to end, hung up, stopped or killed loses nothing that was typed."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.e2e.calls import PARTNER, begin_call, call_of, in_call, litter, on_screen
from tests.e2e.terminal import Terminal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    begin_call(path)
    return path


def take_notes(terminal: Terminal) -> None:
    terminal.press("joined from support", "enter", "!press release fi")
    terminal.wait_for("press release fi")
    terminal.press("rst")  # not waited for


def check_all_there(path: Path) -> None:
    call = call_of(path)
    assert [note.text for note in call.notes] == ["joined from support"]
    assert call.draft == "!press release first"
    assert litter(path) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_polite_signal_loses_nothing_and_leaves_the_terminal(
    path: Path, number: signal.Signals
) -> None:
    with in_call(path) as terminal:
        take_notes(terminal)
        terminal.signal(number)
        assert terminal.wait_for_end() == 0
        assert terminal.is_left
    check_all_there(path)


def test_a_closed_window_ends_the_program_and_loses_nothing(path: Path) -> None:
    with in_call(path) as terminal:
        take_notes(terminal)
        terminal.wait_for("first")
        terminal.hang_up()
        assert terminal.wait_for_end() == 0
    check_all_there(path)
    assert not list(path.parent.rglob("last-fault.log"))


def test_a_window_closed_without_a_signal_is_noticed(path: Path) -> None:
    """A program that does not control its terminal hears no SIGHUP."""
    with in_call(path, controlling=False) as terminal:
        take_notes(terminal)
        terminal.wait_for("first")
        terminal.hang_up()
        assert terminal.wait_for_end() == 0
    check_all_there(path)


def test_a_signal_during_the_start_leaves_the_terminal(path: Path) -> None:
    with on_screen(path, forked=False) as terminal:
        terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.output, "no screen")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.is_left
    assert litter(path) == []


def test_stopped_and_continued_the_program_goes_on_where_it_was(path: Path) -> None:
    with in_call(path) as terminal:
        take_notes(terminal)
        terminal.wait_for("first")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(terminal.stopped, "not stopped")
        assert terminal.is_left
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: not terminal.is_cooked, "not back")
        terminal.press("enter", "and one more")
        terminal.wait_for("and one more")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
    call = call_of(path)
    assert [note.text for note in call.notes] == ["joined from support", "press release first"]
    assert call.draft == "and one more"


def test_killed_while_stopped_nothing_is_lost(path: Path) -> None:
    with in_call(path) as terminal:
        take_notes(terminal)
        terminal.wait_for("first")
        terminal.signal(signal.SIGTSTP)
        terminal.wait_until(terminal.stopped, "not stopped")
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_end()
    check_all_there(path)


def test_stopped_without_being_asked_keys_stay_in_order(path: Path) -> None:
    """Textual would start a second thread that reads the keyboard."""
    with in_call(path) as terminal:
        terminal.press("one ")
        terminal.wait_for("one")
        for _ in range(3):
            terminal.signal(signal.SIGSTOP)
            terminal.wait_until(terminal.stopped, "not stopped")
            terminal.signal(signal.SIGCONT)
        terminal.press("two three four five six seven eight nine ten")
        terminal.wait_for("one two three four five six seven eight nine ten")


def test_the_shell_takes_the_terminal_and_it_is_taken_back(path: Path) -> None:
    with in_call(path) as terminal:
        terminal.signal(signal.SIGSTOP)
        terminal.wait_until(terminal.stopped, "not stopped")
        terminal.make_cooked()
        terminal.signal(signal.SIGCONT)
        terminal.wait_until(lambda: not terminal.is_cooked, "not back")
        terminal.press("typed after that")
        terminal.wait_for("typed after that")


def wait_for_log(terminal: Terminal, log: Path, text: str) -> None:
    terminal.wait_until(lambda: log.exists() and text.encode() in log.read_bytes(), text)


def type_in_a_stall(terminal: Terminal, log: Path) -> int:
    """Notes at a terminal that takes nothing, each waited for in the file; how many."""
    terminal.hold()
    lines = 60  # for each the screen is drawn at least once
    for number in range(lines):
        terminal.press(f"typed blindly {number:02}", "enter")
        wait_for_log(terminal, log, f"typed blindly {number:02}")
    terminal.press("begun")
    wait_for_log(terminal, log, "begun")
    return lines


def test_at_a_terminal_that_stops_reading_the_program_goes_on_and_then_shows_all(
    path: Path,
) -> None:
    with in_call(path) as terminal:
        lines = type_in_a_stall(terminal, log := path.with_name("journal.json.log"))
        size = log.stat().st_size
        terminal.press("f2", "u")
        terminal.wait_until(lambda: log.stat().st_size > size, "not undone")
        terminal.hold(False)
        terminal.wait_for("by urgency")
        terminal.wait_for("Sam Okafor")
        terminal.press("f4")
        terminal.wait_for(f"typed blindly {lines - 2}")
        terminal.wait_for("begun")


def test_asked_to_end_at_a_terminal_that_stops_reading_the_program_ends(path: Path) -> None:
    with in_call(path) as terminal:
        lines = type_in_a_stall(terminal, path.with_name("journal.json.log"))
        terminal.press(" so")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 0
        assert terminal.is_cooked
    call = call_of(path)
    assert len(call.notes) == lines
    assert call.draft == "begun so"
    assert litter(path) == []


def test_a_kill_loses_neither_a_line_nor_what_was_kept_of_the_next(path: Path) -> None:
    log = path.with_name("journal.json.log")
    with in_call(path) as terminal:
        take_notes(terminal)
        wait_for_log(terminal, log, "press release first")
        terminal.press(" or no project")
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_end()
    call = call_of(path)
    assert [note.text for note in call.notes] == ["joined from support"]
    assert call.draft.startswith("!press release first")
    assert litter(path) == []
    with on_screen(path) as terminal:
        terminal.wait_for(PARTNER)
        terminal.press("f4")
        terminal.wait_for("press release first")
