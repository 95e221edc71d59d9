"""The queue as one wants to look at it: under which headings, and which of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from infoview_tui.domain.queue_row import Row
from infoview_tui.domain.text import fold

Company = Callable[[str], str]
"""The company of a contact, by uid; "" if there is none."""


class QueueOrder(StrEnum):
    """By what the rows are put together; within a heading the most urgent comes first."""

    WHEN = "when it is due"
    KIND = "kind"
    NAME = "name"
    COMPANY = "company"


_NO_COMPANY = "no company"


def sections(
    rows: Iterable[Row], order: QueueOrder, company: Company
) -> list[tuple[str, list[Row]]]:
    """Rows, sorted by urgency, under their headings; all under "" where the order has none."""
    if order is QueueOrder.NAME:
        by_name = sorted(rows, key=lambda row: (fold(row.name), row.contact))
        return [("", by_name)] if by_name else []
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_heading(row, order, company), []).append(row)
    if order is QueueOrder.WHEN:
        return list(found.items())
    return sorted(found.items(), key=lambda pair: (pair[0] == _NO_COMPANY, fold(pair[0])))


def _heading(row: Row, order: QueueOrder, company: Company) -> str:
    if order is QueueOrder.WHEN:
        return row.group.value
    return row.label if order is QueueOrder.KIND else company(row.contact) or _NO_COMPANY


def words_of(row: Row, company: str) -> str:
    """What a row is found by: name, company, kind and when, folded."""
    return fold(f"{row.name} {company} {row.label} {row.task} {row.group}")


def is_found(words: str, wanted: str) -> bool:
    """Whether every word of the (folded) filter begins or stands in these words."""
    return all(part in words for part in wanted.split())
