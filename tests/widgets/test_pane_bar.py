"""The line on top tells panes, counts and the save state, whatever the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from infoview_tui.widgets.columns import line_width
from infoview_tui.widgets.pane_bar import PANES, PaneBar, Part, bar_parts

COUNTS = {1: "128", 4: "7!"}


def parts(width: int, state: str = "saved 14:32", active: int = 4) -> list[Part]:
    return bar_parts(width, PANES, active, COUNTS, [(state, "muted")])


def text(width: int, state: str = "saved 14:32") -> str:
    return "".join(span for part in parts(width, state) for span, _ in part.spans)


@pytest.mark.parametrize(
    ("width", "start", "end"),
    [
        (
            100,
            " infoview  1 Contacts 128  2 Prep  3 Live  4 Follow-ups 7!  5 Insights  ",
            "  saved 14:32 ",
        ),
        (80, " 1 Contacts 128  2 Prep  3 Live  4 Follow-ups 7!  5 Insights  ", " saved 14:32 "),
        (74, " 1 Contacts  2 Prep  3 Live  4 Follow-ups 7!  5 Insights  ", "  saved 14:32 "),
        (60, " 1 Cont 128  2 Prep  3 Live  4 Due 7!  5 Ins  ", "  saved 14:32 "),
        (40, " 1 2 3 4 Follow-ups 7! 5 ", "  saved 14:32 "),
        (34, " 1 2 3 4! 5 ", "  saved 14:32 "),
    ],
)
def test_the_bar_shortens_names_before_it_drops_them(width: int, start: str, end: str) -> None:
    shown = text(width)
    assert len(shown) == width
    assert shown.startswith(start)
    assert shown.endswith(end)


@given(st.integers(14, 200), st.sampled_from(["saved 14:32", "saving…", ""]))
def test_the_bar_takes_exactly_its_width_and_shows_the_state(width: int, state: str) -> None:
    if width >= 30:
        assert state in text(width, state)
        assert sum(line_width(part.spans) for part in parts(width, state)) == width


def test_a_long_reason_is_cut_with_a_sign_and_keeps_its_beginning() -> None:
    shown = text(40, "not saved: no space left on the device")
    assert len(shown) == 40
    assert "not saved: no" in shown
    assert "…" in shown


def test_a_badge_leaves_before_the_save_state() -> None:
    state = [("masked  ", "warning"), ("read-only  ", "warning"), ("saved 14:32", "muted")]
    shown = "".join(
        span for part in bar_parts(40, PANES, 1, COUNTS, state) for span, _ in part.spans
    )
    assert "saved 14:32" in shown
    assert len(shown) == 40


class BarApp(App[None]):
    chosen: int = 0

    def compose(self) -> ComposeResult:
        yield PaneBar()

    def on_pane_bar_chosen(self, event: PaneBar.Chosen) -> None:
        self.chosen = event.number


async def test_a_click_on_a_pane_chooses_it() -> None:
    app = BarApp()
    async with app.run_test(size=(100, 5)) as pilot:
        bar = app.query_one(PaneBar)
        bar.counts = COUNTS
        at = text(100).index("4 Follow")
        await pilot.click(PaneBar, offset=(at + 2, 0))
        assert app.chosen == 4
        app.chosen = 0
        await pilot.click(PaneBar, offset=(90, 0))
        assert app.chosen == 0


async def test_only_a_save_that_takes_its_time_is_announced() -> None:
    app = BarApp()
    async with app.run_test(size=(100, 5)) as pilot:
        bar = app.query_one(PaneBar)
        bar.set_save_state("saved 14:32")
        bar.set_save_state("saving")
        assert bar.save_state == "saved 14:32"
        bar.set_save_state("saved 14:33")
        assert bar.save_state == "saved 14:33"
        bar.set_save_state("saving")
        while bar.save_state != "saving":
            await pilot.pause()
        bar.set_save_state("not saved: disk full", "error")
        assert (bar.save_state, bar.severity) == ("not saved: disk full", "error")
