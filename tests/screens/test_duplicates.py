"""Two contacts become one by a key, whichever of them is to stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.screens.commands import commands
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.duplicates import DuplicatesScreen
from infoview_tui.screens.import_file import ImportScreen
from tests.screens.harness import OpenApp, open_app

PEOPLE = [
    Contact(uid="a", name="Ann Lee", company="Atlas", emails=("ann@x.example",)),
    Contact(uid="b", name="Ann M. Lee", company="Lumen", emails=("ann@x.example",)),
    Contact(uid="c", name="Cy Roe", company="Holm"),
    Contact(uid="d", name="Dee Poe"),
]


def run(opened: OpenApp, title: str) -> None:
    """Chooses an entry of the command palette."""
    entries = {entry.title: entry for entry in commands(opened.app, opened.journal)}
    entries[title].run()


async def test_enter_makes_one_of_two_and_u_parts_them(journal_path: Path) -> None:
    async with open_app(journal_path, PEOPLE) as opened:
        run(opened, "Merge duplicates")
        await opened.screen(DuplicatesScreen)
        await opened.until(lambda: opened.shows("e-mail"))
        await opened.press("x", "enter")
        await opened.until(lambda: "a" not in opened.journal.contacts)
        assert opened.journal.contacts["b"].personal == ("also Ann Lee",)
        await opened.until(lambda: opened.shows("No two contacts look like the same person"))
        await opened.press("u")
        await opened.until(lambda: "a" in opened.journal.contacts)


async def test_two_marked_contacts_are_offered_first(journal_path: Path) -> None:
    async with open_app(journal_path, PEOPLE) as opened:
        for _ in range(4):
            await opened.press("s")
        await opened.press("G", "space", "k", "space")
        run(opened, "Merge duplicates")
        await opened.screen(DuplicatesScreen)
        await opened.until(lambda: opened.shows("marked"))


async def test_the_palette_imports_exports_and_backs_up(
    journal_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_app(journal_path, PEOPLE) as opened:
        run(opened, "Import people")
        await opened.screen(ImportScreen)
        await opened.press("escape")
        run(opened, "Back up")
        assert list(tmp_path.glob("journal.json.backups/*-by-hand.json"))
        run(opened, "Export")
        await opened.screen(Choose)
        await opened.press("5")
        await opened.screen(AskLine)
        await opened.press("enter")
        await opened.until((tmp_path / "infoview.json").exists)


async def test_an_export_asks_before_it_replaces_another_file(
    journal_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "infoview.json"
    other.write_text("{}")
    async with open_app(journal_path, PEOPLE) as opened:
        for answer in ("enter", "2"):
            run(opened, "Export")
            await opened.screen(Choose)
            await opened.press("5")
            await opened.screen(AskLine)
            await opened.press("enter")
            await opened.until(
                lambda: "is no json export" in getattr(opened.app.screen, "question", "")
            )
            assert other.read_text() == "{}"
            await opened.press(answer)
            await opened.until(lambda: not isinstance(opened.app.screen, Choose))
        await opened.until(lambda: other.read_text() != "{}")


async def test_the_palette_knows_the_verbs_of_every_pane(journal_path: Path) -> None:
    async with open_app(journal_path, PEOPLE) as opened:
        titles = {c.title: c for c in opened.app.get_system_commands(opened.app.screen)}
        for pane in ("Prep", "Follow-ups", "Insights"):
            assert any(title.startswith(f"{pane}: ") for title in titles)
        await opened.press("4")
        await opened.until(lambda: opened.app.current_mode == "follow_ups")
        titles = {c.title: c for c in opened.app.get_system_commands(opened.app.screen)}
        titles["Contacts: Add"].callback()
        await opened.screen(AskLine)
        assert opened.app.current_mode == "contacts"
