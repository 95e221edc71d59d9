"""The one list of the live screen, above the field: commands, kinds, questions, people."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar

from textual.reactive import var

from infoview_tui.domain.models import Interview
from infoview_tui.screens import live_commands
from infoview_tui.screens.live_commands import Command
from infoview_tui.screens.live_drawing import Eyes, minute_of, question_mark
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import RecordList

_COMMAND = Columns(
    Column(9, grow=1, most=13, style="strong accent"),
    Column(20, grow=5),
    Column(6, align="right", style="muted", drop=1),
)
_KIND = Columns(Column(2, style="strong accent"), Column(20, grow=1), Column(0), gap=0)
_QUESTION = Columns(Column(1), Column(1), Column(20, grow=1), Column(3, align="right"), gap=1)
_PERSON = Columns(Column(14, grow=2), Column(10, grow=3, style="muted", drop=1))
_MOST_PEOPLE = 50


class Shows(StrEnum):
    NOTHING = ""
    COMMANDS = "commands"  # follows what is typed; the field keeps the focus
    KINDS = "kinds"  # another kind for the line in the field
    PEOPLE = "people"  # whom to call
    QUESTIONS = "questions"  # has the focus


_COLUMNS = {Shows.KINDS: _KIND, Shows.PEOPLE: _PERSON, Shows.QUESTIONS: _QUESTION}


class LiveMenu(RecordList):
    """Shown only while there is something to choose; `Selected` says what was chosen."""

    shows: var[Shows] = var(Shows.NOTHING, init=False)

    HEIGHT: ClassVar[int] = 12

    def __init__(self, **options: Any) -> None:
        super().__init__(self._draw_entry, **options)
        self._lines: dict[str, Line] = {}
        self.commands: tuple[Command, ...] = ()

    def on_mount(self) -> None:
        self.display = False

    def watch_shows(self, shows: Shows) -> None:
        self.display = bool(shows)
        self.screen.set_class(bool(shows), "-choosing")
        self.can_focus = shows is Shows.QUESTIONS

    def hide(self) -> None:
        self.shows = Shows.NOTHING
        self.set_rows([])

    def show_commands(self, shows: Shows, commands: Sequence[Command]) -> None:
        """Commands or kinds; with none the list goes away."""
        self.commands = tuple(commands)
        self.shows = shows if commands else Shows.NOTHING
        self._fill({c.name: c for c in commands})

    def show_people(self, people: Sequence[tuple[str, str, str]], empty: str) -> None:
        """(uid, name, role) of those whose name matches."""
        self.shows = Shows.PEOPLE
        self.empty = empty
        self._rows_of({uid: [(name, ""), (role, "")] for uid, name, role in people[:_MOST_PEOPLE]})

    def show_questions(
        self, order: Sequence[Any], interview: Interview, eyes: Eyes, keep: str | None
    ) -> None:
        """All questions, in the order in which to ask them."""
        self.shows = Shows.QUESTIONS
        self.empty = "No questions on the sheet. a adds one on the spot."
        cells: dict[str, list[Any]] = {}
        for question in order:
            done = question.asked_at or question.skipped
            at = minute_of(question.asked_at, interview.started_at) if question.asked_at else ""
            cells[question.uid] = [
                question_mark(question, interview),
                ("★" if question.starred else " ", "accent"),
                (("↳ " if question.parent else "") + eyes.text(question.text),
                 "muted" if done else ""),
                (f"{at}'" if at else "", "muted"),
            ]  # fmt: skip
        self._rows_of(cells, keep)

    def chosen(self) -> Command | None:
        """The command or kind under the cursor."""
        return live_commands.entry(self.commands, self.highlighted)

    def _fill(self, commands: dict[str, Command]) -> None:
        self._rows_of({name: [name, c.help, c.key] for name, c in commands.items()})

    def _rows_of(self, cells: dict[str, list[Any]], keep: str | None = None) -> None:
        self._cells = cells
        self.styles.height = max(1, min(len(cells), self.HEIGHT))
        self.set_rows(list(cells), keep=keep)

    def _draw_entry(self, key: str, width: int) -> Line:
        kind = self.shows is Shows.COMMANDS and not key.startswith("/")
        columns = _KIND if kind else _COLUMNS.get(self.shows, _COMMAND)
        return columns.line(width, self._cells[key])
