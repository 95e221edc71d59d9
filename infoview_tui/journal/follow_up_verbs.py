"""Verbs about what is owed: the queue's rows, the debrief that fills it, the weekly review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    Debrief,
    FollowUp,
    Interview,
    Profile,
)
from infoview_tui.domain.text import in_words
from infoview_tui.journal.core import Core

if TYPE_CHECKING:
    from infoview_tui.domain.proposals import Proposal


class FollowUpVerbs(Core):
    """From the debrief to the kept promise."""

    # Rows of the queue -----------------------------------------------------------

    def add_follow_up(self, row: FollowUp) -> FollowUp:
        self.commit(f"add a follow-up for {self._name(row)}", [row])
        return row

    def edit_follow_up(self, row: FollowUp) -> None:
        self.commit(f"edit the follow-up for {self._name(row)}", [row])

    def complete(self, rows: Iterable[FollowUp]) -> list[FollowUp]:
        """Done: closes rows; a repeating one comes back, counted from today. The new rows.

        Here and below a row may be one that the queue implied and that was never stored.
        """
        records: list[AnyRecord] = []
        following = []
        for row in rows:
            closed, next_row = rules.complete(row, self.now())
            records.append(closed)
            if next_row is not None:
                following.append(next_row)
        self.commit(self._label("done", records), [*records, *following])
        return following

    def snooze(self, rows: Iterable[FollowUp], until: date) -> None:
        """Moves rows to a later day; every day they were moved from is remembered."""
        moved = [rules.snooze(row, until) for row in rows]
        self.commit(self._label("snooze", moved), moved)

    def drop(self, rows: Iterable[FollowUp]) -> None:
        """Lets rows go; they stay in the contact's history."""
        dropped = [rules.drop(row, self.now()) for row in rows]
        self.commit(self._label("drop", dropped), dropped)

    # The debrief -----------------------------------------------------------------

    def proposals(self, uid: str) -> tuple[Proposal, ...]:
        """What a talk implies and nobody decided yet, in the words and on the days chosen."""
        from infoview_tui.domain.debrief import open_proposals

        interview = self.interviews[uid]
        contact = self.contacts[interview.contact]
        introducer = self.contacts.get(contact.introduced_by)
        people = {contact.uid, introducer.uid if introducer else ""}
        found = self._proposed(interview, contact, introducer, people)
        if named := {p.contact.uid for p in found if p.contact} - people:
            found = self._proposed(interview, contact, introducer, people | named)
        return tuple(_corrected(p, interview.debrief) for p in open_proposals(interview, found))

    def _proposed(
        self,
        interview: Interview,
        contact: Contact,
        introducer: Contact | None,
        people: Iterable[str],
    ) -> tuple[Proposal, ...]:
        from infoview_tui.domain.debrief import propose

        return propose(
            interview,
            contact,
            introducer,
            self.contacts,
            self.now(),
            self.calendar,
            limits=self.preferences.limits,
            existing=[row for uid in people for row in self.follow_ups_of.of(uid)],
            day_first=self.preferences.day_first,
        )

    def keep_debrief(self, uid: str, debrief: Debrief) -> None:
        """Keeps the answers given so far; the debrief can be left and resumed. No step of undo."""
        changed = replace(self.interviews[uid], debrief=debrief)
        self.commit("typing", [changed], undoable=False)

    def accept(self, uid: str, proposals: Iterable[Proposal]) -> None:
        """Puts proposals into the journal as one change: rows, contacts, lines of the card."""
        self.commit("fill the queue", self._accepted(self.interviews[uid], list(proposals)))

    def decline(self, uid: str, ids: Iterable[str]) -> None:
        """Drops proposals: they are not offered again."""
        self.commit("drop a proposal", [self._decided(self.interviews[uid], ids)])

    def finish_debrief(self, uid: str) -> None:
        """The debrief is done, and what it still proposed is accepted, as one change."""
        now = self.now().astimezone(UTC).replace(microsecond=0)
        finished = replace(self.interviews[uid], debriefed_at=now)
        self.commit("finish the debrief", self._accepted(finished, self.proposals(uid)))

    def _accepted(self, interview: Interview, chosen: Sequence[Proposal]) -> list[AnyRecord]:
        contact = self.contacts[interview.contact]
        personal = tuple(p.personal for p in chosen if p.personal)
        records: list[AnyRecord] = [self._decided(interview, (p.id for p in chosen))]
        if personal:
            records.append(replace(contact, personal=(*contact.personal, *personal)))
        for proposal in chosen:
            records += proposal.records
        return records

    # About oneself ---------------------------------------------------------------

    def edit_profile(self, profile: Profile) -> None:
        self.commit("edit the profile", [replace(self.meta, profile=profile)])

    def keep_review(self, step: str) -> None:
        """Remembers where an unfinished weekly review goes on."""
        self.commit("review", [replace(self.meta, review_step=step)], undoable=False)

    def finish_review(self) -> None:
        self.commit(
            "finish the review", [replace(self.meta, review_step="", last_review=self.today())]
        )

    def _name(self, row: FollowUp) -> str:
        contact: Contact | None = self.contacts.get(row.contact)
        return contact.name if contact else "an unknown contact"

    def _label(self, verb: str, rows: Iterable[AnyRecord]) -> str:
        found = [row for row in rows if isinstance(row, FollowUp)]
        if len(found) == 1:
            return f"{verb}: {in_words(found[0].kind)} for {self._name(found[0])}"
        return f"{verb}: {len(found)} follow-ups"

    @staticmethod
    def _decided(interview: Interview, ids: Iterable[str]) -> Interview:
        debrief = interview.debrief
        decided = (*debrief.decided, *(i for i in ids if i not in debrief.decided))
        return replace(interview, debrief=replace(debrief, decided=decided))


def _corrected(proposal: Proposal, debrief: Debrief) -> Proposal:
    """The proposal as it was corrected in the debrief; a day that is none is passed over."""
    try:
        due = date.fromisoformat(debrief.moved.get(proposal.id, ""))
    except (TypeError, ValueError):
        due = None
    words = debrief.worded.get(proposal.id)
    return proposal.edit(text=words if isinstance(words, str) else None, due=due)
