"""The verbs of the journal on a real file: what they write, and that they can be undone."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from infoview_tui.domain.capture import capture
from infoview_tui.domain.errors import ReadOnlyJournal
from infoview_tui.domain.models import (
    Channel,
    Contact,
    FollowUpKind,
    FollowUpState,
    Interview,
    NoteKind,
    Question,
    Status,
    TouchKind,
)
from infoview_tui.domain.queue_row import Group
from infoview_tui.domain.stages import Stage
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from tests.journal.clock import Clock
from tests.quiet import PATIENCE

WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def clock() -> Clock:
    return Clock(WEDNESDAY)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


@pytest.fixture
def journal(path: Path, clock: Clock) -> Journal:
    return Journal.open(path, clock=clock)


PRIYA = Contact(uid="priya", name="Priya Natarajan", role="Staff PM", company="Northwind")


def test_a_contact_is_there_after_closing_and_opening(path: Path, journal: Journal) -> None:
    journal.add_contact(PRIYA)
    journal.close()
    again = Journal.open(path)
    assert again.contacts["priya"].name == "Priya Natarajan"
    assert again.contacts["priya"].created_at == WEDNESDAY
    again.close()


def test_the_plain_library_reads_the_same_records(path: Path, journal: Journal) -> None:
    journal.add_contact(PRIYA)
    journal.close()
    with TinyDB(path) as plain:
        assert [c["name"] for c in plain.table("contacts").all()] == ["Priya Natarajan"]


def test_undo_and_redo_name_the_verb_and_restore_the_record(journal: Journal) -> None:
    journal.add_contact(PRIYA)
    journal.edit_contact(replace(PRIYA, role="Director"))
    undone = journal.undo()
    assert undone is not None
    assert undone.label == "edit Priya Natarajan"
    assert journal.contacts["priya"].role == "Staff PM"
    journal.redo()
    assert journal.contacts["priya"].role == "Director"
    journal.undo()
    journal.undo()
    assert journal.contacts.get("priya") is None
    assert journal.undo() is None
    journal.close()


def test_listeners_hear_which_records_changed(journal: Journal) -> None:
    heard: list[frozenset[tuple[str, str]]] = []
    journal.subscribe(heard.append)
    journal.add_contact(PRIYA)
    journal.edit_contact(PRIYA)  # nothing new: no change
    assert heard == [frozenset({("contacts", "priya")})]
    journal.close()


def test_unknown_fields_survive_an_edit(path: Path, journal: Journal) -> None:
    journal.add_contact(replace(PRIYA, extra={"mood": "bright"}))
    journal.edit_contact(replace(journal.contacts["priya"], role="Director"))
    journal.close()
    again = Journal.open(path)
    assert again.contacts["priya"].extra == {"mood": "bright"}
    again.close()


def test_sent_outreach_starts_the_3b7_clock_and_a_reply_takes_it_out(
    journal: Journal, clock: Clock
) -> None:
    journal.add_contact(PRIYA)
    journal.log_sent("priya", FollowUpKind.OUTREACH, Channel.EMAIL, "Hello")
    rows = {row.kind: row.due.isoformat() for row in journal.open_rows("priya")}
    assert rows == {
        FollowUpKind.TRY_ANOTHER: "2026-11-23",
        FollowUpKind.SECOND_TRY: "2026-11-27",
    }
    assert journal.stage_of("priya") is Stage.CONTACTED
    assert {row.group for row in journal.queue()} == {Group.WAITING}
    clock.now += timedelta(days=1)
    journal.log_touch("priya", TouchKind.REPLY, Channel.EMAIL, text="Happy to")
    assert journal.open_rows("priya") == []
    assert journal.stage_of("priya") is Stage.REPLIED
    journal.close()


def talk(journal: Journal) -> Interview:
    journal.add_contact(PRIYA)
    interview = Interview(
        uid="talk", contact="priya", starts_at=WEDNESDAY + timedelta(days=2, hours=4)
    )
    journal.plan_interview(interview)
    journal.add_question("talk", Question(uid="q1", text="What changed?"))
    journal.add_question("talk", Question(uid="q2", text="What surprised you?"))
    return journal.interviews["talk"]


def test_planning_puts_the_confirmation_into_the_queue_once(journal: Journal) -> None:
    interview = talk(journal)
    journal.plan_interview(replace(interview, starts_at=WEDNESDAY + timedelta(days=5)))
    rows = journal.open_rows("priya")
    assert [(r.kind, r.due.isoformat()) for r in rows] == [(FollowUpKind.CONFIRM, "2026-11-22")]
    assert journal.heads["talk"].status is Status.SCHEDULED
    journal.close()


def test_notes_belong_to_the_question_in_focus(journal: Journal) -> None:
    talk(journal)
    journal.start_interview("talk")
    journal.capture("talk", [capture("! one page or no project")])
    journal.ask_question("talk", "q1", "q2")
    journal.capture("talk", [capture("plain"), capture(">")])
    held = journal.interviews["talk"]
    assert [(n.kind, n.question) for n in held.notes] == [
        (NoteKind.INSIGHT, "q1"),
        (NoteKind.NOTE, "q2"),
        (NoteKind.ADVICE, "q2"),
    ]
    assert held.notes[2].is_mark
    assert held.prep.questions[0].asked_at is not None
    journal.close()


def test_listeners_hear_once_of_all_that_was_changed_together(journal: Journal) -> None:
    heard: list[Keys] = []
    journal.subscribe(heard.append)
    people = [Contact(uid=f"c{number}", name=f"Ann {number}") for number in range(200)]
    keys = journal.commit("import", people)
    steps = list(journal.hearing(keys))
    assert heard == [keys, keys]
    assert len(steps) > 2


def test_closing_waits_for_what_is_written_in_a_thread_and_lets_nothing_come_after(
    path: Path, journal: Journal
) -> None:
    at_work, told = threading.Event(), threading.Event()

    def write() -> None:
        with journal.at_work():
            at_work.set()
            told.wait(PATIENCE)
            journal.write(journal.entry_of("import", [PRIYA]))

    writing = threading.Thread(target=write)
    closing = threading.Thread(target=journal.close)
    writing.start()
    at_work.wait(PATIENCE)
    closing.start()
    told.set()
    writing.join()
    closing.join()
    with pytest.raises(ReadOnlyJournal, match="closed"), journal.at_work():
        pass
    with TinyDB(path) as db:
        assert [contact["uid"] for contact in db.table("contacts")] == ["priya"]
    assert not path.with_name("journal.json.log").exists()


def test_undo_of_a_note_keeps_the_line_being_typed(journal: Journal) -> None:
    talk(journal)
    journal.start_interview("talk")
    journal.capture("talk", [capture("first")])
    journal.keep_draft("talk", "half a li")
    journal.undo()
    held = journal.interviews["talk"]
    assert held.notes == ()
    assert held.draft == "half a li"
    journal.close()


def test_the_end_keeps_the_unfinished_line_and_closes_what_waited(journal: Journal) -> None:
    talk(journal)
    journal.start_interview("talk")
    journal.keep_draft("talk", "+ send the article by fri")
    journal.end_interview("talk")
    held = journal.interviews["talk"]
    assert [(n.kind, n.text) for n in held.notes] == [(NoteKind.PROMISE, "send the article by fri")]
    assert held.status is Status.HELD
    assert held.awaits_debrief
    assert [r.kind for r in journal.open_rows("priya")] == []
    assert journal.stage_of("priya") is Stage.MET
    journal.close()


def test_the_head_of_an_interview_is_the_interview_without_its_body(
    path: Path, journal: Journal
) -> None:
    talk(journal)
    journal.start_interview("talk")
    journal.capture("talk", [capture("a note")])
    journal.close()
    again = Journal.open(path)
    whole, head = again.interviews["talk"], again.heads["talk"]
    assert (head.contact, head.started_at, head.focus) == ("priya", whole.started_at, "q1")
    again.close()


def test_rows_are_done_snoozed_dropped_and_remembered(journal: Journal, clock: Clock) -> None:
    journal.add_contact(PRIYA)
    journal.log_sent("priya", FollowUpKind.OUTREACH, Channel.EMAIL, "Hello")
    first, second = journal.open_rows("priya")
    journal.snooze([first], first.due + timedelta(days=7))
    journal.drop([second])
    assert journal.follow_ups[first.uid].snoozed == (first.due,)
    assert journal.follow_ups[second.uid].state is FollowUpState.DROPPED
    journal.complete([journal.follow_ups[first.uid]])
    assert journal.open_rows("priya") == []
    assert len(journal.follow_ups_of.of("priya")) == 2
    journal.close()


def test_a_second_instance_reads_and_does_not_write(path: Path, journal: Journal) -> None:
    journal.add_contact(PRIYA)
    second = Journal.open(path)
    assert second.read_only
    assert second.contacts["priya"].name == "Priya Natarajan"
    with pytest.raises(ReadOnlyJournal, match="another infoview"):
        second.edit_contact(replace(PRIYA, role="Director"))
    journal.close()
    second.close()
