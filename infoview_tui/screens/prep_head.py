"""What stands above a prep sheet: who, when on both clocks, how, and the tie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.meeting_time import say_meeting
from infoview_tui.domain.moments import day_of, hours_since, say_span
from infoview_tui.domain.prep_sections import CHECKLIST
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.stages import held_at
from infoview_tui.domain.text import in_words, with_names
from infoview_tui.widgets.columns import Line, cut, line_width


def head_lines(
    sheet: Sheet,
    now: datetime,
    place: str,
    *,
    width: int = 80,
    shown: Callable[[str], str] = str,
    clock_24: bool = True,
) -> tuple[Line, ...]:
    """Three lines: person and role; when, how long, by what means; how we are linked.

    `place` says which sheet this is of how many; `shown` masks names. Of the first line the role
    is cut to `width`.
    """
    contact, talk = sheet.contact, sheet.interview
    role = shown(", ".join(part for part in (contact.role, contact.company) if part))
    name = shown(contact.name)
    room = width - line_width([(name, ""), (place, "")]) - 6
    who = [(cut(name, width), "strong")]
    who += [(f" · {part}", "muted") for part in (cut(role, room), place) if part and room >= 0]
    how = [f"{talk.minutes} min", in_words(talk.medium), talk.link]
    when = [(" · ".join(part for part in (_when(sheet, now, clock_24), *how) if part), "")]
    return (who, when, [(with_names(sheet.tie, shown), "muted")]) if sheet.tie else (who, when)


def _when(sheet: Sheet, now: datetime, clock_24: bool) -> str:
    talk = sheet.interview
    held = held_at(talk)
    if held is not None:
        return f"held {say_day(day_of(held, now), now.date())}"
    if not talk.ahead and not talk.under_way:
        return in_words(talk.status)
    if talk.starts_at is None:
        return "no time yet"
    zone = talk.timezone or sheet.contact.timezone
    left = -hours_since(talk.starts_at, now)
    soon = f"in {say_span(left)}: " if left > 0 else ""
    return soon + say_meeting(talk.starts_at, now, zone, clock_24=clock_24)


def section_detail(sheet: Sheet, section: str) -> str:
    """How much a section holds, in three cells at most."""
    prep = sheet.prep
    if section == "history":
        return str(len(sheet.earlier) or "")
    if section == "checklist":
        return f"{len(prep.checklist)}/{len(CHECKLIST)}"
    value = getattr(prep, section)
    if isinstance(value, str):
        return str(sum(bool(line.strip()) for line in value.splitlines()) or "")
    return str(len(value) or "")
