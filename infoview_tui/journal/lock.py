"""One writer: a lock that the operating system holds, and gives back when its holder dies.

The file `journal.json.lock` only names the holder for messages. That it exists means
nothing: what counts is the system's lock on it, so a file that a crash left behind, or that
a sync tool brought from another computer, never locks anybody out.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
# On Windows a locked byte cannot be read: lock one far behind the text.
_FAR = 1 << 30


class Holder(Struct, frozen=True):
    """Who writes the journal at present."""

    pid: int = 0
    host: str = ""
    since: str = ""

    def __str__(self) -> str:
        import platform

        if not self.pid:
            return "another infoview"
        here = "" if self.host == platform.node() else f" on {self.host}"
        return f"another infoview (process {self.pid}{here}, since {self.since})"


class JournalLock:
    """Held by at most one process; `take` never waits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None
        self.works = True  # False where the file system knows no locks

    def take(self, now: datetime) -> bool:
        """Try to become the writer; raises `OSError` where no file can be made."""
        while self._handle is None:
            handle = os.open(self.path, _FLAGS, 0o600)
            try:
                held = self._lock(handle)
                current = held and self._is_current(handle)
            except BaseException:
                os.close(handle)
                raise
            if current:
                self._handle = handle
                self._sign(now)
            else:
                os.close(handle)
                if not held:
                    return False
        return True

    def release(self) -> None:
        """Take the file away, then let go: nobody can lock a file that has no name."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(handle)
            with contextlib.suppress(OSError):
                self.path.unlink()
            return
        with contextlib.suppress(OSError):
            if self._is_current(handle):
                self.path.unlink()
        os.close(handle)

    def holder(self) -> Holder:
        """Who signed the lock file last."""
        try:
            found = json.loads(self.path.read_bytes())
            return Holder(int(found["pid"]), str(found["host"]), str(found["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder()

    def _lock(self, handle: int) -> bool:
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(handle, _FAR, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _BUSY:
                return False
            self.works = False
        return True

    def _is_current(self, handle: int) -> bool:
        """Whether the locked file still has its name: its last holder may have removed it."""
        try:
            return os.path.samestat(os.fstat(handle), self.path.stat())
        except FileNotFoundError:
            return False

    def _sign(self, now: datetime) -> None:
        import platform

        holder = {
            "pid": os.getpid(),
            "host": platform.node(),
            "since": now.isoformat(timespec="minutes"),
        }
        with contextlib.suppress(OSError):
            assert self._handle is not None
            if sys.platform != "win32":
                os.fchmod(self._handle, 0o600)
            os.ftruncate(self._handle, 0)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, json.dumps(holder).encode())
