"""An encrypted journal at a real terminal: asked once, safe as a plain one, readable by nobody."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from infoview_tui.journal.conversion import convert
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.journal import Journal
from tests.e2e.calls import PARTNER, begin_call, home_beside, litter, on_screen
from tests.e2e.terminal import Terminal
from tests.journal import keys

QUIT = "\x11"
LINE = "one page or no project"
SECRETS = (b"Priya", b"Northwind", LINE.encode(), keys.PASSPHRASE.encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal, encrypted, in which a talk has just begun."""
    plain = tmp_path / "here" / "journal.json"
    begin_call(plain)
    return convert(plain, Disk(), Disk(keys.cipher())).path


def unlocked(path: Path) -> Terminal:
    """The program on its first pane, after the passphrase was typed."""
    terminal = on_screen(path)
    terminal.wait_for("Passphrase of journal.json.age:")
    terminal.press(keys.PASSPHRASE, "enter")
    terminal.wait_for("Follow-ups")
    return terminal


def in_call(path: Path) -> Terminal:
    terminal = unlocked(path)
    terminal.press("f4")
    terminal.wait_for(f"{PARTNER} · Staff PM")
    return terminal


def wait_for_note(terminal: Terminal) -> None:
    """Until the line stands among the notes, not only in the field."""
    noted = re.compile(rf"^ +\d\d +{LINE}", re.MULTILINE)
    terminal.wait_until(lambda: noted.search(terminal.text) is not None, "not noted")


def notes(path: Path) -> list[str]:
    journal = Journal.open(path, disk=Disk(keys.cipher()), read_only=True)
    return [note.text for talk in journal.interviews.all() for note in talk.notes]


def leaks(path: Path) -> list[Path]:
    """Files that anybody can read something in."""
    files = [*path.parent.rglob("*"), *home_beside(path.parent).rglob("*")]
    contents = {file: file.read_bytes() for file in files if file.is_file()}
    return [file for file, data in contents.items() if any(secret in data for secret in SECRETS)]


def test_a_kill_loses_no_line_and_leaves_nothing_readable(path: Path) -> None:
    with in_call(path) as terminal:
        terminal.press(LINE, "enter")
        wait_for_note(terminal)
        assert leaks(path) == []
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_end()
        assert keys.PASSPHRASE.encode() not in terminal.output
    assert litter(path)  # the change log
    assert leaks(path) == []
    with in_call(path) as terminal:
        wait_for_note(terminal)
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert notes(path) == [LINE]
    assert litter(path) == []
    assert leaks(path) == []


def test_a_second_one_asks_too_reads_along_and_takes_over(path: Path) -> None:
    with in_call(path) as first, unlocked(path) as second:
        second.wait_for("read-only")
        first.press(LINE, "enter")
        wait_for_note(first)
        second.press("f4")
        wait_for_note(second)
        first.press(QUIT)
        assert first.wait_for_end() == 0
        second.wait_for("this one writes now")
        second.press(QUIT)
        assert second.wait_for_end() == 0
    assert notes(path) == [LINE]
    assert leaks(path) == []


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("wrong horse", "enter"), 2, "that is not its passphrase"),
        (("enter",), 2, "no passphrase was given"),
        (("typed:\x04",), 2, "no passphrase was given"),
        (("typed:\x03",), 130, ""),
    ],
    ids=["wrong", "none", "ctrl+d", "ctrl+c"],
)
def test_the_wrong_answer_ends_in_one_line_with_the_terminal_as_it_was(
    path: Path, typed: tuple[str, ...], code: int, said: str
) -> None:
    before = path.read_bytes()
    with on_screen(path) as terminal:
        terminal.wait_for("Passphrase of journal.json.age:")
        terminal.press(*typed)
        assert terminal.wait_for_end() == code
        assert said in " ".join(terminal.text.split())
        assert terminal.is_cooked
    assert path.read_bytes() == before
    assert litter(path) == []
