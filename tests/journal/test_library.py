"""The library kept talk by talk says what the domain says of all talks at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from infoview_tui.domain.claims import linked_claims
from infoview_tui.domain.insights import By, answer_tables, shelves
from infoview_tui.domain.models import Note, NoteKind
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.library import Library
from tests.domain.small_journal import ANSWERS, CONTACTS, FOUND, NOW, TALKS, at


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.json", clock=lambda: NOW)
    opened.commit("before the test", [*CONTACTS, *TALKS])
    yield opened
    opened.close()


@pytest.fixture
def library(journal: Journal) -> Library:
    made = Library(journal)
    assert sum(1 for _ in made.build()) == len(TALKS) + 1 + len(TALKS)  # heads, order, talks
    journal.subscribe(made.refresh)
    return made


@pytest.mark.parametrize("by", [by for by in By if by is not By.QUESTION])
def test_its_shelves_are_those_of_the_domain(library: Library, by: By) -> None:
    expected = shelves(FOUND, by)
    assert [(h.key, h.title, h.count, h.people) for h in library.headings(by)] == [
        (shelf.key, shelf.title, len(shelf.findings), shelf.people) for shelf in expected
    ]
    for shelf in expected:
        assert library.under(by, shelf.key) == list(shelf.findings)


def test_its_questions_have_everybody_s_answers(library: Library) -> None:
    tables = {table.key: table for table in answer_tables(ANSWERS)}
    assert {heading.key for heading in library.questions()} == tables.keys()
    for heading in library.questions():
        assert library.answers_to(heading.key) == tables[heading.key]
        assert heading.people == tables[heading.key].people
    assert library.questions()[0].title.startswith("How did you get in")


def test_the_linked_notes_make_the_claims_of_all_notes(library: Library) -> None:
    assert linked_claims(library.linked()) == linked_claims(FOUND)


def test_a_note_that_is_added_changed_and_taken_back_is_followed(
    journal: Journal, library: Library
) -> None:
    before = {by: library.headings(by) for by in By}
    talk = journal.interviews["talk-sam"]
    note = Note(uid="n-new", at=at(2, 11), kind=NoteKind.RESOURCE, text="a book", topic="reading")
    journal.commit("note", [replace(talk, notes=(note,))])
    assert [f.note for f in library.under(By.TOPIC, "reading")] == [note]
    journal.correct_note("talk-sam", replace(note, topic="books"))
    assert library.under(By.TOPIC, "reading") == []
    assert [h.key for h in library.headings(By.TOPIC)].count("books") == 1
    journal.undo()
    journal.undo()
    assert {by: library.headings(by) for by in By} == before


def test_a_renamed_contact_is_renamed_on_every_shelf(journal: Journal, library: Library) -> None:
    journal.edit_contact(replace(journal.contacts["tomas"], company="Lumen"))
    keys = [heading.key for heading in library.headings(By.COMPANY)]
    assert sorted(keys) == ["holm", "lumen", "northwind"]
    assert {f.contact for f in library.under(By.COMPANY, "northwind")} == {"priya"}


def test_the_newest_talks_are_read_first_and_reading_goes_on_where_it_stopped(
    journal: Journal,
) -> None:
    library = Library(journal)
    reading = library.build()
    while not library.talks():
        next(reading)
    assert [talk.contact for talk in library.talks()] == ["tomas"]
    assert library.pending == len(TALKS) - 1
    for _ in library.build():
        pass
    assert library.pending == 0
    assert len(list(library.talks())) == len(TALKS)


def test_a_talk_that_changes_before_it_was_read_is_read_once(journal: Journal) -> None:
    library = Library(journal)
    next(library.build())
    journal.subscribe(library.refresh)
    journal.give_minutes("talk-sam", 5)
    for _ in library.build():
        pass
    assert len(library.findings(NoteKind.INSIGHT)) == 3


def test_what_talks_brought_is_summed_by_contact(library: Library) -> None:
    assert library.harvests()["tomas"].say == "1 talk · 1 lead · 1 offer"
