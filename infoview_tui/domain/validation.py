"""What is wrong with one document of a table."""

from __future__ import annotations

from infoview_tui.domain.errors import InvalidRecord, Problem
from infoview_tui.domain.models import TABLES
from infoview_tui.domain.records import Document, decode


def faults(table: str, document: Document) -> list[Problem]:
    """Every fault of a document with its path; none for tables that are not ours."""
    if table not in TABLES:
        return []
    try:
        decode(TABLES[table], document)
    except InvalidRecord as error:
        return list(error.problems)
    return []
