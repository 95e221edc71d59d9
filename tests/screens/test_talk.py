"""A held talk is read, corrected and followed up afterwards."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from infoview_tui.domain.models import AnyRecord, FollowUpState, LoopState, Note, NoteKind, Status
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.messages import OpenNote
from infoview_tui.screens.talk import TalkScreen
from infoview_tui.widgets.note_list import NoteList
from tests.screens.harness import NOW, OpenApp, open_app
from tests.screens.talks import under_way


def held() -> list[AnyRecord]:
    notes = (
        Note(uid="n1", at=NOW - timedelta(minutes=20), text="joined from support", question="path"),
        Note(uid="n2", at=NOW - timedelta(minutes=9), kind=NoteKind.ADVICE, text="write first"),
        Note(uid="n3", at=NOW - timedelta(minutes=8), kind=NoteKind.QUOTE, text="one page"),
    )
    return under_way(minute=24, status=Status.HELD, ended_at=NOW, notes=notes)


async def read(o: OpenApp, note: str = "") -> TalkScreen:
    o.app.post_message(OpenNote("talk", note))
    return await o.screen(TalkScreen)


async def test_notes_stand_under_their_questions_and_the_cursor_on_the_one_asked_for(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, held()) as o:
        await read(o, "n2")
        assert o.widget("#talk-notes", NoteList).highlighted == "n2"
        lines = o.lines()
        question = next(i for i, line in enumerate(lines) if "How did engineering" in line)
        assert "04    joined from support" in lines[question + 1]
        assert o.shows("In my place, what would you learn first?")
        assert o.shows("not asked")
        assert o.shows("24 min")


async def test_a_loop_goes_on_step_by_step(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await read(o, "n2")
        assert o.shows("to try")
        await o.press("space")
        await o.until(lambda: o.shows("tried, to tell"))
        assert [row.note for row in o.journal.follow_ups] == ["n2"]
        await o.press("space")
        await o.until(lambda: o.journal.interviews["talk"].notes[1].state is LoopState.REPORTED)
        assert [row.state for row in o.journal.follow_ups] == [FollowUpState.DONE]
        await o.press("u")
        await o.until(lambda: o.shows("tried, to tell"))


async def test_a_line_is_corrected_removed_and_brought_back(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await read(o, "n3")
        await o.press("e")
        await o.screen(AskLine)
        await o.press("home", "delete")
        await o.press("exclamation_mark", "enter")
        await o.screen(TalkScreen)
        await o.until(lambda: o.journal.interviews["talk"].notes[2].kind is NoteKind.INSIGHT)
        await o.press("x")
        assert [n.uid for n in o.journal.interviews["talk"].notes] == ["n1", "n2"]
        await o.press("u")
        assert len(o.journal.interviews["talk"].notes) == 3


async def test_enter_opens_the_contact_and_escape_goes_back(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await read(o)
        await o.press("escape")
        await o.screen(ContactsScreen)
        await read(o)
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: o.shows("Staff PM"))
