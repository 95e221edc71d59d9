"""Starting the screen: the journal is opened in a thread while the screens are imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest

from infoview_tui import screen_commands
from infoview_tui.journal.store import Store
from tests.cli.conftest import CommandLine


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_commands, "_need_a_terminal", lambda: None)


def test_interrupted_while_starting_it_closes_the_journal(
    infoview: CommandLine, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any, **__: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(screen_commands, "_app", interrupted)
    before = sorted(path.name for path in journal_path.parent.iterdir())
    assert infoview().code == 130
    assert sorted(path.name for path in journal_path.parent.iterdir()) == before
    store = Store.open(journal_path)
    assert not store.read_only
    store.close()


def test_what_the_thread_finds_wrong_is_said_in_one_line(
    infoview: CommandLine, journal_path: Path
) -> None:
    journal_path.write_bytes(b"hello")
    said = infoview()
    assert said.code == 2
    assert said.err.startswith(f"infoview: {journal_path} is not JSON (line 1, column 1")
    assert said.err.count("\n") == 1
    assert journal_path.read_bytes() == b"hello"
