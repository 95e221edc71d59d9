"""Reading along while another program writes, and taking over when it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infoview_tui.journal.cipher import Locked
from infoview_tui.journal.disk import Disk, Stamp
from infoview_tui.journal.log import read_log
from infoview_tui.journal.opening import Loaded, load, log_path
from infoview_tui.journal.replay import replay
from infoview_tui.journal.tables import differences

if TYPE_CHECKING:
    from pathlib import Path

    from infoview_tui.journal.session import Session
    from infoview_tui.journal.tables import Key

_Stamps = tuple[Stamp | None, Stamp | None]


class Follower:
    """What a reader has seen of the writer's file and log."""

    def __init__(self, session: Session, loaded: Loaded) -> None:
        self._session = session
        self._stamps: _Stamps
        self._log: str  # its id
        self._entries: int  # how many of its entries were taken
        self._saw(loaded)

    def follow(self) -> set[Key]:
        """Take in what the writer did since; returns the keys that changed."""
        session = self._session
        stamps = _stamps(session.disk, session.path)
        if stamps == self._stamps or stamps[0] is None:
            return set()
        if stamps[0] == self._stamps[0]:
            added = self._read_on(stamps)
            if added is not None:
                return added
        return self.reload()

    def reload(self) -> set[Key]:
        """Read everything anew."""
        session = self._session
        # Between our two readings the writer may have folded: then file and log do not fit.
        for _ in range(3):
            loaded = load(session.disk, session.path, session.clock(), reader=True)
            if not loaded.strange_log:
                break
        changed = differences(session.tables, loaded.tables)
        session.take(loaded)
        self._saw(loaded)
        return changed

    def _read_on(self, stamps: _Stamps) -> set[Key] | None:
        """Take only the log's new entries; None where that is not enough."""
        session = self._session
        try:
            log = read_log(session.disk.read(log_path(session.path)), session.disk.cipher)
        except (OSError, Locked):
            return None
        if log.damaged is not None or self._log not in ("", log.id):
            return None
        if not self._log and log.base != session.file.identity:
            return None
        with session.guard:
            done = replay(session.tables, log.entries[self._entries :], session.clock())
        self._stamps, self._log, self._entries = stamps, log.id, len(log.entries)
        return set(done.origin)

    def _saw(self, loaded: Loaded) -> None:
        log = loaded.log
        self._log = log.id if log else ""
        self._entries = len(log.entries) if log else 0
        # The log's size at reading time, so that an append since then shows as a change.
        _, log_stamp = _stamps(self._session.disk, self._session.path)
        complete = log_stamp is not None and log is not None and log_stamp.size == log.size
        self._stamps = (loaded.stamp, log_stamp if complete else None)


def _stamps(disk: Disk, path: Path) -> _Stamps:
    return _stamp(disk, path), _stamp(disk, log_path(path))


def _stamp(disk: Disk, path: Path) -> Stamp | None:
    try:
        return disk.stamp(path)
    except OSError:
        return None
