"""The layout of the journal file: TinyDB's own JSON, one document to a line.

    {
    "contacts":{
    "1":{"uid":"…",…},
    "2":{"uid":"…",…}
    },
    "meta":{
    "1":{"uid":"meta",…,"fold":{"log":"…","n":12,"folds":{"<session>":3,…},"crc":"…"}}
    }
    }

The mark `fold` says which entries of which change log the file already holds, so that a
replay after a crash takes none twice, and which sessions folded it how often, so that a
file that descends from ours is told from one that went its own way. Its checksum covers
every line but its own: a file that it vouches for was written by us, and its documents need
no parsing at the start.

`TinyDB(path)` opens the file; with `storage=LineStorage` (`storage`) it also keeps the layout.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infoview_tui.journal.disk import Disk, Stamp, write_all
from infoview_tui.journal.tables import (
    META,
    Aside,
    Table,
    TableLines,
    Tables,
    dump,
    dump_anything,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_BATCH = 1 << 20  # bytes joined at once: a few tenths of a millisecond
_SESSIONS = 32  # how many sessions a mark remembers


class Mark(Struct, frozen=True):
    """What a file knows of its past.

    It holds the entries of the log `log` up to number `n`; `folds` counts, for each of the
    latest sessions that wrote it, their folds (the last writer stands last).
    """

    log: str = ""
    n: int = 0
    folds: tuple[tuple[str, int], ...] = ()

    def after(self, session: str, log: str, n: int) -> Mark:
        """The mark of the next fold, by that session."""
        others = [fold for fold in self.folds if fold[0] != session]
        count = dict(self.folds).get(session, 0) + 1
        return Mark(log, n, (*others[1 - _SESSIONS :], (session, count)))

    def descends_from(self, other: Mark) -> bool:
        """Whether a file with this mark was made from one with the other mark."""
        if not other.folds:
            return False
        session, count = other.folds[-1]
        return dict(self.folds).get(session, 0) >= count


class Identity(Struct, frozen=True):
    """The content of a file: recognises it where the file system's word is not enough."""

    size: int
    crc: int


class Snapshot(Struct, frozen=True):
    """The lines of all tables at one moment; the lines themselves never change."""

    tables: list[TableLines]
    foreign: dict[str, bytes]

    @classmethod
    def of(cls, tables: Tables) -> Snapshot:
        lines = [tables[name].snapshot() for name in tables.names()]
        return cls(lines, dict(tables.foreign))


def render(snapshot: Snapshot, mark: Mark) -> Iterator[bytes]:
    """The bytes of the file, in pieces."""
    crc = 0
    split = [table.name for table in snapshot.tables].index(META[0])
    for piece in _batches(_table_lines(snapshot.tables[:split], first=True)):
        crc = zlib.crc32(piece, crc)
        yield piece
    head, meta, lines = _meta_lines(list(snapshot.tables[split].in_order()))
    tail = b"".join(
        _after_meta(lines, _table_lines(snapshot.tables[split + 1 :]), snapshot.foreign)
    )
    if meta is None:
        yield head + tail.removeprefix(b",\n")
        return
    crc = zlib.crc32(tail, zlib.crc32(head, crc))
    yield head + sealed(meta, mark, crc) + tail


def sealed(meta_line: bytes, mark: Mark, crc: int) -> bytes:
    """The line of the `meta` document with its mark."""
    fold = dump({"log": mark.log, "n": mark.n, "folds": dict(mark.folds), "crc": f"{crc:08x}"})
    return meta_line[:-1] + b',"fold":' + fold + b"}"


def write_file(disk: Disk, path: Path, pieces: Iterable[bytes]) -> tuple[Identity, Stamp, Path]:
    """Write a whole file beside `path`, durably; returns it ready to replace `path`.

    The pieces are written as they are: they come from the cipher, or from a file.
    Whatever fails, the unfinished file is removed again and `OSError` says why.
    """
    temporary = path.with_name(path.name + ".tmp")
    remove_quietly(disk, temporary)
    handle = disk.create(temporary)
    try:
        try:
            size = crc = 0
            for piece in pieces:
                write_all(disk, handle, piece)
                size, crc = size + len(piece), zlib.crc32(piece, crc)
            disk.own(handle, path)
            disk.sync(handle)
            stamp = disk.stamp_of(handle)
        finally:
            disk.close(handle)
    except OSError:
        remove_quietly(disk, temporary)
        raise
    return Identity(size, crc), stamp, temporary


def write_tables(disk: Disk, path: Path, tables: Tables, mark: Mark) -> None:
    """Let a file with these tables take the place of `path`, durably; raises `OSError`."""
    pieces = disk.cipher.seal(render(Snapshot.of(tables), mark))
    *_, temporary = write_file(disk, path, pieces)
    put_in_place(disk, temporary, path)


def put_in_place(disk: Disk, temporary: Path, path: Path) -> None:
    """Let the new file take the name of the old one, durably."""
    try:
        disk.replace(temporary, path)
    except OSError:
        remove_quietly(disk, temporary)
        raise
    disk.sync_folder(path.parent)


def remove_quietly(disk: Disk, path: Path) -> None:
    try:
        disk.remove(path)
    except OSError:
        return


def from_values(values: dict[str, Any]) -> Tables:
    """Tables of a parsed file; whatever is no document is set aside with its reason."""
    tables = Tables()
    for name, table in values.items():
        if not isinstance(table, dict):
            tables.foreign[name] = dump_anything(table)
            continue
        for key, value in table.items():
            take(tables[name], str(key), value)
    return tables


def take(table: Table, key: str, value: object) -> None:
    """Sort one entry of a table: a document, or set aside."""
    problem = _problem(table, key, value)
    if problem is None and isinstance(value, dict):
        try:
            line = b'"%s":%s' % (key.encode(), dump({"uid": value["uid"], **value}))
        except UnicodeEncodeError:
            problem = "holds half a character (a lone surrogate)"
        except ValueError:
            problem = "holds a number that JSON does not have"
        else:
            table.load(value["uid"], line, int(key))
    if problem is not None:
        table.set_aside(Aside(table.name, key, dump_anything(value), problem))


def split_mark(tables: Tables) -> Mark | None:
    """Take the mark out of the `meta` document: it belongs to the file, not to the records."""
    meta = tables.document(META)
    if meta is None or "fold" not in meta:
        return None
    fold = meta.pop("fold")
    tables.put(META, dump(meta))
    return mark_of(fold)


def mark_of(fold: object) -> Mark | None:
    """The mark that a `fold` field says."""
    match fold:
        case {"log": str(log), "n": int(n), "folds": dict(folds)}:
            known = [(name, count) for name, count in folds.items() if isinstance(count, int)]
            return Mark(log, n, tuple(known))
    return None


# -- lines -----------------------------------------------------------------------------


def _table_lines(tables: list[TableLines], *, first: bool = False) -> Iterator[bytes]:
    if first:
        yield b"{\n"
    for table in tables:
        yield (b"" if first else b",\n") + dump(table.name) + b":{\n"
        first, comma = False, b""
        for line in table.together():
            yield comma
            yield line
            comma = b",\n"
        yield b"\n}" if comma else b"}"


def _meta_lines(lines: list[bytes]) -> tuple[bytes, bytes | None, list[bytes]]:
    """What comes before the `meta` document, that document, and the other lines of its table."""
    is_meta = b':{"uid":"meta"'
    meta = next((line for line in lines if is_meta in line[:40]), None)
    return b',\n"meta":{\n', meta, [line for line in lines if line is not meta]


def _after_meta(
    others: list[bytes], tables: Iterable[bytes], foreign: dict[str, bytes]
) -> Iterator[bytes]:
    if others:
        yield b",\n" + b",\n".join(others)
    yield b"\n}"
    yield from tables
    for name, raw in sorted(foreign.items()):
        yield b",\n" + dump(name) + b":" + raw
    yield b"\n}\n"


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _BATCH:
            yield b"".join(batch)
            batch, size = [], 0
    yield b"".join(batch)


def _problem(table: Table, key: str, value: object) -> str | None:
    if not isinstance(value, dict):
        return "is no object"
    uid = value.get("uid")
    if not isinstance(uid, str) or not uid:
        return "has no uid"
    if not (key.isascii() and key.isdecimal()):
        return f"stands under {key!r}, which is no number"
    if uid in table:
        return f"repeats the uid {uid}"
    return None
