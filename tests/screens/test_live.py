"""Notes during a call by keys alone, read back from the journal and its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widget import Widget

from infoview_tui.domain.errors import ReadOnlyJournal
from infoview_tui.domain.models import AnyRecord, Contact, Interview, NoteKind, Prep
from infoview_tui.domain.talk_clock import Phase
from infoview_tui.exchange import machine_state
from infoview_tui.screens.debrief import DebriefScreen
from infoview_tui.screens.live import LiveScreen
from infoview_tui.screens.live_menu import LiveMenu
from infoview_tui.widgets.capture_field import CaptureField
from infoview_tui.widgets.note_list import NoteList
from tests.screens.harness import NOW, OpenApp, open_app
from tests.screens.talks import in_file, planned, under_way


@pytest.fixture(autouse=True)
def own_machine_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine_state, "state_folder", lambda: tmp_path / "state")


async def live(o: OpenApp) -> LiveScreen:
    await o.press("3")
    return await o.screen(LiveScreen)


def talk(o: OpenApp) -> Interview:
    return o.journal.interviews["talk"]


def noted(o: OpenApp) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.text) for note in talk(o).notes]


def field(o: OpenApp) -> CaptureField:
    return o.app.screen.query_one(CaptureField)


async def test_a_talk_from_its_first_line_to_its_debrief(journal_path: Path) -> None:
    async with open_app(journal_path, planned()) as o:
        await live(o)
        assert o.shows("Priya Natarajan")
        assert o.shows("04:00 in Toronto")
        assert o.shows("be there 5 min early")
        await o.write("joined from support\n")
        assert talk(o).under_way
        await o.write("!one page or no project\n")
        await o.write('"no project\n')
        await o.write("!\n")
        await o.press("tab")
        assert talk(o).focus == "missed"
        await o.write("+ send the article by fri")
        await o.until(lambda: o.shows("due Fri 20 Nov"))
        await o.press("enter")
        await o.press("f9")
        await o.screen(DebriefScreen)
        assert talk(o).ended_at is not None
    [document] = in_file(journal_path)
    notes: Any = document["notes"]
    assert [(n.get("kind", "note"), n.get("text", "")) for n in notes] == [
        ("note", "joined from support"),
        ("insight", "one page or no project"),
        ("quote", "no project"),
        ("insight", ""),
        ("promise", "send the article by fri"),
    ]
    assert notes[4]["question"] == "missed"
    assert document["status"] == "held"


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
        assert not o.shows("Edit line")
        await o.write("one\n")
        await o.until(lambda: o.shows("↑ Edit line"))


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


async def test_tab_asks_and_shift_tab_goes_back(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        assert o.shows("1/3 ★ How did engineering shape")
        await o.press("tab")
        assert o.shows("What did you miss?")
        await o.press("tab", "shift+tab")
        assert talk(o).focus == "missed"
        asked = {q.uid for q in talk(o).prep.questions if q.asked_at}
        assert asked == {"path", "missed"}
        await o.press("tab", "tab", "tab")
        await o.until(lambda: o.shows("What should I have asked"))


async def test_the_list_jumps_skips_stars_and_adds(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.press("f7", "down", "down", "s", "asterisk")
        [question] = [q for q in talk(o).prep.questions if q.uid == "no"]
        assert (question.skipped, question.starred) == (True, True)
        await o.press("down", "enter")
        assert talk(o).focus == "learn"
        await o.press("f7", "a")
        await o.write("And SQL?\n")
        added = talk(o).prep.questions[-1]
        assert (added.text, added.parent, talk(o).focus) == ("And SQL?", "learn", added.uid)


async def test_slash_lists_and_runs_commands(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.press("slash")
        await o.until(lambda: o.shows("unadvertised role"))
        await o.press("escape")
        await o.write("/more 10\n")
        assert talk(o).minutes == 30
        await o.write("/ste\n")
        await o.until(lambda: o.shows("steer back"))
        await o.write("/end\n")
        await o.screen(DebriefScreen)
        assert noted(o) == []


async def test_the_last_minutes_show_what_must_still_be_asked(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(minute=16)) as o:
        screen = await live(o)
        assert screen._reading.phase is Phase.WRAP_UP
        assert o.shows("wrap up  ▸ ★ How did engineering")
        assert o.shows("★ In my place, what would you")
        await o.press("ctrl+l")
        await o.until(lambda: o.shows("1/3 ★ How did engineering"))


async def test_the_clock_is_computed_from_the_file(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(minute=3)) as o:
        await live(o)
        await o.until(lambda: o.shows("03:00 ▕"))
    async with open_app(journal_path, now=NOW + timedelta(minutes=19)) as o:
        await live(o)
        await o.until(lambda: o.shows("2 min 00 over · five more?"))


async def test_nobody_planned_a_call_two_keys_from_a_name(journal_path: Path) -> None:
    people: list[AnyRecord] = [
        Contact(uid="sam", name="Sam Okafor"), Contact(uid="tom", name="Tomás Ibarra"),
        Contact(uid="ton", name="Tom Adams"),
    ]  # fmt: skip
    async with open_app(journal_path, people) as o:
        await live(o)
        assert o.shows("none is planned")
        await o.write("tom")
        await o.press("down", "up")
        chosen = o.app.screen.query_one(LiveMenu).highlighted
        assert chosen == o.app.screen.query_one(LiveMenu).keys[0]
        await o.write("as\n")
        [head] = o.journal.interviews_of.of("tom")
        assert head.under_way
        await o.write("first line\n")
        assert o.journal.interviews[head.uid].notes[0].text == "first line"


async def test_the_compact_strip_is_five_rows_and_is_remembered(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(), size=(40, 12)) as o:
        await live(o)
        await o.write("one\ntwo\n")
        await o.press("f8")
        await o.until(lambda: "Priya" in o.lines()[0])
        assert "two" in o.lines()[3]
        assert o.lines()[4].startswith("▌")
        assert not any(line.strip() for line in o.lines()[5:])
    async with open_app(journal_path, size=(40, 12)) as o:
        await live(o)
        await o.until(lambda: "Priya" in o.lines()[0])


async def test_the_sheet_stands_beside_the_notes_where_there_is_room_and_a_sheet(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, under_way(), size=(110, 30)) as o:
        await live(o)
        assert o.shows("QUESTIONS")
        assert o.shows("★ In my place, what would you learn…")
        assert o.shows("Support first")
        await o.pilot.resize_terminal(109, 30)
        await o.until(lambda: not o.shows("QUESTIONS"))
        await o.pilot.resize_terminal(110, 30)
        o.journal.commit("no sheet", [replace(talk(o), prep=Prep())])
        await o.until(lambda: not o.widget("#live-beside", Widget).display)


async def test_masked_names_are_initials_and_never_written(journal_path: Path) -> None:
    async with open_app(journal_path, under_way(), size=(120, 30)) as o:
        await live(o)
        await o.write("@Tomás Ibarra, PM\nPriya knows\nsam okafor left Atlas\n")
        await o.press("ctrl+g")
        await o.until(lambda: o.shows("P. N."))
        assert o.shows("T. I. P.")
        assert o.shows("S. O. left A.")
        for hidden in ("Priya", "Natarajan", "Northwind", "Ibarra", "okafor", "Atlas"):
            assert not o.shows(hidden), hidden
        assert [text for _, text in noted(o)] == [
            "Tomás Ibarra, PM", "Priya knows", "sam okafor left Atlas",
        ]  # fmt: skip


async def test_masked_what_is_known_of_a_person_is_initials_too(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.write("@Sam Okafor\n@Sam Oka")
        await o.until(lambda: o.shows("Sam Okafor?"))
        await o.press("ctrl+g")
        await o.until(lambda: o.shows("S. O.?"))
        assert o.shows("known, A.")
        assert not any(o.shows(hidden) for hidden in ("Okafor", "Atlas"))


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


async def test_an_ended_talk_goes_on(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.press("f9")
        await o.screen(DebriefScreen)
        await o.press("f4")
        await o.screen(LiveScreen)
        await o.until(lambda: talk(o).under_way)
        assert talk(o).started_at == NOW - timedelta(minutes=3)


async def test_a_page_of_facts_is_read_while_the_field_keeps_the_keys(journal_path: Path) -> None:
    facts = "\n".join(f"fact number {number}" for number in range(40))
    async with open_app(journal_path, under_way(prep=Prep(person=facts)), size=(120, 20)) as o:
        await live(o)
        assert not o.shows("fact number 30")
        await o.press("pagedown", "pagedown")
        await o.until(lambda: o.shows("fact number 30"))
        await o.write("typed\n")
        assert noted(o) == [(NoteKind.NOTE, "typed")]
        await o.press("pageup", "pageup")
        await o.until(lambda: not o.shows("fact number 30"))
