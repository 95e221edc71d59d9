"""How the sample journal is written down: days relative to today, and one line a fact."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from msgspec import Struct

from infoview_tui.domain import question_bank
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.capture import capture
from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.models import (
    Channel,
    Direction,
    LoopState,
    Note,
    Question,
    Touch,
    TouchKind,
)

_SPAN = re.compile(r"([-+]\d+)([hm])")
_TOUCH = re.compile(r"(\S+(?: \d\d:\d\d)?) (\w+) (\w+)( in)?(?: via ([\w.]+))?: (.+)")
_TAG = re.compile(r"\s+(?:\[(open|tried|done|reported)\]|\{([-+]?)(\w+)\})$")
_CALENDAR = WorkCalendar()
_ROUND = 5  # minutes: what lies ahead begins at a round time


def uid(*parts: str) -> str:
    """The uid of a record of the sample journal: the same one in every copy."""
    return derived_uid("sample", *parts)


class Moments(Struct, frozen=True):
    """The days and moments that the texts of the sample mean, seen from `now`."""

    now: datetime

    def day(self, text: str) -> date:
        """`-3`: three working days ago; `0`: today."""
        return _workday(self.now.date(), int(text))

    def at(self, text: str) -> datetime:
        """`-3 14:30`: that time, three working days ago; `-2h` and `+50m` count from now."""
        span = _SPAN.fullmatch(text)
        if span:
            unit = {"h": timedelta(hours=1), "m": timedelta(minutes=1)}[span[2]]
            moment = self.now.replace(second=0, microsecond=0) + int(span[1]) * unit
            return moment + timedelta(minutes=-moment.minute % _ROUND)
        day, clock = text.split()
        return datetime.combine(self.day(day), time.fromisoformat(clock), self.now.tzinfo)


@cache
def _workday(today: date, days: int) -> date:
    return _CALENDAR.add_business_days(today, days)


def fact_time(moment: datetime) -> datetime:
    """A moment as a fact of the file: UTC, whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def touch(contact: str, line: str, moments: Moments) -> Touch:
    """`-63 09:10 outreach email via outreach.alumni: the words`; `in` where it came from them."""
    found = _TOUCH.fullmatch(line)
    if found is None:
        raise ValueError(f"sample: no touch: {line}")
    when, kind, channel, incoming, template, text = found.groups()
    theirs = incoming or kind == TouchKind.REPLY
    return Touch(
        uid=uid("touch", contact, line),
        contact=uid("contact", contact),
        at=fact_time(moments.at(when)),
        kind=TouchKind(kind),
        channel=Channel(channel),
        direction=Direction.IN if theirs else Direction.OUT,
        text=text,
        template=template or "",
    )


def questions(talk: str, text: str) -> tuple[Question, ...]:
    """The questions of a sheet: `* topic | words or bank id | fact`, `+ a follow-up`."""
    found: list[Question] = []
    main = ""
    for number, line in enumerate(text.strip().splitlines(), 1):
        own = uid("question", talk, str(number))
        if line.startswith("+"):
            found.append(Question(uid=own, text=line[1:].strip(), parent=main))
            continue
        main = own
        topic, words, fact = ([part.strip() for part in line.lstrip("* ").split("|")] + [""])[:3]
        known = question_bank.find(words)
        found.append(
            Question(
                uid=own,
                text=known.text if known else words,
                topic=known.topic if known else topic,
                fact=fact,
                starred=line.startswith("*"),
                bank=known.id if known else "",
            )
        )
    return tuple(found)


def notes(
    talk: str, text: str, began: datetime, asked: tuple[Question, ...]
) -> tuple[tuple[Note, ...], dict[str, datetime]]:
    """The notes of a talk, and when each question (uid) came into focus."""
    main = [question for question in asked if not question.parent]
    found: list[Note] = []
    focused: dict[str, datetime] = {}
    focus, at = "", began
    for number, line in enumerate(text.strip().splitlines(), 1):
        if line.startswith("#"):
            focus = main[int(line[1:]) - 1].uid
            focused[focus] = at
            continue
        minute, words = line[:2], line[3:]
        at = fact_time(began + timedelta(minutes=int(minute)))
        if focus and focused[focus] < at and all(note.question != focus for note in found):
            focused[focus] = at - timedelta(minutes=1)
        found.append(_note(uid("note", talk, str(number)), words, at, focus))
    return tuple(found), focused


def _note(own: str, words: str, at: datetime, focus: str) -> Note:
    state: LoopState | None = None
    links: dict[str, list[str]] = {"+": [], "-": []}
    while tag := _TAG.search(words):
        words = words[: tag.start()]
        said, sign, name = tag.groups()
        if said:
            state = LoopState(said)
        elif sign:
            links[sign].append(note_uid(name))
        else:
            own = note_uid(name)
    line = capture(words)
    return Note(
        uid=own,
        at=at,
        kind=line.kind,
        text=line.text,
        question=focus,
        state=state,
        supports=tuple(links["+"]),
        contradicts=tuple(links["-"]),
    )


def note_uid(name: str) -> str:
    """The uid of the note that `{name}` names."""
    return uid("note", name)
