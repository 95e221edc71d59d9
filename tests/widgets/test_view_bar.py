"""The line of views: named as long as there is room, and clickable."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from infoview_tui.widgets.view_bar import Tab, ViewBar

TABS = (Tab("library", "L", "Library"), Tab("tree", "T", "Tree"), Tab("board", "B", "Board"))


class BarApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield ViewBar(TABS)

    def on_view_bar_chosen(self, event: ViewBar.Chosen) -> None:
        self.chosen.append(event.tab)


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "L Library  T Tree  B Board"),
        (26, "L Library T Tree B Board"),
        (20, "L  T Tree  B"),
    ],
)
async def test_what_has_no_room_is_said_by_its_key(width: int, line: str) -> None:
    app = BarApp()
    async with app.run_test(size=(width, 3)):
        bar = app.query_one(ViewBar)
        bar.active = "tree"
        assert bar.render_line(0).text.strip() == line


async def test_a_click_chooses_a_view() -> None:
    app = BarApp()
    async with app.run_test(size=(40, 3)) as pilot:
        await pilot.click(ViewBar, offset=(13, 0))
        await pilot.click(ViewBar, offset=(2, 0))
        assert app.chosen == ["tree", "library"]
