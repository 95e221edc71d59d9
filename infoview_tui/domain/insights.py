"""The insight library: what many talks say, side by side (method A47, A48, B22).

Everything begins with `findings` and `answers` of one talk, so that a caller can remember them
talk by talk and have only a changed one read again; the rest works on these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from msgspec import Struct

from infoview_tui.domain.capture import KIND_NAMES
from infoview_tui.domain.models import Contact, Interview, Note, NoteKind, Question
from infoview_tui.domain.moments import Days
from infoview_tui.domain.say_dates import say_month
from infoview_tui.domain.text import fold
from infoview_tui.domain.wording import plain


class Finding(Struct, frozen=True, kw_only=True):
    """One note with who said it, where and when."""

    note: Note
    interview: str  # uid
    contact: str  # uid
    name: str
    company: str
    day: date
    topic: str  # the note's own, else that of the question in focus
    question: str  # the text of the question in focus
    question_key: str  # see `question_key`


class Answer(Struct, frozen=True, kw_only=True):
    """One question as one person was asked it, with the notes that it brought."""

    key: str  # see `question_key`
    text: str
    topic: str
    interview: str  # uid
    contact: str  # uid
    name: str
    company: str
    day: date
    notes: tuple[Note, ...]


class By(StrEnum):
    """How the library is laid out."""

    KIND = "kind"
    TOPIC = "topic"
    COMPANY = "company"
    PERSON = "person"
    QUESTION = "question"
    MONTH = "month"


class Shelf(Struct, frozen=True):
    """Findings under one heading, newest first."""

    key: str
    title: str
    findings: tuple[Finding, ...]

    @property
    def people(self) -> int:
        return len({finding.contact for finding in self.findings})


def findings(interview: Interview, contact: Contact | None, now: datetime) -> tuple[Finding, ...]:
    """The notes of one talk in their context; marks hold nothing yet and are left out."""
    questions = {question.uid: question for question in interview.prep.questions}
    days, found = Days(now), []
    for note in interview.notes:
        if note.is_mark:
            continue
        question = questions.get(note.question)
        found.append(
            Finding(
                note=note,
                interview=interview.uid,
                contact=interview.contact,
                name=contact.name if contact else "",
                company=contact.company if contact else "",
                day=days.of(note.at),
                topic=note.topic or (question.topic if question else ""),
                question=question.text if question else "",
                question_key=question_key(question) if question else "",
            )
        )
    return tuple(found)


def shelves(found: Iterable[Finding], by: By) -> tuple[Shelf, ...]:
    """The library by one heading; findings without one (no topic, no question) are left out.

    Kinds stand in the order of the live screen, months newest first, the rest by how many
    people are heard there, then by name.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        if heading := heading_of(finding, by):
            groups.setdefault(heading, []).append(finding)
    made = []
    for heading, group in groups.items():
        group.sort(key=_moment, reverse=True)
        made.append(Shelf(heading, title_of(group[0], by), tuple(group)))
    return in_order(made, by)


class Headed(Protocol):
    """A heading of the library with how many people are heard under it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def people(self) -> int: ...


S = TypeVar("S", bound=Headed)


def in_order(made: Iterable[S], by: By) -> tuple[S, ...]:
    """Headings in the order of `shelves`."""
    if by is By.KIND:
        kinds = [str(kind) for kind in KIND_NAMES]
        return tuple(sorted(made, key=lambda shelf: kinds.index(shelf.key)))
    if by is By.MONTH:
        return tuple(sorted(made, key=lambda shelf: shelf.key, reverse=True))
    return tuple(sorted(made, key=lambda shelf: (-shelf.people, fold(shelf.title))))


def heading_of(finding: Finding, by: By) -> str:
    """Under which heading a finding stands; empty if under none."""
    return _HEADINGS[by][0](finding)


def title_of(finding: Finding, by: By) -> str:
    """How the heading of this finding is called."""
    return _HEADINGS[by][1](finding)


_Reader = Callable[[Finding], str]
_HEADINGS: dict[By, tuple[_Reader, _Reader]] = {
    By.KIND: (lambda f: str(f.note.kind), lambda f: KIND_NAMES[f.note.kind].label),
    By.TOPIC: (lambda f: fold(f.topic.strip()), lambda f: f.topic.strip()),
    By.COMPANY: (lambda f: fold(f.company.strip()), lambda f: f.company.strip()),
    By.PERSON: (lambda f: f.contact, lambda f: f.name),
    By.QUESTION: (lambda f: f.question_key, lambda f: f.question),
    By.MONTH: (lambda f: f.day.isoformat()[:7], lambda f: say_month(f.day)),
}


def _moment(finding: Finding) -> datetime:
    return finding.note.at


def question_key(question: Question) -> str:
    """What makes two questions the same: their place in the bank, else their words."""
    return question.bank or plain(question.text).strip(" ?.!")


def answers(interview: Interview, contact: Contact | None, now: datetime) -> tuple[Answer, ...]:
    """The questions of one talk that were asked or have notes, in the order of the sheet."""
    held, days = interview.begins, Days(now)
    notes: dict[str, list[Note]] = {}
    for note in interview.notes:
        if note.question and not note.is_mark:
            notes.setdefault(note.question, []).append(note)
    found = []
    for question in interview.prep.questions:
        said = notes.get(question.uid, [])
        moment = question.asked_at or (said[0].at if said else None)
        if moment is None:
            continue
        found.append(
            Answer(
                key=question_key(question),
                text=question.text,
                topic=question.topic,
                interview=interview.uid,
                contact=interview.contact,
                name=contact.name if contact else "",
                company=contact.company if contact else "",
                day=days.of(held or moment),
                notes=tuple(said),
            )
        )
    return tuple(found)


class AnswerTable(Struct, frozen=True):
    """One question across people, the latest talk first."""

    key: str
    text: str
    rows: tuple[Answer, ...]

    @property
    def people(self) -> int:
        return len({row.contact for row in self.rows})

    @property
    def answered(self) -> int:
        """In how many talks it brought a note."""
        return sum(bool(row.notes) for row in self.rows)


def answer_tables(given: Iterable[Answer]) -> tuple[AnswerTable, ...]:
    """Every question with its answers; what most people were asked comes first."""
    rows: dict[str, list[Answer]] = {}
    for answer in given:
        rows.setdefault(answer.key, []).append(answer)
    tables = []
    for key, asked in rows.items():
        latest = sorted(asked, key=lambda answer: (-answer.day.toordinal(), fold(answer.name)))
        tables.append(AnswerTable(key, latest[0].text, tuple(latest)))
    return tuple(sorted(tables, key=lambda table: (-table.people, fold(table.text))))


def of_kind(found: Iterable[Finding], *kinds: NoteKind) -> tuple[Finding, ...]:
    """The findings of these kinds, newest first."""
    return tuple(sorted((f for f in found if f.note.kind in kinds), key=_moment, reverse=True))
