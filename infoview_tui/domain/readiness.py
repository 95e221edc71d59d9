"""Prepared as for a test: the six musts of the prep sheet (method: "Ready")."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from msgspec import Struct

from infoview_tui.domain.models import Interview, Prep, Question
from infoview_tui.domain.moments import hours_since
from infoview_tui.domain.text import counted

QUESTIONS_NEEDED = 5
TIED_NEEDED = 2


class Must(NamedTuple):
    """One of the six: its name, whether it is there, and what is still to do ("" if nothing)."""

    name: str
    done: bool
    hint: str


class Readiness(Struct, frozen=True):
    """How far a prep sheet is."""

    musts: tuple[Must, ...]

    @property
    def done(self) -> int:
        return sum(must.done for must in self.musts)

    @property
    def total(self) -> int:
        return len(self.musts)

    @property
    def ready(self) -> bool:
        return self.done == self.total

    @property
    def share(self) -> float:
        """From 0 to 1, for a bar."""
        return self.done / self.total

    @property
    def bar(self) -> str:
        """One sign for each must, where a line of text is all there is: `████░░`."""
        return "█" * self.done + "░" * (self.total - self.done)

    @property
    def next_hint(self) -> str:
        """What to do next; "" when ready."""
        return next((must.hint for must in self.musts if not must.done), "")


def readiness(prep: Prep) -> Readiness:
    """The six musts: purpose; a line each on industry, company and person; at least 5 questions,
    2 of them tied to a fact; closing asks chosen.
    """
    return Readiness(
        (
            _text("purpose", prep.purpose, "say what this talk should move"),
            _text("industry", prep.industry, "a line on the industry: a trend or a challenge"),
            _text("company", prep.company, "a line on the company: news, phase or culture"),
            _text("person", prep.person, "a line on the person: the path and its pivot"),
            _questions(prep.questions),
            _must("closing asks", any(prep.closing_asks), "choose what to ask at the end"),
        )
    )


def is_thin(interview: Interview, now: datetime, hours: int = 72) -> bool:
    """Whether the talk begins within `hours` and its sheet is not ready (method: 72 h before)."""
    if interview.starts_at is None or not interview.ahead:
        return False
    left = -hours_since(interview.starts_at, now)
    return 0 <= left <= hours and not readiness(interview.prep).ready


def _text(name: str, text: str, hint: str) -> Must:
    return _must(name, bool(text.strip()), hint)


def _questions(questions: tuple[Question, ...]) -> Must:
    asked = [q for q in questions if q.text.strip() and not q.parent and not q.skipped]
    tied = sum(bool(q.fact.strip()) for q in asked)
    lacking = QUESTIONS_NEEDED - len(asked)
    if lacking > 0:
        return _must("questions", False, counted(lacking, "more question"))
    return _must("questions", tied >= TIED_NEEDED, f"tie {TIED_NEEDED - tied} more to a fact")


def _must(name: str, done: bool, hint: str) -> Must:
    return Must(name, done, "" if done else hint)
