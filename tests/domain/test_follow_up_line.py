"""Follow-ups added by one line."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.follow_up_line import read_follow_up
from infoview_tui.domain.models import FollowUpKind

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday


@pytest.mark.parametrize(
    ("line", "reason", "kind", "due"),
    [
        ("send her the article by fri", "send her the article", "promise", "2026-11-20"),
        ("+ send her the article by fri", "send her the article", "promise", "2026-11-20"),
        ("thank her for the intro tomorrow", "thank her for the intro", "thank_you", "2026-11-19"),
        ("introduce Tomás to Lena in 2 weeks", "introduce Tomás to Lena", "introduction",
         "2026-12-02"),
        ("ask for a referral next month", "ask for a referral", "ask", "2026-12-18"),
        ("read May's book", "read May's book", "resource", "2026-11-25"),
    ],
)  # fmt: skip
def test_a_line_says_what_and_by_when(line: str, reason: str, kind: str, due: str) -> None:
    read = read_follow_up(line, NOW)
    assert (read.reason, read.kind, read.due.isoformat()) == (reason, FollowUpKind(kind), due)


def test_a_day_is_read_by_the_preferences() -> None:
    holiday = WorkCalendar(holidays=frozenset({NOW.date() + timedelta(days=1)}))
    said = read_follow_up("send it within 2 business days", NOW, calendar=holiday)
    assert said.due.isoformat() == "2026-11-23"  # Thursday is a holiday
    assert read_follow_up("send it by 3/12", NOW, day_first=True).due.isoformat() == "2026-12-03"


def test_a_promise_without_a_date_is_due_in_7_days() -> None:
    read = read_follow_up("send the slides", NOW)
    assert (read.due.isoformat(), read.said) == ("2026-11-25", False)


def test_a_line_that_is_only_a_date_keeps_its_words() -> None:
    assert read_follow_up("by fri", NOW).reason == "by fri"


@given(st.text(max_size=80))
def test_any_line_is_read(line: str) -> None:
    assert read_follow_up(line, NOW).due >= NOW.date()
