"""The weekly review as an appointment: a row of the queue that is closed by doing it."""

from __future__ import annotations

from datetime import date, datetime

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import Meta
from infoview_tui.domain.moments import day_of, days_after
from infoview_tui.domain.queue_row import Row, Severity, Task, group_of_day, say_late
from infoview_tui.domain.say_dates import say_day


def next_review(last: date, limits: Limits = DEFAULT) -> date:
    """The day of the review after one of this day: a week later."""
    return days_after(last, limits.review_days)


def review_row(meta: Meta, now: datetime, limits: Limits = DEFAULT) -> Row | None:
    """The next review, which follows the last one; the first is due a week after the beginning,
    and does not stand in the queue before.
    """
    begun = day_of(meta.created_at, now) if meta.created_at else None
    last, today = meta.last_review or begun, now.date()
    if last is None:
        return None
    due = next_review(last, limits)
    if meta.last_review is None and due > today:
        return None
    if meta.review_step:
        said = "begun: w goes on where you left"
    elif meta.last_review is None:
        said = "ten minutes: what is open, whom to write to, who comes next; w begins"
    else:
        said = f"ten minutes; the last one was {say_day(last, today)}"
    return Row(
        key="review",
        task=Task.REVIEW,
        group=group_of_day(due, today),
        severity=Severity.AMBER if due < today else Severity.CALM,
        contact="",
        name="Weekly review",
        label=Task.REVIEW.value,
        due=due,
        late=say_late(due, None, now),
        reason=lambda: said,
    )
