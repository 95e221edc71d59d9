"""What was asked before: of this person, of anyone, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable

from infoview_tui.domain.models import Interview, Note, NoteKind, Question
from infoview_tui.domain.question_checks import same_question
from infoview_tui.domain.stages import by_begin

NEWS = frozenset(NoteKind) - {NoteKind.NOTE, NoteKind.PERSONAL, NoteKind.QUESTION}
"""The kinds of notes that make an answer news; a plain line is no more than a record."""


def asked_of(contact: str, talks: Iterable[Interview], besides: str = "") -> tuple[Question, ...]:
    """The questions that this contact (a uid) was asked, the latest talk first.

    `besides`: the uid of the interview being prepared, whose own questions do not count.
    """
    own = [talk for talk in talks if talk.contact == contact and talk.uid != besides]
    return tuple(
        question
        for talk in sorted(own, key=by_begin, reverse=True)
        for question in talk.prep.questions
        if question.asked_at is not None
    )


def times_without_news(question: Question, talks: Iterable[Interview]) -> int:
    """How often in a row, counted back from the latest talk, asking this brought nothing new."""
    times = 0
    for talk in sorted(talks, key=by_begin, reverse=True):
        asked = [q for q in talk.prep.questions if q.asked_at and _is(q, question)]
        if not asked:
            continue
        answers = {note.question for note in talk.notes if note.kind in NEWS}
        if any(q.uid in answers for q in asked):
            break
        times += 1
    return times


def open_questions(
    talks: Iterable[Interview], already: Iterable[str] = ()
) -> tuple[tuple[Note, Interview], ...]:
    """My open questions (`?` notes) with the talk in which they arose, the latest first.

    One that was asked of anyone in a later talk is open no more; `already` are the texts that
    stand on the sheet.
    """
    ordered = sorted(talks, key=by_begin, reverse=True)
    taken = list(already)
    found: list[tuple[Note, Interview]] = []
    for talk in ordered:
        for note in talk.notes:
            text = note.text.strip()
            if note.kind is not NoteKind.QUESTION or not text:
                continue
            if not any(same_question(text, other) for other in taken):
                found.append((note, talk))
                taken.append(text)
        taken += [q.text for q in talk.prep.questions if q.asked_at]
    return tuple(found)


def _is(asked: Question, question: Question) -> bool:
    if question.bank and asked.bank == question.bank:
        return True
    return same_question(asked.text, question.text)
