"""The quiet leads list: unadvertised roles one heard of (method A7), kept apart from the person.

A talk is for learning: nobody is asked about a role before 7 days after it and the thanks
(method §2), nor before the day that was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct

from infoview_tui.domain.dates import find_when
from infoview_tui.domain.insights import Finding, of_kind
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import FollowUp, FollowUpState, NoteKind
from infoview_tui.domain.moments import days_after, local
from infoview_tui.domain.phrases.words import MONTHS
from infoview_tui.domain.text import fold

_NOT_BEFORE = re.compile(
    r"\b(?:not (?:before|until|till)|no sooner than|earliest|from|after|opens?)\b", re.I
)
_QUARTERS = {"q1": 1, "q2": 4, "q3": 7, "q4": 10}


class Lead(Struct, frozen=True):
    """One role heard of, with the first day on which it may be raised, and why then."""

    finding: Finding
    not_before: date
    why: str
    raised: date | None  # the day on which a follow-up about it was done
    said: tuple[str, ...]  # the reasons of the follow-ups about it

    def ripe(self, today: date) -> bool:
        """Whether it may be raised and has not been."""
        return self.raised is None and self.not_before <= today


def leads(
    found: Iterable[Finding],
    follow_ups: Iterable[FollowUp],
    now: datetime,
    limits: Limits = DEFAULT,
) -> tuple[Lead, ...]:
    """Every lead: what may be raised first stands first, what was raised last."""
    about: dict[str, list[FollowUp]] = {}
    for row in follow_ups:
        if row.note:
            about.setdefault(row.note, []).append(row)
    return in_order(
        lead_of(finding, about.get(finding.note.uid, []), now, limits)
        for finding in of_kind(found, NoteKind.LEAD)
    )


def in_order(found: Iterable[Lead]) -> tuple[Lead, ...]:
    """What may be raised first stands first, what was raised last."""
    return tuple(sorted(found, key=lambda lead: (lead.raised is not None, lead.not_before)))


def lead_of(
    finding: Finding, rows: Sequence[FollowUp], now: datetime, limits: Limits = DEFAULT
) -> Lead:
    """The lead that a note is, with the follow-ups about it."""
    done = [row.closed_at for row in rows if row.state is FollowUpState.DONE and row.closed_at]
    planned = [row.due for row in rows if row.state is FollowUpState.OPEN]
    earliest = days_after(finding.day, limits.ask_days)
    named = _named_day(finding, now)
    if planned:
        day, why = min(planned), "the day of your follow-up"
    elif named is not None and named > earliest:
        day, why = named, "the day that was named"
    else:
        day, why = earliest, f"{limits.ask_days} days after the talk, and after the thanks"
    return Lead(
        finding,
        day,
        why,
        local(max(done), now).date() if done else None,
        tuple(row.reason for row in rows if row.reason),
    )


def _named_day(finding: Finding, now: datetime) -> date | None:
    """`not before March`, `opens 1 Feb`, `from Q2`: read as on the day of the talk."""
    text = finding.note.text
    spoken = _NOT_BEFORE.search(text)
    if spoken is None:
        return None
    rest = text[spoken.end() :]
    found = find_when(rest, local(finding.note.at, now))
    if found is not None:
        return found[0].date() if isinstance(found[0], datetime) else found[0]
    return _coming_month(rest, finding.day)


def _coming_month(text: str, day: date) -> date | None:
    """The first day of the next month or quarter that the text begins with."""
    words = re.match(r"(?:the |start of |early )*(q[1-4]|[a-z]{3,9})\b", fold(text).lstrip(" :,"))
    if words is None:
        return None
    month = MONTHS.get(words[1]) or _QUARTERS.get(words[1])
    if month is None:
        return None
    return date(day.year + (month <= day.month), month, 1)
