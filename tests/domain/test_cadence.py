"""Cadence: intervals, colours, priority and repeats, all from the last real touch."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.cadence import (
    Colour,
    OutsideCalendar,
    UnclearRepeat,
    catch_up_priority,
    colour,
    due_on,
    interval_days,
    months_after,
    next_occurrence,
    parse_repeat,
    say_rule,
    valid_rule,
)
from infoview_tui.domain.models import Closeness

TODAY = date(2026, 11, 18)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("closeness", "own", "interval"),
    [
        (Closeness.CLOSE, None, 30),
        (Closeness.WARM, None, 90),
        (Closeness.LIGHT, None, 365),
        (Closeness.WARM, 45, 45),
        (None, 45, 45),
        (Closeness.WARM, 0, 90),
        (None, None, None),
    ],
)
def test_cadence_by_closeness_is_30_90_or_365_days_and_an_own_number_is_allowed(
    closeness: Closeness | None, own: int | None, interval: int | None
) -> None:
    assert interval_days(closeness, own) == interval


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Colour.CALM),
        (89, Colour.CALM),
        (90, Colour.AMBER),
        (134, Colour.AMBER),
        (135, Colour.RED),
        (9999, Colour.RED),
        (-5, Colour.CALM),
    ],
)
def test_cadence_is_amber_at_1_x_the_interval_and_red_at_1_5_x(days: int, expected: Colour) -> None:
    assert colour(days_ago(days), 90, TODAY) is expected


def test_without_a_touch_or_an_interval_no_cadence_runs() -> None:
    assert colour(None, 90, TODAY) is Colour.CALM
    assert colour(days_ago(999), None, TODAY) is Colour.CALM
    assert catch_up_priority(None, 90, TODAY) is None
    assert catch_up_priority(days_ago(9), None, TODAY) is None
    assert due_on(None, 90) is None
    assert due_on(TODAY, None) is None


@pytest.mark.parametrize(("days", "priority"), [(90, 0.0), (135, 0.5), (45, -0.5), (270, 2.0)])
def test_catch_up_priority_is_days_since_the_touch_minus_the_interval_by_the_interval(
    days: int, priority: float
) -> None:
    assert catch_up_priority(days_ago(days), 90, TODAY) == pytest.approx(priority)


def test_a_touch_restarts_the_cadence() -> None:
    assert due_on(days_ago(100), 90) == days_ago(10)
    assert due_on(TODAY, 90) == TODAY + timedelta(days=90)
    assert due_on(date.max, 1) is None


@pytest.mark.parametrize(
    ("anchor", "n", "expected"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2027-01-31", 2, "2027-03-31"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_months_count_from_the_anchor_to_the_last_day_of_shorter_ones(
    anchor: str, n: int, expected: str
) -> None:
    assert months_after(date.fromisoformat(anchor), n).isoformat() == expected


@pytest.mark.parametrize("n", [-(10**6), 10**6, 10**12])
def test_months_beyond_the_calendar_are_refused(n: int) -> None:
    with pytest.raises(OutsideCalendar, match="9999"):
        months_after(TODAY, n)


@pytest.mark.parametrize(
    ("rule", "completed", "following"),
    [
        ("FREQ=DAILY", "2026-12-31", "2027-01-01"),
        ("FREQ=DAILY;INTERVAL=90", "2026-11-18", "2027-02-16"),
        ("FREQ=WEEKLY", "2026-11-18", "2026-11-25"),
        ("FREQ=WEEKLY;INTERVAL=2", "2026-11-18", "2026-12-02"),
        ("FREQ=WEEKLY;BYDAY=MO", "2026-11-18", "2026-11-23"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", "2026-11-23"),
        ("FREQ=MONTHLY", "2026-11-18", "2026-12-18"),
        ("FREQ=MONTHLY", "2027-01-31", "2027-02-28"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-11-30", "2027-02-28"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", "2027-02-28"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-18", "2026-12-07"),
        ("FREQ=YEARLY", "2028-02-29", "2029-02-28"),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "2026-11-18", "2026-12-28"),
        ("RRULE:FREQ=MONTHLY", "2026-11-18", "2026-12-18"),
        ("freq=weekly", "2026-11-18", "2026-11-25"),
        ("FREQ=WEEKLY;UNTIL=20261125", "2026-11-18", "2026-11-25"),
        ("FREQ=WEEKLY;UNTIL=20261125T000000Z", "2026-11-18", "2026-11-25"),
        ("FREQ=WEEKLY;UNTIL=20261124", "2026-11-18", None),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-18", None),
        ("FREQ=YEARLY", "9999-11-18", None),
        ("FREQ=WEEKLY;BYDAY=MO", "9999-12-30", None),
    ],
)
def test_a_repeat_moves_from_the_day_of_completion(
    rule: str, completed: str, following: str | None
) -> None:
    found = next_occurrence(rule, date.fromisoformat(completed))
    assert (found.isoformat() if found else None) == following


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "x",
        "FREQ=",
        "FREQ=SOMETIMES",
        "INTERVAL=2",
        "FREQ=HOURLY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;COUNT=5",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=0MO",
        "FREQ=DAILY;BYHOUR=3",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=DAILY\nRDATE:20270101",
        "FREQ=MONTHLY;BYMONTHDAY=" + "1," * 5000,
    ],
)
def test_a_rule_that_is_not_understood_is_refused_in_one_line(rule: str) -> None:
    assert not valid_rule(rule)
    with pytest.raises(UnclearRepeat) as refusal:
        next_occurrence(rule, TODAY)
    assert len(str(refusal.value)) < 200
    assert "\n" not in str(refusal.value)


def test_a_rule_that_never_comes_is_given_up_in_bounded_time() -> None:
    begin = time.process_time()
    assert next_occurrence("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", TODAY) is None
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("daily", "FREQ=DAILY"),
        ("Weekly", "FREQ=WEEKLY"),
        ("every week", "FREQ=WEEKLY"),
        ("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
        ("every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
        ("every fortnight", "FREQ=WEEKLY;INTERVAL=2"),
        ("monthly", "FREQ=MONTHLY"),
        ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
        ("every 2 quarters", "FREQ=MONTHLY;INTERVAL=6"),
        ("every half year", "FREQ=MONTHLY;INTERVAL=6"),
        ("every 90 days", "FREQ=DAILY;INTERVAL=90"),
        ("  every   year ", "FREQ=YEARLY"),
        ("every monday", "FREQ=WEEKLY;BYDAY=MO"),
        ("every fri", "FREQ=WEEKLY;BYDAY=FR"),
        ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("freq=monthly;bymonthday=15", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ],
)
def test_a_repeat_is_typed_in_words(phrase: str, rule: str) -> None:
    assert parse_repeat(phrase) == rule
    assert valid_rule(rule)


@pytest.mark.parametrize(
    "phrase",
    ["", "biweekly", "every", "every 0 days", "every 5000 days", "every 2 mondays", "sometimes"],
)
def test_a_repeat_in_doubt_is_refused(phrase: str) -> None:
    with pytest.raises(UnclearRepeat, match="every 2 weeks"):
        parse_repeat(phrase)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=MONTHLY", "monthly"),
        ("FREQ=DAILY", "daily"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
        ("FREQ=MONTHLY;INTERVAL=3", "every 3 months"),
        ("FREQ=WEEKLY;BYDAY=MO,WE", "weekly on Mon, Wed"),
        ("FREQ=MONTHLY;BYDAY=1MO", "monthly on 1st Mon"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "monthly on last Fri"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "monthly on day 15"),
        ("FREQ=YEARLY;BYMONTH=3", "yearly (BYMONTH=3)"),
        ("FREQ=WEEKLY;UNTIL=20271231", "weekly until 31 Dec 2027"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, said: str) -> None:
    assert say_rule(rule) == said


PIECES = (
    "FREQ=DAILY FREQ=WEEKLY FREQ=MONTHLY FREQ=YEARLY INTERVAL=2 INTERVAL=1000 BYDAY=MO BYDAY=5FR "
    "BYDAY=-1SU BYMONTHDAY=31 BYMONTHDAY=-31 BYMONTH=2 BYMONTH=13 BYSETPOS=-1 BYSETPOS=0 "
    "BYYEARDAY=366 BYWEEKNO=53 WKST=SU WKST=XX UNTIL=20270101 UNTIL=2027 x"
)
PARTS = st.lists(st.sampled_from(PIECES.split()), max_size=5).map(";".join)


@given(rule=st.one_of(PARTS, st.text(max_size=40)), completed=st.dates())
@settings(deadline=None)
def test_any_rule_gives_a_later_day_or_none_or_is_refused(rule: str, completed: date) -> None:
    try:
        found = next_occurrence(rule, completed)
        say_rule(rule)
    except UnclearRepeat:
        return
    assert found is None or found > completed


@given(phrase=st.text(max_size=60))
@settings(deadline=None)
def test_any_phrase_is_a_valid_rule_or_refused(phrase: str) -> None:
    try:
        rule = parse_repeat(phrase)
    except UnclearRepeat:
        return
    assert valid_rule(rule)
