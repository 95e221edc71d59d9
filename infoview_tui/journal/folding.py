"""Folding the log into the file, and merging with a file that was put in its place.

Both rewrite what the session believes of the file, so one lock lets them happen one at a
time; the event loop never waits for it.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InfoviewError, JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.changes import Change, Entry, diff
from infoview_tui.journal.layout import Mark, Snapshot
from infoview_tui.journal.merge import MergeReport, merge_copies, merge_tables
from infoview_tui.journal.migrations import found_schema, migrate
from infoview_tui.journal.reading import Image, read_image
from infoview_tui.journal.session import Session, journal_id
from infoview_tui.journal.tables import differences

if TYPE_CHECKING:
    from pathlib import Path

    from infoview_tui.journal.disk import Stamp
    from infoview_tui.journal.tables import Key, Tables

FOLD_SIZE = 1 << 20  # bytes of log past which a fold is due at once
FOLD_PAUSE = 20.0  # seconds without a change after which it is due anyway
FOLD_RETRY = 30.0  # seconds after a fold that failed


class Folding:
    """The fold of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._turn = threading.Lock()
        self._retry_at = 0.0
        self._doubtful: Stamp | None = None
        self.due = False  # the file must be written anew even if the log is empty

    def is_needed(self) -> bool:
        """Whether a fold is due: the log is long, or nothing was changed for a while."""
        session, now = self._session, time.monotonic()
        if session.lock is None or now < self._retry_at:
            return False
        quiet = session.log.last > 0 and now - session.last_change > FOLD_PAUSE
        return quiet or self.due or session.log.size > FOLD_SIZE

    def fold(self, block: bool) -> bool:
        """Fold; True if nothing is left to fold."""
        if self._session.lock is None or not self._turn.acquire(blocking=block):
            return False
        try:
            # A sync tool may replace the file between our look and our rename: look again.
            for _ in range(5):
                self._merge_replacement()
                if self._fold_once():
                    return True
        except InfoviewError as error:
            self._session.say(str(error), again=block)  # the program ends: the last word
        except OSError:
            pass  # the log has it all; the next attempt follows
        finally:
            self._turn.release()
        self._retry_at = time.monotonic() + FOLD_RETRY
        return False

    def look(self) -> set[Key]:
        """Merge if the file was replaced; the keys that are new to us. Never waits for a fold."""
        if not self._turn.acquire(blocking=False):
            return set()
        try:
            return self._merge_replacement()
        except InfoviewError as error:
            self._doubt(str(error))
        except OSError:
            pass  # the folder is gone for now: the saver says so at the next change
        finally:
            self._turn.release()
        return set()

    def _doubt(self, why: str) -> None:
        """Speak of a bad file at the second look: another program may be just writing it."""
        with suppress(OSError):
            path = self._session.path
            stamp = self._session.disk.stamp(path)
            if stamp == self._doubtful:
                self._session.say(why.replace(str(path), path.name, 1))  # in a line of the screen
            self._doubtful = stamp

    def merge_copy(self, other: Path) -> MergeReport:
        """See `Store.merge_file`."""
        session = self._session
        read = read_image(session.disk, other)
        tables = _present(other, read, session)
        if journal_id(tables) != journal_id(session.tables):
            raise JournalUnusable(f"{other} is no copy of this journal; `infoview import` reads it")
        mark, now = read.mark or Mark(), session.clock()
        if not session.origin and mark.descends_from(session.file.mark):
            # Made from our file as it stands, as a rescued copy is: it is what ours would be.
            report = merge_tables({}, session.tables, tables, now, descends=True)
        else:
            report = merge_copies(session.tables, tables, now)
        _commit(session, report, f"merge {other.name}")
        return report

    def _fold_once(self) -> bool:
        session = self._session
        with session.guard:
            mark = session.file.mark.after(session.name, session.log.id, session.log.last)
            if not (mark.n or session.log.size or self.due):
                return True
            snapshot = Snapshot.of(session.tables)
            origin, session.origin = session.origin, {}
        done = False
        try:
            with suppress(OSError):  # without room for a copy, the fold is worth more
                backups.keep_daily(session.disk, session.path, session.clock())
            done = session.file.write(snapshot, mark)
        finally:
            if not done:
                with session.guard:
                    session.origin |= origin
        if done:
            self._empty_log(mark)
        return done

    def _empty_log(self, mark: Mark) -> None:
        session = self._session
        with session.saver.disk_work, session.guard:
            self.due = False
            clean = session.log.last == mark.n
            if clean:
                session.log.drop(session.file.identity)
        if clean:
            session.saver.saved()

    def _merge_replacement(self) -> set[Key]:
        session = self._session
        if session.file.is_gone():
            session.say(f"{session.path.name} was removed by another program: written anew")
            self.due = True
            return set()
        if not session.file.is_replaced():
            return set()
        image = read_image(session.disk, session.path)
        theirs = _present(session.path, image, session)
        if journal_id(theirs) != journal_id(session.tables):
            raise JournalUnusable(
                f"another journal was put in the place of {session.path}; your changes stay in"
                " the change log: put the file back and nothing is lost"
            )
        now = session.clock()
        data = session.disk.read(session.path)
        backups.keep_copy(session.disk, session.path, data, now, "before-merge")
        with session.guard:
            base = dict(session.origin)
        descends = (image.mark or Mark()).descends_from(session.file.mark)
        report = merge_tables(base, session.tables, theirs, now, descends=descends)
        _commit(session, report, "merge with the replaced file")
        _take_over_rest(session.tables, theirs)
        self.due = True
        _rebase(session, image)
        said = f"{session.path.name} was replaced by another program; merged: {report}"
        session.say(said, again=True)
        return set(report.changes)


def _present(path: Path, image: Image, session: Session) -> Tables:
    """The tables of another file in our schema; raises `JournalUnusable` for a newer one."""
    migrate(image.tables, found_schema(path, image.tables), session.clock())
    return image.tables


def _commit(session: Session, report: MergeReport, label: str) -> None:
    changes = tuple(
        Change(*key, session.tables.document(key), after) for key, after in report.changes.items()
    )
    session.commit(Entry(label, changes))


def _rebase(session: Session, image: Image) -> None:
    """Let the log continue the new file: whoever replays it there gets what we have in memory.

    The old log would not do: what it does not say, because the file that was replaced had
    it, would be lost with a kill before the next fold.
    """
    theirs = image.tables
    differing = differences(session.tables, theirs)
    error = None
    with session.saver.disk_work:
        with session.guard:
            keys = differing | session.origin.keys()
            session.file.identity, session.file.stamp = image.identity, image.stamp
            session.file.mark = image.mark or Mark()
            session.origin = {key: theirs.raw(key) for key in keys}
            patches = {
                key: diff(theirs.document(key), session.tables.document(key)) for key in keys
            }
            changes = [(key, patch) for key, patch in patches.items() if patch]
            session.log.rebase(image.identity, "merge with the replaced file", changes)
        try:
            session.log.renew()
        except OSError as caught:
            error = caught
    session.saver.appended(error)


def _take_over_rest(ours: Tables, theirs: Tables) -> None:
    """What is no document: keep both sides' entries, and their values beside the tables."""
    known = {(entry.table, entry.raw) for entry in ours.aside()}
    for entry in theirs.aside():
        if (entry.table, entry.raw) not in known:
            ours[entry.table].set_aside(entry)
    ours.foreign |= theirs.foreign
