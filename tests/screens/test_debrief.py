"""The debrief by keys: marks, answers, scores, and what goes into the queue."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from infoview_tui.domain.models import (
    AnyRecord,
    Confidence,
    FollowUpKind,
    Hypothesis,
    Note,
    NoteKind,
    Status,
)
from infoview_tui.domain.prompts import PROMPTS
from infoview_tui.screens.debrief import AnswerField, DebriefScreen
from infoview_tui.screens.debrief_beliefs import ConfidenceField
from infoview_tui.screens.dialogs import AskLine, AskWhen
from infoview_tui.screens.messages import OpenDebrief
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp, open_app
from tests.screens.talks import in_file, under_way


def held() -> list[AnyRecord]:
    """The talk just ended, with a promise, a person, a mark and a gap."""
    at = NOW - timedelta(minutes=5)
    lines = (
        (NoteKind.PROMISE, "send the article by fri"),
        (NoteKind.PERSON, "Tomás Ibarra, growth PM at Lumen"),
        (NoteKind.INSIGHT, ""),
        (NoteKind.GAP, "SQL"),
        (NoteKind.PERSONAL, "runs marathons"),
    )
    notes = tuple(
        Note(uid=f"n{i}", at=at, kind=kind, text=text) for i, (kind, text) in enumerate(lines)
    )
    return under_way(minute=24, status=Status.HELD, ended_at=NOW, notes=notes)


async def debrief(o: OpenApp) -> DebriefScreen:
    o.app.post_message(OpenDebrief("talk"))
    return await o.screen(DebriefScreen)


def proposed(o: OpenApp) -> list[str]:
    return o.app.screen.query_one(RecordList).keys


async def test_all_is_accepted_with_one_key(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await debrief(o)
        await o.write("the press release\n")  # the mark comes first
        await o.write("they plan by quarter\n")
        await o.press("ctrl+s")
        await o.until(lambda: o.app.current_mode == "follow_ups")
    [talk] = in_file(journal_path)
    notes: Any = talk["notes"]
    answers: Any = talk["debrief"]
    assert notes[2]["text"] == "the press release"
    assert answers["answers"] == {"surprised": "they plan by quarter"}
    assert talk["debriefed_at"]
    rows = {(row["kind"], row["due"]) for row in in_file(journal_path, "follow_ups")}
    assert {
        ("thank_you", "2026-11-19"),
        ("promise", "2026-11-20"),
        ("outreach", "2026-11-19"),
        ("check_in", "2026-12-18"),
        ("report_back", "2026-12-02"),
    } <= rows
    people = {p["name"]: p for p in in_file(journal_path, "contacts")}
    assert people["Tomás Ibarra"]["introduced_by"] == "priya"
    assert people["Priya Natarajan"]["personal"] == ["runs marathons"]
    [gap] = in_file(journal_path, "hypotheses")
    assert (gap["kind"], gap["text"]) == ("gap", "SQL")


async def test_lines_are_accepted_dropped_and_corrected_one_by_one(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await debrief(o)
        await o.press("f7")
        before = proposed(o)
        await o.press("enter")
        assert proposed(o) == before[1:]
        thanks = [r for r in o.journal.open_rows("priya") if r.kind is FollowUpKind.THANK_YOU]
        assert len(thanks) == 1
        while o.app.screen.query_one(RecordList).highlighted != "n0:promise":
            await o.press("down")
        await o.press("t")
        await o.screen(AskWhen)
        await o.press("ctrl+u")
        await o.write("1 dec\n")
        await o.screen(DebriefScreen)
        await o.press("e")
        await o.screen(AskLine)
        await o.press("ctrl+u")
        await o.write("send both articles\n")
        await o.screen(DebriefScreen)
        await o.until(lambda: o.shows("send both articles"))
    # Left and resumed: what was corrected is still so.
    async with open_app(journal_path) as o:
        await debrief(o)
        await o.press("f7")
        while o.app.screen.query_one(RecordList).highlighted != "n0:promise":
            await o.press("down")
        await o.press("a")
        [row] = [r for r in o.journal.open_rows("priya") if r.kind is FollowUpKind.PROMISE]
        assert (row.reason, row.due) == ("send both articles", date(2026, 12, 1))
        count = len(proposed(o))
        await o.press("x")
        assert len(proposed(o)) == count - 1
        await o.press("u")
        assert len(proposed(o)) == count


async def test_it_is_left_and_resumed_with_everything_written(journal_path: Path) -> None:
    async with open_app(journal_path, held(), size=(60, 24)) as o:
        await debrief(o)
        await o.press("tab")
        await o.write("less code, more people")
        await o.press("f7", "shift+tab", "4", "escape")
        await o.until(lambda: not isinstance(o.app.screen, DebriefScreen))
        assert o.journal.heads["talk"].awaits_debrief
        debriefed = o.journal.interviews["talk"].debrief
        assert debriefed.answers == {"surprised": "less code, more people"}
        assert debriefed.scores == {"kept_time": 4}
    async with open_app(journal_path, size=(60, 24)) as o:
        await debrief(o)
        await o.until(lambda: o.shows("less code, more people"))


async def test_it_asks_how_sure_one_is_of_what_the_talk_can_have_moved(journal_path: Path) -> None:
    said = Confidence(at=NOW - timedelta(days=9), value=40)
    board = [
        Hypothesis(uid="product", text="Product suits me", confidence=(said,)),
        Hypothesis(uid="berlin", text="I could live in Berlin"),
    ]
    async with open_app(journal_path, [*held(), *board]) as o:
        screen = await debrief(o)
        [field] = screen.query(ConfidenceField)  # the purpose of the talk speaks of product
        assert o.shows("40 so far")
        field.focus()
        await o.write("quite")
        await o.press("escape")
        await o.until(lambda: not isinstance(o.app.screen, DebriefScreen))
        assert o.journal.hypotheses["product"].confidence == (said,)
    async with open_app(journal_path) as o:
        screen = await debrief(o)
        [field] = screen.query(ConfidenceField)
        assert field.text == "quite"  # what is no number yet is not lost
        field.focus()
        await o.press("ctrl+u")
        await o.write("70 she writes every day\n")
        await o.press("ctrl+s")
        await o.until(lambda: o.app.current_mode == "follow_ups")
    lines = {line["uid"]: line for line in in_file(journal_path, "hypotheses")}
    _, moved = lines["product"]["confidence"]
    assert (moved["value"], moved["why"], moved["interview"]) == (
        70,
        "she writes every day",
        "talk",
    )
    assert not lines["berlin"].get("confidence")
    assert in_file(journal_path)[0]["debrief"].get("answers", {}) == {}


async def test_to_finish_is_one_step_of_undo(journal_path: Path) -> None:
    async with open_app(journal_path, held()) as o:
        await debrief(o)
        await o.press("ctrl+s")
        await o.until(lambda: o.app.current_mode == "follow_ups")
        assert o.journal.interviews["talk"].debriefed_at
        assert o.journal.open_rows("priya")
        assert len(o.journal.contacts) == 3  # and Tomás
        await o.press("u")
        await o.until(lambda: not o.journal.interviews["talk"].debriefed_at)
        assert not o.journal.open_rows("priya")
        assert len(o.journal.contacts) == 2
        assert o.journal.proposals("talk")


async def test_a_talk_that_is_gone_says_so(journal_path: Path) -> None:
    async with open_app(journal_path) as o:
        o.app.post_message(OpenDebrief("nowhere"))
        await o.screen(DebriefScreen)
        await o.until(lambda: o.shows("no longer in the journal"))
        await o.press("escape")
        await o.until(lambda: not isinstance(o.app.screen, DebriefScreen))


async def test_what_the_words_of_a_mark_moved_is_asked_at_once(journal_path: Path) -> None:
    mark = Note(uid="mark", at=NOW, kind=NoteKind.GAP)
    marked = under_way(minute=24, status=Status.HELD, ended_at=NOW, notes=(mark,))
    sql = Hypothesis(uid="sql", text="I need strong SQL to be taken seriously as a PM")
    async with open_app(journal_path, [*marked, sql], size=(80, 40)) as o:
        screen = await debrief(o)
        assert not screen.query(ConfidenceField)
        await o.write("SQL")
        await o.press("tab")
        await o.until(lambda: o.shows("HOW SURE AM I NOW"))
        await o.until(lambda: o.shows(sql.text))
        [field] = screen.query(ConfidenceField)
        field.focus()
        await o.write("80 he said so\n")
        await o.until(lambda: o.journal.hypotheses["sql"].confidence)
    [line] = in_file(journal_path, "hypotheses")
    assert line["confidence"][0]["value"] == 80


async def test_what_is_asked_stands_above_the_field_in_focus(journal_path: Path) -> None:
    asked = {prompt.id: prompt.text for prompt in PROMPTS}
    async with open_app(journal_path, held(), size=(60, 12)) as o:
        screen = await debrief(o)
        for field in list(screen.query(AnswerField))[1:]:  # the mark comes first
            await o.press("tab")
            await o.until(lambda field=field: field.has_focus)  # type: ignore[misc]
            question = asked[field.key]
            await o.until(lambda question=question: o.shows(question[:40]))  # type: ignore[misc]


async def test_it_opens_at_its_top(journal_path: Path) -> None:
    board = [Hypothesis(uid=f"h{i}", text=f"Product suits me {i}") for i in range(4)]
    marks = (Note(uid="mark", at=NOW, kind=NoteKind.INSIGHT),)
    talk = under_way(minute=24, status=Status.HELD, ended_at=NOW, notes=marks)
    async with open_app(journal_path, [*talk, *board], size=(80, 24)) as o:
        await debrief(o)
        await o.until(lambda: o.shows("MARKS: WHAT WAS IT?"))
        await o.until(lambda: o.shows("24 min · 1 note"))
