"""The clock of a talk, computed from facts of the file: it survives a crash and a restart."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from infoview_tui.domain.models import InterviewHead

_NOTHING = timedelta()


class Phase(StrEnum):
    """Where a talk stands against its clock."""

    UNTIMED = "untimed"  # planned without a time
    AHEAD = "ahead"
    EARLY = "early"  # the last minutes before: be there now
    LATE = "late"  # agreed for a moment that has passed, and not begun
    UNDER_WAY = "under_way"
    WRAP_UP = "wrap_up"
    OVER = "over"  # past the agreed end, and going on
    ENDED = "ended"


class Reading(Struct, frozen=True):
    """What the clock shows: `left` counts to the start before the talk, to the end in it.

    After the start or the end it is negative. `share` is how much of the length is gone, 0 to 1.
    """

    phase: Phase
    elapsed: timedelta = _NOTHING
    left: timedelta = _NOTHING
    share: float = 0.0

    @property
    def running(self) -> bool:
        return self.phase in (Phase.UNDER_WAY, Phase.WRAP_UP, Phase.OVER)


def read_clock(
    talk: InterviewHead, now: datetime, *, wrap_up_minutes: int = 5, early_minutes: int = 5
) -> Reading:
    """The clock of `talk` at `now`.

    Method: be there 5 minutes early, begin to wrap up 5 minutes before the agreed end. A clock
    that was set back shows no negative time.
    """
    if talk.started_at is not None:
        return _running(talk, talk.started_at, now, timedelta(minutes=wrap_up_minutes))
    if talk.starts_at is None:
        return Reading(Phase.UNTIMED)
    left = talk.starts_at - now
    if left < _NOTHING:
        return Reading(Phase.LATE, left=left)
    early = left <= timedelta(minutes=early_minutes)
    return Reading(Phase.EARLY if early else Phase.AHEAD, left=left)


def _running(talk: InterviewHead, started: datetime, now: datetime, wrap_up: timedelta) -> Reading:
    length = timedelta(minutes=max(1, talk.minutes))
    elapsed = max(_NOTHING, (talk.ended_at or now) - started)
    left = length - elapsed
    share = min(1.0, elapsed / length)
    if talk.ended_at is not None:
        phase = Phase.ENDED
    elif left <= _NOTHING:
        phase = Phase.OVER
    else:
        # A talk as short as its wrap-up would be nothing but wrap-up.
        phase = Phase.WRAP_UP if left <= min(wrap_up, length / 2) else Phase.UNDER_WAY
    return Reading(phase, elapsed, left, share)


def say_elapsed(span: timedelta) -> str:
    """`12:41`, from an hour `1:02:41`."""
    minutes, seconds = divmod(max(0, int(span.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def say_left(span: timedelta) -> str:
    """`7 min 19`, in the last minute `19 s`; from an hour `1 h 07`, from two days `3 d`."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < 60:
        return f"{seconds} s"
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} min {seconds:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02}" if hours < 48 else f"{hours // 24} d"
