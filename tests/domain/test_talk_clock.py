"""The clock of a talk: before, in and after it, from facts alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import InterviewHead
from infoview_tui.domain.talk_clock import Phase, read_clock, say_elapsed, say_left

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
AGREED = InterviewHead(uid="t", contact="c", starts_at=START, minutes=20)
BEGUN = replace(AGREED, started_at=START)


@pytest.mark.parametrize(
    ("minutes", "phase"),
    [
        (-90, Phase.AHEAD),
        (-6, Phase.AHEAD),
        (-5, Phase.EARLY),
        (0, Phase.EARLY),
        (1, Phase.LATE),
    ],
)
def test_before_it_begins(minutes: float, phase: Phase) -> None:
    reading = read_clock(AGREED, START + timedelta(minutes=minutes))
    assert reading.phase is phase
    assert reading.left == timedelta(minutes=-minutes)
    assert not reading.running


@pytest.mark.parametrize(
    ("minutes", "phase", "share"),
    [
        (0, Phase.UNDER_WAY, 0.0),
        (14.9, Phase.UNDER_WAY, 0.745),
        (15, Phase.WRAP_UP, 0.75),
        (20, Phase.OVER, 1.0),
        (25, Phase.OVER, 1.0),
    ],
)
def test_while_it_runs(minutes: float, phase: Phase, share: float) -> None:
    reading = read_clock(BEGUN, START + timedelta(minutes=minutes))
    assert reading.phase is phase
    assert reading.share == pytest.approx(share)
    assert reading.elapsed + reading.left == timedelta(minutes=20)
    assert reading.running


def test_it_begins_when_it_was_begun_not_when_it_was_agreed() -> None:
    late = replace(AGREED, started_at=START + timedelta(minutes=4))
    assert read_clock(late, START + timedelta(minutes=6)).elapsed == timedelta(minutes=2)


def test_after_its_end_it_stands_still() -> None:
    ended = replace(BEGUN, ended_at=START + timedelta(minutes=18))
    reading = read_clock(ended, START + timedelta(days=3))
    assert (reading.phase, reading.elapsed) == (Phase.ENDED, timedelta(minutes=18))


def test_a_talk_as_short_as_its_wrap_up_has_a_first_half() -> None:
    short = replace(BEGUN, minutes=4)
    assert read_clock(short, START + timedelta(minutes=1)).phase is Phase.UNDER_WAY
    assert read_clock(short, START + timedelta(minutes=2)).phase is Phase.WRAP_UP


def test_without_a_time_there_is_nothing_to_count() -> None:
    assert read_clock(replace(AGREED, starts_at=None), START).phase is Phase.UNTIMED


@given(st.timedeltas(timedelta(days=-900), timedelta(days=900)), st.integers(-5, 600))
def test_no_clock_however_set_breaks_it(offset: timedelta, minutes: int) -> None:
    reading = read_clock(replace(BEGUN, minutes=minutes), START + offset)
    assert reading.elapsed >= timedelta()
    assert 0 <= reading.share <= 1


@pytest.mark.parametrize(
    ("seconds", "elapsed", "left"),
    [
        (0, "00:00", "0 s"),
        (59, "00:59", "59 s"),
        (761, "12:41", "12 min 41"),
        (3600 + 127, "1:02:07", "1 h 02"),
        (3 * 86400, "72:00:00", "3 d"),
        (-5, "00:00", "0 s"),
    ],
)
def test_spans_in_words(seconds: int, elapsed: str, left: str) -> None:
    span = timedelta(seconds=seconds)
    assert (say_elapsed(span), say_left(span)) == (elapsed, left)
