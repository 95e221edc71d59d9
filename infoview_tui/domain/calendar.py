"""Business days: the clock of outreach counts in them (method: no reply, 3 and 7 business days)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from msgspec import Struct

from infoview_tui.domain.errors import InfoviewError

MONDAY_TO_FRIDAY = frozenset(range(5))
NOON = time(12)
# A calendar whose holidays and pauses leave no business day for this long is a mistake.
_LONGEST_PAUSE = timedelta(days=3 * 366)
_FURTHEST = 10_000


class NoBusinessDay(InfoviewError):
    """A calendar of work without a working day, or a count that leaves the calendar."""


class WorkCalendar(Struct, frozen=True):
    """Which days count: `workdays` (Monday is 0), minus `holidays`, minus `away` pauses.

    A pause is (first day, last day), both included: one's own vacation, or a contact's
    out-of-office. Raises NoBusinessDay for a week without a workday or a pause that ends
    before it begins.
    """

    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= frozenset(range(7)):
            raise NoBusinessDay(
                "Working days: name at least one day of the week, Monday 0 to Sunday 6."
            )
        for first, last in self.away:
            if last < first:
                raise NoBusinessDay(f"A pause ends on {last} before it begins on {first}.")

    def is_business_day(self, day: date) -> bool:
        return (
            day.weekday() in self.workdays
            and day not in self.holidays
            and not any(first <= day <= last for first, last in self.away)
        )

    def next_business_day(self, day: date) -> date:
        """The first business day after `day`."""
        return self._step(day, 1)

    def add_business_days(self, start: date, n: int) -> date:
        """The n-th business day after `start` (before it, if n is negative); `start` is day 0.

        `start` itself need not be a business day; n = 0 gives it back.
        """
        if abs(n) > _FURTHEST:
            raise NoBusinessDay(f"{n} business days are too far away: at most {_FURTHEST}.")
        day = start
        for _ in range(abs(n)):
            day = self._step(day, 1 if n > 0 else -1)
        return day

    def business_days_between(self, start: date, end: date) -> int:
        """Business days after `start` up to and including `end`; negative if `end` is earlier.

        The inverse of `add_business_days` for business days.
        """
        if end < start:
            return -self._count(end, start - timedelta(days=1))
        return self._count(start + timedelta(days=1), end) if end > start else 0

    def day_zero(self, sent_at: datetime) -> date:
        """The day from which an outreach counts, on the sender's own clock.

        method: sent after 12:00 or at a weekend, day 0 is the next business day; holidays
        and pauses count like weekends. Noon itself is not after noon.
        """
        day = sent_at.date()
        after_noon = sent_at.time().replace(tzinfo=None) > NOON
        if after_noon or not self.is_business_day(day):
            return self.next_business_day(day)
        return day

    def due_after(self, sent_at: datetime, n: int) -> date:
        """The day on which n business days without a reply have passed since `sent_at`."""
        return self.add_business_days(self.day_zero(sent_at), n)

    def _step(self, day: date, direction: int) -> date:
        try:
            for days in range(1, _LONGEST_PAUSE.days + 1):
                candidate = day + timedelta(days=direction * days)
                if self.is_business_day(candidate):
                    return candidate
        except OverflowError:
            raise NoBusinessDay("No business day is left within the years 1 to 9999.") from None
        raise NoBusinessDay(
            f"No business day within three years of {day}: check holidays and pauses."
        )

    def _count(self, first: date, last: date) -> int:
        """Business days from `first` to `last`, both included."""
        if last < first:
            return 0
        weeks, rest = divmod((last - first).days + 1, 7)
        count = weeks * len(self.workdays)
        count += sum((first.weekday() + day) % 7 in self.workdays for day in range(rest))
        return count - len(self._lost_workdays(first, last))

    def _lost_workdays(self, first: date, last: date) -> set[date]:
        lost = {day for day in self.holidays if first <= day <= last}
        for begin, end in self.away:
            start, days = max(begin, first), (min(end, last) - max(begin, first)).days + 1
            lost.update(start + timedelta(days=day) for day in range(days))
        return {day for day in lost if day.weekday() in self.workdays}
