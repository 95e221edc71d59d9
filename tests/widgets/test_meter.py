"""A bar says how much, at any width, and never says nothing or all when it is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from infoview_tui.widgets.meter import bar, meter_line


@pytest.mark.parametrize(
    ("value", "width", "drawn"),
    [
        (0.6, 12, "▕██████░░░░▏"),
        (0.0, 6, "▕░░░░▏"),
        (1.0, 6, "▕████▏"),
        (0.01, 6, "▕█░░░▏"),
        (0.99, 6, "▕███░▏"),
        (7.0, 6, "▕████▏"),
        (-1.0, 6, "▕░░░░▏"),
        (0.5, 2, "  "),
        (0.5, 0, ""),
    ],
)
def test_a_bar_is_filled_to_its_value(value: float, width: int, drawn: str) -> None:
    assert bar(value, width) == drawn


@given(st.floats(0, 1), st.integers(0, 80))
def test_a_bar_takes_exactly_its_cells(value: float, width: int) -> None:
    assert cell_len(bar(value, width)) == width


def text(width: int) -> str:
    line = meter_line(0.5, width, label="ready", detail="3 of 6")
    return "".join(part for part, _ in line)


def test_label_and_detail_stand_beside_the_bar_and_give_way_to_it() -> None:
    assert text(23) == "ready ▕████░░░░▏ 3 of 6"
    assert text(17) == "▕████░░░░▏ 3 of 6"
    assert text(12) == "▕█████░░░░░▏"
