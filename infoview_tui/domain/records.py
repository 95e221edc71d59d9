"""Documents to records and back: one frozen dataclass a table, every fault named with its path.

A record's fields are its schema. `decode` reads a JSON object into a record class and raises
`InvalidRecord` with *all* problems; `encode` writes it back, leaving out what is empty. Fields
that the class does not know are kept in `extra` and written back as they were.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from infoview_tui.domain import dataclasses
from infoview_tui.domain.dataclasses import dataclass
from infoview_tui.domain.errors import InvalidRecord, Problem
from infoview_tui.domain.text import clean_text

Document = dict[str, Any]
Fault = Callable[[str, str], None]
Reader = Callable[[Any, str, Fault], Any]
Writer = Callable[[Any], Any]
R = TypeVar("R")

MISSING = dataclasses.MISSING


@dataclass(frozen=True, slots=True)
class FieldCodec:
    """How one field of a record is read from and written to its document."""

    name: str
    read: Reader
    write: Writer | None  # None: the value is JSON as it is
    default: Any  # MISSING for a field that every document must have


def decode(cls: type[R], document: object, path: str = "") -> R:
    """The record in `document`; raises `InvalidRecord` naming every problem below `path`."""
    problems: list[Problem] = []
    record = _read_record(cls, document, path, lambda p, m: problems.append(Problem(p, m)))
    if problems or record is None:
        raise InvalidRecord(problems)
    return record


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
    for field in dataclasses.fields(cls):
        if field.name == "extra":
            continue
        default = field.default_factory() if callable(field.default_factory) else field.default
        read, write = _codec(hints[field.name])
        found.append(FieldCodec(field.name, read, write, default))
    return tuple(found)


def _read_record(cls: type[R], document: object, path: str, fault: Fault) -> R | None:
    if not isinstance(document, dict):
        fault(path, f"must be an object, not {_kind(document)}")
        return None
    values: dict[str, Any] = {}
    below = f"{path}." if path else ""
    for codec in codecs(cls):
        if codec.name in document:
            values[codec.name] = codec.read(document[codec.name], below + codec.name, fault)
        elif codec.default is MISSING:
            fault(below + codec.name, "is missing")
            values[codec.name] = None
    unknown = {key: value for key, value in document.items() if key not in values}
    if unknown:
        values["extra"] = unknown
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
    return (lambda value, path, fault: _read_record(hint, value, path, fault)), encode


def _optional(read: Reader) -> Reader:
    return lambda value, path, fault: None if value is None else read(value, path, fault)


def _write_optional(write: Writer) -> Writer:
    return lambda value: None if value is None else write(value)


def _each(read: Reader) -> Reader:
    def read_each(value: Any, path: str, fault: Fault) -> tuple[Any, ...]:
        if not isinstance(value, list):
            fault(path, f"must be a list, not {_kind(value)}")
            return ()
        return tuple(read(item, f"{path}[{i}]", fault) for i, item in enumerate(value))

    return read_each


def _choice(kinds: type[StrEnum]) -> Reader:
    known = {str(kind): kind for kind in kinds}

    def read_choice(value: Any, path: str, fault: Fault) -> StrEnum | None:
        kind = known.get(value) if isinstance(value, str) else None
        if kind is None:
            fault(path, f"must be one of {', '.join(repr(k) for k in known)}")
        return kind

    return read_choice


def _read_mapping(value: Any, path: str, fault: Fault) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return {k: clean_text(v) if isinstance(v, str) else v for k, v in value.items()}
    fault(path, f"must be an object, not {_kind(value)}")
    return {}


def _read_str(value: Any, path: str, fault: Fault) -> str:
    if isinstance(value, str):
        return clean_text(value)
    fault(path, f"must be text, not {_kind(value)}")
    return ""


def _read_int(value: Any, path: str, fault: Fault) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    fault(path, f"must be a whole number, not {_kind(value)}")
    return 0


def _read_bool(value: Any, path: str, fault: Fault) -> bool:
    if not isinstance(value, bool):
        fault(path, f"must be true or false, not {_kind(value)}")
    return bool(value)


def _read_date(value: Any, path: str, fault: Fault) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        fault(path, "must be a date such as 2026-11-27")
        return None


def _read_datetime(value: Any, path: str, fault: Fault) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        fault(path, "must be a time with its offset such as 2026-11-27T14:30:00+01:00")
        return None
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
