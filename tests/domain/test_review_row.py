"""The weekly review as an appointment in the queue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoview_tui.domain.limits import Limits
from infoview_tui.domain.models import Meta
from infoview_tui.domain.queue_row import Group, Row, Severity
from infoview_tui.domain.queue_text import near
from infoview_tui.domain.review_row import next_review, review_row

NOW = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Berlin"))  # a Friday
TODAY = NOW.date()


def row(last: date | None = None, begun: datetime | None = None, step: str = "") -> Row:
    found = review_row(Meta(last_review=last, created_at=begun, review_step=step), NOW)
    assert found is not None
    return found


def test_the_next_review_is_a_week_after_the_last_one() -> None:
    assert next_review(TODAY) == date(2026, 11, 27)
    assert next_review(TODAY, Limits(review_days=14)) == date(2026, 12, 4)
    assert (row(TODAY).group, row(TODAY).late) == (Group.LATER, "Fri 27 Nov")
    assert row(date(2026, 11, 13)).group is Group.TODAY
    late = row(date(2026, 11, 10))
    assert (late.group, late.severity, late.late) == (Group.OVERDUE, Severity.AMBER, "3 d")


def test_the_first_review_waits_for_a_week_of_use() -> None:
    assert review_row(Meta(), NOW) is None
    assert review_row(Meta(created_at=NOW - timedelta(days=6)), NOW) is None
    assert row(begun=NOW - timedelta(days=7)).due == TODAY


def test_one_that_was_left_says_that_it_goes_on() -> None:
    assert row(date(2026, 11, 13), step="give").why == "begun: w goes on where you left"


def test_a_review_of_the_coming_days_is_not_yet_due() -> None:
    ahead, today = row(date(2026, 11, 15)), row(date(2026, 11, 13))
    assert ahead.group is Group.THIS_WEEK
    assert near([ahead, today]) == (today,)
