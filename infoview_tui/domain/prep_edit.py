"""What one does with a prep sheet: each operation takes a sheet and returns a new one."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from infoview_tui.domain.models import Prep, Question
from infoview_tui.domain.prep_sections import CONFIRMED
from infoview_tui.domain.question_bank import Phase
from infoview_tui.domain.question_order import by_value, phase_of
from infoview_tui.domain.text import clean_line

_ENDLESS = 24 * 60  # minutes in which every question has its time


def ranked(prep: Prep) -> tuple[Question, ...]:
    """The questions as they were ranked, each with its follow-up questions below it."""
    return by_value(prep.questions, _ENDLESS)


def ranks(prep: Prep) -> dict[str, int]:
    """The rank of each question by its uid, from 1; follow-up questions and skipped ones have
    none, for they cost no time of their own.
    """
    above = {q.uid for q in prep.questions}
    tops = [q.uid for q in prep.questions if q.parent not in above and not q.skipped]
    return {uid: rank for rank, uid in enumerate(tops, 1)}


def phases(prep: Prep) -> dict[Phase, tuple[Question, ...]]:
    """The questions as ranked in each phase of the talk; follow-up questions stay under theirs."""
    groups: dict[Phase, list[Question]] = {phase: [] for phase in Phase}
    uids = {q.uid for q in prep.questions}
    phase = Phase.OPENING
    for question in ranked(prep):
        if question.parent not in uids:
            phase = phase_of(question)
        groups[phase].append(question)
    return {phase: tuple(group) for phase, group in groups.items()}


def change(prep: Prep, uid: str, **fields: object) -> Prep:
    """The sheet with one question changed; one that is gone meanwhile stays gone."""
    questions = tuple(replace(q, **fields) if q.uid == uid else q for q in prep.questions)
    return replace(prep, questions=questions)


def remove(prep: Prep, uid: str) -> Prep:
    """The sheet without one question; its follow-up questions move up to where it stood."""
    parent = next((q.parent for q in prep.questions if q.uid == uid), "")
    questions = tuple(
        replace(q, parent=parent) if q.parent == uid else q for q in prep.questions if q.uid != uid
    )
    return replace(prep, questions=questions)


def move(prep: Prep, uid: str, step: int, among: Collection[str] = ()) -> Prep:
    """One question a place up (-1) or down (1) among those of its level.

    `among`: only these count as neighbours (a phase of the talk); all do if it is empty.
    """
    questions = list(prep.questions)
    uids = {q.uid for q in questions}
    level = {q.uid: q.parent if q.parent in uids else "" for q in questions}
    places = [
        at
        for at, q in enumerate(questions)
        if level[q.uid] == level.get(uid) and (not among or q.uid in among)
    ]
    here = next((n for n, at in enumerate(places) if questions[at].uid == uid), None)
    if here is None or not 0 <= here + step < len(places):
        return prep
    one, other = places[here], places[here + step]
    questions[one], questions[other] = questions[other], questions[one]
    return replace(prep, questions=tuple(questions))


def toggle_ask(prep: Prep, ask: str) -> Prep:
    """A closing ask chosen, or given up again; they keep the order in which they were chosen."""
    ask = clean_line(ask)
    if ask in prep.closing_asks:
        return replace(prep, closing_asks=tuple(a for a in prep.closing_asks if a != ask))
    return replace(prep, closing_asks=(*prep.closing_asks, ask)) if ask else prep


def toggle_point(prep: Prep, point: str) -> Prep:
    """A point of the logistics (its id) ticked, or open again."""
    if point in prep.checklist:
        return replace(prep, checklist=tuple(p for p in prep.checklist if p != point))
    return replace(prep, checklist=(*prep.checklist, point))


def confirmed(prep: Prep, done: bool = True) -> Prep:
    """The sheet with the meeting confirmed, or to be confirmed again (it was moved)."""
    return prep if (CONFIRMED in prep.checklist) is done else toggle_point(prep, CONFIRMED)


def take_text(prep: Prep, section: str, text: str) -> Prep:
    """Lines from elsewhere at the end of a section."""
    before = str(getattr(prep, section)).rstrip()
    return replace(prep, **{section: f"{before}\n{text}" if before else text})
