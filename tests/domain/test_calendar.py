"""Business days: the 3B7 clock, the noon rule, holidays and pauses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.calendar import NoBusinessDay, WorkCalendar

CALENDAR = WorkCalendar()


def sent(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("moment", "day_zero"),
    [
        ("2026-11-18T11:59", "2026-11-18"),
        ("2026-11-18T12:00", "2026-11-18"),
        ("2026-11-18T12:00:01", "2026-11-19"),
        ("2026-11-20T17:00", "2026-11-23"),
        ("2026-11-21T09:00", "2026-11-23"),
        ("2026-11-22T23:59", "2026-11-23"),
        ("2026-12-31T18:00", "2027-01-01"),
    ],
)
def test_sent_after_noon_or_at_a_weekend_day_zero_is_the_next_business_day(
    moment: str, day_zero: str
) -> None:
    assert CALENDAR.day_zero(sent(moment)).isoformat() == day_zero


def test_the_noon_rule_goes_by_the_senders_clock() -> None:
    moment = sent("2026-11-18T11:30:00-05:00")
    assert CALENDAR.day_zero(moment) == date(2026, 11, 18)
    assert CALENDAR.day_zero(moment.astimezone(UTC)) == date(2026, 11, 19)


def test_holidays_are_a_setting_and_count_like_weekends() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 12, 25), date(2027, 1, 1)}))
    assert calendar.day_zero(sent("2026-12-24T15:00")) == date(2026, 12, 28)
    assert calendar.add_business_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert calendar.add_business_days(date(2026, 12, 31), 1) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("moment", "n", "due"),
    [
        ("2026-11-18T09:00", 3, "2026-11-23"),
        ("2026-11-18T09:00", 7, "2026-11-27"),
        ("2026-11-20T13:00", 3, "2026-11-26"),
        ("2026-11-20T13:00", 7, "2026-12-02"),
        ("2026-12-29T09:00", 3, "2027-01-01"),
    ],
)
def test_no_reply_after_3_and_7_business_days(moment: str, n: int, due: str) -> None:
    assert CALENDAR.due_after(sent(moment), n).isoformat() == due


def test_an_offer_not_taken_up_is_nudged_at_10_business_days() -> None:
    assert CALENDAR.due_after(sent("2026-11-18T09:00"), 10) == date(2026, 12, 2)


def test_a_pause_stops_the_clock_for_its_first_and_last_day() -> None:
    calendar = WorkCalendar(away=((date(2026, 11, 19), date(2026, 11, 24)),))
    assert calendar.due_after(sent("2026-11-18T09:00"), 1) == date(2026, 11, 25)
    assert calendar.business_days_between(date(2026, 11, 18), date(2026, 11, 27)) == 3


def test_own_working_days_are_counted() -> None:
    sunday_to_thursday = WorkCalendar(workdays=frozenset({6, 0, 1, 2, 3}))
    assert sunday_to_thursday.day_zero(sent("2026-11-20T09:00")) == date(2026, 11, 22)


@pytest.mark.parametrize("workdays", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_a_week_without_a_working_day_is_refused(workdays: frozenset[int]) -> None:
    with pytest.raises(NoBusinessDay, match="Working days"):
        WorkCalendar(workdays=workdays)


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NoBusinessDay, match="before it begins"):
        WorkCalendar(away=((date(2026, 11, 20), date(2026, 11, 19)),))


def test_a_pause_without_end_is_refused_in_bounded_time() -> None:
    calendar = WorkCalendar(away=((date.min, date.max),))
    with pytest.raises(NoBusinessDay, match="holidays and pauses"):
        calendar.next_business_day(date(2026, 11, 18))


def test_counts_that_leave_the_calendar_are_refused() -> None:
    with pytest.raises(NoBusinessDay, match="9999"):
        CALENDAR.add_business_days(date(9999, 12, 30), 5)
    with pytest.raises(NoBusinessDay, match="9999"):
        CALENDAR.add_business_days(date(1, 1, 1), -1)
    with pytest.raises(NoBusinessDay, match="too far"):
        CALENDAR.add_business_days(date(2026, 11, 18), 10**9)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-11-18", "2026-11-18", 0),
        ("2026-11-18", "2026-11-25", 5),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-21", "2026-11-23", 1),
        ("2026-11-25", "2026-11-18", -5),
        ("0001-01-01", "9999-12-31", 2608614),
    ],
)
def test_business_days_between_two_days(start: str, end: str, count: int) -> None:
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert CALENDAR.business_days_between(*days) == count


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(
    start=DAYS,
    n=st.integers(-60, 60),
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    holidays=st.frozensets(DAYS, max_size=5),
    pause=st.tuples(DAYS, st.integers(0, 40)),
)
@settings(deadline=None)
def test_counting_between_undoes_adding(
    start: date,
    n: int,
    workdays: frozenset[int],
    holidays: frozenset[date],
    pause: tuple[date, int],
) -> None:
    away = (pause[0], pause[0] + timedelta(days=pause[1]))
    calendar = WorkCalendar(workdays, holidays, (away, away))
    end = calendar.add_business_days(start, n)
    assert n == 0 or calendar.is_business_day(end)
    assert calendar.business_days_between(start, end) == n or not calendar.is_business_day(start)
    if n >= 0:
        assert calendar.business_days_between(start, end) == n
