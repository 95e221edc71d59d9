"""The sample journal, as somebody has it who opens it at a terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from infoview_tui.journal.sample import write_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Written once; tests that change it take a `path`."""
    path = tmp_path_factory.mktemp("sample") / "journal.json"
    write_sample(path)
    return path


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample journal, in a folder of its own."""
    path = tmp_path / "here" / "journal.json"
    path.parent.mkdir()
    shutil.copy(sample, path)
    return path
