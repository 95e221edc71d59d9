"""Bringing back what a log holds that its journal file does not: after a kill or a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.journal.changes import Patch, apply, clashes
from infoview_tui.journal.merge import Merged, conflict, give_way
from infoview_tui.journal.tables import Document, Key, Tables, dump_document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from infoview_tui.journal.log import LoggedEntry


class Replayed(Struct):
    """What a replay did, and the versions from before it (for a later three-way merge)."""

    entries: int
    conflicts: int
    origin: dict[Key, bytes | None]


def replay(tables: Tables, entries: Iterable[LoggedEntry], now: datetime) -> Replayed:
    """Apply entries to tables. Replaying what is already there changes nothing.

    Where the file no longer holds an entry's old value (it was replaced), the newer of the
    two records wins and the other one is kept in the `conflicts` table.
    """
    done = Replayed(0, 0, {})
    for entry in entries:
        done.entries += 1
        for key, patch in entry.changes:
            _replay_change(tables, key, patch, now, done)
    return done


def _replay_change(tables: Tables, key: Key, patch: Patch, now: datetime, done: Replayed) -> None:
    document = tables.document(key)
    if not clashes(patch, document):
        _put(tables, key, apply(patch, document), done)
        return
    merged = _merge(key, patch, document)
    _put(tables, key, merged.document, done)
    if merged.older is not None:
        place, kept = conflict(key, merged, now)
        if tables.raw(place) is None:
            _put(tables, place, kept, done)
            done.conflicts += 1


def _merge(key: Key, patch: Patch, theirs: Document | None) -> Merged:
    ours = apply(patch, theirs)
    if ours is None:  # we deleted what the other side has changed: it stays
        return Merged(theirs)
    fields = tuple(".".join(step["p"]) for step in patch)
    if theirs is None:  # the other side deleted what we changed: only our changes are known
        return Merged(None, {"uid": key[1], **ours}, fields)
    unstamped = [step for step in patch if step["p"] != ["updated_at"]]
    if str(ours.get("updated_at", "")) < str(theirs.get("updated_at", "")):
        return give_way(unstamped, theirs, ours)
    lost = clashes(unstamped, theirs)
    if not lost:
        return Merged(ours)
    return Merged(ours, theirs, tuple(".".join(step["p"]) for step in lost))


def _put(tables: Tables, key: Key, document: Document | None, done: Replayed) -> None:
    done.origin.setdefault(key, tables.raw(key))
    tables.put(key, None if document is None else dump_document(document))
