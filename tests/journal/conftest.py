"""What the tests of the journal share: the same life, plain and encrypted."""

from __future__ import annotations

import pytest

from infoview_tui.journal import disk
from tests.journal import keys


@pytest.fixture(params=["plain", "encrypted"])
def any_cipher(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs the test twice; the second time, every disk that it makes encrypts."""
    if request.param == "encrypted":
        monkeypatch.setattr(disk, "PLAIN", keys.cipher())
