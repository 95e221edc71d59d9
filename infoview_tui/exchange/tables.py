"""Rows of a delimited file, in bounded time and memory, with the header found by its names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.columns import guess_mapping, names_somebody, program_of
from infoview_tui.exchange.drafts import MAX_FILE_BYTES, MAX_ROWS

DELIMITERS = (",", ";", "\t", "|")
# LinkedIn writes notes above its header; 15 rows is more than it ever wrote.
HEADER_WITHIN = 15
_MAX_COLUMNS = 1_000
_MAX_LINE = 1_000_000


class Table(Struct, frozen=True):
    """A delimited file: `rows` are (row number, cells), counted from 1 as a spreadsheet does."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    program: str  # "" when the header is no known program's


class Candidate(NamedTuple):
    """A row that may be the header: higher scores are surer, 0 is none."""

    score: int
    delimiter: str
    number: int
    program: str


def read_table(text: str, source: object, mapping: Mapping[str, str] | None = None) -> Table | None:
    """The table in `text`; None when no row near the top reads like a header.

    The header is the row with every column of `mapping`, or else with a known program's names, or
    else with the most names that are understood. Raises `ImportRefused` for what is beyond bounds.
    """
    best = Candidate(0, "", 0, "")
    for delimiter in DELIMITERS:
        for number, cells in enumerate(_records(_head(text), delimiter, source, HEADER_WITHIN)):
            score, program = _header_score(cells, mapping)
            if score > best.score:
                best = Candidate(score, delimiter, number, program)
    if not best.score:
        return None
    records = _records(text, best.delimiter, source, MAX_ROWS + HEADER_WITHIN + 1)
    header = tuple(cell.strip(" \t\ufeff") for cell in records[best.number])
    rows = tuple(
        (number, cells)
        for number, cells in enumerate(records, start=1)
        if number > best.number + 1 and any(cell and not cell.isspace() for cell in cells)
    )
    if len(rows) > MAX_ROWS:
        raise ImportRefused(f"cannot import {source}: more than {MAX_ROWS:,} rows; split it first")
    return Table(header, rows, best.program)


def first_row(text: str, source: object) -> tuple[str, ...]:
    """The cells of the first row that is not blank, for a message; () when there is none."""
    delimiter = max(DELIMITERS, key=_head(text).count)
    records = _records(_head(text), delimiter, source, HEADER_WITHIN)
    return next((cells for cells in records if any(map(str.strip, cells))), ())


def _header_score(cells: tuple[str, ...], wanted: Mapping[str, str] | None) -> tuple[int, str]:
    """How surely a row is a header, and whose."""
    if wanted is not None:
        return int({cell.strip(" \t\ufeff") for cell in cells} >= wanted.keys()), ""
    if program := program_of(cells):
        return 1_000 + len(cells), program
    mapping = guess_mapping(cells)
    return (len(mapping) if len(mapping) > 1 and names_somebody(mapping) else 0), ""


def _head(text: str) -> str:
    """Enough of the text to hold the first rows, and no more."""
    return text[:200_000]


def _records(text: str, delimiter: str, source: object, limit: int) -> list[tuple[str, ...]]:
    """The first `limit` records; a quote that is never closed swallows the rest, in one cell."""
    before = csv.field_size_limit(MAX_FILE_BYTES)  # process-wide: put back below
    try:
        lines = _bounded(io.StringIO(text, newline=""), source)
        reader = csv.reader(lines, delimiter=delimiter)
        return [tuple(cells[:_MAX_COLUMNS]) for cells in islice(reader, limit)]
    except csv.Error as error:
        raise ImportRefused(f"cannot import {source}: not a CSV file ({error})") from None
    finally:
        csv.field_size_limit(before)


def _bounded(lines: Iterable[str], source: object) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if len(line) > _MAX_LINE:
            raise ImportRefused(
                f"cannot import {source}: line {number} is longer than {_MAX_LINE:,} characters"
            )
        yield line
