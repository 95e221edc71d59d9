"""The system calls of the journal file, one method each: the seam where tests inject faults."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.journal.cipher import PLAIN, Cipher

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_COMMON = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 22


class Stamp(Struct, frozen=True):
    """What the file system says of a file: enough to suspect, not to prove, that it changed."""

    inode: int
    size: int
    mtime: int  # nanoseconds
    links: int
    owner: int


class Disk:
    """Each method is one thing asked of the operating system and may raise `OSError`.

    `cipher` is what the journal's bytes pass through on their way; `Disk` itself moves bytes.
    """

    def __init__(self, cipher: Cipher | None = None) -> None:
        self.cipher = cipher or PLAIN

    def create(self, path: Path) -> int:
        """A new private file, open for writing; refuses one that exists."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _COMMON, PRIVATE_FILE)
        _make_private(handle)
        return handle

    def append_to(self, path: Path) -> int:
        """An existing file, open for writing at its end."""
        return os.open(path, os.O_WRONLY | os.O_APPEND | _COMMON)

    def read(self, path: Path) -> bytes:
        """The bytes of a regular file; `O_NONBLOCK` so that a FIFO cannot hang us."""
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _COMMON)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            return file.read()

    def write(self, handle: int, data: bytes) -> int:
        """The number of bytes written, which may be fewer than given."""
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        os.ftruncate(handle, size)

    def sync(self, handle: int) -> None:
        """Return when the bytes are on the medium (macOS keeps them in the drive otherwise)."""
        if sys.platform == "darwin":
            import fcntl

            try:
                fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in {errno.ENOTSUP, errno.EINVAL, errno.ENOTTY}:
                    raise
            else:
                return
        os.fsync(handle)

    def sync_folder(self, folder: Path) -> None:
        """Make a creation, a rename or a removal durable; Windows has no such call."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY | _COMMON)
        try:
            os.fsync(handle)
        except OSError as error:
            # Some network file systems refuse to sync a folder; they have nothing to offer here.
            if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
                raise
        finally:
            os.close(handle)

    def close(self, handle: int) -> None:
        os.close(handle)

    def replace(self, source: Path, target: Path) -> None:
        os.replace(source, target)  # noqa: PTH105 - one system call, named as such

    def remove(self, path: Path) -> None:
        os.unlink(path)  # noqa: PTH108 - as above

    def stamp(self, path: Path) -> Stamp:
        return _stamp(os.stat(path))  # noqa: PTH116 - as above

    def stamp_of(self, handle: int) -> Stamp:
        return _stamp(os.fstat(handle))

    def own(self, handle: int, path: Path) -> None:
        """Under sudo, leave the file to the owner of the file that it replaces."""
        if sys.platform != "win32" and os.geteuid() == 0:
            with contextlib.suppress(FileNotFoundError):
                found = path.stat()
                if found.st_uid != 0:
                    os.fchown(handle, found.st_uid, found.st_gid)


def make_folder(folder: Path) -> None:
    """Create a folder, and those above it that are missing, for its user alone (0700)."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        if folder.is_dir():  # somebody was quicker
            return
        raise
    # mkdir obeys the umask, which may take away even what the user needs.
    folder.chmod(PRIVATE_FOLDER)


def write_all(disk: Disk, handle: int, data: bytes) -> None:
    """Write every byte, in pieces that let other threads run; raises `OSError`."""
    view = memoryview(data)
    while view:
        written = disk.write(handle, bytes(view[:_CHUNK]) if len(view) > _CHUNK else bytes(view))
        if written <= 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view = view[written:]


def reason(error: OSError) -> str:
    """Why the disk refused, in the user's words."""
    known = {
        errno.ENOSPC: "the disk is full",
        errno.EDQUOT: "the disk quota is used up",
        errno.EROFS: "the disk is read-only",
        errno.EACCES: "no permission to write there",
        errno.EPERM: "no permission to write there",
        errno.EIO: "the disk reports an error",
        errno.ENOENT: "the folder is gone",
        errno.ENOTDIR: "a file stands in the way of the folder",
        errno.EEXIST: "a file stands in the way of the folder",
        errno.EFBIG: "the file may not grow further",
    }
    return known.get(error.errno or 0) or error.strerror or "the disk reports an error"


def _make_private(handle: int) -> None:
    if sys.platform != "win32":
        os.fchmod(handle, PRIVATE_FILE)


def _stamp(found: os.stat_result) -> Stamp:
    return Stamp(
        found.st_ino, found.st_size, found.st_mtime_ns, found.st_nlink, getattr(found, "st_uid", 0)
    )
