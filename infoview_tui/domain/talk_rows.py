"""The queue's rows about interviews: sheets to fill, talks to account for, debriefs to finish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from infoview_tui.domain.models import InterviewHead, Status
from infoview_tui.domain.moments import day_of, hours_since
from infoview_tui.domain.owed import History
from infoview_tui.domain.queue_row import Row, Severity, Task, group_of_day, say_late
from infoview_tui.domain.readiness import is_thin, readiness
from infoview_tui.domain.text import counted
from infoview_tui.domain.why import Lookup

_GRACE = timedelta(hours=1)  # a talk may begin late before one asks whether it was held


def about_talks(history: History, look: Lookup, now: datetime) -> Iterator[Row]:
    """The rows about one contact's interviews."""
    for head in history.interviews:
        if head.awaits_debrief and head.ended_at is not None:
            ended = day_of(head.ended_at, now)
            yield _row(head, history, now, Task.DEBRIEF, ended, _debrief_says(head, look))
        elif head.status is Status.SCHEDULED and head.ahead and head.starts_at is not None:
            yield from _before(head, head.starts_at, history, look, now)


def _before(
    head: InterviewHead, starts_at: datetime, history: History, look: Lookup, now: datetime
) -> Iterator[Row]:
    """method: thin prep warning 72 h before; and a talk whose time is over wants its outcome."""
    day = day_of(starts_at, now)
    if now - starts_at > timedelta(minutes=head.minutes) + _GRACE:
        asked = "its time is over: was it held, moved or cancelled?"
        yield _row(head, history, now, Task.OUTCOME, day, lambda: asked)
        return
    hours = history.limits.thin_prep_hours
    if not 0 < -hours_since(starts_at, now) <= hours:
        return
    interview = look.interview(head.uid)
    if interview is not None and is_thin(interview, now, hours):
        found = readiness(interview.prep)
        missing = ", ".join(must.name for must in found.musts if not must.done)
        said = f"{found.bar} the sheet lacks {missing}"
        yield _row(head, history, now, Task.PREP, day, lambda: said)


def _row(
    head: InterviewHead,
    history: History,
    now: datetime,
    task: Task,
    due: date,
    reason: Callable[[], str],
) -> Row:
    return Row(
        key=f"{head.uid}:{task}",
        task=task,
        group=group_of_day(due, now.date()),
        severity=Severity.RED if due < now.date() else Severity.AMBER,
        contact=head.contact,
        name=history.contact.name,
        label=task.value,
        due=due,
        late=say_late(due, None, now),
        interview=head.uid,
        reason=reason,
    )


def _debrief_says(head: InterviewHead, look: Lookup) -> Callable[[], str]:
    def say() -> str:
        interview = look.interview(head.uid)
        notes = interview.notes if interview else ()
        marks = sum(note.is_mark for note in notes)
        to_fill = f", {counted(marks, 'mark')} to complete" if marks else ""
        return f"{counted(len(notes), 'note')}{to_fill}: write down what is fresh"

    return say
