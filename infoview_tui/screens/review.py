"""The weekly review: nine finite steps, left at any of them and resumed there."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from infoview_tui.domain.models import FollowUpKind
from infoview_tui.domain.queue_row import Row
from infoview_tui.domain.review import Item, Step, position
from infoview_tui.domain.review_row import next_review
from infoview_tui.domain.say_dates import say_day
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.messages import OpenCompose, OpenContact, OpenNote, OpenPrep
from infoview_tui.screens.pace import REST, WORK, Pace
from infoview_tui.screens.queue_drawing import first_of_two, is_cut, late, second_of_two
from infoview_tui.screens.queue_keys import ROW_KEYS
from infoview_tui.screens.queue_rows import QueueRows
from infoview_tui.widgets.columns import Line, fit
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.meter import Meter
from infoview_tui.widgets.record_list import Heading, Plain, RecordList
from infoview_tui.widgets.record_list import Row as ListRow

_LAST = "done"
# What a line is that no row of the queue stands for.
_LABELS = {"marks": "marks", "week": "interview", "give": "your turn", "people": "new"}
# What `c` writes to somebody whom no row of the queue stands for.
_WRITES = {"people": FollowUpKind.OUTREACH, "give": FollowUpKind.OTHER}


class ReviewScreen(QueueRows):
    """One step at a time, with the keys of the queue; what is done leaves the step."""

    CSS_PATH = ["review.tcss", "follow_ups.tcss"]

    number = 4
    HELP_TEXT = """
    Ten minutes once a week: what is still open from your talks, thanks and replies, whom to
    write to, the week ahead, who goes cold, one thing to give, the next people. Each step is
    finite and may be skipped. Leave with Esc whenever you like: w goes on where you were.

    The keys of the queue work on every line: d done, s snooze, c compose, x drop, r replied.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,right", "next", "Next", key_display="n", id="review.next",
                tooltip="The next step; what is left of this one stays in the queue"),
        *ROW_KEYS,
        Binding("b,left", "previous", "Step back", key_display="b", id="review.previous",
                tooltip="The step before"),
        Binding("escape", "leave", "Leave", id="review.leave",
                tooltip="Leave the review; w goes on here"),
    ]  # fmt: skip

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._board = journal.review_board
        self._steps: tuple[Step, ...] = ()
        self._at = 0
        self._items: dict[str, Item] = {}

    def compose_body(self) -> ComposeResult:
        with Horizontal(id="review"):
            yield Lines(id="review-steps")
            with Vertical(id="review-step"):
                yield Meter(id="review-meter")
                yield Static(id="review-hint", markup=False)
                yield RecordList(self._draw, draw_below=self._draw_below, id="review-items")
                yield Lines(id="review-text")

    # Steps -----------------------------------------------------------------------------

    @property
    def rows_list(self) -> RecordList:
        return self.query_one("#review-items", RecordList)

    @property
    def _step(self) -> Step | None:
        return self._steps[self._at] if self._steps else None

    def row(self, key: str) -> Row | None:
        item = self._items.get(key)
        return item.row if item else None

    def contact_of(self, key: str) -> str:
        item = self._items.get(key)
        return item.contact if item else ""

    def on_mount(self) -> None:
        self.rows_list.tall = True  # a step is short: there is room for the whole reason
        self.rows_list.focus()
        super().on_mount()

    def on_resize(self) -> None:
        self._say_text()

    def show(self) -> None:
        if self.journal.read_queue(WORK) and self._board.complete:
            self._refill()
        else:
            self.query_one("#review-hint", Static).update("reading the journal …")
            self._read()

    @work(exclusive=True, group="review")
    async def _read(self) -> None:
        """Reads a large journal while the screen stays alive."""
        while not self.journal.read_queue(WORK):
            await asyncio.sleep(REST)
        pace = Pace()
        for _ in self._board.build():
            await pace.rest()
        self._refill()

    def changed(self, keys: Keys) -> None:
        if any(table != "meta" for table, _ in keys):
            self.show()

    def _refill(self) -> None:
        last = bool(self._steps) and self._at == len(self._steps) - 1
        found = self._board.steps(figures=last or not self._steps)
        if not self._steps:
            self._at = position(found, self.journal.meta.review_step)
        self._steps = found
        self._show_step()

    def _show_step(self) -> None:
        step = self._steps[self._at]
        self._items = {item.key: item for item in step.items}
        shown: list[ListRow] = list(self._items)
        if step.id == _LAST:
            shown = [
                Heading("LAST WEEK"),
                *(Plain(line=[(line, "")]) for line in self._figures(step)),
            ]
        elif step.more:
            more = f"and {step.more} more, in the queue"
            shown.append(Plain(line=[(more, "muted")]))
        self.rows_list.empty = "" if step.id == _LAST else "Nothing here: n goes on."
        self.rows_list.set_rows(shown, keep=self.keep)
        self.keep = None
        meter = self.query_one("#review-meter", Meter)
        meter.value = self._at / (len(self._steps) - 1)
        meter.label = fit(step.title, max(cell_len(each.title) for each in self._steps))
        meter.detail = f"{self._at + 1} of {len(self._steps)}"
        self.query_one("#review-hint", Static).update(self._hint(step))
        self.query_one("#review-steps", Lines).lines = tuple(
            self._say_step(number, each) for number, each in enumerate(self._steps)
        )
        self.refresh_bindings()

    def _hint(self, step: Step) -> str:
        """What to do here, with the keys for it."""
        keys = {
            "marks": "enter opens the notes or the debrief",
            "thanks": "c writes, d if it is done",
            "replies": "r logs an answer",
            "outreach": "c writes, x lets go",
            "week": "enter opens the sheet, c confirms",
            "cold": "c writes, s later, x lets go",
            "give": "c writes, l logs what you gave",
            "people": "c writes, enter opens the card",
            _LAST: "n closes the review",
        }
        useful = step.items or step.id == _LAST
        return f"{step.hint} · {keys[step.id]}" if useful else step.hint

    def _figures(self, step: Step) -> list[str]:
        """Last week, and what to expect of replies."""
        rate = self._board.reply_rate()
        said = [item.text for item in step.items]
        return [*said, "", rate.say] if rate.asked else said

    def _say_step(self, number: int, step: Step) -> Line:
        """A line of the overview: gone through, here, or to come with its count."""
        count = len(step.items) + step.more if step.id != _LAST else 0
        if number == self._at:
            return [("▸ ", "accent"), (step.title, "strong")]
        sign = "✓ " if number < self._at else "  "
        left = f" {count}" if count and number > self._at else ""
        return [(sign, "success"), (step.title, "muted"), (left, "")]

    # Drawing ---------------------------------------------------------------------------

    def _draw(self, key: str, width: int) -> Line:
        item = self._items[key]
        name = self.shown(item.name)
        label = item.row.label if item.row else _LABELS.get(self._steps[self._at].id, "")
        return first_of_two(name, label, late(item.row) if item.row else ("", ""), width)

    def _draw_below(self, key: str, width: int) -> Line:
        return second_of_two(self._text(self._items[key]))

    def _text(self, item: Item) -> str:
        if item.row is not None:
            return self.why(item.row)
        return "…" if self.masked else item.text

    @on(RecordList.Highlighted, "#review-items")
    def _moved(self) -> None:
        self._say_text()
        self.refresh_bindings()

    def _say_text(self) -> None:
        """The whole text of the line under the cursor, where the list had to cut it."""
        item = self._item()
        text = self._text(item) if item else ""
        line = self.query_one("#review-text", Lines)
        line.display = bool(text) and is_cut(text, self.rows_list.size.width, tall=True)
        line.lines = ([(text, "muted")],)

    # Walking -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "previous":
            return self._at > 0
        if action == "compose" and self.is_mounted and self._item() and not self._chosen():
            return self._writes() is not None
        return super().check_action(action, parameters)

    def action_next(self) -> None:
        if not self._steps:
            return
        if self._at == len(self._steps) - 1:
            self._finish()
        else:
            self._go(self._at + 1)

    def action_previous(self) -> None:
        if self._at:
            self._go(self._at - 1)

    def _go(self, at: int) -> None:
        self._at = at
        if at == len(self._steps) - 1:
            self._refill()  # with the figures as they are by now
        else:
            self._show_step()
        self.rows_list.action_first()
        with self.reporting():
            self.journal.keep_review(self._steps[at].id)

    def _finish(self) -> None:
        with self.reporting():
            self.journal.finish_review()
            today = self.journal.today()
            day = next_review(today, self.journal.preferences.limits)
            said = f"Reviewed. The next one stands in the queue for {say_day(day, today)}."
            self.notify(said)
            self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)

    # Acting --------------------------------------------------------------------------------

    def _item(self) -> Item | None:
        return self._items.get(self.rows_list.highlighted or "")

    def _writes(self) -> FollowUpKind | None:
        """What to write where the line is no row of the queue."""
        item, step = self._item(), self._step
        return _WRITES.get(step.id) if item and step and item.row is None else None

    def write_to(self, contact: str) -> None:
        if kind := self._writes():
            self.post_message(OpenCompose(contact, kind))

    @on(RecordList.Selected, "#review-items")
    def _entered(self, event: RecordList.Selected) -> None:
        item, step = self._items.get(event.key), self._step
        if item is None or step is None:
            return
        if item.row is not None:
            self.open_row(item.row)
        elif item.interview:
            week = step.id == "week"
            self.post_message((OpenPrep if week else OpenNote)(item.interview))
        else:
            self.post_message(OpenContact(item.contact))
