"""The quiet leads list: roles one heard of, and when they may be raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.follow_ups import is_open
from infoview_tui.domain.leads import Lead, in_order, lead_of
from infoview_tui.domain.models import FollowUp, FollowUpKind, NoteKind, new_uid
from infoview_tui.domain.say_dates import say_when
from infoview_tui.screens.dialogs import AskWhen
from infoview_tui.screens.insights_view import InsightsView
from infoview_tui.screens.messages import OpenNote
from infoview_tui.screens.pace import Pace
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, RecordList, Row

_COLUMNS = Columns(
    Column(20, grow=6),
    Column(10, grow=2, most=22, style="muted", drop=1),
    Column(10, grow=2, most=18, style="muted", drop=2),
    Column(15, align="right"),
)
_EMPTY = (
    "Roles that nobody advertises stand here, apart from the person: begin a line with $ in "
    "3 Live when one is mentioned."
)


class LeadsView(InsightsView):
    """Leads that may be raised, those that must wait, and those that were raised."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "plan", "Raise on …", id="insights.plan_lead",
                tooltip="Choose the day on which you will raise it: it stands in the queue"),
        Binding("d", "raised", "Raised", id="insights.raised", tooltip="You have raised it"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        yield RecordList(self._draw, id="leads")

    def on_mount(self) -> None:
        self._leads: dict[str, Lead] = {}

    def show(self) -> None:
        self._gather()

    @work(exclusive=True, group="leads")
    async def _gather(self) -> None:
        """Lead by lead while the screen stays alive: to read a day out of words takes a while."""
        journal, now, limits = self.journal, self.journal.now(), self.journal.preferences.limits
        found: list[Lead] = []
        pace = Pace()
        for finding in self.library.findings(NoteKind.LEAD):
            rows = journal.follow_ups_of.of(finding.contact)
            about = [row for row in rows if row.note == finding.note.uid]
            found.append(lead_of(finding, about, now, limits))
            await pace.rest()
        self._show(in_order(found))

    def _show(self, found: Sequence[Lead]) -> None:
        today = self.journal.today()
        self._leads = {lead.finding.note.uid: lead for lead in found}
        groups = (
            ("MAY BE RAISED", [lead for lead in found if lead.ripe(today)]),
            ("NOT YET", [lead for lead in found if lead.raised is None and not lead.ripe(today)]),
            ("RAISED", [lead for lead in found if lead.raised is not None]),
        )
        rows: list[Row] = []
        for title, group in groups:
            if group:
                keys = [lead.finding.note.uid for lead in group]
                rows += [Heading(title, str(len(group))), *keys]
        self._list.empty = self.when_complete(_EMPTY)
        self._list.set_rows(rows)
        self.read_out()

    @property
    def _list(self) -> RecordList:
        return self.query_one("#leads", RecordList)

    def _draw(self, key: str, width: int) -> Line:
        lead = self._leads[key]
        finding = lead.finding
        company = self.pane.shown(finding.company)
        cells = (self.text_of(finding), self.name_of(finding), company, self._when(lead))
        return _COLUMNS.line(width, cells)

    def _when(self, lead: Lead) -> tuple[str, str]:
        today = self.journal.today()
        if lead.raised is not None:
            return say_day(lead.raised, today), "muted"
        if lead.ripe(today):
            return "now", "success"
        return say_day(lead.not_before, today), "muted"

    def reading(self) -> str:
        lead = self._leads.get(self._list.highlighted or "")
        if lead is None:
            return ""
        day = say_day(lead.not_before, self.journal.today())
        parts = [f"not before {day}: {lead.why}"] if lead.raised is None else ["raised"]
        parts += [self.pane.shown(said) for said in lead.said]
        # When and how to raise it comes before whence it is known: it is not to be cut off.
        said, _, whence = self.whole(lead.finding).partition("\n")
        return f"{said}\n{' · '.join(parts)}\n{whence}"

    # When to raise it -------------------------------------------------------------------

    @property
    def _at_hand(self) -> Lead | None:
        return self._leads.get(self._list.highlighted or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("plan", "raised") and self.is_mounted:
            return self._at_hand is not None and self._at_hand.raised is None
        return True

    def _row(self, lead: Lead) -> FollowUp:
        """The row of the queue that is about the lead, or one for it."""
        note, contact = lead.finding.note, lead.finding.contact
        rows = self.journal.follow_ups_of.of(contact)
        found = next((row for row in rows if row.note == note.uid and is_open(row)), None)
        return found or FollowUp(
            uid=new_uid(), contact=contact, kind=FollowUpKind.ASK, due=lead.not_before,
            reason=note.text, interview=lead.finding.interview, note=note.uid,
        )  # fmt: skip

    @work
    async def action_plan(self) -> None:
        lead, now = self._at_hand, self.journal.now()
        if lead is None:
            return
        day = await self.app.push_screen_wait(
            AskWhen(
                "On which day will you raise it?",
                self.journal.read_when,
                lambda when: say_when(when, now),
                value=max(lead.not_before, now.date()).isoformat(),
            )
        )
        if day is not None:
            due = day.date() if isinstance(day, datetime) else day
            with self.pane.reporting():
                self.journal.edit_follow_up(replace(self._row(lead), due=due))

    def action_raised(self) -> None:
        lead = self._at_hand
        if lead is not None:
            with self.pane.reporting():
                self.journal.complete([self._row(lead)])
                self.notify("raised · u takes it back")

    # Reading ----------------------------------------------------------------------------

    @on(RecordList.Highlighted)
    def _moved(self) -> None:
        self.read_out()

    @on(RecordList.Selected)
    def _opened(self, event: RecordList.Selected) -> None:
        finding = self._leads[event.key].finding
        self.post_message(OpenNote(finding.interview, finding.note.uid))

    def as_text(self) -> str:
        lines = []
        for lead in self._leads.values():
            who = ", ".join(
                part
                for part in (self.name_of(lead.finding), self.pane.shown(lead.finding.company))
                if part
            )
            when, _ = self._when(lead)
            lines.append(f"- {self.text_of(lead.finding)} ({who}): {when}")
        return "\n".join(["Leads", "", *lines]) + "\n"
