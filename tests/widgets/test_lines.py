"""Lines wrap under their first word, and say when there are more of them than room."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from infoview_tui.widgets.lines import Lines

QUESTION = "How did that shape how you build?"


class Asked(App[None]):
    def __init__(self, height: int) -> None:
        super().__init__()
        self.max_height = height

    def compose(self) -> ComposeResult:
        lines = Lines()
        lines.styles.max_height = self.max_height
        lines.lines = ((("1/3 ", "muted"), (QUESTION, "strong")),)
        yield lines


@pytest.mark.parametrize(
    ("height", "shown"),
    [
        (3, ["1/3 How did that", "    shape how you", "    build?"]),
        (2, ["1/3 How did that", "    shape how you  …"]),
    ],
)
async def test_what_does_not_fit_is_cut_with_a_sign(height: int, shown: list[str]) -> None:
    app = Asked(height)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        lines = app.query_one(Lines)
        assert [lines.render_line(y).text.rstrip() for y in range(lines.size.height)] == shown
