"""A contact's stage follows from what happened (method §2, "3B7")."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.models import (
    Direction,
    Interview,
    InterviewHead,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.stages import (
    Stage,
    attempts,
    last_touch,
    last_touched,
    may_let_go,
    rest,
    silent_check_ins,
    stage,
    talks,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def touch(
    days: float, kind: TouchKind = TouchKind.OUTREACH, direction: Direction = Direction.OUT
) -> Touch:
    at = MONDAY + timedelta(days=days)
    return Touch(uid=f"t{days}{kind}", contact="c", at=at, kind=kind, direction=direction)


def reply(days: float) -> Touch:
    return touch(days, TouchKind.REPLY, Direction.IN)


def talk(status: Status, **fields: Any) -> InterviewHead:
    return Interview(uid=f"i{status}", contact="c", status=status, **fields)


def day(days: int) -> date:
    return (MONDAY + timedelta(days=days)).date()


def test_nothing_happened_is_to_contact() -> None:
    assert stage([], [], day(0)) is Stage.TO_CONTACT


def test_a_message_makes_contacted_and_an_answer_replied() -> None:
    assert stage([touch(0)], [], day(1)) is Stage.CONTACTED
    assert stage([touch(0), reply(1)], [], day(1)) is Stage.REPLIED
    assert stage([touch(0), reply(1), touch(20)], [], day(40)) is Stage.REPLIED


def test_an_agreed_time_makes_scheduled_and_a_plan_without_one_does_not() -> None:
    said = [touch(0), reply(1)]
    assert stage(said, [talk(Status.SCHEDULED, starts_at=MONDAY)], day(1)) is Stage.SCHEDULED
    assert stage(said, [talk(Status.PLANNED)], day(1)) is Stage.REPLIED
    assert stage(said, [talk(Status.CANCELLED)], day(1)) is Stage.REPLIED


def test_a_talk_held_makes_met_and_the_next_one_scheduled_again() -> None:
    held = talk(Status.HELD, started_at=MONDAY, ended_at=MONDAY)
    assert stage([], [held], day(1)) is Stage.MET
    assert stage([], [held, talk(Status.SCHEDULED, starts_at=MONDAY)], day(1)) is Stage.SCHEDULED
    assert stage([touch(0, TouchKind.INTERVIEW)], [], day(1)) is Stage.MET


def test_a_talk_under_way_is_scheduled() -> None:
    assert stage([], [talk(Status.SCHEDULED, started_at=MONDAY)], day(0)) is Stage.SCHEDULED


def test_two_attempts_rest_from_the_end_of_the_second_clock_for_six_months() -> None:
    tried = [touch(0), touch(9)]  # Monday, and Wednesday of the week after
    begins, until = date(2026, 3, 20), date(2026, 9, 20)  # 7 business days after 11 March
    assert rest(tried) == (begins, until)
    assert stage(tried, [], begins - timedelta(days=1)) is Stage.CONTACTED
    assert stage(tried, [], begins) is Stage.RESTING
    assert stage(tried, [], until - timedelta(days=1)) is Stage.RESTING
    assert stage(tried, [], until) is Stage.TO_CONTACT


def test_holidays_put_off_the_rest() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 3, 12)}))
    assert rest([touch(0), touch(9)], calendar) == (date(2026, 3, 23), date(2026, 9, 23))


def test_one_attempt_is_never_resting_but_forgotten_after_six_months() -> None:
    assert stage([touch(0)], [], date(2026, 9, 1)) is Stage.CONTACTED
    assert stage([touch(0)], [], date(2026, 9, 2)) is Stage.TO_CONTACT


def test_after_the_rest_a_new_round_begins() -> None:
    again = [touch(0), touch(9), touch(205)]
    assert attempts(again) == (again[2],)
    assert stage(again, [], day(206)) is Stage.CONTACTED


def test_a_reply_ends_the_round_of_attempts() -> None:
    assert attempts([touch(0), reply(1), touch(5)]) == (touch(5),)
    assert attempts([touch(0), touch(3, TouchKind.INTERVIEW)]) == ()


def test_what_lies_ahead_has_not_happened() -> None:
    assert stage([touch(0)], [], day(-1)) is Stage.TO_CONTACT


def test_the_last_touch_is_the_latest_of_any_kind_whatever_the_order() -> None:
    given = touch(5, TouchKind.GIVE)
    assert last_touch([touch(0), given, touch(2)]) == given
    assert last_touch([]) is None


def test_a_talk_nobody_logged_is_a_touch_too() -> None:
    held = talk(Status.HELD, ended_at=MONDAY + timedelta(days=8))
    now = MONDAY + timedelta(days=30)
    assert last_touched([touch(0)], [held], now) == day(8)
    assert last_touched([touch(0), touch(9)], [held], now) == day(9)
    assert last_touched([], [talk(Status.SCHEDULED, starts_at=MONDAY)], now) is None


def test_a_touch_in_the_future_does_not_count_for_the_cadence() -> None:
    assert last_touched([touch(0), touch(50)], [], MONDAY + timedelta(days=1)) == day(0)


def test_talks_are_those_held_oldest_first() -> None:
    late = talk(Status.HELD, ended_at=MONDAY + timedelta(days=8))
    early = talk(Status.HELD, starts_at=MONDAY)
    undated = talk(Status.HELD)
    assert talks([late, talk(Status.NO_SHOW), early, undated]) == (undated, early, late)


@pytest.mark.parametrize("found", Stage)
def test_every_stage_has_words(found: Stage) -> None:
    assert found.label
    assert "_" not in found.label


def test_two_check_ins_without_an_answer_are_time_to_let_go() -> None:
    silent = [touch(0, TouchKind.CHECK_IN), touch(40, TouchKind.CHECK_IN)]
    assert silent_check_ins(silent) == 2
    assert may_let_go(silent)
    answered = [*silent, reply(20)]
    assert silent_check_ins(answered) == 1
    assert not may_let_go(answered)


ANY = st.builds(
    Touch,
    uid=st.just("t"),
    contact=st.just("c"),
    at=st.datetimes(timezones=st.just(UTC)),
    kind=st.sampled_from(TouchKind),
    direction=st.sampled_from(Direction),
)


@given(st.lists(ANY, max_size=6), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_history_has_a_stage(touches: list[Touch], today: date) -> None:
    assert stage(touches, [], today) in Stage
