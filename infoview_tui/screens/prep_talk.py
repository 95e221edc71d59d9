"""Which prep sheet is shown, and what stands around it; how it looks is the pane's business."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace
from textual import work

from infoview_tui.domain.models import InterviewHead
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.prep_reading import (
    count_silent,
    next_talk,
    read_around,
    read_sheet,
    sheets_in_order,
)

_CALM = 1.0  # seconds


class SheetScreen(JournalScreen[object]):
    """Shows the sheet of the next talk, or of the one that was asked for.

    Subclasses draw: `sheet_opened` for another sheet, `draw_sheet` for the same one changed,
    `draw_section` when more is known of what stands around it.
    """

    CSS_PATH = "prep.tcss"

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._sheet: Sheet | None = None
        self._order: list[str] = []
        self._chosen = False  # somebody asked for this very sheet

    def sheet_opened(self, sheet: Sheet) -> None:
        """Another sheet is there; `draw_sheet` follows."""

    def draw_sheet(self) -> None:
        """Draws everything of the sheet, or that there is none."""

    def draw_section(self) -> None:
        """Draws the section that is open."""

    def show(self) -> None:
        self._order = sheets_in_order(self.journal)
        uid = self._sheet.uid if self._sheet else ""
        over = not self._chosen and uid not in self._order
        self._open_sheet(next_talk(self.journal, self._order) if over else uid)

    def first_seen(self) -> None:
        """By now another talk may be the next."""
        uid = next_talk(self.journal, self._order)
        if not self._chosen and self._sheet is not None and uid != self._sheet.uid:
            self._open_sheet(uid)

    def changed(self, keys: Keys) -> None:
        """Shows what changed; a talk that is over by now makes room for the next one."""
        sheet = self._sheet
        now = self.journal.interviews.get(sheet.uid) if sheet else None
        if sheet is None or now is None or (to_come(sheet.interview) and not to_come(now)):
            self._chosen = False
            self.show()
            return
        moved = now.starts_at != sheet.interview.starts_at
        if moved or any(table == "interviews" and uid != sheet.uid for table, uid in keys):
            self._order = sheets_in_order(self.journal)
        if any(table in ("interviews", "contacts", "meta") for table, _ in keys):
            self._read_again()

    def open(self, uid: str) -> None:
        self._chosen = True
        self._order = sheets_in_order(self.journal)
        self._open_sheet(uid)

    def _open_sheet(self, uid: str) -> None:
        """Shows another sheet; what is being typed in the one before is kept first."""
        self.flush()
        before = self._sheet.uid if self._sheet else ""
        self._sheet = read_sheet(self.journal, uid)
        if self._sheet is not None and before != uid:
            self.sheet_opened(self._sheet)
            self._look_around()
        self.draw_sheet()

    def _read_again(self) -> None:
        before = self._sheet
        assert before is not None
        sheet = read_sheet(self.journal, before.uid)
        self._sheet = replace(sheet, around=before.around) if sheet else None
        self.draw_sheet()
        if sheet is not None and _words(sheet) != _words(before):
            self._count_silent()

    @work(exclusive=True, group="silent")
    async def _count_silent(self) -> None:
        """Whether new questions have gone stale, once one stops typing them."""
        await asyncio.sleep(_CALM)
        sheet = self._sheet
        if sheet is None:
            return
        silent = await count_silent(sheet.prep, sheet.around.recent)
        if self._sheet is not None and self._sheet.uid == sheet.uid:
            around = replace(self._sheet.around, silent=silent)
            self._sheet = replace(self._sheet, around=around)
            self.draw_section()

    @work(exclusive=True, group="around")
    async def _look_around(self) -> None:
        """What other talks hold for this one: it takes longer than one frame."""
        sheet = self._sheet
        if sheet is None:
            return
        around = await read_around(self.journal, sheet)
        if self._sheet is not None and self._sheet.uid == sheet.uid:
            self._sheet = replace(self._sheet, around=around)
            self.draw_section()

    def action_sheet(self, step: int) -> None:
        uid = self._neighbour(step)
        if uid:
            self._chosen = True
            self._open_sheet(uid)

    def _neighbour(self, step: int) -> str:
        """The sheet before or after this one; from a talk that is over, the next one to come."""
        if self._sheet is None or self._sheet.uid not in self._order:
            return next_talk(self.journal, self._order)
        at = self._order.index(self._sheet.uid) + step
        return self._order[at] if 0 <= at < len(self._order) else ""


def to_come(talk: InterviewHead) -> bool:
    """Whether there is something left to prepare for."""
    return talk.ahead or talk.under_way


def _words(sheet: Sheet) -> list[str]:
    return [question.text for question in sheet.prep.questions]
