"""The questions during the talk: which comes next, which must not be left unasked."""

from __future__ import annotations

from msgspec.structs import replace

from infoview_tui.domain.models import Interview, Note, Prep, Question, new_uid
from infoview_tui.domain.prep_sections import CLOSING_ASKS, STEERING
from infoview_tui.domain.question_order import MINUTES_PER_QUESTION, by_value
from infoview_tui.domain.text import clean_line


def waiting(question: Question) -> bool:
    """Neither asked nor skipped."""
    return question.asked_at is None and not question.skipped


def order_to_ask(interview: Interview, minutes_left: float) -> tuple[Question, ...]:
    """All questions in the order in which to ask them with so many minutes left.

    Method: ask in order of value, for time may run out. When the minutes do not hold all that
    wait, the starred ones come first, each with its follow-ups; what was begun stays in its place.
    """
    ranked = by_value(interview.prep.questions, interview.minutes)
    groups = _with_follow_ups(ranked)
    begun = [g for g in groups if not waiting(g[0]) or any(q.uid == interview.focus for q in g)]
    ahead = [g for g in groups if g not in begun]
    if len(ahead) <= minutes_left / MINUTES_PER_QUESTION:
        return ranked
    ahead.sort(key=lambda group: not any(q.starred and waiting(q) for q in group))
    return tuple(question for group in (*begun, *ahead) for question in group)


def _with_follow_ups(ranked: tuple[Question, ...]) -> list[list[Question]]:
    """The questions parted into groups: one of the sheet with the follow-ups behind it."""
    uids = {q.uid for q in ranked}
    groups: list[list[Question]] = []
    for question in ranked:
        if question.parent in uids and groups:
            groups[-1].append(question)
        else:
            groups.append([question])
    return groups


def focused(interview: Interview) -> Question | None:
    """The question in focus."""
    return next((q for q in interview.prep.questions if q.uid == interview.focus), None)


def next_question(interview: Interview, minutes_left: float) -> Question | None:
    """What to ask after the question in focus: its own follow-ups, then those behind, then any."""
    order = order_to_ask(interview, minutes_left)
    here = next((i for i, q in enumerate(order) if q.uid == interview.focus), -1)
    found = [q for q in (*order[here + 1 :], *order[:here]) if waiting(q)]
    below = [q for q in found if q.parent and q.parent == interview.focus]
    return next(iter([*below, *found]), None)


def previous_question(interview: Interview, minutes_left: float) -> Question | None:
    """The question before the one in focus; from the first there is no way back."""
    order = order_to_ask(interview, minutes_left)
    at = next((i for i, q in enumerate(order) if q.uid == interview.focus), len(order))
    return order[at - 1] if at > 0 else None


def follow_ups_of(interview: Interview, question: str) -> tuple[Question, ...]:
    """The follow-up questions under one question, as ranked."""
    return tuple(q for q in interview.prep.questions if question and q.parent == question)


def must_asks(interview: Interview) -> tuple[Question, ...]:
    """The starred questions that were neither asked nor skipped, as ranked."""
    return tuple(q for q in interview.prep.questions if q.starred and waiting(q))


def position(interview: Interview) -> tuple[int, int]:
    """The rank of the question in focus and the number of questions, follow-ups not counted.

    A follow-up question has the rank of the one above it; 0 where none is in focus.
    """
    uids = {q.uid for q in interview.prep.questions}
    tops = [q.uid for q in interview.prep.questions if q.parent not in uids]
    here = focused(interview)
    seen: set[str] = set()
    while here is not None and here.uid not in tops and here.uid not in seen:
        seen.add(here.uid)
        above = here.parent
        here = next((q for q in interview.prep.questions if q.uid == above), None)
    rank = tops.index(here.uid) + 1 if here is not None and here.uid in tops else 0
    return rank, len(tops)


def on_the_spot(text: str, parent: str = "") -> Question:
    """A question that came up in the talk."""
    return Question(uid=new_uid(), text=clean_line(text), parent=parent)


def skipped(question: Question) -> Question:
    """The question passed over, or waiting again."""
    return replace(question, skipped=not question.skipped)


def starred(question: Question) -> Question:
    return replace(question, starred=not question.starred)


def closing_list(prep: Prep) -> tuple[str, ...]:
    """What to ask in the last minutes: what was chosen on the sheet, else the method's list."""
    return prep.closing_asks or CLOSING_ASKS


def steering_phrase(prep: Prep) -> str:
    """What leads gently back (method A43): one's own, else the method's."""
    return prep.steering.strip() or STEERING


def notes_by_question(interview: Interview) -> list[tuple[Question | None, tuple[Note, ...]]]:
    """The notes under the question that was in focus, as they came; None: under no question.

    Questions that were asked or answered stand in the order in which that first happened, then
    the others as ranked.
    """
    questions = {q.uid: q for q in interview.prep.questions}
    notes: dict[str, list[Note]] = {}
    first: dict[str, float] = {}
    for note in interview.notes:
        key = note.question if note.question in questions else ""
        notes.setdefault(key, []).append(note)
        first.setdefault(key, note.at.timestamp())
    for question in questions.values():
        if question.asked_at is not None:
            at = question.asked_at.timestamp()
            first[question.uid] = min(first.get(question.uid, at), at)
    # `sorted` is stable: what began in the same second stays in the order of the sheet.
    begun = sorted((key for key in ("", *questions) if key in first), key=first.__getitem__)
    rest = [uid for uid in questions if uid not in first]
    return [(questions.get(key), tuple(notes.get(key, ()))) for key in (*begun, *rest)]
