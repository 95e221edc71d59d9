"""Progress in honest figures: relations before counts, the expected band shown, no streaks.

A talk is first reduced to a `TalkFacts`, so that a caller can remember it talk by talk.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from infoview_tui.domain.cadence import Colour, catch_up_priority, colour, interval_days
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.insights import AnswerTable
from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    Interview,
    InterviewHead,
    NoteKind,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.outreach_plan import ReplyRate, reply_rate
from infoview_tui.domain.prompts import BEST, SCORES, WORST
from infoview_tui.domain.readiness import readiness
from infoview_tui.domain.stages import held_at, last_touched, talks
from infoview_tui.domain.text import fold

_CALENDAR = WorkCalendar()
_NEWS = frozenset({NoteKind.INSIGHT, NoteKind.QUOTE, NoteKind.ADVICE, NoteKind.LEAD})
TouchesOf = Mapping[str, Sequence[Touch]]  # by contact (uid)
HeadsOf = Mapping[str, Sequence[InterviewHead]]


class TalkFacts(Struct, frozen=True):
    """What progress needs of one talk that was held."""

    interview: str  # uid
    day: date
    musts: int  # of the prep sheet's six
    ready: bool
    planned: int  # questions prepared
    asked: int
    scores: Mapping[str, int]


def talk_facts(interview: Interview, now: datetime) -> TalkFacts | None:
    """The facts of one talk; None if it was not held or nobody knows when."""
    held = held_at(interview)
    if held is None:
        return None
    sheet = readiness(interview.prep)
    questions = interview.prep.questions
    return TalkFacts(
        interview.uid,
        day_of(held, now),
        sheet.done,
        sheet.ready,
        len(questions),
        sum(question.asked_at is not None for question in questions),
        {id_: n for id_, n in interview.debrief.scores.items() if n in range(WORST, BEST + 1)},
    )


class Funnel(Struct, frozen=True):
    """People by how far the way with them has come; each step holds those of the next."""

    contacts: int
    written_to: int
    replied: int  # or met without having written
    agreed: int  # a talk was or is planned
    met: int

    @property
    def steps(self) -> tuple[tuple[str, int], ...]:
        return (
            ("contacts", self.contacts),
            ("written to", self.written_to),
            ("replied", self.replied),
            ("talk agreed", self.agreed),
            ("met", self.met),
        )

    def expected_replies(self, limits: Limits = DEFAULT) -> tuple[int, int]:
        """How many replies the band lets one expect of those written to, at least and at most."""
        low, high = (round(self.written_to * share, 6) for share in limits.reply_rate)
        return math.floor(low), math.ceil(high)


def funnel(contacts: Iterable[Contact], touches: TouchesOf, heads: HeadsOf) -> Funnel:
    """The funnel over all contacts, archived ones too: what was, was."""
    counts = [0, 0, 0, 0, 0]
    for contact in contacts:
        theirs, planned = touches.get(contact.uid, ()), heads.get(contact.uid, ())
        met = bool(talks(planned)) or any(t.kind is TouchKind.INTERVIEW for t in theirs)
        agreed = met or any(head.ahead or head.under_way for head in planned)
        replied = agreed or any(t.direction is Direction.IN for t in theirs)
        written = replied or any(t.direction is Direction.OUT for t in theirs)
        for step, reached in enumerate((True, written, replied, agreed, met)):
            counts[step] += reached
    return Funnel(*counts)


def reply_rates(
    contacts: Iterable[Contact],
    touches: TouchesOf,
    by: Callable[[Contact, Touch], str],
    today: date,
    calendar: WorkCalendar = _CALENDAR,
    limits: Limits = DEFAULT,
) -> tuple[tuple[str, ReplyRate], ...]:
    """The reply rate for each value of `by` (see `by_source`, `by_opener`, `by_channel`).

    Each person counts once, under the first message; most people asked first.
    """
    groups: dict[str, dict[str, Sequence[Touch]]] = {}
    for contact in contacts:
        theirs = touches.get(contact.uid, ())
        sent = min((t for t in theirs if _is_outreach(t)), key=lambda t: t.at, default=None)
        if sent is not None:
            groups.setdefault(by(contact, sent), {})[contact.uid] = theirs
    rates = {key: reply_rate(group, today, calendar, limits) for key, group in groups.items()}
    return tuple(sorted(rates.items(), key=lambda item: (-item[1].asked, item[0])))


def _is_outreach(touch: Touch) -> bool:
    return touch.kind is TouchKind.OUTREACH and touch.direction is Direction.OUT


def by_source(contact: Contact, sent: Touch) -> str:
    return str(contact.source) if contact.source else "unknown"


def by_opener(contact: Contact, sent: Touch) -> str:
    """By the template of the first message: `mutual`, not `outreach.mutual`."""
    return sent.template.rpartition(".")[2].replace("_", " ") or "own words"


def by_channel(contact: Contact, sent: Touch) -> str:
    return str(sent.channel).replace("_", " ")


def talks_per_week(
    held: Iterable[TalkFacts], today: date, weeks: int = 12
) -> tuple[tuple[date, int], ...]:
    """The Monday of each of the last weeks with its talks, this week last."""
    monday = today - timedelta(days=today.weekday())
    counts = {monday - timedelta(weeks=back): 0 for back in reversed(range(weeks))}
    for talk in held:
        week = talk.day - timedelta(days=talk.day.weekday())
        if week in counts and talk.day <= today:
            counts[week] += 1
    return tuple(counts.items())


class Punctuality(Struct, frozen=True):
    """How talks were thanked for; those whose 24 h still run are in none."""

    in_time: int
    late: int
    never: int

    @property
    def share(self) -> float | None:
        total = self.in_time + self.late + self.never
        return self.in_time / total if total else None


def thank_you_punctuality(
    heads: HeadsOf, touches: TouchesOf, now: datetime, limits: Limits = DEFAULT
) -> Punctuality:
    """Thanks within 24 h of the end of a talk (method §2), later, or not before the next one."""
    counts = {"in time": 0, "late": 0, "never": 0}
    for contact, planned in heads.items():
        thanks = sorted(
            t.at
            for t in touches.get(contact, ())
            if t.kind is TouchKind.THANK_YOU and t.direction is Direction.OUT and t.at <= now
        )
        ends = [at for head in talks(planned) if (at := held_at(head)) and at <= now]
        for end, following in zip(ends, [*ends[1:], now], strict=False):
            sent = next((at for at in thanks if end <= at <= max(following, end)), None)
            by = end + timedelta(hours=limits.thanks_hours)
            if sent is not None:
                counts["in time" if sent <= by else "late"] += 1
            elif now > by:
                counts["never"] += 1
    return Punctuality(*counts.values())


class Coverage(Struct, frozen=True):
    """How well talks were prepared, and how much of it was used."""

    talks: int
    ready: int  # with all six musts
    musts: float  # of six, on average
    planned: int  # questions
    asked: int


def prep_coverage(held: Iterable[TalkFacts]) -> Coverage:
    facts = list(held)
    return Coverage(
        len(facts),
        sum(talk.ready for talk in facts),
        sum(talk.musts for talk in facts) / len(facts) if facts else 0.0,
        sum(talk.planned for talk in facts),
        sum(talk.asked for talk in facts),
    )


class Yield(Struct, frozen=True):
    """What one question brings: which to keep, which to drop."""

    key: str
    text: str
    asked: int  # in how many talks
    notes: int
    news: int  # insights, quotes, advice and leads among them

    @property
    def per_talk(self) -> float:
        return self.news / self.asked


def question_yield(tables: Iterable[AnswerTable]) -> tuple[Yield, ...]:
    """Each question's yield: what brings most news a talk first, the often asked before."""
    found = []
    for table in tables:
        notes = [note for row in table.rows for note in row.notes]
        news = sum(note.kind in _NEWS for note in notes)
        found.append(Yield(table.key, table.text, len(table.rows), len(notes), news))
    return tuple(sorted(found, key=lambda y: (-y.per_talk, -y.asked, fold(y.text))))


class Cold(Struct, frozen=True):
    """Someone not heard of for longer than wanted."""

    contact: Contact
    days: int  # since the last touch
    interval: int
    colour: Colour


def going_cold(
    contacts: Iterable[Contact],
    touches: TouchesOf,
    heads: HeadsOf,
    now: datetime,
    cadences: Mapping[str, int] = DAYS_BY_CLOSENESS,
) -> tuple[Cold, ...]:
    """The contacts whose cadence has run out (amber at 1.0, red at 1.5), most urgent first."""
    today = now.date()
    found: list[tuple[float, Cold]] = []
    for contact in contacts:
        interval = interval_days(contact.closeness, contact.cadence_days, cadences)
        if interval is None or contact.archived:
            continue
        last = last_touched(touches.get(contact.uid, ()), heads.get(contact.uid, ()), now)
        shade, priority = colour(last, interval, today), catch_up_priority(last, interval, today)
        if last is not None and priority is not None and shade is not Colour.CALM:
            found.append((priority, Cold(contact, (today - last).days, interval, shade)))
    return tuple(cold for _, cold in sorted(found, key=lambda pair: -pair[0]))


class ScoreTrend(Struct, frozen=True):
    """One of the own scores (1 to 5) over the talks, oldest first."""

    id: str
    text: str
    points: tuple[tuple[date, int], ...]

    @property
    def average(self) -> float | None:
        return sum(score for _, score in self.points) / len(self.points) if self.points else None


def score_trends(held: Iterable[TalkFacts]) -> tuple[ScoreTrend, ...]:
    """The trend of every score that was ever given."""
    facts = sorted(held, key=lambda talk: talk.day)
    trends = (
        ScoreTrend(
            prompt.id,
            prompt.text,
            tuple((t.day, t.scores[prompt.id]) for t in facts if prompt.id in t.scores),
        )
        for prompt in SCORES
    )
    return tuple(trend for trend in trends if trend.points)
