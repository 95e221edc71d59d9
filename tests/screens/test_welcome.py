"""The first five minutes: led once, skippable, nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

from infoview_tui.domain.models import Contact, Profile
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.import_file import ImportScreen
from infoview_tui.screens.welcome import WelcomeScreen
from tests.screens.harness import open_app


async def test_three_lines_make_a_profile_and_lead_to_the_first_contact(journal_path: Path) -> None:
    async with open_app(journal_path, welcome=True) as opened:
        await opened.screen(WelcomeScreen)
        await opened.write("Mira\nengineer, learning product\nfind a team\n")
        await opened.press("2")
        await opened.screen(AskLine)
        assert opened.journal.profile == Profile(
            name="Mira", pitch="engineer, learning product", goals="find a team"
        )


async def test_enter_on_the_first_way_leads_to_the_import(journal_path: Path) -> None:
    async with open_app(journal_path, welcome=True, size=(40, 12)) as opened:
        await opened.screen(WelcomeScreen)
        await opened.press("enter", "enter", "enter", "enter")
        await opened.screen(ImportScreen)


async def test_who_says_not_now_is_not_asked_again(journal_path: Path) -> None:
    async with open_app(journal_path, welcome=True) as opened:
        await opened.screen(WelcomeScreen)
        await opened.press("escape")
        await opened.screen(ContactsScreen)
        assert not opened.journal.is_new
    async with open_app(journal_path, welcome=True) as opened:
        await opened.screen(ContactsScreen)


async def test_a_journal_with_somebody_in_it_needs_no_leading(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="a", name="Ann")], welcome=True) as opened:
        await opened.screen(ContactsScreen)


async def test_the_sample_is_asked_for_and_what_was_typed_is_kept(journal_path: Path) -> None:
    async with open_app(journal_path, welcome=True) as opened:
        await opened.screen(WelcomeScreen)
        await opened.write("Mira\n\n\n")
        await opened.press("3")
        await opened.until(lambda: opened.app.wants_sample)
    async with open_app(journal_path, welcome=True) as opened:
        assert opened.journal.profile.name == "Mira"


async def test_a_digit_chooses_also_where_the_name_is_asked(journal_path: Path) -> None:
    async with open_app(journal_path, welcome=True) as opened:
        await opened.screen(WelcomeScreen)
        await opened.press("2")
        await opened.screen(AskLine)
        assert opened.journal.profile.name == ""
