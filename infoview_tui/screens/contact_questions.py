"""The one-line questions of the contacts pane: each returns a value and writes nothing."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.follow_up_line import FollowUpLine
from infoview_tui.domain.models import (
    Channel,
    Contact,
    Direction,
    FollowUp,
    Source,
    TouchKind,
    new_uid,
)
from infoview_tui.domain.quick_add import QuickContact, as_contact, found_via, parse_quick_line
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.stages import last_touch
from infoview_tui.domain.text import clean_line, fold
from infoview_tui.domain.touch_line import TouchLine, read_touch, resolved, say_touch
from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, Choose


class LoggedTouch(Struct, frozen=True):
    """A touch as it will be written."""

    kind: TouchKind
    channel: Channel
    text: str
    at: datetime
    direction: Direction


# Adding somebody -----------------------------------------------------------------------


async def new_contact(app: App[int], directory: Directory) -> Contact | None:
    """Somebody by one line: `Tomás Ibarra, Growth PM @ Lumen via Priya #growth`."""

    def echo(line: str) -> str:
        return _say_person(parse_quick_line(line), directory) if line.strip() else ""

    def wrong(line: str) -> str | None:
        return None if parse_quick_line(line).name else "Begin with a name."

    line = await app.push_screen_wait(
        AskLine(
            "Add a contact",
            placeholder="Tomás Ibarra, Growth PM @ Lumen via Priya #growth",
            hint="name, role @ company · via who introduced you · #tags · e-mail or link",
            check=wrong,
            echo=echo,
        )
    )
    if not line:
        return None
    person = parse_quick_line(line)
    contact = as_contact(person)
    if person.via:
        return await _introduced(app, directory, contact, person.via)
    return contact


async def _introduced(app: App[int], directory: Directory, contact: Contact, via: str) -> Contact:
    """The contact with whoever introduced them; a name that nobody has becomes the tie."""
    found = _called(directory, via)
    uid: str | None = found[0][0] if len(found) == 1 else None
    if len(found) > 1:
        uid = await app.push_screen_wait(Choose(f"Which {via}?", found))
    if uid is None:
        return found_via(contact, via)
    return replace(contact, introduced_by=uid, source=Source.MUTUAL)


def _called(directory: Directory, name: str) -> list[tuple[str, str]]:
    """The contacts whose name holds these words, best first, as options of a dialog."""
    words = fold(name).split()
    return [
        (found.uid, ", ".join(part for part in (found.name, found.company) if part))
        for found in directory.named(name, limit=50)
        if all(word in found.order[0] for word in words)
    ][:9]


def _say_person(person: QuickContact, directory: Directory) -> str:
    if not person.name:
        return "Begin with a name."
    parts = [person.name, person.role, person.company]
    said = " · ".join(part for part in parts if part)
    if person.via:
        found = _called(directory, person.via)
        if found or found_via(as_contact(person), person.via).tie:
            known = "which one is asked next" if found else "no contact yet"
            who = found[0][1] if len(found) == 1 else f"{person.via} ({known})"
            said += f" · introduced by {who}"
        else:
            said += f" · via {person.via}"
    said += "".join(f" #{tag}" for tag in person.tags)
    same = [s for s in directory.named(person.name) if s.order[0] == fold(person.name)]
    if same:
        said += f"\n{same[0].name} is there already: {same[0].company or same[0].state}"
    return said


# What happened ---------------------------------------------------------------------------


async def touch(app: App[int], journal: Journal, uid: str, name: str) -> LoggedTouch | None:
    """A touch by one line: `call yesterday: she liked it`."""
    return await _ask_touch(
        app, journal, uid, f"In touch with {name}", "call yesterday: she liked the draft"
    )


async def reply(app: App[int], journal: Journal, uid: str, name: str) -> LoggedTouch | None:
    """What they answered; an empty line is an answer too."""
    return await _ask_touch(
        app, journal, uid, f"{name} replied", "yes, next week works", kind=TouchKind.REPLY
    )


async def _ask_touch(
    app: App[int],
    journal: Journal,
    uid: str,
    question: str,
    placeholder: str,
    kind: TouchKind | None = None,
) -> LoggedTouch | None:
    def read(line: str) -> LoggedTouch:
        return _logged(journal, uid, line, kind)

    def wrong(line: str) -> str | None:
        if not line and kind is None:
            return "Say how you were in touch."
        try:
            read(line)
        except InfoviewError as error:
            return str(error)
        return None

    def echo(line: str) -> str:
        try:
            return _say_logged(journal, read(line)) if line.strip() else ""
        except InfoviewError as error:
            return str(error)

    line = await app.push_screen_wait(
        AskLine(
            question,
            placeholder=placeholder,
            hint="how and when, a colon, what it was about",
            check=wrong,
            echo=echo,
        )
    )
    return None if line is None else read(line)


def _logged(journal: Journal, uid: str, line: str, kind: TouchKind | None) -> LoggedTouch:
    now = journal.now()
    read = read_touch(line, now, day_first=journal.preferences.day_first)
    before = last_touch(journal.touches_of.of(uid))
    found, channel = resolved(read, journal.stage_of(uid), before)
    if kind is TouchKind.REPLY:
        found = kind
        channel = read.channel or (before.channel if before else Channel.OTHER)
    incoming = found is TouchKind.REPLY or read.direction is Direction.IN
    direction = Direction.IN if incoming else Direction.OUT
    return LoggedTouch(found, channel, read.text, read.at or now, direction)


def _say_logged(journal: Journal, touch: LoggedTouch) -> str:
    line = TouchLine(touch.text, direction=touch.direction)
    day = say_day(touch.at.date(), journal.today())
    return say_touch(line, touch.kind, touch.channel, day)


# What is owed ----------------------------------------------------------------------------


async def follow_up(app: App[int], journal: Journal, uid: str, name: str) -> FollowUp | None:
    """Something owed by one line: `send her the article by fri`."""

    def read(line: str) -> FollowUpLine:
        return journal.read_follow_up(line)

    def echo(line: str) -> str:
        if not line.strip():
            return ""
        found = read(line)
        day = say_day(found.due, journal.today())
        days = journal.preferences.limits.promise_days
        why = "" if found.said else f" ({days} days, unless you say when)"
        return f"{found.kind.replace('_', ' ')} · due {day}{why}"

    line = await app.push_screen_wait(
        AskLine(
            f"Follow up with {name}",
            placeholder="send her the article by fri",
            hint="what, and by when",
            check=lambda text: None if text else "Say what you owe.",
            echo=echo,
        )
    )
    if not line:
        return None
    found = read(line)
    return FollowUp(uid=new_uid(), contact=uid, kind=found.kind, due=found.due, reason=found.reason)


async def tag(app: App[int], journal: Journal, uids: list[str]) -> str | None:
    """A tag for these contacts, without its #."""
    first = journal.contacts[uids[0]]
    who = first.name if len(uids) == 1 else f"{len(uids)} contacts"
    now = " ".join(f"#{name}" for name in first.tags) if len(uids) == 1 else ""
    line = await app.push_screen_wait(
        AskLine(
            f"Tag {who}",
            placeholder="growth",
            hint=f"now {now} · the same tag again takes it off" if now else "one word",
            check=lambda text: None if as_tag(text) else "Write a word.",
        )
    )
    return as_tag(line) if line else None


def as_tag(text: str) -> str:
    """A tag as it is stored: one word, without its #."""
    return "-".join(clean_line(text).lstrip("#").split())
