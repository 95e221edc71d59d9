"""Planning an interview: when, on both clocks, how long, by what means."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select, Static

from infoview_tui.domain.meeting_time import local_time_there, parse_meeting, say_meeting
from infoview_tui.domain.models import Interview, Medium, new_uid
from infoview_tui.domain.places import guess_zone
from infoview_tui.domain.text import clean_line
from infoview_tui.domain.zones import valid_zone
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import Confirm
from infoview_tui.screens.form import FormRow, choice, text_input
from infoview_tui.screens.leaving import Asking
from infoview_tui.screens.messages import OpenPrep
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.dated_input import WhenInput

_LONGEST = 480  # minutes


class PlanScreen(JournalScreen[None], Asking[None]):
    """One interview's time and place. Ctrl+s (or Enter on the time) saves and opens the sheet."""

    CSS_PATH = "form.tcss"

    number = 1
    HELP_TEXT = """
    Write the time as you would say it: fri 14:30, tue 3:30pm, in 2 weeks 10:00. It is your own
    clock; “fri 9:00 there” is theirs. What was understood stands below, on both clocks, before
    anything is saved.

    Without a time the interview is planned and waits for one. Twenty minutes are the length to
    ask for. The confirmation comes up in the queue the day before.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save, prepare", id="plan.save", tooltip="Save; open its sheet"),
        Binding("escape", "leave", "Cancel", id="plan.leave", tooltip="Leave without planning"),
        Binding("tab", "app.focus_next", "Next field", id="plan.next"),
        Binding("f8", "cancel_talk", "Call it off", id="plan.cancel_talk",
                tooltip="The talk does not take place; its rows are dropped"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, contact: str, interview: str = "") -> None:
        super().__init__(journal)
        self.question = f"plan an interview with {contact}"
        self._contact = contact
        self._person = journal.contacts[contact]
        self._before = journal.interviews.get(interview) if interview else None

    def compose_body(self) -> ComposeResult:
        now = self.journal.now()
        contact = self._person
        before = self._before or Interview(
            uid="", contact=self._contact, minutes=self.journal.preferences.minutes
        )
        zone = before.timezone or contact.timezone or guess_zone(contact.location) or ""
        when = ""
        if before.starts_at:
            when = f"{before.starts_at.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
        with VerticalScroll(id="plan", can_focus=False):
            yield Static(id="plan-head", classes="form-title", markup=False)
            field = WhenInput(
                self._parse, self._say, value=when, placeholder="fri 14:30, in 2 weeks 10:00",
                id="plan-when", compact=True, select_on_focus=False,
                hint="your own clock; “fri 9:00 there” is theirs",
            )  # fmt: skip
            yield FormRow("When", field)
            yield FormRow("Minutes", text_input(str(before.minutes), id="plan-minutes"))
            medium = choice(Medium, before.medium, id="plan-medium", allow_blank=False)
            yield FormRow("By", medium)
            link = text_input(before.link, "link, number or place", id="plan-link")
            yield FormRow("Where", link)
            zones = SuggestFromList(sorted(available_timezones()), case_sensitive=False)
            theirs = text_input(zone, "America/Toronto", id="plan-zone", suggester=zones)
            yield FormRow("Their zone", theirs)

    def on_mount(self) -> None:
        super().on_mount()
        self._when.focus()
        self._before_typing = self._typed()

    def show(self) -> None:
        role = self.role_at(self._person)
        verb = "Change the interview with" if self._before else "Plan an interview with"
        line = f"{verb} {self.shown(self._person.name)}" + (f" · {role}" if role else "")
        self.query_one("#plan-head", Static).update(Content(line))
        self._remark()

    def changed(self, keys: Keys) -> None:
        """What is typed here stays, whatever changes elsewhere."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "cancel_talk" or (self._before is not None and self._before.ahead)

    # Reading ---------------------------------------------------------------------------

    @property
    def _when(self) -> WhenInput:
        return self.query_one("#plan-when", WhenInput)

    def _value(self, name: str) -> str:
        return clean_line(self.query_one(f"#plan-{name}", Input).value)

    def _zone(self) -> str:
        """Their zone as typed, or that of a place; empty if it is unknown."""
        if not self.is_mounted:
            return ""
        typed = self._value("zone")
        return typed if valid_zone(typed) else guess_zone(typed) or ""

    def _parse(self, text: str) -> date | datetime:
        journal = self.journal
        return parse_meeting(
            text,
            journal.now(),
            self._zone(),
            day_first=journal.preferences.day_first,
            calendar=journal.calendar,
        )

    def _say(self, moment: date | datetime) -> str:
        assert isinstance(moment, datetime)  # `_parse` gives no days
        clock_24 = self.journal.preferences.clock_24
        said = say_meeting(moment, self.journal.now(), self._zone(), clock_24=clock_24)
        return f"{said} · that time has passed" if moment < self.journal.now() else said

    def _minutes(self) -> int | None:
        typed = self._value("minutes")
        minutes = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
        return minutes if 1 <= minutes <= _LONGEST else None

    # What stands at the right --------------------------------------------------------------

    @on(Input.Changed, "#plan-zone")
    def _zone_typed(self) -> None:
        self._remark()
        self._when.understand()

    @on(Input.Changed, "#plan-minutes")
    def _remark(self) -> None:
        clock_24 = self.journal.preferences.clock_24
        there = local_time_there(self.journal.now(), self._zone(), clock_24=clock_24)
        unknown = bool(self._value("zone")) and not there
        self._row("zone").remark("unknown zone" if unknown else there, wrong=unknown)
        minutes = self._minutes()
        wrong = "" if minutes else f"1 to {_LONGEST}"
        self._row("minutes").remark(wrong or _say_length(minutes or 0), wrong=bool(wrong))

    def _row(self, name: str) -> FormRow:
        row = self.query_one(f"#plan-{name}").parent
        assert isinstance(row, FormRow)
        return row

    # Saving ----------------------------------------------------------------------------------

    @on(WhenInput.Submitted)
    def _entered(self) -> None:
        self.action_save()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_save(self) -> None:
        """Saves the plan and opens its prep sheet; an unclear time or length is shown instead."""
        minutes = self._minutes()
        if not self._when.is_clear or minutes is None:
            self._when.focus() if minutes else self.query_one("#plan-minutes").focus()
            reason = self._when.reason or f"The length is 1 to {_LONGEST} minutes."
            self.notify(reason, severity="warning")
            return
        with self.reporting():
            interview = self.journal.plan_interview(self._planned(minutes))
            when = self._say(interview.starts_at) if interview.starts_at else "no time yet"
            self.notify(f"Planned: {when} · u takes it back", timeout=5)
            self.app.post_message(OpenPrep(interview.uid))
            self.dismiss(None)

    def _planned(self, minutes: int) -> Interview:
        before = self._before or Interview(uid=new_uid(), contact=self._contact)
        zone = self._zone()
        starts = self._when.value_parsed
        if isinstance(starts, datetime) and zone:
            # The file keeps the wall time of the zone that stands beside it.
            starts = starts.astimezone(ZoneInfo(zone))
        medium = self.query_one("#plan-medium", Select).value
        return replace(
            before,
            starts_at=starts if isinstance(starts, datetime) else None,
            timezone=zone,
            minutes=minutes,
            medium=Medium(str(medium)),
            link=self._value("link"),
        )

    @work
    async def action_leave(self) -> None:
        """Leaves; what was typed is not thrown away without a question."""
        if self._typed() != self._before_typing:
            question = Confirm("Keep this plan?", "Save it", "Throw it away")
            answer = await self.app.push_screen_wait(question)
            if answer is None:
                return
            if answer == "yes":
                self.action_save()
                return
        self.dismiss(None)

    def _typed(self) -> tuple[object, ...]:
        names = ("minutes", "link", "zone")
        medium = self.query_one("#plan-medium", Select).value
        return (self._when.value, medium, *map(self._value, names))

    def action_cancel_talk(self) -> None:
        before = self._before
        if before is not None:
            with self.reporting():
                self.journal.cancel_interview(before.uid)
                self.notify("Called off · u takes it back")
                self.dismiss(None)


def _say_length(minutes: int) -> str:
    """The method's remark on a length: 15 to 30 minutes are what people grant."""
    if minutes <= 30:
        return "20 is the length to ask for" if minutes != 20 else ""
    return "long for a first talk: 20 is the length to ask for"
