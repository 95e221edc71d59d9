"""What lies behind a talk: the tie, earlier talks, what was asked, what is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.models import Interview
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.stages import held_at
from infoview_tui.domain.text import counted, with_names
from infoview_tui.screens.messages import OpenContact, OpenNote
from infoview_tui.screens.prep_part import Part, Write
from infoview_tui.widgets.contact_card import Card, CardLine, ContactCard
from infoview_tui.widgets.facts import Fact, FactRow
from infoview_tui.widgets.record_list import RecordList


class HistoryPart(Part):
    """Lines to read; Enter opens the card, a talk, or the line in which something was said."""

    def __init__(
        self,
        write: Write,
        *,
        id: str,  # noqa: A002  (Textual's own name)
        now: Callable[[], datetime],
        shown: Callable[[str], str],
    ) -> None:
        super().__init__(write, id=id)
        self._now, self._shown = now, shown
        self._targets: dict[str, Message] = {}

    def compose(self) -> ComposeResult:
        yield ContactCard(id="prep-history-card")

    def show_sheet(self, sheet: Sheet, section: str) -> None:
        self._targets = {}
        contact = sheet.contact
        facts: list[FactRow] = [Fact(None, with_names(sheet.tie, self._shown))] if sheet.tie else []
        facts += [Fact(None, self._shown(line), style="muted") for line in contact.personal]
        lines = [self._to("CARD", "everything about them", OpenContact(contact.uid))]
        for talk in sheet.earlier:
            asked = sum(bool(question.asked_at) for question in talk.prep.questions)
            said = f"{counted(len(talk.notes), 'note')}, {counted(asked, 'question')} asked"
            lines.append(self._to("TALKS", said, OpenNote(talk.uid), detail=self._day(talk)))
        lines += [CardLine("ASKED", question.text) for question in sheet.asked()]
        for loop in sheet.loops():
            target = OpenNote(loop.interview, loop.note.uid)
            lines.append(self._to("OPEN", loop.note.text, target, detail=loop.label))
        self.query_one(ContactCard).card = Card("", tuple(facts), tuple(lines))

    def _day(self, talk: Interview) -> str:
        now = self._now()
        moment = held_at(talk) or talk.starts_at
        return say_day(day_of(moment, now), now.date()) if moment else talk.status.value

    def _to(self, label: str, text: str, target: Message, detail: str = "") -> CardLine:
        key = f"{len(self._targets)}"
        self._targets[key] = target
        return CardLine(label, text, detail, key=key)

    def enter(self) -> None:
        self.query_one(ContactCard).focus()

    @on(RecordList.Selected)
    def _entered(self, event: RecordList.Selected) -> None:
        if target := self._targets.get(event.key):
            self.post_message(target)
