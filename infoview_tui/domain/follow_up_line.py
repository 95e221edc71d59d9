"""One line that adds a follow-up: `send her the article by fri`."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.dates import due_in_line
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import FollowUpKind
from infoview_tui.domain.moments import days_after
from infoview_tui.domain.text import clean_line, fold

_CALENDAR = WorkCalendar()
# What the first words say of its kind; everything else is something promised.
_KINDS = (
    (FollowUpKind.THANK_YOU, ("thank",)),
    (FollowUpKind.INTRODUCTION, ("introduce", "intro ")),
    (FollowUpKind.ASK, ("ask ",)),
    (FollowUpKind.CHECK_IN, ("check in", "check-in", "catch up", "say hello")),
    (FollowUpKind.OUTREACH, ("write to", "reach out", "contact ")),
    (
        FollowUpKind.REPORT_BACK,
        ("tell ", "report ", "let them know", "let her know", "let him know"),
    ),
    (FollowUpKind.RESOURCE, ("read ", "watch ", "listen to")),
)


class FollowUpLine(Struct, frozen=True):
    """What one line says: why, of which kind, and by when; `said` if the day is its own."""

    reason: str
    kind: FollowUpKind
    due: date
    said: bool


def read_follow_up(
    line: str,
    now: datetime,
    limits: Limits = DEFAULT,
    *,
    day_first: bool | None = None,
    calendar: WorkCalendar = _CALENDAR,
) -> FollowUpLine:
    """What `line` asks for; without a day in it, it is due in 7 days (method §2, promises)."""
    text = clean_line(line.lstrip().removeprefix("+"))
    due = days_after(now.date(), limits.promise_days)
    found = due_in_line(text, now, day_first=day_first, calendar=calendar)
    if found:
        phrase, due = found
        at = text.rfind(phrase)
        shorter = clean_line(f"{text[:at]} {text[at + len(phrase) :]}") if at >= 0 else text
        text = shorter.strip(" ,;:–—") or text
    return FollowUpLine(text, _kind_of(text), due, found is not None)


def _kind_of(text: str) -> FollowUpKind:
    folded = fold(text) + " "
    for kind, beginnings in _KINDS:
        if folded.startswith(beginnings):
            return kind
    return FollowUpKind.PROMISE
