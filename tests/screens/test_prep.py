"""Pane 2 by keys: the sheet from empty to ready; what was done is read back from the journal."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.models import (
    Prep,
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
from infoview_tui.widgets.field import TextField
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, open_app
from tests.screens.sheets import (
    HOSTILE,
    QUESTIONS,
    prep,
    records,
    section,
    show_prep,
)


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
        await o.screen(PageScreen)
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


async def test_the_head_is_cut_anew_where_the_terminal_gets_smaller(journal_path: Path) -> None:
    async with open_app(journal_path, records(), size=(80, 24)) as o:
        await o.press("2")
        await o.until(lambda: o.shows("Staff PM, Northwind · 1 of 2"))
        await o.pilot.resize_terminal(44, 24)
        await o.until(lambda: o.shows("… · 1 of 2"))


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
