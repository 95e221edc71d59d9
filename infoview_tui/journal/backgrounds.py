"""What the journal knows of one contact, gathered for the rules that look for a reason."""

from __future__ import annotations

from infoview_tui.domain.models import Contact
from infoview_tui.domain.reasons import Background
from infoview_tui.domain.stages import by_begin
from infoview_tui.journal.core import Core

_LATEST_TALKS = 20  # their notes are read whole


def background(journal: Core, contact: Contact) -> Background:
    """The facts from which reasons to write to this contact are drawn."""
    heads = sorted(journal.interviews_of.of(contact.uid), key=by_begin)[-_LATEST_TALKS:]
    referred = journal.introduced_by.of(contact.uid)
    return Background(
        contact=contact,
        talks=tuple(heads),
        notes=tuple(note for head in heads for note in journal.interviews.notes(head.uid)),
        touches=tuple(journal.touches_of.of(contact.uid)),
        referred=tuple((other, tuple(journal.interviews_of.of(other.uid))) for other in referred),
        board=tuple(journal.hypotheses.all()),
    )
