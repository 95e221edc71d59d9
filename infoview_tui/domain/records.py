"""Documents to records and back: one frozen `Struct` a table, every fault named with its path.

A record's fields are its schema. `decode` reads a JSON object into a record class and raises
`InvalidRecord` with *all* problems; `read_line` does so with the bytes of a document, thirty times
quicker if nothing about it is out of the ordinary. `encode` writes it back, leaving out what is
empty. Fields that the class does not know are kept in `extra` and written back as they were.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from msgspec import NODEFAULT, MsgspecError, Struct
from msgspec.json import Decoder
from msgspec.structs import fields

from infoview_tui.domain.errors import InvalidRecord, Problem
from infoview_tui.domain.text import clean_text

Document = dict[str, Any]
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
R = TypeVar("R")


class _Faulty(Exception):
    """What is wrong with a value: the path below it (`.notes[3].at`) and the fault, in pairs."""

    def __init__(self, message: str = "", faults: list[tuple[str, str]] | None = None) -> None:
        self.faults = [("", message)] if faults is None else faults

    def within(self, step: str) -> list[tuple[str, str]]:
        return [(step + path, message) for path, message in self.faults]


class FieldCodec(Struct, frozen=True):
    """How one field of a record is read from and written to its document."""

    name: str
    read: Reader
    write: Writer | None  # None: the value is JSON as it is
    default: Any  # NODEFAULT for a field that every document must have


def decode(cls: type[R], document: object, path: str = "") -> R:
    """The record in `document`; raises `InvalidRecord` naming every problem below `path`."""
    try:
        return _read_record(cls, document)
    except _Faulty as error:
        found = [((path + below).removeprefix("."), why) for below, why in error.faults]
    raise InvalidRecord([Problem(below, why) for below, why in found])


# What may have to be cleaned, in UTF-8 (see `text.clean_text`), and escapes that may stand for it.
_HARMFUL = re.compile(
    rb"\xc2[\x80-\x9f]|\xd8\x9c|\xef\xbb\xbf|\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])"
)
_ESCAPE = re.compile(rb"\\[bfru]")
_DECODERS: dict[type, Decoder[Any]] = {}


def read_line(cls: type[R], line: bytes) -> R:
    """The record in the JSON of a document; raises `InvalidRecord` as `decode` does."""
    record = read_ordinary(cls, line)
    return decode(cls, json.loads(line)) if record is None else record


def read_ordinary(cls: type[R], line: bytes) -> R | None:
    """The record in a document that is valid, clean and without unknown fields; else None."""
    if not _is_clean(line):
        return None
    if cls not in _DECODERS:
        _DECODERS[cls] = Decoder(cls)
    try:
        record: R = _DECODERS[cls].decode(line)
    except (MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    return record


def _is_clean(line: bytes) -> bool:
    if b"\x7f" in line or _ESCAPE.search(line):
        return False
    return line.isascii() or not _HARMFUL.search(line)


# Written even where they are what a record would have anyway: they say what a document is.
_ALWAYS = frozenset({"uid", "schema"})


def encode(record: Any) -> Document:
    """The JSON object of a record: fields in order, empty ones left out, unknown ones last."""
    document: Document = {}
    for codec in codecs(type(record)):
        value = getattr(record, codec.name)
        if value != codec.default or codec.name in _ALWAYS:
            document[codec.name] = value if codec.write is None else codec.write(value)
    document.update(record.extra)
    return document


def codecs(cls: type) -> tuple[FieldCodec, ...]:
    """The codecs of a record class's fields, in the order in which they are written."""
    if cls not in _CODECS:
        _CODECS[cls] = _make_codecs(cls)
    return _CODECS[cls]


_CODECS: dict[type, tuple[FieldCodec, ...]] = {}


def _make_codecs(cls: type) -> tuple[FieldCodec, ...]:
    hints = typing.get_type_hints(cls)
    found = []
    for field in fields(cls):
        if field.name == "extra":
            continue
        made = field.default_factory is not NODEFAULT
        default = field.default_factory() if made else field.default
        read, write = _codec(hints[field.name])
        found.append(FieldCodec(field.name, read, write, default))
    return tuple(found)


def _read_record(cls: type[R], document: object) -> R:
    if not isinstance(document, dict):
        raise _Faulty(f"must be an object, not {_kind(document)}")
    plan = codecs(cls)
    values = {}
    faults: list[tuple[str, str]] = []
    for codec in plan:
        value = document.get(codec.name, NODEFAULT)
        if value is not NODEFAULT:
            try:
                values[codec.name] = codec.read(value)
            except _Faulty as error:
                faults += error.within(f".{codec.name}")
        elif codec.default is NODEFAULT:
            faults.append((f".{codec.name}", "is missing"))
    if faults:
        raise _Faulty(faults=faults)
    if len(values) < len(document):
        known = {codec.name for codec in plan}
        values["extra"] = {k: v for k, v in document.items() if k not in known}
    return cls(**values)


def _codec(hint: Any) -> tuple[Reader, Writer | None]:
    """The reader and writer of a type annotation; a new kind of field is added here."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in arguments if a is not type(None))
        read, write = _codec(inner)
        return _optional(read), write and _write_optional(write)
    if origin is tuple:
        read, write = _codec(arguments[0])
        return _each(read), (lambda values: [write(v) for v in values]) if write else list
    if origin is Mapping or hint is Mapping:
        return _read_mapping, dict
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint), str
    return (lambda value: _read_record(hint, value)), encode


def _optional(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _write_optional(write: Writer) -> Writer:
    return lambda value: None if value is None else write(value)


def _each(read: Reader) -> Reader:
    def read_each(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Faulty(f"must be a list, not {_kind(value)}")
        try:
            return tuple(map(read, value))
        except _Faulty:
            raise _Faulty(faults=[f for i, v in enumerate(value) for f in faults(v, i)]) from None

    def faults(value: Any, place: int) -> list[tuple[str, str]]:
        try:
            read(value)
        except _Faulty as error:
            return error.within(f"[{place}]")
        return []

    return read_each


def _choice(kinds: type[StrEnum]) -> Reader:
    known = {str(kind): kind for kind in kinds}

    def read_choice(value: Any) -> StrEnum:
        kind = known.get(value) if isinstance(value, str) else None
        if kind is None:
            raise _Faulty(f"must be one of {', '.join(repr(k) for k in known)}")
        return kind

    return read_choice


def _read_mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return {k: clean_text(v) if isinstance(v, str) else v for k, v in value.items()}
    raise _Faulty(f"must be an object, not {_kind(value)}")


def _read_str(value: Any) -> str:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else clean_text(value)
    raise _Faulty(f"must be text, not {_kind(value)}")


def _read_int(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _Faulty(f"must be a whole number, not {_kind(value)}")


def _read_bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _Faulty(f"must be true or false, not {_kind(value)}")


def _read_date(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Faulty("must be a date such as 2026-11-27") from None


def _read_datetime(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _Faulty("must be a time with its offset such as 2026-11-27T14:30:00+01:00")
    return moment


def _write_time(value: date | datetime) -> str:
    return value.isoformat()


_PLAIN: dict[Any, tuple[Reader, Writer | None]] = {
    str: (_read_str, None),
    int: (_read_int, None),
    bool: (_read_bool, None),
    date: (_read_date, _write_time),
    datetime: (_read_datetime, _write_time),
}


def _kind(value: object) -> str:
    """What a JSON value is called in a message to the user."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    if value is None:
        return "null"
    return names.get(type(value), "a number")
