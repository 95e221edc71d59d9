"""The debrief: in the same hour, one screen from the marks to what the queue will hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from infoview_tui.domain.capture import KIND_NAMES, capture, line_of
from infoview_tui.domain.dates import parse_when, say_day, say_when
from infoview_tui.domain.debrief import marks
from infoview_tui.domain.models import Debrief, FollowUp, Interview, Note
from infoview_tui.domain.prompts import SCORES, Prompt, prompts_for
from infoview_tui.domain.proposals import Proposal, ProposalKind
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, AskWhen
from infoview_tui.screens.live_drawing import minute_of
from infoview_tui.screens.messages import OpenLive, OpenPane
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.record_list import Heading, Plain, RecordList, Row
from infoview_tui.widgets.score_line import ScoreLine

_KEPT_AFTER = 0.7  # seconds
_IN_LIST = frozenset({"accept", "accept_all", "drop", "words", "day"})
_COLUMNS = Columns(
    Column(11, style="accent"), Column(20, grow=1), Column(10, align="right", style="muted")
)
_KINDS = {
    ProposalKind.THANK_YOU: "thank-you",
    ProposalKind.PERSON: "meet",
    ProposalKind.RESOURCE: "read",
    ProposalKind.PERSONAL: "their card",
    ProposalKind.CHECK_IN: "check-in",
    ProposalKind.REPORT_BACK: "report back",
}


class AnswerField(LineField):
    """The answer to one prompt, or the words of one mark; `key` says of which."""

    def __init__(self, key: str, text: str = "", placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self.key = key


class DebriefScreen(JournalScreen[object]):
    """Marks to complete, prompts, scores, and every line that the talk implies for the queue."""

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
        Binding("a", "accept", "Accept", id="debrief.accept", tooltip="Put this into the queue"),
        Binding("x", "drop", "Drop", id="debrief.drop", tooltip="Not this one"),
        Binding("e", "words", "Words", id="debrief.words", tooltip="In other words"),
        Binding("t", "day", "Day", id="debrief.day", tooltip="On another day"),
        Binding("A", "accept_all", "All", id="debrief.accept_all",
                tooltip="Put all of it into the queue"),
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

    def __init__(self, journal: Journal, interview: str) -> None:
        super().__init__(journal)
        self._uid = interview
        self._proposals: dict[str, Proposal] = {}
        self._keeping: Timer | None = None
        self._saving = False

    @property
    def _interview(self) -> Interview:
        return self.journal.interviews[self._uid]

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

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
            empty = [field for field in fields if not field.text]
            (empty or list(fields))[0].focus()

    def on_resize(self) -> None:
        for found in self.query(RecordList):
            found.tall = True
            self._fit_list()

    def show(self) -> None:
        interview = self.journal.interviews.get(self._uid)
        if interview is None:
            return
        minutes = ""
        if interview.started_at and interview.ended_at:
            length = interview.ended_at - interview.started_at
            minutes = f" · {max(1, round(length.total_seconds() / 60))} min"
        head = f"{self.name_of(interview.contact)}{minutes} · {len(interview.notes)} notes"
        self.query_one("#debrief-head", Static).update(head)
        self._show_proposals()

    def changed(self, keys: Keys) -> None:
        if not self._saving:
            self.show()

    # The proposals ------------------------------------------------------------------------

    def _show_proposals(self) -> None:
        self._proposals = {p.id: p for p in self.journal.proposals(self._uid)}
        rows: list[Row] = list(self._proposals)
        accepted = self._accepted()
        if accepted:
            rows.append(Heading("in the queue", str(len(accepted))))
            rows += [Plain(line=self._accepted_line(row)) for row in accepted]
        self._list.empty = "Everything is decided. Ctrl+S finishes the debrief."
        self._list.set_rows(rows)
        self._fit_list()
        self.refresh_bindings()

    def _fit_list(self) -> None:
        """The list is as high as its rows: the screen scrolls as one."""
        self._list.styles.height = max(2, self._list.virtual_size.height)

    def _accepted(self) -> list[FollowUp]:
        rows = self.journal.open_rows(self._interview.contact)
        return [row for row in rows if row.interview == self._uid]

    def _accepted_line(self, row: FollowUp) -> Line:
        width = max(1, self.size.width - 6)
        what = row.reason or _words(row.kind)
        return _COLUMNS.line(width, (f"✓ {_words(row.kind)}", what, self._say_due(row.due)))

    def _draw(self, key: str, width: int) -> Line:
        proposal = self._proposals[key]
        kind = _KINDS.get(proposal.kind, _words(proposal.kind))
        due = self._say_due(proposal.due) if proposal.due else ""
        return _COLUMNS.line(width, (kind, self._shown_label(proposal), due))

    def _draw_why(self, key: str, width: int) -> Line:
        return [(" " * 13, ""), ("…" if self.masked else self._proposals[key].why, "muted")]

    def _shown_label(self, proposal: Proposal) -> str:
        return self.shown(proposal.label) if self.masked else proposal.label

    def _say_due(self, due: date) -> str:
        return say_day(due, self.journal.today())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _IN_LIST and self.is_mounted:
            found = self.query(RecordList)
            return bool(self._proposals) and bool(found) and found.first().has_focus
        return True

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
            self._complete_marks()
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
            self._keep(worded={proposal.id: words})
            self.show()

    @work
    async def action_day(self) -> None:
        proposal = self._chosen()
        if proposal is None or proposal.due is None:
            return
        now = self.journal.now()
        day = await self.app.push_screen_wait(
            AskWhen(
                "On which day?",
                lambda text: parse_when(text, now, day_first=self.journal.preferences.day_first),
                lambda when: say_when(when, now),
                value=proposal.due.isoformat(),
            )
        )
        if day is not None:
            day = day.date() if isinstance(day, datetime) else day
            self._keep(moved={proposal.id: day.isoformat()})
            self.show()

    # Answers, marks and scores --------------------------------------------------------------

    @on(TextArea.Changed)
    @on(ScoreLine.Changed)
    def _keep_soon(self) -> None:
        if self._keeping is None:
            self._keeping = self.set_timer(_KEPT_AFTER, self._keep)

    def _keep(
        self, worded: dict[str, str] | None = None, moved: dict[str, str] | None = None
    ) -> None:
        """Writes what has been answered so far."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        before = self._interview.debrief
        marked = {note.uid for note in self._interview.notes}
        answers = {f.key: f.text.strip() for f in self.query(AnswerField) if f.key not in marked}
        scores = {line.key: line.score for line in self.query(ScoreLine)}
        kept = replace(
            before,
            answers={**before.answers, **answers},
            scores={key: score for key, score in {**before.scores, **scores}.items() if score},
            worded={**before.worded, **(worded or {})},
            moved={**before.moved, **(moved or {})},
        )
        kept = replace(kept, answers={key: text for key, text in kept.answers.items() if text})
        self._saving = True
        with self.reporting():
            self.journal.keep_debrief(self._uid, kept)
        self._saving = False

    def flush(self) -> None:
        if self.is_mounted and self._uid in self.journal.interviews:
            self._keep()
            with self.reporting():
                self._complete_marks()

    @on(LineField.Submitted)
    def _entered(self, event: LineField.Submitted) -> None:
        with self.reporting():
            self._complete_marks()
        self.action_go(1)

    def _complete_marks(self) -> None:
        """The words that marks were given become their notes."""
        notes = {note.uid: note for note in self._interview.notes}
        for field in self.query(AnswerField):
            note = notes.get(field.key)
            if note is not None and (words := field.text.strip()) and words != note.text:
                self.journal.correct_note(self._uid, _worded(note, words))

    def action_go(self, step: int) -> None:
        """To the field, score or list above or below; leaving a mark keeps its words."""
        stops: list[Widget] = [w for w in self.query(Widget) if w.can_focus and w.display]
        if self.focused not in stops:
            return
        with self.reporting():
            self._complete_marks()
        at = stops.index(self.focused) + step
        if 0 <= at < len(stops):
            stops[at].focus()
        self.refresh_bindings()

    def action_proposals(self) -> None:
        self._list.focus()
        self._list.scroll_visible(animate=False)
        self.refresh_bindings()

    # Leaving ----------------------------------------------------------------------------------

    def action_finish(self) -> None:
        """Everything left is accepted, and the debrief is done."""
        with self.reporting():
            self.flush()
            proposals = self.journal.proposals(self._uid)
            if proposals:
                self.journal.accept(self._uid, proposals)
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


def _worded(note: Note, words: str) -> Note:
    """The mark with its words; a prefix typed again is not doubled."""
    captured = capture(words)
    text = captured.text if captured.kind is note.kind and captured.text else words
    return replace(note, text=capture(line_of(replace(note, text=text))).text)


def _words(kind: str) -> str:
    return kind.replace("_", " ")
