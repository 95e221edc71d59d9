"""`?` explains the screen below: what it is for, its own keys first, none that do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.limits import Limits
from infoview_tui.domain.preferences import Preferences
from infoview_tui.screens.help import HelpScreen
from infoview_tui.widgets.facts import FactSheet
from tests.screens.harness import OpenApp, open_app


def text_of(opened: OpenApp) -> str:
    sheet = opened.widget("HelpScreen FactSheet", FactSheet)
    return "\n".join(str(fact) for fact in sheet.facts)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
async def test_every_pane_says_what_it_is_for_in_60_columns(
    journal_path: Path, number: int
) -> None:
    async with open_app(journal_path, size=(60, 60)) as opened:
        await opened.press(f"f{number + 1}", "f1")
        await opened.screen(HelpScreen)
        said = text_of(opened)
        assert said.index("'Here'") < said.index("'Everywhere'")
        purpose = said[: said.index("'Here'")]
        assert len(purpose) > 80
        assert not any("…" in line for line in opened.lines()[:10])
        await opened.press("escape")


async def test_the_numbers_are_those_of_the_preferences(journal_path: Path) -> None:
    wishes = Preferences(limits=Limits(second_try=9, thanks_hours=36))
    async with open_app(journal_path, preferences=wishes) as opened:
        await opened.press("4", "question_mark")
        await opened.screen(HelpScreen)
        said = text_of(opened)
        assert "the second try after 9 business days" in said
        assert "within 36 hours" in said


async def test_the_screens_own_keys_stand_before_those_of_its_lists(journal_path: Path) -> None:
    async with open_app(journal_path) as opened:
        await opened.press("question_mark")
        await opened.screen(HelpScreen)
        said = text_of(opened)
        assert said.index("Add a contact by one line") < said.index("'Down'")
        assert "Take out of the list" not in said
        assert "Scroll Left" not in said


async def test_while_typing_the_bar_names_the_key_that_still_helps(journal_path: Path) -> None:
    async with open_app(journal_path) as opened:
        assert opened.shows("? Help")
        await opened.press("f4")
        await opened.until(lambda: opened.shows("f1 Help"))
