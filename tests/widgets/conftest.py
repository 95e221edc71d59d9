"""Fixtures of the widgets' tests."""

from __future__ import annotations

import pytest

from tests.quiet import make_pilots_wait


@pytest.fixture(autouse=True)
def _pilots_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_pilots_wait(monkeypatch)
