"""What `infoview due` prints."""

from __future__ import annotations

import json
from datetime import date

from infoview_tui.domain.queue_row import Group, Row, Severity, Task
from infoview_tui.domain.queue_text import as_json, as_text, near


def row(name: str, group: Group, late: str, why: str) -> Row:
    return Row(
        key=name,
        task=Task.FOLLOW_UP,
        group=group,
        severity=Severity.CALM,
        contact="c",
        name=name,
        label="thank-you",
        due=date(2026, 11, 18),
        late=late,
        reason=lambda: why,
    )


ROWS = (
    row("Priya Natarajan", Group.OVERDUE, "4 h late", "24 min talk"),
    row("Sam", Group.TODAY, "", "you met Tomás"),
    row("Lena", Group.LATER, "Fri 27 Nov", "first check-in"),
)


def test_rows_stand_in_columns_under_their_group() -> None:
    assert as_text(ROWS).splitlines() == [
        "OVERDUE 1",
        "  Priya Natarajan  thank-you  4 h late    24 min talk",
        "TODAY 1",
        "  Sam              thank-you              you met Tomás",
        "LATER 1",
        "  Lena             thank-you  Fri 27 Nov  first check-in",
    ]


def test_near_leaves_out_what_is_later() -> None:
    assert [r.name for r in near(ROWS)] == ["Priya Natarajan", "Sam"]


def test_json_says_the_same() -> None:
    first = json.loads(as_json(ROWS))[0]
    assert (first["name"], first["due"], first["why"]) == (
        "Priya Natarajan",
        "2026-11-18",
        "24 min talk",
    )


def test_an_empty_queue_says_so() -> None:
    assert as_text(()) == "Nothing is due."
