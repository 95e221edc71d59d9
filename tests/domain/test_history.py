"""The history of one contact: nothing vanishes, nothing stands there twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from infoview_tui.domain.history import history
from infoview_tui.domain.models import (
    Channel,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue_row import Group, Row, Severity, Task

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def ago(days: int) -> datetime:
    return NOW - timedelta(days=days)


def test_what_is_open_comes_first_then_the_past_newest_first() -> None:
    dropped = FollowUp(
        uid="f", contact="c", kind=FollowUpKind.PROMISE, due=date(2026, 11, 1), reason="article",
        state=FollowUpState.DROPPED, closed_at=ago(2), snoozed=(date(2026, 10, 30),) * 2,
    )  # fmt: skip
    still = replace(dropped, uid="g", state=FollowUpState.OPEN, closed_at=None)
    owed = Row(
        key="g", task=Task.FOLLOW_UP, group=Group.TODAY, severity=Severity.CALM, contact="c",
        name="C", label="promise", due=date(2026, 11, 18), follow_up=still, reason=lambda: "why",
    )  # fmt: skip
    talk = Interview(uid="i", contact="c", status=Status.HELD, started_at=ago(20), ended_at=ago(20))
    next_talk = Interview(
        uid="j", contact="c", status=Status.SCHEDULED, starts_at=NOW + timedelta(days=3)
    )
    touches = [
        Touch(uid="i-talk", contact="c", at=ago(20), kind=TouchKind.INTERVIEW, interview="i"),
        Touch(
            uid="t", contact="c", at=ago(30), kind=TouchKind.GIVE, direction=Direction.IN,
            channel=Channel.EMAIL, text="a link",
        ),
    ]  # fmt: skip
    found = history(touches, [talk, next_talk], [dropped, still], [owed], NOW)
    assert [(event.what, event.open) for event in found] == [
        ("owed: promise, snoozed 2 times, first due Fri 30 Oct", True),
        ("interview agreed", True),
        ("dropped: promise, snoozed 2 times, first due Fri 30 Oct", False),
        ("interview", False),
        ("give from them by email", False),
    ]
    assert found[0].text == "why"
    assert found[3].interview == "i"


def test_talks_that_did_not_take_place_are_said_so() -> None:
    talks = [
        Interview(uid=status, contact="c", status=status, starts_at=ago(3))
        for status in (Status.CANCELLED, Status.NO_SHOW)
    ]
    found = history([], talks, [], [], NOW)
    assert [e.what for e in found] == ["interview, cancelled", "interview, nobody came"]
