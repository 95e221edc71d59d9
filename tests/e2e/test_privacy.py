"""What people told in confidence stays with the user: on the terminal, on the disk, on the net."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from infoview_tui.app import InfoviewApp
from infoview_tui.cli import run
from tests.e2e.calls import PARTNER, begin_call, call_of, home_beside, private_places
from tests.e2e.terminal import Terminal

HOUSE = Path(__file__).parents[2]
QUIT = "\x11"
SECRET = "she will leave in March"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "made" / "anew" / "journal.json"
    begin_call(path)
    return path


def program(path: Path) -> partial[int]:
    return partial(run, ["--journal", str(path)])


def modes(folder: Path) -> dict[str, str]:
    """What others than the owner may do, by path; nothing is the right answer."""
    found = {str(path): path.lstat().st_mode & 0o077 for path in folder.rglob("*")}
    return {path: oct(mode) for path, mode in found.items() if mode}


def test_a_fault_is_one_line_without_notes_and_its_report_is_private(path: Path) -> None:
    def faulty() -> int:
        def fails(self: InfoviewApp) -> NoReturn:
            typed = SECRET  # noqa: F841 - a local variable, as faults find them
            raise ValueError("something broke")

        InfoviewApp.action_mask = fails  # type: ignore[method-assign, assignment]
        os.umask(0)
        return program(path)()

    with Terminal(faulty, env=private_places(path.parent)) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("f4")
        terminal.wait_for(f"{PARTNER} · Staff PM")
        terminal.press("a line", "enter", SECRET)
        terminal.wait_for(SECRET)
        terminal.press("ctrl+g")
        assert terminal.wait_for_end() == 1
        assert terminal.is_left
        said = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
    assert "infoview: stopped by a fault" in said
    assert SECRET not in said
    assert "Traceback" not in said
    assert "NOTE" not in said
    (report,) = home_beside(path.parent).rglob("last-fault.log")
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700
    assert "ValueError" in report.read_text()
    call = call_of(path)
    assert [note.text for note in call.notes] == ["a line"]
    assert call.draft == SECRET


def test_everything_is_private_under_any_umask(tmp_path: Path) -> None:
    path = tmp_path / "made" / "anew" / "journal.json"
    (tmp_path / "made").mkdir(mode=0o700)
    env = {**os.environ, **private_places(path.parent)}

    def infoview(*words: str) -> None:
        command = [sys.executable, "-m", "infoview_tui", "--journal", str(path), *words]
        subprocess.run(command, cwd=HOUSE, env=env, check=False, umask=0, capture_output=True)

    def careless() -> int:
        os.umask(0)
        return program(path)()

    infoview("add", "Priya Natarajan, Staff PM @ Northwind")
    infoview("backup")
    infoview("export", "markdown", str(tmp_path / "made" / "notes"))
    infoview("export", "vcard", str(tmp_path / "made" / "people.vcf"))
    with Terminal(careless, env=private_places(path.parent)) as terminal:
        terminal.wait_for("Priya")
        terminal.press("f4", "a note", "enter", "f8", "f8", "half a line")
        terminal.wait_for("half a line")
        terminal.wait_until(path.with_name("journal.json.log").exists, "no log")
        assert modes(path.parent) == {}  # the log and the lock among them
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    home_beside(path.parent).chmod(0o700)
    assert modes(tmp_path / "made") == {}
    assert len(list((tmp_path / "made").rglob("*"))) > 6


def test_nothing_asks_the_net(path: Path) -> None:
    def alone() -> int:
        def refuse(*_: Any, **__: Any) -> NoReturn:
            path.with_name("asked").touch()
            raise OSError("no net")

        socket.getaddrinfo = refuse
        real = socket.socket

        class Local(real):  # type: ignore[misc, valid-type]
            def connect(self, address: Any) -> None:
                refuse()

        socket.socket = Local  # type: ignore[misc]
        return program(path)()

    with Terminal(alone, env=private_places(path.parent)) as terminal:
        terminal.wait_for("Follow-ups")
        terminal.press("j", "enter", "esc", "o", "esc", "2", "3", "f5", "f6", "f2", "?", "esc")
        terminal.wait_for("Follow-ups")
        terminal.press(QUIT)
        assert terminal.wait_for_end() == 0
    assert not path.with_name("asked").exists()
