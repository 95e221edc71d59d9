"""Everyone who helped, and how: whom to tell the good news."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from infoview_tui.domain.relations import HelpedBy, helped_by
from infoview_tui.journal.core import Keys
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.messages import OpenContact
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import RecordList

_COLUMNS = Columns(Column(20, grow=1, most=30), Column(20, grow=3, style="muted"))
_EMPTY = "Nobody yet: who talked with you, introduced you or gave you a hand will stand here."


class HelpedByScreen(JournalScreen[None]):
    """The people behind a success; those who helped in most ways come first."""

    CSS_PATH = "follow_ups.tcss"

    number = 4
    HELP_TEXT = """
    Everyone who talked with you, introduced you to somebody or gave you a hand. A new role, a
    decision, an exam passed: n puts a message to each of them into the queue; space marks those
    whom you want to tell.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "news", "Tell the news", id="helped_by.news",
                tooltip="A row for each of them, or for the marked ones: tell them"),
        Binding("escape,H", "close", "Back", key_display="esc", id="helped_by.close"),
    ]  # fmt: skip

    _helpers: dict[str, HelpedBy]

    def compose_body(self) -> ComposeResult:
        yield Static(id="helped-head", markup=False)
        yield RecordList(self._draw, empty=_EMPTY, marking=True, id="helped")

    @property
    def _list(self) -> RecordList:
        return self.query_one("#helped", RecordList)

    def on_mount(self) -> None:
        super().on_mount()
        self._list.focus()

    def show(self) -> None:
        journal = self.journal
        people = [contact for contact in journal.contacts.all() if not contact.archived]
        found = helped_by(
            people,
            {person.uid: journal.interviews_of.of(person.uid) for person in people},
            {person.uid: journal.touches_of.of(person.uid) for person in people},
        )
        self._helpers = {helper.contact.uid: helper for helper in found}
        self._list.set_rows(list(self._helpers))
        self.query_one("#helped-head", Static).update(f"Helped by {len(found)}")

    def changed(self, keys: Keys) -> None:
        if any(table in ("contacts", "interviews", "touches") for table, _ in keys):
            self.show()

    def _draw(self, key: str, width: int) -> Line:
        helper = self._helpers[key]
        return _COLUMNS.line(width, (self.shown(helper.contact.name), ", ".join(helper.ways)))

    @work
    async def action_news(self) -> None:
        marked = self._list.marked
        uids = [uid for uid in self._helpers if uid in marked or not marked]
        if not uids:
            return
        who = self.name_of(uids[0]) if len(uids) == 1 else f"{len(uids)} people"
        news = await self.app.push_screen_wait(
            AskLine(
                f"Good news for {who}",
                placeholder="I start as a product manager at Atlas",
                hint="as a sentence goes on: “I have news: …”",
                check=lambda text: None if text else "Say what happened.",
            )
        )
        if news:
            with self.reporting():
                rows = self.journal.spread_news(uids, news)
                self._list.marked = frozenset()
                self.notify(f"{len(rows)} rows in the queue · u takes it back")

    @on(RecordList.Selected, "#helped")
    def _entered(self, event: RecordList.Selected) -> None:
        self.post_message(OpenContact(event.key))

    def action_close(self) -> None:
        self.dismiss(None)
