"""The line in which a question is written, kept on the sheet as it is typed."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.widgets import TextArea

from infoview_tui.domain import prep_edit
from infoview_tui.domain.models import Prep, Question, new_uid, with_question
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.text import clean_line
from infoview_tui.screens.keep_soon import KeepSoon
from infoview_tui.screens.prep_part import Part, Write
from infoview_tui.screens.prep_question_lines import question_detail
from infoview_tui.widgets.field import LineField
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import RecordList


class Draft(Struct, frozen=True):
    """The question that is being written, as it was before; `new` ones are not on the sheet yet."""

    question: Question
    new: bool
    kept: str = ""  # the words of it that are on the sheet


class QuestionLinePart(Part):
    """A list of questions, the line to write one in, and below it what the checks say.

    Subclasses say what else can be done with a question.
    """

    def __init__(self, write: Write, *, id: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(write, id=id)
        self._sheet: Sheet | None = None
        self._draft: Draft | None = None
        self._keeping = KeepSoon(self, self.flush)
        self._wanted = ""  # the question to go to once it is on the sheet

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    @property
    def _field(self) -> LineField:
        return self.query_one(LineField)

    @on(RecordList.Highlighted)
    def _show_detail(self) -> None:
        """What the checks say to the question being written, else to the one under the cursor."""
        question, key = self._judged(), "r" if self._draft is None else "ctrl+r"
        detail = question_detail(self._sheet, question, key) if self._sheet and question else ()
        if self._draft is not None and question is not None and question.text:
            detail = detail[1:]  # its words stand in the field
        self.query_one("#prep-detail", Lines).lines = detail

    def _judged(self) -> Question | None:
        """The question that the checks speak of."""
        if self._draft is None:
            return self._one()
        return replace(self._draft.question, text=clean_line(self._field.text))

    def _one(self) -> Question | None:
        return self._sheet.question(self._list.highlighted or "") if self._sheet else None

    def come_to(self, question: str) -> None:
        """The question with this uid."""
        self._list.highlighted = question

    def enter(self) -> None:
        (self._list if self._draft is None else self._field).focus()

    def leave(self) -> None:
        self.flush()
        if self._draft is not None:
            self._end()

    def _begin(self, question: Question, new: bool, text: str | None = None) -> None:
        self.flush()
        self._draft = Draft(question, new, "" if new else question.text)
        self._field.display = True
        self._field.load_text(question.text if text is None else text)
        self._field.focus()
        self._show_detail()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._show_detail()
        if self._draft is not None:
            self._keeping.changed()

    @on(LineField.Submitted)
    def _submitted(self, event: LineField.Submitted) -> None:
        """The question stands; after a new one the line is free for the next."""
        draft = self._draft
        self.flush()
        if draft is None or not draft.new or not clean_line(event.text):
            self._end()
            return
        again = replace(draft.question, uid=new_uid(), text="", fact="", bank="")
        self._begin(again, new=True)

    def action_close(self) -> None:
        """Leaves the line as if nothing had been written in it."""
        draft, sheet = self._draft, self._sheet
        if draft is not None and sheet is not None:
            self._field.load_text(draft.question.text)
            self._put(draft, draft.question.text)
        self._end()

    def _end(self) -> None:
        self._keeping.done()
        self._draft = None
        focused = self._field.has_focus
        self._field.load_text("")
        self._field.display = False
        if focused:
            self._list.focus()
        self._show_detail()

    def flush(self) -> None:
        """Keeps what is being written on the sheet."""
        self._keeping.done()
        if self._draft is not None:
            self._put(self._draft, clean_line(self._field.text))

    def _put(self, draft: Draft, text: str) -> None:
        """The question on the sheet with these words; without words a new one goes off it."""
        if self._sheet is None or text == draft.kept or not (text or draft.new):
            return
        question = draft.question
        self._wanted = question.uid

        def change(prep: Prep) -> Prep:
            if not text:
                return prep_edit.remove(prep, question.uid)
            if draft.new and not draft.kept:
                return with_question(prep, replace(question, text=text))
            return prep_edit.change(prep, question.uid, text=text)

        # Set first: writing makes the screen show the sheet again, and what is kept with it.
        self._draft = replace(draft, kept=text)
        label = "add a question" if draft.new else "edit a question"
        if not self.write(self._sheet.uid, label, change, f"question {question.uid}"):
            self._draft = draft
