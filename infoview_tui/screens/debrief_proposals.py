"""What a talk implies for the queue: each line accepted, corrected or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType

from infoview_tui.domain.dates import say_day, say_when
from infoview_tui.domain.models import FollowUp, Interview
from infoview_tui.domain.proposals import Proposal, ProposalKind
from infoview_tui.domain.text import in_words
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, AskWhen
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, Plain, RecordList, Row

_IN_LIST = frozenset({"accept", "accept_all", "drop", "words", "day"})
_WITH_KIND = 45  # columns from which the kind stands before the words
_COLUMNS = Columns(
    Column(11, style="accent", drop=1), Column(20, grow=1), Column(10, align="right", style="muted")
)
_KINDS = {
    ProposalKind.PERSON: "meet",
    ProposalKind.RESOURCE: "read",
    ProposalKind.PERSONAL: "their card",
}


class ProposalsScreen(JournalScreen[object]):
    """The part of the debrief that fills the queue."""

    CSS_PATH = "debrief.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="debrief.accept", tooltip="Put this into the queue"),
        Binding("x", "drop", "Drop", id="debrief.drop", tooltip="Not this one"),
        Binding("e", "words", "Words", id="debrief.words", tooltip="In other words"),
        Binding("t", "day", "Day", id="debrief.day", tooltip="On another day"),
        Binding("A", "accept_all", "All", id="debrief.accept_all",
                tooltip="Put all of it into the queue"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, interview: str) -> None:
        super().__init__(journal)
        self._uid = interview
        self._proposals: dict[str, Proposal] = {}

    @property
    def _interview(self) -> Interview:
        return self.journal.interviews[self._uid]

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    def settle(self) -> None:
        """Writes what is being typed: proposals follow from it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _IN_LIST and self.is_mounted:
            return bool(self._proposals) and self._list.has_focus
        return super().check_action(action, parameters)

    def show_proposals(self) -> None:
        self._proposals = {p.id: p for p in self.journal.proposals(self._uid)}
        rows: list[Row] = list(self._proposals)
        accepted = self._accepted()
        if accepted:
            rows.append(Heading("in the queue", str(len(accepted))))
            rows += [Plain(line=self._accepted_line(row)) for row in accepted]
        self._list.empty = "Everything is decided. Ctrl+S finishes the debrief."
        self._list.set_rows(rows)
        self.fit_list()
        self.refresh_bindings()

    def fit_list(self) -> None:
        """The list is as high as its rows: the screen scrolls as one."""
        self._list.styles.height = max(2, self._list.virtual_size.height)

    def _accepted(self) -> list[FollowUp]:
        rows = self.journal.open_rows(self._interview.contact)
        return [row for row in rows if row.interview == self._uid]

    def _accepted_line(self, row: FollowUp) -> Line:
        width = max(1, self.size.width - 6)
        what = row.reason or in_words(row.kind)
        return _COLUMNS.line(width, (f"✓ {in_words(row.kind)}", what, self._say_due(row.due)))

    def _draw(self, key: str, width: int) -> Line:
        proposal = self._proposals[key]
        kind = _KINDS.get(proposal.kind, in_words(proposal.kind))
        due = self._say_due(proposal.due) if proposal.due else ""
        return _COLUMNS.line(width, (kind, self._shown_label(proposal), due))

    def _draw_why(self, key: str, width: int) -> Line:
        indent = 13 if width >= _WITH_KIND else 2
        return [(" " * indent, ""), ("…" if self.masked else self._proposals[key].why, "muted")]

    def _shown_label(self, proposal: Proposal) -> str:
        return self.shown(proposal.label) if self.masked else proposal.label

    def _say_due(self, due: date) -> str:
        return say_day(due, self.journal.today())

    def _chosen(self) -> Proposal | None:
        return self._proposals.get(self._list.highlighted or "")

    @on(RecordList.Selected)
    def action_accept(self) -> None:
        proposal = self._chosen()
        if proposal is not None:
            self._accept([proposal])

    def action_accept_all(self) -> None:
        self._accept(self._proposals.values())

    def _accept(self, proposals: Iterable[Proposal]) -> None:
        with self.reporting():
            self.settle()
            self.journal.accept(self._uid, list(proposals))

    def action_drop(self) -> None:
        proposal = self._chosen()
        if proposal is not None:
            with self.reporting():
                self.journal.decline(self._uid, [proposal.id])

    @work
    async def action_words(self) -> None:
        proposal = self._chosen()
        if proposal is None:
            return
        words = await self.app.push_screen_wait(AskLine("In which words?", value=proposal.label))
        if words:
            self._correct(proposal, words=words)

    @work
    async def action_day(self) -> None:
        proposal = self._chosen()
        if proposal is None or proposal.due is None:
            return
        now = self.journal.now()
        day = await self.app.push_screen_wait(
            AskWhen(
                "On which day?",
                self.journal.read_when,
                lambda when: say_when(when, now),
                value=proposal.due.isoformat(),
            )
        )
        if day is not None:
            day = day.date() if isinstance(day, datetime) else day
            self._correct(proposal, day=day.isoformat())

    def _correct(self, proposal: Proposal, *, words: str = "", day: str = "") -> None:
        """Keeps other words or another day for a proposal: the debrief may be left and resumed."""
        debrief = self._interview.debrief
        worded = {**debrief.worded, proposal.id: words} if words else debrief.worded
        moved = {**debrief.moved, proposal.id: day} if day else debrief.moved
        with self.reporting():
            self.journal.keep_debrief(self._uid, replace(debrief, worded=worded, moved=moved))
