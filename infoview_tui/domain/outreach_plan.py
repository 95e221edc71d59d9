"""Whom to write to: few at a time, warmest first, and an honest reply rate (method §2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import Contact, Direction, Source, Touch, TouchKind
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.text import fold

_CALENDAR = WorkCalendar()
_WARMTH = {source: warmth for warmth, source in enumerate(Source)}


def active_targets(stages: Mapping[str, Stage]) -> tuple[str, ...]:
    """The contacts (uids) who were written to and may still answer."""
    return tuple(uid for uid, stage in stages.items() if stage is Stage.CONTACTED)


def limit_says(active: int, limits: Limits = DEFAULT) -> str:
    """The quiet word before one more outreach; "" below the limit (method: five at once)."""
    if active < limits.active_targets:
        return ""
    return (
        f"{active} people may still answer; {limits.active_targets} at a time is enough "
        "to do each of them justice."
    )


def next_people(
    contacts: Iterable[Contact],
    stages: Mapping[str, Stage],
    active: int,
    limits: Limits = DEFAULT,
) -> tuple[Contact, ...]:
    """Whom to write to next, as many as the limit leaves free: warmest source first.

    Nobody at a company where someone may still answer: that one's clock comes first.
    """
    people = [c for c in contacts if not c.archived]
    taken = {fold(c.company) for c in people if stages.get(c.uid) is Stage.CONTACTED and c.company}
    free = [
        c for c in people if stages.get(c.uid) is Stage.TO_CONTACT and fold(c.company) not in taken
    ]
    return tuple(sorted(free, key=_warmest_first)[: max(0, limits.active_targets - active)])


def another_at(
    contact: Contact, contacts: Iterable[Contact], stages: Mapping[str, Stage]
) -> tuple[Contact, ...]:
    """Others at the same company who were not written to yet: for when no reply comes."""
    company = fold(contact.company)
    if not company:
        return ()
    others = (
        other
        for other in contacts
        if other.uid != contact.uid
        and not other.archived
        and fold(other.company) == company
        and stages.get(other.uid) is Stage.TO_CONTACT
    )
    return tuple(sorted(others, key=_warmest_first))


def _warmest_first(contact: Contact) -> tuple[bool, int, str]:
    """Introduced people first, then by source, then by name."""
    warmth = _WARMTH[contact.source] if contact.source else len(_WARMTH)
    return not contact.introduced_by, warmth, fold(contact.name)


class ReplyRate(Struct, frozen=True):
    """How many of the people written to have answered; who may still answer is not counted."""

    asked: int
    replied: int
    band: tuple[float, float] = DEFAULT.reply_rate

    @property
    def share(self) -> float | None:
        """From 0 to 1; None before anybody could answer."""
        return self.replied / self.asked if self.asked else None

    @property
    def say(self) -> str:
        """`4 of 12 replied (33 %); 20-40 % is what to expect`."""
        low, high = (round(100 * edge) for edge in self.band)
        expected = f"{low}-{high} % is what to expect"
        if self.share is None:
            return f"no answer is due yet; {expected}"
        return f"{self.replied} of {self.asked} replied ({round(100 * self.share)} %); {expected}"


def reply_rate(
    touches: Mapping[str, Sequence[Touch]],
    today: date,
    calendar: WorkCalendar = _CALENDAR,
    limits: Limits = DEFAULT,
) -> ReplyRate:
    """The reply rate over people, from their touches by contact.

    Silence counts once the second clock (7 business days) is over.
    """
    asked = replied = 0
    for theirs in touches.values():
        past = sorted((t for t in theirs if t.at.date() <= today), key=lambda t: t.at)
        sent = next((t for t in past if _is_outreach(t)), None)
        if sent is None:
            continue
        answered = any(t.direction is Direction.IN and t.at >= sent.at for t in past)
        answered = answered or any(t.kind is TouchKind.INTERVIEW and t.at >= sent.at for t in past)
        if answered or calendar.due_after(sent.at, limits.second_try) <= today:
            asked += 1
            replied += answered
    return ReplyRate(asked, replied, limits.reply_rate)


def _is_outreach(touch: Touch) -> bool:
    return touch.kind is TouchKind.OUTREACH and touch.direction is Direction.OUT
