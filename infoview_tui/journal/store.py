"""The journal file, as the verbs of the journal see it: documents in, changes out.

`Store` ties the parts together: the tables in memory, the change log that makes a change
safe at once, the fold that makes the TinyDB file whole again, the lock, and the merge with a
file that was replaced underneath. It knows documents, not records.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Self

from infoview_tui.domain.errors import (
    InfoviewError,
    InvalidRecord,
    JournalUnusable,
    Problem,
    ReadOnlyJournal,
)
from infoview_tui.journal import backups
from infoview_tui.journal.changes import Change, Entry, Patch, apply, diff, same
from infoview_tui.journal.disk import Disk, reason
from infoview_tui.journal.fold import JournalFile
from infoview_tui.journal.log import ChangeLog
from infoview_tui.journal.merge import MergeReport, merge_copies, merge_tables
from infoview_tui.journal.migrations import found_schema, migrate
from infoview_tui.journal.opening import (
    Loaded,
    create,
    keep_before,
    load,
    log_path,
    prepare_folder,
    resolve,
    take_lock,
    tidy,
)
from infoview_tui.journal.reading import read_image
from infoview_tui.journal.saving import NotSaved, Saver, SaveState
from infoview_tui.journal.storage import Mark, Snapshot
from infoview_tui.journal.tables import META, Aside, Document, Key, Tables, dump_document, parse

if TYPE_CHECKING:
    from collections.abc import Callable, KeysView
    from pathlib import Path

    from infoview_tui.journal.lock import JournalLock

FOLD_SIZE = 1 << 20  # bytes of log past which a fold is due at once
FOLD_PAUSE = 20.0  # seconds without a change after which it is due anyway
FOLD_RETRY = 30.0  # seconds after a fold that failed

Edit = tuple[Key, bytes | None, Patch]


def local_now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """One open journal. Every method may be called from any thread."""

    def __init__(
        self,
        path: Path,
        loaded: Loaded,
        lock: JournalLock | None,
        clock: Callable[[], datetime],
        disk: Disk,
    ) -> None:
        self.path = path
        self.recovered = loaded.recovered
        self.notices = loaded.notices
        self._disk = disk
        self._clock = clock
        self._lock = lock
        self._follows = False
        self._guard = threading.RLock()
        self._folding = threading.Lock()
        self._closed = False
        self._take(loaded)
        self._saver = Saver(self._log, self._guard, clock, clock())

    def _take(self, loaded: Loaded) -> None:
        self._tables = loaded.tables
        self._origin = loaded.origin  # the file's version of what was changed since
        self._file = JournalFile(self._disk, self.path, loaded.identity, loaded.stamp)
        self._log = ChangeLog(self._disk, log_path(self.path), loaded.identity, self._guard)
        self._replayed = (loaded.log.id, len(loaded.log.entries)) if loaded.log else ("", 0)
        self._fold_due = loaded.occasion is not None
        self._last_change = time.monotonic()
        self._fold_again = 0.0

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = local_now,
        disk: Disk | None = None,
    ) -> Self:
        """Open a journal, or make a new one where there is none.

        Raises `JournalUnusable` with one line that names the way out. `read_only` looks
        without a lock; without it, a journal that another program writes opens read-only too,
        and this instance takes over when that program is gone (`poll`).
        """
        disk = disk or Disk()
        path = resolve(path)
        if read_only:
            return cls(path, load(disk, path, clock()), None, clock, disk)
        if not path.exists():
            prepare_folder(path)
        lock, why = take_lock(path, clock())
        try:
            if lock is not None:
                tidy(disk, path)
                if not path.exists():
                    create(disk, path, clock())
            loaded = load(disk, path, clock())
            if why:
                loaded.notices.append(why)
            store = cls(path, loaded, lock, clock, disk)
            if lock is None:
                store._follows = True
            else:
                store._begin_writing(loaded)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return store

    def _begin_writing(self, loaded: Loaded) -> None:
        if loaded.stamp.links > 1:
            self.notices.append("the file has a second name (hard link), which will not follow")
        if loaded.occasion is not None:
            try:
                keep_before(self._disk, self.path, loaded, self._clock())
            except OSError as error:
                raise JournalUnusable(
                    f"cannot keep a copy of {self.path} before rewriting it: {reason(error)}"
                ) from error
        if loaded.log is None:
            if loaded.occasion is not None:
                self.fold()
            return
        try:
            self._log.resume(loaded.log)
        except OSError:
            self._log.broken = True
        if self._log.last == 0 or not loaded.recovered or loaded.occasion is not None:
            self.fold()
        else:
            self._saver.appended()

    # -- reading -----------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        return self._lock is None

    @property
    def set_aside(self) -> list[Aside]:
        """Entries of the file that are no documents; they stay in it as they are."""
        return list(self._tables.aside())

    def uids(self, table: str) -> KeysView[str]:
        """The uids of a table in the order of the file; copy it before changing the table."""
        return self._tables.uids(table)

    def count(self, table: str) -> int:
        return len(self._tables.uids(table))

    def raw(self, table: str, uid: str) -> bytes | None:
        """A document as compact UTF-8 JSON, `uid` first."""
        return self._tables.raw((table, uid))

    def document(self, table: str, uid: str) -> Document | None:
        """A document, parsed anew at each call: the caller may keep or change it."""
        return self._tables.document((table, uid))

    def head(self, table: str, uid: str, stop: bytes) -> Document | None:
        """A document up to (without) a key, given as `b',"prep":'`: for cheap summaries."""
        raw = self._tables.raw((table, uid))
        if raw is None:
            return None
        end = raw.find(stop)
        if end < 0:
            return parse(raw)
        try:
            return parse(raw[:end] + b"}")
        except json.JSONDecodeError:  # the key belongs to an object inside the document
            return parse(raw)

    # -- changing ----------------------------------------------------------------------

    def commit(self, entry: Entry) -> None:
        """Apply an entry and append it to the log at once: from then on a kill cannot take it.

        Raises `ReadOnlyJournal` and `InvalidRecord` (then nothing is changed), but nothing
        for a fault of the disk: the change is kept, and `save_state` says `NotSaved` until
        it is written.
        """
        if self._lock is None:
            raise ReadOnlyJournal(f"{self.path.name} is open read-only; nothing was changed")
        with self._guard:
            edits = self._edits(entry)
            if not edits:
                return
            for key, raw, _ in edits:
                self._origin.setdefault(key, self._tables.raw(key))
                self._tables.put(key, raw)
            self._log.add(entry.label, [(key, patch) for key, _, patch in edits])
            error = self._flush()
            self._last_change = time.monotonic()
        self._saver.appended(error)

    def _flush(self) -> OSError | None:
        try:
            self._log.flush()
        except OSError as error:
            return error
        return None

    def _edits(self, entry: Entry) -> list[Edit]:
        """What an entry means for the documents as they are now."""
        staged: dict[Key, bytes | None] = {}
        edits: list[Edit] = []
        for change in entry.changes:
            raw = staged.get(change.key, self._tables.raw(change.key))
            current = None if raw is None else parse(raw)
            after = change.after
            if after is not None and after.get("uid") != change.uid:
                raise InvalidRecord([Problem("uid", f"is not {change.uid!r}")])
            if not same(current, change.before):
                after = _onto(current, change)
            patch = diff(current, after)
            if patch:
                staged[change.key] = None if after is None else dump_document(after)
                edits.append((change.key, staged[change.key], patch))
        return edits

    # -- saving ------------------------------------------------------------------------

    @property
    def save_state(self) -> SaveState:
        return self._saver.state

    def subscribe(self, callback: Callable[[SaveState], None]) -> None:
        """Call back when the save state changes, from any thread."""
        self._saver.subscribe(callback)

    def wait_durable(self, timeout: float | None = None) -> bool:
        """Wait until every change is on the medium; False after `timeout` seconds."""
        return self._saver.wait_durable(timeout)

    @property
    def unfolded(self) -> int:
        """How many entries the log holds that the file does not."""
        return self._log.last

    def needs_fold(self) -> bool:
        """Whether a fold is due: the log is long, or nothing was changed for a while."""
        if self._lock is None or time.monotonic() < self._fold_again:
            return False
        quiet = time.monotonic() - self._last_change > FOLD_PAUSE
        due = self._fold_due or self._log.size > FOLD_SIZE
        return due or (quiet and self.unfolded > 0)

    def start_fold(self) -> None:
        """Fold in a thread of its own, unless a fold is under way."""
        threading.Thread(target=self.fold, args=(False,), name="fold", daemon=True).start()

    def fold(self, block: bool = True) -> bool:
        """Write the whole file anew and empty the log; True if nothing is left to fold.

        A failure leaves everything as safe as it was, in the log; it is tried again.
        """
        if self._lock is None or not self._folding.acquire(blocking=block):
            return False
        try:
            # A sync tool may replace the file between our look and our rename: look again.
            for _ in range(5):
                self._merge_replacement()
                if self._fold_once():
                    return True
        except (OSError, InfoviewError):
            self._fold_again = time.monotonic() + FOLD_RETRY
        finally:
            self._folding.release()
        return False

    def _fold_once(self) -> bool:
        with self._guard:
            mark = Mark(self._log.id, self._log.last)
            if not (mark.n or self._log.size or self._fold_due):
                return True
            snapshot = Snapshot.of(self._tables)
            origin, self._origin = self._origin, {}
        done = False
        try:
            with suppress(OSError):  # without room for a copy the fold is worth more
                backups.keep_daily(self._disk, self.path, self._clock())
            done = self._file.write(snapshot, mark)
        finally:
            if not done:
                with self._guard:
                    self._origin |= origin
        if done:
            self._empty_log(mark)
        return done

    def _empty_log(self, mark: Mark) -> None:
        with self._saver.disk_work, self._guard:
            self._fold_due = False
            clean = self._log.last == mark.n
            if clean:
                self._log.drop(self._file.identity)
        if clean:
            self._saver.saved()

    def close(self) -> None:
        """Fold, end the thread, release the lock; at rest there is one file.

        Raises `InfoviewError` if changes could not be written anywhere.
        """
        if self._closed:
            return
        self._closed = True
        if self._lock is None:
            return
        folded = self.fold()
        self._saver.stop()
        safe = folded or self._saver.save()
        self._log.close()
        self._lock.release()
        if not safe and isinstance(self.save_state, NotSaved):
            raise InfoviewError(f"not saved: {self.save_state.why} ({self.path})")

    # -- others at the same file -------------------------------------------------------

    def poll(self) -> set[Key]:
        """Look for others' changes; returns the keys whose documents are new to us.

        To be called about once a second, best from a thread: a replaced file is read whole.
        A writer merges with it. A reader follows the writer, and takes over when it is gone.
        """
        if self._closed:
            return set()
        if self._lock is None:
            return self._follow()
        if not self._folding.acquire(blocking=False):
            return set()
        try:
            return self._merge_replacement()
        except OSError:
            return set()
        except InfoviewError as error:
            self._say(str(error))
            return set()
        finally:
            self._folding.release()

    def merge_file(self, other: Path) -> MergeReport:
        """Take in a sync tool's conflict copy, as one entry; raises `JournalUnusable`."""
        tables = read_image(self._disk, other).tables
        migrate(tables, found_schema(other, tables), self._clock())
        if self._journal_id(tables) != self._journal_id(self._tables):
            raise JournalUnusable(f"{other} is no copy of this journal; `infoview import` reads it")
        self.keep_backup("before-merge")
        report = merge_copies(self._tables, tables, self._clock())
        self._commit_merge(report, f"merge {other.name}")
        return report

    def keep_backup(self, occasion: str) -> Path:
        """Keep a copy of the journal as it is now, log included; raises `InfoviewError`."""
        from infoview_tui.journal.storage import render

        with self._guard:
            snapshot = Snapshot.of(self._tables)
        data = b"".join(render(snapshot, Mark()))
        try:
            return backups.keep_copy(self._disk, self.path, data, self._clock(), occasion)
        except OSError as error:
            raise InfoviewError(f"cannot keep a backup: {reason(error)}") from error

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)

    def _merge_replacement(self) -> set[Key]:
        """Merge with a file that was put in the place of ours; it is folded soon after."""
        if self._file.is_gone():
            self._say(f"{self.path.name} was removed by another program; it is written anew")
            self._fold_due = True
            return set()
        if not self._file.is_replaced():
            return set()
        now = self._clock()
        image = read_image(self._disk, self.path)
        theirs = image.tables
        migrate(theirs, found_schema(self.path, theirs), now)
        if self._journal_id(theirs) != self._journal_id(self._tables):
            raise JournalUnusable(
                f"another journal was put in the place of {self.path}; yours is kept in its"
                " change log: put the file back, and nothing is lost"
            )
        backups.keep_copy(self._disk, self.path, self._disk.read(self.path), now, "before-merge")
        with self._guard:
            base = dict(self._origin)
        report = merge_tables(base, self._tables, theirs, now)
        self._commit_merge(report, "merge with the replaced file")
        with self._guard:
            for key in {*self._origin, *report.changes}:
                self._origin[key] = theirs.raw(key)
            _take_over_rest(self._tables, theirs)
            self._file.identity, self._file.stamp = image.identity, image.stamp
            self._fold_due = True
        self._say(f"{self.path.name} was replaced by another program; merged: {report}")
        return set(report.changes)

    def _commit_merge(self, report: MergeReport, label: str) -> None:
        changes = tuple(
            Change(*key, self._tables.document(key), after) for key, after in report.changes.items()
        )
        self.commit(Entry(label, changes))

    def _journal_id(self, tables: Tables) -> object:
        return (tables.document(META) or {}).get("journal_id")

    def _follow(self) -> set[Key]:
        return set()


def _onto(current: Document | None, change: Change) -> Document | None:
    """The change, made to a document that is no longer the one that it was made from."""
    if change.after is None or current is None or change.before is None:
        return change.after
    return apply(diff(change.before, change.after), current)


def _take_over_rest(ours: Tables, theirs: Tables) -> None:
    """What is no document: keep both sides' entries, and their values beside the tables."""
    known = {(entry.table, entry.raw) for entry in ours.aside()}
    for entry in theirs.aside():
        if (entry.table, entry.raw) not in known:
            ours[entry.table].set_aside(entry)
    ours.foreign |= theirs.foreign
