"""While the disk refuses, the program goes on and says why; nobody loses a text by quitting."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.calls import (
    begin_call,
    call_of,
    home_beside,
    in_call,
    litter,
    private_places,
)
from tests.e2e.terminal import Terminal

QUIT = "\x11"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes" / "journal.json"
    begin_call(path)
    return path


def fill_disk(terminal: Terminal, *, full: bool = True) -> None:
    """Lets the program's files not grow, as on a full disk; or lets them grow again."""
    limit = 0 if full else resource.RLIM_INFINITY
    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))


def notes_of(path: Path) -> list[str]:
    return [note.text for note in call_of(path).notes]


def rescued(path: Path) -> list[Path]:
    return sorted(home_beside(path.parent).rglob("journal-rescued-*.json"))


def test_a_full_disk_is_said_and_everything_is_saved_when_there_is_room(path: Path) -> None:
    with in_call(path) as terminal:
        fill_disk(terminal)
        terminal.press("a line", "enter")
        terminal.wait_for("not saved: the file may not grow")
        terminal.press("another", "enter", "begun")
        terminal.wait_for("begun")
        assert "a line" in terminal.text
        fill_disk(terminal, full=False)
        terminal.wait_for("not saved", gone=True)
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert notes_of(path) == ["a line", "another"]
    assert call_of(path).draft == "begun"
    assert litter(path) == []


def test_who_quits_with_a_full_disk_is_asked_and_can_stay(path: Path) -> None:
    with in_call(path) as terminal:
        fill_disk(terminal)
        terminal.press("a line", "enter")
        terminal.wait_for("not saved")
        terminal.press(QUIT)
        terminal.wait_for("is tried again")
        terminal.press("2")  # no other place takes a copy: it stays
        terminal.wait_for("no other place")
        terminal.wait_for("is tried again", gone=True)
        terminal.press(QUIT)
        terminal.wait_for("is tried again")
        terminal.press("esc")
        terminal.wait_for("is tried again", gone=True)
        terminal.press("still here", "enter")
        terminal.wait_for("still here")
        fill_disk(terminal, full=False)
        terminal.wait_for("not saved", gone=True)
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert notes_of(path) == ["a line", "still here"]


def test_who_quits_without_a_folder_gets_a_copy_that_merges(path: Path) -> None:
    away = path.parent.with_name("away")
    with in_call(path) as terminal:
        terminal.press("before", "enter")
        terminal.wait_for("before")
        path.parent.rename(away)
        terminal.press("after", "enter")
        terminal.wait_for("not saved: the folder is gone")
        terminal.press(QUIT)
        terminal.wait_for("is tried again")
        terminal.press("2")
        assert terminal.wait_for_end() == 2
        assert terminal.is_left
    (copy,) = rescued(path)
    assert str(copy) in terminal.text.replace("\n", "")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert notes_of(copy) == ["before", "after"]
    away.rename(path.parent)
    command = [sys.executable, "-m", "infoview_tui", "--journal", str(path), "merge", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "conflict" not in done.stdout
    assert notes_of(path) == ["before", "after"]


def test_a_signal_without_a_folder_leaves_a_copy_and_says_where(path: Path) -> None:
    with in_call(path) as terminal:
        path.parent.rename(path.parent.with_name("away"))
        terminal.press("a line", "enter", "begun")
        terminal.wait_for("begun")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_end() == 2
        assert "infoview merge" in terminal.text.replace("\n", "")
    (copy,) = rescued(path)
    assert notes_of(copy) == ["a line"]
    assert call_of(copy).draft == "begun"


def test_a_folder_that_comes_back_has_everything(path: Path) -> None:
    away = path.parent.with_name("away")
    with in_call(path) as terminal:
        path.parent.rename(away)
        terminal.press("a line", "enter")
        terminal.wait_for("not saved: the folder is gone")
        away.rename(path.parent)
        terminal.wait_for("not saved", gone=True)
        terminal.press("another", "enter")
        terminal.wait_for("another")
        terminal.signal(signal.SIGKILL)
        terminal.wait_for_end()
    assert notes_of(path) == ["a line", "another"]
    assert litter(path) == []


def test_a_file_that_was_removed_is_written_anew(path: Path) -> None:
    with in_call(path) as terminal:
        path.unlink()
        terminal.press("a line", "enter")
        terminal.wait_for("was removed by another program")
        terminal.wait_until(path.exists, "no new file")
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert notes_of(path) == ["a line"]


def test_a_disk_that_is_full_at_the_start_is_one_line(path: Path) -> None:
    new = path.with_name("new.json")
    env = private_places(path.parent)
    code = (
        "import resource, runpy, sys;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        f"sys.argv = ['infoview', '--journal', {str(new)!r}];"
        "runpy.run_module('infoview_tui', run_name='__main__')"
    )
    with Terminal([sys.executable, "-c", code], env=env) as terminal:
        assert terminal.wait_for_end() == 2
        assert f"infoview: cannot make a journal at {new}" in terminal.text.replace("\n", "")
    assert not new.exists()
    assert not [name for name in litter(new) if name.startswith("new")]
