"""Notes wrap fully, keep their columns, and are laid out only when they change."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from infoview_tui.widgets.columns import line_width
from infoview_tui.widgets.note_list import NoteList, NoteRow, note_lines


def words(row: NoteRow, width: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in note_lines(row, width)]


def test_a_note_wraps_under_its_first_word_with_its_detail_at_the_right() -> None:
    row = NoteRow("n", "07", "+", "send her the discovery-debt article", "due Fri")
    assert words(row, 60) == ["07  + send her the discovery-debt article            due Fri"]
    assert words(row, 30) == [
        "07  + send her the",
        "      discovery-debt article",
        "                       due Fri",
    ]


@pytest.mark.parametrize(
    "text", ["字" * 90, "👩‍👩‍👧‍👦" * 30, "مرحبا " * 40, "e\u0301" * 99, "x" * 500, ""]
)
@pytest.mark.parametrize("width", [1, 8, 20, 40, 80])
def test_no_text_leaves_its_width(text: str, width: int) -> None:
    lines = note_lines(NoteRow("n", "07", "!", text, "new"), width)
    room = max(width, 9)
    assert all(line_width(line) <= room for line in lines)
    shown = "".join(text for line in lines for text, _ in line)
    assert cell_len(shown) >= min(cell_len(text), 1)


class Notes(App[None]):
    def compose(self) -> ComposeResult:
        yield NoteList()

    @property
    def notes(self) -> NoteList:
        return self.query_one(NoteList)

    def rows(self, count: int) -> list[NoteRow]:
        return [NoteRow(f"n{i}", f"{i:02}", "", f"note {i}") for i in range(count)]


async def test_the_end_is_in_view_until_the_cursor_goes_up() -> None:
    app = Notes()
    async with app.run_test(size=(40, 6)) as pilot:
        app.notes.set_rows(app.rows(30))
        await pilot.pause()
        assert app.notes.scroll_offset.y == 24
        assert app.notes.move(-1) == "n29"
        assert app.notes.move(1) is None
        app.notes.highlighted = "n3"
        await pilot.pause()
        assert app.notes.scroll_offset.y == 3
        app.notes.set_rows(app.rows(31))
        await pilot.pause()
        assert app.notes.highlighted == "n3"
        app.notes.highlighted = None
        await pilot.pause()
        assert app.notes.scroll_offset.y == 25


async def test_rows_come_and_go() -> None:
    app = Notes()
    async with app.run_test(size=(40, 6)) as pilot:
        app.notes.set_rows(app.rows(3))
        app.notes.highlighted = "n2"
        app.notes.set_rows(app.rows(2))
        await pilot.pause()
        assert app.notes.highlighted is None
        assert app.notes.virtual_size.height == 2
        app.notes.set_rows([])
        assert app.notes.keys == []
