"""How many questions the minutes hold, and in which order to ask them."""

from __future__ import annotations

from collections.abc import Iterable

from infoview_tui.domain.models import Question
from infoview_tui.domain.question_bank import Phase, find

MINUTES_PER_QUESTION = 2.5
"""Method: one question per 2.5 minutes."""

_PHASES = {"path": Phase.OPENING, "people": Phase.CLOSING, "closing": Phase.CLOSING}


def question_budget(minutes: int) -> int:
    """How many questions a talk of so many minutes holds, at least one."""
    return max(1, int(minutes / MINUTES_PER_QUESTION))


def by_value(questions: Iterable[Question], minutes: int) -> tuple[Question, ...]:
    """The order in which to ask: as ranked, but starred ones first when time is short.

    Follow-up questions stand behind the question that they follow up and cost no budget.
    """
    everything = tuple(questions)
    uids = {q.uid for q in everything}
    tops = [q for q in everything if q.parent not in uids or q.parent == q.uid]
    if len(tops) > question_budget(minutes):
        tops.sort(key=lambda q: not q.starred)
    ordered: list[Question] = []
    for top in tops:
        ordered += [top, *_below(top, everything)]
    # Parents that form a ring have no top: nothing may vanish from the sheet.
    placed = {q.uid for q in ordered}
    return (*ordered, *(q for q in everything if q.uid not in placed))


def phase_of(question: Question) -> Phase:
    """Where in the talk a question belongs, from its bank entry or else its topic."""
    if question.bank and (source := find(question.bank)):
        return source.phase
    return _PHASES.get(question.topic, Phase.MIDDLE)


def _below(top: Question, questions: tuple[Question, ...]) -> list[Question]:
    """All follow-up questions under `top`, depth first."""
    found: list[Question] = []
    seen = {top.uid}
    waiting = [q for q in reversed(questions) if q.parent == top.uid]
    while waiting:
        question = waiting.pop()
        if question.uid in seen:
            continue
        seen.add(question.uid)
        found.append(question)
        waiting += [q for q in reversed(questions) if q.parent == question.uid]
    return found
