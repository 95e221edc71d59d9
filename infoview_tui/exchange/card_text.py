"""The card of a contact for a terminal and for scripts: `infoview show`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from infoview_tui.domain import cadence
from infoview_tui.domain.follow_ups import is_open
from infoview_tui.domain.loops import open_loops
from infoview_tui.domain.meeting_time import local_time_there, say_meeting
from infoview_tui.domain.models import Direction, Interview, TouchKind
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.prep_sections import say_tie
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.stages import held_at, last_touched
from infoview_tui.domain.text import counted, in_words
from infoview_tui.exchange.identity import beside_of

if TYPE_CHECKING:
    from infoview_tui.domain.models import Contact
    from infoview_tui.journal.journal import Journal

_LABEL = 8
_LONG = 100  # characters shown of a message


def as_json(journal: Journal, contact: Contact) -> str:
    """The contact's own fields, and what follows from the records about it."""
    return json.dumps(facts(journal, contact), ensure_ascii=False, indent=2)


def facts(journal: Journal, contact: Contact) -> dict[str, Any]:
    """What is known of a contact; dates are ISO 8601."""
    now = journal.now()
    heads, touches = journal.interviews_of.of(contact.uid), journal.touches_of.of(contact.uid)
    last = last_touched(touches, heads, now)
    interval = cadence.interval_days(
        contact.closeness, contact.cadence_days, journal.preferences.cadences
    )
    due = cadence.due_on(last, interval)
    introducer = journal.contacts.get(contact.introduced_by)
    talks = _talks(journal, contact)
    return {
        "uid": contact.uid,
        "name": contact.name,
        "role": contact.role,
        "company": contact.company,
        "industry": contact.industry,
        "stage": str(journal.stage_of(contact.uid)),
        "relation": str(contact.relation),
        "emails": contact.emails,
        "phones": contact.phones,
        "url": contact.url,
        "location": contact.location,
        "timezone": contact.timezone,
        "tie": contact.tie,
        "tags": contact.tags,
        "introduced_by": introducer.name if introducer else "",
        "led_to": [found.name for found in journal.introduced_by.of(contact.uid)],
        "personal": contact.personal,
        "birthday": contact.extra.get("birthday", ""),
        "imported": beside_of(contact),
        "archived": contact.archived,
        "last_touch": last.isoformat() if last else None,
        "touch_due": due.isoformat() if due else None,
        "owed": [
            {"due": row.due.isoformat(), "kind": str(row.kind), "reason": row.reason}
            for row in sorted(journal.follow_ups_of.of(contact.uid), key=lambda row: row.due)
            if is_open(row)
        ],
        "loops": [
            {"kind": str(loop.note.kind), "text": loop.note.text, "state": str(loop.state)}
            for loop in open_loops(talks)
        ],
        "interviews": [
            {
                "uid": talk.uid,
                "status": str(talk.status),
                "starts_at": talk.starts_at.isoformat() if talk.starts_at else None,
                "minutes": talk.minutes,
                "notes": len(talk.notes),
            }
            for talk in talks
        ],
        "touches": [
            {
                "at": touch.at.isoformat(),
                "kind": str(touch.kind),
                "channel": str(touch.channel),
                "direction": str(touch.direction),
                "text": touch.text,
            }
            for touch in sorted(touches, key=lambda touch: touch.at, reverse=True)
        ],
    }


def as_text(journal: Journal, contact: Contact, strong: Callable[[str], str] = str) -> str:
    """The card in lines: who it is, what is owed, what is open, what happened, newest first."""
    lines = [strong(contact.name)]
    label = ""
    for name, text in _rows(journal, contact):
        shown = "" if name == label else name
        lines.append(f"{shown:{_LABEL}}{text}".rstrip())
        label = name
    return "\n".join(lines)


def _rows(journal: Journal, contact: Contact) -> Iterator[tuple[str, str]]:
    now, today = journal.now(), journal.today()
    clock_24 = journal.preferences.clock_24
    known = facts(journal, contact)
    there = local_time_there(now, contact.timezone, clock_24=clock_24)
    yield from _joined("", contact.role, contact.company, contact.industry, contact.location, there)
    rhythm = cadence.interval_days(
        contact.closeness, contact.cadence_days, journal.preferences.cadences
    )
    every = f"every {rhythm} d" if rhythm else ""
    stage = journal.stage_of(contact.uid).label
    relation = known["relation"] if known["relation"] != "contact" else ""
    archived = "archived" if contact.archived else ""
    yield from _joined("", relation, stage, contact.closeness or "", every, archived)
    tie = say_tie(contact.tie, str(known["introduced_by"]))
    yield from _joined("", tie, *(f"#{tag}" for tag in contact.tags))
    yield from _joined("reach", *contact.emails, *contact.phones, contact.url)
    talks = _talks(journal, contact)
    for talk in talks:
        if talk.ahead and talk.starts_at:
            zone = talk.timezone or contact.timezone
            when = say_meeting(talk.starts_at, now, zone, clock_24=clock_24)
            yield "next", f"{when}, {talk.minutes} min, {in_words(talk.medium)}"
    for row in sorted(journal.follow_ups_of.of(contact.uid), key=lambda row: row.due):
        if is_open(row):
            what = row.reason or in_words(row.kind)
            yield "owed", f"{what} · due {say_day(row.due, today)}"
    for loop in open_loops(talks):
        yield "loops", f"{loop.note.kind}: {loop.note.text} · {loop.label}"
    for line in contact.personal:
        yield "about", line
    if known["birthday"]:
        yield "about", f"birthday {known['birthday']}"
    for name, text in known["imported"].items():
        yield "beside", f"{name}: {text}"
    past = [(day_of(at, now), _say_talk(talk)) for talk in talks if (at := held_at(talk))]
    for touch in journal.touches_of.of(contact.uid):
        if touch.kind is not TouchKind.INTERVIEW:
            theirs = touch.direction is Direction.IN and touch.kind is not TouchKind.REPLY
            first = touch.text.partition("\n")[0]
            whose = " from them" if theirs else ""
            said = f"{in_words(touch.kind)}{whose} ({in_words(touch.channel)})"
            past.append((day_of(touch.at, now), _cut(f"{said}: {first}" if first else said)))
    for day, text in sorted(past, key=lambda found: found[0], reverse=True):
        yield "seen", f"{say_day(day, today)} · {text}"
    for name in known["led_to"]:
        yield "led to", name


def _joined(label: str, *parts: str) -> Iterator[tuple[str, str]]:
    """One row of the parts that say something; none if none does."""
    if said := " · ".join(filter(None, parts)):
        yield label, said


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _talks(journal: Journal, contact: Contact) -> list[Interview]:
    heads = sorted(journal.interviews_of.of(contact.uid), key=lambda head: str(head.starts_at))
    found = (journal.interviews.get(head.uid) for head in heads)
    return [talk for talk in found if talk is not None]


def _say_talk(talk: Interview) -> str:
    minutes = f"{talk.lasted} min" if talk.lasted else ""
    return ", ".join(filter(None, ("interview", minutes, counted(len(talk.notes), "note"))))
