"""The fields take text, leave the panes' keys alone and say what happened in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget

from infoview_tui.widgets.field import LineField, TextField
from infoview_tui.widgets.form_input import FormInput


class FieldApp(App[None]):
    """One field and what was heard from it."""

    BINDINGS = [
        (key, f"heard('{key}')", key)
        for key in ("up", "down", "pageup", "f2", "f6", "f7", "escape", "ctrl+g", "ctrl+k")
    ]

    def __init__(self, *makers: Callable[[], Widget]) -> None:
        super().__init__()
        self.makers = makers
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield from (maker() for maker in self.makers)

    @property
    def line(self) -> LineField:
        return self.query_one(LineField)

    @property
    def typed(self) -> list[str]:
        """What stands in the fields."""
        return [
            field.value if isinstance(field, FormInput) else field.text
            for field in self.query(Widget)
            if isinstance(field, FormInput | TextField)
        ]

    def action_heard(self, key: str) -> None:
        self.said.append(key)

    def on_line_field_submitted(self, event: LineField.Submitted) -> None:
        self.said.append(f"line {event.text}")

    def on_line_field_pasted_lines(self, event: LineField.PastedLines) -> None:
        self.said.append(f"pasted {event.lines}")

    def on_line_field_backspace_at_start(self, event: LineField.BackspaceAtStart) -> None:
        self.said.append("start")


@pytest.mark.parametrize("field_type", [LineField, TextField, FormInput])
async def test_the_keys_of_the_panes_leave_every_field(field_type: type[Widget]) -> None:
    app = FieldApp(field_type)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.press("x", "f2", "f6", "f7", "escape", "ctrl+g", "ctrl+k")
        assert app.said == ["f2", "f6", "f7", "escape", "ctrl+g", "ctrl+k"]


async def test_enter_submits_the_line_and_empties_the_field() -> None:
    app = FieldApp(lambda: LineField(clear_on_submit=True))
    async with app.run_test(size=(30, 8)) as pilot:
        field = app.query_one(LineField)
        await pilot.press(*"one", "enter", *"two")
        assert app.said == ["line one"]
        assert field.text == "two"


async def test_arrows_leave_the_line_only_at_its_edges() -> None:
    app = FieldApp(lambda: LineField("word " * 12))
    async with app.run_test(size=(30, 8)) as pilot:
        field = app.query_one(LineField)
        assert field.size.height == 3
        field.move_cursor((0, 0))
        await pilot.press("up")
        assert app.said == ["up"]
        await pilot.press("down", "down")
        assert app.said == ["up"]
        await pilot.press("down", "pageup")
        assert app.said == ["up", "down", "pageup"]


async def test_backspace_at_the_start_is_told_and_deletes_nothing() -> None:
    app = FieldApp(lambda: LineField("ab"))
    async with app.run_test(size=(30, 8)) as pilot:
        field = app.query_one(LineField)
        await pilot.press("home", "backspace", "end", "backspace")
        assert app.said == ["start"]
        assert field.text == "a"


async def test_a_line_field_grows_and_shrinks_with_its_text() -> None:
    app = FieldApp(lambda: LineField())
    async with app.run_test(size=(30, 12)) as pilot:
        field = app.query_one(LineField)
        assert field.size.height == 1
        field.insert("word " * 12)
        await pilot.pause()
        assert field.size.height == 3
        field.insert("word " * 100)
        await pilot.pause()
        assert field.size.height == 5
        field.load_text("")
        await pilot.pause()
        assert field.size.height == 1


async def paste(app: App[None], text: str) -> None:
    assert app.focused is not None
    app.focused.post_message(events.Paste(text))


HOSTILE = "one\x1b]52;c;x\x07\r\n\n two\u2028\tthree\u202e"


@pytest.mark.parametrize(
    ("maker", "text"),
    [
        (lambda: LineField("a"), "aone]52;c;x two three"),
        (lambda: TextField("a"), "aone]52;c;x\n\n two\n\tthree"),
        (lambda: FormInput("a", select_on_focus=False), "aone]52;c;x two three"),
    ],
    ids=["line", "text", "form"],
)
async def test_pasted_text_is_cleaned(maker: Callable[[], Widget], text: str) -> None:
    app = FieldApp(maker)
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.press("end")
        await paste(app, HOSTILE)
        await pilot.pause()
        assert app.typed == [text]


async def test_a_paste_of_lines_is_told_where_it_is_wanted() -> None:
    app = FieldApp(lambda: LineField("a", paste_lines=True))
    async with app.run_test(size=(40, 8)) as pilot:
        field = app.query_one(LineField)
        await paste(app, HOSTILE)
        await pilot.pause()
        assert app.said == ["pasted ['one]52;c;x', 'two', 'three']"]
        assert field.text == "a"
        await paste(app, "b\n")
        await pilot.pause()
        assert "b" in field.text


async def test_a_loaded_text_is_cleaned_and_its_cursor_stands_at_the_end() -> None:
    app = FieldApp(lambda: LineField("one\ntwo"))
    async with app.run_test(size=(40, 8)) as pilot:
        field = app.query_one(LineField)
        assert field.text == "one two"
        await pilot.press("end")
        field.load_text("three\x00\nfour")
        await pilot.press("!")
        assert field.text == "three four!"


@pytest.mark.parametrize("field_type", [LineField, TextField, FormInput])
async def test_a_joiner_and_a_no_break_space_may_be_typed(field_type: type[Widget]) -> None:
    app = FieldApp(field_type)
    async with app.run_test(size=(40, 8)) as pilot:
        for character in "👩\u200d🚀\u00a0":
            app.query_one(field_type).post_message(events.Key("some_key", character))
        await pilot.pause()
        assert app.typed == ["👩\u200d🚀\u00a0"]


async def test_a_text_field_takes_lines_and_undoes() -> None:
    app = FieldApp(lambda: TextField())
    async with app.run_test(size=(40, 8)) as pilot:
        field = app.query_one(TextField)
        await pilot.press(*"one", "enter", *"two")
        assert field.text == "one\ntwo"
        await pilot.press("ctrl+shift+a", "delete")
        assert field.text == ""
        await pilot.press("ctrl+z")
        assert field.text == "one\ntwo"


async def test_what_is_typed_after_tab_goes_to_the_next_field() -> None:
    app = FieldApp(FormInput, FormInput)
    async with app.run_test(size=(40, 8)) as pilot:
        first = app.query(FormInput).first()
        for key, character in [*((c, c) for c in "ab"), ("tab", "\t"), *((c, c) for c in "cd")]:
            first.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.typed == ["ab", "cd"]


async def test_every_line_on_the_screen_is_what_the_text_says() -> None:
    """Only edited lines are repainted: compare with a full repaint after every key."""
    app = FieldApp(lambda: TextField("alpha beta gamma\n\ndelta epsilon zeta eta theta\nend"))
    keys = [
        *("x", "right", "enter", "y", "down", "z", "backspace", "backspace", "backspace", "end"),
        *("w", "o", "r", "d", "s", "space", "a", "g", "a", "i", "n", "home", "delete", "up", "up"),
        *("shift+right", "shift+right", "q", "ctrl+z", "ctrl+z", "ctrl+y", "ctrl+w", "down"),
    ]
    async with app.run_test(size=(20, 10)) as pilot:
        field = app.query_one(TextField)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            shown = [strip.text for strip in app.screen._compositor.render_strips()]
            app.screen.refresh()
            field.refresh()
            await pilot.pause()
            assert shown == [strip.text for strip in app.screen._compositor.render_strips()], key


async def test_a_line_longer_than_its_field_says_so_where_no_cursor_stands() -> None:
    app = FieldApp(
        lambda: FormInput("x", compact=True),
        lambda: FormInput("one two three four", compact=True, select_on_focus=False),
    )
    async with app.run_test(size=(10, 8)) as pilot:
        await pilot.pause()
        field = list(app.query(FormInput))[1]
        assert field.render_line(0).text.startswith("one two t…")
        field.focus()
        await pilot.pause()
        assert field.render_line(0).text.startswith("…ree four ")
        await pilot.press("home")
        await pilot.pause()
        assert field.render_line(0).text.startswith("one two t…")


async def test_a_placeholder_longer_than_its_field_is_cut_with_a_sign() -> None:
    app = FieldApp(lambda: FormInput("", "every 2 weeks, monthly", compact=True))
    async with app.run_test(size=(12, 8)) as pilot:
        await pilot.pause()
        assert app.query_one(FormInput).render_line(0).text.rstrip() == "every 2 wee…"
