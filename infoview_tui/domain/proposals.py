"""A proposal: one line of the debrief with everything that accepting it would write."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.capture import person_in_line
from infoview_tui.domain.models import AnyRecord, Contact, FollowUp, Hypothesis
from infoview_tui.domain.text import clean_line


class ProposalKind(StrEnum):
    THANK_YOU = "thank_you"
    PROMISE = "promise"
    PERSON = "person"
    OFFER = "offer"
    ADVICE = "advice"
    RESOURCE = "resource"
    GAP = "gap"
    PERSONAL = "personal"
    REPORT_BACK = "report_back"
    CHECK_IN = "check_in"


class Proposal(Struct, frozen=True, kw_only=True):
    """One line of the debrief: accepted, corrected or dropped.

    Its id follows from the note or talk it springs from, so that `Debrief.decided` remembers it.
    """

    id: str
    kind: ProposalKind
    label: str  # what it is about, in the words of the note
    why: str  # what will happen
    follow_up: FollowUp | None = None
    contact: Contact | None = None  # a person to add, or one known with what is new
    hypothesis: Hypothesis | None = None
    personal: str = ""  # a line for the contact's card
    known: bool = False  # the person is in the journal already

    @property
    def due(self) -> date | None:
        return self.follow_up.due if self.follow_up else None

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """The records that accepting it writes; `personal` goes onto the card besides."""
        found = (self.contact, self.follow_up, self.hypothesis)
        return tuple(record for record in found if record is not None)

    def edit(self, *, text: str | None = None, due: date | None = None) -> Proposal:
        """The proposal in other words or on another day; a person's line is read anew."""
        edited = self
        if due is not None and self.follow_up is not None:
            edited = replace(edited, follow_up=replace(self.follow_up, due=due, due_at=None))
        words = clean_line(text or "")
        return edited._reworded(words) if words else edited

    def _reworded(self, words: str) -> Proposal:
        contact, row, line = self.contact, self.follow_up, self.hypothesis
        if self.kind is ProposalKind.PERSON:
            if contact is not None and not self.known:
                said = person_in_line(words)
                contact = replace(
                    contact,
                    name=said.name or contact.name,
                    role=said.role,
                    company=said.company,
                )
        elif row is not None:
            row = replace(row, reason=words)
        return replace(
            self,
            label=words,
            follow_up=row,
            contact=contact,
            hypothesis=line and replace(line, text=words),
            personal=words if self.personal else "",
        )
