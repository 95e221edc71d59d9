"""A date in words is understood as it is typed, or the reason stands below it."""

from __future__ import annotations

from datetime import date, datetime

from textual.app import App, ComposeResult
from textual.widgets import Static

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.widgets.dated_input import When, WhenInput


def parse(text: str) -> When:
    if text != "fri":
        raise UnclearDate(f"What day is {text}?")
    return date(2026, 11, 27)


def say(when: When) -> str:
    return f"{when:%a %d %b %Y}"


class WhenApp(App[None]):
    def __init__(self, *, required: bool = False) -> None:
        super().__init__()
        self.required = required
        self.heard: list[When | None] = []

    def compose(self) -> ComposeResult:
        yield WhenInput(parse, say, hint="leave empty for none", required=self.required)

    def on_when_input_submitted(self, event: WhenInput.Submitted) -> None:
        self.heard.append(event.parsed)

    def echo(self) -> tuple[str, bool]:
        echo = self.query_one(".when-echo", Static)
        return str(echo.content), echo.has_class("-unclear")


async def test_what_was_understood_stands_below() -> None:
    app = WhenApp()
    async with app.run_test(size=(40, 8)) as pilot:
        field = app.query_one(WhenInput)
        assert app.echo() == ("leave empty for none", False)
        await pilot.press(*"fr")
        await pilot.pause()
        assert app.echo() == ("What day is fr?", True)
        assert field.value_parsed is None
        await pilot.press("enter")
        await pilot.pause()
        assert app.heard == []
        await pilot.press("i")
        await pilot.pause()
        assert app.echo() == ("Fri 27 Nov 2026", False)
        await pilot.press("enter")
        await pilot.pause()
        assert app.heard == [date(2026, 11, 27)]
        assert not isinstance(field.value_parsed, datetime)


async def test_an_empty_field_is_none_unless_a_date_is_required() -> None:
    app = WhenApp()
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.heard == [None]
    app = WhenApp(required=True)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert app.heard == []
        assert app.echo() == ("Say when.", True)


async def test_a_date_set_by_the_screen_is_understood() -> None:
    app = WhenApp()
    async with app.run_test(size=(40, 8)) as pilot:
        field = app.query_one(WhenInput)
        field.value = "fri"
        await pilot.pause()
        assert field.value_parsed == date(2026, 11, 27)
        assert field.is_clear
