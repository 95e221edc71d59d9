"""A message as the composer reads it from the journal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoview_tui.domain.errors import UnknownRecord
from infoview_tui.domain.message import Message
from infoview_tui.domain.models import (
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Note,
    NoteKind,
    Status,
    TouchKind,
)
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.letter import Letter

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
BEGAN = (NOW - timedelta(days=2)).astimezone(UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.json", clock=lambda: NOW)
    sam = Contact(uid="sam", name="Sam Okafor")
    priya = Contact(uid="priya", name="Priya Natarajan", company="Northwind", introduced_by="sam")
    notes = (
        Note(uid="n1", at=BEGAN, kind=NoteKind.ADVICE, text="write the press release first"),
        Note(uid="n2", at=BEGAN, kind=NoteKind.ADVICE, text="sit with support for a week"),
    )
    talk = Interview(
        uid="talk", contact="priya", status=Status.HELD, started_at=BEGAN, ended_at=BEGAN,
        notes=notes,
    )  # fmt: skip
    row = FollowUp(
        uid="row", contact="priya", kind=FollowUpKind.ADVICE, due=NOW.date(), interview="talk",
        note="n2",
    )  # fmt: skip
    journal.commit("before", [sam, priya, talk, row])
    yield journal
    journal.close()


def test_the_introducer_leads_the_first_message(journal: Journal) -> None:
    letter = Letter(journal, "priya", FollowUpKind.OUTREACH)
    assert letter.template.id == "outreach.mutual"
    assert "Sam Okafor suggested" in letter.begun().body


def test_an_introducer_who_is_no_contact_leads_it_too(journal: Journal) -> None:
    added = journal.add_by_line("Tomás Ibarra, PM @ Lumen via Marie Curie")
    letter = Letter(journal, added.uid, FollowUpKind.OUTREACH)
    assert "Marie Curie suggested" in letter.begun().body
    assert letter.begun().subject == "Marie Curie suggested that we talk"


def test_a_row_about_one_note_is_written_about_that_note(journal: Journal) -> None:
    letter = Letter(journal, "priya", FollowUpKind.ADVICE, "row")
    assert "sit with support for a week" in letter.begun().body
    assert "press release" not in letter.begun().body
    assert letter.interview == "talk"


def test_sending_closes_the_row_and_keeps_what_was_sent(journal: Journal) -> None:
    letter = Letter(journal, "priya", FollowUpKind.ADVICE, "row")
    letter.keep(Message("It worked", "I did it."))
    assert journal.follow_ups["row"].draft == "Subject: It worked\n\nI did it."
    letter.send(Message("It worked", "I did it. Thanks."), Channel.EMAIL)
    assert journal.follow_ups["row"].state is FollowUpState.DONE
    [touch] = journal.touches_of.of("priya")
    assert (touch.text, touch.interview) == ("I did it. Thanks.", "talk")


def test_a_draft_without_a_row_makes_one_and_only_one(journal: Journal) -> None:
    letter = Letter(journal, "sam", FollowUpKind.CHECK_IN)
    letter.keep(Message("", "Dear"))
    letter.keep(Message("", "Dear Sam"))
    [row] = journal.open_rows("sam")
    assert (row.kind, row.due, row.draft) == (FollowUpKind.CHECK_IN, NOW.date(), "Dear Sam")
    assert journal.undo() is not None  # typing is no step of undo: this is "before"
    assert journal.undo() is None


def test_the_templates_go_round(journal: Journal) -> None:
    letter = Letter(journal, "sam", FollowUpKind.CHECK_IN)
    first = letter.template
    seen = [first.id]
    while (following := letter.turn()) != first:
        seen.append(following.id)
    assert len(seen) == len(set(seen)) > 2


def test_the_time_of_the_talk_stands_in_the_confirmation(journal: Journal) -> None:
    starts = datetime(2026, 11, 20, 8, 30, tzinfo=ZoneInfo("America/Toronto"))
    journal.plan_interview(
        Interview(uid="next", contact="priya", starts_at=starts, timezone="America/Toronto")
    )
    [confirm] = [r for r in journal.open_rows("priya") if r.kind is FollowUpKind.CONFIRM]
    assert confirm.due == date(2026, 11, 19)
    body = Letter(journal, "priya", FollowUpKind.CONFIRM, confirm.uid).begun().body
    assert "Fri 20 Nov, 08:30 your time (14:30 mine)" in body


def test_nobody_to_write_to_is_said(journal: Journal) -> None:
    with pytest.raises(UnknownRecord):
        Letter(journal, "nobody", FollowUpKind.OUTREACH)


def test_a_thank_you_is_ready_once_it_names_what_they_said_and_what_i_will_do(
    journal: Journal,
) -> None:
    letter = Letter(journal, "priya", FollowUpKind.THANK_YOU)
    assert letter.is_ready(letter.checks("Thank you, that was nice.")) is False
    named = "Thank you. I will write the press release first."
    assert letter.is_ready(letter.checks(named)) is True
    outreach = Letter(journal, "sam", FollowUpKind.OUTREACH)
    assert outreach.is_ready(outreach.checks(named)) is None


def test_a_sixth_person_is_written_to_with_a_quiet_word(journal: Journal) -> None:
    people = [Contact(uid=f"p{number}", name=f"Person {number}") for number in range(5)]
    journal.commit("five people", people)
    for person in people[1:]:
        journal.log_touch(person.uid, TouchKind.OUTREACH, Channel.EMAIL)
    assert list(Letter(journal, "sam", FollowUpKind.OUTREACH).warnings()) == []
    journal.log_touch("p0", TouchKind.OUTREACH, Channel.EMAIL)
    [line] = Letter(journal, "sam", FollowUpKind.OUTREACH).warnings()
    assert line.startswith("5 people may still answer; 5 at a time is enough")
    assert "enough" not in "".join(Letter(journal, "p0", FollowUpKind.SECOND_TRY).warnings())


def test_a_report_tells_of_the_talk_with_whom_they_introduced_and_of_no_other(
    journal: Journal,
) -> None:
    report = Letter(journal, "sam", FollowUpKind.REPORT_BACK, about="priya").begun().body
    assert "in touch with Priya Natarajan" in report
    assert "what I take from it: write the press release first" in report
    nobody = Letter(journal, "priya", FollowUpKind.REPORT_BACK).begun().body
    assert "what I take from it: [one specific thing they said…]" in nobody


def test_good_news_reach_everyone_who_helped_each_in_words_of_their_own(journal: Journal) -> None:
    rows = journal.spread_news(["priya", "sam"], "I start as a product manager at Atlas")
    assert [(row.contact, row.due) for row in rows] == [
        ("priya", NOW.date()),
        ("sam", NOW.date()),
    ]
    letter = Letter(journal, "sam", rows[1].kind, rows[1].uid)
    assert letter.template.kind == "news"
    assert "I have news: I start as a product manager at Atlas." in letter.begun().body
    assert journal.spread_news(["sam"], "I start as a product manager at Atlas") == []
