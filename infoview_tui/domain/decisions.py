"""The decision board: what one believes about a path, wants, lacks and decided (method A12, B19).

Confidence is kept as it was said after each talk; before a talk it is what was said last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import (
    Confidence,
    Hypothesis,
    HypothesisKind,
    Interview,
    NoteKind,
)
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.text import clean_line
from infoview_tui.domain.wording import content_words


class Step(Struct, frozen=True):
    """Confidence (0 to 100) before and after one talk, or at a moment of its own."""

    day: date
    before: int | None  # None: nothing was said before
    after: int
    interview: str  # uid, empty if no talk
    name: str  # with whom
    why: str

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.after - self.before


class Belief(Struct, frozen=True, dict=True):
    """A hypothesis with its way and the notes that speak for or against it, oldest first.

    `names` are contacts' by interview (uid). The way is laid out when it is first looked at.
    """

    hypothesis: Hypothesis
    evidence: tuple[Finding, ...]
    names: Mapping[str, str]
    moment: datetime  # of the look

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.hypothesis, self.names, self.moment)

    @property
    def now(self) -> int | None:
        return self.steps[-1].after if self.steps else None

    @property
    def values(self) -> tuple[int, ...]:
        """The confidences over time, to be drawn."""
        return tuple(step.after for step in self.steps)

    @property
    def turning_point(self) -> Step | None:
        """The talk that moved it most, the latest of equals; None if none moved it."""
        moved = [step for step in self.steps if step.interview and step.change]
        return max(reversed(moved), key=lambda step: abs(step.change or 0), default=None)


class Line(Struct, frozen=True):
    """A want, don't-want, gap or decision with its evidence, oldest first."""

    hypothesis: Hypothesis
    evidence: tuple[Finding, ...]

    @property
    def people(self) -> int:
        return len({finding.contact for finding in self.evidence})


class Board(Struct, frozen=True):
    """The whole board; closed lines stand behind open ones."""

    hypotheses: tuple[Belief, ...]
    wants: tuple[Line, ...]
    dont_wants: tuple[Line, ...]
    gaps: tuple[Line, ...]
    decisions: tuple[Line, ...]
    unboarded: tuple[Finding, ...]  # gap notes that no line of the board holds yet


def board(
    lines: Iterable[Hypothesis], found: Iterable[Finding], names: Mapping[str, str], now: datetime
) -> Board:
    """The board from its lines and all findings; `names` are contacts' by interview (uid).

    Gaps heard of from most people come first; what came last stands first otherwise.
    """
    by_note = {finding.note.uid: finding for finding in found}
    everything = sorted(lines, key=_latest_first)
    groups: dict[HypothesisKind, list[Line]] = {kind: [] for kind in HypothesisKind}
    for line in everything:
        groups[line.kind].append(Line(line, _evidence(line, by_note)))
    beliefs = tuple(
        Belief(line.hypothesis, line.evidence, names, now)
        for line in groups[HypothesisKind.HYPOTHESIS]
    )
    gaps = groups[HypothesisKind.GAP]
    gaps.sort(key=lambda line: (line.hypothesis.closed_at is not None, -line.people))
    held = {uid for line in everything for uid in line.notes}
    loose = (f for f in by_note.values() if f.note.kind is NoteKind.GAP and f.note.uid not in held)
    return Board(
        beliefs,
        tuple(groups[HypothesisKind.WANT]),
        tuple(groups[HypothesisKind.DONT_WANT]),
        tuple(gaps),
        tuple(groups[HypothesisKind.DECISION]),
        tuple(sorted(loose, key=lambda f: f.note.at, reverse=True)),
    )


def _latest_first(line: Hypothesis) -> tuple[bool, float, str]:
    return (
        line.closed_at is not None,
        -(line.created_at.timestamp() if line.created_at else 0),
        line.uid,
    )


def _evidence(line: Hypothesis, by_note: Mapping[str, Finding]) -> tuple[Finding, ...]:
    held = [by_note[uid] for uid in dict.fromkeys(line.notes) if uid in by_note]
    return tuple(sorted(held, key=lambda finding: finding.note.at))


def steps(hypothesis: Hypothesis, names: Mapping[str, str], now: datetime) -> tuple[Step, ...]:
    """The way of the confidence in order of time."""
    found: list[Step] = []
    for said in sorted(hypothesis.confidence, key=lambda c: c.at):
        before = found[-1].after if found else None
        name = names.get(said.interview, "")
        day = day_of(said.at, now)
        found.append(Step(day, before, _held(said.value), said.interview, name, said.why))
    return tuple(found)


def _held(value: int) -> int:
    return max(0, min(100, value))


def with_confidence(
    hypothesis: Hypothesis, value: int, at: datetime, interview: str = "", why: str = ""
) -> Hypothesis:
    """The hypothesis with what one thinks now; said again after the same talk it is replaced."""
    kept = tuple(c for c in hypothesis.confidence if not interview or c.interview != interview)
    said = Confidence(at=at, value=_held(value), interview=interview, why=why)
    return replace(hypothesis, confidence=(*kept, said))


_SAID = re.compile(r"(\d{1,3})\s*%?(?:[\s,;:.-]+(.*))?")


def read_confidence(text: str) -> tuple[int, str]:
    """`65 they all write daily` as the confidence (0 to 100) and why; raises `InfoviewError`."""
    said = _SAID.fullmatch(clean_line(text))
    if said is None or int(said[1]) > 100:
        raise InfoviewError("Begin with a number from 0 to 100: 65 they all write daily")
    return int(said[1]), said[2] or ""


def movable(lines: Iterable[Hypothesis], interview: Interview) -> tuple[Hypothesis, ...]:
    """The open hypotheses that this talk can have moved: only these are asked for in its debrief.

    One that was said to be moved by it, that a note of the talk is tied to, or with which
    purpose, questions or notes share a word of substance: two, if the hypothesis has more than
    three, unless it is a name (SQL, Berlin) or stands in a gap, which tells what a path asks for.
    What every hypothesis says of every path (it suits me, I need it) is no substance.
    """
    own = {note.uid for note in interview.notes}
    texts = [
        interview.prep.purpose,
        *(q.text for q in interview.prep.questions if q.asked_at),
        *(note.text for note in interview.notes),
        *map(str, interview.debrief.answers.values()),
    ]
    said = content_words("\n".join(texts))
    lacking = (note.text for note in interview.notes if note.kind is NoteKind.GAP)
    lacks = content_words("\n".join(lacking))
    return tuple(
        line
        for line in lines
        if line.kind is HypothesisKind.HYPOTHESIS
        and line.closed_at is None
        and (
            any(confidence.interview == interview.uid for confidence in line.confidence)
            or not own.isdisjoint(line.notes)
            or _speaks_of(said, lacks, line.text)
        )
    )


_ATTITUDES = content_words(
    "suits fits want like love enjoy right good best better work job career path need must should "
    "strong able enough less want become make get learn use way too very no not never always also "
    "every day"
)
_NAME = re.compile(r"(?<=\s)\w*[A-Z]\w*|\b\w*[A-Z0-9]\w*[A-Z0-9]\w*")  # SQL, B2B, in Berlin


def _speaks_of(said: frozenset[str], lacks: frozenset[str], text: str) -> bool:
    words = content_words(text)
    words = words - _ATTITUDES or words
    names = content_words(" ".join(_NAME.findall(text))) & words
    if not (names.isdisjoint(said) and words.isdisjoint(lacks)):
        return True
    return bool(words) and len(words & said) >= (2 if len(words) > 3 else 1)
