"""The list keeps its cursor on a record, draws only what is visible, and works by key and mouse."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, RecordList

NAMES = {"a": "Priya [PM]", "b": "王小明先生", "c": "Sam [/]", "d": "Lena", "e": "Tomás"}
COLUMNS = Columns(Column(6, grow=1), Column(4, align="right", style="muted"))


class ListApp(App[None]):
    """A list of 30 by 8 and all that it said."""

    def __init__(self, *, marking: bool = False) -> None:
        super().__init__()
        self.marking = marking
        self.drawn: list[str] = []
        self.said: list[str] = []

    def draw(self, key: str, width: int) -> Line:
        self.drawn.append(key)
        return COLUMNS.line(width, (NAMES.get(key, key), "1d"))

    def draw_below(self, key: str, width: int) -> Line:
        return [(f"below {key}", "muted")]

    def compose(self) -> ComposeResult:
        yield RecordList(
            self.draw,
            draw_below=self.draw_below,
            empty="No contacts yet. Press a to add one.",
            marking=self.marking,
        )

    def on_record_list_highlighted(self, event: RecordList.Highlighted) -> None:
        self.said.append(f"at {event.key}")

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        self.said.append(f"open {event.key}")

    def on_record_list_marked(self, event: RecordList.Marked) -> None:
        self.said.append(f"marked {''.join(sorted(event.marked))}")

    @property
    def records(self) -> RecordList:
        return self.query_one(RecordList)

    def lines(self) -> list[str]:
        return [self.records.render_line(y).text for y in range(self.size.height)]


async def settle(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_keys_move_the_cursor_over_headings() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows([Heading("OVERDUE", "2"), "a", "b", Heading("TODAY"), "c"])
        assert app.records.highlighted == "a"
        for key, expected in [
            ("j", "b"),
            ("down", "c"),
            ("down", "c"),
            ("k", "b"),
            ("g", "a"),
            ("up", "a"),
            ("G", "c"),
            ("home", "a"),
            ("end", "c"),
            ("pageup", "a"),
            ("pagedown", "c"),
        ]:
            await pilot.press(key)
            assert app.records.highlighted == expected, key
        await settle(pilot, "enter")
        assert app.said[0] == "at a"
        assert app.said[-1] == "open c"


async def test_the_cursor_stays_on_its_record_or_near_its_place() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(["a", "b", "c", "d"], keep="c")
        assert app.records.highlighted == "c"
        app.records.set_rows(["e", "c", "a"])
        assert app.records.highlighted == "c"
        app.records.set_rows(["e", "a"])
        assert app.records.highlighted == "a"
        app.records.set_rows([Heading("X"), "e"])
        assert app.records.highlighted == "e"
        app.records.set_rows([])
        assert app.records.highlighted is None
        app.records.set_rows(["a", "b"])
        assert app.records.highlighted == "a"
        await pilot.pause()
        assert app.said == ["at c", "at a", "at e", "at None", "at a"]


async def test_an_unknown_key_does_not_move_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)):
        app.records.set_rows(["a", "b"])
        app.records.highlighted = "b"
        app.records.highlighted = "nobody"
        assert app.records.highlighted == "b"


async def test_only_visible_lines_are_drawn() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows([f"k{number}" for number in range(10_000)])
        await pilot.pause()
        assert 0 < len(set(app.drawn)) <= 8
        await settle(pilot, "G")
        assert app.records.highlighted == "k9999"
        assert app.lines()[-1].startswith("▌ k9999")
        app.drawn.clear()
        await settle(pilot, "k")
        assert set(app.drawn) == {"k9999", "k9998"}


async def test_a_changed_record_is_drawn_again_alone() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(list("abcde"))
        await pilot.pause()
        app.drawn.clear()
        app.records.refresh_record("c")
        app.records.refresh_record("nobody")
        await pilot.pause()
        assert app.drawn == ["c"]


async def test_columns_stay_aligned_and_text_is_no_markup() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(list("abcde"))
        await pilot.pause()
        lines = app.lines()
        assert lines[0].startswith("▌ Priya [PM] ")
        assert lines[1].startswith("  王小明先生 ")
        assert lines[2].startswith("  Sam [/] ")
        strips = [app.records.render_line(y) for y in range(5)]
        assert {strip.cell_length for strip in strips} == {30}
        assert all(strip.text.endswith("  1d ") for strip in strips)


async def test_an_empty_list_says_what_to_do() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 9)) as pilot:
        await pilot.pause()
        shown = [line.strip() for line in app.lines() if line.strip()]
        assert shown == ["No contacts yet. Press a", "to add one."]
        await pilot.press("j", "enter", "G", "pagedown", "space")
        assert app.records.highlighted is None


async def test_space_marks_and_goes_on() -> None:
    app = ListApp(marking=True)
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(["a", "b", "c"])
        await settle(pilot, "space", "space", "k", "space")
        assert app.records.marked == {"a"}
        assert app.lines()[0].startswith(" •Priya")
        assert [word for word in app.said if "marked" in word] == [
            "marked a",
            "marked ab",
            "marked a",
        ]
        app.records.set_rows(["b", "c"])
        assert app.records.marked == frozenset()


async def test_space_does_nothing_where_marking_is_off() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(["a", "b"])
        await settle(pilot, "space")
        assert app.records.marked == frozenset()
        assert app.records.highlighted == "a"


async def test_a_click_moves_and_a_second_click_opens() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows([Heading("OVERDUE"), "a", "b", "c"])
        await pilot.click(RecordList, offset=(5, 3))
        assert app.records.highlighted == "c"
        assert "open c" not in app.said
        await pilot.click(RecordList, offset=(5, 3))
        assert app.said[-1] == "open c"
        await pilot.click(RecordList, offset=(5, 0))
        await pilot.click(RecordList, offset=(5, 7))
        assert app.records.highlighted == "c"
        await pilot.click(RecordList, offset=(5, 1), times=2)
        assert app.said[-1] == "open a"


async def test_tall_rows_have_a_second_line() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows([Heading("TODAY"), "a", "b", "c"])
        app.records.tall = True
        await settle(pilot, "j")
        assert [line.strip(" ▌")[:7].strip() for line in app.lines()[:5]] == [
            "TODAY",
            "Priya [",
            "below a",
            "王小明先生",
            "below b",
        ]
        await settle(pilot, "G")
        assert app.records.highlighted == "c"
        await pilot.click(RecordList, offset=(5, 4))
        assert app.records.highlighted == "b"


async def test_the_heading_above_the_first_record_comes_back_into_view() -> None:
    app = ListApp()
    async with app.run_test(size=(30, 5)) as pilot:
        app.records.set_rows([Heading("OVERDUE"), *(f"k{number}" for number in range(20))])
        await settle(pilot, "G", "g")
        assert app.lines()[0].strip() == "OVERDUE"


async def test_the_list_survives_any_size() -> None:
    app = ListApp(marking=True)
    async with app.run_test(size=(30, 8)) as pilot:
        app.records.set_rows(list("abcde"))
        for width, height in [(1, 1), (2, 2), (4, 1), (30, 1)]:
            await pilot.resize_terminal(width, height)
            await settle(pilot, "j")
            assert app.records.render_line(0).cell_length <= width
