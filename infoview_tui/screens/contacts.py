"""Pane 1: the people, and the card of the one under the cursor."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.directory import Order
from infoview_tui.domain.message import next_message
from infoview_tui.journal.core import Keys
from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import contact_questions as ask
from infoview_tui.screens.contact_card import CardMaker, OpenCard, TakeStep
from infoview_tui.screens.messages import OpenCompose, OpenLive, OpenPlan
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.contact_card import Card, ContactCard
from infoview_tui.widgets.field import FormInput
from infoview_tui.widgets.record_list import RecordList

_AT_ONCE = 1000  # contacts that are read before the first frame; more come in slices
_MINUTE = 60.0
_COLUMNS = Columns(
    Column(14, grow=3, most=32),
    Column(8, grow=2, most=26, style="muted", drop=1),
    Column(10, align="right"),
    Column(4, align="right"),
)
_CADENCE_STYLE = {Colour.CALM: "muted", Colour.AMBER: "warning", Colour.RED: "error"}
_NEEDS_SOMEONE = frozenset(
    {"outreach", "interview", "log", "edit", "follow_up", "reply", "tag", "archive"}
    | {"bring_back", "call"}
)
_WELCOME = (
    "Nobody here yet. Press a and write a line about somebody you could learn from, "
    "or leave and run: infoview import Connections.csv"
)


class FilterInput(FormInput):
    """A part of a name, company, role or #tag."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "To the list", id="contacts.filter.enter"),
        Binding("escape", "screen.back", "Everybody", id="contacts.filter.clear"),
    ]

    def __init__(self, **options: Any) -> None:
        super().__init__("", "name, company, role, #tag, stage", **options)


class ContactsScreen(JournalScreen[object]):
    """The list of contacts with a filter, and a card beside it (below 90 columns: instead)."""

    number = 1
    HELP_TEXT = """
    The people you can learn from, the most pressing first: what you owe them, and how long it
    has been. The days count from the last touch: amber when the interval has passed, red at one
    and a half.

    Type \\ and a part of a name, company, role or #tag to find somebody. Enter opens the card;
    what stands in it opens in turn: talks, loops, follow-ups, the people they led you to.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="contacts.add", tooltip="Add a contact by one line"),
        Binding("o", "outreach", "Outreach", id="contacts.outreach", tooltip="Write a message"),
        Binding("i", "interview", "Interview", id="contacts.interview", tooltip="Plan a talk"),
        Binding("l", "log", "Log touch", id="contacts.log", tooltip="Log that you were in touch"),
        Binding("e", "edit", "Edit", id="contacts.edit", tooltip="Edit everything on the card"),
        Binding(
            "backslash,ctrl+f", "filter", "Filter", key_display="\\", id="contacts.filter",
            tooltip="Find somebody by a part of name, company, role or #tag",
        ),
        Binding("f", "follow_up", "Follow-up", id="contacts.follow_up", tooltip="Add a follow-up"),
        Binding("r", "reply", "Reply", id="contacts.reply", tooltip="Log that they answered"),
        Binding("s", "sort", "Sort", id="contacts.sort", tooltip="Sort by the next column"),
        Binding("t", "tag", "Tag", id="contacts.tag", tooltip="Put a tag on, or take it off"),
        Binding("d", "archive", "Archive", id="contacts.archive", tooltip="Take out of the list"),
        Binding(
            "d", "bring_back", "Bring back", id="contacts.bring_back",
            tooltip="Back into the list",
        ),
        Binding("A", "archived", "Archive list", show=False, id="contacts.archived",
                tooltip="Show the archived contacts, or the list again"),
        Binding("f4", "call", "Call now", show=False, id="contacts.call",
                tooltip="Start a talk that nobody planned"),
        Binding("P", "profile", "About me", show=False, id="contacts.profile",
                tooltip="Who you are: what messages are filled from"),
        Binding("escape", "back", "Back", show=False, id="contacts.back"),
        Binding("down", "cursor(1)", "Down", show=False, id="contacts.down"),
        Binding("up", "cursor(-1)", "Up", show=False, id="contacts.up"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._directory = Directory(journal)
        self._cards = CardMaker(journal, self._directory, self.shown)
        self._order = Order.URGENCY
        self._archive = False
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
        self._list.focus()
        super().on_mount()
        self.set_interval(_MINUTE, self._minute_passed)

    def show(self) -> None:
        if self._directory.day == self.journal.today():
            self._refill()
        elif self.journal.store.count("contacts") <= _AT_ONCE:
            for _ in self._directory.build():
                pass
            self._refill()
        else:
            self._read_in_slices()

    def changed(self, keys: Keys) -> None:
        if self._directory.day != self.journal.today():
            self.show()
            return
        self._directory.refresh(keys)
        self._refill()

    @work(exclusive=True, group="directory", exit_on_error=True)
    async def _read_in_slices(self) -> None:
        """Reads a long list while the screen stays alive."""
        self._list.empty = "reading the contacts …"
        for _ in self._directory.build():
            await asyncio.sleep(0)
        self._refill()

    def _minute_passed(self) -> None:
        """Their clocks go on; at midnight every number of the list is another."""
        if self.is_current:
            if self._directory.day != self.journal.today():
                self.show()
            else:
                self._show_card()

    def _refill(self) -> None:
        text = self._filter.value
        rows = self._directory.select(text, self._order, archived=self._archive)
        self._list.empty = self._nothing(text)
        self._list.set_rows(rows, keep=self._wanted or None)
        self._wanted = ""
        self._show_head(len(rows))
        self._show_card()
        self.refresh_bindings()

    def _nothing(self, text: str) -> str:
        if text:
            return f"Nobody has “{text}” on the card. Esc shows everybody again, a adds somebody."
        return "The archive is empty. A shows the list again." if self._archive else _WELCOME

    def _show_head(self, found: int) -> None:
        text = self._filter.value
        what = ["archived"] if self._archive else []
        how_many = f"{found} of {len(self._directory)}" if text else f"{found}"
        said = " · ".join([*what, f"by {self._order.value}", how_many])
        self.query_one("#people-head", Static).update(Content(said if self._directory else ""))
        self.set_class(bool(text) or self._filter.has_focus, "-filtering")

    def _show_card(self) -> None:
        self._opened = self._cards.card(self._list.highlighted or "")
        self._card.card = self._opened.card

    def _draw(self, uid: str, width: int) -> Line:
        summary = self._directory.get(uid)
        if summary is None:
            return ()
        days = "–" if summary.days is None else f"{summary.days}d"
        pressing = "strong" if summary.urgency >= 1 else ""
        cells = (
            (self.shown(summary.name), pressing),
            self.shown(summary.company),
            summary.state,
            (days, _CADENCE_STYLE[summary.colour]),
        )
        return _COLUMNS.line(width, cells)

    # Moving --------------------------------------------------------------------------

    def open(self, uid: str) -> None:
        """Shows this contact's card, whatever the list shows at the moment."""
        contact = self.journal.contacts.get(uid)
        if contact is None:
            return
        self._archive = contact.archived
        self._wanted = uid
        if self._filter.value:
            self._filter.value = ""
        self.show()
        self._enter_card()

    def _enter_card(self) -> None:
        self.add_class("-card")
        self._card.focus()

    def action_back(self) -> None:
        """One step back: from the card to the list, from a filter to everybody."""
        if self._filter.has_focus or not (self._card.has_focus or self.has_class("-card")):
            if self._filter.value:
                self._filter.value = ""
            elif self._archive and not self._filter.has_focus:
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
        self._archive = not self._archive
        self._refill()

    @on(Input.Changed, "#people-filter")
    def _filter_typed(self) -> None:
        self._refill()
        self._list.action_first()

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

    @on(TakeStep)
    def _step_taken(self, event: TakeStep) -> None:
        """The rung that the card suggests; only the user takes it."""
        with self.reporting():
            contact = self.journal.contacts[event.contact]
            self.journal.edit_contact(replace(contact, relation=event.relation))
            self._say(f"{self.name_of(event.contact)}: {event.relation.value} · u takes it back")

    @on(RecordList.Selected, "#card")
    def _card_entered(self, event: RecordList.Selected) -> None:
        if target := self._opened.targets.get(event.key):
            self.post_message(target)

    # Doing ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _NEEDS_SOMEONE and self.is_mounted and not self._chosen():
            return False
        if action == "archive":
            return not self._archive
        if action == "bring_back":
            return self._archive
        return True

    def _chosen(self) -> list[str]:
        """The marked contacts, else the one under the cursor."""
        people = self._list
        if people.marked:
            return [row for row in people.rows if isinstance(row, str) and row in people.marked]
        return [people.highlighted] if people.highlighted else []

    def _one(self) -> str:
        return self._list.highlighted or ""

    @work
    async def action_add(self) -> None:
        contact = await ask.new_contact(self.app, self.journal, self._directory)
        if contact is None:
            return
        with self.reporting():
            self.journal.add_contact(contact)
            self._wanted = contact.uid
            self._archive = False
            self._filter.value = ""
            self._refill()
            self._say(f"{self.shown(contact.name)} added · e fills in the rest, u takes it back")

    @work
    async def action_log(self) -> None:
        uid = self._one()
        touch = await ask.touch(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            with self.reporting():
                self.journal.log_touch(
                    uid, touch.kind, touch.channel,
                    text=touch.text, at=touch.at, direction=touch.direction,
                )  # fmt: skip
                self._say(f"Logged with {self.name_of(uid)} · u takes it back")

    @work
    async def action_reply(self) -> None:
        uid = self._one()
        touch = await ask.reply(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            with self.reporting():
                self.journal.log_touch(uid, touch.kind, touch.channel, text=touch.text, at=touch.at)
                self._say("Reply logged · answer a yes within 24 h; i plans the talk")

    @work
    async def action_follow_up(self) -> None:
        uid = self._one()
        row = await ask.follow_up(self.app, self.journal, uid, self.name_of(uid))
        if row is not None:
            with self.reporting():
                self.journal.add_follow_up(row)
                self._say(f"Noted for {self.name_of(uid)} · u takes it back")

    @work
    async def action_tag(self) -> None:
        uids = self._chosen()
        tag = await ask.tag(self.app, self.journal, uids)
        if tag:
            with self.reporting():
                self.journal.tag_contacts(uids, tag)

    def action_archive(self) -> None:
        self._archive_chosen(True)

    def action_bring_back(self) -> None:
        self._archive_chosen(False)

    def _archive_chosen(self, archived: bool) -> None:
        uids = self._chosen()
        who = self.name_of(uids[0]) if len(uids) == 1 else f"{len(uids)} contacts"
        with self.reporting():
            self.journal.archive_contacts(uids, archived)
            self.remove_class("-card")
            self._list.focus()
            self._say(f"{who} {'archived' if archived else 'is back'} · u takes it back")

    def action_edit(self) -> None:
        from infoview_tui.screens.contact_form import ContactForm

        self.app.push_screen(ContactForm(self.journal, self._directory, self._one()))

    def action_profile(self) -> None:
        from infoview_tui.screens.profile import ProfileScreen

        self.app.push_screen(ProfileScreen(self.journal))

    def action_outreach(self) -> None:
        uid = self._one()
        rows, today = self.journal.open_rows(uid), self.journal.today()
        kind, row = next_message(self.journal.stage_of(uid), rows, today)
        self.post_message(OpenCompose(uid, kind, row))

    def action_interview(self) -> None:
        uid = self._one()
        ahead = next((h.uid for h in self.journal.interviews_of.of(uid) if h.ahead), "")
        self.post_message(OpenPlan(uid, ahead))

    def action_call(self) -> None:
        """The phone rings: opens the live screen for the talk at hand, or for a new one."""
        uid = self._one()
        with self.reporting():
            self.post_message(OpenLive(self.journal.call_now(uid).uid))

    def _say(self, line: str) -> None:
        self.notify(line, markup=False, timeout=4)
