"""The journal file, as the verbs of the journal see it: documents in, changes out.

`Store` is the face of the parts beneath it: the tables in memory (`tables`), the change log
that makes a change safe at once (`log`, `saving`), the fold that makes the TinyDB file whole
again and merges with one that was replaced (`folding`), the lock, the backups, and the way
to open what a crash left behind (`opening`). It knows documents, not records.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from infoview_tui.domain.errors import InfoviewError, JournalUnusable, ReadOnlyJournal
from infoview_tui.journal import backups
from infoview_tui.journal.disk import Disk, reason
from infoview_tui.journal.folding import Folding
from infoview_tui.journal.following import Follower
from infoview_tui.journal.layout import Mark, Snapshot, render
from infoview_tui.journal.opening import (
    Loaded,
    create,
    exists,
    keep_before,
    keep_log,
    load,
    make_private,
    prepare_folder,
    resolve,
    take_lock,
    tidy,
)
from infoview_tui.journal.saving import NotSaved, SaveState
from infoview_tui.journal.session import Session
from infoview_tui.journal.tables import Aside, Document, Key, differences, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, KeysView
    from pathlib import Path

    from infoview_tui.journal.changes import Entry
    from infoview_tui.journal.merge import MergeReport


def local_now() -> datetime:
    """The present moment with the machine's own offset."""
    return datetime.now(UTC).astimezone()


class Store:
    """One open journal. Every method may be called from any thread."""

    def __init__(self, session: Session, loaded: Loaded) -> None:
        self._session = session
        self._folding = Folding(session)
        self._follower = Follower(session, loaded)
        self._takes_over = False
        self.why_read_only = "read-only: it was opened to be read"
        self._closed = False
        self.recovered = loaded.recovered  # entries replayed from a log that was left behind

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
        disk, path = disk or Disk(), resolve(path)
        if read_only:
            loaded = load(disk, path, clock(), reader=True)
            return cls(Session(path, loaded, clock, disk), loaded)
        prepare_folder(path)
        lock, why = take_lock(path, clock())
        try:
            if lock is not None:
                tidy(disk, path)
                if not exists(path):
                    create(disk, path, clock())
            elif not exists(path):
                raise JournalUnusable(f"cannot make a journal at {path}: {why}")
            loaded = load(disk, path, clock(), reader=lock is None)
            store = cls(Session(path, loaded, clock, disk), loaded)
            store._session.lock = lock
            store._takes_over = lock is None
            store.why_read_only = why
            if why:
                store._session.say(why)
            if lock is not None:
                store._begin_writing(loaded)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return store

    # -- reading -----------------------------------------------------------------------

    @property
    def path(self) -> Path:
        return self._session.path

    @property
    def read_only(self) -> bool:
        return self._session.lock is None

    @property
    def notices(self) -> list[str]:
        """What opening, merging and taking over had to say, oldest first."""
        return self._session.notices

    @property
    def set_aside(self) -> list[Aside]:
        """Entries of the file that are no documents; they stay in it as they are."""
        return list(self._session.tables.aside())

    def uids(self, table: str) -> KeysView[str]:
        """The uids of a table in the order of the file; copy it before changing the table."""
        return self._session.tables.uids(table)

    def count(self, table: str) -> int:
        return len(self.uids(table))

    def raw(self, table: str, uid: str) -> bytes | None:
        """A document as compact UTF-8 JSON, `uid` first."""
        return self._session.tables.raw((table, uid))

    def lines(self, table: str) -> Iterator[tuple[str, bytes]]:
        """All lines of a table as the file has them (`"12":{"uid":…}`), by uid."""
        return self._session.tables[table].lines()

    def document(self, table: str, uid: str) -> Document | None:
        """A document, parsed anew at each call: the caller may keep or change it."""
        return self._session.tables.document((table, uid))

    @staticmethod
    def parse(raw: bytes) -> Document:
        """The document of its bytes."""
        return parse(raw)

    # -- changing ----------------------------------------------------------------------

    def commit(self, entry: Entry) -> None:
        """Apply an entry and append it to the log at once: from then on a kill cannot take it.

        A document that is no longer the `before` of its change gets the change's difference.
        Raises `ReadOnlyJournal` and `InvalidRecord` (then nothing is changed), but nothing
        for a fault of the disk: the change is kept, and `save_state` says `NotSaved` until
        it is written.
        """
        self._session.commit(entry)

    def merge_file(self, other: Path) -> MergeReport:
        """Take in a sync tool's conflict copy as one entry, after a backup.

        What only one side holds is kept; where both differ, the newer stays and the older
        goes into the table `conflicts`. Raises `JournalUnusable` for what is no copy.
        """
        if self.read_only:
            raise ReadOnlyJournal(f"{self.path.name} is open read-only; nothing was merged")
        self.backup("merge")
        return self._folding.merge_copy(other)

    # -- saving ------------------------------------------------------------------------

    @property
    def save_state(self) -> SaveState:
        return self._session.saver.state

    def subscribe(self, callback: Callable[[SaveState], None]) -> None:
        """Call back when the save state changes, from any thread; the callback must not wait."""
        self._session.saver.subscribe(callback)

    def wait_durable(self, timeout: float | None = None) -> bool:
        """Wait until every change is on the medium; False after `timeout` seconds."""
        return self._session.saver.wait_durable(timeout)

    def save_now(self) -> bool:
        """Whether everything is at least in the log; tries once more if the disk refused."""
        session = self._session
        if self.read_only or not isinstance(self.save_state, NotSaved):
            return True
        return session.saver.save() and not isinstance(self.save_state, NotSaved)

    @property
    def unsaved(self) -> int:
        """How many entries are not known to be on the medium."""
        return self._session.log.waiting

    def rescue(self) -> Path:
        """Keep all that is in memory in another place; raises `InfoviewError` if none takes it."""
        from infoview_tui.journal.rescue import write_rescue

        session = self._session
        with session.guard:
            snapshot = Snapshot.of(session.tables)
            mark = session.file.mark.after(session.name, session.log.id, session.log.last)
        pieces = list(session.disk.cipher.seal(render(snapshot, mark)))
        return write_rescue(self.path, pieces, session.clock())

    def needs_fold(self) -> bool:
        """Whether a fold is due: the log is long, or nothing was changed for a while."""
        return self._folding.is_needed()

    def fold(self, block: bool = True) -> bool:
        """Write the whole file anew and empty the log; True if nothing is left to fold.

        A failure leaves every change as safe as it was, in the log; `needs_fold` asks again.
        """
        return self._folding.fold(block)

    def backup(self, before: str | None = None) -> Path:
        """Keep a copy of the journal as it is now; raises `InfoviewError` if that fails."""
        session = self._session
        with session.guard:
            snapshot = Snapshot.of(session.tables)
        data = b"".join(render(snapshot, Mark()))
        occasion = f"before-{before}" if before else "by-hand"
        try:
            return backups.keep_copy(session.disk, self.path, data, session.clock(), occasion)
        except OSError as error:
            raise InfoviewError(f"cannot keep a backup: {reason(error)}") from error

    def close(self) -> None:
        """Fold, end the thread, release the lock; at rest there is one file.

        Raises `InfoviewError` if changes could not be written anywhere.
        """
        session = self._session
        if self._closed or session.lock is None:
            self._closed = True
            return
        self._closed = True
        folded = self.fold()
        session.saver.stop()
        safe = folded or session.saver.save()
        session.log.close()
        session.lock.release()
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
        if not self.read_only:
            return self._folding.look()
        try:
            return self._take_over() if self._takes_over else self._follower.follow()
        except InfoviewError as error:
            self._session.say(str(error))
            return set()

    def _take_over(self) -> set[Key]:
        session = self._session
        lock, _ = take_lock(self.path, session.clock())
        if lock is None:
            return self._follower.follow()
        try:
            tidy(session.disk, self.path)
            loaded = load(session.disk, self.path, session.clock())
            changed = differences(session.tables, loaded.tables)
            session.take(loaded)
            session.lock = lock
            self._begin_writing(loaded)
        except BaseException:  # it stays a reader
            session.lock = None
            lock.release()
            raise
        session.say("the other infoview is gone: this one writes now")
        return changed

    def _begin_writing(self, loaded: Loaded) -> None:
        session = self._session
        make_private(self.path)
        if loaded.stamp.links > 1:
            session.say("the file has a second name (hard link), which will not follow")
        if loaded.occasion is not None:
            try:
                keep_before(session.disk, self.path, loaded, session.clock())
            except OSError as error:
                why = f"cannot keep a copy of {self.path} before rewriting it: {reason(error)}"
                raise JournalUnusable(why) from error
            self._folding.due = True
        if loaded.log is not None and loaded.log.cut:
            with suppress(OSError):
                keep_log(session.disk, self.path, session.clock(), "cut")
        if loaded.log is not None:
            session.go_on_with(loaded.log, loaded.recovered)
        if self._folding.due:
            self.fold()
        self._folding.due |= loaded.slow
