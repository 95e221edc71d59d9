"""What the smaller commands print with `--json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def _written(rows: Iterable[dict[str, object]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2)
