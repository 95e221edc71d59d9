"""Pane 2 by keys: the sheet from empty to ready; what was done is read back from the journal."""

from __future__ import annotations

import stat
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Status,
)
from infoview_tui.domain.prep_sections import CLOSING_ASKS, STEERING
from infoview_tui.domain.readiness import readiness
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.messages import OpenPrep
from infoview_tui.screens.prep import PrepScreen
from infoview_tui.screens.prep_page import PageScreen, page_lines
from infoview_tui.screens.question_bank import BankScreen
from infoview_tui.widgets.field import LineField, TextField
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp, open_app

SOON = NOW + timedelta(days=1, hours=3)
THEN = (NOW - timedelta(days=20)).astimezone(UTC)
HOSTILE = "Ann [PM] [/] [@click=app.quit]x"


def question(uid: str, text: str, fact: str = "", parent: str = "") -> Question:
    return Question(uid=uid, text=text, fact=fact, parent=parent)


QUESTIONS = (
    question("move", "What did the move to product change?", "from support to product"),
    question("enjoy", "Do you like your job?"),
    question("below", "And what did you keep?", parent="move"),
)


def records(prep: Prep | None = None) -> list[AnyRecord]:
    """Two talks ahead on one day: with Priya, of whom something is known, and with Ann."""
    return [
        Contact(uid="sam", name="Sam Okafor", company="Northwind GmbH"),
        Contact(
            uid="priya",
            name="Priya Natarajan",
            role="Staff PM",
            company="Northwind",
            tie="Waterloo alumni",
            introduced_by="sam",
            timezone="America/Toronto",
        ),
        Contact(uid="ann", name=HOSTILE, company="[red]Co"),
        Interview(
            uid="past",
            contact="sam",
            status=Status.HELD,
            started_at=THEN,
            ended_at=THEN + timedelta(minutes=20),
            debriefed_at=THEN,
            prep=Prep(company="Series B in March"),
            notes=(Note(uid="n1", at=THEN, kind=NoteKind.QUESTION, text="Who decides on scope?"),),
        ),
        Interview(
            uid="second",
            contact="ann",
            status=Status.SCHEDULED,
            starts_at=SOON + timedelta(hours=2),
        ),
        Interview(
            uid="first",
            contact="priya",
            status=Status.SCHEDULED,
            starts_at=SOON,
            timezone="America/Toronto",
            prep=prep or Prep(),
        ),
    ]


async def show_prep(o: OpenApp) -> PrepScreen:
    await o.press("2")
    return await o.screen(PrepScreen)


def prep(o: OpenApp, uid: str = "first") -> Prep:
    return o.journal.interviews[uid].prep


def section(o: OpenApp) -> str | None:
    return o.widget("#prep-sections", RecordList).highlighted


def questions(o: OpenApp) -> list[str]:
    return [q.text for q in prep(o).questions]


def detail(o: OpenApp) -> str:
    lines = o.widget("#prep-detail", Lines).lines
    return "\n".join("".join(text for text, _ in line) for line in lines)


async def test_the_next_talk_opens_at_its_first_gap(journal_path: Path) -> None:
    async with open_app(journal_path, records(Prep(purpose="Decide on product"))) as o:
        await show_prep(o)
        assert o.shows("Priya Natarajan · Staff PM, Northwind · 1 of 2")
        assert o.shows("13:00 here · 07:00 in Toronto · 20 min · video")
        assert o.shows("Waterloo alumni · introduced by Sam Okafor")
        assert o.shows("1/6")
        assert section(o) == "industry"


async def test_one_key_goes_on_to_the_next_talk_of_the_day(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("right_square_bracket")
        assert o.shows(HOSTILE)
        await o.press("right_square_bracket")  # there is no third
        assert o.shows(HOSTILE)
        await o.press("left_square_bracket")
        assert o.shows("Priya Natarajan")


async def test_a_talk_that_is_over_makes_room_for_the_next_one(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        assert o.shows("Priya Natarajan")
        o.journal.start_interview("first")
        await o.pilot.pause()
        assert o.shows("Priya Natarajan")
        o.journal.end_interview("first")
        await o.until(lambda: o.shows(HOSTILE))


async def test_what_is_typed_is_kept_section_by_section(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("enter")
        await o.write("For me?")
        await o.press("tab")
        await o.until(lambda: o.widget("#prep-text", TextField).has_focus)
        await o.write("PSD3\nPIX")
        await o.press("escape")
        assert section(o) == "industry"
        assert (prep(o).purpose, prep(o).industry) == (
            "For me?",
            "PSD3\nPIX",
        )
        assert o.shows("2/6")
        await o.press("u")
        await o.until(lambda: prep(o).industry == "")
        await o.until(lambda: o.widget("#prep-text", TextField).text == "")
        assert prep(o).purpose == "For me?"


async def test_typing_is_kept_without_leaving_the_field(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("enter")
        await o.write("Why")
        await o.until(lambda: prep(o).purpose == "Why")
        await o.write(" me?")
    with TinyDB(journal_path) as database:
        [first] = [i for i in database.table("interviews") if i["uid"] == "first"]
    assert first["prep"]["purpose"] == "Why me?"


async def test_research_noted_for_a_colleague_is_offered(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("j", "j")
        await o.until(lambda: o.shows("noted for Sam Okafor"))
        await o.press("ctrl+t")
        await o.until(lambda: prep(o).company == "Series B in March")
        assert not o.shows("noted for")
        await o.press("u")
        await o.until(lambda: not prep(o).company)


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
        assert o.shows("0 questions · topic: path · tiara: trends · stage: student")
        assert o.shows("F7, F8 and F9 go on")


async def test_closing_asks_and_logistics_are_ticked(journal_path: Path) -> None:
    async with open_app(journal_path, records(), size=(60, 24)) as o:
        await show_prep(o)
        await o.press("G", "k", "k", "enter", "space", "j", "enter", "a")
        await o.write("May I write?\n")
        assert prep(o).closing_asks == (*CLOSING_ASKS[:2], "May I write?")
        await o.press("tab")
        await o.until(lambda: o.widget("#prep-text", TextField).has_focus)
        await o.press("ctrl+t")
        assert prep(o).steering == STEERING
        await o.press("tab")
        await o.until(lambda: o.widget("#prep-ticks", RecordList).has_focus)
        await o.press("space")
        assert prep(o).checklist == ("link",)


async def test_a_sheet_gets_ready_by_keys_alone(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        screen = await show_prep(o)
        await o.until(lambda: not screen.workers)
        await o.press("enter")
        for line in ("Why", "PSD3", "Series B", "from ops to art"):
            await o.until(lambda: o.widget("#prep-text", TextField).has_focus)
            await o.write(line)
            await o.press("tab")
        await o.press("escape", "a", "escape")
        for _ in range(2):  # drafts are tied to the fact they spring from
            await o.press("t")
            await o.screen(Choose)
            await o.press("1")
            await o.screen(PrepScreen)
            await o.press("enter", "escape")
        await o.press("b")
        await o.screen(BankScreen)
        await o.press("enter", "enter", "enter", "escape")
        await o.screen(PrepScreen)
        await o.press("tab", "tab", "tab")
        await o.until(lambda: o.widget("#prep-ticks", RecordList).has_focus)
        await o.press("space")
        await o.until(lambda: readiness(prep(o)).ready)
        assert o.shows("6/6")


async def test_one_page_is_shown_and_kept_with_a_calendar_file(journal_path: Path) -> None:
    async with open_app(journal_path, records(Prep(purpose="Decide on product"))) as o:
        await show_prep(o)
        await o.press("p")
        page = await o.screen(PageScreen)
        await page.workers.wait_for_complete()
        await o.until(lambda: o.shows("kept as 2026-11-19 Priya Natarajan.md and .ics in"))
        assert o.shows("Decide on product")
        await o.press("escape")
        await o.screen(PrepScreen)
    folder = journal_path.parent / "exports"
    assert sorted(path.suffix for path in folder.iterdir()) == [".ics", ".md"]
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Decide on product" in (folder / "2026-11-19 Priya Natarajan.md").read_text("utf-8")
    assert b"BEGIN:VALARM" in (folder / "2026-11-19 Priya Natarajan.ics").read_bytes()


async def test_without_a_talk_the_pane_says_where_to_plan_one(journal_path: Path) -> None:
    async with open_app(journal_path, size=(80, 24)) as o:
        await show_prep(o)
        assert o.shows("No talk is planned.")
        await o.press("a", "p", "c", "tab", "right_square_bracket")
        await o.screen(PrepScreen)


@pytest.mark.parametrize("size", [(120, 32), (80, 24), (60, 24), (40, 12)])
async def test_list_and_section_are_two_steps_where_it_is_narrow(
    journal_path: Path, size: tuple[int, int]
) -> None:
    async with open_app(journal_path, records(Prep(questions=QUESTIONS)), size=size) as o:
        await show_prep(o)
        sections, text = o.widget("#prep-sections", RecordList), o.widget("#prep-text", TextField)
        assert sections.size.height > 4
        assert (text.size.width > 0) is (size[0] >= 90)
        await o.press("enter")
        assert text.has_focus
        assert text.size.height >= 4
        assert size[0] < 60 or o.shows("tab Section")
        await o.press("escape", "a", "escape")
        assert o.shows("What did the move")
        await o.press("escape")
        assert sections.has_focus


async def test_names_are_masked_while_the_screen_is_shared(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("m")
        await o.until(lambda: o.shows("P. N. · S. P. N."))
        assert not any("Okafor" in line for line in o.lines())


async def test_the_confirmation_is_written_from_the_sheet(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("c")
        await o.screen(ComposeScreen)
        assert o.shows("13:00")


async def test_another_program_writing_the_journal_leaves_the_sheet_to_read(
    journal_path: Path,
) -> None:
    first = Journal.open(journal_path, clock=lambda: NOW)
    first.commit("before the test", records(Prep(purpose="Decide on product")))
    try:
        async with open_app(journal_path) as o:
            await show_prep(o)
            await o.press("k", "enter")
            await o.write("x")
            assert o.widget("#prep-text", TextField).text == "Decide on product"
            await o.press("escape", "p")
            await o.screen(PageScreen)
    finally:
        first.close()


def test_the_page_is_drawn_as_it_was_meant() -> None:
    page = "# Ann \\[PM\\]\n\n- **Tie:** a \\*star\\*\n1. ★ How? *(a\\_b)*\n- [x] quiet\n"
    drawn = ["".join(text for text, _ in line) for line in page_lines(page)]
    assert drawn == ["Ann [PM]", "", "· Tie: a *star*", " 1. ★ How? (a_b)", "✓ quiet"]


async def test_f4_goes_to_the_talk_with_what_was_being_typed(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("enter")
        await o.write("Why me?")
        await o.press("f4")
        await o.until(lambda: o.app.current_mode == "live")
        await o.pilot.pause()
        assert prep(o).purpose == "Why me?"
        assert o.shows("Priya Natarajan")


async def test_a_sheet_that_is_asked_for_opens_first_time_and_later(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        o.app.screen.post_message(OpenPrep("second"))
        await o.screen(PrepScreen)
        await o.until(lambda: o.shows(HOSTILE))
        await o.press("1")
        o.app.screen.post_message(OpenPrep("past"))
        await o.until(lambda: o.shows("held Thu 29 Oct"))
        await o.press("right_square_bracket")  # from a talk that is over to the next one
        await o.until(lambda: o.shows("1 of 2"))


async def test_leaving_the_line_by_tab_keeps_the_question(journal_path: Path) -> None:
    async with open_app(journal_path, records()) as o:
        await show_prep(o)
        await o.press("a")
        await o.write("How so?")
        await o.press("tab", "shift+tab", "escape", "escape")
        assert questions(o) == ["How so?"]
