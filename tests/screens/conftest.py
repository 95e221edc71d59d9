"""Fixtures of the screens' tests; how an app is opened stands in `harness`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quiet import make_pilots_wait


@pytest.fixture
def journal_path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


@pytest.fixture(autouse=True)
def _machine_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or changes, what this machine remembers of its screens."""
    monkeypatch.setattr(
        "infoview_tui.exchange.machine_state.state_folder", lambda: tmp_path / "state"
    )
    monkeypatch.setattr(
        "infoview_tui.journal.crash_log.crash_log_path",
        lambda: tmp_path / "state" / "last-fault.log",
    )


@pytest.fixture(autouse=True)
def _pilots_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_pilots_wait(monkeypatch)


@pytest.fixture(autouse=True)
def _panes_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """None are made: what a test sees does not hang on how long it takes. See `test_panes`."""
    monkeypatch.setattr("infoview_tui.screens.panes_app.PanesApp.at_leisure", lambda app: None)
