"""The sheet on one page: shown, and written as Markdown and a calendar file beside the journal."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from infoview_tui.domain.moments import local
from infoview_tui.domain.prep_page import one_page
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.exchange.files import safe_name, write_file
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.clipboard import copy_by
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.lines import Lines

FOLDER = "exports"
# What a line of the page begins with, what is drawn instead, and the style of its words.
_STARTS = (
    ("## ", "", "accent"),
    ("# ", "", "strong"),
    ("- [ ] ", "· ", ""),
    ("- [x] ", "✓ ", ""),
    ("- ", "· ", ""),
)
_NUMBER = re.compile(r"\d+\. ")
# An escaped sign stands for itself; bare ones are the page's own.
_SIGNS = re.compile(r"\\(.)|\*+|<(?=https?:)|>$")


class PageScreen(JournalScreen[None]):
    """One page to read; the line above it says where it lies on the disk."""

    CSS_PATH = "prep.tcss"

    number = 2
    HELP_TEXT = """
    The whole sheet on one page: to print, for a second screen, for the phone. It was written
    beside the journal, for your eyes only, and the meeting beside it as a calendar file with an
    alarm.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "Copy", id="page.copy", tooltip="Copy the page"),
        Binding("escape,p", "dismiss(None)", "Back", key_display="esc", id="page.back"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="page.down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="page.up"),
        Binding("space,pagedown", "scroll(10)", "Page down", show=False, id="page.page_down"),
        Binding("pageup", "scroll(-10)", "Page up", show=False, id="page.page_up"),
    ]

    def __init__(self, journal: Journal, sheet: Sheet, shown: Callable[[str], str]) -> None:
        super().__init__(journal)
        self._sheet = sheet
        self._shown = shown

    def compose_body(self) -> ComposeResult:
        yield Static(id="page-where", markup=False)
        with VerticalScroll(id="page"):
            yield Lines(id="page-text")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#page").focus()
        self._write_files()

    def show(self) -> None:
        self.query_one(Lines).lines = page_lines(self._page(self._shown))

    def _page(self, shown: Callable[[str], str] = str) -> str:
        """The page as Markdown; on the screen with masked names, if they are masked."""
        sheet = self._sheet
        contact = replace(
            sheet.contact,
            name=shown(sheet.contact.name),
            company=shown(sheet.contact.company),
            role=shown(sheet.contact.role),
            personal=tuple(map(shown, sheet.contact.personal)),
        )
        return one_page(
            contact,
            sheet.interview,
            sheet.profile,
            introduced_by_name=shown(sheet.introducer),
            earlier=sheet.earlier,
            open_loops=[loop.note for loop in sheet.loops()],
            now=self.journal.now(),
            clock_24=self.journal.preferences.clock_24,
        )

    @work
    async def _write_files(self) -> None:
        """Writes both files off the event loop: the disk and the calendar library are slow."""
        folder = self.journal.store.path.parent / FOLDER
        now = self.journal.now()
        with self.reporting():
            paths = await asyncio.to_thread(write_sheet, folder, self._sheet, self._page(), now)
            name = " and ".join([paths[0].name, *(path.suffix for path in paths[1:])])
            self.query_one("#page-where", Static).update(f"kept as {name} in {folder}")

    @work(exclusive=True)
    async def action_copy(self) -> None:
        self.notify(f"Copied by {await copy_by(self.app, self._page())}", timeout=3)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#page").scroll_relative(y=lines, animate=False)


def page_lines(page: str) -> tuple[Line, ...]:
    """The page as one reads it: headings, and points that wrap under their first word."""
    return tuple(_page_line(line) for line in page.splitlines())


def _page_line(line: str) -> Line:
    words = line.lstrip()
    indent = " " * (len(line) - len(words))
    for start, sign, style in _STARTS:
        if words.startswith(start):
            return [(indent, ""), (sign, "muted"), (_unescaped(words.removeprefix(start)), style)]
    if number := _NUMBER.match(words):
        return [(f"{number[0]:>4}", "muted"), (_unescaped(words[number.end() :]), "")]
    return [(indent, ""), (_unescaped(words), "")]


def _unescaped(text: str) -> str:
    return _SIGNS.sub(lambda match: match[1] or "", text)


def write_sheet(folder: Path, sheet: Sheet, page: str, now: datetime) -> list[Path]:
    """Writes the page and, once there is a time, the meeting; the paths written.

    Raises `ExportRefused`.
    """
    starts = sheet.interview.starts_at
    day = f"{local(starts, now):%Y-%m-%d} " if starts else ""
    name = safe_name(f"{day}{sheet.contact.name}")
    paths = [folder / f"{name}.md"]
    write_file(paths[0], page)
    if starts is not None:
        # Lazily: icalendar is slow to load, and only this needs it.
        from infoview_tui.exchange.ics import to_ics

        paths.append(folder / f"{name}.ics")
        write_file(paths[1], to_ics([sheet.contact], [sheet.interview], now=now))
    return paths
