"""The dialog that asks until when: a digit, `m`, or a phrase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.say_dates import say_day
from infoview_tui.screens.dialogs import Dialog
from infoview_tui.widgets.dated_input import When, WhenInput
from infoview_tui.widgets.form_input import FormInput

_ANSWERS = frozenset("123456789m")


class AskSnooze(Dialog[date]):
    """`1` to `9` days and `m` (Monday) answer at once; anything else begins a phrase.

    A phrase that begins with a digit or an m (`2 weeks`, `mar 3`) is typed after tab.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(days), f"days({days})", show=False, id=f"snooze.days{days}")
            for days in range(2, 10)
        ),
        Binding("1", "days(1)", "days", key_display="1-9", id="snooze.days1"),
        Binding("m", "monday", "Monday", id="snooze.monday"),
        Binding("tab", "phrase", "In words", id="snooze.phrase"),
    ]
    AUTO_FOCUS = ""

    def __init__(self, now: datetime, read: Callable[[str], When]) -> None:
        """`read` understands a phrase by the preferences; raises `UnclearDate`."""
        super().__init__("Snooze until when?")
        self._now = now
        self._read = read
        self._when = WhenInput(
            self._parse,
            self._say,
            placeholder="in 2 weeks, fri, end of month",
            hint="1-9 days, m Monday, or words; tab before words that begin so",
            required=True,
            compact=True,
            select_on_focus=False,
        )

    def compose_answer(self) -> ComposeResult:
        yield self._when

    def on_key(self, event: events.Key) -> None:
        """A letter that is no answer begins a phrase."""
        letter = event.character or ""
        if self.focused is None and event.is_printable and letter not in _ANSWERS:
            event.stop()
            self._when.focus()
            self.query_one(FormInput).insert_text_at_cursor(letter)

    def action_days(self, days: int) -> None:
        self.dismiss(self._now.date() + timedelta(days=days))

    def action_monday(self) -> None:
        self.dismiss(self._now.date() + timedelta(days=7 - self._now.weekday()))

    def action_phrase(self) -> None:
        self._when.focus()

    @on(WhenInput.Submitted)
    def _submitted(self, event: WhenInput.Submitted) -> None:
        if event.parsed is not None:
            self.dismiss(_day(event.parsed))

    def _parse(self, text: str) -> date:
        day = _day(self._read(text))
        if day <= self._now.date():
            raise UnclearDate(f"{say_day(day, self._now.date())} is not later than today")
        return day

    def _say(self, when: When) -> str:
        return say_day(_day(when), self._now.date())


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when
