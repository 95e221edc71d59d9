"""Interviews and follow-ups for a calendar program (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from infoview_tui.domain.models import Contact, FollowUp, FollowUpState, Interview, Status
from infoview_tui.domain.text import in_words
from infoview_tui.exchange.files import PRODUCT

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Todo

_STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.SCHEDULED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.CANCELLED: "CANCELLED",
    Status.NO_SHOW: "CANCELLED",
}


def to_ics(
    contacts: Sequence[Contact],
    interviews: Sequence[Interview],
    follow_ups: Sequence[FollowUp] = (),
    *,
    now: datetime,
    alarm_minutes: int = 15,
) -> bytes:
    """A calendar of the interviews that have a time and of the follow-ups that are open.

    UIDs are the records' own, so that importing the file again updates and never doubles. Times
    are UTC, which every calendar program shows in its own zone. `now` stamps records that do not
    say when they changed.
    """
    # Lazily: nothing but this export needs it, and it is slow to load.
    from icalendar import Calendar

    people = {contact.uid: contact for contact in contacts}
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for interview in interviews:
        span = _span(interview)
        if span is not None:
            contact = people.get(interview.contact)
            calendar.add_component(_event(interview, span, contact, now, alarm_minutes))
    for follow_up in follow_ups:
        if follow_up.state is FollowUpState.OPEN:
            calendar.add_component(_todo(follow_up, people.get(follow_up.contact), now))
    return bytes(calendar.to_ical())


def _span(interview: Interview) -> tuple[datetime, datetime] | None:
    """Start and end in UTC; None without a time, and at the edges of the calendar."""
    if interview.starts_at is None:
        return None
    try:
        start = interview.starts_at.astimezone(UTC)
        return start, start + timedelta(minutes=interview.minutes)
    except OverflowError:
        return None


def _event(
    interview: Interview,
    span: tuple[datetime, datetime],
    contact: Contact | None,
    now: datetime,
    alarm_minutes: int,
) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{interview.uid}@infoview")
    event.add("dtstamp", (interview.updated_at or now).astimezone(UTC))
    event.add("dtstart", span[0])
    event.add("dtend", span[1])
    event.add("summary", f"Interview: {_who(contact)}")
    event.add("status", _STATUS[interview.status])
    if interview.link:
        event.add("location", interview.link)
    about = [contact.role if contact else "", interview.prep.purpose]
    if description := "\n".join(filter(None, about)):
        event.add("description", description)
    if interview.ahead:
        event.add_component(_alarm(alarm_minutes, f"Interview: {_who(contact)}"))
    return event


def _alarm(minutes: int, text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _todo(follow_up: FollowUp, contact: Contact | None, now: datetime) -> Todo:
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", f"{follow_up.uid}@infoview")
    todo.add("dtstamp", (follow_up.updated_at or now).astimezone(UTC))
    kind = in_words(follow_up.kind).capitalize()
    todo.add("summary", f"{kind}: {_who(contact)}")
    if follow_up.reason:
        todo.add("description", follow_up.reason)
    todo.add("due", follow_up.due_at.astimezone(UTC) if follow_up.due_at else follow_up.due)
    todo.add("status", "NEEDS-ACTION")
    return todo


def _who(contact: Contact | None) -> str:
    if contact is None:
        return "somebody"
    return ", ".join(filter(None, (contact.name, contact.company)))
