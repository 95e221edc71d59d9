"""Which program wrote a file, told by its content and never by its name, and its people."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.domain.text import clean_line
from infoview_tui.exchange.cleaning import Border
from infoview_tui.exchange.columns import FIELDS, names_somebody
from infoview_tui.exchange.decoding import as_utf_8, decode, looks_binary, read_bounded
from infoview_tui.exchange.drafts import Reading
from infoview_tui.exchange.ldif import looks_like_ldif, read_ldif
from infoview_tui.exchange.markdown_notes import looks_like_markdown, read_markdown
from infoview_tui.exchange.people import people_in
from infoview_tui.exchange.tables import first_row, read_table
from infoview_tui.exchange.vcard_reader import looks_like_vcard, read_vcards

ACCEPTED = (
    "LinkedIn Connections.csv, vCard, LDIF, CSV of Google, Outlook, Thunderbird or with named "
    "columns, notes in Markdown"
)


def read_people(
    path: Path, mapping: Mapping[str, str] | None = None, *, day_first: bool | None = None
) -> Reading:
    """The people in an exported file of any accepted kind.

    `mapping` says what the columns of an unknown CSV mean (column name -> one of
    `columns.FIELDS`); without it their names are read. `day_first` says how `3/4/2024` is read
    where the file does not tell. Raises `ImportRefused` in one line.
    """
    data = read_bounded(path)
    if not data.strip():
        raise ImportRefused(f"cannot import {path}: the file is empty")
    text = decode(data)
    if looks_binary(text):
        raise ImportRefused(f"cannot import {path}: not a text file; accepted are {ACCEPTED}")
    if mapping is not None:
        _check_mapping(mapping)
    border = Border(day_first)
    # First, for what is written in a note may look like anything else.
    if mapping is None and looks_like_markdown(text):
        notes = read_markdown(text, path, border)
        if notes:
            return notes
    if looks_like_vcard(text):
        return read_vcards(as_utf_8(data), path, border)
    if looks_like_ldif(text):
        return people_in(read_ldif(text, path), border)
    table = read_table(text, path, mapping)
    if table is not None:
        return people_in(table, border, mapping)
    raise ImportRefused(_unknown(path, text, mapping))


def read_header(path: Path) -> tuple[str, ...]:
    """The column names of a delimited file, for a mapping question; () when it has none."""
    text = decode(read_bounded(path))
    if looks_like_vcard(text) or looks_like_ldif(text):
        return ()
    return tuple(map(clean_line, first_row(text, path)))


def _check_mapping(mapping: Mapping[str, str]) -> None:
    unknown = sorted(set(mapping.values()) - FIELDS.keys())
    if unknown:
        raise ImportRefused(f"no such field: {unknown[0]}; a column can be: {', '.join(FIELDS)}")
    if not names_somebody(mapping):
        raise ImportRefused("the mapping names no column for the name; give one for 'name'")


def _unknown(path: Path, text: str, mapping: Mapping[str, str] | None) -> str:
    columns = ", ".join(filter(None, map(clean_line, first_row(text, path)[:8])))[:160]
    if mapping is not None:
        return f"cannot import {path}: not all of {', '.join(mapping)} among its columns: {columns}"
    table = "," in columns  # one cell is no table whose columns could be named
    hint = '; or say what a column means: --map "COLUMN=name"' if table else ""
    return (
        f"cannot import {path}: unknown shape, it begins with: {columns}; "
        f"accepted are {ACCEPTED}{hint}"
    )
