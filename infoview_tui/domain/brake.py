"""The brake: one quiet line before an ask that comes too soon (method A58)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Direction,
    FollowUpKind,
    InterviewHead,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, days_after
from infoview_tui.domain.say_dates import say_ago, say_day
from infoview_tui.domain.stages import held_at, talks

_THANKS = frozenset({TouchKind.THANK_YOU, TouchKind.GIVE, TouchKind.INTRODUCTION})


def brake(
    kind: FollowUpKind | TouchKind,
    touches: Iterable[Touch],
    interviews: Iterable[InterviewHead],
    now: datetime,
    limits: Limits = DEFAULT,
) -> str | None:
    """Why an ask should wait, in one line; None for anything but an ask, or if it may go.

    method: asking for a referral or favour never in the talk; 7 days later at the earliest,
    after the thanks; and not without a give or thanks since the last ask.
    """
    if kind not in (FollowUpKind.ASK, TouchKind.ASK):
        return None
    past = [touch for touch in touches if touch.at <= now and touch.direction is Direction.OUT]
    held = [at for head in talks(interviews) if (at := held_at(head)) and at <= now]
    if held:
        talk = day_of(max(held), now)
        earliest = days_after(talk, limits.ask_days)
        if not any(t.kind in _THANKS and t.at >= max(held) for t in past):
            return "No thanks for the talk yet: thank them first, then ask."
        if now.date() < earliest:
            ago = "today" if talk == now.date() else f"{say_ago(talk, now.date())} ago"
            when = say_day(earliest, now.date())
            return f"The talk was {ago}: an ask is better from {when}."
    asks = [touch.at for touch in past if touch.kind is TouchKind.ASK]
    if asks and not any(t.kind in _THANKS and t.at > max(asks) for t in past):
        return "You asked before and have not thanked or given since: give first."
    if not held and not any(t.kind in _THANKS for t in past):
        return "You have not met or given anything yet: ask for their view, not for a favour."
    return None
