"""The dialog that changes a row of the queue: its reason, its day, how it repeats."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from infoview_tui.domain.cadence import UnclearRepeat, parse_repeat, say_rule, valid_rule
from infoview_tui.domain.models import FollowUp
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.text import clean_line
from infoview_tui.screens.dialogs import Dialog
from infoview_tui.screens.form import FormRow
from infoview_tui.widgets.dated_input import When, WhenInput
from infoview_tui.widgets.form_input import FormInput


class EditRow(Dialog[FollowUp]):
    """Three fields; Enter takes them all, Tab goes from one to the next."""

    CSS_PATH = ["dialogs.tcss", "form.tcss", "follow_ups.tcss"]

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Save", id="dialog.ok"),
        Binding("tab", "app.focus_next", "Next field", id="row_form.next"),
    ]

    def __init__(
        self, question: str, row: FollowUp, today: date, read: Callable[[str], When]
    ) -> None:
        """`read` understands a phrase by the preferences; raises `UnclearDate`."""
        super().__init__(question)
        self._row = row
        self._today = today
        self._read = read
        self._rule = say_rule(row.repeat) if valid_rule(row.repeat) else row.repeat
        self._when = WhenInput(
            self._parse, self._say, value=say_day(row.due, today), required=True, compact=True
        )

    def compose_answer(self) -> ComposeResult:
        why = FormInput(self._row.reason, "why write now", id="row-reason", compact=True)
        again = FormInput(self._rule, "every 2 weeks, monthly", id="row-repeat", compact=True)
        for label, field in (("Why", why), ("Due", self._when), ("Repeats", again)):
            yield FormRow(label, field)

    def _parse(self, text: str) -> When:
        if text == say_day(self._row.due, self._today):
            return self._row.due
        return self._read(text)

    def _say(self, when: When) -> str:
        return say_day(_day(when), self._today)

    @on(Input.Submitted)
    @on(WhenInput.Submitted)
    def action_submit(self) -> None:
        self._when.understand()
        if self._when.value_parsed is None:
            self.say(self._when.reason, wrong=True)
            return
        try:
            repeat = self._repeat()
        except UnclearRepeat as unclear:
            self.say(str(unclear), wrong=True)
            return
        due = _day(self._when.value_parsed)
        self.dismiss(
            replace(
                self._row,
                reason=clean_line(self.query_one("#row-reason", FormInput).value),
                due=due,
                due_at=self._row.due_at if due == self._row.due else None,
                repeat=repeat,
            )
        )

    def _repeat(self) -> str:
        text = self.query_one("#row-repeat", FormInput).value.strip()
        if text == self._rule:
            return self._row.repeat
        return parse_repeat(text) if text else ""


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when
