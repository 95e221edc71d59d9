"""Notes during a call by keys alone, read back from the journal and its file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.widget import Widget

from infoview_tui.domain.models import AnyRecord, Contact, Interview, NoteKind, Prep, Status
from infoview_tui.domain.talk_clock import Phase
from infoview_tui.screens.debrief import DebriefScreen
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.screens.live import LiveScreen
from infoview_tui.screens.live_menu import LiveMenu
from tests.screens.harness import NOW, open_app
from tests.screens.talks import field, in_file, live, noted, planned, talk, under_way


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


async def test_a_name_that_nobody_has_stays_to_be_corrected(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="sam", name="Sam Okafor")]) as o:
        await live(o)
        assert o.shows("F2 to F6")
        await o.write("sum\n")
        await o.until(lambda: o.shows("Nobody is called so"))
        assert field(o).text == "sum"
        await o.press("backspace", "backspace", "a")
        await o.until(lambda: o.shows("Sam Okafor"))
        await o.press("enter")
        await o.until(lambda: o.journal.interviews_of.of("sam"))


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


async def test_an_ended_talk_goes_on(journal_path: Path) -> None:
    async with open_app(journal_path, under_way()) as o:
        await live(o)
        await o.press("f9")
        await o.screen(DebriefScreen)
        await o.press("f4")
        await o.screen(LiveScreen)
        await o.until(lambda: talk(o).under_way)
        assert talk(o).started_at == NOW - timedelta(minutes=3)
        await o.press("f9")
        await o.screen(DebriefScreen)
        await o.press("escape")
        await live(o)
        await o.press("f4")
        await o.until(lambda: talk(o).under_way)


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


async def test_enter_alone_starts_no_talk_of_another_day(journal_path: Path) -> None:
    async with open_app(journal_path, planned(minutes_ahead=47 * 60)) as o:
        await live(o)
        assert o.shows("F4 starts the talk now")
        await o.press("enter")
        assert talk(o).started_at is None
        await o.press("f4")
        assert talk(o).under_way


async def test_a_talk_that_was_held_stays_at_hand_until_it_is_debriefed(
    journal_path: Path,
) -> None:
    later = Interview(
        uid="later",
        contact="sam",
        status=Status.SCHEDULED,
        starts_at=NOW + timedelta(days=2),
    )
    async with open_app(journal_path, [*under_way(), later]) as o:
        await live(o)
        await o.press("f9")
        await o.screen(DebriefScreen)
        await o.press("escape")
        await o.screen(LiveScreen)
        await o.until(lambda: o.shows("one more note, or Enter for the debrief"))
        await o.until(lambda: o.shows("f4 Talk goes on"))
        assert not any(map(o.shows, ("f4 Start", "tab Asked")))
        await o.write("and she has two cats\n")
        assert noted(o) == [(NoteKind.NOTE, "and she has two cats")]
        await o.press("enter")
        await o.screen(DebriefScreen)
        await o.press("ctrl+s")
        await o.screen(FollowUpsScreen)
        await live(o)
        await o.until(lambda: o.shows("Sam Okafor"))
