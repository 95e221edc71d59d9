"""Verbs about people: adding, editing, archiving, importing, what happened with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import introducing
from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Touch,
    TouchKind,
    new_uid,
)
from infoview_tui.journal.changes import Entry
from infoview_tui.journal.core import Core

# What a sent message of each kind is, as a touch.
TOUCH_OF = {
    FollowUpKind.THANK_YOU: TouchKind.THANK_YOU,
    FollowUpKind.INTRODUCTION: TouchKind.INTRODUCTION,
    FollowUpKind.ASK: TouchKind.ASK,
    FollowUpKind.OUTREACH: TouchKind.OUTREACH,
    FollowUpKind.SECOND_TRY: TouchKind.OUTREACH,
    FollowUpKind.TRY_ANOTHER: TouchKind.OUTREACH,
    FollowUpKind.REVISIT: TouchKind.OUTREACH,
    FollowUpKind.PROMISE: TouchKind.GIVE,
}


class ContactVerbs(Core):
    """Everything that is done with contacts and their touches."""

    def add_contact(self, contact: Contact) -> Contact:
        self.commit(f"add {contact.name}", [contact])
        return contact

    def edit_contact(self, contact: Contact) -> None:
        """Changes a card; an absence that is heard of puts the clock of an outreach off."""
        touches, rows = self.touches_of.of(contact.uid), self.open_rows(contact.uid)
        moved = rules.moved_by_absence(
            contact, touches, rows, self.calendar, self.preferences.limits
        )
        self.commit(f"edit {contact.name}", [contact, *moved])

    def archive_contacts(self, uids: Iterable[str], archived: bool = True) -> None:
        """Takes contacts out of the lists, or back; their history stays."""
        contacts = [self.contacts[uid] for uid in uids]
        verb = "archive" if archived else "bring back"
        self.commit(f"{verb} {_names(contacts)}", [replace(c, archived=archived) for c in contacts])

    def tag_contacts(self, uids: Iterable[str], tag: str) -> None:
        """Puts a tag on the contacts; takes it off if all of them have it."""
        contacts = [self.contacts[uid] for uid in uids]
        everywhere = all(tag in contact.tags for contact in contacts)
        self.commit(
            f"{'untag' if everywhere else 'tag'} {_names(contacts)} {tag}",
            [replace(c, tags=_toggled(c.tags, tag, everywhere)) for c in contacts],
        )

    def write_import(
        self, source: str, new: Iterable[Contact], changed: Iterable[Contact] = ()
    ) -> Entry:
        """Adds and updates contacts as one change, after a backup.

        May be called in a thread; then `remember` and `hear` the entry on the event loop.
        """
        with self.at_work():
            entry = self.entry_of(f"import {source}", [*new, *changed])
            if entry.changes:
                self.store.backup("import")
            self.write(entry)
        return entry

    # What happened -------------------------------------------------------------

    def log_touch(
        self,
        contact: str,
        kind: TouchKind,
        channel: Channel,
        *,
        text: str = "",
        at: datetime | None = None,
        direction: Direction = Direction.OUT,
    ) -> Touch:
        """Logs that something happened, with what follows from it in the queue.

        A reply takes the waiting rows out; outreach that was sent elsewhere starts the clock.
        """
        if kind is TouchKind.REPLY:
            direction = Direction.IN
        touch = Touch(
            uid=new_uid(),
            contact=contact,
            at=at or self.now(),
            kind=kind,
            channel=channel,
            direction=direction,
            text=text,
        )
        label = f"log {_phrase(kind)} {self.contacts[contact].name}"
        self.commit(label, [touch, *self._consequences(touch)])
        return touch

    def log_sent(
        self,
        contact: str,
        kind: FollowUpKind,
        channel: Channel,
        text: str,
        *,
        follow_up: str = "",
        template: str = "",
        interview: str = "",
    ) -> Touch:
        """A message was sent: logs the touch, closes its row, and starts what follows.

        Outreach starts the 3B7 clock: someone else after 3 business days, the one and only
        second try after 7 (method §2).
        """
        touch_kind = TOUCH_OF.get(kind, TouchKind.CHECK_IN)
        touch = self._message(contact, touch_kind, channel, text, template, interview)
        label = f"sent to {self.contacts[contact].name}"
        self.commit(label, [touch, *self._consequences(touch, follow_up, kind)])
        return touch

    def _message(
        self,
        contact: str,
        kind: TouchKind,
        channel: Channel,
        text: str,
        template: str = "",
        interview: str = "",
    ) -> Touch:
        """The touch of a message that is sent now."""
        return Touch(
            uid=new_uid(),
            contact=contact,
            at=self.now(),
            kind=kind,
            channel=channel,
            text=text,
            template=template,
            interview=interview,
        )

    def keep_message(
        self,
        contact: str,
        kind: FollowUpKind,
        draft: str,
        *,
        follow_up: str = "",
        about: str = "",
    ) -> str:
        """Keeps an unsent message; returns the uid of its row in the queue. No step of undo.

        A message that no row asked for gets one, due today: what was begun is not forgotten.
        """
        row = self.follow_ups.get(follow_up) or FollowUp(
            uid=new_uid(),
            contact=contact,
            kind=kind,
            due=self.today(),
            reason="you began a message: finish it and send it, or drop it",
            about=about,
        )
        self.commit("typing", [replace(row, draft=draft)], undoable=False)
        return row.uid

    def _consequences(
        self, touch: Touch, follow_up: str = "", kind: FollowUpKind | None = None
    ) -> list[AnyRecord]:
        """The rows that a touch closes (`follow_up` among them), moves and starts; `kind` says
        which message it was, where it was one.
        """
        rows = self.open_rows(touch.contact)
        incoming = touch.direction is Direction.IN
        closing = rules.closed_by_reply(rows) if incoming else rules.settled_by(touch.kind, rows)
        settled = {row.uid: row for row in closing}
        settled |= {row.uid: row for row in rows if row.uid == follow_up}
        left = [row for row in rows if row.uid not in settled]
        moved = rules.moved_by_touch(touch, left, self.preferences.limits)
        heard = introducing.heard_from(left, self.today()) if incoming else ()
        following: Iterable[FollowUp] = ()
        if touch.kind is TouchKind.OUTREACH and not incoming:
            person, before = self.contacts[touch.contact], self.touches_of.of(touch.contact)
            following = rules.after_sending(
                person, touch, before, self.calendar, self.preferences.limits
            )
        return [*self._closed(settled.values()), *moved, *heard, *following]

    def _closed(self, rows: Iterable[FollowUp]) -> list[FollowUp]:
        now = self.now()
        return [replace(row, state=FollowUpState.DONE, closed_at=now) for row in rows]


def _phrase(kind: TouchKind) -> str:
    return "reply from" if kind is TouchKind.REPLY else f"{kind.replace('_', ' ')} with"


def _names(contacts: list[Contact]) -> str:
    return contacts[0].name if len(contacts) == 1 else f"{len(contacts)} contacts"


def _toggled(tags: tuple[str, ...], tag: str, off: bool) -> tuple[str, ...]:
    if off:
        return tuple(t for t in tags if t != tag)
    return tags if tag in tags else (*tags, tag)
