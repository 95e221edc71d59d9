"""Numbered steps from each earlier form of the file to the present one.

A step takes the tables of its schema and leaves those of the next. It runs in memory; the
file is rewritten only after a backup of the old one. Schema 0 is a file without a `meta`
document: what a user's own TinyDB program would write.
"""

from __future__ import annotations

import os
from datetime import UTC
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal.tables import META, Document, Tables, dump_document, parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

SCHEMA = 1


def new_meta(now: datetime) -> Document:
    """The one document of the `meta` table of a new journal."""
    moment = stamp(now)
    return {
        "uid": META[1],
        "schema": SCHEMA,
        "journal_id": os.urandom(16).hex(),
        "profile": {},
        "created_at": moment,
        "updated_at": moment,
    }


def stamp(now: datetime) -> str:
    """UTC, ISO 8601, as every `created_at` and `updated_at`."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds")


def found_schema(path: Path, tables: Tables) -> int:
    """The schema of a file; raises `JournalUnusable` for a newer one, or one that is no number."""
    meta = tables.document(META)
    schema = 0 if meta is None else meta.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 0:
        raise JournalUnusable(
            f"{path}: meta.schema is {schema!r}, not a number;"
            " `infoview restore` brings back a backup"
        )
    if schema > SCHEMA:
        raise JournalUnusable(
            f"{path} was written by a newer infoview (schema {schema}, this one knows {SCHEMA});"
            " update infoview to open it"
        )
    return schema


def migrate(tables: Tables, schema: int, now: datetime) -> bool:
    """Run the steps that are missing; whether there were any."""
    for number in range(schema, SCHEMA):
        STEPS[number](tables, now)
        meta = tables.document(META)
        assert meta is not None
        tables.put(META, dump_document(meta | {"schema": number + 1}))
    return schema < SCHEMA


def _give_meta_and_uids(tables: Tables, now: datetime) -> None:
    """0 -> 1: a `meta` document; documents without a uid get one (they stay where they are)."""
    for table in tables:
        for entry in list(table.aside):
            if entry.problem == "has no uid" and entry.key.isdecimal():
                table.aside.remove(entry)
                uid = os.urandom(10).hex()
                raw = dump_document({**parse(entry.raw), "uid": uid})
                table.load(uid, b'"%s":%s' % (entry.key.encode(), raw), int(entry.key))
    if tables.raw(META) is None:
        tables.put(META, dump_document(new_meta(now)))


STEPS: dict[int, Callable[[Tables, datetime], None]] = {0: _give_meta_and_uids}
