"""Dates that people type: what is understood, what is refused, and how it is said back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from infoview_tui.domain.dates import parse_when
from infoview_tui.domain.errors import UnclearDate

NOW = datetime.fromisoformat("2026-11-18T10:00")  # a Wednesday
TABLE = Path(__file__).parent / "data" / "when.tsv"


def table_lines() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(phrase, expected) for phrase, expected in pairs]


def written(found: date | datetime) -> str:
    if isinstance(found, datetime):
        return found.isoformat(timespec="minutes")
    return found.isoformat()


def understood(phrase: str, now: datetime = NOW) -> str:
    """What is understood, in ISO form; `-` for a refusal."""
    try:
        return written(parse_when(phrase, now))
    except UnclearDate:
        return "-"


@pytest.mark.parametrize(("phrase", "expected"), table_lines())
def test_every_line_of_the_table_is_understood_as_it_says(phrase: str, expected: str) -> None:
    assert understood(phrase) == expected
