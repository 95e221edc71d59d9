"""The questions of a sheet by keys: written, ranked, tied, reworded, taken from the bank."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.models import (
    Interview,
    Prep,
    Question,
    Status,
)
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.prep import PrepScreen
from infoview_tui.screens.question_bank import BankScreen
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import open_app
from tests.screens.sheets import (
    QUESTIONS,
    THEN,
    detail,
    prep,
    questions,
    records,
    show_prep,
)


async def test_questions_are_written_one_after_the_other(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("a")
        await o.write("Do you like it?")
        await o.until(lambda: "yes or no" in detail(o))
        await o.press("ctrl+r")
        await o.until(lambda: "yes or no" not in detail(o))
        await o.press("enter")
        await o.write("How so?\n")
        await o.press("escape")
        assert questions(o) == ["What do you like most, and least, about it?", "How so?"]
        await o.press("u", "u")
        await o.until(lambda: not questions(o))


async def test_escape_leaves_a_question_as_it_was(journal_path: Path) -> None:
    async with open_app(journal_path, records(Prep(questions=QUESTIONS))) as o:
        screen = await show_prep(o)
        await o.press("a")
        await o.write("What")
        screen.flush()  # as after a pause
        assert len(prep(o).questions) == 4
        await o.press("escape")
        await o.until(lambda: len(prep(o).questions) == 3)
        await o.press("g", "enter")
        await o.write(" Really?")
        screen.flush()
        assert prep(o).questions[0].text.endswith("Really?")
        await o.press("escape")
        await o.until(lambda: prep(o).questions == QUESTIONS)
        await o.press("u")  # nothing was done that could be taken back
        await o.pilot.pause()
        assert prep(o).questions == QUESTIONS


async def test_a_question_being_written_is_kept_at_the_end(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("a")
        await o.write("What now")
    with TinyDB(journal_path) as database:
        [first] = [i for i in database.table("interviews") if i["uid"] == "first"]
    assert [q["text"] for q in first["prep"]["questions"]] == ["What now"]


async def test_questions_are_ranked_starred_tied_and_deleted(journal_path: Path) -> None:
    person = "from support to product\nwrote a book"
    async with open_app(journal_path, records(Prep(person=person, questions=QUESTIONS))) as o:
        await show_prep(o)
        await o.press("a", "escape", "asterisk")
        assert prep(o).questions[0].starred
        await o.press("J")
        await o.until(lambda: questions(o)[0] == "Do you like your job?")
        await o.press("g", "f")
        await o.screen(Choose)
        await o.press("2")
        await o.screen(PrepScreen)
        await o.until(lambda: prep(o).questions[0].fact == "wrote a book")
        await o.press("greater_than_sign")
        await o.write("And then?\n")
        await o.press("escape")
        added = prep(o).questions[-1]
        assert (added.text, added.parent) == ("And then?", "enjoy")
        await o.press("g", "d")
        await o.until(lambda: len(prep(o).questions) == 3)
        assert prep(o).questions[-1].parent == ""


async def test_the_better_form_is_a_draft_to_edit(journal_path: Path) -> None:
    async with open_app(journal_path, records(Prep(questions=QUESTIONS))) as o:
        await show_prep(o)
        await o.press("a", "escape", "G")
        await o.until(lambda: "yes or no" in detail(o))
        await o.press("r")
        field = o.widget("#prep-line", LineField)
        await o.until(lambda: field.has_focus)
        assert field.text == "What do you like most, and least, about your job?"
        await o.press("enter")
        await o.until(lambda: prep(o).questions[1].text.startswith("What do you like most"))


async def test_drafts_come_from_the_sheet_and_from_open_questions(journal_path: Path) -> None:
    async with open_app(journal_path, records(Prep(person="from support to product"))) as o:
        screen = await show_prep(o)
        await o.until(lambda: not screen.workers)
        await o.press("a", "escape", "t")
        await o.screen(Choose)
        assert o.shows("You went from support to product")
        assert o.shows("Who decides on scope?")
        await o.press("1")
        await o.screen(PrepScreen)
        await o.press("enter", "escape")
        [added] = prep(o).questions
        assert (
            added.text == "You went from support to product. What did that change in how you work?"
        )
        assert added.fact == "from support to product"


@pytest.mark.parametrize("size", [(60, 24), (40, 12)])
async def test_a_draft_is_read_whole_with_its_reason(
    journal_path: Path, size: tuple[int, int]
) -> None:
    prep = Prep(person="from support to product\nwrote a book", company="doubled in a year")
    async with open_app(journal_path, records(prep), size=size) as o:
        screen = await show_prep(o)
        await o.until(lambda: not screen.workers)
        await o.press("a", "escape", "t")
        dialog = await o.screen(Choose)
        await o.press("G")
        await o.pilot.pause()
        assert o.shows("Who decides on scope?")
        assert o.shows("an open question of yours")
        hint = dialog.query_one(".hint").region
        assert hint.bottom <= dialog.query_one(".dialog").content_region.bottom


async def test_the_bank_is_searched_and_what_was_asked_is_marked(journal_path: Path) -> None:
    text = "Which decision on your way here looked small at the time and turned out to matter most?"
    asked = Question(uid="q", text=text, asked_at=THEN, bank="decision-that-looked-small")
    before = Interview(
        uid="before", contact="priya", status=Status.HELD, started_at=THEN, ended_at=THEN,
        prep=Prep(questions=(asked,)),
    )  # fmt: skip
    async with open_app(journal_path, [*records(), before], size=(110, 30)) as o:
        await show_prep(o)
        await o.press("b")
        bank = await o.screen(BankScreen)
        await o.until(lambda: o.shows("asked"))
        await o.write("unwrit")
        await o.until(lambda: len(bank.query_one(RecordList).keys) == 1)
        await o.press("enter", "enter")
        await o.press("ctrl+u")
        await o.write("Why now?")
        await o.until(lambda: not bank.query_one(RecordList).keys)
        await o.press("enter", "escape")
        await o.screen(PrepScreen)
        from_bank, own = prep(o).questions
        assert (from_bank.topic, bool(from_bank.bank)) == ("culture", True)
        assert (own.text, own.bank) == ("Why now?", "")
        await o.press("G", "B")
        await o.until(lambda: [q.text for q in o.journal.meta.questions] == [own.text])


async def test_filters_that_leave_no_question_say_the_way_out(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("b")
        await o.screen(BankScreen)
        await o.press("f7", "f8", "f9")
        assert o.shows("0 questions · topic: path · TIARA: trends · stage: student")
        assert o.shows("F7, F8 and F9 go on")


async def test_leaving_the_line_by_tab_keeps_the_question(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("a")
        await o.write("How so?")
        await o.press("tab", "shift+tab", "escape", "escape")
        assert questions(o) == ["How so?"]
