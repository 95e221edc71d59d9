"""One question across people: what each of them said to it."""

from __future__ import annotations

from infoview_tui.domain.dates import say_ago
from infoview_tui.domain.insights import Answer, Finding
from infoview_tui.domain.say_dates import say_date
from infoview_tui.journal.shelves import Heading
from infoview_tui.screens.insights_links import LinkedNotes
from infoview_tui.screens.insights_view import TwoLists
from infoview_tui.screens.messages import OpenNote
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Row

_QUESTIONS = Columns(Column(16, grow=1), Column(4, align="right", style="muted"))
_ANSWERS = Columns(
    Column(10, grow=1, most=20),
    Column(20, grow=6),
    Column(5, align="right", style="muted", drop=1),
)
_NOTHING = "asked; nothing noted"


class AnswersView(LinkedNotes, TwoLists):
    """The questions at the left, most asked first; the answers at the right, a note a line."""

    even = True
    empty = (
        "Questions that you ask in talks stand here, each with everybody's answer. "
        "Prepare some in 2 Prep; tab marks them asked in 3 Live."
    )

    def show(self) -> None:
        self._questions: dict[str, Heading] = {q.key: q for q in self.library.questions()}
        self._answers: dict[str, Answer] = {}
        self._first: set[str] = set()
        self.fill(list(self._questions))

    def rows_under(self, heading: str) -> list[Row]:
        """The notes of each answer; an answer without notes is a line of its own."""
        self._answers, self._first = {}, set()
        table = self.library.answers_to(heading)
        for number, answer in enumerate(table.rows if table else ()):
            keys = [note.uid for note in answer.notes] or [f"answer {number}"]
            self._answers |= dict.fromkeys(keys, answer)
            self._first.add(keys[0])
        return list(self._answers)

    def draw_heading(self, key: str, width: int) -> Line:
        question = self._questions[key]
        return _QUESTIONS.line(width, (question.title, str(question.people)))

    def draw_line(self, key: str, width: int) -> Line:
        answer = self._answers[key]
        name, ago = "", ""
        if key in self._first:
            name = self.pane.shown(answer.name)
            ago = say_ago(answer.day, self.journal.today())
        finding = self.library.finding(key)
        said = (self.text_of(finding), "") if finding else (_NOTHING, "muted")
        return _ANSWERS.line(width, (name, said, ago))

    def head(self) -> str:
        shown, asked = len(self._questions), self.library.asked
        some = f" ({shown} of {asked})" if shown < asked else ""
        return f"questions · people asked{some}" if shown else ""

    def reading(self) -> str:
        key = self.lines.highlighted or ""
        if (finding := self.library.finding(key)) is not None:
            return self.whole(finding)
        question = self._questions.get(self.headings.highlighted or "")
        return question.title if question else ""

    def at_hand(self) -> Finding | None:
        return self.library.finding(self.lines.highlighted or "")

    def open(self, key: str) -> None:
        note = key if self.library.finding(key) else ""
        self.post_message(OpenNote(self._answers[key].interview, note))

    def as_text(self) -> str:
        """Every question with its answers; the whole of the view, not what is in sight."""
        parts = []
        for question in self._questions.values():
            table = self.library.answers_to(question.key)
            lines = [question.title, ""]
            for answer in table.rows if table else ():
                said = "; ".join(self.pane.shown(note.text) for note in answer.notes)
                lines.append(
                    f"- {self.pane.shown(answer.name)}, {say_date(answer.day)}: {said or _NOTHING}"
                )
            parts.append("\n".join(lines))
        return "\n\n".join(parts) + "\n"
