"""The upper half of a contact's card: who it is, how it stands between us, how to reach them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from infoview_tui.domain import cadence
from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.meeting_time import local_time_there
from infoview_tui.domain.models import Contact, InterviewHead, Relation
from infoview_tui.domain.prep_sections import say_tie
from infoview_tui.domain.relations import ResponseClass, give_ask_balance, response_class
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.stages import Stage, last_touched, talks
from infoview_tui.domain.text import with_names
from infoview_tui.journal.journal import Journal
from infoview_tui.widgets.facts import Fact, FactRow

_TIMES = ("", "once", "twice")
_CADENCE_STYLE = {Colour.CALM: "", Colour.AMBER: "warning", Colour.RED: "error"}


def contact_facts(
    journal: Journal, contact: Contact, now: datetime, shown: Callable[[str], str]
) -> Iterator[FactRow]:
    """The facts, most telling first; `shown` masks what names people and places."""
    heads = journal.interviews_of.of(contact.uid)
    touches = journal.touches_of.of(contact.uid)
    there = local_time_there(now, contact.timezone, clock_24=journal.preferences.clock_24)
    yield from _line(
        shown(_joined(contact.role, contact.company, contact.industry)),
        detail=there or shown(contact.location),
    )
    interval = cadence.interval_days(
        contact.closeness, contact.cadence_days, journal.preferences.cadences
    )
    yield from _line(_standing(contact, journal.stage_of(contact.uid), heads, interval))
    yield from _due(last_touched(touches, heads, now), interval, now.date())
    balance = give_ask_balance(touches, heads)
    yield from _line(
        _answers(
            response_class(
                touches, now.date(), contact.response, journal.calendar, journal.preferences.limits
            )
        ),
        balance.say if balance.given or balance.asked else "",
        style="muted",
    )
    introducer = journal.contacts.get(contact.introduced_by)
    tie = contact.tie or contact.source or ""
    yield from _line(
        with_names(say_tie(tie, introducer.name if introducer else ""), shown),
        *(f"#{tag}" for tag in contact.tags),
    )
    if contact.away_until and contact.away_until >= now.date():
        yield from _line(f"away until {say_day(contact.away_until, now.date())}", style="warning")
    yield from _line(
        *map(shown, (*contact.emails, *contact.phones, contact.url)),
        style="muted",
    )


def _line(*parts: str, detail: str = "", style: str = "") -> Iterator[Fact]:
    """One fact of these parts; none if there is nothing to say."""
    if any(parts) or detail:
        yield Fact(None, _joined(*parts), detail, style)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _standing(
    contact: Contact, stage: Stage, heads: list[InterviewHead], interval: int | None
) -> str:
    """`mentor · met twice · warm, every 90 d`."""
    special = contact.relation is not Relation.CONTACT
    tells = not special or stage in (Stage.MET, Stage.SCHEDULED)
    rhythm = (contact.closeness or "", f"every {interval} d" if interval else "")
    return _joined(
        contact.relation if special else "",
        (_met(heads) if stage is Stage.MET else stage.label) if tells else "",
        ", ".join(part for part in rhythm if part),
        "archived" if contact.archived else "",
    )


def _met(heads: list[InterviewHead]) -> str:
    times = len(talks(heads))
    return f"met {_TIMES[times] if times < len(_TIMES) else f'{times} times'}".strip()


def _due(last: date | None, interval: int | None, today: date) -> Iterator[Fact]:
    """When the next touch is due by the cadence, coloured when it is late."""
    due = cadence.due_on(last, interval)
    if due is not None:
        colour = cadence.colour(last, interval, today)
        yield Fact(None, f"touch due {say_day(due, today)}", "", _CADENCE_STYLE[colour])


def _answers(answers: ResponseClass) -> str:
    return "" if answers is ResponseClass.UNKNOWN else answers.say
