"""Pane 1 by keys; what was done is read back from the journal file."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Closeness,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Prep,
    Relation,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.messages import OpenContact
from infoview_tui.widgets.contact_card import ContactCard
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp, open_app

HOSTILE = "Ann [PM] [/] [@click=app.quit]x"


def people() -> list[AnyRecord]:
    talked = (NOW - timedelta(days=88)).astimezone(UTC)
    return [
        Contact(uid="sam", name="Sam Okafor", company="Atlas", relation=Relation.MENTOR),
        Contact(
            uid="priya",
            name="Priya Natarajan",
            role="Staff PM",
            company="Northwind",
            closeness=Closeness.WARM,
            introduced_by="sam",
            tags=("growth",),
            timezone="America/Toronto",
        ),
        Contact(uid="tomas", name="Tomás Ibarra", company="Lumen", introduced_by="priya"),
        Contact(uid="ann", name=HOSTILE, company="[red]Co"),
        Interview(
            uid="talk",
            contact="priya",
            status=Status.HELD,
            started_at=talked,
            ended_at=talked + timedelta(minutes=24),
            debriefed_at=talked,
            notes=(
                Note(uid="n1", at=talked, kind=NoteKind.ADVICE, text="press release first"),
                Note(uid="n2", at=talked, text="joined from support"),
            ),
        ),
        Touch(uid="t1", contact="tomas", at=NOW, kind=TouchKind.OUTREACH, channel=Channel.EMAIL),
        FollowUp(
            uid="f1",
            contact="tomas",
            kind=FollowUpKind.SECOND_TRY,
            due=date(2026, 11, 27),
            reason="no reply in 7 business days",
        ),
    ]


def the_list(o: OpenApp) -> RecordList:
    return o.widget("#people-list", RecordList)


async def find(o: OpenApp, text: str) -> None:
    """Types a filter and goes back to the list with Enter."""
    await o.press("backslash")
    await o.paste(text)
    await o.press("enter")
    if o.widget(ContactCard.__name__, ContactCard).has_focus:
        await o.press("escape")


def saved(path: Path, table: str) -> dict[str, dict[str, object]]:
    """The documents of a table by uid, read by the plain library after the program has ended."""
    with TinyDB(path) as database:
        return {document["uid"]: dict(document) for document in database.table(table)}


async def test_who_was_found_stays_at_hand_when_everybody_comes_back(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        screen = await o.screen(ContactsScreen)
        for typed, uid in (("lumen", "tomas"), ("northw", "priya")):
            await find(o, typed)
            await o.until(lambda uid=uid: list(the_list(o).rows) == [uid])  # type: ignore[misc]
            await o.press("escape")
            await o.until(lambda: len(the_list(o).rows) == 4)
            await o.pilot.pause()
            assert screen.at_hand() == uid
        await find(o, "northw")
        screen.open("sam")
        await o.until(lambda: len(the_list(o).rows) == 4)
        await o.pilot.pause()
        assert screen.at_hand() == "sam"


async def test_a_part_of_name_company_role_or_tag_finds_somebody(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        for typed, found in (
            ("tomas", ["tomas"]),
            ("northw", ["priya"]),
            ("staff pr", ["priya"]),
            ("#growth", ["priya"]),
            ("[pm]", ["ann"]),
            ("nobody at all", []),
        ):
            await find(o, typed)
            await o.until(lambda found=found: list(the_list(o).rows) == found)  # type: ignore[misc]
            await o.press("backslash", "escape")
        assert len(the_list(o).rows) == 4


async def test_a_quick_line_adds_a_contact_with_its_introducer(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await o.press("a")
        await o.screen(AskLine)
        await o.paste("Lena Fischer, Designer @ Holm via priya #craft")
        await o.until(lambda: o.shows("Northwind #craft"))
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: len(the_list(o).rows) == 5)
        assert o.shows("Designer · Holm")  # her card stands there already
    [lena] = [c for c in saved(journal_path, "contacts").values() if c["name"] == "Lena Fischer"]
    assert lena["company"] == "Holm"
    assert lena["introduced_by"] == "priya"
    assert lena["tags"] == ["craft"]


async def test_an_ambiguous_introducer_is_asked_for(journal_path: Path) -> None:
    two = [Contact(uid="p2", name="Priya Rao", company="Holm"), *people()]
    async with open_app(journal_path, two) as o:
        await o.press("a")
        await o.screen(AskLine)
        await o.paste("Lena Fischer via priya")
        await o.press("enter")
        await o.screen(Choose)
        await o.press("2")
        await o.screen(ContactsScreen)
        await o.until(lambda: len(the_list(o).rows) == 6)
    [lena] = [c for c in saved(journal_path, "contacts").values() if c["name"] == "Lena Fischer"]
    assert lena["introduced_by"] == "p2"


async def test_escape_in_the_quick_line_adds_nobody(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await o.press("a")
        await o.screen(AskLine)
        await o.paste("Lena")
        await o.press("escape")
        await o.screen(ContactsScreen)
    assert len(saved(journal_path, "contacts")) == 4


async def test_archiving_takes_out_of_the_list_and_undo_brings_back(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await find(o, "sam")
        await o.press("d")
        await o.until(lambda: not the_list(o).rows)
        assert o.journal.contacts["sam"].archived
        await o.press("u")
        await o.until(lambda: list(the_list(o).rows) == ["sam"])
        await o.press("d", "escape", "A")
        await o.until(lambda: list(the_list(o).rows) == ["sam"])
        await o.press("d")
        await o.until(lambda: not o.journal.contacts["sam"].archived)
    assert not saved(journal_path, "contacts")["sam"].get("archived")


async def test_an_empty_list_says_that_everybody_is_archived(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="ann", name="Ann", archived=True)]) as o:
        await o.until(lambda: o.shows("Everybody is in the archive. A shows them"))
        await o.press("A")
        await o.until(lambda: list(the_list(o).rows) == ["ann"])


async def test_undo_of_an_archiving_comes_back_to_whom_it_was(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await o.press("g")
        first = the_list(o).highlighted
        await o.press("d")
        await o.until(lambda: first not in the_list(o).rows)
        await o.press("G", "u")
        await o.until(lambda: the_list(o).highlighted == first)


async def test_marked_contacts_are_tagged_together(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await o.press("g", "space", "space", "t")
        await o.screen(AskLine)
        await o.paste("#to meet")
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: sum("to-meet" in c.tags for c in o.journal.contacts) == 2)


async def test_one_line_logs_a_touch_with_day_and_channel(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await find(o, "priya")
        await o.press("l")
        await o.screen(AskLine)
        await o.write("call yesterday: she liked it")
        await o.until(lambda: o.shows("phone · check-in · yesterday"))
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: len(o.journal.touches_of.of("priya")) == 1)
        await o.until(lambda: o.shows("17 Nov check-in (phone):"))
    [touch] = [t for t in saved(journal_path, "touches").values() if t["contact"] == "priya"]
    assert touch["channel"] == "phone"
    assert touch["text"] == "she liked it"
    assert str(touch["at"]).startswith("2026-11-17")


async def test_a_reply_takes_the_second_try_out_of_the_queue(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await find(o, "tomas")
        await o.press("r")
        await o.screen(AskLine)
        await o.paste("yes, gladly")
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: o.journal.follow_ups["f1"].state is FollowUpState.DONE)
        reply = o.journal.touches_of.of("tomas")[-1]
        assert (reply.kind, reply.direction) == (TouchKind.REPLY, Direction.IN)
        assert (reply.channel, reply.text) == (Channel.EMAIL, "yes, gladly")


async def test_outreach_sent_elsewhere_starts_the_clock_when_it_is_logged(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, people()) as o:
        await find(o, "sam")
        await o.press("l")
        await o.screen(AskLine)
        await o.paste("emailed: asked how pricing went")
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: o.journal.open_rows("sam"))
        due = {row.kind: row.due for row in o.journal.open_rows("sam")}
    assert due == {
        FollowUpKind.TRY_ANOTHER: date(2026, 11, 23),
        FollowUpKind.SECOND_TRY: date(2026, 11, 27),
    }


async def test_one_line_adds_a_follow_up_with_its_day(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await find(o, "priya")
        await o.press("f")
        await o.screen(AskLine)
        await o.paste("send her the article by fri")
        await o.until(lambda: o.shows("due Fri 20 Nov"))
        await o.press("enter")
        await o.screen(ContactsScreen)
        await o.until(lambda: o.shows("OWED"))
        [row] = o.journal.open_rows("priya")
    assert (row.reason, row.due, row.kind) == (
        "send her the article",
        date(2026, 11, 20),
        FollowUpKind.PROMISE,
    )


async def test_the_card_says_how_far_the_sheet_of_the_next_talk_is(journal_path: Path) -> None:
    prep = Prep(purpose="whether the move is for me", company="Series B")
    talk = Interview(
        uid="next",
        contact="tomas",
        status=Status.SCHEDULED,
        starts_at=NOW + timedelta(hours=30),
        prep=prep,
    )
    async with open_app(journal_path, [*people(), talk], size=(60, 24)) as o:
        screen = await o.screen(ContactsScreen)
        screen.open("tomas")
        await o.pilot.pause()
        card = screen.query_one(ContactCard)
        text = "\n".join(line.text for line in map(card.render_line, range(card.size.height)))
        assert "██░░░░ 2/6 · a line on the industry" in text


@pytest.mark.parametrize("size", [(120, 32), (80, 24), (60, 24), (40, 12)])
async def test_the_card_says_who_what_is_open_and_whom_they_led_to(
    journal_path: Path, size: tuple[int, int]
) -> None:
    async with open_app(journal_path, people(), size=size) as o:
        o.widget("ContactsScreen ContactCard", ContactCard)
        screen = await o.screen(ContactsScreen)
        screen.open("priya")
        await o.pilot.pause()
        card = screen.query_one(ContactCard)
        assert card.has_focus
        assert card.display
        text = "\n".join(line.text for line in map(card.render_line, range(card.size.height)))
        assert "Priya Natarajan" in text
        assert "Staff PM · Northwind" in text
        if size[1] > 12:
            for said in ("press release first", "interview, 24 min, 2 notes", "Tomás Ibarra"):
                assert said in text
        await o.press("escape")
        assert the_list(o).has_focus
        assert the_list(o).display


async def test_the_step_that_the_card_suggests_is_taken_by_enter_only(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        screen = await o.screen(ContactsScreen)
        screen.open("priya")
        await o.until(lambda: o.shows("advocate? introduced you to 1"))
        assert o.journal.contacts["priya"].relation is Relation.CONTACT
        await o.press("enter")
        await o.until(lambda: o.journal.contacts["priya"].relation is Relation.ADVOCATE)


async def test_the_card_opens_the_people_it_names(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        screen = await o.screen(ContactsScreen)
        screen.open("priya")
        await o.pilot.pause()
        await o.press("G", "enter")
        await o.until(lambda: the_list(o).highlighted == "tomas")


async def test_names_are_masked_while_the_screen_is_shared(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        assert o.shows("Priya Natarajan")
        await o.press("m")
        await o.until(lambda: o.shows("P. N."))
        assert not any(name in line for line in o.lines() for name in ("Priya", "Northwind"))


async def test_names_in_what_was_written_are_masked_on_the_card_too(journal_path: Path) -> None:
    records: list[AnyRecord] = [
        Contact(uid="ann", name="Ann Lee"),
        Touch(uid="t", contact="ann", at=NOW, kind=TouchKind.REPLY,
              text="ask Sam Okafor, if you like"),
        FollowUp(uid="f", contact="ann", kind=FollowUpKind.OTHER, due=NOW.date(),
                 reason="tell Sam Okafor about the draft"),
    ]  # fmt: skip
    async with open_app(journal_path, records, size=(120, 30)) as o:
        await o.until(lambda: o.shows("tell Sam Okafor") and o.shows("ask Sam Okafor"))
        await o.press("m")
        await o.until(lambda: o.shows("tell S. O. about the draft"))
        assert o.shows("ask S. O. if you like")
        assert not o.shows("Okafor")


async def test_who_introduced_us_is_said_once_and_masked(journal_path: Path) -> None:
    sam = Contact(uid="sam", name="Sam Okafor")
    ann = Contact(uid="ann", name="Ann Lee", tie="Sam Okafor introduced us", introduced_by="sam")
    async with open_app(journal_path, [sam, ann], size=(120, 30)) as o:
        o.app.post_message(OpenContact("ann"))
        await o.until(lambda: o.shows("Sam Okafor introduced us"))
        assert not o.shows("introduced by")
        await o.press("m")
        await o.until(lambda: o.shows("S. O. introduced us"))
        assert not o.shows("Okafor")


async def test_an_empty_journal_says_what_to_do(journal_path: Path) -> None:
    async with open_app(journal_path, size=(80, 24)) as o:
        assert o.shows("Press a and write a line")
        assert o.lines()[-1].split() == ["a", "Add", "I", "Import", "?", "Help"]
        await o.press("e", "o", "d", "l")  # hidden: there is nobody
        await o.screen(ContactsScreen)


async def test_a_long_list_is_read_in_slices(journal_path: Path) -> None:
    crowd: list[AnyRecord] = [
        Contact(uid=f"c{n}", name=f"Person {n:04}", company="Atlas") for n in range(1600)
    ]
    async with open_app(journal_path, crowd) as o:
        await o.until(lambda: len(the_list(o).rows) == 1600)
        await find(o, "0042")
        await o.until(lambda: list(the_list(o).rows) == ["c42"])


async def test_a_mentors_card_says_what_to_bring_what_to_share_and_what_they_advised(
    journal_path: Path,
) -> None:
    at = (NOW - timedelta(days=9)).astimezone(UTC)
    notes = (
        Note(uid="n1", at=at, kind=NoteKind.GAP, text="SQL at their level"),
        Note(uid="n2", at=at, kind=NoteKind.ADVICE, text="read the logs", state=LoopState.TRIED),
    )
    talk = Interview(
        uid="talk", contact="sam", status=Status.HELD, started_at=at, ended_at=at, notes=notes
    )
    sam = Contact(uid="sam", name="Sam Okafor", relation=Relation.MENTOR)
    async with open_app(journal_path, [sam, talk], size=(120, 40)) as o:
        await o.until(lambda: o.shows("SHARE"))
        lines = "\n".join(o.lines())
        assert lines.index("SQL at their level") > lines.index("BRING")
        assert lines.index("you tried their advice") > lines.index("SHARE")
        assert lines.rindex("ADVICE") < lines.rindex("read the logs")
