"""Pane 3: notes during the call, with the eyes on the other person."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from infoview_tui.domain.capture import capture
from infoview_tui.domain.dates import say_day
from infoview_tui.domain.meeting_time import local_time_there
from infoview_tui.domain.models import Contact, Interview, NoteKind
from infoview_tui.domain.talk_clock import Phase, Reading, read_clock
from infoview_tui.exchange.machine_state import MachineState
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import live_drawing as draw
from infoview_tui.screens.live_calls import People, awaiting_debrief, talk_at_hand
from infoview_tui.screens.live_commands import Command
from infoview_tui.screens.live_menu import LiveMenu, Shows
from infoview_tui.screens.live_questions import LiveQuestionsScreen
from infoview_tui.screens.messages import OpenContact, OpenDebrief, OpenPrep
from infoview_tui.widgets.capture_field import CaptureField
from infoview_tui.widgets.clock_line import ClockLine, Who, clock_spans
from infoview_tui.widgets.columns import Span
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.note_list import NoteList, NoteRow
from infoview_tui.widgets.record_list import RecordList
from infoview_tui.widgets.span_line import SpanLine

_COMPACT = "live.compact"
_SAID_FOR = 5.0  # seconds
_BEGINNER = 3  # notes of a talk before the field says nothing any more
_FIVE, _MOST_MORE = 5, 240  # minutes
_RUNNING = frozenset({"end", "more"})
_TALK = frozenset({"next_question", "previous_question", "questions", "earlier", "kinds", "steer"})


class LiveScreen(LiveQuestionsScreen):
    """The talk under way, else the next one: clock, question, notes, and one field."""

    number = 3
    HELP_TEXT = """
    Notes that cost almost nothing while you talk. Write a line, press Enter. Its first character
    is its kind: ! insight, > advice, < offer, + promise (“by fri” is its due date), @ person to
    meet, = resource, " their words, ~ gap of mine, $ unadvertised role, ? open question,
    % personal detail. A kind alone leaves a mark to fill in later. Backspace at the start takes
    the kind off. / in the empty line lists everything that can be done.

    Tab marks the question asked and goes to the next. Up takes an earlier line into the field;
    Ctrl+Z in the empty field takes the last change back. Five minutes before the end the closing
    list takes the place of the question. F9 ends the talk and opens the debrief.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "start", "Start", id="live.start", tooltip="The talk begins now"),
        Binding("f9", "end", "End", id="live.end", tooltip="End the talk and debrief it"),
        Binding("f8", "compact", "Compact", id="live.compact",
                tooltip="The strip of five rows, or all of the screen"),
        Binding("ctrl+l", "more", "5 more", show=False, id="live.more",
                tooltip="They have five more minutes"),
        Binding("escape", "back", "Back", show=False, id="live.back",
                tooltip="Hide the list, or leave the line as it was"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._reading = Reading(Phase.UNTIMED)
        self._people: People | None = None
        self._known: draw.KnownPeople | None = None
        self._rows: dict[str, tuple[object, NoteRow]] = {}
        self._saying: Timer | None = None
        self._state = MachineState()

    def compose_body(self) -> ComposeResult:
        with Vertical(id="live"):
            yield ClockLine(id="live-clock")
            yield Lines(id="live-question")
            yield SpanLine(rule=True, id="live-rule")
            with Horizontal(id="live-middle"):
                with VerticalScroll(id="live-beside", can_focus=False):
                    yield Lines(id="live-facts")
                yield NoteList(id="live-notes")
            yield LiveMenu(id="live-menu")
            with Horizontal(id="live-line"):
                yield SpanLine(id="live-gutter")
                yield CaptureField(id="live-field", clear_on_submit=True, paste_lines=True)
                yield SpanLine(id="live-due")

    def on_mount(self) -> None:
        self.set_class(self._state.get(_COMPACT) == "yes", "-compact")
        super().on_mount()
        self._field.focus()
        self.set_interval(1.0, self._tick)

    # Which talk -------------------------------------------------------------------------

    def open(self, uid: str) -> None:
        """Shows this talk; what was being typed in another one is kept there."""
        if uid != self._uid and uid in self.journal.interviews:
            self._adopt(uid)
        self._field.focus()

    def show(self) -> None:
        interview = self._interview
        if interview is None or (interview.ended_at and self._field.is_empty):
            head = talk_at_hand(self.journal)
            if (head.uid if head else "") != self._uid:
                self._adopt(head.uid if head else "")
                return
        self._rows = {}
        self._draw_everything()

    def _adopt(self, uid: str) -> None:
        self.flush()
        self._uid, self._note, self._parked = uid, "", ""
        self._rows = {}
        self._steering = False
        self._menu.hide()
        interview = self._interview
        if interview is not None:
            self._draw_everything()
            self._restore(interview)
        else:
            self._uid = ""
            self._field.load_line("")
            self._draw_everything()

    def on_screen_resume(self, event: Any) -> None:
        super().on_screen_resume(event)
        interview = self._interview
        if interview is None or (not interview.under_way and self._field.is_empty):
            self.show()
        self._tick()

    def changed(self, keys: Keys) -> None:
        if any(table == "contacts" for table, _ in keys):
            self._people = self._known = None
        if not self._uid or ("interviews", self._uid) in keys:
            if self._uid and self._interview is not None:
                self._draw_talk()
            else:
                self.show()

    # Drawing ----------------------------------------------------------------------------

    def eyes(self) -> draw.Eyes:
        return draw.Eyes(
            now=self.journal.now(),
            day_first=self.journal.preferences.day_first,
            masked=self.masked,
            contact=self._contact,
        )

    @property
    def _contact(self) -> Contact | None:
        interview = self._interview
        return self.journal.contacts.get(interview.contact) if interview else None

    def _draw_everything(self) -> None:
        self._draw_who()
        self._tick()
        self._draw_talk()
        self.line_changed()

    def _draw_talk(self) -> None:
        """Everything that follows from the interview itself."""
        interview = self._interview
        self._reading = self._read(interview)
        if interview is None:
            self._draw_nobody()
        else:
            eyes = self.eyes()
            self._notes.intro = draw.intro_lines(interview, eyes)
            self._notes.set_rows([self._row(note, interview, eyes) for note in interview.notes])
            left = self.minutes_left(interview)
            self.query_one("#live-facts", Lines).lines = draw.beside_lines(interview, eyes, left)
            if self._menu.shows is Shows.QUESTIONS:
                self.draw_questions()
            self.draw_question()
            self._draw_clock()
        self.set_class(interview is None, "-nobody")
        self.refresh_bindings()

    def _row(self, note: Any, interview: Interview, eyes: draw.Eyes) -> NoteRow:
        key = (note, interview.started_at)
        found = self._rows.get(note.uid)
        if found is None or found[0] != key:
            found = (key, draw.note_row(note, interview, eyes, self._say_known))
            self._rows[note.uid] = found
        return found[1]

    def _draw_who(self) -> None:
        contact = self._contact
        if contact is None:
            self.query_one(ClockLine).who = Who("Nobody to talk to yet" if not self._uid else "?")
            return
        interview = self._interview
        zone = contact.timezone or (interview.timezone if interview else "")
        clock_24 = self.journal.preferences.clock_24
        there = local_time_there(self.journal.now(), zone, clock_24=clock_24)
        clock, _, place = there.partition(" in ")
        self.query_one(ClockLine).who = Who(
            self.shown(contact.name),
            self.shown(contact.role),
            self.shown(contact.company),
            clock,
            place,
        )

    def _read(self, interview: Interview | None) -> Reading:
        if interview is None:
            return Reading(Phase.UNTIMED)
        wishes = self.journal.preferences
        return read_clock(
            interview,
            self.journal.now(),
            wrap_up_minutes=wishes.wrap_up_minutes,
            early_minutes=wishes.early_minutes,
        )

    def _tick(self) -> None:
        """Once a second: the clock's line, and what a new phase brings."""
        if not self.is_current:
            return
        before = self._reading.phase
        interview = self._interview
        self._reading = self._read(interview)
        self._draw_clock()
        self._draw_gutter()
        if self._reading.phase is not before and interview is not None:
            self._draw_talk()
            self._field.placeholder = self._placeholder()
        if not self.journal.now().second:
            self._draw_who()

    def _draw_clock(self) -> None:
        line = self.query_one(ClockLine)
        early = self.journal.preferences.early_minutes
        line.clock = clock_spans(self._reading, early) if self._uid else ()
        said, severity = self.journal.save_line()
        line.note = said if severity == "error" else ""

    def draw_question(self) -> None:
        interview = self._interview
        place = self.query_one("#live-question", Lines)
        if interview is None:
            place.lines = ()
        elif self._steering:
            place.lines = draw.steering_lines(interview, self.eyes())
        elif self._reading.phase in (Phase.WRAP_UP, Phase.OVER) or self.all_asked(interview):
            place.lines = draw.wrap_up_lines(interview, self.eyes())
        else:
            place.lines = draw.question_lines(interview, self.eyes())

    def _draw_nobody(self) -> None:
        """No talk under way or ahead: whom to call, and where talks come from."""
        waiting = awaiting_debrief(self.journal)
        lines: list[tuple[Span, ...]] = [
            (("", ""), ("No talk is under way, and none is planned.", "")),
            (("", ""), ("", "")),
            (("call now   ", "muted"), ("write a part of a name, press Enter", "")),
            (("           ", "muted"), ("or F4 on a contact: two keys and you take notes", "")),
            (("plan       ", "muted"), ("i on a contact in pane 1", "")),
        ]
        if waiting is not None:
            who = self.name_of(waiting.contact)
            lines.append((("debrief    ", "warning"), (f"Enter: the talk with {who}", "")))
        self._notes.intro = tuple(lines)
        self._notes.set_rows([])
        self.query_one("#live-facts", Lines).lines = ()
        self.draw_question()
        self._draw_clock()

    # The field --------------------------------------------------------------------------

    def line_changed(self) -> None:
        self._draw_gutter()
        self._field.placeholder = self._placeholder()
        if not self._uid:
            self._show_people()
        self.query_one("#live-due", SpanLine).spans = self._beside_line()

    def _placeholder(self) -> str:
        if not self._uid:
            return "whom do you talk to?"
        if self._reading.phase in (Phase.AHEAD, Phase.EARLY, Phase.LATE, Phase.UNTIMED):
            return "Enter starts the talk; so does the first line"
        if self._reading.phase is Phase.ENDED:
            return "one more note, or Enter for the debrief"
        interview = self._interview
        begun = interview is not None and len(interview.notes) >= _BEGINNER
        return "" if begun or self._note else "a line, then Enter; / lists the kinds"

    def _draw_gutter(self) -> None:
        interview, field = self._interview, self._field
        minute = ""
        if interview is not None and interview.started_at is not None:
            note = self._find(self._note)
            at = note.at if note else interview.ended_at or self.journal.now()
            minute = draw.minute_of(at, interview.started_at)
        self.query_one("#live-gutter", SpanLine).spans = (
            ("▌ ", "accent"),
            (f"{minute:4}", "muted"),
            (f"{field.sign:2}", "strong accent"),
        )

    def _beside_line(self) -> tuple[Span, ...]:
        """The due date of a promise, or whether a person is known, while it is typed."""
        field = self._field
        if field.kind is NoteKind.PROMISE:
            note = self._find(self._note)
            now = self.journal.now()
            at = note.at.astimezone(now.tzinfo) if note else now
            due = draw.short_due(capture(field.line), at, self.journal.preferences.day_first)
            return ((f" due {say_day(due, now.date())} ", "accent"),) if due else ()
        if field.kind is NoteKind.PERSON and (known := self._say_known(field.text)):
            return ((f" {known} ", "muted"),)
        return ()

    def _say_known(self, text: str) -> str:
        if self._known is None:
            self._known = draw.KnownPeople(self.journal.contacts.all())
        return self._known.say(text)

    def say(self, text: str, style: str = "muted") -> None:
        rule = self.query_one("#live-rule", SpanLine)
        rule.spans = ((text, style),) if text else ()
        rule.set_class(bool(text), "-said")
        if self._saying is not None:
            self._saying.stop()
        self._saying = self.set_timer(_SAID_FOR, lambda: self.say("")) if text else None

    def notify(self, message: str, *, severity: Any = "information", **options: Any) -> None:
        """A toast would lie over the notes: what is said stands in the line above them."""
        self.say(message, "error" if severity == "error" else "warning")

    # Calling somebody -------------------------------------------------------------------

    def _show_people(self) -> None:
        typed = self._field.line.strip()
        if not typed:
            self._menu.hide()
            return
        if self._people is None:
            self._people = People(self.journal)
        found = [self.journal.contacts[uid] for uid in self._people.matching(typed)]
        people = [(c.uid, self.shown(c.name), self.role_at(c)) for c in found]
        self._menu.show_people(people, "Nobody is called so: F2, then a adds somebody.")

    def call_chosen(self) -> None:
        menu = self._menu
        waiting = awaiting_debrief(self.journal)
        if menu.shows is Shows.PEOPLE and menu.highlighted:
            self._call(menu.highlighted)
        elif waiting is not None:
            self.post_message(OpenDebrief(waiting.uid))

    def _call(self, contact: str) -> None:
        with self.reporting():
            self._adopt(self.journal.call_now(contact).uid)

    @on(RecordList.Selected, "#live-menu")
    def _clicked(self, event: RecordList.Selected) -> None:
        if self._menu.shows is Shows.PEOPLE:
            self._call(event.key)

    # Doing --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "start":
            return bool(self._uid) and not self._reading.running
        if action in _RUNNING:
            return self._reading.running
        if action in _TALK:
            return bool(self._uid)
        if action == "remove_line":
            return bool(self._note)
        return super().check_action(action, parameters)

    def begin(self) -> None:
        interview = self._interview
        if interview is not None and interview.started_at is None:
            self.journal.start_interview(interview.uid)

    def action_start(self) -> None:
        """The talk begins; one that was ended by mistake goes on with the clock it had."""
        if self._interview is not None:
            with self.reporting():
                self.journal.start_interview(self._uid)

    def action_more(self, words: str = "") -> None:
        """They agreed to go on: five more minutes, or as many as were written."""
        minutes = int(words) if words.isdigit() and 0 < int(words) <= _MOST_MORE else _FIVE
        with self.reporting():
            self.journal.give_minutes(self._uid, minutes)
            self.say(f"{minutes} more minutes")

    def action_end(self) -> None:
        """The talk is over: what stands in the field is a note too, and the debrief begins."""
        uid = self._uid
        with self.reporting():
            if self._note:
                self._leave_line()
                self._to_new_line()
            self._keep()
            self.journal.end_interview(uid)
            self._field.load_line("")
            self._kept = self._draft()
            self.post_message(OpenDebrief(uid))

    def action_compact(self) -> None:
        self.toggle_class("-compact")
        self._state.keep(_COMPACT, "yes" if self.has_class("-compact") else "no")

    def action_back(self) -> None:
        """Hides the list; or leaves the line that is being corrected as it was."""
        if self._menu.shows is Shows.QUESTIONS:
            self.hide_questions()
        elif self._menu.shows:
            if self._menu.shows is not Shows.KINDS:
                self._field.load_line("")
            self._menu.hide()
        elif self._note:
            self._to_new_line()

    def action_contact(self) -> None:
        if self._contact is not None:
            self.post_message(OpenContact(self._contact.uid))

    def action_prep(self) -> None:
        self.post_message(OpenPrep(self._uid))

    def run_command(self, command: Command, words: str) -> None:
        if command.kind is not None:
            self._field.set_kind(command.kind)
        elif command.action == "add":
            if words:
                self.add_question(words)
            else:
                self._field.load_line(f"{command.name} ")
        elif command.action == "more":
            self.action_more(words)
        elif command.action == "mask":
            self.app.run_worker(self.app.run_action("mask"))
        elif self.check_action(command.action, ()):
            getattr(self, f"action_{command.action}")()
        else:
            self.say(f"{command.name} is for a talk under way")
