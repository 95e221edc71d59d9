"""The insight library, on a journal whose answers were worked out by hand."""

from __future__ import annotations

from infoview_tui.domain.insights import By, answer_tables, findings, of_kind, question_key, shelves
from infoview_tui.domain.models import NoteKind, Question
from tests.domain.small_journal import ANSWERS, FOUND, NOW, TALKS


def layout(by: By) -> dict[str, list[str]]:
    return {shelf.title: [f.note.uid for f in shelf.findings] for shelf in shelves(FOUND, by)}


def test_marks_without_words_are_no_findings() -> None:
    assert "n-mark" not in {finding.note.uid for finding in FOUND}
    assert len(FOUND) == 12


def test_by_kind_in_the_order_of_the_live_screen_newest_first() -> None:
    found = layout(By.KIND)
    assert list(found) == [
        "note",
        "insight",
        "offer they made",
        "their words",
        "gap of mine",
        "unadvertised role",
        "open question",
    ]
    assert found["gap of mine"] == ["n-sql2", "n-sql"]


def test_by_topic_a_note_has_that_of_the_question_in_focus() -> None:
    assert layout(By.TOPIC) == {"path": ["n-law", "n-path"], "culture": ["n-fast"]}


def test_by_company_those_with_most_people_first() -> None:
    companies = shelves(FOUND, By.COMPANY)
    assert [(shelf.title, shelf.people) for shelf in companies] == [("Northwind", 2), ("Holm", 1)]


def test_by_question_and_by_month() -> None:
    assert layout(By.QUESTION)["How did you get in"] == ["n-law", "n-path"]
    assert [shelf.key for shelf in shelves(FOUND, By.MONTH)] == ["2026-11"]


def test_one_question_across_people_is_a_table_of_answers() -> None:
    table = answer_tables(ANSWERS)[0]
    rows = [(row.name, [note.text for note in row.notes]) for row in table.rows]
    assert rows == [
        ("Lena Fischer", ["came in by law school"]),
        ("Priya Natarajan", ["came from support"]),
        ("Sam Okafor", []),  # asked; nothing was noted
    ]
    assert (table.people, table.answered) == (3, 2)


def test_questions_neither_asked_nor_answered_are_in_no_table() -> None:
    assert [table.text for table in answer_tables(ANSWERS)] == [
        "How did you get in",
        "What surprised you?",
    ]


def test_the_place_in_the_bank_makes_a_question_the_same_whatever_its_words() -> None:
    one = Question(uid="1", text="How did you get in?", bank="path-1")
    other = Question(uid="2", text="Tell me how you got in", bank="path-1")
    assert question_key(one) == question_key(other)
    assert question_key(Question(uid="3", text="How DID you get in ?")) == "how did you get in"


def test_a_talk_with_someone_who_is_gone_keeps_its_findings() -> None:
    found = findings(TALKS[3], None, NOW)
    assert [(f.name, f.company) for f in found] == [("", "")] * 3


def test_the_findings_of_some_kinds_newest_first() -> None:
    assert [f.note.uid for f in of_kind(FOUND, NoteKind.LEAD, NoteKind.QUOTE)] == [
        "n-lead",
        "n-fast",
    ]
