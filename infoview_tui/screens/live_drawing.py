"""What the live screen shows, as functions of the records: no widget, no journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from msgspec import Struct

from infoview_tui.domain import talk_questions
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.capture import KIND_NAMES, Captured, person_in_line
from infoview_tui.domain.dates import due_in_line, say_day
from infoview_tui.domain.hiding import Hidden
from infoview_tui.domain.models import Contact, Interview, Note, NoteKind, Question
from infoview_tui.domain.moments import local
from infoview_tui.domain.prep_sections import facts
from infoview_tui.domain.text import clean_lines, fold, initials
from infoview_tui.widgets.columns import Line, Span, cut
from infoview_tui.widgets.note_list import NoteRow

_MASKED_KINDS = frozenset({NoteKind.PERSON, NoteKind.PERSONAL})
_MUST_ASKS_SHOWN = 3
_BELOW = 2  # follow-up questions under the one in focus
_NAME_PART = 3  # letters; shorter parts of a name are words of their own


class Eyes(Struct, frozen=True):
    """How text is read and shown: now, the business days, the order of day and month, the mask."""

    now: datetime
    calendar: WorkCalendar
    day_first: bool | None
    masked: bool
    contact: Contact | None
    hidden: Hidden | None = None  # the names that are masked

    def text(self, text: str) -> str:
        """Text of the sheet or a note; masked, names are initials, the contact's also in part."""
        if self.masked and self.hidden is not None:
            text = self.hidden.hide(text)
        if not self.masked or self.contact is None:
            return text
        names = [*self.contact.name.split(), self.contact.company]
        for name in filter(lambda part: len(part) >= _NAME_PART, names):
            text = re.sub(rf"\b{re.escape(name)}\b", initials(name), text, flags=re.IGNORECASE)
        return text

    def note(self, note: Note) -> str:
        if self.masked and note.kind in _MASKED_KINDS:
            return initials(note.text)
        return self.text(note.text)


# Notes -------------------------------------------------------------------------------------


def minute_of(at: datetime, started: datetime | None) -> str:
    """The minute of the talk at which something was noted: `07`."""
    if started is None:
        return "–"
    return f"{max(0, int((at - started).total_seconds() // 60)):02}"


def note_row(note: Note, interview: Interview, eyes: Eyes, known: Callable[[str], str]) -> NoteRow:
    """One note as a row of the list; `known` says who a person named in it is."""
    sign = KIND_NAMES[note.kind].prefix
    minute = minute_of(note.at, interview.started_at)
    if note.is_mark:
        label = f"{KIND_NAMES[note.kind].label}, words later"
        return NoteRow(note.uid, minute, sign, label, style="muted")
    detail = detail_of(note.kind, note.text, local(note.at, eyes.now), eyes, known)
    return NoteRow(note.uid, minute, sign, eyes.note(note), detail)


def detail_of(
    kind: NoteKind, text: str, at: datetime, eyes: Eyes, known: Callable[[str], str]
) -> str:
    """What stands at the right of a line: a promise's due date, whether a person is known."""
    if kind is NoteKind.PROMISE:
        found = due_in_line(text, at, day_first=eyes.day_first, calendar=eyes.calendar)
        return f"due {say_day(found[1], eyes.now.date())}" if found else ""
    return known(text) if kind is NoteKind.PERSON else ""


def short_due(captured: Captured, at: datetime, eyes: Eyes) -> date | None:
    """The day that a promise being typed is due."""
    if captured.kind is not NoteKind.PROMISE:
        return None
    found = due_in_line(captured.text, at, day_first=eyes.day_first, calendar=eyes.calendar)
    return found[1] if found else None


class KnownPeople:
    """Whether a name in a line is in the journal: by all of it, or by how it begins."""

    def __init__(self, people: Iterable[Contact]) -> None:
        self._by_name = {fold(contact.name): contact for contact in people}

    def say(self, text: str, shown: Callable[[str], str] = str) -> str:
        """`known, Lumen`, `Tomás Ibarra?`, or `new`; `shown` says how names may be shown."""
        name = fold(person_in_line(text).name)
        if not name:
            return ""
        if contact := self._by_name.get(name):
            return f"known, {shown(contact.company)}" if contact.company else "known"
        begun = [c for key, c in self._by_name.items() if key.startswith(name)]
        return f"{shown(begun[0].name)}?" if len(begun) == 1 else "new"


# The question's place ------------------------------------------------------------------------


def question_lines(interview: Interview, eyes: Eyes) -> tuple[Line, ...]:
    """The question in focus with its rank, and its follow-up questions under it."""
    question = talk_questions.focused(interview)
    if question is None:
        first = talk_questions.next_question(interview, interview.minutes)
        return ((("first  ", "muted"), (eyes.text(first.text), "strong")),) if first else ()
    rank, of = talk_questions.position(interview)
    start: list[Span] = [(f"{rank}/{of} ", "muted")]
    if question.parent:
        start.append(("↳ ", "muted"))
    if question.starred:
        start.append(("★ ", "accent"))
    if question.asked_at:
        start.append((f"✓{minute_of(question.asked_at, interview.started_at)} ", "success"))
    lines: list[Line] = [(*start, (eyes.text(question.text), "strong"))]
    for further in talk_questions.follow_ups_of(interview, question.uid)[:_BELOW]:
        sign = "✓" if further.asked_at else "↳"
        lines.append((("    ", ""), (f"{sign} ", "muted"), (eyes.text(further.text), "muted")))
    return tuple(lines)


def wrap_up_lines(interview: Interview, eyes: Eyes) -> tuple[Line, ...]:
    """The last minutes: what must still be asked, the closing list, the next step (method)."""
    label = "wrap up  "
    lines: list[Line] = []
    for question in talk_questions.must_asks(interview)[:_MUST_ASKS_SHOWN]:
        here = question.uid == interview.focus
        sign = "▸ ★ " if here else "  ★ "
        style = "strong" if here else ""
        lines.append(((label, "warning"), (sign, "accent"), (eyes.text(question.text), style)))
        label = " " * len(label)
    asking = talk_questions.focused(interview)
    if asking is not None and talk_questions.waiting(asking) and not asking.starred:
        lines.append(((label, "warning"), ("▸ ", "accent"), (eyes.text(asking.text), "strong")))
        label = " " * len(label)
    asks = " · ".join(eyes.text(ask) for ask in talk_questions.closing_list(interview.prep))
    lines.append(((label, "warning"), (asks, "")))
    lines.append(((" " * len(label), ""), ("agree on the next step, and thank them", "muted")))
    return tuple(lines)


def steering_lines(interview: Interview, eyes: Eyes) -> tuple[Line, ...]:
    phrase = eyes.text(talk_questions.steering_phrase(interview.prep))
    return ((("steer back  ", "muted"), (f"“{phrase.strip('“”')}”", "strong accent")),)


# Before the talk -----------------------------------------------------------------------------

_BEGIN = (
    "thank them for the time",
    "say why you asked them",
    "confirm how long they have",
    "ask leave to take notes",
)


def intro_lines(interview: Interview, eyes: Eyes) -> tuple[Line, ...]:
    """What stands in the place of the notes before there are any (method "During")."""
    prep = interview.prep
    blank: Line = (("", ""),)
    lines: list[Line] = []
    for label, text in (("purpose", prep.purpose), ("in common", prep.common_ground)):
        for number, line in enumerate(clean_lines(text)):
            before = label if not number else ""
            lines.append(((f"{before:11}", "muted"), (eyes.text(line), "")))
    if lines:
        lines.append(blank)
    for number, text in enumerate(_BEGIN):
        lines.append(((f"{'begin' if not number else '':11}", "muted"), (text, "")))
    lines += [blank, (("", ""), ("/ in the empty line shows the kinds of notes.", "muted"))]
    return tuple(lines)


# Beside the notes, where there is room ---------------------------------------------------------

_BESIDE = 34  # cells for the words of a question


def question_mark(question: Question, interview: Interview) -> Span:
    """The sign of a question in a list: in focus, asked, skipped, must-ask."""
    if question.uid == interview.focus:
        return "▸", "strong accent"
    if question.asked_at:
        return "✓", "success"
    if question.skipped:
        return "–", "muted"
    return ("★", "accent") if question.starred else (" ", "")


def beside_lines(interview: Interview, eyes: Eyes, minutes_left: float) -> tuple[Line, ...]:
    """The questions, a line each, what I can give, and the facts, of which there are most."""
    lines: list[Line] = []
    for question in talk_questions.order_to_ask(interview, minutes_left):
        sign, sign_style = question_mark(question, interview)
        indent = "  " if question.parent else ""
        done = question.asked_at or question.skipped
        here = question.uid == interview.focus
        style = "strong" if here else "muted" if done else ""
        text = cut(eyes.text(question.text), _BESIDE - len(indent))
        lines.append(((f"{sign} {indent}", sign_style), (text, style)))
    if lines:
        lines.insert(0, (("", ""), ("QUESTIONS", "heading")))
    for title, texts in (
        ("I CAN GIVE", tuple(clean_lines(interview.prep.give))),
        ("FACTS", facts(interview.prep)),
    ):
        if texts:
            lines += [(("", ""), ("", ""))] if lines else []
            lines.append((("", ""), (title, "heading")))
            lines += [(("· ", "muted"), (eyes.text(text), "")) for text in texts]
    return tuple(lines)
