"""The dialogs about one question of a prep sheet: each returns a value and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import on
from textual.app import App

from infoview_tui.domain.models import Question, new_uid
from infoview_tui.domain.prep_sections import facts
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.question_bank import TOPICS
from infoview_tui.screens.dialogs import Choose
from infoview_tui.widgets.record_list import RecordList

_NO_FACT = "-"
_MINE = 8  # open questions of earlier talks that are offered at once


class Suggestion(NamedTuple):
    """A question to take as a draft, and why it is offered."""

    question: Question
    source: str


class Suggestions(Choose):
    """Questions to choose from; the whole of the one under the cursor, and why it is offered,
    stands below.
    """

    CSS_PATH = ["dialogs.tcss", "prep.tcss"]

    def __init__(self, question: str, found: Sequence[Suggestion]) -> None:
        options = [(str(number), one.question.text) for number, one in enumerate(found)]
        super().__init__(question, options)
        self._found = dict(zip(self._labels, found, strict=True))

    @on(RecordList.Highlighted)
    def _say_all(self, event: RecordList.Highlighted) -> None:
        if one := self._found.get(event.key or ""):
            self.say(f"{one.question.text}\n{one.source}")


async def fact(app: App[object], sheet: Sheet, question: Question) -> str | None:
    """The line of the sheet that a question springs from; "" for none, None for no answer."""
    lines = facts(sheet.prep)
    if not lines and not question.fact:
        said = "No lines to tie to yet: write some under person, company or industry."
        app.notify(said)
        return None
    options = [(str(number), line) for number, line in enumerate(lines)]
    if question.fact:
        options.append((_NO_FACT, "no fact"))
    answer = await app.push_screen_wait(Choose("From which line does it spring?", options))
    if answer is None:
        return None
    return "" if answer == _NO_FACT else lines[int(answer)]


async def topic(app: App[object]) -> str | None:
    """One of the twelve topics."""
    return await app.push_screen_wait(Choose("About what?", list(TOPICS.items())))


async def suggestion(app: App[object], sheet: Sheet) -> Question | None:
    """A question that the sheet or earlier talks suggest, with the fact it springs from."""
    found = suggested(sheet)
    if not found:
        said = "Nothing to draft from yet: note their path, the company's phase, a challenge."
        app.notify(said)
        return None
    answer = await app.push_screen_wait(Suggestions("A draft to edit", found))
    return None if answer is None else found[int(answer)].question


def suggested(sheet: Sheet) -> list[Suggestion]:
    """Drafts from sheet and card, then open questions of mine, then what is contested."""
    drafts = [
        Suggestion(_new(d.text, d.topic, d.fact), f"◆ {d.fact}" if d.fact else "from the card")
        for d in sheet.drafts()
    ]
    mine = [
        Suggestion(_new(note.text, note.topic), "an open question of yours, from an earlier talk")
        for note, _ in sheet.my_open_questions()[:_MINE]
    ]
    disputes = [
        Suggestion(_new(text), "what you heard so far disagrees") for text in sheet.around.disputes
    ]
    return [*drafts, *mine, *disputes]


def _new(text: str, topic: str = "", fact: str = "") -> Question:
    return Question(uid=new_uid(), text=text, topic=topic, fact=fact)
