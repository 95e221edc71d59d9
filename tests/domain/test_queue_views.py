"""Other orders of the queue, and what its filter finds."""

from __future__ import annotations

from datetime import date

from infoview_tui.domain.queue_row import Group, Row, Severity, Task
from infoview_tui.domain.queue_views import QueueOrder, is_found, sections, words_of


def row(key: str, name: str, label: str, group: Group = Group.TODAY) -> Row:
    return Row(
        key=key, task=Task.FOLLOW_UP, group=group, severity=Severity.CALM, contact=name,
        name=name, label=label, due=date(2026, 11, 18),
    )  # fmt: skip


ROWS = [
    row("1", "Tomás", "promise", Group.OVERDUE),
    row("2", "ada", "check-in"),
    row("3", "Ben", "promise"),
    row("4", "ada", "thank-you"),
]
COMPANY = {"ada": "Holm", "Ben": "atlas"}


def shown(order: QueueOrder) -> list[tuple[str, str]]:
    found = sections(ROWS, order, lambda uid: COMPANY.get(uid, ""))
    return [(heading, "".join(row.key for row in rows)) for heading, rows in found]


def test_each_order_has_its_headings_and_keeps_the_urgent_first() -> None:
    assert shown(QueueOrder.WHEN) == [("overdue", "1"), ("today", "234")]
    assert shown(QueueOrder.KIND) == [("check-in", "2"), ("promise", "13"), ("thank-you", "4")]
    assert shown(QueueOrder.NAME) == [("", "2431")]
    assert shown(QueueOrder.COMPANY) == [("atlas", "3"), ("Holm", "24"), ("no company", "1")]


def test_no_rows_have_no_headings() -> None:
    for order in QueueOrder:
        assert sections([], order, str) == []


def test_every_word_must_be_found_in_any_order_without_accents() -> None:
    words = words_of(ROWS[0], "Lumen")
    assert is_found(words, "promise tomas")
    assert is_found(words, "lum overd")
    assert is_found(words, "")
    assert not is_found(words, "tomas thank")
