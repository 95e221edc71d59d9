"""The sample journal: believable at any moment, at every stage of life, and true to the rules."""

from __future__ import annotations

import json
import stat
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    Hypothesis,
    Interview,
    Note,
    NoteKind,
    Relation,
    Status,
    Touch,
)
from infoview_tui.domain.queue import Group
from infoview_tui.domain.readiness import is_thin, readiness
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.validation import faults
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.sample import sample_records, write_sample

TORONTO = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 19, 13, 20, tzinfo=TORONTO)  # a Thursday
MOMENTS = [
    NOW,
    datetime(2026, 11, 22, 0, 5, tzinfo=TORONTO),  # a Sunday, just after midnight
    datetime(2028, 2, 29, 23, 58, tzinfo=ZoneInfo("Asia/Tokyo")),
    datetime(2027, 3, 28, 3, 30, tzinfo=ZoneInfo("Europe/Berlin")),  # the clocks went forward
    datetime(2026, 12, 31, 17, 0, tzinfo=ZoneInfo("Pacific/Auckland")),
]


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Journal:
    path = tmp_path_factory.mktemp("sample") / "journal.json"
    write_sample(path, NOW)
    return Journal.open(path, read_only=True, clock=lambda: NOW)


def named(journal: Journal, name: str) -> Contact:
    return next(contact for contact in journal.contacts if contact.name == name)


def talks(journal: Journal, name: str) -> list[Interview]:
    heads = journal.interviews_of.of(named(journal, name).uid)
    return [journal.interviews[head.uid] for head in heads]


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%a %d %b %H:%M}")
def test_every_record_is_valid_and_refers_to_records_that_exist(
    now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "journal.json"
    write_sample(path, now)
    tables = json.loads(path.read_text("utf-8"))
    found = [
        (table, problem)
        for table, documents in tables.items()
        for document in documents.values()
        for problem in faults(table, document)
    ]
    assert found == []
    records = sample_records(now)
    contacts = {record.uid for record in records if isinstance(record, Contact)}
    interviews = [record for record in records if isinstance(record, Interview)]
    notes = {note.uid for interview in interviews for note in interview.notes}
    assert {r.introduced_by for r in records if isinstance(r, Contact)} <= contacts | {""}
    assert {i.contact for i in interviews} <= contacts
    for record in records:
        if isinstance(record, FollowUp | Touch):
            assert record.contact in contacts
        if isinstance(record, FollowUp):
            assert record.note in notes | {""}
            assert record.about in contacts | {""}
        if isinstance(record, Hypothesis):
            assert set(record.notes) <= notes
    for note in (note for interview in interviews for note in interview.notes):
        assert {*note.supports, *note.contradicts} <= notes


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now:%a %d %b %H:%M}")
def test_nothing_has_happened_that_lies_ahead(now: datetime) -> None:
    records = sample_records(now)
    for record in records:
        if isinstance(record, Touch):
            assert record.at <= now, record.text
        if isinstance(record, Interview):
            assert record.ended_at is None or record.ended_at <= now
            assert all(note.at <= now for note in record.notes)
            assert [n.at for n in record.notes] == sorted(n.at for n in record.notes)
        if isinstance(record, FollowUp) and record.closed_at:
            assert record.closed_at <= now, record


def test_contacts_stand_at_every_stage(journal: Journal) -> None:
    stages = Counter(journal.stage_of(c.uid) for c in journal.contacts if not c.archived)
    assert set(stages) == set(Stage)
    assert 38 <= len(journal.contacts) <= 45
    assert {contact.relation for contact in journal.contacts} == set(Relation)
    assert any(contact.archived for contact in journal.contacts)


def test_interviews_stand_at_every_point_of_their_life(journal: Journal) -> None:
    heads = list(journal.heads)
    assert len(heads) == 25
    assert {head.status for head in heads} == set(Status)
    assert sum(head.awaits_debrief for head in heads) == 2
    assert sum(head.status is Status.HELD and not head.awaits_debrief for head in heads) > 10


def test_the_talk_of_today_is_ready_and_the_next_one_is_thin(journal: Journal) -> None:
    (today,) = talks(journal, "Noor Rahman")
    (thin,) = talks(journal, "ليلى منصور")
    assert today.starts_at is not None
    assert today.starts_at.astimezone(TORONTO).date() == NOW.date()
    assert today.starts_at > NOW
    assert readiness(today.prep).ready
    assert is_thin(thin, NOW, 24 * 7)


def test_notes_of_every_kind_and_marks_without_words_are_there(journal: Journal) -> None:
    notes: list[Note] = [n for head in journal.heads for n in journal.interviews[head.uid].notes]
    assert {note.kind for note in notes} == set(NoteKind)
    assert sum(note.is_mark for note in notes) == 3
    assert any(note.contradicts for note in notes)
    assert any(note.supports for note in notes)


def test_names_that_break_layouts_are_there_as_they_are(journal: Journal) -> None:
    names = {contact.name for contact in journal.contacts}
    assert {"Ann [PM]", "ليلى منصور", "林美玲", "O"} <= names
    assert any("🌊" in name for name in names)
    assert max(map(len, names)) >= 58


def test_introductions_go_three_deep(journal: Journal) -> None:
    noor = named(journal, "Noor Rahman")
    way = []
    while noor.introduced_by:
        noor = journal.contacts[noor.introduced_by]
        way.append(noor.name)
    assert way == ["Inês Carvalho", "Priya Natarajan", "Sam Okafor"]


def test_the_queue_has_every_group_and_says_why_in_every_row(journal: Journal) -> None:
    rows = journal.queue()
    assert {row.group for row in rows} == set(Group)
    assert all(row.reason() for row in rows)
    asked = Counter((row.contact, row.label, row.reason()) for row in rows)
    assert max(asked.values()) == 1


def test_the_board_moves_with_the_talks(journal: Journal) -> None:
    moved = [line for line in journal.hypotheses if len(line.confidence) > 2]
    assert len(moved) >= 3
    assert all(confidence.why for line in moved for confidence in line.confidence)


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    path.write_text("mine")
    with pytest.raises(JournalUnusable, match="only written to a new file"):
        write_sample(path, NOW)
    assert path.read_text() == "mine"


def test_the_sample_is_written_privately_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_sample(tmp_path / "journal.json", NOW)
    path = tmp_path / "journal.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not (tmp_path / "journal.json.log").exists()


def test_two_copies_of_one_moment_hold_the_same_records() -> None:
    assert sample_records(NOW) == sample_records(NOW)
