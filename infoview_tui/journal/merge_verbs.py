"""Verbs about duplicates: two contacts that turn out to be one person."""

from __future__ import annotations

from msgspec.structs import replace

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import AnyRecord, Contact
from infoview_tui.domain.same_person import merged, without_repeats
from infoview_tui.journal.core import Core


class MergeVerbs(Core):
    """Making one contact of two."""

    def merge_contacts(self, keep: str, other: str) -> Contact:
        """Makes `other` a part of `keep` (uids): everything that names it names `keep` then.

        Interviews, touches, follow-ups, and whom either introduced follow; one `u` undoes all of
        it. Raises `UnknownRecord` for a contact that is gone.
        """
        if keep == other:
            raise InfoviewError("a contact cannot be merged with itself")
        first, second = self.contacts[keep], self.contacts[other]
        contact = merged(first, second)
        moved: list[AnyRecord] = [contact]
        moved += [
            replace(person, introduced_by=keep)
            for person in self.introduced_by.of(other)
            if person.uid != keep
        ]
        for head in self.interviews_of.of(other):
            moved.append(replace(self.interviews[head.uid], contact=keep))
        moved += [replace(touch, contact=keep) for touch in self.touches_of.of(other)]
        rows = {row.uid: row for row in self.follow_ups_of.of(keep)}
        rows |= {row.uid: replace(row, contact=keep) for row in self.follow_ups_of.of(other)}
        rows |= {
            row.uid: replace(rows.get(row.uid, row), about=keep)
            for row in self.follow_ups
            if row.about == other
        }
        theirs = [row for row in rows.values() if row.contact == keep]
        moved += [row for row in rows.values() if row.contact != keep]
        moved += without_repeats(theirs)
        self.commit(f"merge {second.name} into {first.name}", moved, removed=[second])
        return contact
