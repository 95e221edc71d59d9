"""The questions during the call: asked and next, the list, one more on the spot, steering back."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from infoview_tui.domain import talk_questions
from infoview_tui.domain.models import Interview, Question
from infoview_tui.domain.talk_clock import Reading
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.live_drawing import Eyes
from infoview_tui.screens.live_line import LiveLineScreen
from infoview_tui.screens.live_menu import Shows
from infoview_tui.widgets.record_list import RecordList

_IN_LIST = frozenset({"jump", "skip", "star", "add_here"})


class LiveQuestionsScreen(LiveLineScreen):
    """The part of the live screen that has to do with questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_question", "Asked, next", id="live.next",
                tooltip="This question was asked; on to the next"),
        Binding("shift+tab", "previous_question", "Back", show=False, id="live.previous",
                tooltip="The question before"),
        Binding("f7", "questions", "Questions", id="live.questions",
                tooltip="All questions: jump, skip, star, add"),
        Binding("ctrl+t", "steer", "Steer", show=False, id="live.steer",
                tooltip="The phrase that leads gently back"),
        Binding("s", "skip", "Skip", id="live.skip", tooltip="Skip the question, or not"),
        Binding("asterisk", "star", "Must ask", key_display="*", id="live.star",
                tooltip="Mark it as a must-ask, or not"),
        Binding("a", "add_here", "Add", id="live.add", tooltip="Add a question on the spot"),
    ]  # fmt: skip

    _reading: Reading

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._steering = False

    def eyes(self) -> Eyes:
        """How text may be shown."""
        raise TypeError(f"{type(self).__name__} does not say how text is shown")

    def draw_question(self) -> None:
        """Draws what stands in the question's place."""

    def minutes_left(self, interview: Interview) -> float:
        """The minutes that the talk still has; before it all of them."""
        if self._reading.running:
            return self._reading.left.total_seconds() / 60
        return float(interview.minutes)

    @staticmethod
    def all_asked(interview: Interview) -> bool:
        """Whether no question waits: the closing list is next."""
        questions = interview.prep.questions
        return bool(questions) and not any(map(talk_questions.waiting, questions))

    # Asking ------------------------------------------------------------------------------

    def action_next_question(self) -> None:
        """The question in focus was asked: what is next comes into focus."""
        interview = self._interview
        if interview is None:
            return
        self._steering = False
        following = talk_questions.next_question(interview, self.minutes_left(interview))
        here = talk_questions.focused(interview)
        with self.reporting():
            if here is not None and here.asked_at is None and interview.started_at is not None:
                self.journal.ask_question(
                    interview.uid, here.uid, following.uid if following else ""
                )
            elif following is not None:
                self.journal.focus_question(interview.uid, following.uid)
        self.draw_question()

    def action_previous_question(self) -> None:
        interview = self._interview
        if interview is None:
            return
        self._steering = False
        before = talk_questions.previous_question(interview, self.minutes_left(interview))
        if before is not None:
            with self.reporting():
                self.journal.focus_question(interview.uid, before.uid)
        self.draw_question()

    def action_steer(self) -> None:
        """Shows the phrase in the question's place, and takes it away again."""
        self._steering = not self._steering
        self.draw_question()

    def add_question(self, text: str) -> None:
        """A question on the spot, under the one in focus, and itself in focus."""
        interview = self._interview
        if interview is None or not text:
            return
        here = talk_questions.focused(interview)
        parent = (here.parent or here.uid) if here is not None else ""
        question = talk_questions.on_the_spot(text, parent)
        with self.reporting():
            self.journal.add_question(interview.uid, question, focus=True)

    # The list ----------------------------------------------------------------------------

    def action_questions(self) -> None:
        """Shows the list of all questions, or hides it."""
        menu = self._menu
        if menu.shows is Shows.QUESTIONS:
            self.hide_questions()
        elif self._interview is not None:
            self.draw_questions()
            menu.focus()
            self.refresh_bindings()

    def hide_questions(self) -> None:
        self._field.focus()
        self._menu.hide()
        self.draw_question()
        self.refresh_bindings()

    def draw_questions(self) -> None:
        interview, menu = self._interview, self._menu
        if interview is not None:
            order = talk_questions.order_to_ask(interview, self.minutes_left(interview))
            keep = None if menu.shows is Shows.QUESTIONS else interview.focus
            menu.show_questions(order, interview, self.eyes(), keep)

    @on(RecordList.Selected, "#live-menu")
    def _jumped(self, event: RecordList.Selected) -> None:
        if self._menu.shows is Shows.QUESTIONS:
            with self.reporting():
                self.journal.focus_question(self._uid, event.key)
            self.hide_questions()

    def action_skip(self) -> None:
        self._change("skip a question", talk_questions.skipped)

    def action_star(self) -> None:
        self._change("star a question", talk_questions.starred)

    def _change(self, label: str, change: Callable[[Question], Question]) -> None:
        interview, key = self._interview, self._menu.highlighted
        if interview is None:
            return
        question = next((q for q in interview.prep.questions if q.uid == key), None)
        if question is not None:
            with self.reporting():
                self.journal.change_question(interview.uid, label, change(question))

    def action_add_here(self) -> None:
        """No dialog in a call: the field takes the question."""
        self.hide_questions()
        self.put_aside("/add question ")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _IN_LIST and self.is_mounted:
            return self._menu.shows is Shows.QUESTIONS
        return super().check_action(action, parameters)
