"""What is written on the decision board: its lines, how sure one is, why, and what comes next."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec.structs import replace
from textual import work
from textual.binding import Binding, BindingType

from infoview_tui.domain.decisions import read_confidence
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Hypothesis, HypothesisKind
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.insights_links import BOARD_NAMES, LinkedNotes
from infoview_tui.widgets.record_list import RecordList

_ADVICE = "How sure are you, 0 to 100, and why? 65 they all write every day"
_REASON = "Why? What led to it, in a few words"

BOARD_KEYS: list[BindingType] = [
    Binding("a", "add", "Add", id="insights.add", tooltip="Add a line to the board"),
    Binding("c", "confidence", "Confidence", id="insights.confidence",
            tooltip="How sure you are by now, and why"),
    Binding("c", "reason", "Why", id="insights.reason", tooltip="Why you decided so"),
    Binding("n", "next_action", "Next action", id="insights.next_action",
            tooltip="What you will do about it"),
    Binding("e", "edit", "Edit", id="insights.edit", tooltip="Other words"),
    Binding("d", "close", "Close", id="insights.close",
            tooltip="Close the line, or open it again"),
]  # fmt: skip


class BoardWriting(LinkedNotes):
    """The keys of the board. Subclasses say which line a heading is."""

    BINDINGS: ClassVar[list[BindingType]] = BOARD_KEYS

    def line(self, key: str) -> Hypothesis | None:
        """The line of the board with this uid."""
        return None

    def come_to(self, line: str) -> None:
        """Goes to the line with this uid."""

    @property
    def _headings(self) -> RecordList:
        return self.query_one(".insights-headings", RecordList)

    @property
    def _chosen(self) -> Hypothesis | None:
        return self.line(self._headings.highlighted or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        line = self._chosen
        if action in ("edit", "next_action", "close"):
            return line is not None
        if action == "confidence":
            return line is not None and line.kind is HypothesisKind.HYPOTHESIS
        if action == "reason":
            return line is not None and line.kind is HypothesisKind.DECISION
        return super().check_action(action, parameters)

    @work
    async def action_add(self) -> None:
        options = [(str(kind), name) for kind, name in BOARD_NAMES.items()]
        answer = await self.app.push_screen_wait(Choose("What is it?", options))
        if answer is None:
            return
        kind = HypothesisKind(answer)
        title = f"A new line: {BOARD_NAMES[kind]}"
        text = await self.app.push_screen_wait(AskLine(title, check=_something))
        if text is None:
            return
        with self.pane.reporting():
            line = self.journal.add_to_board(kind, text)
            self.come_to(line.uid)
            if kind is HypothesisKind.DECISION:
                await self._ask(line, "why", _REASON)

    async def _ask(self, line: Hypothesis, field: str, title: str, *, needed: bool = False) -> None:
        """Asks for one field of a line."""
        hint = "" if field == "text" else self.pane.shown(line.text)
        value = getattr(line, field)
        check = _something if needed else _anything
        text = await self.app.push_screen_wait(AskLine(title, value=value, hint=hint, check=check))
        if text is not None:
            with self.pane.reporting():
                now, said = self.journal.hypotheses[line.uid], dict[str, Any]({field: text})
                self.journal.edit_hypothesis(replace(now, **said))

    @work
    async def action_edit(self) -> None:
        if line := self._chosen:
            title = f"The {BOARD_NAMES[line.kind]} in other words"
            await self._ask(line, "text", title, needed=True)

    @work
    async def action_reason(self) -> None:
        if line := self._chosen:
            await self._ask(line, "why", _REASON)

    @work
    async def action_next_action(self) -> None:
        if line := self._chosen:
            await self._ask(line, "next_action", "What will you do about it?")

    @work
    async def action_confidence(self) -> None:
        line = self._chosen
        if line is None:
            return
        answer = await self.app.push_screen_wait(
            AskLine(self.pane.shown(line.text), hint=_ADVICE, check=_wrong_confidence)
        )
        if answer is not None:
            with self.pane.reporting():
                value, why = read_confidence(answer)
                self.journal.say_confidence(line.uid, value, why)

    def action_close(self) -> None:
        line = self._chosen
        if line is not None:
            with self.pane.reporting():
                closed = self.journal.close_line(line.uid).closed_at
                done = "closed" if closed else "open again"
                self.notify(f"{done} · u takes it back")


def _something(text: str) -> str | None:
    return None if text else "Write a few words, or Esc."


def _anything(_text: str) -> str | None:
    return None


def _wrong_confidence(text: str) -> str | None:
    try:
        read_confidence(text)
    except InfoviewError as error:
        return str(error)
    return None
