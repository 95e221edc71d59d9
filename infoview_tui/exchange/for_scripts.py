"""What the smaller commands print with `--json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infoview_tui.domain.key_map import Known
    from infoview_tui.journal.backups import Backup
    from infoview_tui.journal.check import Finding


def findings(found: Iterable[Finding]) -> str:
    """The faults of a journal: table, record, the path in it, and what is wrong."""
    return _written(
        {
            "table": fault.table,
            "record": fault.record,
            "path": fault.problem.path,
            "message": fault.problem.message,
        }
        for fault in found
    )


def backups(copies: Iterable[Backup]) -> str:
    """The backups, oldest first; sizes in bytes."""
    return _written(
        {
            "name": copy.path.name,
            "path": str(copy.path),
            "day": copy.day,
            "occasion": copy.occasion,
            "size": copy.size,
        }
        for copy in copies
    )


def places(journal: Path, preferences: Path) -> str:
    """Where the two files are, whether they exist or not."""
    known = {"journal": str(journal), "preferences": str(preferences)}
    return json.dumps(known, ensure_ascii=False, indent=2)


def key_list(known: Iterable[Known]) -> str:
    """Every binding: its id, its keys, and where it holds ("" for everywhere)."""
    return _written({"id": b.id, "keys": list(b.keys), "place": b.place} for b in _by_id(known))


def key_lines(known: Iterable[Known]) -> str:
    """`"contacts.add" = "a"`, as a line of the preferences is written."""
    return "\n".join(f'"{binding.id}" = "{",".join(binding.keys)}"' for binding in _by_id(known))


def _by_id(known: Iterable[Known]) -> list[Known]:
    """One binding an id, in the order of the ids."""
    return sorted({binding.id: binding for binding in known}.values(), key=lambda b: b.id)


def _written(rows: Iterable[dict[str, object]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2)
