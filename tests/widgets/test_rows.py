"""Rows know their place: headings are stepped over, gone ones have a neighbour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.widgets.rows import Heading, Row, Rows

QUEUE = Rows([Heading("OVERDUE"), "a", "b", Heading("TODAY"), Heading("empty"), "c"], lines=2)


def test_records_take_their_lines_and_headings_one() -> None:
    assert QUEUE.height == 9
    assert [QUEUE.extent(at) for at in (0, 1, 3, 5)] == [(0, 1), (1, 3), (5, 6), (7, 9)]
    assert [QUEUE.at_line(line) for line in (0, 1, 2, 3, 8, 99)] == [0, 1, 1, 2, 5, 5]


def test_the_nearest_record_lies_in_the_direction_first() -> None:
    assert [QUEUE.nearest(at) for at in (0, 1, 3, 5, 99)] == [1, 1, 5, 5, 5]
    assert [QUEUE.nearest(at, -1) for at in (0, 3, 4)] == [1, 2, 2]
    assert Rows([Heading("nothing")]).nearest(0) is None
    assert Rows().nearest(3) is None


def test_steps_leave_headings_out_and_end_at_the_ends() -> None:
    assert QUEUE.next(2, 1) == 5
    assert QUEUE.next(5, -1) == 2
    assert QUEUE.next(1, -1) is None
    assert QUEUE.next(5, 1) is None


def test_headings_belong_to_the_record_below_them() -> None:
    assert [QUEUE.group_start(at) for at in (1, 2, 5)] == [0, 2, 3]


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(1, 2))
def test_every_line_belongs_to_the_row_that_covers_it(headings: list[bool], lines: int) -> None:
    made: list[Row] = [Heading("h") if h else f"k{at}" for at, h in enumerate(headings)]
    rows = Rows(made, lines)
    for line in range(rows.height):
        top, bottom = rows.extent(rows.at_line(line))
        assert top <= line < bottom
