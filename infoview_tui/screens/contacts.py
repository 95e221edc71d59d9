"""Pane 1: the people, and the card of the one under the cursor."""

from __future__ import annotations

from itertools import islice
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.directory import Order
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.contact_actions import FIRST_KEYS, MORE_KEYS, ContactActions
from infoview_tui.screens.contact_card import CardMaker, OpenCard
from infoview_tui.screens.pace import Pace
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.contact_card import Card, ContactCard
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.record_list import RecordList

_AT_ONCE = 300  # contacts that are read before the first frame; more come in slices
_FIRST = 100  # of a long list, by name and company only until all is read
_MINUTE = 60.0
_COLUMNS = Columns(
    Column(14, grow=3, most=32),
    Column(8, grow=2, most=26, style="muted", drop=1),
    Column(10, align="right"),
    Column(4, align="right"),
)
_CADENCE_STYLE = {Colour.CALM: "muted", Colour.AMBER: "warning", Colour.RED: "error"}
_WELCOME = (
    "Nobody here yet. Press a and write a line about somebody you could learn from, "
    "or I to import people: LinkedIn's Connections.csv, an address book, any CSV."
)
_ALL_ARCHIVED = "Everybody is in the archive. A shows them, a adds somebody."


class FilterInput(FormInput):
    """A part of a name, company, role or #tag."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the list", id="contacts.filter.enter"),
        Binding("escape", "leave", "Everybody", id="contacts.filter.clear"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__("", "name, company, role, #tag, stage", **options)

    class Left(Message):
        """Escape was pressed: everybody again."""

    def action_leave(self) -> None:
        self.post_message(self.Left())


class ContactsScreen(ContactActions):
    """The list of contacts with a filter, and a card beside it (below 90 columns: instead)."""

    AUTO_FOCUS = "#people-list"
    number = 1
    HELP_TEXT = """
    The people you can learn from, the most pressing first: what you owe them, and how long it
    has been. The days count from the last touch: amber when the interval has passed, red at one
    and a half.

    Type \\ and a part of a name, company, role or #tag to find somebody. Enter opens the card;
    what stands in it opens in turn: talks, loops, follow-ups, the people they led you to.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *FIRST_KEYS,
        Binding("backslash,ctrl+f", "filter", "Filter", key_display="\\", id="contacts.filter",
                tooltip="Find somebody by a part of name, company, role or #tag"),
        Binding("s", "sort", "Sort", id="contacts.sort", tooltip="Sort by the next column"),
        *MORE_KEYS,
        Binding("A", "archived", "Archive list", show=False, id="contacts.archived",
                tooltip="Show the archived contacts, or the list again"),
        Binding("escape", "back", "Back", show=False, id="contacts.back"),
        Binding("down", "cursor(1)", "Down", show=False, id="contacts.down"),
        Binding("up", "cursor(-1)", "Up", show=False, id="contacts.up"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._cards = CardMaker(journal, self.directory, self.shown)
        self._order = Order.URGENCY
        self._wanted = ""  # whom to show once the list is there
        self._opened = OpenCard(Card(), {})

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="contacts"):
            with Vertical(id="people"):
                yield Static(id="people-head", markup=False)
                yield FilterInput(id="people-filter", compact=True, select_on_focus=False)
                yield RecordList(self._draw, id="people-list")
            yield ContactCard(id="card")

    # Drawing -----------------------------------------------------------------------

    @property
    def _list(self) -> RecordList:
        return self.query_one("#people-list", RecordList)

    @property
    def _filter(self) -> FormInput:
        return self.query_one("#people-filter", FormInput)

    @property
    def _card(self) -> ContactCard:
        return self.query_one(ContactCard)

    def on_mount(self) -> None:
        self._list.marking = True
        super().on_mount()
        self.set_interval(_MINUTE, self._minute_passed)

    def show(self) -> None:
        if self.directory.day == self.journal.today():
            self._refill()
        elif self.journal.store.count("contacts") <= _AT_ONCE:
            for _ in self.directory.build():
                pass
            self._refill()
        else:
            self._show_first()
            self.call_after_refresh(self._read_in_slices)

    def changed(self, keys: Keys) -> None:
        if len(keys) > _AT_ONCE:
            self.directory.day = None  # an import: read in slices, as at the start
        if self.directory.day != self.journal.today():
            self.show()
            return
        self.directory.refresh(keys)
        back = [uid for uid in self.taken_out if not self._is_hidden(uid)]
        if back and not self.in_archive:  # undone: the cursor is where it was
            self._wanted, self.taken_out = back[0], ()
        self._refill()

    def _show_first(self) -> None:
        """The first people of a long list, until all is read."""
        if self.directory.day is None:
            first = islice(self.journal.contacts.uids(), _FIRST)
            self._list.set_rows([uid for uid in first if not self._is_hidden(uid)])
            self.query_one("#people-head", Static).update("reading the contacts …")

    @work(exclusive=True, group="directory", exit_on_error=True)
    async def _read_in_slices(self) -> None:
        """Reads a long list while the screen stays alive."""
        pace = Pace()
        for _ in self.directory.build():
            await pace.rest()
        self._refill()

    def _minute_passed(self) -> None:
        """Their clocks go on; at midnight every number of the list is another."""
        if self.is_current:
            if self.directory.day != self.journal.today():
                self.show()
            else:
                self._show_card()

    def _is_hidden(self, uid: str) -> bool:
        contact = self.journal.contacts.get(uid)
        return contact is None or contact.archived

    def _refill(self) -> None:
        if self.directory.day is None:
            return  # still reading: what is typed by now is looked for after that
        text = self._filter.value
        rows = self.directory.select(text, self._order, archived=self.in_archive)
        self._list.empty = self._nothing(text)
        self._list.set_rows(rows, keep=self._wanted or None)
        self._wanted = ""
        self._show_head(len(rows))
        self._show_card()
        self.refresh_bindings()

    def _nothing(self, text: str) -> str:
        if text:
            return f"Nobody has “{text}” on the card. Esc shows everybody again, a adds somebody."
        if self.in_archive:
            return "The archive is empty. A shows the list again."
        return _ALL_ARCHIVED if self.journal.store.count("contacts") else _WELCOME

    def _show_head(self, found: int) -> None:
        text = self._filter.value
        what = ["archived"] if self.in_archive else []
        how_many = f"{found} found" if text else f"{found}"
        said = " · ".join([*what, f"by {self._order.value}", how_many])
        self.query_one("#people-head", Static).update(Content(said if self.directory else ""))
        self.set_class(bool(text) or self._filter.has_focus, "-filtering")

    def _show_card(self) -> None:
        if self.directory.day is None:
            return  # a card needs all that happened, and that is still being read
        self._opened = self._cards.card(self._list.highlighted or "")
        self._card.card = self._opened.card

    def _draw(self, uid: str, width: int) -> Line:
        summary = self.directory.get(uid)
        if summary is None:
            return self._draw_unread(uid, width)
        days = "–" if summary.days is None else f"{summary.days}d"
        pressing = "strong" if summary.urgency >= 1 else ""
        cells = (
            (self.shown(summary.name), pressing),
            self.shown(summary.company),
            summary.state,
            (days, _CADENCE_STYLE[summary.colour]),
        )
        return _COLUMNS.line(width, cells)

    def _draw_unread(self, uid: str, width: int) -> Line:
        """Somebody of a list that is still being read."""
        contact = self.journal.contacts.get(uid)
        if contact is None:
            return ()
        return _COLUMNS.line(width, (self.shown(contact.name), self.shown(contact.company), "", ""))

    # Who is meant --------------------------------------------------------------------

    def chosen(self) -> list[str]:
        people = self._list
        if people.marked:
            return [row for row in people.rows if isinstance(row, str) and row in people.marked]
        return [people.highlighted] if people.highlighted else []

    def at_hand(self) -> str:
        return self._list.highlighted or ""

    def come_to(self, uid: str) -> None:
        contact = self.journal.contacts.get(uid)
        self.in_archive = contact is not None and contact.archived
        self._wanted = uid
        self._filter.value = ""
        self.show()

    def left(self) -> None:
        self.remove_class("-card")
        self._list.focus()

    # Moving --------------------------------------------------------------------------

    def open(self, uid: str) -> None:
        """Shows this contact's card, whatever the list shows at the moment."""
        if uid in self.journal.contacts:
            self.come_to(uid)
            self._enter_card()

    def open_part(self, part: str) -> None:
        """Shows those whose card holds this text."""
        self.left()
        self.in_archive = False
        self._filter.value = part
        self.show()

    def _enter_card(self) -> None:
        self.add_class("-card")
        self._card.focus()

    @on(FilterInput.Left)
    def action_back(self) -> None:
        """One step back: from the card to the list, from a filter to everybody."""
        if self._filter.has_focus or not (self._card.has_focus or self.has_class("-card")):
            if self._filter.value:
                self._filter.value = ""
            elif self.in_archive and not self._filter.has_focus:
                self.action_archived()
        self.remove_class("-card")
        self._list.focus()

    def action_filter(self) -> None:
        self.remove_class("-card")
        self.add_class("-filtering")
        self._filter.focus()

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    def action_sort(self) -> None:
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._refill()
        self._list.action_first()

    def action_archived(self) -> None:
        self.in_archive = not self.in_archive
        self._refill()

    @on(Input.Changed, "#people-filter")
    def _filter_typed(self) -> None:
        self._refill()
        if self._filter.value:
            self._list.action_first()  # who was found stays at hand when everybody comes back

    @on(Input.Submitted, "#people-filter")
    def _filter_entered(self) -> None:
        self._list.focus()
        if len(self._list.rows) == 1:
            self._enter_card()

    @on(Input.Blurred, "#people-filter")
    def _filter_left(self) -> None:
        self.set_class(bool(self._filter.value), "-filtering")

    @on(RecordList.Highlighted, "#people-list")
    def _moved(self) -> None:
        self._show_card()

    @on(RecordList.Selected, "#people-list")
    def _entered(self) -> None:
        self._enter_card()

    @on(RecordList.Selected, "#card")
    def _card_entered(self, event: RecordList.Selected) -> None:
        if target := self._opened.targets.get(event.key):
            self.post_message(target)
