"""One open journal: what the parts of the store share, and the one way to change it."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InvalidRecord, Problem, ReadOnlyJournal
from infoview_tui.journal.changes import Change, Entry, Patch, apply, diff, same
from infoview_tui.journal.fold import JournalFile
from infoview_tui.journal.log import ChangeLog
from infoview_tui.journal.opening import Loaded, log_path
from infoview_tui.journal.saving import Saver
from infoview_tui.journal.tables import META, Document, Key, Tables, dump_document, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from infoview_tui.journal.disk import Disk
    from infoview_tui.journal.lock import JournalLock
    from infoview_tui.journal.log import LogImage

Edit = tuple[Key, bytes | None, Patch]


class Session:
    """Tables, log and file of a journal. `guard` is held for memory and appends, never longer."""

    def __init__(
        self, path: Path, loaded: Loaded, clock: Callable[[], datetime], disk: Disk
    ) -> None:
        self.path = path
        self.name = os.urandom(4).hex()  # under which this session signs its folds
        self.clock = clock
        self.disk = disk
        self.lock: JournalLock | None = None  # held: this instance writes
        self.guard = threading.RLock()
        self.notices = loaded.notices
        self.log = ChangeLog(disk, log_path(path), loaded.identity, self.guard)
        self.saver = Saver(self.log, self.guard, clock, clock())
        self.last_change = time.monotonic()
        self.take(loaded)

    def take(self, loaded: Loaded) -> None:
        """Start from what was read."""
        with self.guard:
            self.tables = loaded.tables
            self.origin = loaded.origin  # the file's versions of what was changed since
            self.file = JournalFile(
                self.disk, self.path, loaded.identity, loaded.stamp, loaded.mark
            )
            self.log.start(loaded.identity)

    def go_on_with(self, log: LogImage, recovered: int) -> None:
        """Append to a log that was left behind, or take it away if the file holds all of it."""
        try:
            if recovered:
                self.log.resume(log)
            else:
                # The rename that made it superfluous must be on the medium first.
                self.disk.sync_folder(self.path.parent)
                self.disk.remove(self.log.path)
                return
        except OSError:
            self.log.broken = True
        self.saver.appended()

    def commit(self, entry: Entry) -> None:
        """See `Store.commit`."""
        if self.lock is None:
            raise ReadOnlyJournal(f"{self.path.name} is open read-only; nothing was changed")
        with self.guard:
            try:
                edits = self._edits(entry)
            except RecursionError:
                raise InvalidRecord([Problem("", "is nested too deeply")]) from None
            if not edits:
                return
            for key, raw, _ in edits:
                self.origin.setdefault(key, self.tables.raw(key))
                self.tables.put(key, raw)
            self.log.add(entry.label, [(key, patch) for key, _, patch in edits])
            error = self._flush()
            self.last_change = time.monotonic()
        self.saver.appended(error)

    def say(self, notice: str, *, again: bool = False) -> None:
        """A word for the user; of a state once, of an event (`again`) each time."""
        if again or notice not in self.notices:
            self.notices.append(notice)

    def _flush(self) -> OSError | None:
        try:
            self.log.flush()
        except OSError as error:
            return error
        return None

    def _edits(self, entry: Entry) -> list[Edit]:
        """What an entry means for the documents as they are now."""
        staged: dict[Key, bytes | None] = {}
        edits: list[Edit] = []
        for change in entry.changes:
            raw = staged.get(change.key, self.tables.raw(change.key))
            current = None if raw is None else parse(raw)
            after = change.after
            if after is not None and after.get("uid") != change.uid:
                raise InvalidRecord([Problem("uid", f"is not {change.uid!r}")])
            if not _is_document(raw, current, change.before):
                after = _onto(current, change)
            patch = diff(current, after)
            if patch:
                staged[change.key] = None if after is None else dump_document(after)
                edits.append((change.key, staged[change.key], patch))
        return edits


def journal_id(tables: Tables) -> object:
    """What tells one journal from another."""
    return (tables.document(META) or {}).get("journal_id")


def _is_document(raw: bytes | None, current: Document | None, document: Document | None) -> bool:
    """Whether a document is the current one; the bytes usually tell, at a fraction of the cost."""
    if raw is not None and document is not None and dump_document(document) == raw:
        return True
    return same(current, document)


def _onto(current: Document | None, change: Change) -> Document | None:
    """The change, made to a document that is no longer the one that it was made from."""
    if change.after is None or current is None or change.before is None:
        return change.after
    return apply(diff(change.before, change.after), current)
