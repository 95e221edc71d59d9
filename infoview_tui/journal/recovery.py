"""The ways out of a journal that does not open: a backup brought back, or what is readable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from infoview_tui.domain.errors import InfoviewError, JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.cipher import Locked
from infoview_tui.journal.disk import Disk, reason
from infoview_tui.journal.layout import (
    Mark,
    from_values,
    split_mark,
    take,
    write_tables,
)
from infoview_tui.journal.log import LogImage, read_log, salvage
from infoview_tui.journal.migrations import found_schema, migrate
from infoview_tui.journal.opening import keep_log, load, log_path, resolve, take_lock, tidy
from infoview_tui.journal.reading import opened, parse_file, read_bytes, read_image
from infoview_tui.journal.replay import replay
from infoview_tui.journal.tables import TABLES, Aside, Tables

if TYPE_CHECKING:
    from pathlib import Path

Clock = Callable[[], datetime]

_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*(?=\{)')
_INSIDE_TABLE = re.compile(r'\{\s*(?:"\d+"\s*:|\})')


class Repaired(Struct):
    """What a repair did, in plain lines, and where the file from before it is."""

    backup: Path
    actions: list[str] = field(default_factory=list)


def restore(path: Path, backup: Path, clock: Clock | None = None, disk: Disk | None = None) -> Path:
    """Put a backup in the journal's place; returns the copy of what stood there before.

    Raises `JournalUnusable` if the backup is no sound journal or another program writes.
    """
    disk, now, path = disk or Disk(), (clock or _now)(), resolve(path)
    tables = read_image(disk, backup).tables
    found_schema(backup, tables)
    with alone(path, now):
        kept = _keep_all(disk, path, now, "before-restore") if path.exists() else backup
        _rewrite(disk, path, tables)
    return kept


def repair(path: Path, clock: Clock | None = None, disk: Disk | None = None) -> Repaired:
    """Make a journal sound, after a backup; loses nothing that can be read.

    Entries without a uid or with a taken one get a new one, those under a key that is no
    number a new number. Of a file or log that is damaged, every readable record is taken.
    Records that break the rules of their table stay as they are: they open, set aside.
    """
    disk, now, path = disk or Disk(), (clock or _now)(), resolve(path)
    data, _ = read_bytes(disk, path)
    with alone(path, now):
        result = Repaired(path)
        tables = _readable(disk, path, data, now, result)
        _straighten(tables, result)
        migrate(tables, found_schema(path, tables), now)
        result.backup = _keep_all(disk, path, now, "before-repair")
        _rewrite(disk, path, tables)
    return result


@contextmanager
def alone(path: Path, now: datetime) -> Iterator[None]:
    """As the only writer; disk faults become one line."""
    lock, why = take_lock(path, now)
    if lock is None:
        raise JournalUnusable(f"cannot change {path}: {why}")
    try:
        tidy(Disk(), path)
        yield
    except OSError as error:
        raise InfoviewError(f"cannot write {path}: {reason(error)}; nothing was lost") from error
    finally:
        lock.release()


def _keep_all(disk: Disk, path: Path, now: datetime, occasion: str) -> Path:
    kept = backups.keep_copy(disk, path, disk.read(path), now, occasion)
    if log_path(path).exists():
        keep_log(disk, path, now, occasion)
    return kept


def _rewrite(disk: Disk, path: Path, tables: Tables) -> None:
    """Write the file; it claims to hold all of the log, so that a kill here brings none back."""
    log = LogImage()
    if log_path(path).exists():
        with suppress(Locked):
            log = read_log(disk.read(log_path(path)), disk.cipher)
    write_tables(disk, path, tables, Mark(log.id, len(log.entries)))
    if log_path(path).exists():
        disk.remove(log_path(path))


def _readable(disk: Disk, path: Path, data: bytes, now: datetime, result: Repaired) -> Tables:
    """The journal as it opens or, if it does not, everything that can be read of it."""
    try:
        return load(disk, path, now, reader=True).tables
    except JournalUnusable as error:
        why = str(error)
    try:
        tables = from_values(_without_lists(parse_file(path, opened(disk, path, data)), result))
    except (JournalUnusable, AttributeError):
        tables = salvaged(disk.cipher.readable(data))
        count = sum(1 for _ in tables.keys())  # noqa: SIM118 - a method of ours
        if not count:
            raise JournalUnusable(f"nothing readable in it: {why}") from None
        result.actions.append(f"took {count} readable records of a damaged file")
    mark = split_mark(tables)
    if log_path(path).exists():
        entries = salvage(disk.read(log_path(path)), disk.cipher)
        skip = mark.n if mark and entries else 0
        done = replay(tables, [entry for entry in entries if entry.n > skip], now)
        result.actions.append(f"took {done.entries} readable changes of the change log")
    return tables


def salvaged(data: bytes) -> Tables:
    """Every whole document of a file that is no JSON any more, in whatever layout."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    text = data.decode(encoding, errors="replace")
    tables, decoder = Tables(), json.JSONDecoder()
    table, done = "", 0
    for found in _KEY.finditer(text):
        if found.start() < done:
            continue
        key = found[1]
        if not key.isdecimal():
            if key in TABLES or _INSIDE_TABLE.match(text, found.end()):
                table = key
            continue
        try:
            value, done = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if table:
            take(tables[table], key, value)
    return tables


def _without_lists(values: dict[str, Any], result: Repaired) -> dict[str, Any]:
    """A table of ours that is a list of documents becomes a table again."""
    straight = {}
    for name, value in values.items():
        straight[name] = value
        if name in TABLES and isinstance(value, list):
            straight[name] = {str(number): item for number, item in enumerate(value, 1)}
            result.actions.append(f"{name}: made a table of a list")
    return straight


def _straighten(tables: Tables, result: Repaired) -> None:
    for table in tables:
        entries, table.aside = table.aside, []
        for entry in entries:
            if not _take_back(tables, entry):
                table.set_aside(entry)
                result.actions.append(f"{table.name} {entry.key}: {entry.problem}; left as it is")
            else:
                result.actions.append(f"{table.name} {entry.key}: {entry.problem}; put right")


def _take_back(tables: Tables, entry: Aside) -> bool:
    """Whether an entry became a document."""
    value = json.loads(entry.raw)
    if not isinstance(value, dict):
        return False
    uid = value.get("uid")
    if not isinstance(uid, str) or not uid or uid in tables[entry.table]:
        value = {**value, "uid": os.urandom(10).hex()}
    key, table = entry.key, tables[entry.table]
    taken = {line[: line.index(b":")] for _, line in table.lines()}
    if not (key.isascii() and key.isdecimal()) or f'"{key}"'.encode() in taken:
        key = str(table.next_id)
    before = len(table)
    take(table, key, _sound(value))
    return len(table) > before


def _sound(value: Any) -> Any:
    """The value with what JSON cannot say replaced: lone surrogates, NaN and infinities."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case dict():
            return {_sound(name): _sound(part) for name, part in value.items()}
        case list():
            return [_sound(part) for part in value]
    return value


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
