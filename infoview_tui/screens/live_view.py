"""How the live screen looks: clock, question, notes, what stands beside the line being typed."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer

from infoview_tui.domain.capture import capture
from infoview_tui.domain.dates import say_day
from infoview_tui.domain.hiding import Hidden, names_hidden
from infoview_tui.domain.meeting_time import local_time_there
from infoview_tui.domain.models import Contact, Interview, Note, NoteKind
from infoview_tui.domain.talk_clock import Phase, Reading, read_clock
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import live_drawing as draw
from infoview_tui.screens.live_calls import NEAR, awaiting_debrief
from infoview_tui.screens.live_menu import LiveMenu, Shows
from infoview_tui.screens.live_questions import LiveQuestionsScreen
from infoview_tui.widgets.capture_field import CaptureField
from infoview_tui.widgets.clock_line import ClockLine, Who, clock_spans
from infoview_tui.widgets.columns import Span
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.note_list import NoteList, NoteRow
from infoview_tui.widgets.span_line import SpanLine

_SAID_FOR = 5.0  # seconds
_BEGINNER = 3  # notes of a talk before the field says nothing any more


class LiveViewScreen(LiveQuestionsScreen):
    """The part of the live screen that draws. What is redrawn is what changed: once a second one
    line, at a key what stands beside it, at a committed line the list's end.
    """

    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-high")]

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._reading = Reading(Phase.UNTIMED)
        self._known: draw.KnownPeople | None = None
        self._hidden: Hidden | None = None
        self._rows: dict[str, tuple[object, NoteRow]] = {}
        self._saying: Timer | None = None

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

    def show_people(self) -> None:
        """Shows whom one could call, while there is no talk."""

    # Drawing ----------------------------------------------------------------------------

    def eyes(self) -> draw.Eyes:
        return draw.Eyes(
            now=self.journal.now(),
            calendar=self.journal.calendar,
            day_first=self.journal.preferences.day_first,
            masked=self.masked,
            contact=self._contact,
            hidden=self._names_hidden() if self.masked else None,
        )

    def _names_hidden(self) -> Hidden:
        if self._hidden is None:
            self._hidden = names_hidden(self.journal.contacts.all())
        return self._hidden

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
            beside = draw.beside_lines(interview, eyes, left)
            self.query_one("#live-facts", Lines).lines = beside
            self.set_class(not beside, "-no-sheet")
            if self._menu.shows is Shows.QUESTIONS:
                self.draw_questions()
            self.draw_question()
            self._draw_clock()
        self._field.placeholder = self._placeholder()
        self.set_class(interview is None, "-nobody")
        self.refresh_bindings()

    def _row(self, note: Note, interview: Interview, eyes: draw.Eyes) -> NoteRow:
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
            early_minutes=wishes.minutes_early(interview.medium),
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
        if not self.journal.now().second:
            self._draw_who()

    def _draw_clock(self) -> None:
        line = self.query_one(ClockLine)
        if self._interview is None:
            line.clock = ()
        else:
            early = self.journal.preferences.minutes_early(self._interview.medium)
            line.clock = clock_spans(self._reading, early)
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
            (("go on      ", "muted"), ("F2 to F6: the other panes, also while typing", "")),
        ]
        if waiting is not None:
            who = self.name_of(waiting.contact)
            lines.append((("debrief    ", "warning"), (f"Enter: the talk with {who}", "")))
        self._notes.intro = tuple(lines)
        self._notes.set_rows([])
        self.query_one("#live-facts", Lines).lines = ()
        self.draw_question()
        self._draw_clock()

    def action_page(self, pages: int) -> None:
        """A page of what stands beside the notes, or of the notes where they stand alone."""
        beside = self.query_one("#live-beside", VerticalScroll)
        place = beside if beside.display else self._notes
        place.scroll_relative(y=pages * max(1, place.size.height - 1), animate=False)

    # The field --------------------------------------------------------------------------

    def line_changed(self) -> None:
        self._draw_gutter()
        self._field.placeholder = self._placeholder()
        if not self._uid:
            self.show_people()
        self.query_one("#live-due", SpanLine).spans = self._beside_line()

    @property
    def far_ahead(self) -> bool:
        """Whether the talk is for later: nobody begins it by Enter alone."""
        return self._reading.phase is Phase.AHEAD and self._reading.left >= NEAR

    def _placeholder(self) -> str:
        if not self._uid:
            return "whom do you talk to?"
        if self.far_ahead:
            return "F4 starts the talk now; so does the first line"
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
            due = draw.short_due(capture(field.line), at, self.eyes())
            return ((f" due {say_day(due, now.date())} ", "accent"),) if due else ()
        if field.kind is NoteKind.PERSON and (known := self._say_known(field.text)):
            return ((f" {known} ", "muted"),)
        return ()

    def _say_known(self, text: str) -> str:
        if self._known is None:
            self._known = draw.KnownPeople(self.journal.contacts.all())
        return self._known.say(text, self.shown)

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
