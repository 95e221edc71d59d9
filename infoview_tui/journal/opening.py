"""Opening a journal: lock, read, migrate, replay; each refusal is one line with a way out."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.cipher import Locked
from infoview_tui.journal.disk import PRIVATE_FILE, Disk, Stamp, make_folder, reason
from infoview_tui.journal.layout import (
    Identity,
    Mark,
    remove_quietly,
    write_tables,
)
from infoview_tui.journal.lock import JournalLock
from infoview_tui.journal.log import LogImage, read_log
from infoview_tui.journal.migrations import found_schema, migrate, new_meta
from infoview_tui.journal.reading import Image, read_image
from infoview_tui.journal.replay import Replayed, replay
from infoview_tui.journal.tables import META, Key, Tables, dump_document

if TYPE_CHECKING:
    from datetime import datetime


_SLOW = 1 << 20  # bytes of another layout that take long enough to parse


class Loaded(Struct):
    """A journal as its file and its log together tell it."""

    tables: Tables
    identity: Identity
    stamp: Stamp
    mark: Mark
    log: LogImage | None = None
    recovered: int = 0
    origin: dict[Key, bytes | None] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    occasion: str | None = None  # why the file must be kept and written anew at once
    slow: bool = False  # large and not in our layout: to be rewritten at the next pause
    strange_log: bool = False  # the log continues another file than this one


def log_path(path: Path) -> Path:
    return path.with_name(path.name + ".log")


def resolve(path: Path) -> Path:
    """The file itself: what a symlink points to is what gets replaced, not the link."""
    return Path(os.path.realpath(path.expanduser()))


def exists(path: Path) -> bool:
    """Whether there is a file; raises `JournalUnusable` where one may not even look."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        why = "no permission" if isinstance(error, PermissionError) else reason(error)
        raise JournalUnusable(f"cannot read {path}: {why}") from error
    return True


def take_lock(path: Path, now: datetime) -> tuple[JournalLock | None, str]:
    """The lock, or None with the reason why this journal can only be read."""
    if exists(path):
        if not os.access(path, os.W_OK):
            return None, f"read-only: no permission to write {path.name}"
        if sys.platform != "win32" and os.geteuid() not in {0, path.stat().st_uid}:
            return None, f"read-only: {path.name} belongs to another user"
    lock = JournalLock(path.with_name(path.name + ".lock"))
    try:
        if not lock.take(now):
            return None, f"read-only: {lock.holder()} writes this journal"
    except OSError as error:
        return None, f"read-only: {reason(error)} ({path.parent})"
    return lock, "" if lock.works else "this file system has no locks: use one infoview at a time"


def load(disk: Disk, path: Path, now: datetime, *, reader: bool = False) -> Loaded:
    """Read file and log; raises `JournalUnusable`. Writes nothing.

    For a reader the log is another program's, which is at work: there is nothing to recover.
    """
    image = read_image(disk, path)
    schema = found_schema(path, image.tables)
    mark = image.mark or Mark()
    notices = list(image.notices)
    loaded = Loaded(image.tables, image.identity, image.stamp, mark, notices=notices)
    log = _read_log(disk, path)
    if log is not None:
        _replay(loaded, image, log, now)
        if reader:
            loaded.recovered, loaded.notices = 0, image.notices
    if migrate(loaded.tables, schema, now):
        loaded.occasion = f"before-schema-{schema + 1}"
        loaded.notices.append(f"brought from schema {schema} to {schema + 1}; the old file is kept")
    aside = sum(1 for _ in loaded.tables.aside())
    loaded.slow = not image.sealed and not aside and image.identity.size > _SLOW
    if aside:
        entries = "1 entry is" if aside == 1 else f"{aside} entries are"
        loaded.notices.append(f"{entries} set aside as unreadable: see `infoview check`")
    return loaded


def create(disk: Disk, path: Path, now: datetime) -> None:
    """Write a new journal; raises `JournalUnusable` where that cannot be."""
    if _has_entries(disk, path):
        raise JournalUnusable(
            f"{path} is gone, but its change log is there; put the file back, or take a backup"
            " with `infoview restore`"
        )
    tables = Tables()
    tables.put(META, dump_document(new_meta(now)))
    try:
        write_tables(disk, path, tables, Mark())
    except OSError as error:
        raise JournalUnusable(f"cannot make a journal at {path}: {reason(error)}") from error


def prepare_folder(path: Path) -> None:
    """The journal's folder, private if it is new; raises `JournalUnusable`."""
    try:
        make_folder(path.parent)
    except OSError as error:
        raise JournalUnusable(f"cannot make the folder {path.parent}: {reason(error)}") from error


def tidy(disk: Disk, path: Path) -> None:
    """Take away what a kill left half-written."""
    for name in (path, log_path(path)):
        remove_quietly(disk, name.with_name(name.name + ".tmp"))


def make_private(path: Path) -> None:
    """Take away other people's sight of the file, once it is known to be a journal."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            if path.stat().st_mode & 0o077:
                path.chmod(PRIVATE_FILE)


def keep_before(disk: Disk, path: Path, loaded: Loaded, now: datetime) -> None:
    """Keep the file, and the log if it matters, before they are rewritten; raises `OSError`."""
    assert loaded.occasion is not None
    backups.keep_copy(disk, path, disk.read(path), now, loaded.occasion)
    if loaded.strange_log:
        keep_log(disk, path, now, loaded.occasion)


def keep_log(disk: Disk, path: Path, now: datetime, occasion: str) -> None:
    """Keep a copy of the log beside the backups; raises `OSError`."""
    backups.keep_copy(disk, path, disk.read(log_path(path)), now, occasion, "log")


def _read_log(disk: Disk, path: Path) -> LogImage | None:
    place = log_path(path)
    try:
        data = disk.read(place)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise JournalUnusable(f"cannot read the change log {place}: {reason(error)}") from error
    try:
        log = read_log(data, disk.cipher)
    except Locked as error:
        raise JournalUnusable(
            f"the change log {place} {error}; `infoview check --repair` keeps a copy of it"
        ) from error
    if log.damaged is not None:
        raise JournalUnusable(
            f"the change log {place} is damaged in line {log.damaged}, before confirmed changes;"
            " `infoview check --repair` keeps a copy and takes what is readable"
        )
    return log


def _has_entries(disk: Disk, path: Path) -> bool:
    log = _read_log(disk, path)
    return log is not None and bool(log.entries)


def _replay(loaded: Loaded, image: Image, log: LogImage, now: datetime) -> None:
    mark = image.mark
    known = mark.n if mark is not None and mark.log == log.id else 0
    fits = log.base == image.identity or (known > 0 and image.sealed)
    done: Replayed = replay(loaded.tables, log.entries[known:], now)
    loaded.log = log
    loaded.recovered = done.entries
    loaded.origin = done.origin
    if done.entries:
        changes = "1 change" if done.entries == 1 else f"{done.entries} changes"
        loaded.notices.append(f"recovered {changes} from the change log")
    if log.torn:
        loaded.notices.append("cut off an unfinished line at the end of the change log")
    if done.entries and not fits:
        loaded.strange_log = True
        loaded.occasion = "before-merge"
        loaded.notices.append("the file was replaced meanwhile: merged with the change log")
    if done.conflicts:
        loaded.notices.append(f"{done.conflicts} in conflict: both versions are kept")
