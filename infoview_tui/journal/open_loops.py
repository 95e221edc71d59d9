"""Every open loop of the journal: read in slices, and talk by talk as they change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infoview_tui.domain.errors import InvalidRecord
from infoview_tui.domain.loops import WAYS, Loop, is_open
from infoview_tui.domain.models import Note
from infoview_tui.domain.records import Document, decode
from infoview_tui.journal.core import Core, Keys

_SLICE = 20  # talks between two breaths of the screen


class OpenLoops:
    """The loops that wait to be closed, by note; talks are not decoded whole for them."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._loops: dict[str, tuple[Loop, ...]] = {}  # by interview
        self._stale: set[str] = set()  # interviews
        self.complete = False
        """Whether all talks have been read."""

    def build(self) -> Iterator[None]:
        """Reads all talks; yields now and then, so that the caller can draw."""
        uids = list(self._journal.store.uids("interviews"))
        for number, uid in enumerate(uids, 1):
            self._read(uid)
            if number % _SLICE == 0:
                yield
        self.complete = True

    def expect(self, keys: Keys) -> None:
        """Talks among these records have changed: they are read anew when they are asked for."""
        self._stale |= {uid for table, uid in keys if table == "interviews"}

    def all(self) -> dict[str, Loop]:
        """The open loops read so far, by the uid of their note, oldest first."""
        while self._stale:
            self._read(self._stale.pop())
        found = [loop for theirs in self._loops.values() for loop in theirs]
        return {loop.note.uid: loop for loop in sorted(found, key=lambda loop: loop.note.at)}

    def _read(self, uid: str) -> None:
        found = tuple(self._found(uid))
        if found:
            self._loops[uid] = found
        else:
            self._loops.pop(uid, None)

    def _found(self, uid: str) -> Iterator[Loop]:
        head = self._journal.heads.get(uid)
        document = self._journal.store.document("interviews", uid) if head else None
        if head is None or document is None:
            return
        for written in _loop_notes(document):
            try:
                note = decode(Note, written)
            except InvalidRecord:
                continue  # the talk as a whole is shown as set aside
            if is_open(note):
                yield Loop(head.contact, uid, note)


def _loop_notes(document: Document) -> Iterator[dict[str, Any]]:
    """The notes that may be loops, before they are decoded; marks are none yet."""
    notes = document.get("notes")
    for note in notes if isinstance(notes, list) else ():
        if isinstance(note, dict) and note.get("kind") in WAYS and note.get("text"):
            yield note
