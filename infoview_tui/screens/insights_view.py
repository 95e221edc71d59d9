"""What the views of pane 5 have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from infoview_tui.domain.dates import say_ago
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.introductions import Facts
from infoview_tui.domain.models import Contact, FollowUp, InterviewHead, Touch
from infoview_tui.domain.say_dates import say_date
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.library import Library
from infoview_tui.screens.messages import OpenNote
from infoview_tui.screens.pace import Pace
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.record_list import RecordList, Row


class InsightsView(Horizontal):
    """One way to look at all talks: a list, and for some a second list beside it.

    Where it is narrow the two are two steps. `pane` is the screen, which writes and masks.
    """

    reads_out: ClassVar[bool] = True  # whether the line under the cursor is said below
    even: ClassVar[bool] = False  # whether both lists are as wide: sentences stand at the left

    class Reading(Message):
        """The line under the cursor, whole, to be read below the lists."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, pane: JournalScreen[object], library: Library, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, classes="insights-view -even" if self.even else "insights-view")
        self.pane = pane
        self.journal = pane.journal
        self.library = library
        self._possible: list[bool | None] = []

    def show(self) -> None:
        """Draws everything."""

    def changed(self, keys: Keys) -> None:
        """Redraws what these records touch; by default everything."""
        self.show()

    def enter(self) -> None:
        """Takes the focus."""
        self.query(RecordList).first().focus()

    def back(self) -> bool:
        """One step back inside the view; False if it stands at its first."""
        return False

    def as_text(self) -> str:
        """The view as plain text, to be copied or written."""
        return ""

    def head(self) -> str:
        """What stands above the view: how it is laid out."""
        return ""

    def read_out(self) -> None:
        """Says the whole of the line under the cursor, and which keys are for it."""
        self.post_message(self.Reading(self.reading()))
        possible = [self.check_action(action, ()) for action in self._own_actions()]
        if possible != self._possible:
            self._possible = possible
            self.refresh_bindings()

    def _own_actions(self) -> list[str]:
        bindings = self._bindings.key_to_bindings.values()
        return [one.action.partition("(")[0] for several in bindings for one in several]

    def reading(self) -> str:
        """The whole of the line under the cursor, and whence it comes."""
        return ""

    def when_complete(self, empty: str) -> str:
        """What an empty list says, which is not known to be empty before all talks are read."""
        return empty if self.library.complete else ""

    # What views show of a note -----------------------------------------------------------

    def text_of(self, finding: Finding) -> str:
        return self.pane.shown(finding.note.text)

    def name_of(self, finding: Finding) -> str:
        return self.pane.shown(finding.name) or "(unknown contact)"

    def ago(self, finding: Finding) -> str:
        return say_ago(finding.day, self.journal.today())

    def whole(self, finding: Finding | None) -> str:
        """The note with its context, as the reading line shows it."""
        if finding is None:
            return ""
        where = (self.name_of(finding), self.pane.shown(finding.company), say_date(finding.day))
        said = f"{self.text_of(finding)}\n{' · '.join(part for part in where if part)}"
        return f"{said} · {finding.question}" if finding.question else said


async def facts_of(journal: Journal, contacts: Sequence[Contact], talks: Library) -> Facts:
    """What happened with these contacts, gathered while the screen stays alive."""
    heads: dict[str, list[InterviewHead]] = {}
    touches: dict[str, list[Touch]] = {}
    rows: dict[str, list[FollowUp]] = {}
    pace = Pace()
    for contact in contacts:
        heads[contact.uid] = journal.interviews_of.of(contact.uid)
        touches[contact.uid] = journal.touches_of.of(contact.uid)
        rows[contact.uid] = journal.follow_ups_of.of(contact.uid)
        await pace.rest()
    return Facts(heads, touches, rows, talks.harvests())


class TwoLists(InsightsView):
    """Headings at the left, what stands under the chosen one at the right."""

    empty: ClassVar[str] = ""

    def compose(self) -> ComposeResult:
        yield RecordList(self.draw_heading, classes="insights-headings")
        yield RecordList(self.draw_line, classes="insights-lines")

    @property
    def headings(self) -> RecordList:
        return self.query_one(".insights-headings", RecordList)

    @property
    def lines(self) -> RecordList:
        return self.query_one(".insights-lines", RecordList)

    def draw_heading(self, key: str, width: int) -> Line:
        return ((key, ""),)

    def draw_line(self, key: str, width: int) -> Line:
        return ((key, ""),)

    def rows_under(self, heading: str) -> list[Row]:
        """What stands under a heading."""
        return []

    def open(self, key: str) -> None:
        """Opens one of the lines."""
        if (finding := self.library.finding(key)) is not None:
            self.post_message(OpenNote(finding.interview, finding.note.uid))

    def fill(self, rows: Sequence[Row], keep: str | None = None) -> None:
        """Shows these headings, and the lines under the one that was chosen."""
        self.headings.empty = self.when_complete(self.empty)
        self.headings.set_rows(rows, keep=keep)
        self.show_lines()

    def show_lines(self) -> None:
        heading = self.headings.highlighted
        self.lines.set_rows(self.rows_under(heading) if heading is not None else [])
        self.read_out()

    def back(self) -> bool:
        if not self.lines.has_focus:
            return False
        self.remove_class("-lines")
        self.headings.focus()
        self.call_after_refresh(self.read_out)
        return True

    def reading(self) -> str:
        return self.whole(self.library.finding(self.lines.highlighted or ""))

    @on(RecordList.Highlighted, ".insights-headings")
    def _heading_chosen(self) -> None:
        self.show_lines()
        self.lines.action_first()

    @on(RecordList.Selected, ".insights-headings")
    def _heading_entered(self) -> None:
        if self.lines.keys:
            self.add_class("-lines")
            self.lines.focus()
            self.call_after_refresh(self.read_out)

    @on(RecordList.Highlighted, ".insights-lines")
    def _line_chosen(self) -> None:
        self.read_out()

    @on(RecordList.Selected, ".insights-lines")
    def _line_entered(self, event: RecordList.Selected) -> None:
        self.open(event.key)
