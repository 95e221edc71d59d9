"""A journal with a few people, and the command line on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infoview_tui.cli import run
from infoview_tui.domain.models import Contact, FollowUp, FollowUpKind
from infoview_tui.journal.journal import Journal


@dataclass(frozen=True)
class Said:
    """What a command left: its exit code and both outputs."""

    code: int
    out: str
    err: str


CommandLine = Callable[..., Said]


@pytest.fixture
def journal_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "journal.json"
    monkeypatch.setenv("INFOVIEW_JOURNAL", str(path))
    monkeypatch.setenv("INFOVIEW_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    today = datetime.now(UTC).date()
    journal = Journal.open(path)
    journal.commit(
        "before the test",
        [
            Contact(uid="p", name="Priya Natarajan", role="Staff PM", company="Northwind"),
            Contact(uid="t", name="Tomás Ibarra", company="Lumen", introduced_by="p"),
            FollowUp(
                uid="f",
                contact="p",
                kind=FollowUpKind.PROMISE,
                due=today - timedelta(days=2),
                reason="send her the article",
            ),
        ],
        undoable=False,
    )
    journal.close()
    return path


@pytest.fixture
def infoview(journal_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Runs `infoview WORDS…` on the journal of these tests."""

    def command(*words: str) -> Said:
        code = run(words)
        shown = capsys.readouterr()
        return Said(code, shown.out, shown.err)

    return command
