"""The line of keys at the bottom."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import Screen

from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.key_bar import Key, KeyBar, keys_that_fit

ADD, EDIT, HELP = Key("a", "Add", "add"), Key("e", "Edit", "edit"), Key("?", "Help", "help")


def test_what_does_not_fit_is_left_to_help() -> None:
    assert keys_that_fit([ADD, EDIT], 30, HELP) == [ADD, EDIT, HELP]
    assert keys_that_fit([ADD, EDIT], ADD.width + HELP.width, HELP) == [ADD, HELP]
    assert keys_that_fit([ADD, EDIT], 3, HELP) == [HELP]


class Pressed(App[None]):
    BINDINGS = [
        Binding("a", "note('added')", "Add"),
        Binding("h", "note('hidden')", "Hidden", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.noted = ""

    def compose(self) -> ComposeResult:
        yield KeyBar()

    def action_note(self, what: str) -> None:
        self.noted = what


async def test_the_bar_shows_the_keys_that_are_meant_to_be_seen_and_runs_them_on_a_click() -> None:
    app = Pressed()
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        bar = app.query_one(KeyBar)
        line = "".join(segment.text for segment in bar.render_line(0))
        assert line.startswith(" a Add ")
        assert "Hidden" not in line
        await pilot.click(KeyBar, offset=(2, 0))
        assert app.noted == "added"


class Walked(Screen[None]):
    BINDINGS = [Binding("up", "earlier", "Edit line"), Binding("f9", "end", "End")]

    def compose(self) -> ComposeResult:
        yield LineField()
        yield KeyBar()

    def action_earlier(self) -> None:
        """Whatever the screen does with it."""


async def test_a_key_that_a_field_leaves_to_its_screen_is_shown_at_last() -> None:
    app = App[None]()
    async with app.run_test(size=(40, 5)) as pilot:
        screen = Walked()
        await app.push_screen(screen)
        await pilot.pause()
        assert isinstance(app.focused, LineField)
        line = "".join(segment.text for segment in screen.query_one(KeyBar).render_line(0))
        assert line.split() == ["f9", "End", "↑", "Edit", "line", "f1", "Help"]
