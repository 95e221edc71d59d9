"""What can be taken back, and done again: the last hundred verbs, newest last."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from msgspec import Struct

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.records import Document
from infoview_tui.journal.changes import Change, Entry, apply, clashes, diff, joined

UNDO_STEPS = 100
_STAMPS = ("created_at", "updated_at")
Find = Callable[[str, str], Document | None]
_MANY = 100  # changes: to make more of them takes longer than a screen may stand still


class Step(Struct, frozen=True):
    """One step of undo, or (not `backwards`) of redo."""

    entry: Entry
    backwards: bool

    @property
    def is_long(self) -> bool:
        """Whether it takes so long that the screen should not wait for it."""
        return len(self.entry.changes) > _MANY

    def again(self, document: Find) -> Entry:
        """What it changes, given the documents as they are now: later drafts survive.

        Raises `InfoviewError` if they have been changed otherwise.
        """
        changes = self.entry.changes
        return Entry(self.entry.label, tuple(self._again(change, document) for change in changes))

    def _again(self, change: Change, document: Find) -> Change:
        way = change.reversed() if self.backwards else change
        current = document(change.table, change.uid)
        if way.before is None or way.after is None or current is None:
            return Change(change.table, change.uid, current, way.after)
        patch = diff(without_stamps(way.before), without_stamps(way.after))
        if clashes(patch, current):
            raise InfoviewError("cannot undo: the record has been changed since, elsewhere")
        return Change(change.table, change.uid, current, apply(patch, current))


class History:
    """The steps that can be taken in both directions."""

    def __init__(self) -> None:
        self._undo: deque[Entry] = deque(maxlen=UNDO_STEPS)
        self._redo: deque[Entry] = deque(maxlen=UNDO_STEPS)
        self._session = ""  # to which the last step of undo belongs

    def remember(self, entry: Entry, session: str = "") -> None:
        """A verb was done. With the one before it, of the same session, it is one step."""
        if session and session == self._session and self._undo:
            entry = joined(self._undo.pop(), entry)
        self._session = ""
        if any(_says_something(change) for change in entry.changes):
            self._undo.append(entry)
            self._session = session
        self._redo.clear()

    def next(self, *, backwards: bool) -> Step | None:
        """The step to take next; None if there is none."""
        steps = self._undo if backwards else self._redo
        return Step(steps[-1], backwards) if steps else None

    def taken(self, step: Step) -> None:
        """It is taken: the other way lies open."""
        source, target = (self._undo, self._redo)[:: 1 if step.backwards else -1]
        self._session = ""
        if any(entry is step.entry for entry in source):
            source.remove(step.entry)
            target.append(step.entry)


def without_stamps(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in _STAMPS}


def _says_something(change: Change) -> bool:
    """Whether a change changes anything; what was typed and taken back does not."""
    if change.before is None or change.after is None:
        return change.before is not change.after
    return without_stamps(change.before) != without_stamps(change.after)
