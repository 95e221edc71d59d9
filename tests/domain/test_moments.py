"""A day is a day where the user lives; the edges of the calendar hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.models import new_uid
from infoview_tui.domain.moments import (
    Days,
    day_of,
    days_after,
    hours_after,
    hours_since,
    local,
    say_span,
)

BERLIN = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Berlin"))


def test_a_moment_falls_on_the_users_day() -> None:
    assert day_of(datetime(2026, 11, 19, 23, 30, tzinfo=UTC), BERLIN) == date(2026, 11, 20)
    assert local(datetime(2026, 7, 1, 10, tzinfo=UTC), BERLIN).hour == 12  # summer time


@pytest.mark.parametrize(
    "edge", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]
)
def test_the_edges_of_the_calendar_hold(edge: datetime) -> None:
    far_west = BERLIN.astimezone(timezone(timedelta(hours=-11)))
    for now in (BERLIN, far_west):
        assert abs(day_of(edge, now) - edge.date()) <= timedelta(days=1)
    assert hours_after(datetime.max.replace(tzinfo=UTC), 24).date() == date.max
    assert days_after(date.max, 7) == date.max


def test_hours_are_hours_even_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    after = datetime(2026, 10, 25, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert hours_since(before, after) == 25
    assert hours_after(before, 25) == after


@pytest.mark.parametrize(
    ("hours", "said"),
    [(-1, "0 min"), (0.5, "30 min"), (1, "1 h"), (23.9, "23 h"), (24, "1 d"), (70, "2 d")],
)
def test_a_span_is_said_roughly(hours: float, said: str) -> None:
    assert say_span(hours) == said


def test_a_derived_uid_follows_from_its_parts_and_looks_like_any_other() -> None:
    assert derived_uid("i", "thank_you") == derived_uid("i", "thank_you")
    assert derived_uid("i", "thank_you") != derived_uid("it", "hank_you")
    assert len(derived_uid("i")) == len(new_uid())
    assert derived_uid("\ud800")  # text from files may hold a lone surrogate


@given(
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=6),
    st.sampled_from(["Europe/Berlin", "America/Havana", "Africa/Cairo", "Asia/Kathmandu"]),
    st.lists(st.integers(-60 * 30, 60 * 30), max_size=6),
)
def test_many_moments_fall_on_the_days_on_which_each_one_falls(
    moments: list[datetime], zone: str, minutes: list[int]
) -> None:
    now = datetime(2026, 11, 1, 4, tzinfo=ZoneInfo(zone))  # the clocks of Havana go back
    near = [now.astimezone(UTC) + timedelta(minutes=passed) for passed in minutes]
    days = Days(now)
    for moment in (*near, *moments):
        assert days.of(moment) == day_of(moment, now)
