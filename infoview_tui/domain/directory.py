"""The list of people: what one line says of each, in what order, and which a few words find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from infoview_tui.domain.cadence import Colour, colour, interval_days
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, DEFAULT, Limits
from infoview_tui.domain.models import Contact, FollowUp, InterviewHead, Relation, Source, Touch
from infoview_tui.domain.stages import Stage, last_touched, stage
from infoview_tui.domain.text import fold

_WARMTH = {source: rank for rank, source in enumerate(Source)}


class Order(StrEnum):
    """How the list is sorted."""

    URGENCY = "urgency"
    NAME = "name"
    COMPANY = "company"
    LAST_TOUCH = "last touch"


class Summary(Struct, frozen=True):
    """One contact as the list shows it; `words` is what the filter looks through (folded)."""

    uid: str
    name: str
    company: str
    state: str  # the stage, or what the person has become (mentor)
    last: date | None
    days: int | None  # since the last touch
    colour: Colour
    urgency: float  # 1.0: due today
    archived: bool
    introduced_by: str
    words: str
    order: tuple[str, ...]  # folded name and company


def summarise(
    contact: Contact,
    touches: Sequence[Touch],
    interviews: Sequence[InterviewHead],
    open_rows: Iterable[FollowUp],
    now: datetime,
    calendar: WorkCalendar,
    limits: Limits = DEFAULT,
    cadences: Mapping[str, int] = DAYS_BY_CLOSENESS,
) -> Summary:
    """The line of one contact from everything that happened with them."""
    today = now.date()
    where = stage(touches, interviews, today, calendar=calendar, limits=limits)
    last = last_touched(touches, interviews, now)
    days = max(0, (today - last).days) if last else None
    interval = interval_days(contact.closeness, contact.cadence_days, cadences)
    state = where.label if contact.relation is Relation.CONTACT else contact.relation.value
    said = (
        contact.name, contact.company, contact.role, *(f"#{tag}" for tag in contact.tags),
        contact.closeness or "", contact.relation.value, where.label, contact.location,
    )  # fmt: skip
    return Summary(
        uid=contact.uid,
        name=contact.name,
        company=contact.company,
        state=state,
        last=last,
        days=days,
        colour=colour(last, interval, today),
        urgency=urgency(days, interval, open_rows, today, resting=where is Stage.RESTING),
        archived=contact.archived,
        introduced_by=contact.introduced_by,
        words=fold("\n".join(said)),
        order=(fold(contact.name), fold(contact.company), str(_warmth(contact))),
    )


def urgency(
    days: int | None,
    interval: int | None,
    open_rows: Iterable[FollowUp],
    today: date,
    *,
    resting: bool = False,
) -> float:
    """How much a contact presses: 1.0 is due today, by a row of the queue or by the cadence.

    A row gains 1 for each week that it is late and begins to count 30 days ahead; the cadence
    counts as the share of its interval that has passed (method: amber at 1.0, red at 1.5).
    """
    pressing = [0.0]
    for row in open_rows:
        late = (today - row.due).days
        pressing.append(1 + late / 7 if late >= 0 else max(0.0, 1 + late / 30))
    if days is not None and interval and not resting:
        pressing.append(days / interval)
    return max(pressing)


def in_order(summaries: Iterable[Summary], order: Order) -> list[Summary]:
    """The lines sorted; equals stand by name."""
    keys = {
        Order.URGENCY: lambda s: (-s.urgency, s.order[2], s.order[0]),
        Order.NAME: lambda s: (s.order[0], s.order[1]),
        Order.COMPANY: lambda s: (not s.order[1], s.order[1], s.order[0]),
        Order.LAST_TOUCH: lambda s: (s.days is None, s.days or 0, s.order[0]),
    }
    return sorted(summaries, key=keys[order])


def matching(summaries: Iterable[Summary], text: str) -> list[str]:
    """The uids of those whose line holds every word of `text`; names that begin with it first."""
    words = fold(text).split()
    if not words:
        return [summary.uid for summary in summaries]
    first: list[str] = []
    rest: list[str] = []
    begin = words[0]
    for summary in summaries:
        if all(word in summary.words for word in words):
            name = summary.order[0]
            leads = name.startswith(begin) or f" {begin}" in name
            (first if leads else rest).append(summary.uid)
    return first + rest


def _warmth(contact: Contact) -> int:
    """Warmest source first (method A14-A19)."""
    return _WARMTH[contact.source] if contact.source else len(_WARMTH)
