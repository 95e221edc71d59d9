"""Merging record by record: nothing of either side is lost, and what clashes is kept to be seen.

Changes of different fields of a record both hold. Where both sides changed one field, the
record with the later `updated_at` keeps its value, and the other record goes, whole, into
the `conflicts` table. A record that one side changed and the other deleted stays.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from infoview_tui.journal.changes import (
    Patch,
    apply,
    clashes,
    diff,
    is_gone,
    item_uids,
    same,
    value_at,
)
from infoview_tui.journal.tables import META, Document, Key, Tables, dump_document, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

CONFLICTS = "conflicts"


class Merged(Struct, frozen=True):
    """A record after a merge; `older` is the side that gave way in `fields`, if any did."""

    document: Document | None
    older: Document | None = None
    fields: tuple[str, ...] = ()


class MergeReport(Struct):
    """What a merge did: `changes` leads from our records to the merged ones."""

    changes: dict[Key, Document | None] = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0

    def __str__(self) -> str:
        parts = [
            f"{count} {word}"
            for count, word in (
                (self.added, "added"),
                (self.changed, "changed"),
                (self.removed, "removed"),
                (self.conflicts, "in conflict (both versions kept)"),
            )
            if count
        ]
        return ", ".join(parts) or "nothing new"


def merge_documents(
    base: Document | None, ours: Document | None, theirs: Document | None
) -> Merged:
    """Three versions of one record become one."""
    if same(ours, theirs) or same(theirs, base):
        return Merged(ours)
    if same(ours, base):
        return Merged(theirs)
    if ours is None or theirs is None:
        return Merged(ours if theirs is None else theirs)
    newer, older = (ours, theirs) if _is_newer(ours, theirs) else (theirs, ours)
    patch = diff(_shared(newer, older) if base is None else base, older)
    if base is None:  # nobody knows who put the items in another order: the newer one's stays
        patch = [step for step in patch if "<" not in step]
    return give_way([step for step in patch if step["p"] != ["updated_at"]], newer, older)


def give_way(patch: Patch, newer: Document, older: Document) -> Merged:
    """Add to the newer record what the patch of the older one can add without a clash."""
    clashing = clashes(patch, newer)
    merged = apply([step for step in patch if step not in clashing], newer)
    if not clashing:
        return Merged(merged)
    return Merged(merged, older, tuple(".".join(step["p"]) for step in clashing))


def merge_tables(
    base: Mapping[Key, bytes | None],
    ours: Tables,
    theirs: Tables,
    now: datetime,
    *,
    descends: bool,
) -> MergeReport:
    """Three-way: `base` holds the loaded version of the records that we changed since.

    A file that does not descend from the one that we loaded (a sync tool put an older branch
    in its place) lacks our earlier changes without having taken them back: what only we hold
    stays, and where both hold a record, the past of it is unknown.
    """
    report = MergeReport()
    for key in _all_keys(ours, theirs):
        mine, other = ours.raw(key), theirs.raw(key)
        before = base.get(key, mine)
        if mine == other or other == before:
            continue
        if other is None and (key == META or not descends):
            continue
        _merge_record(report, ours, key, (before if descends else None, mine, other), now)
    return report


def merge_copies(ours: Tables, theirs: Tables, now: datetime) -> MergeReport:
    """Two-way, for a copy whose common past is unknown: what only one side holds is kept."""
    report = MergeReport()
    for key in _all_keys(theirs):
        mine, other = ours.raw(key), theirs.raw(key)
        # A version that lies among the conflicts was weighed by an earlier merge.
        if mine != other and ours.raw(conflict_key(key, parse(other or b"{}"))) is None:
            _merge_record(report, ours, key, (None, mine, other), now)
    return report


def conflict(key: Key, merged: Merged, now: datetime) -> tuple[Key, Document]:
    """The record of a conflict: the same one has the same uid, wherever it is found."""
    older = merged.older or {}
    moment = now.isoformat(timespec="seconds")
    place = conflict_key(key, older)
    document = {
        "uid": place[1],
        "table": key[0],
        "record": key[1],
        "fields": list(merged.fields),
        "document": older,
        "created_at": moment,
        "updated_at": moment,
    }
    return place, document


def conflict_key(key: Key, older: Document) -> Key:
    """Where the version of a record that gave way is kept."""
    return CONFLICTS, f"{key[0]}-{key[1]}-{zlib.crc32(dump_document(_in_order(older))):08x}"


def _merge_record(
    report: MergeReport,
    ours: Tables,
    key: Key,
    versions: tuple[bytes | None, bytes | None, bytes | None],
    now: datetime,
) -> None:
    base, mine, other = (None if raw is None else parse(raw) for raw in versions)
    merged = merge_documents(base, mine, other)
    if merged.older is not None:
        place, document = conflict(key, merged, now)
        if ours.raw(place) is None and place not in report.changes:
            report.changes[place] = document
            report.conflicts += 1
    if same(merged.document, mine):
        return
    report.changes[key] = merged.document
    if mine is None:
        report.added += 1
    elif merged.document is None:
        report.removed += 1
    else:
        report.changed += 1


def _all_keys(*sides: Tables) -> Iterable[Key]:
    seen: set[Key] = set()
    for side in sides:
        for key in side.keys():  # noqa: SIM118 - a method of ours, not of a mapping
            if key not in seen:
                seen.add(key)
                yield key


def _is_newer(one: Document, other: Document) -> bool:
    """The later `updated_at`; between equals the same side whichever comes first."""
    return _age(one) > _age(other)


def _age(document: Document) -> tuple[str, bytes]:
    stamp = document.get("updated_at")
    return (stamp if isinstance(stamp, str) else "", dump_document(_in_order(document)))


def _in_order(document: Document) -> Document:
    return dict(sorted(document.items()))


def _shared(one: Any, other: Any) -> Any:
    """What two versions have in common, as a stand-in for the past they come from."""
    shared: Document = {}
    for name, value in one.items():
        if name not in other:
            continue
        twin = other[name]
        if same(value, twin):
            shared[name] = value
        elif isinstance(value, dict) and isinstance(twin, dict):
            shared[name] = _shared(value, twin)
        elif item_uids(value) is not None and item_uids(twin) is not None:
            found = ((item, value_at([item["uid"]], twin)) for item in value)
            shared[name] = [_shared(item, twin) for item, twin in found if not is_gone(twin)]
    return shared
