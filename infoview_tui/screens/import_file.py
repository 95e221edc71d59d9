"""People from another program's file: looked at first, written as one step of undo."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, ProgressBar, Static

from infoview_tui.domain.errors import ImportRefused, InfoviewError
from infoview_tui.exchange.columns import FIELDS, guess_mapping, names_somebody
from infoview_tui.exchange.importing import Import, preview, write
from infoview_tui.exchange.recognise import read_header
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.form import FormRow, text_input
from infoview_tui.screens.import_rows import PreviewRows, said
from infoview_tui.screens.messages import OpenPane
from infoview_tui.screens.pace import uncollected
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.paths import PathSuggester
from infoview_tui.screens.undoing import hear_many
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import RecordList
from infoview_tui.widgets.rows import Heading

_HOW = (
    "Write where the file is and press Enter: nothing is written before you have seen it. "
    "LinkedIn: Settings, Data privacy, Get a copy of your data, Connections."
)
_MAPPED = Columns(Column(14, grow=2, most=36), Column(12, grow=2))
_LEFT_OUT = "kept as a remark"


class ImportScreen(JournalScreen[None]):
    """A path, what is in the file, and one key that takes it."""

    CSS_PATH = ["import_file.tcss", "form.tcss"]

    number = 1
    HELP_TEXT = """
    The file is recognised by what is in it: LinkedIn's Connections.csv, vCard, LDIF, the CSV of
    Google, Outlook and Thunderbird, any other CSV, notes in Markdown. Nobody comes in twice:
    profile, e-mail, or name and company tell who is known; blanks of known people are filled in.

    A backup is made before anything is written, and u takes the whole import back.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "Import", id="import.take", tooltip="Write it to the journal"),
        Binding("n", "news", "Take news", id="import.news",
                tooltip="Also take roles and companies that changed, or leave them"),
        Binding("c", "columns", "Columns", id="import.columns",
                tooltip="Say what each column of the file means"),
        Binding("right", "complete", "Complete", show=False, id="import.complete",
                tooltip="Complete the path"),
        Binding("escape", "leave", "Back", id="import.leave", tooltip="Leave without importing"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, path: str = "") -> None:
        super().__init__(journal)
        self._path = path
        self._wanted: Import | None = None
        self._mapping: dict[str, str] | None = None
        self._header: tuple[str, ...] = ()
        self._in_columns = False
        self._take_news = False
        self._writing = False
        self._preview = PreviewRows()

    def compose_body(self) -> ComposeResult:
        path = text_input(
            self._path, "~/Downloads/Connections.csv", id="import-path", suggester=PathSuggester()
        )
        yield Static("Import people", classes="form-title")
        yield FormRow("File", path)
        yield Static(_HOW, id="import-said", markup=False)
        yield ProgressBar(show_eta=False, id="import-progress")
        yield RecordList(self._draw, id="import-rows")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#import-path").focus()

    def show(self) -> None:
        """Draws the preview again: its names as the mask has them now."""
        self.query_one("#import-rows", RecordList).refresh()

    def changed(self, keys: Keys) -> None:
        """What was read stays until it is read again."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "leave":
            return not self._writing
        if action == "take":
            return self._wanted is not None or self._in_columns
        if action == "news":
            changes = self._wanted.plan.changed if self._wanted else ()
            return any(change.is_news for change in changes)
        return action != "columns" or bool(self._header and self._wanted)

    # Reading ---------------------------------------------------------------------------

    @on(Input.Changed, "#import-path")
    def _path_typed(self) -> None:
        self._forget()
        self._mapping = None

    @on(Input.Submitted, "#import-path")
    def _path_entered(self) -> None:
        self._read()

    @property
    def _file(self) -> Path:
        typed = self.query_one("#import-path", Input).value.strip().strip("'\"")
        try:
            return Path(typed).expanduser()
        except RuntimeError:  # a ~name that nobody has
            return Path(typed)

    @work(exclusive=True, group="import")
    async def _read(self) -> None:
        """Reads and matches in a thread: the screen stays alive with the largest file."""
        file, mapping = self._file, self._mapping
        if not str(file).strip() or str(file) == ".":
            return
        self._say(f"reading {file.name} …")
        contacts, day_first = self.journal.contacts.all(), self.journal.preferences.day_first
        look = partial(preview, contacts, file, mapping, self._progress, day_first=day_first)
        try:
            with self._progressing(), uncollected():
                self._header = await asyncio.to_thread(_header_of, file)
                wanted = await asyncio.to_thread(look)
        except ImportRefused as error:
            if mapping is None and len(self._header) > 1:
                self._ask_columns()
            else:
                self._say(str(error), wrong=True)
            return
        self._wanted, self._in_columns = wanted, False
        self._show_preview()
        self.query_one("#import-rows").focus()

    @contextmanager
    def _progressing(self) -> Iterator[None]:
        """Shows how far the work has come, and nothing once it is done."""
        bar = self.query_one("#import-progress", ProgressBar)
        bar.update(total=None, progress=0)
        bar.add_class("-working")
        try:
            yield
        finally:
            bar.remove_class("-working")

    def _progress(self, done: int, people: int) -> None:
        """Heard in the thread that matches, which does not wait for the screen."""
        bar = self.query_one("#import-progress", ProgressBar)
        self.call_later(bar.update, total=people, progress=done)

    def _show_preview(self) -> None:
        if self._wanted is None:
            return
        self._preview = PreviewRows.of(self._wanted, take_news=self._take_news)
        rows = self.query_one("#import-rows", RecordList)
        rows.empty = "Everything in this file is in the journal already."
        rows.set_rows(self._preview.rows)
        self._say(said(self._wanted))
        self.refresh_bindings()

    def action_news(self) -> None:
        self._take_news = not self._take_news
        self._show_preview()

    # Columns ---------------------------------------------------------------------------

    def action_columns(self) -> None:
        self._ask_columns()

    def _ask_columns(self) -> None:
        """The columns of a table that no known program wrote, each with its meaning."""
        self._mapping = dict(self._mapping or guess_mapping(self._header))
        self._wanted, self._in_columns = None, True
        self._show_columns()
        self.query_one("#import-rows").focus()

    def _show_columns(self) -> None:
        rows = self.query_one("#import-rows", RecordList)
        rows.set_rows([Heading("COLUMNS", "what each one means"), *self._header])
        named = names_somebody(self._mapping or {})
        self._say("Enter says what a column means; ctrl+s goes on." if named else
                  "Which column holds the name? Enter says what a column means.")  # fmt: skip
        self.refresh_bindings()

    @on(RecordList.Selected, "#import-rows")
    def _row_chosen(self, event: RecordList.Selected) -> None:
        if self._in_columns:
            self._choose_meaning(event.key)

    @work
    async def _choose_meaning(self, column: str) -> None:
        options = [*FIELDS.items(), ("", _LEFT_OUT)]
        meaning = await self.app.push_screen_wait(Choose(f"What is in “{column}”?", options))
        if meaning is not None and self._mapping is not None:
            self._mapping.pop(column, None)
            if meaning:
                self._mapping[column] = meaning
            self._show_columns()

    # Writing ---------------------------------------------------------------------------

    def action_take(self) -> None:
        if self._in_columns:
            if names_somebody(self._mapping or {}):
                self._read()
            else:
                self.notify("Say first which column holds the name.")
        elif self._wanted is not None:
            self._write(self._wanted)

    # Without a description Textual would write out all of the people for it.
    @work(group="import", description="import")
    async def _write(self, wanted: Import) -> None:
        """Writes in a thread; meanwhile the screen cannot be left, for then nobody would tell."""
        self._say("a backup, then the journal …")
        self._wanted, self._writing = None, True
        self.refresh_bindings()
        step = partial(write, self.journal, wanted, take_news=self._take_news)
        try:
            with uncollected():
                keys = self.journal.remember(await asyncio.to_thread(step))
                await hear_many(self.journal, keys)
        except InfoviewError as error:
            self._say(str(error), wrong=True)
            return
        finally:
            self._writing = False
            self.refresh_bindings()
        written = len(keys)
        people = f"{written} contact{'s' if written != 1 else ''}"
        line = f"{people} written · u takes all of it back" if written else "Nothing was new."
        self.app.notify(line, timeout=6)
        self.app.post_message(OpenPane(1))
        self.dismiss(None)

    def action_complete(self) -> None:
        self.query_one("#import-path", Input).action_cursor_right()

    def action_leave(self) -> None:
        if self._in_columns or self._wanted is not None:
            self._forget()
            self._say(_HOW)
            self.query_one("#import-path").focus()
        else:
            self.dismiss(None)

    def _forget(self) -> None:
        self._wanted, self._in_columns = None, False
        self.query_one("#import-rows", RecordList).empty = ""
        self.query_one("#import-rows", RecordList).set_rows([])
        self.refresh_bindings()

    def _say(self, line: str, *, wrong: bool = False) -> None:
        place = self.query_one("#import-said", Static)
        place.set_class(wrong, "-wrong")
        place.update(Content(line))

    def _draw(self, key: str, width: int) -> Line:
        if not self._in_columns:
            return self._preview.draw(key, width, self.shown)
        meaning = FIELDS.get((self._mapping or {}).get(key, ""), _LEFT_OUT)
        return _MAPPED.line(width, (key, (meaning, "muted" if meaning == _LEFT_OUT else "")))


def _header_of(file: Path) -> tuple[str, ...]:
    """The columns of a table; () for any other kind of file."""
    try:
        header = read_header(file)
    except ImportRefused:
        return ()
    return tuple(dict.fromkeys(filter(None, header)))
