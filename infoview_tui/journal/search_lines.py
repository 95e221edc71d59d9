"""What of a document can be found: its lines of text, each with its part, rank and kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum
from typing import Any

from infoview_tui.domain.text import clean_line, clean_text

Document = dict[str, Any]


class Rank(IntEnum):
    """Where a hit stands in the results: names before titles before everything else."""

    NAME = 0
    TITLE = 1
    BODY = 2


# A findable line: part (the uid of the note or question, or the field's name), rank, kind, text,
# topic. A plain tuple: an index of many hundred thousands of lines is made of them.
Line = tuple[str, Rank, str, str, str]


COMPANY = "company"  # a field and a kind: a company is found once, however many work there
_CONTACT_TITLES = ("role", "company", "industry", "location", "past_roles", "tags")
_CONTACT_BODY = ("tie", "personal", "emails", "phones", "url")
_SHEET = (
    "industry",
    "company",
    "person",
    "common_ground",
    "two_minute_me",
    "give",
    "closing_asks",
    "steering",
)


def lines(table: str, document: Document) -> Iterator[Line]:
    """The lines of a document in a fixed order; wrong types are passed over, never an error."""
    reader = _READERS.get(table)
    return reader(document) if reader else iter(())


def day(table: str, document: Document) -> int:
    """The day (ordinal, 0 if unknown) by which newer records come first and `since:` counts."""
    for name in _DAYS.get(table, ("updated_at", "created_at")):
        value = document.get(name)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value[:10]).toordinal()
            except ValueError:
                continue
    return 0


_DAYS = {
    "interviews": ("started_at", "starts_at", "created_at"),
    "follow_ups": ("closed_at", "created_at", "due"),
    "touches": ("at", "created_at"),
}


def _contact(document: Document) -> Iterator[Line]:
    yield from _lines("name", Rank.NAME, "contact", document.get("name"))
    for name in _CONTACT_TITLES:
        kind = COMPANY if name == COMPANY else "contact"
        yield from _lines(name, Rank.TITLE, kind, document.get(name))
    for name in _CONTACT_BODY:
        yield from _lines(name, Rank.BODY, "contact", document.get(name))


def _interview(document: Document) -> Iterator[Line]:
    prep = _object(document.get("prep"))
    yield from _lines("purpose", Rank.TITLE, "prep", prep.get("purpose"))
    for name in _SHEET:
        yield from _lines(name, Rank.BODY, "prep", prep.get(name))
    topics = {}
    for question in _objects(prep.get("questions")):
        uid, topic = _text(question.get("uid")), _text(question.get("topic"))
        topics[uid] = topic
        yield from _lines(uid, Rank.BODY, "question", question.get("text"), topic)
    for note in _objects(document.get("notes")):
        kind = _text(note.get("kind")) or "note"
        topic = _text(note.get("topic")) or topics.get(_text(note.get("question")), "")
        yield from _lines(_text(note.get("uid")), Rank.BODY, kind, note.get("text"), topic)
    answers = _object(_object(document.get("debrief")).get("answers"))
    for prompt, answer in answers.items():
        yield from _lines(f"debrief.{prompt}", Rank.BODY, "debrief", answer)


def _follow_up(document: Document) -> Iterator[Line]:
    yield from _lines("reason", Rank.TITLE, "follow_up", document.get("reason"))
    yield from _lines("draft", Rank.BODY, "follow_up", document.get("draft"))


def _touch(document: Document) -> Iterator[Line]:
    yield from _lines("text", Rank.BODY, "touch", document.get("text"))


def _hypothesis(document: Document) -> Iterator[Line]:
    kind = _text(document.get("kind")) or "hypothesis"
    yield from _lines("text", Rank.TITLE, kind, document.get("text"))
    yield from _lines("why", Rank.BODY, kind, document.get("why"))
    yield from _lines("next_action", Rank.BODY, kind, document.get("next_action"))
    for step in _objects(document.get("confidence")):
        yield from _lines("confidence", Rank.BODY, kind, step.get("why"))


_READERS = {
    "contacts": _contact,
    "interviews": _interview,
    "follow_ups": _follow_up,
    "touches": _touch,
    "hypotheses": _hypothesis,
}


def _lines(part: str, rank: Rank, kind: str, value: object, topic: str = "") -> Iterable[Line]:
    if isinstance(value, str):
        if value.isascii() and value.isprintable() and "  " not in value:
            return ((part, rank, kind, value, topic),) if value.strip() else ()
        texts = map(clean_line, clean_text(value).split("\n"))
        return [(part, rank, kind, text, topic) for text in texts if text]
    if isinstance(value, list):
        items = (item for item in value if isinstance(item, str))
        return [line for item in items for line in _lines(part, rank, kind, item, topic)]
    return ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Document:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> Iterable[Document]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else ()
