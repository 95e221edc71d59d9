"""The journal in memory: every document is kept as the bytes of its line, parsed when asked for.

Ten thousand interviews are some 56 MB of JSON. Keeping lines instead of objects makes the
start quick, spares memory and the garbage collector, and makes a fold a join of lines. Those
of our own file are not even cut out of it: of each is known where it begins.
"""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from infoview_tui.domain.errors import InvalidRecord, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, KeysView

Document = dict[str, Any]
Key = tuple[str, str]  # (table, uid)

TABLES = ("contacts", "interviews", "follow_ups", "touches", "hypotheses", "meta")
_JOINED = 1 << 16  # bytes of lines that are joined already
META: Key = ("meta", "meta")
_NOTHING: KeysView[str] = {}.keys()

_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Aside(Struct, frozen=True):
    """An entry of a table that is no document: kept in the file as it is, shown, never dropped."""

    table: str
    key: str
    raw: bytes
    problem: str

    @property
    def line(self) -> bytes:
        """Its line in the file; the blank keeps a quick reader from taking it for a document."""
        return dump_anything(self.key) + b": " + self.raw


def dump(value: object) -> bytes:
    """Canonical JSON: compact, UTF-8, no NaN; raises `ValueError` or `TypeError` for the rest."""
    return _ENCODER.encode(value).encode()


def dump_document(document: Document) -> bytes:
    """The bytes of a document, its `uid` first; raises `InvalidRecord` for what JSON cannot say."""
    try:
        return dump({"uid": document.get("uid"), **document})
    except UnicodeEncodeError:
        problem = "holds half a character (a lone surrogate)"
    except RecursionError:
        problem = "is nested too deeply"
    except (TypeError, ValueError) as error:
        problem = f"cannot be written as JSON: {error}"
    raise InvalidRecord([Problem("", problem)])


def dump_anything(value: object) -> bytes:
    """JSON of any parsed value, also of what `dump` refuses (NaN, lone surrogates)."""
    try:
        return dump(value)
    except ValueError:
        return json.dumps(value, separators=(",", ":")).encode()


class TableLines(Struct, frozen=True):
    """The lines of one table at one moment."""

    name: str
    documents: list[bytes | int]
    aside: list[bytes]
    is_sorted: bool
    file: bytes

    def in_order(self) -> Iterator[bytes]:
        """All lines in the order of the file: by id, then what was set aside."""
        lines = (_cut(self.file, found) for found in self.documents)
        yield from lines if self.is_sorted else sorted(lines, key=_doc_id)
        yield from self.aside

    def together(self) -> Iterator[bytes]:
        """The same; lines that stand together in the file we read come joined as they are there."""
        if not self.is_sorted:
            yield from self.in_order()
            return
        begin = end = 0  # of such lines
        for line in self.documents:
            if end and (line != end or end - begin > _JOINED):
                yield _cut(self.file, begin, end)
                end = 0
            if isinstance(line, int):
                begin, end = (begin if end else line), self.file.index(b"\n", line) + 1
            else:
                yield line
        if end:
            yield _cut(self.file, begin, end)
        yield from self.aside


class Table:
    """Documents by uid. A line is `"<doc id>":{…}`, TinyDB's entry without its comma."""

    __slots__ = ("_file", "_former", "_last", "_lines", "_sorted", "aside", "name")

    def __init__(self, name: str, file: bytes = b"") -> None:
        self.name = name
        self._file = file
        self._lines: dict[str, bytes | int] = {}  # or where in the file the line begins
        self.aside: list[Aside] = []
        self._last = 0
        self._sorted = True
        self._former: dict[str, int] = {}

    def __contains__(self, uid: object) -> bool:
        return uid in self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def uids(self) -> KeysView[str]:
        """The uids in the order of the file, then as they came."""
        return self._lines.keys()

    def load(self, uid: str, line: bytes | int, doc_id: int) -> None:
        """Take a line, or the place in the file where it begins, under the id that it has."""
        self._lines[uid] = line
        if doc_id > self._last:
            self._last = doc_id
        else:
            self._sorted = False

    def set_aside(self, entry: Aside) -> None:
        self.aside.append(entry)
        if entry.key.isdecimal():
            self._last = max(self._last, int(entry.key))

    @property
    def next_id(self) -> int:
        return self._last + 1

    def line(self, uid: str) -> bytes | None:
        found = self._lines.get(uid)
        return None if found is None else _cut(self._file, found)

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """All lines, by uid, as they are at this moment."""
        file, end = self._file, self._file.index
        for uid, line in list(self._lines.items()):
            if isinstance(line, int):
                yield uid, file[line : end(b"\n", line)].removesuffix(b",")
            else:
                yield uid, line

    def raw(self, uid: str) -> bytes | None:
        """The document alone."""
        found = self._lines.get(uid)
        if found is None:
            return None
        if isinstance(found, int):
            return _cut(self._file, self._file.index(b":", found) + 1)
        return found[found.index(b":") + 1 :]

    def put(self, uid: str, raw: bytes) -> None:
        """Insert or replace; ids are stable, a new one is the largest plus one."""
        line = self.line(uid)
        if line is not None:
            self._lines[uid] = line[: line.index(b":") + 1] + raw
            return
        # A document that comes back (undo) takes its old place again.
        doc_id = self._former.pop(uid, self._last + 1)
        self.load(uid, b'"%d":%s' % (doc_id, raw), doc_id)

    def remove(self, uid: str) -> None:
        self._former[uid] = _doc_id(_cut(self._file, self._lines.pop(uid)))

    def snapshot(self) -> TableLines:
        """What the table holds at this moment; cheap, because a lock is held meanwhile."""
        return TableLines(
            self.name,
            list(self._lines.values()),
            [entry.line for entry in self.aside],
            self._sorted,
            self._file,
        )


class Tables:
    """All tables, and the values beside them that are no tables (kept as they are)."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {name: Table(name) for name in TABLES}
        self._unread: dict[str, Callable[[], Table]] = {}
        self._turn = Lock()
        self.foreign: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> Table:
        table = self._get(name)
        if table is None:
            table = self._tables[name] = Table(name)
        return table

    def __iter__(self) -> Iterator[Table]:
        """All tables in the order of the file."""
        return (self[name] for name in self.names())

    def read_later(self, name: str, read: Callable[[], Table]) -> None:
        """Let a table, in which nothing is set aside, be read when it is first asked for."""
        self._tables.pop(name, None)
        self._unread[name] = read

    def _get(self, name: str) -> Table | None:
        table = self._tables.get(name)
        if table is None:
            with self._turn:
                if read := self._unread.get(name):
                    self._tables[name] = read()
                    del self._unread[name]
                table = self._tables.get(name)
        return table

    def raw(self, key: Key) -> bytes | None:
        table = self._get(key[0])
        return None if table is None else table.raw(key[1])

    def document(self, key: Key) -> Document | None:
        raw = self.raw(key)
        return None if raw is None else parse(raw)

    def put(self, key: Key, raw: bytes | None) -> None:
        """Insert, replace or (None) remove."""
        if raw is not None:
            self[key[0]].put(key[1], raw)
        elif self.raw(key) is not None:
            self[key[0]].remove(key[1])

    def uids(self, name: str) -> KeysView[str]:
        table = self._get(name)
        return _NOTHING if table is None else table.uids()

    def keys(self) -> Iterator[Key]:
        """All keys, of a copy: others may commit meanwhile."""
        for table in self:
            for uid in list(table.uids()):
                yield table.name, uid

    def aside(self) -> Iterable[Aside]:
        for table in list(self._tables.values()):
            yield from table.aside

    def names(self) -> list[str]:
        """The order of the file: ours, then unknown ones by name."""
        return [*TABLES, *sorted({*self._tables, *self._unread} - set(TABLES))]


def differences(one: Tables, other: Tables) -> set[Key]:
    """The keys whose documents differ."""
    keys = {*one.keys(), *other.keys()}
    return {key for key in keys if one.raw(key) != other.raw(key)}


def parse(raw: bytes) -> Document:
    """The document of a line's bytes: a fresh one at each call; raises `ValueError`."""
    text = raw.decode("utf-8", "surrogatepass")
    document, end = _DECODER.raw_decode(text)
    if end != len(text):
        raise ValueError("more than one document")
    found: Document = document
    return found


def _cut(file: bytes, line: bytes | int, end: int = 0) -> bytes:
    """A line, or what of one begins at a place in our file, without its comma.

    Up to `end`, where another line begins, if that is given.
    """
    if not isinstance(line, int):
        return line
    return file[line : end - 1 if end else file.index(b"\n", line)].removesuffix(b",")


def _doc_id(line: bytes) -> int:
    return int(line[1 : line.index(b'"', 1)])
