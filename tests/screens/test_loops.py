"""All open loops by keys: a step further, told, let go."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Status,
)
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.screens.loops import LoopsScreen
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp, open_app

AGO = NOW - timedelta(days=9)


def journal() -> list[AnyRecord]:
    notes = (
        Note(uid="advice", at=AGO, kind=NoteKind.ADVICE, text="press release first"),
        Note(uid="promise", at=AGO, kind=NoteKind.PROMISE, text="send her the article"),
        Note(uid="mark", at=AGO, kind=NoteKind.OFFER),
        Note(uid="done", at=AGO, kind=NoteKind.PROMISE, text="old", state=LoopState.DONE),
        Note(uid="note", at=AGO, text="joined from support"),
    )
    return [
        Contact(uid="priya", name="Priya Natarajan"),
        Interview(
            uid="talk", contact="priya", status=Status.HELD, started_at=AGO, ended_at=AGO,
            debriefed_at=AGO, notes=notes,
        ),
        FollowUp(
            uid="f1", contact="priya", kind=FollowUpKind.PROMISE, due=NOW.date(),
            interview="talk", note="promise",
        ),
    ]  # fmt: skip


async def show_loops(o: OpenApp, at: str) -> RecordList:
    await o.press("4")
    await o.screen(FollowUpsScreen)
    await o.press("L")
    await o.screen(LoopsScreen)
    loops = o.widget("#loops", RecordList)
    await o.until(lambda: loops.keys)
    loops.highlighted = at
    await o.pilot.pause()
    return loops


def row_state(o: OpenApp) -> FollowUpState:
    return o.journal.follow_ups["f1"].state


def state(o: OpenApp, uid: str) -> LoopState | None:
    return next(n.state for n in o.journal.interviews["talk"].notes if n.uid == uid)


async def test_marks_closed_loops_and_plain_notes_are_none(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        loops = await show_loops(o, "advice")
        assert set(loops.keys) == {"advice", "promise"}


async def test_a_kept_promise_closes_its_row_too_and_undo_opens_both(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        loops = await show_loops(o, "promise")
        await o.press("d")
        await o.until(lambda: loops.keys == ["advice"])
        assert state(o, "promise") is LoopState.DONE
        assert row_state(o) is FollowUpState.DONE
        await o.press("u")
        await o.until(lambda: "promise" in loops.keys)
        assert row_state(o) is FollowUpState.OPEN


async def test_advice_tried_proposes_to_tell_them_and_told_closes_it(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        loops = await show_loops(o, "advice")
        await o.press("d")
        await o.screen(Choose)
        await o.press("1")
        await o.until(lambda: o.shows("tried, to tell"))
        [tell] = [row for row in o.journal.open_rows("priya") if row.uid != "f1"]
        assert (tell.kind, tell.note) == (FollowUpKind.ADVICE, "advice")
        assert tell.due == NOW.date() + timedelta(days=7)
        loops.highlighted = "advice"
        await o.pilot.pause()
        await o.press("d")
        await o.until(lambda: loops.keys == ["promise"])
        assert state(o, "advice") is LoopState.REPORTED
        assert o.journal.follow_ups[tell.uid].state is FollowUpState.DONE


async def test_taking_the_question_back_changes_nothing(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        await show_loops(o, "advice")
        await o.press("d")
        await o.screen(Choose)
        await o.press("escape")
        await o.screen(LoopsScreen)
        assert state(o, "advice") is None


async def test_a_loop_is_let_go(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        loops = await show_loops(o, "advice")
        await o.press("x")
        await o.until(lambda: loops.keys == ["promise"])
        assert state(o, "advice") is LoopState.DONE


async def test_filter_and_order_by_contact(journal_path: Path) -> None:
    async with open_app(journal_path, journal()) as o:
        loops = await show_loops(o, "advice")
        await o.press("o")
        assert o.shows("Priya Natarajan 2")
        await o.press("backslash")
        await o.write("article")
        await o.until(lambda: loops.keys == ["promise"])
        await o.press("escape")
        await o.until(lambda: len(loops.keys) == 2)
        await o.press("escape")
        await o.screen(FollowUpsScreen)
