"""Contacts that are probably one person, pair by pair; Enter makes one of the two."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from infoview_tui.exchange.duplicates import Duplicate, duplicates
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import RecordList

_NONE = "No two contacts look like the same person. Mark two in the list (space) to merge them."
_COLUMNS = Columns(
    Column(18, grow=3),
    Column(18, grow=3, style="muted"),
    Column(10, grow=1, most=22, style="muted", drop=1),
)


class DuplicatesScreen(JournalScreen[None]):
    """Pairs: who stays at the left, who becomes a part of it beside, and why they are here."""

    number = 1
    HELP_TEXT = """
    Two contacts that are one person. Enter makes the right one a part of the left one: its talks,
    messages and follow-ups go along, blanks are filled, what differs is kept on the card. x
    changes the sides; u parts them again.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "merge", "Merge", id="duplicates.merge",
                tooltip="The right one becomes a part of the left one"),
        Binding("x", "swap", "Change sides", id="duplicates.swap",
                tooltip="The other one stays"),
        Binding("escape", "leave", "Back", id="duplicates.leave"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, marked: Sequence[str] = ()) -> None:
        super().__init__(journal)
        self._marked = marked
        self._pairs: dict[str, Duplicate] = {}
        self._swapped: set[str] = set()

    def compose_body(self) -> ComposeResult:
        yield Static("Who stays · who becomes a part of it", classes="quiet", markup=False)
        yield RecordList(self._draw, id="duplicates", empty="comparing …")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("merge", "swap") or bool(self._pairs)

    def show(self) -> None:
        self._compare()

    def changed(self, keys: Keys) -> None:
        if any(table == "contacts" for table, _ in keys):
            self._compare()

    @work(exclusive=True, group="duplicates")
    async def _compare(self) -> None:
        """Compares everybody with everybody of the same name, address or profile, in a thread."""
        people = [contact for contact in self.journal.contacts.all() if not contact.archived]
        found = await asyncio.to_thread(duplicates, people)
        if len(self._marked) == 2 and all(uid in self.journal.contacts for uid in self._marked):
            keep, other = self._marked
            rest = [pair for pair in found if {pair.keep, pair.other} != {keep, other}]
            found = [Duplicate(keep, other, "marked"), *rest]
        self._pairs = {f"{pair.keep} {pair.other}": pair for pair in found}
        pairs = self.query_one(RecordList)
        pairs.empty = _NONE
        pairs.set_rows(list(self._pairs))
        self.refresh_bindings()

    def _sides(self, key: str) -> tuple[str, str]:
        pair = self._pairs[key]
        return (pair.other, pair.keep) if key in self._swapped else (pair.keep, pair.other)

    @on(RecordList.Selected, "#duplicates")
    def action_merge(self) -> None:
        key = self.query_one(RecordList).highlighted
        if key is None:
            return
        keep, other = self._sides(key)
        with self.reporting():
            name = self.name_of(other)
            self.journal.merge_contacts(keep, other)
            self.notify(f"{name} is one with {self.name_of(keep)} · u parts them")

    def action_swap(self) -> None:
        pairs = self.query_one(RecordList)
        if pairs.highlighted is not None:
            self._swapped ^= {pairs.highlighted}
            pairs.refresh_record(pairs.highlighted)

    def action_leave(self) -> None:
        self.dismiss(None)

    def _draw(self, key: str, width: int) -> Line:
        if key not in self._pairs:
            return ()
        keep, other = self._sides(key)
        return _COLUMNS.line(width, (self._said(keep), self._said(other), self._pairs[key].by))

    def _said(self, uid: str) -> str:
        contact = self.journal.contacts.get(uid)
        company = f", {self.shown(contact.company)}" if contact and contact.company else ""
        return self.name_of(uid) + company
