"""What all screens have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.journal.core import Keys
from infoview_tui.screens.contacts import ContactsScreen
from tests.screens.harness import open_app


async def test_a_screen_hears_of_each_change_once(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Keys] = []
    monkeypatch.setattr(ContactsScreen, "changed", lambda screen, keys: heard.append(keys))
    async with open_app(journal_path) as o:
        await o.screen(ContactsScreen)
        o.journal.add_contact(Contact(uid="ann", name="Ann"))
        await o.pilot.pause()
    assert heard == [frozenset({("contacts", "ann")})]
