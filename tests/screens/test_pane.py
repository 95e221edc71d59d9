"""What all screens have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen

from infoview_tui.app import InfoviewApp
from infoview_tui.domain.models import Contact
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.find import FindScreen
from infoview_tui.screens.prep import PrepScreen
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


async def test_a_journal_opened_beforehand_can_be_left_and_come_back_to(journal_path: Path) -> None:
    journal = Journal.open(journal_path)
    app = InfoviewApp(lambda: journal, journal=journal)
    async with app.run_test() as pilot:
        try:
            await pilot.pause()
            first = app.screen
            await pilot.press("2")
            assert isinstance(app.screen, PrepScreen)
            await pilot.press("f2")
            assert app.screen is first
        finally:
            app.close_journal()


async def test_of_two_answers_to_one_question_the_second_closes_nothing(journal_path: Path) -> None:
    async with open_app(journal_path) as o:
        pane = await o.screen(ContactsScreen)
        for key in ("P", "a"):  # a screen above the pane, and a dialog
            await o.press(key)
            above: Screen[object] = o.app.screen
            assert above is not pane
            above.dismiss(None)
            above.dismiss(None)
            await o.until(lambda: o.app.screen is pane)


async def test_a_screen_that_is_left_stops_working_before_its_widgets_go(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "read_for_search", lambda journal, seconds: 1)  # never read out
    async with open_app(journal_path) as o:
        await o.press("/")
        finder = await o.screen(FindScreen)
        [reading] = [worker for worker in o.app.workers if worker.node is finder]
        finder.dismiss()
        assert reading.is_cancelled


async def test_what_is_said_in_a_corner_stands_there_as_it_is(journal_path: Path) -> None:
    said = "Ann [PM] [/] [@click=app.quit]here"
    async with open_app(journal_path) as o:
        o.app.screen.notify(said)
        await o.until(lambda: o.shows(said))
