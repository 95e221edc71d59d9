"""`infoview check`: every problem of a journal with its record; reads only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.domain.errors import JournalUnusable, Problem
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.opening import load, resolve
from infoview_tui.journal.tables import Document, Tables

if TYPE_CHECKING:
    from pathlib import Path

Validate = Callable[[str, Document], list[Problem]]

# Which fields hold the uid of a record of another table; empty means none.
REFERENCES = {
    "contacts": {"introduced_by": "contacts"},
    "interviews": {"contact": "contacts"},
    "follow_ups": {"contact": "contacts", "about": "contacts", "interview": "interviews"},
    "touches": {"contact": "contacts", "interview": "interviews"},
}


class Finding(Struct, frozen=True):
    """One problem: the table and the uid (or the key) of its record, empty for the whole file."""

    table: str
    record: str
    problem: Problem

    def __str__(self) -> str:
        place = " ".join(filter(None, (self.table, self.record)))
        return f"{place}: {self.problem}" if place else str(self.problem)


def problems(
    path: Path, validate: Validate | None = None, disk: Disk | None = None
) -> list[Finding]:
    """All problems of a journal, file and log together; empty when it is sound.

    `validate(table, document)` names the faults of one document; without it only the file,
    its entries and the references between records are looked at. Never raises for a bad file.
    """
    try:
        loaded = load(disk or Disk(), resolve(path), datetime.now(UTC), reader=True)
    except JournalUnusable as error:
        return [Finding("", "", Problem("", str(error)))]
    return list(_findings(loaded.tables, validate))


def _findings(tables: Tables, validate: Validate | None) -> Iterator[Finding]:
    for entry in tables.aside():
        yield Finding(entry.table, entry.key, Problem("", entry.problem))
    for name, raw in tables.foreign.items():
        shown = raw[:40].decode(errors="replace")
        yield Finding(name, "", Problem("", f"is no table but {shown}"))
    for table, uid in list(tables.keys()):
        document = tables.document((table, uid)) or {}
        for problem in validate(table, document) if validate else ():
            yield Finding(table, uid, problem)
        for field, target in REFERENCES.get(table, {}).items():
            wanted = document.get(field)
            if isinstance(wanted, str) and wanted and wanted not in tables.uids(target):
                yield Finding(table, uid, Problem(field, f"names no record of {target}: {wanted}"))
