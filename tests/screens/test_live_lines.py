"""The one field of a call by keys: kinds, corrections, pastes, and the unfinished line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from infoview_tui.domain.errors import ReadOnlyJournal
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.preferences import Preferences
from infoview_tui.screens.debrief import DebriefScreen
from infoview_tui.screens.live_menu import LiveMenu
from infoview_tui.widgets.note_list import NoteList
from tests.screens.harness import NOW, open_app
from tests.screens.talks import field, in_file, live, noted, talk, under_way


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        (">ask early", NoteKind.ADVICE, "ask early"),
        ("> ask early", NoteKind.ADVICE, "ask early"),
        ("<intro to Sam", NoteKind.OFFER, "intro to Sam"),
        ("@Tomás Ibarra", NoteKind.PERSON, "Tomás Ibarra"),
        ("=Inspired", NoteKind.RESOURCE, "Inspired"),
        ("~SQL", NoteKind.GAP, "SQL"),
        ("$ops lead in May", NoteKind.LEAD, "ops lead in May"),
        ("?pricing", NoteKind.QUESTION, "pricing"),
        ("%two children", NoteKind.PERSONAL, "two children"),
        ("a+b", NoteKind.NOTE, "a+b"),
        ("!+5 people", NoteKind.INSIGHT, "+5 people"),
        ("/etc is full", NoteKind.NOTE, "/etc is full"),
    ],
)
async def test_the_first_character_is_the_kind(
    journal_path: Path, typed: str, kind: NoteKind, text: str
) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write(f"{typed}\n")
        assert noted(o) == [(kind, text)]


async def test_backspace_at_the_start_takes_the_kind_off(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.press("dollar_sign")
        assert field(o).kind is NoteKind.LEAD
        await o.press("backspace", "dollar_sign")
        await o.write("5M revenue\n")
        await o.write("!word")
        await o.press("home", "backspace", "end", "enter")
        assert noted(o) == [(NoteKind.NOTE, "$5M revenue"), (NoteKind.NOTE, "word")]


async def test_the_unfinished_line_comes_back_with_its_cursor(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("+ send hr the")
        await o.press(*["left"] * 5)
        await o.press("e")
    async with open_app(journal_path) as o:
        await live(o)
        assert (field(o).kind, field(o).text) == (NoteKind.PROMISE, "send her the")
        await o.press("enter")
        assert noted(o) == [(NoteKind.PROMISE, "send her the")]
    [document] = in_file(journal_path)
    assert not document.get("draft")


async def test_a_promise_in_business_days_counts_the_users_holidays(journal_path: Path) -> None:
    holidays = frozenset({NOW.date() + timedelta(days=1)})  # a Thursday
    wishes = Preferences(holidays=holidays)
    async with open_app(journal_path, under_way(), preferences=wishes) as o:
        await live(o)
        await o.write("+ send it within 3 business days")
        await o.until(lambda: o.shows("due Tue 24 Nov"))
        await o.press("enter")
        await o.until(lambda: any("send it" in line and "Tue 24 Nov" in line for line in o.lines()))


async def test_the_unfinished_line_is_kept_without_leaving(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("!half")
        await o.until(lambda: talk(o).draft == "!half")
        assert noted(o) == []


async def test_earlier_lines_are_corrected_and_the_new_line_is_kept(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("one\ntwo\nbegun")
        await o.press("up", "up")
        assert field(o).text == "one"
        await o.write(" more")
        await o.press("down")
        assert noted(o)[0] == (NoteKind.NOTE, "one more")
        await o.press("home", "exclamation_mark", "enter")
        assert noted(o) == [(NoteKind.NOTE, "one more"), (NoteKind.INSIGHT, "two")]
        assert field(o).text == "begun"


async def test_a_restart_in_a_correction_loses_neither_line(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("one\nbegun")
        await o.press("up")
        await o.write(" more")
    async with open_app(journal_path) as o:
        await live(o)
        assert field(o).text == "one more"
        await o.press("enter")
        assert noted(o) == [(NoteKind.NOTE, "one more")]
        assert field(o).text == "begun"


async def test_a_line_is_removed_and_brought_back(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("one\n")
        await o.press("up", "ctrl+u", "enter")
        assert noted(o) == []
        await o.press("ctrl+z")
        assert noted(o) == [(NoteKind.NOTE, "one")]


async def test_the_key_to_edit_a_line_is_named_once_there_is_one(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        assert not o.shows("↑ Edit")
        await o.write("one\n")
        await o.until(lambda: o.shows("↑ Edit"))


async def test_escape_leaves_the_line_as_it_was(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("one\n")
        await o.press("up", "x", "escape")
        assert noted(o) == [(NoteKind.NOTE, "one")]
        assert field(o).is_empty


async def test_another_kind_from_the_list(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("read Inspired\n")
        await o.press("up", "ctrl+k")
        await o.until(lambda: o.shows("resource"))
        menu = o.app.screen.query_one(LiveMenu)
        while menu.highlighted != "=":
            await o.press("down")
        await o.press("enter", "enter")
        assert noted(o) == [(NoteKind.RESOURCE, "read Inspired")]


async def test_another_kind_by_its_prefix(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("read Inspired\n")
        await o.press("up", "ctrl+k", "equals_sign", "enter", "ctrl+k")
        await o.write("x\n")
        assert noted(o) == [(NoteKind.RESOURCE, "read Inspired"), (NoteKind.NOTE, "x")]


async def test_a_list_in_a_small_terminal_leaves_the_field_in_sight(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(), size=(40, 12)) as o:
        await live(o)
        await o.press("f7")
        assert any(line.startswith("▌ 03") for line in o.lines())
        await o.press("escape", "slash")
        assert any(line.startswith("▌ 03    /") for line in o.lines())


async def test_a_smaller_and_a_larger_terminal_keep_the_line(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(), size=(120, 32)) as o:
        await live(o)
        await o.write("+half")
        for width, height in ((60, 24), (40, 12), (1, 1), (120, 32)):
            await o.pilot.resize_terminal(width, height)
        await o.write(" a line\n")
        assert noted(o) == [(NoteKind.PROMISE, "half a line")]


async def test_several_pasted_lines_are_several_notes(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("begun")
        field(o).post_message(events.Paste("one\n\n! two\x1b[31m\n@ Tomás"))
        await o.until(lambda: len(noted(o)) == 3)
        assert noted(o) == [
            (NoteKind.NOTE, "one"),
            (NoteKind.INSIGHT, "two[31m"),
            (NoteKind.PERSON, "Tomás"),
        ]
        assert field(o).text == "begun"


async def test_a_pasted_page_without_a_line_break_is_a_note_at_once(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        field(o).post_message(events.Paste("word " * 40_000))
        await o.until(lambda: noted(o))
        assert len(noted(o)[0][1]) == 5 * 40_000 - 1
        assert field(o).is_empty


async def test_whether_a_person_is_known_is_shown_while_typing(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("@Sam Okafor")
        await o.until(lambda: o.shows("known, Atlas"))
        await o.press("backspace", "backspace")
        await o.until(lambda: o.shows("Sam Okafor?"))
        await o.write("xx")
        await o.until(lambda: o.shows("new"))


async def test_long_and_wide_lines_wrap_and_keep_the_layout(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(), size=(60, 24)) as o:
        await live(o)
        for text in ("字" * 60, "مرحبا بالعالم " * 6, "👩‍👩‍👧‍👦 family " * 8, "ö" * 200):
            field(o).load_line(text)
            await o.press("enter")
        assert noted(o)[0][1] == "字" * 60
        notes = o.app.screen.query_one(NoteList)
        assert notes.virtual_size.height > 10
        assert o.lines()[1].startswith(" Priya Natarajan")
        assert all("字" * 27 not in line for line in o.lines())


async def test_a_line_that_cannot_be_written_stays_in_the_field(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ReadOnlyJournal("read-only: another infoview is writing this journal")

    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("!one")
        monkeypatch.setattr(o.journal, "capture", refuse)
        await o.press("enter")
        assert field(o).line == "!one"
        await o.until(lambda: o.shows("read-only: another infoview"))


async def test_a_question_on_the_spot_gives_the_begun_line_back(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("+half a")
        await o.press("f7", "a")
        await o.until(lambda: talk(o).draft == "+half a")
        await o.write("And SQL?\n")
        assert talk(o).prep.questions[-1].text == "And SQL?"
        await o.until(lambda: field(o).line == "+half a")
        await o.press("f7", "a", "escape")
        await o.until(lambda: field(o).line == "+half a")
        await o.write(" line\n")
        assert noted(o) == [(NoteKind.PROMISE, "half a line")]


async def test_a_talk_that_ends_amid_a_question_on_the_spot_keeps_the_line(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("first\n")
        await o.write("second")
        await o.press("up")
        await o.write(" line")
        await o.press("f7", "a", "f9")
        await o.screen(DebriefScreen)
        assert noted(o) == [(NoteKind.NOTE, "first line"), (NoteKind.NOTE, "second")]
