"""Facts wrap under themselves, labels in one column, details at the right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll

from infoview_tui.widgets.columns import line_width
from infoview_tui.widgets.facts import Fact, FactRow, FactSheet, Gap, Section, fact_lines

CARD: list[FactRow] = [
    Fact(None, "Staff PM · Northwind", "09:14 in Toronto"),
    Gap(),
    Section("owed", "1"),
    Fact("SEEN", "20 Nov interview, 24 min, 14 notes", "held"),
    Fact("", "12 Nov replied"),
    Fact("LED TO", "Tomás [/] Ibarra"),
]


def drawn(rows: list[FactRow], width: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in fact_lines(rows, width)]


def test_labels_stand_in_one_column_and_details_at_the_right() -> None:
    assert drawn(CARD, 50) == [
        "Staff PM · Northwind              09:14 in Toronto",
        "",
        "OWED  1",
        "SEEN    20 Nov interview, 24 min, 14 notes    held",
        "        12 Nov replied",
        "LED TO  Tomás [/] Ibarra",
    ]


def test_a_long_value_wraps_under_itself_and_its_detail_finds_room() -> None:
    assert drawn(CARD[3:], 28) == [
        "SEEN    20 Nov interview, 24",
        "        min, 14 notes   held",
        "        12 Nov replied",
        "LED TO  Tomás [/] Ibarra",
    ]


def test_where_it_is_narrow_labels_stand_above_their_values() -> None:
    assert drawn(CARD[3:4], 18) == ["SEEN", "20 Nov interview,", "24 min, 14 notes", "held"]


@given(st.lists(st.builds(Fact, st.text(max_size=9), st.text(), st.text(max_size=20))))
def test_no_line_is_wider_than_the_sheet_where_words_fit(facts: list[FactRow]) -> None:
    for line in fact_lines(facts, 60):
        assert line_width(line) <= 60


class SheetApp(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield FactSheet(CARD)


async def test_the_sheet_is_as_high_as_its_facts() -> None:
    app = SheetApp()
    async with app.run_test(size=(52, 10)):
        sheet = app.query_one(FactSheet)
        assert sheet.size.height == 6
        assert "09:14 in Toronto" in sheet.render_line(0).text
