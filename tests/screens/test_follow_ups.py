"""Pane 4 by keys; what was done is read back from the journal's records."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Closeness,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Prep,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.screens.helped_by import HelpedByScreen
from infoview_tui.screens.history import HistoryScreen
from infoview_tui.screens.row_form import EditRow
from infoview_tui.screens.snooze import AskSnooze
from infoview_tui.widgets.record_list import Heading, RecordList
from tests.screens.harness import NOW, OpenApp, open_app

TODAY = NOW.date()
WEEK_AGO = NOW - timedelta(days=7)


def owed(
    uid: str, contact: str, kind: FollowUpKind, days: int, reason: str = "", **more: object
) -> FollowUp:
    due = TODAY + timedelta(days=days)
    return FollowUp(uid=uid, contact=contact, kind=kind, due=due, reason=reason, **more)  # type: ignore[arg-type]


def journal() -> list[AnyRecord]:
    advice = Note(uid="n1", at=WEEK_AGO, kind=NoteKind.ADVICE, text="press release first")
    return [
        Contact(uid="priya", name="Priya Natarajan", company="Northwind"),
        Contact(uid="lena", name="Lena Fischer", company="Holm"),
        Contact(uid="tomas", name="Tomás Ibarra", company="Lumen"),
        Contact(uid="ada", name="Ada Lumen", role="Designer", company="Lumen"),
        Interview(
            uid="talk", contact="priya", status=Status.HELD, started_at=WEEK_AGO,
            ended_at=WEEK_AGO, debriefed_at=WEEK_AGO, notes=(advice,),
        ),
        owed("late", "lena", FollowUpKind.PROMISE, -2, "send the article"),
        owed("now", "priya", FollowUpKind.ADVICE, 0, "press release first",
             interview="talk", note="n1"),
        owed("soon", "lena", FollowUpKind.OTHER, 3),
        owed("other", "tomas", FollowUpKind.TRY_ANOTHER, 0, "no reply"),
        Touch(uid="t", contact="tomas", at=WEEK_AGO, kind=TouchKind.OUTREACH),
        owed("try2", "tomas", FollowUpKind.SECOND_TRY, 2, "no reply in 7 business days"),
    ]  # fmt: skip


def the_list(o: OpenApp) -> RecordList:
    return o.widget("#queue", RecordList)


def headings(o: OpenApp) -> list[str]:
    return [f"{r.text} {r.detail}" for r in the_list(o).rows if isinstance(r, Heading)]


def loop_state(o: OpenApp) -> LoopState | None:
    return o.journal.interviews["talk"].notes[0].state


async def show_queue(o: OpenApp, at: str = "") -> None:
    await o.press("4")
    await o.screen(FollowUpsScreen)
    await o.until(lambda: the_list(o).keys)
    if at:
        the_list(o).highlighted = at
        await o.pilot.pause()


async def test_rows_stand_under_the_days_they_are_due_and_say_why(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o)
        assert headings(o) == ["OVERDUE 1", "TODAY 2", "THIS WEEK 1", "WAITING FOR THEM 1"]
        assert o.shows("their advice: press release first")
        assert o.shows("no reason written yet: e writes one")


async def test_done_asks_how_logs_the_touch_and_undo_takes_all_back(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: "late" not in the_list(o).keys)
        assert o.journal.follow_ups["late"].state is FollowUpState.DONE
        [touch] = o.journal.touches_of.of("lena")
        assert (touch.kind, touch.channel) == (TouchKind.GIVE, Channel.EMAIL)
        await o.press("u")
        await o.until(lambda: "late" in the_list(o).keys)
        assert not o.journal.touches_of.of("lena")


async def test_done_with_outreach_starts_the_clock(journal_path: Path) -> None:
    row = owed("first", "ada", FollowUpKind.OUTREACH, 0, "named by Priya")
    async with open_app(journal_path, [*journal(), row]) as o:
        await show_queue(o, "first")
        await o.press("d")
        await o.screen(Choose)
        await o.press("2")
        await o.until(lambda: len(o.journal.open_rows("ada")) == 2)
        kinds = {row.kind for row in o.journal.open_rows("ada")}
        assert kinds == {FollowUpKind.TRY_ANOTHER, FollowUpKind.SECOND_TRY}


async def test_done_together_logs_touches_for_the_messages_only(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        the_list(o).marked = frozenset({"late", "soon", "other"})
        await o.pilot.pause()
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: set(the_list(o).keys) == {"now", "try2"})
        kinds = {t.kind for t in o.journal.touches_of.of("lena")}
        assert kinds == {TouchKind.GIVE, TouchKind.CHECK_IN}
        assert [t.uid for t in o.journal.touches_of.of("tomas")] == ["t"]


async def test_good_news_that_was_told_elsewhere_is_a_touch(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        [news] = o.journal.spread_news(["ada"], "I start at Atlas")
        await show_queue(o, news.uid)
        await o.press("d")
        await o.screen(Choose)
        await o.press("4")
        await o.until(lambda: not o.journal.open_rows("ada"))
        [touch] = o.journal.touches_of.of("ada")
        assert touch.channel is Channel.PHONE


async def test_advice_that_was_tried_is_to_be_told(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "now")
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: "now" not in the_list(o).keys)
        assert loop_state(o) is LoopState.TRIED
        [tell] = o.journal.open_rows("priya")
        assert tell.kind is FollowUpKind.ADVICE
        assert tell.reason == "you tried their advice: “press release first”"
        the_list(o).highlighted = tell.uid
        await o.pilot.pause()
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: not o.journal.open_rows("priya"))
        assert loop_state(o) is LoopState.REPORTED
        assert [t.kind for t in o.journal.touches_of.of("priya")] == [TouchKind.CHECK_IN]


@pytest.mark.parametrize(
    ("keys", "due"),
    [
        ("3", TODAY + timedelta(days=3)),
        ("m", date(2026, 11, 23)),
        ("fri\n", date(2026, 11, 20)),
        ("\t2 weeks\n", TODAY + timedelta(days=14)),
    ],
)
async def test_snooze_takes_a_digit_monday_or_a_phrase(
    journal_path: Path, keys: str, due: date
) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        await o.press("s")
        await o.screen(AskSnooze)
        if keys[0] == "\t":
            await o.press("tab")
        await o.write(keys.strip("\t"))
        await o.until(lambda: o.journal.follow_ups["late"].due == due)
        assert o.journal.follow_ups["late"].snoozed == (TODAY - timedelta(days=2),)


async def test_the_cursor_stays_where_it_was_when_a_row_goes_elsewhere(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        below = the_list(o).keys[1]
        await o.press("s")
        await o.screen(AskSnooze)
        await o.press("9")
        await o.until(lambda: the_list(o).keys[0] != "late")
        assert the_list(o).highlighted == below


async def test_how_often_a_row_was_put_off_is_shown(journal_path: Path) -> None:
    often = owed("often", "ada", FollowUpKind.OTHER, 0, "call her", snoozed=(TODAY, TODAY, TODAY))
    async with open_app(journal_path, [*journal(), often]) as o:
        await show_queue(o, "often")
        assert o.shows("call her (snoozed 3 times)")


async def test_marked_rows_are_dropped_together_as_one_step(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        await o.press("space", "space", "x")
        await o.until(lambda: len(the_list(o).keys) == 3)
        states = [o.journal.follow_ups[uid].state for uid in ("late", "now", "other", "soon")]
        assert states.count(FollowUpState.DROPPED) == 2
        await o.press("u")
        await o.until(lambda: len(the_list(o).keys) == 5)


async def test_edit_changes_reason_day_and_repeat(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "soon")
        await o.press("e")
        await o.screen(EditRow)
        await o.write("her exhibition opens")
        await o.press("tab", "ctrl+u")
        await o.write("27 nov")
        await o.press("tab")
        await o.write("every 2 weeks\n")
        await o.screen(FollowUpsScreen)
        row = o.journal.follow_ups["soon"]
        assert (row.reason, row.due) == ("her exhibition opens", date(2026, 11, 27))
        the_list(o).highlighted = "soon"
        await o.pilot.pause()
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: o.journal.follow_ups["soon"].state is FollowUpState.DONE)
        [again] = [r for r in o.journal.open_rows("lena") if r.uid != "late"]
        assert again.due == TODAY + timedelta(days=14)  # counted from today, not from its day


async def test_an_unclear_repeat_is_said_and_nothing_is_lost(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "soon")
        await o.press("e")
        await o.screen(EditRow)
        await o.press("tab", "tab")
        await o.write("biweekly\n")
        await o.until(lambda: o.shows("is no repeat that I can read"))
        await o.press("escape")
        await o.screen(FollowUpsScreen)
        assert o.journal.follow_ups["soon"].repeat == ""


async def test_a_row_without_a_reason_asks_for_one_before_the_message(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "soon")
        await o.press("c")
        await o.screen(AskLine)
        await o.write("just checking in\n")
        await o.until(lambda: o.shows("Name a reason"))
        await o.press("ctrl+u")
        await o.write("her exhibition opens\n")
        await o.screen(ComposeScreen)
        assert o.journal.follow_ups["soon"].reason == "her exhibition opens"


async def test_no_reply_proposes_somebody_else_at_the_same_place(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "other")
        await o.press("c")
        await o.screen(Choose)
        assert o.shows("Ada Lumen, Designer")
        await o.press("1")
        await o.screen(ComposeScreen)
        assert o.journal.follow_ups["other"].state is FollowUpState.DONE
        [row] = o.journal.open_rows("ada")
        assert (row.kind, row.due) == (FollowUpKind.OUTREACH, TODAY)


async def test_nobody_else_at_that_place_asks_for_somebody_new(journal_path: Path) -> None:
    alone = [record for record in journal() if record.uid != "ada"]
    async with open_app(journal_path, alone) as o:
        await show_queue(o, "other")
        await o.until(lambda: o.shows("find somebody else at Lumen"))  # whole, below the list
        await o.press("c")
        await o.screen(AskLine)
        await o.write("Ann Lee, Growth PM\n")
        await o.screen(ComposeScreen)
        [ann] = [c for c in o.journal.contacts.all() if c.name == "Ann Lee"]
        assert (ann.role, ann.company) == ("Growth PM", "Lumen")
        assert [row.kind for row in o.journal.open_rows(ann.uid)] == [FollowUpKind.OUTREACH]


async def test_two_silent_check_ins_offer_to_let_go_or_once_a_year(journal_path: Path) -> None:
    silent: list[AnyRecord] = [
        Contact(uid="sam", name="Sam Okafor", closeness=Closeness.CLOSE),
        Touch(uid="s0", contact="sam", at=NOW - timedelta(days=300), kind=TouchKind.REPLY,
              direction=Direction.IN),
        *(
            Touch(uid=f"s{days}", contact="sam", at=NOW - timedelta(days=days),
                  kind=TouchKind.CHECK_IN)
            for days in (120, 60)
        ),
    ]  # fmt: skip
    async with open_app(journal_path, silent) as o:
        await show_queue(o)
        assert o.shows("2 check-ins without an answer")
        await o.press("x")
        await o.screen(Choose)
        await o.press("2")
        await o.until(lambda: o.journal.contacts["sam"].closeness is Closeness.LIGHT)
        [row] = o.journal.open_rows("sam")
        assert row.due == TODAY + timedelta(days=305)


async def test_a_talk_whose_time_is_over_is_accounted_for(journal_path: Path) -> None:
    began = NOW - timedelta(hours=20)
    talk = Interview(
        uid="past", contact="ada", status=Status.SCHEDULED, starts_at=began, prep=Prep()
    )
    async with open_app(journal_path, [*journal(), talk]) as o:
        await show_queue(o, "past:held?")
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: o.journal.interviews["past"].status is Status.HELD)
        tasks = {row.label for row in o.journal.queue() if row.contact == "ada"}
        assert tasks == {"debrief", "thank-you"}
        assert [t.kind for t in o.journal.touches_of.of("ada")] == [TouchKind.INTERVIEW]


async def test_a_line_adds_a_row_with_its_kind_and_day(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o)
        await o.press("n")
        await o.screen(AskLine)
        await o.write("nobody: x\n")
        await o.until(lambda: o.shows("no contact is called"))
        await o.press("ctrl+u")
        await o.write("ada: introduce her to Lena by fri")
        await o.until(lambda: o.shows("Ada Lumen · introduction · due"))
        await o.press("enter")
        await o.until(lambda: o.journal.open_rows("ada"))
        [row] = o.journal.open_rows("ada")
        assert (row.kind, row.due) == (FollowUpKind.INTRODUCTION, date(2026, 11, 20))


async def test_filter_as_you_type_and_other_orders(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o)
        await o.press("backslash")
        await o.write("lumen try")
        await o.until(lambda: set(the_list(o).keys) == {"other", "try2"})
        await o.press("enter", "escape")
        await o.until(lambda: len(the_list(o).keys) == 5)
        await o.press("o")
        assert headings(o)[:2] == ["ADVICE 1", "FOLLOW-UP 1"]
        await o.press("o")
        assert the_list(o).keys[0] in ("late", "soon")
        await o.press("o")
        assert headings(o) == ["Holm 2", "Lumen 2", "Northwind 1"]


async def test_the_history_keeps_what_was_done_and_dropped(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "late")
        await o.press("x")
        await o.until(lambda: "late" not in the_list(o).keys)
        the_list(o).highlighted = "soon"
        await o.pilot.pause()
        await o.press("h")
        await o.screen(HistoryScreen)
        assert o.shows("dropped: promise")
        assert o.shows("owed: follow-up")
        await o.press("escape")
        await o.screen(FollowUpsScreen)


async def test_logging_a_reply_takes_the_waiting_rows_out(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o, "try2")
        await o.press("l")
        await o.screen(AskLine)
        await o.write("replied: yes, next week\n")
        await o.until(lambda: not o.journal.open_rows("tomas"))
        assert o.shows("they replied: answer")


async def test_masked_rows_show_neither_names_nor_reasons(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o)
        await o.press("m")
        await o.until(lambda: o.shows("L. F."))
        assert o.shows("OVERDUE")
        assert not o.shows("Fischer")
        assert not o.shows("press release")


@pytest.mark.parametrize("size", [(120, 32), (60, 24), (40, 12)])
async def test_every_row_is_there_at_every_size(journal_path: Path, size: tuple[int, int]) -> None:
    async with open_app(journal_path, journal(), size=size) as o:
        await show_queue(o)
        assert o.shows("OVERDUE")
        assert o.shows("send the article")
        await o.press("G")
        assert o.shows("outreach")


async def test_an_empty_queue_says_where_rows_come_from(journal_path: Path) -> None:
    async with open_app(journal_path) as o:
        await o.press("4")
        await o.screen(FollowUpsScreen)
        await o.until(lambda: o.shows("n adds one by hand"))


async def test_everyone_who_helped_is_told_the_good_news(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_queue(o)
        await o.press("H")
        await o.screen(HelpedByScreen)
        assert o.shows("talked with you")
        await o.press("n")
        await o.screen(AskLine)
        await o.write("I passed the exam\n")
        await o.until(lambda: any("exam" in row.reason for row in o.journal.open_rows("priya")))
        assert not any("exam" in row.reason for row in o.journal.open_rows("lena"))
