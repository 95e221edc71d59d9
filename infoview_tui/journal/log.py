"""The change log beside the journal: one checksummed JSON line for each entry, appended at once.

    {"crc":"9f3a01bc","log":"<id>","size":…,"crc32":…}            the file that it continues
    {"crc":"…","n":1,"label":"note","changes":[[table,uid,patch],…]}

Beside an encrypted journal each line is encrypted by itself, within its checksum.
A checksum covers the rest of its line. An entry also says (`s`) how many entries were known
to be on the medium when it was written, if that is not all before it: so damage that a power
cut left in what was never synced (cut, with a word) is told from damage of synced entries
(refused, because confirmed changes are at stake).
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from infoview_tui.journal.changes import Patch
from infoview_tui.journal.cipher import PLAIN, Cipher, Locked
from infoview_tui.journal.disk import Disk, write_all
from infoview_tui.journal.layout import Identity, remove_quietly
from infoview_tui.journal.tables import Key, dump

if TYPE_CHECKING:
    from pathlib import Path
    from threading import RLock


class LoggedEntry(Struct, frozen=True):
    """An entry as the log holds it."""

    n: int
    label: str
    changes: list[tuple[Key, Patch]]


class LogImage(Struct):
    """A log as it was read: its sound entries, and what is wrong with the rest."""

    id: str = ""
    base: Identity | None = None
    entries: list[LoggedEntry] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)  # the sound lines, header first
    size: int = 0  # bytes of the sound lines
    torn: int = 0  # bytes after them that no sync ever confirmed
    cut: int = 0  # sound entries among them, which a torn one before them makes useless
    damaged: int | None = None  # number of a line that was confirmed and is not sound


def header_line(log_id: str, base: Identity, cipher: Cipher = PLAIN) -> bytes:
    return _line(dump({"log": log_id, "size": base.size, "crc32": base.crc}), cipher)


def entry_line(
    n: int, synced: int, label: str, changes: list[tuple[Key, Patch]], cipher: Cipher = PLAIN
) -> bytes:
    known = {} if synced >= n - 1 else {"s": synced}
    head = dump({"n": n, **known, "label": label})
    # One by one: encoded at once, thousands of them would keep every other thread from running.
    listed = b",".join([dump([*key, patch]) for key, patch in changes])
    return _line(b'%s,"changes":[%s]}' % (head[:-1], listed), cipher)


def read_log(data: bytes, cipher: Cipher = PLAIN) -> LogImage:
    """Every sound line up to the first that is not, and a verdict on what follows.

    Raises `Locked` for a sound line that the cipher cannot read.
    """
    image = LogImage()
    lines = data.split(b"\n")
    sound = [_parse(line, cipher) for line in lines[:-1]]
    for number, value in enumerate(sound):
        if value is None or not _continues(image, number, value):
            break
        image.lines.append(lines[number] + b"\n")
    image.size = sum(map(len, image.lines))
    image.torn = len(data) - image.size
    count = len(image.lines)
    for value in sound[count:]:
        if value is not None and "n" in value:
            image.cut += 1
            # Entry 1 knows of none before it, and so says nothing of the header.
            if value.get("s", value["n"] - 1) >= max(count, 1):
                image.damaged = count + 1
    return image


def salvage(data: bytes, cipher: Cipher = PLAIN) -> list[LoggedEntry]:
    """Every sound entry of a damaged log, for a repair that asks nothing of the rest."""
    entries = []
    for line in data.split(b"\n"):
        with suppress(Locked):
            value = _parse(line, cipher)
            entry = None if value is None or "n" not in value else _entry(value)
            entries += [] if entry is None else [entry]
    return entries


def encrypted_anew(data: bytes, old: Cipher, new: Cipher) -> bytes:
    """The sound lines of a log as another cipher writes them."""
    values = (_parse(line, old) for line in data.split(b"\n"))
    return b"".join(_line(dump(value), new) for value in values if value is not None)


class ChangeLog:
    """The log that is being written; `guard` is the store's lock.

    `add`, `flush`, `drop` are called with it held; `sync` and `renew` take it only where they
    touch what they share, so that an append never waits for the medium.

    `kept` holds every line since the last fold, so that the whole log can be written anew
    into another file when the disk has failed: a descriptor whose sync failed once may have
    dropped bytes, and is never trusted again (`broken`).
    """

    def __init__(self, disk: Disk, path: Path, base: Identity, guard: RLock) -> None:
        self.disk = disk
        self.path = path
        self.guard = guard
        self.handle: int | None = None
        self.broken = False
        self.start(base)

    def start(self, base: Identity) -> None:
        """Begin a new log; its file is made when the first entry comes."""
        self.id = os.urandom(6).hex()
        self.kept = [header_line(self.id, base, self.disk.cipher)]
        self.written = 0  # lines handed to the operating system
        self.synced = 0  # lines known to be on the medium
        self.size = 0
        self.named = False  # whether the folder durably holds the file's name

    def resume(self, image: LogImage) -> None:
        """Go on with a log that was left behind."""
        self.id = image.id
        self.kept = list(image.lines)
        self.written = len(self.kept)
        self.size = image.size
        self.synced = 0
        if image.torn:
            self.broken = True
        else:
            self.handle = self.disk.append_to(self.path)

    @property
    def last(self) -> int:
        """The number of the last entry."""
        return len(self.kept) - 1

    @property
    def is_durable(self) -> bool:
        """Whether every entry is on the medium."""
        return self.last == 0 or self.synced == len(self.kept)

    @property
    def waiting(self) -> int:
        """How many entries are not known to be on the medium."""
        return len(self.kept) - max(self.synced, 1)

    def add(self, label: str, changes: list[tuple[Key, Patch]]) -> None:
        synced = max(self.synced - 1, 0)
        line = entry_line(self.last + 1, synced, label, changes, self.disk.cipher)
        self.kept.append(line)

    def flush(self) -> None:
        """Hand all lines to the operating system: from then on they survive a kill."""
        if self.broken or self.last == 0 or self.written == len(self.kept):
            return
        if self.handle is None:
            try:
                self.handle = self.disk.create(self.path)
            except FileExistsError:
                self.broken = True  # a leftover whose entries are in the file: replaced whole
                return
        data = b"".join(self.kept[self.written :])
        try:
            write_all(self.disk, self.handle, data)
        except OSError:
            self._cut()
            raise
        self.size += len(data)
        self.written = len(self.kept)

    def sync(self) -> None:
        """Bring what was written onto the medium. A failure makes the descriptor `broken`."""
        with self.guard:
            handle, written = self.handle, self.written
            if handle is None or self.synced == written:
                return
        try:
            self.disk.sync(handle)
            if not self.named:
                self.disk.sync_folder(self.path.parent)
        except OSError:
            self.broken = True
            raise
        try:
            here = self.disk.stamp(self.path).inode == self.disk.stamp_of(handle).inode
        except OSError:
            here = False
        with self.guard:
            if here:
                self.synced, self.named = written, True
            else:  # removed or moved away under us: what we write there, nobody will find
                self.broken = True

    def renew(self) -> None:
        """Write the whole log into a new file that takes the old one's name, durably."""
        with self.guard:
            lines = list(self.kept)
        temporary = self.path.with_name(self.path.name + ".tmp")
        remove_quietly(self.disk, temporary)
        handle = self.disk.create(temporary)
        try:
            write_all(self.disk, handle, b"".join(lines))
            self.disk.sync(handle)
            self.disk.replace(temporary, self.path)
            self.disk.sync_folder(self.path.parent)
        except OSError:
            self.disk.close(handle)
            remove_quietly(self.disk, temporary)
            raise
        with self.guard:
            self.close()
            self.handle, self.broken, self.named = handle, False, True
            self.written = self.synced = len(lines)
            self.size = sum(map(len, lines))

    def rebase(self, base: Identity, label: str, changes: list[tuple[Key, Patch]]) -> None:
        """Begin anew with one entry that leads from `base` to the present state; to `renew`."""
        self.close()
        self.start(base)
        self.add(label, changes)
        self.broken = True

    def drop(self, base: Identity) -> None:
        """Empty the log, whose entries the file `base` now holds."""
        self.close()
        self.broken = False
        exists = self.written > 0 or self.size > 0
        self.start(base)
        if exists:
            try:
                self.disk.remove(self.path)
            except FileNotFoundError:
                return
            except OSError:
                self.broken = True

    def close(self) -> None:
        if self.handle is not None:
            handle, self.handle = self.handle, None
            self.disk.close(handle)

    def _cut(self) -> None:
        """Take a half-written line away again, else the next one would stand behind rubbish."""
        if self.handle is not None:
            try:
                self.disk.truncate(self.handle, self.size)
            except OSError:
                self.broken = True


# -- lines -----------------------------------------------------------------------------


def _line(value: bytes, cipher: Cipher) -> bytes:
    rest = cipher.seal_line(value)[1:]
    return b'{"crc":"%08x",%s\n' % (zlib.crc32(rest), rest)


def _parse(line: bytes, cipher: Cipher) -> dict[str, Any] | None:
    """The value of a sound line, else None; raises `Locked`."""
    if line[:8] != b'{"crc":"' or line[16:18] != b'",':
        return None
    if line[8:16] != b"%08x" % zlib.crc32(line[18:]):
        return None
    try:
        value = json.loads(cipher.open_line(b"{" + line[18:]))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _continues(image: LogImage, number: int, value: dict[str, Any]) -> bool:
    """Take a sound line if it is the one that must come now."""
    if number == 0:
        match value:
            case {"log": str(log), "size": int(size), "crc32": int(crc)}:
                image.id, image.base = log, Identity(size, crc)
                return True
        return False
    entry = _entry(value)
    if entry is None or entry.n != number:
        return False
    image.entries.append(entry)
    return True


def _entry(value: dict[str, Any]) -> LoggedEntry | None:
    match value:
        case {"n": int(n), "label": str(label), "changes": list(listed)}:
            return LoggedEntry(n, label, [((table, uid), patch) for table, uid, patch in listed])
    return None
