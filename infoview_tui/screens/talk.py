"""A held talk, read afterwards: its notes under the questions, what was asked when, its loops."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from infoview_tui.domain.capture import capture, line_of
from infoview_tui.domain.dates import say_day, say_when
from infoview_tui.domain.hiding import names_hidden
from infoview_tui.domain.loops import Loop, is_open, loops
from infoview_tui.domain.models import Contact, Interview, Note, Question
from infoview_tui.domain.moments import local
from infoview_tui.domain.talk_questions import notes_by_question
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import live_drawing as draw
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.messages import OpenContact, OpenDebrief
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.note_list import NoteList, NoteRow

_NEEDS_NOTE = frozenset({"edit", "loop", "remove"})


class TalkScreen(JournalScreen[object]):
    """The notes by question; the cursor begins on the note that somebody asked for."""

    CSS_PATH = "talk.tcss"

    number = 3
    HELP_TEXT = """
    What was said, under the question that it answered, with the minute at which it was asked.
    Lines can still be corrected: the first character is the kind, as during the talk. A loop
    (advice, offer, promise, resource) goes one step on with space: open, tried, told.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "contact", "Contact", id="talk.contact", tooltip="Their card"),
        Binding("e", "edit", "Edit", id="talk.edit", tooltip="Correct the line"),
        Binding("space", "loop", "Loop on", id="talk.loop",
                tooltip="The loop goes one step on: tried, told"),
        Binding("d", "debrief", "Debrief", id="talk.debrief", tooltip="The debrief of this talk"),
        Binding("x", "remove", "Remove", id="talk.remove", tooltip="Remove the line"),
        Binding("j,down", "move(1)", "Down", show=False, id="talk.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="talk.up"),
        Binding("g,home", "move(-100000)", "First", show=False, id="talk.first"),
        Binding("G,end", "move(100000)", "Last", show=False, id="talk.last"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="talk.page_down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="talk.page_up"),
        Binding("escape", "dismiss", "Back", show=False, id="talk.back"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, interview: str, note: str = "") -> None:
        super().__init__(journal)
        self._uid = interview
        self._wanted = note

    def compose_body(self) -> ComposeResult:
        yield Static(id="talk-head", markup=False)
        yield NoteList(id="talk-notes")

    @property
    def _interview(self) -> Interview | None:
        return self.journal.interviews.get(self._uid)

    @property
    def _list(self) -> NoteList:
        return self.query_one(NoteList)

    # Drawing -----------------------------------------------------------------------------

    def show(self) -> None:
        interview = self._interview
        if interview is None:
            self._list.set_rows([])
            self._list.intro = ((("", ""), ("This talk is no longer in the journal.", "")),)
            return
        eyes = draw.Eyes(
            self.journal.now(),
            self.journal.calendar,
            self.journal.preferences.day_first,
            self.masked,
            self.journal.contacts.get(interview.contact),
            names_hidden(self.journal.contacts.all()) if self.masked else None,
        )
        self.query_one("#talk-head", Static).update(self._head(interview, eyes))
        self._list.intro = ((("", ""), ("No notes were taken.", "muted")),)
        self._list.set_rows(self._rows(interview, eyes))
        wanted, self._wanted = self._wanted, ""
        keys = self._list.keys
        if wanted in keys:
            self._list.highlighted = wanted
        elif self._list.highlighted is None and keys:
            self._list.highlighted = keys[0]
        self.refresh_bindings()

    def _head(self, interview: Interview, eyes: draw.Eyes) -> str:
        contact: Contact | None = eyes.contact
        parts = [self.name_of(interview.contact)]
        if contact is not None and (role := self.role_at(contact)):
            parts.append(role)
        if at := interview.begins:
            clock_24 = self.journal.preferences.clock_24
            parts.append(say_when(local(at, eyes.now), eyes.now, clock_24=clock_24))
        if interview.lasted:
            parts.append(f"{interview.lasted} min")
        return " · ".join(parts)

    def _rows(self, interview: Interview, eyes: draw.Eyes) -> list[NoteRow]:
        states = {loop.note.uid: loop for loop in loops([interview])}
        rows: list[NoteRow] = []
        for question, notes in notes_by_question(interview):
            if rows:
                rows.append(NoteRow(""))
            rows.append(_heading(question, interview, eyes))
            for note in notes:
                row = draw.note_row(note, interview, eyes, lambda _text: "")
                rows.append(_with_loop(row, states.get(note.uid)))
        return rows

    # Moving ------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        keys = self._list.keys
        if keys:
            here = self._list.highlighted
            at = keys.index(here) if here in keys else 0
            self._list.highlighted = keys[max(0, min(len(keys) - 1, at + step))]
            self.refresh_bindings()

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self._list.size.height // 2))

    @on(NoteList.Selected)
    def _clicked(self, event: NoteList.Selected) -> None:
        self._list.highlighted = event.key
        self.refresh_bindings()

    # Doing -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        if action in _NEEDS_NOTE and self.is_mounted:
            note = self._note()
            return note is not None and (action != "loop" or is_open(note))
        if action == "debrief":
            interview = self._interview
            return interview is not None and interview.ended_at is not None
        return True

    def _note(self) -> Note | None:
        interview = self._interview
        if interview is None or not self.query(NoteList):
            return None
        return next((n for n in interview.notes if n.uid == self._list.highlighted), None)

    @work
    async def action_edit(self) -> None:
        note = self._note()
        if note is None:
            return
        line = await self.app.push_screen_wait(
            AskLine(
                "Correct the line",
                value=line_of(note),
                hint="its first character is its kind: ! insight, > advice, + promise …",
                check=lambda text: None if capture(text) else "Write a line, or leave with Esc.",
            )
        )
        if line is not None:
            corrected = capture(line)
            with self.reporting():
                self.journal.correct_note(
                    self._uid, replace(note, kind=corrected.kind, text=corrected.text)
                )

    def action_loop(self) -> None:
        interview, note = self._interview, self._note()
        if interview is None or note is None:
            return
        with self.reporting():
            row = self.journal.advance_loop(Loop(interview.contact, interview.uid, note))
            if row is not None:
                day = say_day(row.due, self.journal.today())
                self.notify(f"Tell them by {day} · u takes it back")

    def action_remove(self) -> None:
        note = self._note()
        if note is not None:
            self.action_move(1 if self._list.keys[-1] != note.uid else -1)
            with self.reporting():
                self.journal.remove_note(self._uid, note.uid)
                self.notify("Line removed · u brings it back")

    def action_contact(self) -> None:
        if (interview := self._interview) is not None:
            self.post_message(OpenContact(interview.contact))

    def action_debrief(self) -> None:
        self.post_message(OpenDebrief(self._uid))


def _heading(question: Question | None, interview: Interview, eyes: draw.Eyes) -> NoteRow:
    """A question with the minute at which it was asked, above its notes."""
    if question is None:
        return NoteRow("", text="Outside of the questions", style="muted")
    if question.asked_at is not None:
        when = f"asked in minute {draw.minute_of(question.asked_at, interview.started_at)}"
    else:
        when = "skipped" if question.skipped else "not asked"
    return NoteRow("", text=eyes.text(question.text), detail=when, style="strong")


def _with_loop(row: NoteRow, loop: Loop | None) -> NoteRow:
    if loop is None:
        return row
    style = "accent" if loop.open else "success"
    detail = f"{loop.label} · {row.detail}" if row.detail and loop.open else loop.label
    return replace(row, detail=detail, detail_style=style)
