"""What the facts imply without anybody having written it down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    FollowUpKind,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import Severity
from tests.domain.queue_facts import (
    NOW,
    PRIYA,
    TODAY,
    WARM,
    held,
    only,
    queue,
    reply,
    row,
    scheduled,
    touch,
)


def test_a_reply_is_answered_within_24_h() -> None:
    found = only(queue([], [], [touch(3, TouchKind.OUTREACH), reply(0.5)]))
    assert found.follow_up is not None
    assert found.follow_up.due_at == NOW + timedelta(hours=12)
    assert "replied" in found.why


@pytest.mark.parametrize(
    "after",
    [
        touch(0.2, TouchKind.OUTREACH),
        touch(0.2, TouchKind.CHECK_IN),
    ],
)
def test_an_answered_reply_asks_nothing(after: Touch) -> None:
    assert queue([], [], [touch(3, TouchKind.OUTREACH), reply(0.5), after]) == ()


def test_a_reply_after_which_a_talk_was_agreed_asks_nothing() -> None:
    said = [touch(3, TouchKind.OUTREACH), reply(0.5)]
    assert queue([], [scheduled(100)], said) == ()
    assert queue([], [held(500, debriefed_at=NOW)], said) == ()


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (89, None),
        (90, Severity.AMBER),
        (91, Severity.AMBER),
        (134, Severity.AMBER),
        (135, Severity.RED),
    ],
)
def test_going_cold_appears_with_the_interval_over_and_is_red_at_one_and_a_half(
    days: int, severity: Severity | None
) -> None:
    rows = queue([], [], [touch(days, TouchKind.GIVE)], [WARM])
    assert [r.severity for r in rows] == ([severity] if severity else [])


def test_cadence_counts_from_the_last_real_touch_of_any_kind() -> None:
    old = touch(200, TouchKind.INTERVIEW)
    assert queue([], [], [old], [WARM])
    for kind in TouchKind:
        assert queue([], [], [old, touch(3, kind)], [WARM]) == ()


def test_a_contact_without_a_cadence_never_goes_cold() -> None:
    assert queue([], [], [touch(900, TouchKind.GIVE)], [PRIYA]) == ()
    own = replace(PRIYA, cadence_days=14)
    assert queue([], [], [touch(15, TouchKind.GIVE)], [own])


def test_who_never_answered_rests_and_is_not_cold() -> None:
    assert queue([], [], [touch(100, TouchKind.OUTREACH)], [WARM]) == ()


def test_nobody_is_cold_with_whom_something_is_due_soon_or_a_talk_lies_ahead() -> None:
    old = [touch(200, TouchKind.GIVE)]
    promise = row(FollowUpKind.PROMISE, TODAY + timedelta(days=7))
    assert [r.key for r in queue([promise], [], old, [WARM])] == ["r"]
    far = row(FollowUpKind.PROMISE, TODAY + timedelta(days=8))
    assert len(queue([far], [], old, [WARM])) == 2
    assert queue([], [scheduled(100)], old, [WARM]) == ()


def test_an_archived_contact_owes_only_what_is_written_down() -> None:
    archived = replace(WARM, archived=True)
    old = [touch(200, TouchKind.GIVE)]
    assert queue([], [], old, [archived]) == ()
    assert len(queue([row(FollowUpKind.PROMISE)], [], old, [archived])) == 1


def test_a_cold_row_dropped_stays_away_until_the_next_touch_grows_cold() -> None:
    (found,) = queue([], [], [touch(200, TouchKind.GIVE)], [WARM])
    assert found.follow_up is not None
    dropped = rules.drop(found.follow_up, NOW)
    assert queue([dropped], [], [touch(200, TouchKind.GIVE)], [WARM]) == ()
    later = NOW + timedelta(days=100)
    again = queue([dropped], [], [touch(3, TouchKind.GIVE)], [WARM], now=later)
    assert len(again) == 1


def test_two_silent_check_ins_offer_to_let_go() -> None:
    silent = [touch(400, TouchKind.CHECK_IN), touch(200, TouchKind.CHECK_IN)]
    (found,) = queue([], [], silent, [WARM])
    assert found.why == "2 check-ins without an answer: let go, or once a year"
