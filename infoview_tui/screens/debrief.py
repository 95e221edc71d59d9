"""The debrief: in the same hour, one screen from the marks to what the queue will hold."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static, TextArea

from infoview_tui.domain.capture import KIND_NAMES, capture, line_of
from infoview_tui.domain.debrief import marks
from infoview_tui.domain.models import Debrief, Interview, Note
from infoview_tui.domain.prompts import SCORES, Prompt, prompts_for
from infoview_tui.domain.text import counted
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.debrief_beliefs import Beliefs, ConfidenceField
from infoview_tui.screens.debrief_proposals import ProposalsScreen
from infoview_tui.screens.keep_soon import KeepSoon
from infoview_tui.screens.live_drawing import minute_of
from infoview_tui.screens.messages import OpenLive, OpenPane
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.record_list import RecordList
from infoview_tui.widgets.score_line import ScoreLine

_OF_TALK = frozenset({"finish", "proposals", "go_on", "accept", "accept_all", "drop"})


class AnswerField(LineField):
    """The answer to one prompt, or the words of one mark; `key` says of which."""

    def __init__(self, key: str, text: str = "", placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self.key = key


class DebriefScreen(ProposalsScreen):
    """Marks to complete, prompts, scores, and every line that the talk implies for the queue."""

    AUTO_FOCUS = ""  # Textual's own would scroll the first field to the middle, later than we do
    number = 3
    HELP_TEXT = """
    While the talk is fresh: give the marks their words, answer what you can, and look through
    what the notes imply. Nothing goes into the queue unasked: Enter accepts a line, x drops it,
    e and t change its words and its day. Ctrl+S accepts all that is left and finishes.

    Everything is kept as you type. Leave with Esc whenever you like; the unfinished debrief
    stands in the queue until it is finished.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "finish", "Accept all, finish", id="debrief.finish",
                tooltip="Put everything that is left into the queue and finish the debrief"),
        Binding("f7", "proposals", "Queue", id="debrief.proposals",
                tooltip="To what the queue will hold"),
        Binding("f4", "go_on", "Talk goes on", show=False, id="debrief.go_on",
                tooltip="It was not the end: back to the notes, the clock goes on"),
        Binding("escape", "leave", "Later", id="debrief.leave",
                tooltip="Leave; the debrief waits in the queue"),
        Binding("down", "go(1)", show=False, id="debrief.down"),
        Binding("up", "go(-1)", show=False, id="debrief.up"),
        Binding("tab", "go(1)", show=False, id="debrief.next"),
        Binding("shift+tab", "go(-1)", show=False, id="debrief.previous"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, interview: str, prompt: str = "") -> None:
        super().__init__(journal, interview)
        self._prompt = prompt  # whose answer was asked for
        self._keeping = KeepSoon(self, self._keep)
        self._saving = False

    # What stands on the screen -----------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        interview = self.journal.interviews.get(self._uid)
        if interview is None:
            yield Static("This talk is no longer in the journal. Esc goes back.", classes="quiet")
            return
        with VerticalScroll(id="debrief", can_focus=False):
            yield Static(id="debrief-head", markup=False)
            yield from self._compose_marks(interview)
            yield Static("WHAT I THINK", classes="debrief-section")
            for prompt in prompts_for(interview):
                yield from self._compose_prompt(prompt, interview.debrief)
            yield Beliefs(self._uid)
            yield Static("HOW DID I DO, 1 TO 5", classes="debrief-section")
            for prompt in SCORES:
                score = interview.debrief.scores.get(prompt.id, 0)
                yield ScoreLine(prompt.text, prompt.id, score if isinstance(score, int) else 0)
            yield Static("THE QUEUE WILL HOLD", classes="debrief-section")
            yield RecordList(self._draw, draw_below=self._draw_why, id="debrief-queue")

    def _compose_marks(self, interview: Interview) -> ComposeResult:
        found = marks(interview)
        if found:
            yield Static("MARKS: WHAT WAS IT?", classes="debrief-section")
        for note in found:
            with Horizontal(classes="debrief-mark"):
                minute = minute_of(note.at, interview.started_at)
                name = KIND_NAMES[note.kind]
                yield Static(f"{minute:4}{name.prefix} ", markup=False, classes="debrief-sign")
                yield AnswerField(note.uid, placeholder=name.label)

    @staticmethod
    def _compose_prompt(prompt: Prompt, debrief: Debrief) -> ComposeResult:
        yield Static(prompt.text, markup=False, classes="debrief-prompt")
        yield AnswerField(prompt.id, str(debrief.answers.get(prompt.id, "")))

    def on_mount(self) -> None:
        super().on_mount()
        fields = self.query(AnswerField)
        if fields:
            asked = [field for field in fields if field.key == self._prompt]
            empty = [field for field in fields if not field.text]
            first = (asked or empty or list(fields))[0]
            first.focus(scroll_visible=False)
            self.call_after_refresh(_bring_into_view, first)  # heights are known by then

    def on_resize(self) -> None:
        for found in self.query(RecordList):
            found.tall = True
            self.fit_list()

    def show(self) -> None:
        interview = self.journal.interviews.get(self._uid)
        if interview is None:
            return
        minutes = f"{interview.lasted} min" if interview.lasted else ""
        said = (self.name_of(interview.contact), minutes, counted(len(interview.notes), "note"))
        self.query_one("#debrief-head", Static).update(" · ".join(filter(None, said)))
        self._show_marks(interview)
        self._show_beliefs(interview.debrief)
        self.show_proposals()

    def _show_marks(self, interview: Interview) -> None:
        """The marks as they are now: an undo takes their words back."""
        notes = {note.uid: note for note in interview.notes}
        for field in self.query(AnswerField):
            note = notes.get(field.key)
            if note is not None and not field.has_focus and field.text.strip() != note.text:
                field.load_text(note.text)

    def _show_beliefs(self, debrief: Debrief) -> None:
        """What the words of a mark have moved by now is asked too."""
        moved = [(self.shown(line.text), line) for line in self.journal.movable_by(self._uid)]
        self.query_one(Beliefs).ask(moved, debrief.answers)
        for field in self.query(ConfidenceField):
            line = self.journal.hypotheses.get(field.hypothesis)
            if line is None or field.has_focus or field.draft:
                continue
            if field.text.strip() != (said := field.said(line)):
                field.load_text(said)

    def changed(self, keys: Keys) -> None:
        if not self._saving:
            self.show()

    # Answers, marks and scores --------------------------------------------------------------

    @on(TextArea.Changed)
    @on(ScoreLine.Changed)
    def _keep_soon(self) -> None:
        self._keeping.changed()

    def _keep(self) -> None:
        """Writes what has been answered so far."""
        self._keeping.done()
        before = self._interview.debrief
        marked = {note.uid for note in self._interview.notes}
        answers = {f.key: f.text.strip() for f in self.query(AnswerField) if f.key not in marked}
        answers |= {field.key: field.draft for field in self.query(ConfidenceField)}
        scores = {line.key: line.score for line in self.query(ScoreLine)}
        kept = replace(
            before,
            answers={k: text for k, text in {**before.answers, **answers}.items() if text},
            scores={k: score for k, score in {**before.scores, **scores}.items() if score},
        )
        self._saving = True
        with self.reporting():
            self.journal.keep_debrief(self._uid, kept)
        self._saving = False

    def flush(self) -> None:
        if self.is_mounted and self._uid in self.journal.interviews:
            self._keep()
            with self.reporting():
                self.settle()

    @on(LineField.Submitted)
    def _entered(self, event: LineField.Submitted) -> None:
        self.action_go(1)

    def on_descendant_blur(self) -> None:
        """To leave a mark keeps its words, however one leaves it."""
        if self._uid in self.journal.interviews:
            with self.reporting():
                self.settle()

    def settle(self) -> None:
        """The words that marks were given become their notes, a number its confidence."""
        notes = {note.uid: note for note in self._interview.notes}
        for field in self.query(AnswerField):
            note = notes.get(field.key)
            if note is not None and (words := field.text.strip()) and words != note.text:
                self.journal.correct_note(self._uid, _worded(note, words))
        for belief in self.query(ConfidenceField):
            line = self.journal.hypotheses.get(belief.hypothesis)
            if line is not None and belief.value and belief.text.strip() != belief.said(line):
                self.journal.say_confidence(line.uid, *belief.value, interview=self._uid)

    def action_go(self, step: int) -> None:
        """To the field, score or list above or below."""
        stops: list[Widget] = [w for w in self.query(Widget) if w.can_focus and w.display]
        if self.focused not in stops:
            return
        at = stops.index(self.focused) + step
        if 0 <= at < len(stops):
            _go_to(stops[at])
        self.refresh_bindings()

    def action_proposals(self) -> None:
        self._list.focus()
        self._list.scroll_visible(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _OF_TALK and self.is_mounted and not self.query(RecordList):
            return False  # the talk is gone
        return super().check_action(action, parameters)

    # Leaving ----------------------------------------------------------------------------------

    def action_finish(self) -> None:
        """Everything left is accepted, and the debrief is done."""
        with self.reporting():
            self.flush()
            self.journal.finish_debrief(self._uid)
            self.dismiss()
            self.app.post_message(OpenPane(4))

    def action_leave(self) -> None:
        self.flush()
        self.dismiss()

    def action_go_on(self) -> None:
        with self.reporting():
            self.flush()
            self.journal.start_interview(self._uid)
            self.dismiss()
            self.app.post_message(OpenLive(self._uid))


def _go_to(stop: Widget) -> None:
    stop.focus(scroll_visible=False)
    _bring_into_view(stop)


def _bring_into_view(stop: Widget) -> None:
    """What is asked comes into view with its field."""
    stop.scroll_visible(animate=False)
    if isinstance(stop, AnswerField | ConfidenceField) and stop.parent is not None:
        siblings = list(stop.parent.children)
        asked = siblings[siblings.index(stop) - 1]
        if isinstance(asked, Static):
            asked.scroll_visible(animate=False)


def _worded(note: Note, words: str) -> Note:
    """The mark with its words; a prefix typed again is not doubled."""
    captured = capture(words)
    text = captured.text if captured.kind is note.kind and captured.text else words
    return replace(note, text=capture(line_of(replace(note, text=text))).text)
