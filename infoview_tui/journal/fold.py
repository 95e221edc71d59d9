"""The TinyDB file on disk, as this program last saw it, and its replacement as a whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from infoview_tui.journal.disk import Disk, Stamp
from infoview_tui.journal.layout import (
    Identity,
    Mark,
    Snapshot,
    remove_quietly,
    render,
    write_file,
)

if TYPE_CHECKING:
    from pathlib import Path


class JournalFile:
    """Knows which content it read or wrote last, so that it never overwrites another."""

    def __init__(
        self, disk: Disk, path: Path, identity: Identity, stamp: Stamp, mark: Mark
    ) -> None:
        self.disk = disk
        self.path = path
        self.identity = identity
        self.stamp = stamp
        self.mark = mark

    def is_gone(self) -> bool:
        """Whether the file vanished from a folder that is still there."""
        try:
            self.disk.stamp(self.path)
        except FileNotFoundError:
            return self.path.parent.is_dir()
        return False

    def is_replaced(self) -> bool:
        """Whether another content stands there now; raises `OSError` when nothing does.

        The file system's word (inode, size, time) raises the suspicion, the content decides:
        a copy with the same bytes is the same journal.
        """
        stamp = self.disk.stamp(self.path)
        if _looks_same(stamp, self.stamp):
            return False
        data = self.disk.read(self.path)
        if Identity(len(data), zlib.crc32(data)) != self.identity:
            return True
        self.stamp = stamp
        return False

    def write(self, snapshot: Snapshot, mark: Mark) -> bool:
        """Replace the file by a new one, durably; False, and nothing done, if it is not ours.

        Raises `OSError`; then the old file is whole, or (the folder's sync failed) the new one.
        """
        pieces = self.disk.cipher.seal(render(snapshot, mark))
        identity, stamp, temporary = write_file(self.disk, self.path, pieces)
        try:
            if not self.is_gone() and self.is_replaced():
                remove_quietly(self.disk, temporary)
                return False
            self.disk.replace(temporary, self.path)
        except OSError:
            remove_quietly(self.disk, temporary)
            raise
        self.identity, self.stamp, self.mark = identity, stamp, mark
        self.disk.sync_folder(self.path.parent)
        return True


def _looks_same(one: Stamp, other: Stamp) -> bool:
    return (one.inode, one.size, one.mtime) == (other.inode, other.size, other.mtime)
