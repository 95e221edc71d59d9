"""What changed, and how it is said in few bytes: the patch, and when it clashes.

A patch is a list of operations on one document, ready for JSON:

    {"p": [path], "-": old, "+": new}    a value replaced; without "-" added, without "+" removed
    {"p": [path], "<": uids, ">": uids}  a list of the same items, put in another order

A step of a path is a key of an object or, in a list whose items carry a `uid`, such a uid.
An item that was not at the end of its list carries its place as "i". The path [] is the
document itself. Old values make a patch mergeable into a document that somebody else has
changed meanwhile.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct

from infoview_tui.journal.tables import Document, Key, dump

Operation = dict[str, Any]
Patch = list[Operation]

_GONE: Any = object()  # no value at all, as distinct from null


class Change(Struct, frozen=True):
    """One document before and after; None where it does not exist."""

    table: str
    uid: str
    before: Document | None
    after: Document | None

    @property
    def key(self) -> Key:
        return self.table, self.uid

    def reversed(self) -> Change:
        return Change(self.table, self.uid, self.after, self.before)


class Entry(Struct, frozen=True):
    """What one verb did: atomic, one line of the change log, one step of undo."""

    label: str
    changes: tuple[Change, ...]

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset(change.key for change in self.changes)

    def reversed(self) -> Entry:
        """The entry that undoes this one."""
        return Entry(self.label, tuple(change.reversed() for change in reversed(self.changes)))


def joined(first: Entry, second: Entry) -> Entry:
    """Two entries, one after the other, as one."""
    changes = {change.key: change for change in first.changes}
    for change in second.changes:
        before = changes[change.key].before if change.key in changes else change.before
        changes[change.key] = Change(change.table, change.uid, before, change.after)
    return Entry(second.label, tuple(changes.values()))


def diff(before: Document | None, after: Document | None) -> Patch:
    """The patch that leads from one document to the other; empty when they are the same."""
    operations: Patch = []
    _compare([], _GONE if before is None else before, _GONE if after is None else after, operations)
    return sorted(operations, key=_rank)


def apply(patch: Patch, document: Document | None) -> Document | None:
    """The document after the patch; its own values where they differ from the patch's old ones."""
    root = {"": _copy(document)} if document is not None else {}
    for operation in patch:
        _perform(operation, root)
    return root.get("")


def clashes(patch: Patch, document: Document | None) -> Patch:
    """The operations whose old value the document no longer has (and whose new one it lacks)."""
    return [operation for operation in patch if _clash(operation, document)]


def same(one: object, other: object) -> bool:
    """Equal as JSON: unlike `==`, 1 and true and 1.0 differ."""
    if type(one) is not type(other):
        return False
    # Plain loops: a generator would take two frames of the stack for each level.
    if isinstance(one, dict) and isinstance(other, dict):
        if len(one) != len(other):
            return False
        for name, value in one.items():
            if name not in other or not same(value, other[name]):
                return False
        return True
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return False
        for item, twin in zip(one, other, strict=True):  # noqa: SIM110 - as said above
            if not same(item, twin):
                return False
        return True
    return one == other


def item_uids(value: object) -> list[str] | None:
    """The uids of a list whose items all carry one, each once; None for any other value."""
    if not isinstance(value, list):
        return None
    uids = [item.get("uid") if isinstance(item, dict) else None for item in value]
    if not all(isinstance(uid, str) for uid in uids) or len(set(uids)) != len(uids):
        return None
    return [str(uid) for uid in uids]


def value_at(path: list[str], document: object) -> Any:
    """What stands at a path; a private marker when nothing does (`is_gone`)."""
    for step in path:
        if isinstance(document, dict):
            document = document.get(step, _GONE)
        else:
            uids = item_uids(document)
            document = document[uids.index(step)] if uids and step in uids else _GONE  # type: ignore[index]
    return document


def is_gone(value: object) -> bool:
    return value is _GONE


# -- comparing -------------------------------------------------------------------------


def _compare(path: list[str], old: Any, new: Any, operations: Patch) -> None:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [*old, *(name for name in new if name not in old)]:
            _compare([*path, name], old.get(name, _GONE), new.get(name, _GONE), operations)
        return
    old_uids, new_uids = item_uids(old), item_uids(new)
    # An empty list may be either sort; beside a list with uids it counts as one.
    if old_uids is None or new_uids is None:
        if same(old, new):
            return
        operation: Operation = {"p": path}
        if old is not _GONE:
            operation["-"] = old
        if new is not _GONE:
            operation["+"] = new
        operations.append(operation)
        return
    old_items = dict(zip(old_uids, old, strict=True))
    _compare_items(path, old_items, dict(zip(new_uids, new, strict=True)), operations)


def _compare_items(path: list[str], old: Document, new: Document, operations: Patch) -> None:
    for sign, mine, theirs in (("-", old, new), ("+", new, old)):
        tail = len(mine)
        uids = list(mine)
        while tail and uids[tail - 1] not in theirs:
            tail -= 1
        for place, (uid, item) in enumerate(mine.items()):
            if uid not in theirs:
                at_end = {} if place >= tail else {"i": place}
                operations.append({"p": [*path, uid], sign: item, **at_end})
    for uid, item in old.items():
        # Most of hundreds of notes are the same, to the letter: a quick way past them.
        if uid in new and repr(item) != repr(new[uid]):
            _compare([*path, uid], item, new[uid], operations)
    if [uid for uid in old if uid in new] != [uid for uid in new if uid in old]:
        operations.append({"p": path, "<": list(old), ">": list(new)})


def _rank(operation: Operation) -> int:
    """Removals, then changes, additions and orders: so the places of additions hold."""
    if "<" in operation:
        return 3
    return 1 if "-" in operation and "+" in operation else 2 if "+" in operation else 0


def _copy(value: Any) -> Any:
    """A deep copy by way of JSON: quicker than `copy`, and not at a loss in deep nesting."""
    return json.loads(dump(value))


# -- applying --------------------------------------------------------------------------


def _perform(operation: Operation, root: Document) -> None:
    if "<" in operation:
        items = value_at(["", *operation["p"]], root)
        if item_uids(items) is not None:
            items[:] = _ordered(items, operation[">"])
        return
    steps: list[str] = ["", *operation["p"]]
    way, last = steps[:-1], steps[-1]
    parent: Any = root
    new = operation.get("+")
    is_item = isinstance(new, dict) and new.get("uid") == last
    for depth, step in enumerate(way, 1):
        parent = _enter(parent, step, [] if is_item and depth == len(way) else {})
    if isinstance(parent, dict):
        if "+" in operation:
            parent[last] = _copy(operation["+"])
        else:
            parent.pop(last, None)
        return
    place = next((n for n, item in enumerate(parent) if item["uid"] == last), None)
    if "+" not in operation:
        if place is not None:
            del parent[place]
    elif place is not None:
        parent[place] = _copy(operation["+"])
    else:
        parent.insert(operation.get("i", len(parent)), _copy(operation["+"]))


def _enter(parent: Any, step: str, missing: Any) -> Any:
    """The object or list one step down, made where somebody else has taken it away."""
    child = value_at([step], parent)
    if isinstance(child, dict) or item_uids(child) is not None:
        return child
    if isinstance(parent, dict):
        parent[step] = missing
        return missing
    child = {"uid": step}
    parent.append(child)
    return child


def _ordered(items: list[Document], order: list[str]) -> list[Document]:
    """Items in the given order; one that it does not name stays behind its predecessor."""
    rank = {uid: float(place) for place, uid in enumerate(order)}
    behind = -1.0
    places = []
    for item in items:
        behind = rank.get(item["uid"], behind)
        places.append((behind, item["uid"] not in rank))
    return [item for _, item in sorted(zip(places, items, strict=True), key=lambda pair: pair[0])]


def _clash(operation: Operation, document: Document | None) -> bool:
    if "<" in operation:
        return False
    root = _GONE if document is None else document
    way: list[str] = operation["p"][:-1]
    if way and not isinstance(value_at(way, root), dict | list):
        return True
    found = value_at(operation["p"], root)
    old, new = operation.get("-", _GONE), operation.get("+", _GONE)
    return not (same(found, old) or same(found, new))
