"""The line of keys at the bottom."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen

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


class Helped(App[None]):
    BINDINGS = [Binding("question_mark,f1", "help", "Help", show=False)]


class Walked(Screen[None]):
    BINDINGS = [
        Binding("up", "note", "Edit"),
        Binding("f9", "note('end')", "End"),
        Binding("enter", "note('take')", "Take"),
        Binding("backslash", "note('filter')", "Filter", key_display="\\"),
    ]

    def compose(self) -> ComposeResult:
        yield LineField()
        yield KeyBar()

    def action_note(self, what: str = "") -> None:
        """Whatever the screen does with it."""


async def words(screen: Screen[None]) -> list[str]:
    """What the bar says on `screen`, with its field in focus."""
    app = Helped()
    async with app.run_test(size=(60, 5)) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        return screen.query_one(KeyBar).render_line(0).text.split()


async def test_keys_that_a_field_leaves_to_its_screen_are_shown_and_text_is_no_key() -> None:
    shown = "⏎ Take ↑ Edit f9 End f1 Help"
    assert await words(Walked()) == shown.split()


class Asked(ModalScreen[None]):
    BINDINGS = [Binding("escape", "dismiss", "Cancel")]

    def compose(self) -> ComposeResult:
        yield LineField()
        yield KeyBar()


async def test_a_dialog_offers_no_help_that_it_does_not_give() -> None:
    assert await words(Asked()) == ["esc", "Cancel"]
