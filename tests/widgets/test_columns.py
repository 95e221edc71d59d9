"""Cells stay aligned and nothing is cut without a sign, whatever script it is written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from infoview_tui.widgets.columns import Column, Columns, cut, fit, fit_line, line_width

AWKWARD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("漢字ｱあ한é\u0301👩‍🚀🏳️مر\t\n\x1b\u2028"),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("Priya", 8, "Priya   "),
        ("Priya Natarajan", 8, "Priya N…"),
        ("Priya Natarajan", 7, "Priya… "),
        ("王小明先生", 7, "王小明…"),
        ("王小明先生", 6, "王小… "),
        ("a\nb\tc", 6, "a b c "),
        ("long", 1, "…"),
        ("long", 0, ""),
        ("", 3, "   "),
    ],
)
def test_text_is_padded_or_cut_with_a_sign(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


def test_text_is_aligned_to_the_right_and_in_the_middle() -> None:
    assert fit("88d", 5, "right") == "  88d"
    assert fit("ab", 5, "center") == " ab  "


@given(AWKWARD, st.integers(0, 50))
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(AWKWARD, st.integers(1, 50))
def test_what_is_cut_carries_the_sign_and_what_fits_does_not(text: str, width: int) -> None:
    shown = cut(text, width)
    if cell_len(shown) and shown != cut(text, 1000):
        assert shown.endswith("…")


@given(st.lists(st.tuples(AWKWARD, st.just("muted")), max_size=5), st.integers(0, 60))
def test_a_fitted_line_takes_exactly_its_cells(line: list[tuple[str, str]], width: int) -> None:
    assert line_width(fit_line(line, width)) == width


def test_a_line_that_is_cut_between_two_spans_carries_the_sign() -> None:
    assert "".join(text for text, _ in fit_line([("abc", ""), ("def", "")], 3)) == "ab…"
    assert "".join(text for text, _ in fit_line([("abc", ""), ("def", "")], 6)) == "abcdef"


CONTACTS = Columns(
    Column(10, grow=3, most=24),
    Column(8, grow=1, style="muted", drop=1),
    Column(4, align="right", drop=2),
)


def test_spare_cells_go_to_the_columns_that_grow() -> None:
    assert CONTACTS.widths(26) == (10, 8, 4)
    assert CONTACTS.widths(30) == (13, 9, 4)
    assert CONTACTS.widths(60) == (24, 28, 4)


def test_columns_leave_a_narrow_line_in_the_order_asked_for() -> None:
    assert CONTACTS.widths(24) == (13, 9, 0)
    assert CONTACTS.widths(12) == (12, 0, 0)
    assert CONTACTS.widths(6) == (6, 0, 0)


@given(st.integers(0, 200))
def test_columns_never_stand_outside_the_line(width: int) -> None:
    line = CONTACTS.line(width, ("Ann", "Northwind", "8d"))
    assert line_width(line) <= max(width, 0)


def test_a_cell_is_a_text_a_span_or_a_line() -> None:
    columns = Columns(Column(4, style="muted"), Column(4), Column(6), gap=1)
    line = columns.line(16, ("ab", ("met", "success"), [("a", "strong"), ("b", "")]))
    assert line == [
        ("ab  ", "muted"),
        (" ", ""),
        ("met ", "success"),
        (" ", ""),
        ("a", "strong"),
        ("b", ""),
        ("    ", ""),
    ]


def test_a_line_in_a_right_aligned_cell_stands_at_the_right() -> None:
    assert Columns(Column(4, align="right")).line(4, ([("7", "warning")],)) == [
        ("   ", ""),
        ("7", "warning"),
    ]
