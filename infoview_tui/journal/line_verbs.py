"""Verbs that take one typed line: quick capture from a shell."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Contact, Source, Touch
from infoview_tui.domain.stages import last_touch
from infoview_tui.domain.text import fold
from infoview_tui.journal.contact_verbs import ContactVerbs
from infoview_tui.journal.overviews import Overviews

if TYPE_CHECKING:
    from infoview_tui.domain.follow_up_line import FollowUpLine


class LineVerbs(ContactVerbs, Overviews):
    """Adding and logging by one line, without a question asked."""

    def add_by_line(self, line: str) -> Contact:
        """Adds somebody: `Tomás Ibarra, Growth PM @ Lumen via Priya #growth`.

        Raises `InfoviewError` for a line without a name, for somebody who is there already, and
        for a `via` that more than one contact answers to; an unknown one becomes the tie.
        """
        from infoview_tui.domain.quick_add import as_contact, parse_quick_line

        person = parse_quick_line(line)
        if not person.name:
            raise InfoviewError("begin with a name: Tomás Ibarra, Growth PM @ Lumen")
        contact = as_contact(person)
        for known in self.contacts:
            if (fold(known.name), fold(known.company)) == (fold(person.name), fold(person.company)):
                raise InfoviewError(f"{known.name} is a contact already; nothing was added")
        if person.via:
            contact = self._introduced(contact, person.via)
        return self.add_contact(contact)

    def log_by_line(self, contact: str, line: str) -> Touch:
        """Logs what happened: `call yesterday: she liked the draft`; raises `UnclearDate`."""
        from infoview_tui.domain.touch_line import read_touch, resolved

        said = read_touch(line, self.now(), day_first=self.preferences.day_first)
        touches = self.touches_of.of(contact)
        kind, channel = resolved(said, self.stage_of(contact), last_touch(touches))
        return self.log_touch(
            contact, kind, channel, text=said.text, at=said.at, direction=said.direction
        )

    def read_when(self, text: str) -> date | datetime:
        """The day or time that a phrase means, by the preferences; raises `UnclearDate`."""
        from infoview_tui.domain.dates import parse_when

        wishes = self.preferences
        return parse_when(text, self.now(), day_first=wishes.day_first, calendar=self.calendar)

    def read_follow_up(self, line: str) -> FollowUpLine:
        """What a line asks for: `send her the article by fri`."""
        from infoview_tui.domain.follow_up_line import read_follow_up

        wishes, now = self.preferences, self.now()
        return read_follow_up(
            line, now, wishes.limits, day_first=wishes.day_first, calendar=self.calendar
        )

    def _introduced(self, contact: Contact, via: str) -> Contact:
        from infoview_tui.domain.quick_add import found_via

        words = fold(via).split()
        found = [c for c in self.contacts if all(word in fold(c.name) for word in words)]
        if len(found) > 1:
            some = ", ".join(c.name for c in found[:5])
            raise InfoviewError(f"{len(found)} contacts match {via!r}: {some}; write more of it")
        if not found:
            return found_via(contact, via)
        return replace(contact, introduced_by=found[0].uid, source=Source.MUTUAL)
