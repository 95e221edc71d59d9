"""The dialogs about one question of a prep sheet: each returns a value and writes nothing."""

from __future__ import annotations

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


class Suggestions(Choose):
    """Questions to choose from; the whole of the one under the cursor stands below."""

    @on(RecordList.Highlighted)
    def _say_all(self, event: RecordList.Highlighted) -> None:
        self.say(self._labels.get(event.key or "", ""))


async def fact(app: App[object], sheet: Sheet, question: Question) -> str | None:
    """The line of the sheet that a question springs from; "" for none, None for no answer."""
    lines = facts(sheet.prep)
    if not lines and not question.fact:
        said = "No lines to tie to yet: write some under person, company or industry."
        app.notify(said, markup=False)
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
        app.notify(said, markup=False)
        return None
    options = [(str(number), question.text) for number, question in enumerate(found)]
    answer = await app.push_screen_wait(Suggestions("A draft to edit", options))
    return None if answer is None else found[int(answer)]


def suggested(sheet: Sheet) -> list[Question]:
    """Drafts from sheet and card, then open questions of mine, then what is contested."""
    drafts = [
        Question(uid=new_uid(), text=d.text, topic=d.topic, fact=d.fact) for d in sheet.drafts()
    ]
    mine = [
        Question(uid=new_uid(), text=note.text, topic=note.topic)
        for note, _ in sheet.my_open_questions()[:_MINE]
    ]
    disputes = [Question(uid=new_uid(), text=text) for text in sheet.around.disputes]
    return [*drafts, *mine, *disputes]
