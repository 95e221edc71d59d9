"""Verbs about introducing two contacts: both are asked first, each step is one of undo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import introducing
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.models import AnyRecord, Channel, FollowUp, TouchKind, new_uid
from infoview_tui.domain.templates import CONNECT
from infoview_tui.journal.contact_verbs import ContactVerbs
from infoview_tui.journal.follow_up_verbs import FollowUpVerbs


class IntroductionVerbs(FollowUpVerbs, ContactVerbs):
    """From the question to both sides to the message that brings them together."""

    def introduce(self, contact: str, other: str, instead_of: FollowUp | None = None) -> FollowUp:
        """Begins to introduce two contacts (uids): a row asks each of them; that of `contact`.

        One that is under way already is gone on with. `instead_of` was a row without a name.
        """
        pair = {contact, other}
        owed = (r for uid in (contact, other) for r in self.open_rows(uid) if step_of(r))
        if row := next((r for r in owed if {r.contact, r.about} == pair), None):
            return row
        first, second = self.contacts[contact], self.contacts[other]
        rows = introducing.begin(new_uid(), first, second, self.today())
        closed = self._closed([instead_of] if instead_of else [])
        self.commit(f"introduce {first.name} and {second.name}", [*rows, *closed])
        return rows[0]

    def log_introduction(
        self, row: FollowUp, channel: Channel, text: str, template: str = ""
    ) -> None:
        """A message of an introduction was sent: asked, or, with both agreed, introduced."""
        records = self._introducing(row, channel, text, template)
        self.commit(f"sent to {self._name(row)}", records)

    def answer_introduction(self, row: FollowUp, *, yes: bool) -> FollowUp | None:
        """Whether somebody wants to be introduced. With both agreed, the row to introduce them;
        a no lets the introduction go.
        """
        if not yes:
            self.drop([row])
            return None
        records: list[AnyRecord] = []
        if step_of(row) is Step.ASK:  # nobody had to write: they said so when asked
            records += self._closed([row])
            [row] = [r for r in self._asked(row, self.now()) if step_of(r) is Step.ANSWER]
        records += self._closed([row])
        one, other = self.contacts[row.contact], self.contacts[row.about]
        following = introducing.agreed(row, self._both(row), one, other, self.today())
        self.commit(f"{one.name} agreed", [*records, *([following] if following else [])])
        return following

    def drop(self, rows: Iterable[FollowUp]) -> None:
        """Lets rows go; an introduction that one side is not asked for is none."""
        chosen = {row.uid: row for row in rows}
        for row in list(chosen.values()):
            chosen |= {r.uid: r for r in self._both(row) if rules.is_open(r)}
        super().drop(chosen.values())

    def _introducing(
        self, row: FollowUp, channel: Channel, text: str, template: str = ""
    ) -> list[AnyRecord]:
        """What follows from a message of an introduction, each record once."""
        connects = step_of(row) is Step.CONNECT or template == CONNECT
        kind = TouchKind.INTRODUCTION if connects else TouchKind.CHECK_IN
        touches = [
            self._message(uid, kind, channel, text, template)
            for uid in ((row.contact, row.about) if connects else (row.contact,))
        ]
        records = [*touches, *(r for touch in touches for r in self._consequences(touch))]
        if connects:
            records += self._closed(r for r in (row, *self._both(row)) if rules.is_open(r))
        else:
            records += self._asked(row, touches[0].at)
        return list({r.uid: r for r in records}.values())

    def _asked(self, row: FollowUp, at: datetime) -> list[FollowUp]:
        """The question is put, and its answer waited for; or it was put once more."""
        other, limits = self.contacts[row.about], self.preferences.limits
        waiting = introducing.asked(row, other, at, self.calendar, limits)
        if waiting.uid == row.uid:
            return [rules.snooze(row, waiting.due)]
        return [*self._closed([row]), waiting]

    def _both(self, row: FollowUp) -> tuple[FollowUp, ...]:
        """The other rows of the introduction that a row belongs to, of either side."""
        if step_of(row) is None:
            return ()
        sides = (self.follow_ups_of.of(uid) for uid in (row.contact, row.about))
        return introducing.same(row, (r for side in sides for r in side))
