"""Progress drawn as small charts in text: what the pane shows is what is exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from textwrap import wrap

from msgspec import Struct, field

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.charts import Bar, bars, cells, columns, fit, percent, sparkline
from infoview_tui.domain.charts import funnel as funnel_chart
from infoview_tui.domain.insights import Answer, answer_tables
from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, DEFAULT, Limits
from infoview_tui.domain.models import Contact, InterviewHead, Touch
from infoview_tui.domain.outreach_plan import ReplyRate
from infoview_tui.domain.progress import (
    TalkFacts,
    by_channel,
    by_opener,
    by_source,
    funnel,
    going_cold,
    prep_coverage,
    question_yield,
    reply_rates,
    score_trends,
    talks_per_week,
    thank_you_punctuality,
)
from infoview_tui.domain.prompts import BEST
from infoview_tui.domain.say_dates import say_short

_QUESTIONS = 6  # best ones shown
_COLD = 6  # people shown
_ROOMY = 40  # columns, from which there is room for every word


class ProgressFacts(Struct, frozen=True, kw_only=True):
    """What the page is drawn from; touches and interviews by contact (uid)."""

    contacts: Sequence[Contact]
    touches: Mapping[str, Sequence[Touch]]
    heads: Mapping[str, Sequence[InterviewHead]]
    talks: Sequence[TalkFacts]
    answers: Sequence[Answer]
    cadences: Mapping[str, int] = field(default_factory=lambda: DAYS_BY_CLOSENESS)
    calendar: WorkCalendar = field(default_factory=WorkCalendar)


class Section(Struct, frozen=True):
    """One titled part of the page."""

    title: str
    lines: tuple[str, ...]


def progress_page(
    facts: ProgressFacts, now: datetime, width: int = 80, limits: Limits = DEFAULT
) -> tuple[Section, ...]:
    """The sections that have something to say, relations first; no line is wider than `width`."""
    sections = (
        Section("Going cold", tuple(_cold(facts, now, width))),
        Section("From contact to talk", tuple(_funnel(facts, width, limits))),
        *_replies(facts, now, width, limits),
        Section("Talks per week", tuple(_weeks(facts, now, width))),
        Section("Habits", tuple(_habits(facts, now, width, limits))),
        Section("Questions that bring most", tuple(_questions(facts))),
        Section("How I did", tuple(_scores(facts, width))),
    )
    return tuple(
        Section(section.title, tuple(fit(line, width).rstrip() for line in section.lines))
        for section in sections
        if section.lines
    )


def as_text(sections: Iterable[Section]) -> str:
    """The page as plain text, as it is exported."""
    parts = ("\n".join((section.title, "", *section.lines)) for section in sections)
    return "\n\n".join(parts) + "\n"


def _cold(facts: ProgressFacts, now: datetime, width: int) -> Iterable[str]:
    cold = going_cold(facts.contacts, facts.touches, facts.heads, now, facts.cadences)
    for one in cold[:_COLD]:
        days = f": {one.days} days, every {one.interval}{' wanted' if width >= _ROOMY else ''}"
        name = one.contact.name
        yield fit(name, min(cells(name), max(8, width - cells(days)))) + days
    if len(cold) > _COLD:
        yield f"and {len(cold) - _COLD} more"


def _funnel(facts: ProgressFacts, width: int, limits: Limits) -> Iterable[str]:
    way = funnel(facts.contacts, facts.touches, facts.heads)
    if not way.contacts:
        return
    yield from funnel_chart(way.steps, width)
    if way.written_to:
        low, high = way.expected_replies(limits)
        few = f"{low} to {high}" if low < high else f"{high}"
        yield from wrap(f"Of {way.written_to} written to, {few} can be expected to reply.", width)


def _replies(facts: ProgressFacts, now: datetime, width: int, limits: Limits) -> Iterable[Section]:
    for name, by in (("source", by_source), ("opener", by_opener), ("channel", by_channel)):
        today = now.date()
        rates = reply_rates(facts.contacts, facts.touches, by, today, facts.calendar, limits)
        known = [_rate(key, rate) for key, rate in rates if rate.asked]
        lines = bars(known, width, top=1.0, band=limits.reply_rate)
        yield Section(f"Reply rate by {name}", lines)


def _rate(key: str, rate: ReplyRate) -> Bar:
    said = f"{percent(rate.share):>5}  {rate.replied} of {rate.asked}"
    return Bar(key, rate.share or 0.0, said)


def _weeks(facts: ProgressFacts, now: datetime, width: int) -> Iterable[str]:
    weeks = talks_per_week(facts.talks, now.date(), min(12, width // 3))
    if any(count for _, count in weeks):
        yield from columns([Bar(f"{monday:%d}", count) for monday, count in weeks])
        since = say_short(weeks[0][0], now.date())
        yield from wrap(f"weeks from {since} to this one, by their Mondays", width)


def _habits(facts: ProgressFacts, now: datetime, width: int, limits: Limits) -> Iterable[str]:
    thanks = thank_you_punctuality(facts.heads, facts.touches, now, limits)
    total = thanks.in_time + thanks.late + thanks.never
    prep = prep_coverage(facts.talks)
    rows = []
    if total:
        late = f", {thanks.late} later" if thanks.late else ""
        said = f"{thanks.in_time} of {total}{late}"
        rows.append(Bar(f"thanked within {limits.thanks_hours} h", thanks.share or 0.0, said))
    if prep.talks:
        said = f"{prep.ready} of {prep.talks}"
        rows.append(Bar("sheet ready", prep.ready / prep.talks, said))
    if prep.planned:
        said = f"{prep.asked} of {prep.planned}"
        rows.append(Bar("questions asked", prep.asked / prep.planned, said))
    return bars(rows, width, top=1.0)


def _questions(facts: ProgressFacts) -> Iterable[str]:
    for found in question_yield(answer_tables(facts.answers))[:_QUESTIONS]:
        if found.news:
            yield f"{found.per_talk:.1f} a talk, {found.asked} asked: {found.text}"


def _scores(facts: ProgressFacts, width: int) -> Iterable[str]:
    trends = score_trends(facts.talks)
    most = max((len(trend.points) for trend in trends), default=0)
    room = max(0, min(most, width - 50))  # the figure stands where there is room for nothing else
    label = min(32, width - room - len(f"  0.0 of {BEST}"))
    for trend in trends:
        scores = [score for _, score in trend.points]
        way = fit(sparkline(scores[-room:], BEST), room) if room else ""
        said = f"{trend.average:.1f} of {BEST}"
        yield " ".join(filter(None, (fit(trend.text, label), way, said)))
