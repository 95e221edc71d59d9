"""Reading a journal file: quickly when it is ours, carefully when it is not, never guessing."""

from __future__ import annotations

import json
import re
import stat
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal.cipher import Damaged, Locked
from infoview_tui.journal.disk import Disk, Stamp, reason
from infoview_tui.journal.layout import Identity, Mark, from_values, mark_of, split_mark, take
from infoview_tui.journal.tables import TABLES, Table, Tables

if TYPE_CHECKING:
    from pathlib import Path

_TABLE = re.compile(rb'"((?:[^"\\]|\\.)*)":\{\n')
_ENTRY = re.compile(rb'"([1-9][0-9]{0,17})":\{"uid":"([^"\\\x00-\x1f]+)"')
_ANY_ENTRY = re.compile(rb'"((?:[^"\\]|\\.)*)":')
_META = b'\n"meta":{\n'
_FOLD = re.compile(rb',"fold":(\{"log":"[^{}]*\{[^{}]*\},"crc":"([0-9a-f]{8})"\})\}')
_LARGE = 12_000_000  # bytes


class Image(Struct):
    """A journal file as it was read."""

    tables: Tables
    mark: Mark | None
    identity: Identity
    stamp: Stamp
    sealed: bool  # the checksum vouches for every line
    notices: list[str] = field(default_factory=list)


def read_image(disk: Disk, path: Path) -> Image:
    """Read a whole journal; raises `JournalUnusable` with one line, and touches nothing."""
    raw, stamp = read_bytes(disk, path)
    data = opened(disk, path, raw)
    mark, crc = _seal(data)
    identity = Identity(len(raw), crc if data is raw and mark else zlib.crc32(raw))
    if mark is not None:
        tables = _scan(data)
        if tables is not None:
            split_mark(tables)
            return Image(tables, mark, identity, stamp, sealed=True)
    tables = parse_journal(path, data)
    mark = split_mark(tables)
    image = Image(tables, mark, identity, stamp, sealed=False)
    if data.startswith(b"\xef\xbb\xbf"):
        image.notices.append("the file began with a byte order mark, which is now left out")
    return image


def read_bytes(disk: Disk, path: Path) -> tuple[bytes, Stamp]:
    """The content with a stamp taken before it; raises `JournalUnusable`."""
    try:
        refuse_what_is_no_file(path)
        stamp = disk.stamp(path)
        return disk.read(path), stamp
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            raise JournalUnusable(f"there is no journal at {path}") from error
        denied = isinstance(error, PermissionError)
        why = "no permission to read it" if denied else reason(error)
        raise JournalUnusable(f"cannot read {path}: {why}") from error


def opened(disk: Disk, path: Path, data: bytes) -> bytes:
    """What a file says, encrypted or not; raises `JournalUnusable`."""
    try:
        return disk.cipher.open(data)
    except Locked as error:
        plain = f"; `infoview decrypt --journal {path.name}` makes it plain"
        hint = way_out(path) if isinstance(error, Damaged) else plain
        raise JournalUnusable(f"{path} {error}{hint}") from error


def refuse_what_is_no_file(path: Path) -> None:
    """Opening a FIFO would wait for ever; a folder or a device is no journal either."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    kind = kinds.get(stat.S_IFMT(mode), "a device")
    raise JournalUnusable(f"{path} is {kind}, not a journal file")


def parse_journal(path: Path, data: bytes) -> Tables:
    """Any legal layout, parsed whole; raises `JournalUnusable` for what is no journal."""
    values = parse_file(path, data)
    if not isinstance(values, dict):
        raise JournalUnusable(f"{path} is JSON but no journal (it holds no tables){way_out(path)}")
    known = [name for name in TABLES if name in values]
    for name in known:
        if not isinstance(values[name], dict):
            raise JournalUnusable(
                f"{path}: the table {name!r} is no object of documents{way_out(path, repair=True)}"
            )
    others = [name for name in values if name not in TABLES and name != "_default"]
    if others and not known:
        raise JournalUnusable(f"{path} is JSON but no journal (it has none of its tables)")
    try:
        return from_values(values)
    except RecursionError as error:
        raise JournalUnusable(f"{path} is nested too deeply{way_out(path)}") from error


def parse_file(path: Path, data: bytes) -> Any:
    """The JSON of a file; every failure becomes one clear line."""
    if not data:
        raise JournalUnusable(f"{path} is empty (0 bytes){way_out(path)}")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise JournalUnusable(f"{path} is blank{way_out(path)}")
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:4]:
        raise JournalUnusable(f"{path} is not written in UTF-8{way_out(path)}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is no UTF-8"
    else:
        try:
            return json.loads(text, object_pairs_hook=_object)
        except json.JSONDecodeError as error:
            why = f"line {error.lineno}, column {error.colno}: {error.msg}"
        except RecursionError:
            why = "it is nested too deeply"
        except ValueError as error:  # an integer of thousands of digits
            why = str(error).partition(";")[0]
    raise JournalUnusable(f"{path} is not JSON ({why}){way_out(path)}")


def way_out(path: Path, *, repair: bool = False) -> str:
    """What the user can do: names the newest good backup, if there is one."""
    from infoview_tui.journal.backups import good_backups_of

    found = good_backups_of(path)
    steps = []
    if found:
        steps.append(f"`infoview restore` brings back {found[-1].path.name}")
    if repair or not found:
        steps.append("`infoview check --repair` keeps a copy and saves what is readable")
    return "; " + "; ".join(steps)


# -- the quick way ---------------------------------------------------------------------


def _seal(data: bytes) -> tuple[Mark | None, int]:
    """The mark of a file whose checksum is right: then we wrote it, and its lines are sound.

    With it comes the checksum of the whole content.
    """
    unsealed = None, 0
    table = data.rfind(_META)
    if table < 0 or not data.endswith(b"\n}\n"):
        return unsealed
    start = table + len(_META)
    end = data.find(b"\n", start)
    if data[end - 1 : end] == b",":
        end -= 1
    fold = _FOLD.search(data, start, end)
    if fold is None or fold.end() != end:
        return unsealed
    view = memoryview(data)
    before = zlib.crc32(view[:start])
    if zlib.crc32(view[end:], before) != int(fold[2], 16):
        return unsealed
    try:
        json.loads(data[start:end].partition(b":")[2])
        return mark_of(json.loads(fold[1])), zlib.crc32(view[start:], before)
    except ValueError:
        return unsealed


def _scan(data: bytes) -> Tables | None:
    """Tables from our own layout without parsing documents; None if it is not that layout."""
    tables = Tables()
    place = 2
    while data.startswith(b'"', place):
        opening = _TABLE.match(data, place)
        if opening is not None:
            place = _scan_table(data, opening.end(), tables, _string(opening[1]))
            continue
        value = _ANY_ENTRY.match(data, place)
        if value is None:
            return None
        end = data.index(b"\n", place)
        tables.foreign[_string(value[1])] = data[value.end() : end].removesuffix(b",")
        place = end + 1
    return tables if data[place:] == b"}\n" else None


def _scan_table(data: bytes, place: int, tables: Tables, name: str) -> int:
    """Note where the lines of one table begin, which stand as we write them; where it ends."""
    places, index = [], data.index
    while data.startswith(b'"', place):
        places.append(place)
        place = index(b"\n", place) + 1
    tables.read_later(name, partial(_table, data, name, places))
    # What was set aside stands last, and is spoken of at once. A large journal is opened in a
    # thread, where reading it disturbs nobody.
    if len(data) > _LARGE or (places and not _ENTRY.match(data, places[-1])):
        tables[name]
    return index(b"\n", place) + 1


def _table(data: bytes, name: str, places: list[int]) -> Table:
    """The table whose lines begin at these places."""
    table = Table(name, data)
    known, load, match = table.uids(), table.load, _ENTRY.match
    for place in places:
        found = match(data, place)
        if found is not None and (uid := found[2].decode()) not in known:
            load(uid, place, int(found[1]))
        elif (other := _ANY_ENTRY.match(data, place)) is not None:
            value = json.loads(data[other.end() : data.index(b"\n", place)].removesuffix(b","))
            take(table, _string(other[1]), value)
    return table


def _string(raw: bytes) -> str:
    """The text of a JSON string, without its quotes."""
    text: str = json.loads(b'"%s"' % raw)
    return text


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; of two documents under one id (a careless merge) the second gets a free id."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        if key in found and isinstance(value, dict) and all(map(str.isdecimal, found)):
            key = str(max(map(int, found)) + 1)
        found[key] = value
    return found
