"""The weekly review by keys: finite, resumable, skippable, and closed with a date."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    FollowUp,
    FollowUpKind,
    Interview,
    Meta,
    Note,
    NoteKind,
    Source,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue_row import Group, Task
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.screens.review import ReviewScreen
from infoview_tui.widgets.meter import Meter
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp, open_app

TODAY = NOW.date()
AGO = NOW - timedelta(days=3)
TITLES = [
    "Open marks and debriefs",
    "Thanks owed",
    "Replies to log",
    "Outreach due",
    "The next 7 days",
    "Going cold",
    "One thing to give",
    "The next people",
    "Done",
]


def journal() -> list[AnyRecord]:
    mark = Note(uid="m", at=AGO, kind=NoteKind.ADVICE)
    return [
        Contact(uid="priya", name="Priya Natarajan"),
        Contact(uid="lena", name="Lena Fischer", company="Holm"),
        Contact(uid="ada", name="Ada Okoro", company="Atlas", source=Source.ALUMNI),
        Interview(
            uid="talk", contact="priya", status=Status.HELD, started_at=AGO, ended_at=AGO,
            debriefed_at=AGO, notes=(mark,),
        ),
        Interview(
            uid="ahead", contact="priya", status=Status.SCHEDULED,
            starts_at=NOW + timedelta(days=4),
        ),
        FollowUp(
            uid="thanks", contact="priya", kind=FollowUpKind.THANK_YOU, due=TODAY, interview="talk"
        ),
        Touch(uid="t", contact="lena", at=AGO, kind=TouchKind.OUTREACH),
        FollowUp(
            uid="again", contact="lena", kind=FollowUpKind.SECOND_TRY,
            due=TODAY + timedelta(days=6), reason="no reply in 7 business days",
        ),
        FollowUp(
            uid="promise", contact="lena", kind=FollowUpKind.PROMISE, due=TODAY, reason="article"
        ),
    ]  # fmt: skip


def title(o: OpenApp) -> str:
    return o.widget("#review-meter", Meter).label.rstrip()


def items(o: OpenApp) -> list[str]:
    return o.widget("#review-items", RecordList).keys


async def begin(o: OpenApp, steps: int = 0) -> ReviewScreen:
    await o.press("w")
    screen = await o.screen(ReviewScreen)
    await o.until(lambda: title(o))
    await o.press(*["n"] * steps)
    return screen


@pytest.mark.parametrize("size", [(120, 32), (80, 24), (60, 24), (40, 12)])
async def test_nine_steps_lead_to_the_end_and_the_next_review(
    journal_path: Path, size: tuple[int, int]
) -> None:
    async with open_app(journal_path, journal(), size=size) as o:
        await begin(o)
        walked = []
        for _ in TITLES:
            walked.append(title(o))
            if title(o) != "Done":
                await o.press("n")
        assert walked == TITLES
        assert o.shows("1 talk")
        assert o.shows("next review Wed 25 Nov")
        await o.press("n")
        await o.screen(ContactsScreen)
        assert o.journal.meta.last_review == TODAY
        assert o.journal.meta.review_step == ""


async def test_it_goes_on_where_it_was_left_even_after_a_restart(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await begin(o, 3)
        await o.press("escape")
        await o.screen(ContactsScreen)
    async with open_app(journal_path) as o:
        await begin(o)
        assert title(o) == "Outreach due"
        await o.press("b")
        assert title(o) == "Replies to log"


async def test_each_step_holds_what_the_journal_knows(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await begin(o)
        held = {}
        for _ in TITLES[:-1]:
            held[title(o)] = items(o)
            await o.press("n")
        assert held == {
            "Open marks and debriefs": ["talk:marks"],
            "Thanks owed": ["thanks"],
            "Replies to log": ["again"],
            "Outreach due": [],
            "The next 7 days": ["ahead:week"],
            "Going cold": [],
            "One thing to give": ["promise", "priya:give"],
            "The next people": ["ada"],
        }


async def test_what_is_done_leaves_the_step(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await begin(o, 1)
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.screen(ReviewScreen)
        await o.until(lambda: items(o) == [])
        assert o.shows("Nothing here: n goes on.")
        assert title(o) == "Thanks owed"
        await o.press("u")
        await o.until(lambda: items(o) == ["thanks"])


async def test_a_reply_is_logged_where_one_waits_for_it(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await begin(o, 2)
        await o.press("r")
        await o.screen(AskLine)
        await o.write("yes, next week\n")
        await o.until(lambda: items(o) == [])
        assert [t.kind for t in o.journal.touches_of.of("lena")][-1] is TouchKind.REPLY


async def test_a_message_to_the_next_person_comes_back_to_the_step(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await begin(o, 7)
        await o.press("c")
        await o.screen(ComposeScreen)
        await o.press("escape")
        await o.screen(ReviewScreen)
        assert title(o) == "The next people"


async def test_the_next_review_stands_in_the_queue_and_is_closed_by_doing_it(
    journal_path: Path,
) -> None:
    later = NOW + timedelta(days=5)
    known = Meta(last_review=AGO.date())
    async with open_app(journal_path, [*journal(), known], now=later) as o:
        await o.press("4", "backslash")
        await o.write("weekly review")
        await o.press("enter")
        await o.until(lambda: o.shows("the last one was"))
        await o.press("enter")
        await o.screen(ReviewScreen)
        for _ in range(9):
            await o.press("n")
        await o.screen(FollowUpsScreen)
        [row] = [row for row in o.journal.queue() if row.task is Task.REVIEW]
        assert (row.group, row.due) == (Group.LATER, later.date() + timedelta(days=7))
