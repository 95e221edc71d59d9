"""The queue: everything owed, stored or implied, grouped by when, each row saying why now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.good_news import news_of
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    FollowUpKind,
    Interview,
    InterviewHead,
    Note,
    Touch,
)
from infoview_tui.domain.moments import hours_since
from infoview_tui.domain.owed import History, colour, owed
from infoview_tui.domain.queue_row import (
    WEEK,
    Group,
    Row,
    Severity,
    Task,
    arranged,
    group_of_day,
    say_late,
)
from infoview_tui.domain.reasons import TELLING
from infoview_tui.domain.talk_rows import about_talks
from infoview_tui.domain.text import in_words
from infoview_tui.domain.why import Lookup, why

__all__ = ["Group", "Row", "Severity", "Task", "arranged", "build", "rows_of"]

UNKNOWN = "unknown contact"

# While these are not due, the next step is theirs.
_THEIR_TURN = frozenset(
    {
        FollowUpKind.TRY_ANOTHER,
        FollowUpKind.SECOND_TRY,
        FollowUpKind.OFFER,
        FollowUpKind.INTRODUCTION,
    }
)
# What someone counts on is red as soon as it is late; the rest a week later.
_COUNTED_ON = frozenset({FollowUpKind.THANK_YOU, FollowUpKind.PROMISE, FollowUpKind.CONFIRM})
_LABELS = {
    FollowUpKind.SECOND_TRY: "outreach, last try",
    FollowUpKind.OTHER: "follow-up",
}


def build(
    follow_ups: Iterable[FollowUp],
    interviews: Iterable[InterviewHead],
    contacts: Mapping[str, Contact],
    touches: Mapping[str, Sequence[Touch]],
    now: datetime,
    *,
    interview: Callable[[str], Interview | None],
    calendar: WorkCalendar | None = None,
    limits: Limits = DEFAULT,
) -> tuple[Row, ...]:
    """The whole queue, grouped and sorted: by urgency, then by name.

    `contacts` by uid; `touches` by contact; `interview` finds a whole interview by uid and is
    asked only for the talks of the next days and for reasons.
    """
    histories = _histories(follow_ups, interviews, contacts, touches, calendar, limits)
    look = Lookup(
        contact=contacts.get,
        interview=interview,
        telling=lambda uid: _telling(interview(uid)),
        interviews_of=lambda uid: histories[uid].interviews if uid in histories else (),
        touches_of=lambda uid: tuple(touches.get(uid, ())),
        introduced_by=_introductions(contacts),
    )
    rows: list[Row] = []
    for history in histories.values():
        rows += rows_of(history, look, now)
    return arranged(rows)


def rows_of(history: History, look: Lookup, now: datetime) -> tuple[Row, ...]:
    """The rows of one contact, so that a change redraws only what it concerns."""
    stored = [_row(r, history, look, now) for r in history.open_rows]
    implied = [_row(r, history, look, now, stored=False) for r in owed(history, now)]
    return (*stored, *implied, *about_talks(history, look, now))


def _histories(
    follow_ups: Iterable[FollowUp],
    interviews: Iterable[InterviewHead],
    contacts: Mapping[str, Contact],
    touches: Mapping[str, Sequence[Touch]],
    calendar: WorkCalendar | None,
    limits: Limits,
) -> dict[str, History]:
    rows: dict[str, list[FollowUp]] = {}
    for row in follow_ups:
        rows.setdefault(row.contact, []).append(row)
    heads: dict[str, list[InterviewHead]] = {}
    for head in interviews:
        heads.setdefault(head.contact, []).append(head)
    return {
        uid: History(
            contact=contacts.get(uid) or Contact(uid=uid, name=UNKNOWN, archived=True),
            touches=tuple(touches.get(uid, ())),
            interviews=tuple(heads.get(uid, ())),
            follow_ups=tuple(rows.get(uid, ())),
            calendar=calendar or WorkCalendar(),
            limits=limits,
        )
        for uid in dict.fromkeys([*rows, *heads, *touches])
    }


def _telling(interview: Interview | None) -> Iterator[Note]:
    notes = interview.notes if interview else ()
    return (note for note in notes if note.text and note.kind in TELLING)


def _introductions(contacts: Mapping[str, Contact]) -> Callable[[str], tuple[Contact, ...]]:
    """Who was introduced by whom; indexed when it is first asked for."""
    index: dict[str, list[Contact]] = {}

    def introduced_by(uid: str) -> tuple[Contact, ...]:
        if not index:
            for contact in contacts.values():
                index.setdefault(contact.introduced_by, []).append(contact)
        return tuple(index.get(uid, ())) if uid else ()

    return introduced_by


# One row ------------------------------------------------------------------------------


def _row(
    row: FollowUp, history: History, look: Lookup, now: datetime, *, stored: bool = True
) -> Row:
    at = None if row.snoozed else row.due_at  # snoozed, the day counts again and not the hour
    return Row(
        key=row.uid,
        task=Task.FOLLOW_UP,
        group=_group(row, at, history.limits, now),
        severity=_severity(row, history.limits, now) if stored else _implied(row, history, now),
        contact=row.contact,
        name=history.contact.name,
        label="good news" if news_of(row) else _LABELS.get(row.kind, in_words(row.kind)),
        due=row.due,
        late=say_late(row.due, at, now),
        interview=row.interview,
        follow_up=row,
        stored=stored,
        reason=cache(lambda: why(row, look, now, history.limits)),  # lists ask again at every key
    )


def _group(row: FollowUp, at: datetime | None, limits: Limits, now: datetime) -> Group:
    if at is not None:  # by its day; but its last hours are today, over midnight too
        if at < now:
            return Group.OVERDUE
        due = now.date() if _last_hours(at, limits, now) else row.due
        return group_of_day(max(due, now.date()), now.date())
    if row.due > now.date() and row.kind in _THEIR_TURN:
        return Group.WAITING
    return group_of_day(row.due, now.date())


def _implied(row: FollowUp, history: History, now: datetime) -> Severity:
    """method: going cold is amber at 1.0 x the interval since the last touch, red at 1.5 x."""
    if row.kind is FollowUpKind.CHECK_IN:
        return Severity(colour(row, history, now).value)
    return _severity(row, history.limits, now)


def _severity(row: FollowUp, limits: Limits, now: datetime) -> Severity:
    """method: a thank-you turns amber at 20 h and red at 24 h; the rest when it is late."""
    if row.due_at is not None and not row.snoozed:
        if row.due_at <= now:
            return Severity.RED
        return Severity.AMBER if _last_hours(row.due_at, limits, now) else Severity.CALM
    late = (now.date() - row.due).days
    if late <= 0:
        return Severity.CALM
    return Severity.RED if row.kind in _COUNTED_ON or late >= WEEK else Severity.AMBER


def _last_hours(at: datetime, limits: Limits, now: datetime) -> bool:
    """Whether what is due at an hour turns amber: between 20 and 24 h, as the method has it."""
    return -hours_since(at, now) <= limits.thanks_hours - limits.thanks_amber_hours
