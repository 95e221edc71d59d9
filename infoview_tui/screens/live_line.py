"""The field of a call: committing lines, correcting earlier ones, keeping the unfinished one."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from infoview_tui.domain.capture import capture, capture_lines, line_of
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Interview, Note, NoteKind
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import live_commands
from infoview_tui.screens.keep_soon import KeepSoon
from infoview_tui.screens.live_menu import LiveMenu, Shows
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.undoing import take_step
from infoview_tui.widgets.capture_field import CaptureField
from infoview_tui.widgets.note_list import NoteList


class Draft(NamedTuple):
    """The unfinished line: the note that it corrects, its cursor, the new line put aside."""

    line: str = ""
    note: str = ""
    cursor: int | None = None
    parked: str = ""


_NOTHING = Draft()


class LiveLineScreen(JournalScreen[object]):
    """The part of the live screen that has to do with lines.

    A line is committed by Enter. Whatever else happens, the unfinished one is in the journal less
    than a second after its last change, and leaving a corrected line keeps the correction.
    """

    CSS_PATH = "live.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "earlier", "Edit", id="live.earlier",
                tooltip="Correct an earlier line"),
        Binding("down", "later", "Later line", show=False, id="live.later",
                tooltip="The line below, at last the new one"),
        Binding("ctrl+k", "kinds", "Kind", show=False, id="live.kind",
                tooltip="Another kind for this line"),
        Binding("ctrl+shift+k,ctrl+delete", "remove_line", "Remove line", show=False,
                id="live.remove", tooltip="Remove the line that is being corrected"),
        Binding("ctrl+z", "undo_verb", "Undo", show=False, id="live.undo",
                tooltip="In the empty field: take the last change back"),
        Binding("ctrl+y", "redo_verb", "Redo", show=False, id="live.redo",
                tooltip="In the empty field: do it again"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._uid = ""  # the interview
        self._note = ""  # the note that is being corrected
        self._parked = ""  # the new line, while an earlier one is corrected or a question added
        self._kept = _NOTHING  # the draft as it stands in the journal
        self._keeping = KeepSoon(self, self._keep)

    # The widgets this part works with ---------------------------------------------------

    @property
    def _field(self) -> CaptureField:
        return self.query_one(CaptureField)

    @property
    def _notes(self) -> NoteList:
        return self.query_one(NoteList)

    @property
    def _menu(self) -> LiveMenu:
        return self.query_one(LiveMenu)

    @property
    def _interview(self) -> Interview | None:
        return self.journal.interviews.get(self._uid)

    def begin(self) -> None:
        """Starts the talk if it has not begun: the first line does."""

    def nothing_typed(self) -> None:
        """Enter alone was pressed."""

    def say(self, text: str, style: str = "muted") -> None:
        """Says something in one line that covers nothing."""

    def line_changed(self) -> None:
        """What stands beside the field follows what is typed."""

    def run_command(self, command: live_commands.Command, words: str) -> None:
        """Does what was chosen from the list."""

    def call_chosen(self, line: str) -> None:
        """Begins a talk with whom the list shows for the line."""

    # Committing ---------------------------------------------------------------------------

    @on(CaptureField.Submitted)
    def _submitted(self, event: CaptureField.Submitted) -> None:
        line = event.text
        menu = self._menu
        if not self._uid:
            self.call_chosen(line)
        elif menu.shows is Shows.KINDS:
            self._field.load_line(line)
            self._take_kind()
        elif live_commands.is_command(line) and (found := live_commands.matching(line)):
            shown = menu.highlighted if menu.shows is Shows.COMMANDS else None
            command = live_commands.entry(found, shown if shown in menu.keys else None)
            menu.hide()
            if command is not None:
                self.run_command(command, live_commands.argument(command, line))
        else:
            menu.hide()
            self._commit(line)

    def _commit(self, line: str) -> None:
        """Writes the line as a new note, or as the correction of one; nothing typed is lost."""
        captured = capture(line)
        with self.reporting():
            if self._note:
                self._correct(line)
                self._to_new_line()
            elif captured:
                self.begin()
                self.journal.capture(self._uid, [captured])
                self._kept = _NOTHING
            else:
                self.nothing_typed()
            return
        self._field.load_line(line)

    @on(CaptureField.PastedLines)
    def _pasted(self, event: CaptureField.PastedLines) -> None:
        """Several lines are several notes; the line that was begun stays in the field."""
        if not self._uid:
            return
        with self.reporting():
            self.begin()
            notes = self.journal.capture(self._uid, capture_lines("\n".join(event.lines)))
            self._kept = _NOTHING
            self.say(f"{len(notes)} lines pasted as notes · ctrl+z takes them back")
        self._keep_soon()

    # Correcting ---------------------------------------------------------------------------

    def action_earlier(self) -> None:
        self._walk(-1)

    def action_later(self) -> None:
        self._walk(1)

    def _walk(self, step: int) -> None:
        """To the list if it is open, else to the line above or below."""
        menu = self._menu
        if menu.shows:
            menu.action_move(step)
            return
        key = self._notes.move(step)
        if key is not None and key != self._note:
            self.edit_note(key)
        elif key is None and self._note:
            self._leave_line()
            self._to_new_line()

    def edit_note(self, uid: str) -> None:
        """Takes a note into the field; what was begun there is kept."""
        self._leave_line()
        note = self._find(uid)
        if note is None:
            return
        if not self._note and not self._parked:
            self._parked = self._field.line
        self._note = uid
        self._notes.highlighted = uid
        self._field.load_line(line_of(note))
        self._keep_soon()
        self.refresh_bindings()

    def _leave_line(self) -> None:
        """Keeps the correction that was begun: to go elsewhere is not to give up."""
        if self._note:
            with self.reporting():
                self._correct(self._field.line)

    def _to_new_line(self) -> None:
        self._note = ""
        self._notes.highlighted = None
        self._field.load_line(self._parked)
        self._parked = ""
        self._keep_soon()
        self.refresh_bindings()

    def put_aside(self, command: str) -> None:
        """Takes a command into the field; the line that was begun comes back after it."""
        if self._note:
            self._leave_line()
            self._to_new_line()
        if not live_commands.is_command(self._field.line):
            self._parked = self._field.line
        self._field.load_line(command)

    def _correct(self, line: str) -> None:
        """The note in its new words and kind; without any of both it is removed."""
        note = self._find(self._note)
        if note is None:
            return
        captured = capture(line)
        if not captured:
            self.journal.remove_note(self._uid, note.uid)
            self.say("line removed · ctrl+z brings it back")
        elif (captured.kind, captured.text) != (note.kind, note.text):
            corrected = replace(note, kind=captured.kind, text=captured.text)
            self.journal.correct_note(self._uid, corrected)

    def action_remove_line(self) -> None:
        with self.reporting():
            self._correct("")
            self._to_new_line()

    def _find(self, uid: str) -> Note | None:
        interview = self._interview
        return next((n for n in interview.notes if n.uid == uid), None) if interview else None

    @on(NoteList.Selected)
    def _note_clicked(self, event: NoteList.Selected) -> None:
        self.edit_note(event.key)
        self._field.focus()

    # Kinds --------------------------------------------------------------------------------

    def action_kinds(self) -> None:
        """The kinds for the line in the field; again: hides them."""
        if self._menu.shows is Shows.KINDS:
            self._menu.hide()
            return
        self._menu.show_commands(Shows.KINDS, (live_commands.PLAIN, *live_commands.KINDS))
        self._menu.highlighted = self._field.sign or live_commands.PLAIN.name
        self._field.picking = True

    def _take_kind(self) -> None:
        chosen = self._menu.chosen()
        self._menu.hide()
        self._field.picking = False
        if chosen is not None:
            self._field.set_kind(chosen.kind or NoteKind.NOTE)
            self._line_touched()

    # The unfinished line --------------------------------------------------------------------

    @on(TextArea.Changed)
    @on(CaptureField.KindChanged)
    def _line_touched(self) -> None:
        if self._parked and not self._note and not live_commands.is_command(self._field.line):
            self._field.load_line(f"{self._parked}{self._field.line}")
            self._parked = ""
        line = self._field.line
        menu = self._menu
        if self._uid and live_commands.is_command(line):
            menu.show_commands(Shows.COMMANDS, live_commands.matching(line))
        elif menu.shows is Shows.COMMANDS or (
            menu.shows is Shows.KINDS and not self._field.picking
        ):
            menu.hide()
        self.line_changed()
        self._keep_soon()

    def _draft(self) -> Draft:
        """The unfinished line as the journal keeps it; a command is none."""
        field = self._field
        line = field.line
        if live_commands.is_command(line):
            return Draft(self._parked)
        return Draft(line, self._note, field.cursor, self._parked if self._note else "")

    def _keep_soon(self) -> None:
        if self._uid and self._draft() != self._kept:
            self._keeping.changed()

    def _keep(self) -> None:
        """Writes the unfinished line, if it is another than the one in the journal."""
        self._keeping.done()
        draft = self._draft()
        if self._uid and draft != self._kept and self._interview is not None:
            with self.reporting():
                self._kept = draft
                self.journal.keep_draft(
                    self._uid, draft.line, draft.note, cursor=draft.cursor, parked=draft.parked
                )

    def flush(self) -> None:
        if self.is_mounted and self._uid:
            try:
                self._keep()
            except InfoviewError:
                return  # the journal has said already why it cannot be written

    def _restore(self, interview: Interview) -> None:
        """The line as it was left: by a pause, a quit, or a crash."""
        corrects = self._find(interview.draft_note) is not None
        self._note = interview.draft_note if corrects else ""
        self._parked = interview.parked if corrects else ""
        self._kept = Draft(
            interview.draft, interview.draft_note, interview.draft_cursor, interview.parked
        )
        self._notes.highlighted = self._note or None
        self._field.load_line(interview.draft, interview.draft_cursor)

    # Undo -----------------------------------------------------------------------------------

    async def action_undo_verb(self) -> None:
        with self.reporting():
            undone = await take_step(self.journal, backwards=True, begun=self._say_under_way)
            self.say(
                f"undone: {undone.label} · ctrl+y does it again" if undone else "nothing to undo"
            )

    async def action_redo_verb(self) -> None:
        with self.reporting():
            redone = await take_step(self.journal, backwards=False, begun=self._say_under_way)
            self.say(f"done again: {redone.label}" if redone else "nothing to redo")

    def _say_under_way(self) -> None:
        self.say(self.journal.under_way)
