"""The question bank: search as you type, by topic, TIARA letter and career stage."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.question_bank import (
    TOPICS,
    BankQuestion,
    CareerStage,
    Tiara,
    own_question,
    search,
)
from infoview_tui.domain.question_checks import same_question
from infoview_tui.domain.text import counted
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.form_input import FormInput
from infoview_tui.widgets.key_bar import KeyBar
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import Heading, RecordList, Row

_COLUMNS = Columns(
    Column(1, style="success"),
    Column(16, grow=1),
    Column(5, style="muted", drop=1),
    Column(1, style="muted"),
    gap=1,
)
_WORDS_ONLY = "Not in the bank. Enter puts these words on the sheet."
_NONE_SUCH = "No question is all of this. F7, F8 and F9 go on to the next kind, and round to all."


class BankScreen(ModalScreen[None]):
    """Enter puts a question on the sheet and stays; what this person was asked is marked."""

    CSS_PATH = "prep.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="bank.take", tooltip="Put it on the sheet"),
        Binding("f7,ctrl+t", "next('topic')", "Topic", id="bank.topic", tooltip="The next topic"),
        Binding("f8,ctrl+r", "next('tiara')", "TIARA", id="bank.tiara", tooltip="The next letter"),
        Binding(
            "f9,ctrl+o", "next('stage')", "Stage", id="bank.stage", tooltip="The next career stage"
        ),
        Binding("escape", "dismiss(None)", "Done", id="bank.done"),
        Binding("down", "cursor(1)", show=False, id="bank.down"),
        Binding("up", "cursor(-1)", show=False, id="bank.up"),
        Binding("pagedown", "page(1)", show=False, id="bank.page_down"),
        Binding("pageup", "page(-1)", show=False, id="bank.page_up"),
    ]

    def __init__(self, sheet: Sheet, take: Callable[[BankQuestion], None]) -> None:
        super().__init__()
        self._take = take
        self._own = sheet.own
        self._questions: dict[str, BankQuestion] = {}
        self._filters: dict[str, str] = {"topic": "", "tiara": "", "stage": ""}
        asked, here = sheet.asked(), sheet.prep.questions
        everything = search(own=self._own)
        self._asked = {q.id for q in everything if any(_is(q, a.text, a.bank) for a in asked)}
        self._here = {q.id for q in everything if any(_is(q, h.text, h.bank) for h in here)}

    def compose(self) -> ComposeResult:
        with Vertical(id="bank"):
            yield FormInput(placeholder="words of a question or a topic; Enter takes the one below",
                            id="bank-words", compact=True)  # fmt: skip
            yield Static(id="bank-filters", markup=False)
            yield RecordList(self._draw, id="bank-list")
            yield Lines(id="bank-detail")
        yield KeyBar()

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    def on_mount(self) -> None:
        self._refill()
        self.query_one(FormInput).focus()

    @on(Input.Changed)
    def _refill(self) -> None:
        words = self.query_one(FormInput).value
        found = search(words, own=self._own, **self._filters)
        self._questions = {question.id: question for question in found}
        rows: list[Row] = []
        for topic, group in groupby(found, key=lambda question: question.topic):
            rows.append(Heading(TOPICS.get(topic, "your own").upper()))
            rows += [question.id for question in group]
        self._list.empty = _WORDS_ONLY if words.strip() else _NONE_SUCH
        self._list.set_rows(rows)
        self._list.action_first()
        said = [f"{name}: {value or 'all'}" for name, value in self._filters.items()]
        line = " · ".join([counted(len(found), "question"), *said]).replace("tiara", "TIARA")
        self.query_one("#bank-filters", Static).update(Content(line))
        self._show_detail()

    def _draw(self, key: str, width: int) -> Line:
        question = self._questions.get(key)
        if question is None:
            return ()
        sign = "✓" if key in self._here else ""
        asked = "asked" if key in self._asked else ""
        quiet = "muted" if asked or sign else ""
        return _COLUMNS.line(width, (sign, (question.text, quiet), asked, question.tiara.letter))

    @on(RecordList.Highlighted)
    def _show_detail(self) -> None:
        question = self._questions.get(self._list.highlighted or "")
        if question is None:
            self.query_one(Lines).lines = ()
            return
        stages = (
            ""
            if len(question.stages) == len(CareerStage)
            else ", ".join(stage for stage in CareerStage if stage in question.stages)
        )
        kind = [question.tiara, question.phase, stages]
        if question.id in self._asked:
            kind.append("you asked them this before")
        said = " · ".join(part for part in kind if part)
        self.query_one(Lines).lines = ([(question.text, "strong")], [(said, "muted")])

    def action_next(self, name: str) -> None:
        kinds: dict[str, list[str]] = {
            "topic": list(TOPICS), "tiara": _values(Tiara), "stage": _values(CareerStage)
        }  # fmt: skip
        values = ["", *kinds[name]]
        self._filters[name] = values[(values.index(self._filters[name]) + 1) % len(values)]
        self._refill()

    def action_cursor(self, step: int) -> None:
        self._list.action_move(step)

    def action_page(self, pages: int) -> None:
        self._list.action_page(pages)

    @on(Input.Submitted)
    @on(RecordList.Selected)
    def action_take(self) -> None:
        """Puts the question under the cursor on the sheet; words of one's own if none was found."""
        question = self._questions.get(self._list.highlighted or "")
        words = self.query_one(FormInput).value.strip()
        if question is None and words:
            question = own_question(words)
            self.query_one(FormInput).value = ""
        if question is None or question.id in self._here:
            return
        self._take(question)
        self._here.add(question.id)
        self._list.refresh_record(question.id)
        self.action_cursor(1)


def _is(question: BankQuestion, text: str, bank: str) -> bool:
    return question.id == bank if bank else same_question(question.text, text)


def _values(kinds: type[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]
