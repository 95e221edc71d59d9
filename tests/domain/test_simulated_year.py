"""A year of days with a scripted user: sixty contacts, forty talks, requests, introductions.

Each day the invariants of the queue are checked before the user works through a part of it: no
row without a reason, no thank-you without its clock, no duplicate row, no row that vanishes.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from infoview_tui.domain.models import (
    FollowUpKind,
    FollowUpState,
    Status,
    TouchKind,
)
from infoview_tui.domain.outreach_plan import reply_rate
from infoview_tui.domain.queue import Task
from tests.domain.lived_year import begin
from tests.domain.year import BERLIN, CALENDAR, FIRST, VACATION


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_leaves_no_row_without_reason_or_clock_and_no_duplicate(seed: int) -> None:
    year = begin(seed)
    for number in range(365):
        year.now = (FIRST + timedelta(days=number)).astimezone(BERLIN)
        year.hold_talks()
        year.answer()
        year.check()
        if VACATION[0] <= year.now.date() <= VACATION[1]:
            continue
        if CALENDAR.is_business_day(year.now.date()):
            year.work()
        if year.now.weekday() == 4:
            year.review()
    year.check()

    held = [talk for talk in year.interviews.values() if talk.status is Status.HELD]
    assert len(year.contacts) >= 60
    assert len(held) >= 40
    lived = {FollowUpKind(kind) for kind in year.seen if kind in list(FollowUpKind)}
    assert lived == set(FollowUpKind)
    sent = {touch.kind for theirs in year.touches.values() for touch in theirs}
    assert sent == set(TouchKind) - {TouchKind.GIVE}
    assert any(contact.away_until for contact in year.contacts.values())
    assert set(year.seen) >= {Task.DEBRIEF, Task.PREP, Task.OUTCOME}
    closed = [row for row in year.follow_ups.values() if row.state is not FollowUpState.OPEN]
    assert all(row.closed_at is not None for row in closed)
    rate = reply_rate(year.touches, year.now.date(), CALENDAR)
    assert rate.share is not None
    assert 0 < rate.share < 1
