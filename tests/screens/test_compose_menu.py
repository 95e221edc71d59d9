"""Any kind of message to a contact by one key, with or without a row that asks for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    Interview,
    Status,
    TouchKind,
)
from infoview_tui.domain.prep_sections import CONFIRMED
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.widgets.field import TextField
from tests.screens.harness import NOW, OpenApp, open_app

ANN = Contact(uid="ann", name="Ann Lee", company="Holm", emails=("ann@holm.example",))
SAM = Contact(uid="sam", name="Sam Okafor", role="PM", emails=("sam@atlas.example",))


def the_text(o: OpenApp) -> str:
    return o.widget("#compose-text", TextField).text


KINDS = (
    ("1", "First message to Ann Lee", TouchKind.OUTREACH),
    ("2", "LinkedIn note to Ann Lee", TouchKind.OUTREACH),
    ("3", "Answer to Ann Lee", TouchKind.CHECK_IN),
    ("4", "Confirmation to Ann Lee", TouchKind.CHECK_IN),
    ("5", "Thank-you to Ann Lee", TouchKind.THANK_YOU),
    ("6", "Message to Ann Lee", TouchKind.CHECK_IN),
    ("7", "Report to Ann Lee", TouchKind.CHECK_IN),
    ("9", "Request to Ann Lee", TouchKind.ASK),
)


async def test_every_kind_is_two_keys_from_the_contact(journal_path: Path) -> None:
    async with open_app(journal_path, [ANN]) as o:
        for number, (digit, says, kind) in enumerate(KINDS, 1):
            await o.press("c")
            await o.screen(Choose)
            await o.press(digit)
            await o.screen(ComposeScreen)
            assert o.shows(says)
            await o.press("ctrl+s")
            await o.screen(ContactsScreen)
            touches = o.journal.touches_of.of("ann")
            assert len(touches) == number
            assert kind in {touch.kind for touch in touches}


async def introducing(o: OpenApp) -> None:
    """Begins to introduce Ann to Sam: the question to Ann is open."""
    await o.press("c")
    await o.screen(Choose)
    await o.press("8")
    await o.screen(AskLine)
    await o.write("sam")
    await o.until(lambda: o.shows("Sam Okafor · PM"))
    await o.press("enter")
    await o.screen(ComposeScreen)


async def test_an_introduction_asks_both_and_introduces_them_once_both_agreed(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, [ANN, SAM]) as o:
        await introducing(o)
        assert "May I introduce you? A no is perfectly fine." in the_text(o)
        await o.press("ctrl+s")
        await o.until(lambda: "Hi Sam" in the_text(o) and "Ann Lee" in the_text(o))
        await o.press("ctrl+s")
        await o.screen(ContactsScreen)
        waiting = [*o.journal.open_rows("ann"), *o.journal.open_rows("sam")]
        assert [step_of(row) for row in waiting] == [Step.ANSWER, Step.ANSWER]
        await o.press("4")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("WAITING FOR THEM"))
        for _ in waiting:
            await o.press("d")
            await o.screen(Choose)
            await o.press("1")
            await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("both said yes"))
        await o.press("c")
        await o.screen(ComposeScreen)
        assert "hi Ann" in the_text(o) or "hi Sam" in the_text(o)
        await o.press("ctrl+s")
        await o.screen(FollowUpsScreen)
        for uid in ("ann", "sam"):
            touches = o.journal.touches_of.of(uid)
            assert {t.kind for t in touches} == {TouchKind.CHECK_IN, TouchKind.INTRODUCTION}
            assert not o.journal.open_rows(uid)


async def test_a_no_lets_the_introduction_go_on_both_sides(journal_path: Path) -> None:
    async with open_app(journal_path, [ANN, SAM]) as o:
        await introducing(o)
        await o.press("escape")
        await o.screen(ContactsScreen)
        await o.press("4")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("ask both first"))
        await o.press("d")
        await o.screen(Choose)
        await o.press("2")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: not o.journal.open_rows("ann"))
        assert not o.journal.open_rows("sam")


async def test_an_introduction_without_a_name_asks_for_one(journal_path: Path) -> None:
    row = FollowUp(
        uid="r", contact="ann", kind=FollowUpKind.INTRODUCTION, due=NOW.date(), reason="intro her"
    )
    async with open_app(journal_path, [ANN, SAM, row]) as o:
        await o.press("4")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("intro her"))
        await o.press("c")
        await o.screen(AskLine)
        await o.write("ann")
        await o.press("enter")
        await o.until(lambda: o.shows("name the other"))
        await o.press("ctrl+u")
        await o.write("sam")
        await o.press("enter")
        await o.screen(ComposeScreen)
        assert [step_of(r) for r in o.journal.open_rows("ann")] == [Step.ASK]


async def test_a_confirmation_on_the_day_of_the_talk_ticks_its_sheet(journal_path: Path) -> None:
    soon, later = (
        Interview(
            uid=uid, contact="ann", status=Status.SCHEDULED, starts_at=NOW + timedelta(hours=h)
        )
        for uid, h in (("soon", 4), ("later", 400))
    )
    async with open_app(journal_path, [ANN, later, soon]) as o:
        await o.press("c")
        await o.screen(Choose)
        await o.press("4")
        await o.screen(ComposeScreen)
        await o.press("ctrl+s")
        await o.screen(ContactsScreen)
        assert CONFIRMED in o.journal.interviews["soon"].prep.checklist
        assert CONFIRMED not in o.journal.interviews["later"].prep.checklist


async def test_a_report_names_whom_they_introduced_and_what_that_talk_gave(
    journal_path: Path,
) -> None:
    records: list[AnyRecord] = [ANN, Contact(uid="bo", name="Bo Berg", introduced_by="ann")]
    async with open_app(journal_path, records) as o:
        await o.press("c")
        await o.screen(Choose)
        await o.press("7")
        await o.screen(ComposeScreen)
        assert "in touch with Bo Berg" in the_text(o)
        await o.write("PS ")
        await o.press("escape")
        await o.screen(ContactsScreen)
        [row] = o.journal.open_rows("ann")
        assert (row.kind, row.about) == (FollowUpKind.REPORT_BACK, "bo")


async def test_the_row_that_asks_for_the_message_is_closed_by_it(journal_path: Path) -> None:
    row = FollowUp(uid="r", contact="ann", kind=FollowUpKind.ASK, due=NOW.date(), reason="a hint")
    async with open_app(journal_path, [ANN, row]) as o:
        await o.press("4")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("a hint"))
        await o.press("C")
        await o.screen(Choose)
        await o.press("9")
        await o.screen(ComposeScreen)
        await o.press("ctrl+s")
        await o.screen(FollowUpsScreen)
        assert not o.journal.open_rows("ann")
        assert o.journal.touches_of.of("ann")[0].channel is Channel.EMAIL
