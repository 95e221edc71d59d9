"""The questions of a prep sheet: ranked, starred, tied to facts, with the checks beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain import prep_edit
from infoview_tui.domain.models import Prep, Question, new_uid, with_question
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.question_bank import BankQuestion
from infoview_tui.screens import prep_question_asks as ask
from infoview_tui.screens.prep_part import Write
from infoview_tui.screens.prep_question_line import QuestionLinePart
from infoview_tui.screens.prep_question_lines import (
    better_form,
    budget_line,
    question_line,
)
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import Heading, RecordList, Row

_NEEDS_ONE = frozenset({"star", "fact", "better", "below", "rank", "delete", "topic", "keep"})
_EMPTY = "No questions yet. a writes one, b opens the bank, t drafts some from the sheet."


class QuestionsPart(QuestionLinePart):
    """The list, the line to write in, and below it what the checks say."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="prep.add", tooltip="Write a question; Enter, the next"),
        Binding("b", "bank", "Bank", id="prep.bank", tooltip="Choose from the question bank"),
        Binding("t", "tailored", "Tailored", id="prep.tailored",
                tooltip="Drafts from this sheet, open questions of earlier talks"),
        Binding("asterisk", "star", "Star", key_display="*", id="prep.star",
                tooltip="Among the best three, or not"),
        Binding("f", "fact", "Fact", id="prep.fact", tooltip="Tie it to a line of the sheet"),
        Binding("r", "better", "Reword", id="prep.better",
                tooltip="Take the better form, to be edited"),
        Binding("ctrl+r", "better_here", "Reword", id="prep.better_here",
                tooltip="Take the better form while you write"),
        Binding("greater_than_sign", "below", "Follow-up", key_display=">", id="prep.below",
                tooltip="A follow-up question under this one"),
        Binding("J,shift+down", "rank(1)", "Down", key_display="J", id="prep.rank_down",
                tooltip="Rank it lower"),
        Binding("K,shift+up", "rank(-1)", "Up", key_display="K", id="prep.rank_up",
                tooltip="Rank it higher"),
        Binding("d,delete", "delete", "Delete", key_display="d", id="prep.delete",
                tooltip="Off the sheet"),
        Binding("y", "topic", "Topic", show=False, id="prep.topic", tooltip="Give it a topic"),
        Binding("v", "phases", "Phases", show=False, id="prep.phases",
                tooltip="Grouped as opening, middle and closing, or by rank alone"),
        Binding("B", "keep", "Keep", show=False, id="prep.keep",
                tooltip="Keep the question in the bank, for other talks"),
        Binding("escape", "close", "Cancel", id="prep.close", tooltip="Leave the line unwritten"),
    ]  # fmt: skip

    def __init__(self, write: Write, *, id: str, keep: Callable[[Question], None]) -> None:  # noqa: A002
        super().__init__(write, id=id)
        self._keep = keep
        self._phases = False

    def compose(self) -> ComposeResult:
        yield Lines(id="prep-budget")
        yield RecordList(self._draw, empty=_EMPTY, id="prep-questions")
        yield LineField(placeholder="What, how, when, which … Enter keeps it", id="prep-line")
        yield Lines(id="prep-detail")

    def on_mount(self) -> None:
        self._field.display = False

    # Drawing -----------------------------------------------------------------------

    def show_sheet(self, sheet: Sheet, section: str) -> None:
        if self._sheet is not None and self._sheet.uid != sheet.uid:
            self.flush()
            self._end()
        self._sheet = sheet
        self.query_one("#prep-budget", Lines).lines = (budget_line(sheet),)
        self._list.set_rows(self._rows(sheet), keep=self._wanted or None)
        self._wanted = ""
        self._list.refresh()
        self._show_detail()
        self.refresh_bindings()

    def _rows(self, sheet: Sheet) -> list[Row]:
        if not self._phases:
            return [q.uid for q in prep_edit.ranked(sheet.prep)]
        rows: list[Row] = []
        for phase, group in prep_edit.phases(sheet.prep).items():
            if group:
                rows += [Heading(phase.upper()), *(q.uid for q in group)]
        return rows

    def _draw(self, uid: str, width: int) -> Line:
        question = self._sheet.question(uid) if self._sheet else None
        return question_line(self._sheet, question, width) if self._sheet and question else ()

    # Writing one -------------------------------------------------------------------

    def action_add(self) -> None:
        self._begin(Question(uid=new_uid(), text=""), new=True)

    def action_below(self) -> None:
        question = self._one()
        if question is not None:
            topic = question.topic
            self._begin(Question(uid=new_uid(), text="", topic=topic, parent=question.uid), True)

    @on(RecordList.Selected)
    def _edit(self) -> None:
        question = self._one()
        if question is not None:
            self._begin(question, new=False)

    def action_better(self) -> None:
        question = self._judged()
        better = better_form(self._sheet, question) if self._sheet and question else ""
        if not better or question is None:
            return
        if self._draft is None:
            self._begin(question, new=False)
        field = self._field
        field.replace(better, (0, 0), field.document.end)

    def action_better_here(self) -> None:
        self.action_better()

    # Doing -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "close":
            return self._draft is not None
        if action in _NEEDS_ONE and self._one() is None and self._draft is None:
            return False
        if action in ("better", "better_here"):
            if (action == "better") is (self._draft is not None):
                return False
            question = self._judged()
            return bool(self._sheet and question and better_form(self._sheet, question))
        return True

    def _change(self, label: str, change: Callable[[Prep], Prep]) -> None:
        if self._sheet is not None:
            self.write(self._sheet.uid, label, change)

    def action_star(self) -> None:
        if question := self._one():
            star = not question.starred
            uid = question.uid
            self._change("star", lambda prep: prep_edit.change(prep, uid, starred=star))

    def action_rank(self, step: int) -> None:
        question = self._one()
        if question is None or self._sheet is None:
            return
        uid = question.uid
        groups = prep_edit.phases(self._sheet.prep).values() if self._phases else ()
        among = next(({q.uid for q in group} for group in groups if question in group), set[str]())
        self._change("rank", lambda prep: prep_edit.move(prep, uid, step, among))

    def action_delete(self) -> None:
        if question := self._one():
            uid = question.uid
            self._change("delete a question", lambda prep: prep_edit.remove(prep, uid))
            self.notify("Off the sheet · u takes it back", timeout=3)

    def action_phases(self) -> None:
        self._phases = not self._phases
        if self._sheet is not None:
            self.show_sheet(self._sheet, "questions")

    def action_keep(self) -> None:
        if question := self._one():
            self._keep(question)

    @work
    async def action_fact(self) -> None:
        question, sheet = self._one(), self._sheet
        if question is not None and sheet is not None:
            fact = await ask.fact(self.app, sheet, question)
            if fact is not None:
                self.write(sheet.uid, "tie to a fact", _changing(question.uid, fact=fact))

    @work
    async def action_topic(self) -> None:
        question, sheet = self._one(), self._sheet
        if question is not None and sheet is not None:
            topic = await ask.topic(self.app)
            if topic is not None:
                self.write(sheet.uid, "topic", _changing(question.uid, topic=topic))

    @work
    async def action_tailored(self) -> None:
        """What sheet and earlier talks suggest; the chosen question is a draft to edit."""
        if self._sheet is not None:
            question = await ask.suggestion(self.app, self._sheet)
            if question is not None:
                self._begin(replace(question, text=""), new=True, text=question.text)

    def action_bank(self) -> None:
        from infoview_tui.screens.question_bank import BankScreen

        sheet = self._sheet
        if sheet is not None:
            self.flush()
            self.app.push_screen(BankScreen(sheet, lambda chosen: self._take(sheet.uid, chosen)))

    def _take(self, uid: str, chosen: BankQuestion) -> None:
        bank = "" if chosen.own else chosen.id
        question = Question(uid=new_uid(), text=chosen.text, topic=chosen.topic, bank=bank)
        self._wanted = question.uid
        self.write(uid, "from the bank", lambda prep: with_question(prep, question))


def _changing(uid: str, **fields: object) -> Callable[[Prep], Prep]:
    return lambda prep: prep_edit.change(prep, uid, **fields)
