"""Small charts: true to their figures and never wider than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.charts import (
    Bar,
    bars,
    cells,
    columns,
    fit,
    funnel,
    percent,
    sparkline,
)


def test_bars_share_one_scale_and_say_their_figures() -> None:
    drawn = bars([Bar("alumni", 4, "4 of 6"), Bar("cold", 1, "1 of 9")], width=30)
    assert drawn == (
        "alumni ████████████████ 4 of 6",
        "cold   ████             1 of 9",
    )


def test_the_expected_band_shows_behind_the_bar() -> None:
    assert bars(
        [Bar("cold", 0.1, "10 %"), Bar("mutual", 0.3, "30 %")], width=32, top=1.0, band=(0.2, 0.4)
    ) == (
        "cold   ██  ┊···┊            10 %",
        "mutual ██████··┊            30 %",
    )


def test_little_is_not_nothing() -> None:
    lines = bars([Bar("a", 1000), Bar("b", 1), Bar("c", 0)], width=20)
    assert lines[1].removeprefix("b ").strip() == "▏"
    assert lines[2] == "c"


def test_a_scale_next_to_nothing_is_no_trouble() -> None:
    assert bars([Bar("a", 5e-324)], width=12, band=(0.2, 0.4)) == ("a █████████",)


def test_a_sparkline_has_one_character_a_value_and_gaps() -> None:
    assert sparkline([0, 50, None, 100], top=100) == "▁▅ █"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "▁▁"


def test_columns_stand_over_their_values_and_labels() -> None:
    assert columns([Bar("2", 1), Bar("9", 2), Bar("16", 0)], height=2) == (
        "   ██",
        "██ ██",
        "1  2  0",
        "2  9  16",
    )


def test_the_funnel_says_the_share_of_the_step_before() -> None:
    lines = funnel([("contacts", 40), ("written to", 10), ("replied", 3)], width=60)
    assert [line.split("█")[-1].strip(" ▏▎▍▌▋▊▉") for line in lines] == [
        "40",
        "10  25 % of these",
        "3  30 % of these",
    ]


def test_no_share_of_nothing() -> None:
    assert percent(None) == "–"
    assert percent(1 / 3) == "33 %"
    assert funnel([("contacts", 0), ("met", 0)], width=20) == (
        "contacts           0",
        "met                0",
    )


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Priya", 5, "Priya"),
        ("Priya", 7, "Priya  "),
        ("Priya", 4, "Pri…"),
        ("田中太郎", 5, "田中…"),
        ("田中", 5, "田中 "),
        ("e\u0301a", 2, "e\u0301a"),
        ("x", 0, ""),
    ],
)
def test_labels_fit_their_columns_exactly(text: str, width: int, shown: str) -> None:
    assert fit(text, width) == shown
    assert cells(fit(text, width)) == width


amounts = st.floats(min_value=0, max_value=1e9, allow_nan=False)


@given(
    st.lists(st.builds(Bar, st.text(max_size=40), amounts, st.sampled_from(["", "33 %"]))),
    st.integers(40, 120),
)
def test_bars_never_leave_their_width(rows: list[Bar], width: int) -> None:
    assert all(cells(line) <= width for line in bars(rows, width, band=(0.2, 0.4)))


@given(st.lists(st.none() | amounts, max_size=30))
def test_a_sparkline_is_as_long_as_its_values(values: list[float | None]) -> None:
    assert len(sparkline(values)) == len(values)
