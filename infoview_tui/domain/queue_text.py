"""The queue as plain text for a terminal or a mail, and as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from infoview_tui.domain.charts import cells, fit
from infoview_tui.domain.queue_row import Group, Row, Task

NEAR = (Group.OVERDUE, Group.TODAY, Group.THIS_WEEK)
_NAME_MOST, _LABEL_MOST = 24, 20


def near(rows: Iterable[Row]) -> tuple[Row, ...]:
    """What is overdue, due today or this week: what `infoview due` prints.

    A review of the coming days is an appointment, and nothing that is due.
    """
    return tuple(
        row for row in rows if row.group in (NEAR[:2] if row.task is Task.REVIEW else NEAR)
    )


def as_text(rows: Sequence[Row], strong: Callable[[str], str] = str) -> str:
    """A heading for each group, a line for each row: who, what, when, why.

    `strong` emphasises the headings where the reader is a terminal.
    """
    if not rows:
        return "Nothing is due."
    name_width = min(_NAME_MOST, max(cells(row.name) for row in rows))
    label_width = min(_LABEL_MOST, max(cells(row.label) for row in rows))
    late_width = max(cells(row.late) for row in rows)
    lines = []
    for group, members in groupby(rows, key=lambda row: row.group):
        found = list(members)
        lines.append(strong(f"{group.upper()} {len(found)}"))
        for row in found:
            when = (fit(row.label, label_width), fit(row.late, late_width))
            lines.append("  ".join(("", fit(row.name, name_width), *when, row.why)).rstrip())
    return "\n".join(lines)


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects: contact, name, kind, group, due (ISO date), why, uid."""
    return json.dumps([_object(row) for row in rows], ensure_ascii=False, indent=2)


def _object(row: Row) -> dict[str, Any]:
    return {
        "uid": row.key,
        "contact": row.contact,
        "name": row.name,
        "kind": row.label,
        "group": str(row.group),
        "due": row.due.isoformat(),
        "late": row.late,
        "why": row.why,
        "interview": row.interview,
    }
