"""Planning a talk by keys: a typed time, shown on both clocks, saved with their zone."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from infoview_tui.domain.models import AnyRecord, Contact, FollowUpKind, Medium, Status
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import Confirm
from infoview_tui.screens.plan import PlanScreen
from infoview_tui.widgets.dated_input import WhenInput
from tests.screens.harness import OpenApp, open_app


def someone(timezone: str = "America/Toronto") -> list[AnyRecord]:
    return [Contact(uid="priya", name="Priya Natarajan", timezone=timezone)]


def the_time(o: OpenApp) -> WhenInput:
    return o.widget("#plan-when", WhenInput)


async def test_a_typed_time_is_shown_on_both_clocks_and_saved(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.write("fri 14:30")
        await o.until(lambda: o.shows("Fri 20 Nov, 14:30 here · 08:30 in Toronto"))
        await o.press("ctrl+s")
        await o.until(lambda: o.journal.interviews_of.of("priya"))
        [talk] = o.journal.interviews_of.of("priya")
        assert talk.starts_at == datetime(2026, 11, 20, 14, 30, tzinfo=ZoneInfo("Europe/Berlin"))
        assert talk.timezone == "America/Toronto"
        assert (talk.status, talk.minutes, talk.medium) == (Status.SCHEDULED, 20, Medium.VIDEO)
        [row] = o.journal.open_rows("priya")
        assert (row.kind, row.due) == (FollowUpKind.CONFIRM, date(2026, 11, 19))
        # The sheet for it opens.
        await o.until(lambda: o.app.current_mode == "prep")


async def test_their_time_may_be_typed_instead(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.write("fri 9:00 there")
        await o.until(lambda: o.shows("Fri 20 Nov, 15:00 here · 09:00 in Toronto"))


async def test_another_zone_changes_what_is_understood(journal_path: Path) -> None:
    async with open_app(journal_path, someone("")) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.write("fri 14:30")
        await o.press("tab", "tab", "tab", "tab")
        await o.write("Tokyo")
        await o.until(lambda: o.shows("22:30 in Tokyo"))


async def test_a_day_without_a_time_and_nonsense_are_not_saved(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        for typed, said in (("fri", "at what time?"), ("bananas", "is no date")):
            await o.write(typed)
            await o.until(lambda said=said: said in the_time(o).reason)  # type: ignore[misc]
            await o.press("ctrl+s")
            await o.screen(PlanScreen)
            the_time(o).value = ""
        assert not o.journal.interviews_of.of("priya")


async def test_a_plan_without_a_time_waits_for_one(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.press("ctrl+s")
        await o.until(lambda: o.journal.interviews_of.of("priya"))
        assert o.journal.interviews_of.of("priya")[0].status is Status.PLANNED


async def test_leaving_with_a_typed_time_asks_before_it_is_lost(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.press("escape")  # nothing typed: nothing asked
        await o.screen(ContactsScreen)
        await o.press("i")
        await o.screen(PlanScreen)
        await o.write("fri 14:30")
        await o.press("escape")
        await o.screen(Confirm)
        await o.press("y")
        await o.until(lambda: o.journal.interviews_of.of("priya"))


async def test_a_planned_talk_is_changed_and_called_off(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("i")
        await o.screen(PlanScreen)
        await o.write("fri 14:30")
        await o.press("ctrl+s")
        await o.until(lambda: o.app.current_mode == "prep")
        await o.press("f2", "i")
        await o.screen(PlanScreen)
        assert the_time(o).value == "2026-11-20 14:30"
        await o.press("f8")
        await o.screen(ContactsScreen)
        [talk] = o.journal.interviews_of.of("priya")
        assert talk.status is Status.CANCELLED
        assert not o.journal.open_rows("priya")
