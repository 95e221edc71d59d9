"""Contacts of the journal that are probably the same person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from infoview_tui.domain.models import Contact
from infoview_tui.exchange.identity import Index


class Duplicate(NamedTuple):
    """Two contacts (uids), the elder first, and what speaks for their being one."""

    keep: str
    other: str
    by: str


def duplicates(contacts: Iterable[Contact]) -> list[Duplicate]:
    """The pairs, those first that more than a name speaks for; each contact once as `other`."""
    index = Index()
    sure, doubtful = [], []
    for contact in contacts:
        found = index.find(contact)
        if found is not None:
            sure.append(Duplicate(found.contact.uid, contact.uid, found.by))
        else:
            same_name = next(iter(index.namesakes(contact)), None)
            if same_name is not None:
                doubtful.append(Duplicate(same_name, contact.uid, "the same name only"))
        index.add(contact)
    return [*sure, *doubtful]
