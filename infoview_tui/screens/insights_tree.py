"""The introduction tree: who led to whom, what each branch led to, what is owed back."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from infoview_tui.domain.acquaintances import Acquaintance, Names, acquaintances
from infoview_tui.domain.introductions import Branch, Duty, TreeRow, by_source, forest, rows
from infoview_tui.domain.models import Contact
from infoview_tui.screens.insights_view import InsightsView, facts_of
from infoview_tui.screens.messages import OpenContact
from infoview_tui.screens.pace import Pace
from infoview_tui.widgets.columns import Line, Span
from infoview_tui.widgets.record_list import Heading, RecordList, Row

_EMPTY = (
    "Who led you to whom grows here as a tree: begin a line with @ when a person is named in a "
    "talk, or add a contact as “Tomás Ibarra via Priya”."
)
_MANY = 300  # people, above which the trees begin folded
_DUTY_STYLE = {Duty.OWED: "accent", Duty.OVERDUE: "warning"}


class TreeView(InsightsView):
    """The trees by the source of their roots; below them, who may know whom."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "fold", "Fold", id="insights.fold", tooltip="Fold the branch, or unfold"),
        Binding("z", "fold_all", "Fold all", id="insights.fold_all",
                tooltip="Fold every tree, or unfold all"),
        Binding("v", "introduced", "Introduced", id="insights.introduced",
                tooltip="Yes: the speaker led me to the person named"),
        Binding("left", "shut(True)", show=False, id="insights.shut"),
        Binding("right", "shut(False)", show=False, id="insights.unshut"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        yield RecordList(self._draw, id="tree")

    def on_mount(self) -> None:
        self._folded: set[str] = set()
        self._trees: tuple[Branch, ...] = ()
        self._rows: dict[str, TreeRow] = {}
        self._known: dict[str, Acquaintance] = {}

    @property
    def _list(self) -> RecordList:
        return self.query_one("#tree", RecordList)

    def show(self) -> None:
        contacts = self.journal.contacts.all()
        introduced = {c.introduced_by for c in contacts if c.introduced_by}
        part = [c for c in contacts if c.introduced_by or c.uid in introduced]
        self._compute(part)

    # Without a description Textual writes all arguments out: half a second for thousands of people.
    @work(exclusive=True, group="forest", description="the trees")
    async def _compute(self, part: list[Contact]) -> None:
        """Off the event loop: with thousands of people it takes a while."""
        facts = await facts_of(self.journal, part, self.library)
        first = not self._trees
        self._trees = await asyncio.to_thread(
            forest, part, facts, self.journal.now(), self.journal.preferences.limits
        )
        if first and len(part) > _MANY:
            self._folded = {tree.contact.uid for tree in self._trees}
        self._fill()
        if not self.library.pending:
            self._look_for_acquaintances()

    def _fill(self) -> None:
        self._rows, shown = {}, list[Row]()
        today = self.journal.today()
        for source, trees in by_source(self._trees):
            title = f"{source}".replace("_", " ").upper() if source else "OTHERS"
            branch = {row.contact: row for row in rows(trees, self._folded, today)}
            self._rows |= branch
            shown += [Heading(title), *branch]
        if self._known:
            shown += [Heading("PERHAPS THEY KNOW EACH OTHER", str(len(self._known))), *self._known]
        self._list.empty = self.when_complete(_EMPTY)
        self._list.set_rows(shown)
        self.read_out()
        self.refresh_bindings()

    def _draw(self, key: str, width: int) -> Line:
        if key in self._known:
            link = self._known[key]
            speaker, named = self.pane.name_of(link.speaker), self.pane.name_of(link.named)
            return ((f"{speaker} named {named}", ""), ("  " + self.text_of(link.finding), "muted"))
        row = self._rows[key]
        line: list[Span] = [(row.lines, "muted"), (self.pane.shown(row.name), "")]
        line.append((" ▸" if row.folded else "", "accent"))
        detail, report, day = row.detail.partition("report back")
        if said := detail.rstrip(" ·"):
            line.append((f"  {said}", "muted"))
        if report:
            line.append((f"  {report}{day}", _DUTY_STYLE.get(row.duty, "muted")))
        return line

    def reading(self) -> str:
        key = self._list.highlighted or ""
        if key in self._known:
            return self.whole(self._known[key].finding)
        row = self._rows.get(key)
        if row is None:
            return ""
        contact = self.journal.contacts.get(key)
        where = self.pane.role_at(contact) if contact else ""
        name = self.pane.shown(row.name)
        return "\n".join(part for part in (f"{name} · {where}" if where else name, row.detail))

    # Folding -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("fold", "fold_all", "introduced") and self.is_mounted:
            key = self._list.highlighted or ""
            if action == "introduced":
                return key in self._known
            return bool(self._rows) if action == "fold_all" else self._foldable(key)
        return True

    def _foldable(self, key: str) -> bool:
        return key in self._rows and self._rows[key].foldable

    def action_fold(self) -> None:
        key = self._list.highlighted or ""
        if self._foldable(key):
            self._folded ^= {key}
            self._fill()

    def action_shut(self, shut: bool) -> None:
        key = self._list.highlighted or ""
        if self._foldable(key) and self._rows[key].folded is not shut:
            self.action_fold()

    def action_fold_all(self) -> None:
        roots = {tree.contact.uid for tree in self._trees}
        self._folded = set() if self._folded else roots
        self._fill()

    # Who may know whom -----------------------------------------------------------------

    @work(exclusive=True, group="acquaintances")
    async def _look_for_acquaintances(self) -> None:
        found: dict[str, Acquaintance] = {}
        names = Names(self.journal.contacts.all())
        pace = Pace()
        for talk in list(self.library.talks()):
            for link in acquaintances(talk.findings, names):
                found.setdefault(" ".join(sorted((link.speaker, link.named))), link)
            await pace.rest()
        if found.keys() != self._known.keys():
            self._known = found
            self._fill()

    def action_introduced(self) -> None:
        """The speaker led me to the person named: the tie is written on that person's card."""
        link = self._known.get(self._list.highlighted or "")
        if link is not None:
            with self.pane.reporting():
                named = self.journal.contacts[link.named]
                self.journal.edit_contact(replace(named, introduced_by=link.speaker))

    # Going there -----------------------------------------------------------------------

    @on(RecordList.Highlighted)
    def _moved(self) -> None:
        self.read_out()
        self.refresh_bindings()

    @on(RecordList.Selected)
    def _opened(self, event: RecordList.Selected) -> None:
        link = self._known.get(event.key)
        self.post_message(OpenContact(link.named if link else event.key))

    def as_text(self) -> str:
        """The whole tree, unfolded."""
        today = self.journal.today()
        lines = []
        for source, trees in by_source(self._trees):
            lines += ["", f"{source or 'others'}", ""]
            for row in rows(trees, (), today):
                name = self.pane.shown(row.name)
                lines.append(f"{row.lines}{name}  {row.detail}".rstrip())
        return "\n".join(["Who led to whom", *lines]) + "\n"
