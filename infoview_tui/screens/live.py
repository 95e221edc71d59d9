"""Pane 3: notes during the call, with the eyes on the other person."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from infoview_tui.domain.talk_clock import Phase
from infoview_tui.exchange.machine_state import MachineState
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.live_calls import People, awaiting_debrief, talk_at_hand
from infoview_tui.screens.live_commands import Command
from infoview_tui.screens.live_menu import Shows
from infoview_tui.screens.live_view import LiveViewScreen
from infoview_tui.screens.messages import OpenContact, OpenDebrief, OpenPrep
from infoview_tui.widgets.record_list import RecordList

_COMPACT = "live.compact"
_FIVE, _MOST_MORE = 5, 240  # minutes
_RUNNING = frozenset({"end", "more"})
_TALK = frozenset({"questions", "kinds", "steer"})
_UNENDED = frozenset({"next_question", "previous_question"})


class LiveScreen(LiveViewScreen):
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
        Binding("f4", "go_on", "Talk goes on", id="live.go_on",
                tooltip="It was ended by mistake: on with the clock it had"),
        Binding("f9", "end", "End", id="live.end", tooltip="End the talk and debrief it"),
        Binding("f8", "compact", "Compact", id="live.compact",
                tooltip="The strip of five rows, or all of the screen"),
        Binding("ctrl+l", "more", "5 more", show=False, id="live.more",
                tooltip="They have five more minutes"),
        Binding("pagedown", "page(1)", "Read on", show=False, id="live.page_down",
                tooltip="Read on in the facts beside the notes, or in the notes"),
        Binding("pageup", "page(-1)", "Read back", show=False, id="live.page_up",
                tooltip="Read back in the facts beside the notes, or in the notes"),
        Binding("escape", "back", "Back", show=False, id="live.back",
                tooltip="Hide the list, or leave the line as it was"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._people: People | None = None
        self._state = MachineState()

    def on_mount(self) -> None:
        self.set_class(self._state.get(_COMPACT) == "yes", "-compact")
        super().on_mount()
        self._field.focus()
        self.set_interval(1.0, self._tick)

    # Which talk -------------------------------------------------------------------------

    def open(self, uid: str) -> None:
        """Shows this talk; what was being typed in another one is kept there."""
        self.seen = True  # it stays, whichever is at hand
        if uid != self._uid and uid in self.journal.interviews:
            self._adopt(uid)
        self._field.focus()

    def first_seen(self) -> None:
        self._take_at_hand()

    def _take_at_hand(self) -> bool:
        """Turns to the talk at hand; whether that is another one."""
        head = talk_at_hand(self.journal, held=self._uid)
        uid = head.uid if head else ""
        if uid == self._uid:
            return False
        self._adopt(uid)
        return True

    def show(self) -> None:
        interview = self._interview
        over = interview is None or (interview.ended_at and self._field.is_empty)
        if over and self._take_at_hand():
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
            self._people = self._known = self._hidden = None
        if not self._uid or ("interviews", self._uid) in keys:
            if self._uid and self._interview is not None:
                self._draw_talk()
            else:
                self.show()

    # Calling somebody -------------------------------------------------------------------

    def show_people(self) -> None:
        typed = self._field.line.strip()
        if not typed:
            self._menu.hide()
            return
        if self._people is None:
            self._people = People(self.journal)
        found = [self.journal.contacts[uid] for uid in self._people.matching(typed)]
        people = [(c.uid, self.shown(c.name), self.role_at(c)) for c in found]
        self._menu.show_people(people, "Nobody is called so: F2, then a adds somebody.")

    def call_chosen(self, line: str) -> None:
        menu = self._menu
        waiting = awaiting_debrief(self.journal)
        if menu.shows is Shows.PEOPLE and menu.highlighted:
            self._call(menu.highlighted)
        elif line.strip():
            self._field.load_line(line)  # nobody is called so: it stays, to be corrected
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
        ended = self._reading.phase is Phase.ENDED
        if action == "start":
            return bool(self._uid) and not self._reading.running and not ended
        if action == "go_on":
            return ended
        if action in _RUNNING:
            return self._reading.running
        if action in _TALK:
            return bool(self._uid)
        if action in _UNENDED:
            return bool(self._uid) and not ended
        if action == "earlier":
            return bool(self._menu.shows or self._notes.keys)
        if action == "remove_line":
            return bool(self._note)
        return super().check_action(action, parameters)

    def begin(self) -> None:
        interview = self._interview
        if interview is not None and interview.started_at is None:
            self.journal.start_interview(interview.uid)

    def nothing_typed(self) -> None:
        """Enter alone: a talk begins that is near, and one that was held is debriefed."""
        interview = self._interview
        if interview is None:
            return
        if interview.ended_at is not None:
            self.post_message(OpenDebrief(interview.uid))
        elif not self.far_ahead:
            self.begin()

    def action_start(self) -> None:
        """The talk begins; one that was ended by mistake goes on with the clock it had."""
        if self._interview is not None:
            with self.reporting():
                self.journal.start_interview(self._uid)

    action_go_on = action_start

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
            if self._note or self._parked:
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
                self.put_aside(f"{command.name} ")
        elif command.action == "more":
            self.action_more(words)
        elif command.action == "mask":
            self.app.run_worker(self.app.run_action("mask"))
        elif self.check_action(command.action, ()):
            getattr(self, f"action_{command.action}")()
        else:
            self.say(f"{command.name} is for a talk under way")
