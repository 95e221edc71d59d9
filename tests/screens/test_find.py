"""The finder by keys: what is typed is found, and Enter opens the very line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from infoview_tui.domain.models import AnyRecord, FollowUp, FollowUpKind, Question
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.debrief import AnswerField, DebriefScreen
from infoview_tui.screens.find import FindScreen
from infoview_tui.screens.history import HistoryScreen
from infoview_tui.screens.insights import InsightsScreen
from infoview_tui.screens.prep import PrepScreen
from infoview_tui.screens.talk import TalkScreen
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.record_list import Heading, RecordList
from tests.domain.small_journal import NOW, TALKS, TODAY
from tests.screens.harness import OpenApp, open_app
from tests.screens.test_insights import AHEAD, RECORDS

ROW = FollowUp(
    uid="row", contact="lena", kind=FollowUpKind.CHECK_IN, due=TODAY, reason="ask how it went"
)
SHEET = replace(
    AHEAD,
    prep=replace(
        AHEAD.prep,
        purpose="Is pricing a craft?",
        questions=(Question(uid="q-first", text="How?"), Question(uid="q-budget", text="Budget?")),
    ),
)
DEBRIEFED = [
    replace(talk, debrief=replace(talk.debrief, answers={"new": "they decide by lot"}))
    for talk in TALKS
    if talk.uid == "talk-sam"
]
ALL: tuple[AnyRecord, ...] = (*RECORDS, ROW, SHEET, *DEBRIEFED)  # later ones replace earlier


@asynccontextmanager
async def finder(
    path: Path, text: str, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[OpenApp]:
    async with open_app(path, ALL, size=size, now=NOW) as opened:
        await opened.press("slash")
        await opened.screen(FindScreen)
        await opened.write(text)
        yield opened


def hits(opened: OpenApp) -> RecordList:
    return opened.widget("#find-hits", RecordList)


def field(opened: OpenApp) -> FormInput:
    return opened.widget("#find-text", FormInput)


@pytest.mark.parametrize("size", [(100, 30), (60, 24), (40, 12)])
async def test_words_in_any_order_find_the_line_and_show_it(
    journal_path: Path, size: tuple[int, int]
) -> None:
    async with finder(journal_path, "release roadmap", size) as opened:
        await opened.until(lambda: opened.shows("1 found"))
        await opened.until(lambda: opened.shows("the release"))


async def test_accents_and_case_do_not_matter(journal_path: Path) -> None:
    async with finder(journal_path, "TOMAS") as opened:
        await opened.until(lambda: opened.shows("CONTACTS 1"))


@pytest.mark.parametrize(
    ("text", "screen", "lists", "line"),
    [
        ("roadmap", TalkScreen, "NoteList", "before the roadmap"),
        ("craft", PrepScreen, "#prep-sections", "purpose"),
        ("budget kind:question with:uma", PrepScreen, "#prep-ask RecordList", "q-budget"),
        ("how it went", HistoryScreen, "#history", "row"),
        ("kind:contact uma", ContactsScreen, "#people-list", "uma"),
        ("kind:hypothesis suits", InsightsScreen, "#board .insights-headings", "writing"),
    ],
)
async def test_enter_opens_the_very_line(
    journal_path: Path, text: str, screen: type[FindScreen], lists: str, line: str
) -> None:
    async with finder(journal_path, text) as opened:
        await opened.until(lambda: opened.shows("1 found"))
        await opened.press("enter")
        await opened.screen(screen)
        if lists == "NoteList":
            await opened.until(lambda: opened.shows(line))
        else:
            await opened.until(lambda: opened.app.screen.query(lists))
            found = opened.widget(lists, RecordList)
            await opened.until(lambda: found.highlighted == line)


async def test_enter_opens_the_very_answer_of_a_debrief(journal_path: Path) -> None:
    async with finder(journal_path, "by lot") as opened:
        await opened.until(lambda: opened.shows("DEBRIEFS 1"))
        await opened.press("enter")
        await opened.screen(DebriefScreen)
        await opened.until(lambda: opened.app.screen.query(AnswerField))
        answers = {field.key: field for field in opened.app.screen.query(AnswerField)}
        await opened.until(lambda: answers["new"].has_focus)


async def test_enter_opens_what_is_typed_also_before_it_is_looked_for(journal_path: Path) -> None:
    async with finder(journal_path, "b") as opened:
        await opened.until(lambda: hits(opened).keys)
        screen = await opened.screen(FindScreen)
        field(opened).value = "by lot"
        screen.action_open()  # in the same moment
        await opened.screen(DebriefScreen)


async def test_a_company_is_one_hit_and_leads_to_its_people(journal_path: Path) -> None:
    async with finder(journal_path, "kind:company northwind") as opened:
        await opened.until(lambda: opened.shows("COMPANIES 1"))
        people = [c.uid for c in opened.journal.contacts if c.company == "Northwind"]
        assert len(people) > 1
        await opened.until(lambda: opened.shows(f"{len(people)} people"))
        await opened.press("enter")
        await opened.screen(ContactsScreen)
        await opened.until(lambda: opened.widget("#people-filter", FormInput).value == "Northwind")
        shown = opened.widget("#people-list", RecordList)
        await opened.until(lambda: set(shown.keys) == set(people))


async def test_a_filter_under_way_says_what_it_takes(journal_path: Path) -> None:
    async with finder(journal_path, "tag:") as opened:
        await opened.until(lambda: opened.shows("tag: a tag of the contact"))
        assert not opened.shows("Nothing found")


async def test_the_footer_names_enter_and_tab_where_they_do_something(journal_path: Path) -> None:
    async with finder(journal_path, "") as opened:
        await opened.until(lambda: opened.shows("esc Close"))
        await opened.until(lambda: not opened.shows("enter Open"))
        await opened.write("roadmap")
        await opened.until(lambda: opened.shows("enter Open"))
        assert not opened.shows("tab Complete")
        await opened.write(" ki")
        await opened.until(lambda: opened.shows("tab Complete"))


async def test_hits_stand_in_groups_the_best_first(journal_path: Path) -> None:
    async with finder(journal_path, "lena") as opened:
        await opened.until(lambda: len(hits(opened).keys) > 1)
        headings = [row.text for row in hits(opened).rows if isinstance(row, Heading)]
        assert headings[0] == "CONTACTS"
        assert len(headings) == len(set(headings))


async def test_a_filter_is_offered_and_completed_by_tab(journal_path: Path) -> None:
    async with finder(journal_path, "comp") as opened:
        await opened.until(lambda: opened.shows("tab  company:"))
        await opened.press("tab")
        await opened.write("n")
        await opened.until(lambda: opened.shows("company:Northwind"))
        await opened.press("tab")
        assert field(opened).value == "company:Northwind"
        await opened.until(lambda: hits(opened).keys)


async def test_new_values_are_offered_once_a_contact_has_them(journal_path: Path) -> None:
    async with finder(journal_path, "company:z") as opened:
        contact = opened.journal.contacts["uma"]
        assert opened.journal.complete_query("company:zep") == ()
        opened.journal.edit_contact(replace(contact, company="Zeppelin"))
        assert opened.journal.complete_query("company:zep") == ("company:Zeppelin",)


async def test_a_filter_that_cannot_be_read_says_what_it_takes(journal_path: Path) -> None:
    async with finder(journal_path, "since:soon") as opened:
        await opened.until(lambda: opened.shows("soon: not a day"))


async def test_a_line_that_changes_meanwhile_is_found_changed(journal_path: Path) -> None:
    async with finder(journal_path, "zebra") as opened:
        await opened.until(lambda: opened.shows("Nothing found"))
        opened.journal.edit_follow_up(replace(ROW, reason="bring the zebra"))
        await opened.until(lambda: opened.shows("bring the zebra"))


async def test_masked_names_stay_masked(journal_path: Path) -> None:
    async with finder(journal_path, "roadmap") as opened:
        await opened.until(lambda: opened.shows("Lena Fischer"))
        await opened.press("ctrl+g")
        await opened.until(lambda: not opened.shows("Lena Fischer"))
        assert not opened.shows("before the roadmap")


async def test_esc_leads_back(journal_path: Path) -> None:
    async with finder(journal_path, "uma") as opened:
        await opened.press("escape")
        await opened.screen(ContactsScreen)
