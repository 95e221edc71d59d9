"""The card: labels, wrapped lines with their details, and a cursor on what can be opened."""

from __future__ import annotations

from textual.app import App, ComposeResult

from infoview_tui.widgets.columns import Line, line_width
from infoview_tui.widgets.contact_card import Card, CardLine, ContactCard, card_lines
from infoview_tui.widgets.facts import Fact
from infoview_tui.widgets.record_list import RecordList

OWED = CardLine("OWED", "tell her the trick worked", "Fri 20 Nov", key="0")


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def test_a_detail_stands_at_the_right_where_there_is_room() -> None:
    [line] = card_lines(OWED, 60, labelled=True)
    assert text(line).startswith("OWED    tell her the trick worked  ")
    assert text(line).endswith("  Fri 20 Nov")
    assert line_width(line) == 60


def test_a_long_text_wraps_beside_its_detail_and_under_itself() -> None:
    first, second = card_lines(OWED, 42, labelled=True)
    assert text(first).endswith("Fri 20 Nov")
    assert text(second) == "        worked"


def test_where_it_is_narrow_the_label_stands_in_the_line_and_the_detail_below() -> None:
    lines = card_lines(OWED, 30, labelled=True)
    assert text(lines[0]) == "OWED tell her the trick worked"
    assert text(lines[-1]).strip() == "Fri 20 Nov"


def test_only_the_first_line_of_a_section_has_its_label() -> None:
    [line] = card_lines(OWED, 60, labelled=False)
    assert text(line).startswith("        tell her")


def test_wide_characters_keep_the_detail_in_its_column() -> None:
    [line] = card_lines(CardLine("SEEN", "山田 太郎", "20 Nov"), 40, labelled=True)
    assert line_width(line) == 40


class CardApp(App[None]):
    """A card that remembers what was opened."""

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.opened: list[str] = []
        self._first = card

    def compose(self) -> ComposeResult:
        card = ContactCard()
        card.card = self._first
        yield card

    def on_record_list_selected(self, event: RecordList.Selected) -> None:
        self.opened.append(event.key)


def a_card(title: str) -> Card:
    read = CardLine("ABOUT", "rows on Sundays")
    met = CardLine("LED TO", "Tomás", key="1")
    return Card(title, [Fact(None, "Staff PM")], [read, OWED, met])


async def test_the_cursor_stands_on_what_can_be_opened_and_begins_anew_with_another_card() -> None:
    app = CardApp(a_card("Priya"))
    async with app.run_test(size=(60, 12)) as pilot:
        card = app.query_one(ContactCard)
        card.focus()
        assert card.highlighted == "0"
        await pilot.press("j", "enter")
        assert app.opened == ["1"]
        card.card = a_card("Priya")
        assert card.highlighted == "1"
        card.card = a_card("Lena")
        assert card.highlighted == "0"


async def test_a_card_with_nothing_to_open_scrolls() -> None:
    lines = [CardLine("ABOUT", f"line {number}") for number in range(30)]
    app = CardApp(Card("Priya", [], lines))
    async with app.run_test(size=(60, 12)) as pilot:
        card = app.query_one(ContactCard)
        card.focus()
        await pilot.pause()
        await pilot.press("j", "j", "j")
        assert card.scroll_offset.y > 1


async def test_a_card_is_opened_at_its_top_however_low_the_first_line_to_open_stands() -> None:
    low = [*(CardLine("ABOUT", f"line {number}") for number in range(30)), OWED]
    app = CardApp(Card("Priya", [], low))
    async with app.run_test(size=(60, 12)) as pilot:
        card = app.query_one(ContactCard)
        await pilot.pause()
        assert (card.highlighted, card.scroll_offset.y) == ("0", 0)
        await pilot.press("G")
        await pilot.pause()
        assert card.scroll_offset.y > 10


async def test_a_card_is_laid_out_again_for_another_width() -> None:
    app = CardApp(a_card("Priya"))
    async with app.run_test(size=(60, 12)) as pilot:
        card = app.query_one(ContactCard)
        wide = card.virtual_size.height
        await pilot.resize_terminal(30, 12)
        await pilot.pause()
        assert card.virtual_size.height > wide
