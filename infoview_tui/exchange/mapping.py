"""What a user says about the columns of a file: `"Employer=company"`."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.columns import FIELDS, guess_mapping, header_name
from infoview_tui.exchange.recognise import read_header


def read_pairs(pairs: Iterable[str], path: Path) -> dict[str, str]:
    """The mapping that the pairs say, over what the columns' names say by themselves.

    Column names are compared as people write them. Raises `ImportRefused` for a pair without
    `=`, a field that does not exist, and a column that the file does not have.
    """
    header = read_header(path)
    known = {header_name(column): column for column in header}
    mapping = guess_mapping(header)
    for pair in pairs:
        name, equals, field = (part.strip() for part in pair.rpartition("="))
        if not (name and equals and field):
            raise ImportRefused(f'--map wants "column=field", not {pair!r}')
        mapping[_column(name, known, path)] = _field(field)
    return mapping


def _field(text: str) -> str:
    if text in FIELDS:
        return text
    by_label = {label: field for field, label in FIELDS.items()}
    if text.lower() in by_label:
        return by_label[text.lower()]
    near = get_close_matches(text, FIELDS, n=1)
    meant = f"; did you mean {near[0]}?" if near else f"; a column can be: {', '.join(FIELDS)}"
    raise ImportRefused(f"no such field: {text}{meant}")


def _column(name: str, known: dict[str, str], path: Path) -> str:
    if found := known.get(header_name(name)):
        return found
    columns = ", ".join(known.values())[:200]
    raise ImportRefused(f"cannot import {path}: no column {name!r}; it has: {columns}")
