"""Pane 2: the prep sheet of the next talk, section by section, and how ready it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from infoview_tui.domain.models import FollowUpKind, FollowUpState, Prep, Question
from infoview_tui.domain.prep_sections import SECTIONS, Section, filled
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.domain.question_public import patterns
from infoview_tui.domain.readiness import readiness
from infoview_tui.screens.editor import edit_outside
from infoview_tui.screens.messages import OpenCompose, OpenLive, OpenPlan
from infoview_tui.screens.prep_head import head_lines, section_detail
from infoview_tui.screens.prep_history import HistoryPart
from infoview_tui.screens.prep_part import Part
from infoview_tui.screens.prep_questions import QuestionsPart
from infoview_tui.screens.prep_talk import SheetScreen, to_come
from infoview_tui.screens.prep_text import TextPart
from infoview_tui.screens.prep_ticks import TicksPart
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.meter import Meter
from infoview_tui.widgets.record_list import RecordList

_MINUTE = 60.0
_HISTORY = Section("history", "History", ())
_ALL = {section.id: section for section in (_HISTORY, *SECTIONS)}
_PARTS = {"questions": "prep-ask", "closing_asks": "prep-tick", "checklist": "prep-tick",
          "history": "prep-history"}  # fmt: skip
_COLUMNS = Columns(Column(1), Column(10, grow=1), Column(3, align="right", style="muted"), gap=1)
_NEEDS_SHEET = frozenset(
    {"start", "page", "confirm", "question", "bank", "plan", "section", "edit", "take"}
)
_NOTHING = """\
No talk is planned.

Press 1 for Contacts and i there to plan one; its sheet opens here. \
F4 in Contacts starts a call that nobody planned."""


class PrepScreen(SheetScreen):
    """Sections at the left, one of them at the right (below 90 columns: instead)."""

    number = 2
    HELP_TEXT = """
    Prepared as for a test: why you want this talk, a line each on industry, company and person,
    five questions of which two spring from what you found out, and what you will ask at the end.
    The bar counts these six.

    Everything is kept as you type. Tab goes to the next section, Esc back to the list.

    Beside a question: ◆ it springs from a fact of this sheet, ! the checks have something to say,
    · a remark on its place. The reason stands below, and often a better form.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f4", "start", "Start", id="prep.start", tooltip="Start this talk: pane 3"),
        Binding("p", "page", "One page", id="prep.page",
                tooltip="The sheet on one page, kept as a file, with one for the calendar"),
        Binding("a", "question", "Question", id="prep.question", tooltip="Write a question"),
        Binding("b", "bank", "Bank", id="prep.open_bank", tooltip="Choose from the question bank"),
        Binding("right_square_bracket", "sheet(1)", "Next talk", key_display="]",
                id="prep.next", tooltip="The sheet of the next talk"),
        Binding("left_square_bracket", "sheet(-1)", "Talk before", key_display="[", show=False,
                id="prep.previous", tooltip="The sheet of the talk before"),
        Binding("c", "confirm", "Confirm", id="prep.confirm",
                tooltip="Write the confirmation, with both time zones"),
        Binding("e", "plan", "Time, place", id="prep.plan", show=False,
                tooltip="Change the time, the length or the link"),
        Binding("ctrl+t", "take", "Take over", id="prep.take", priority=True,
                tooltip="Take over what was noted elsewhere"),
        Binding("ctrl+e,f9", "edit", "Editor", id="prep.edit", priority=True,
                tooltip="Edit this section in $VISUAL or $EDITOR"),
        Binding("tab", "section(1)", "Section", id="prep.next_section", tooltip="The next section"),
        Binding("shift+tab", "section(-1)", "Section before", show=False,
                id="prep.previous_section"),
        Binding("escape", "back", "Back", id="prep.back", tooltip="Back to the sections"),
    ]  # fmt: skip

    @classmethod
    def prepare(cls) -> None:
        patterns()

    def compose_body(self) -> ComposeResult:
        yield Static(_NOTHING, id="prep-nothing", classes="quiet", markup=False)
        yield Lines(id="prep-head")
        with Horizontal(id="prep"):
            with Vertical(id="prep-left"):
                yield Meter(id="prep-ready")
                yield Lines(id="prep-next")
                yield RecordList(self._draw, id="prep-sections")
            with Vertical(id="prep-right"):
                yield Lines(id="prep-what")
                yield TextPart(self._write, id="prep-free", shown=self.shown)
                yield QuestionsPart(self._write, id="prep-ask", keep=self._keep)
                yield TicksPart(self._write, id="prep-tick")
                yield HistoryPart(
                    self._write, id="prep-history", now=self.journal.now, shown=self.shown
                )

    def on_mount(self) -> None:
        self._list.set_rows(list(_ALL))
        self._list.focus()
        super().on_mount()
        self.set_interval(_MINUTE, self._minute_passed)

    def sheet_opened(self, sheet: Sheet) -> None:
        """From its first gap on."""
        self.remove_class("-section")
        self._list.highlighted = _first_gap(sheet.prep)
        self._list.focus()

    def _minute_passed(self) -> None:
        if self.is_current and self._sheet is not None:
            self._show_head(self._sheet)

    def on_resize(self) -> None:
        if self._sheet is not None:
            self._show_head(self._sheet)  # the role is cut to the width

    # Drawing -------------------------------------------------------------------------

    @property
    def _list(self) -> RecordList:
        return self.query_one("#prep-sections", RecordList)

    @property
    def _section(self) -> str:
        return self._list.highlighted or _HISTORY.id

    @property
    def _part(self) -> Part:
        return self.query_one(f"#{_PARTS.get(self._section, 'prep-free')}", Part)

    def draw_sheet(self) -> None:
        sheet = self._sheet
        self.set_class(sheet is None, "-nothing")
        if sheet is None:
            self.refresh_bindings()
            return
        self._show_head(sheet)
        found = readiness(sheet.prep)
        meter = self.query_one(Meter)
        meter.label = "ready"
        meter.value = found.share
        meter.detail = f"{found.done}/{found.total}"
        meter.severity = "success" if found.ready else "accent"
        hint = found.next_hint or "ready: the rest is practice"
        self.query_one("#prep-next", Lines).lines = ([(hint, "muted")],)
        self._list.refresh()
        self.draw_section()

    def _show_head(self, sheet: Sheet) -> None:
        at = self._order.index(sheet.uid) + 1 if sheet.uid in self._order else 0
        place = f"{at} of {len(self._order)}" if at and len(self._order) > 1 else ""
        lines = head_lines(
            sheet, self.journal.now(), place,
            width=self.size.width - 2, shown=self.shown, clock_24=self.journal.preferences.clock_24,
        )  # fmt: skip
        self.query_one("#prep-head", Lines).lines = lines

    @on(RecordList.Highlighted, "#prep-sections")
    def draw_section(self) -> None:
        sheet, chosen = self._sheet, self._part
        for part in self.query(Part):
            part.display = part is chosen
        if sheet is None:
            return
        section = _ALL[self._section]
        prompts: list[Line] = [[("· ", "muted"), (prompt, "muted")] for prompt in section.prompts]
        if section.id == "checklist" and sheet.interview.starts_at:
            prompts.append([("c ", "accent"), ("confirms with both time zones", "muted")])
        title: Line = [(section.title, "strong")]
        if self.classes & {"-tiny", "-narrow"}:  # where the head has no room beside a section
            title = [*title, (f" · {self.shown(sheet.contact.name)}", "muted")]
        self.query_one("#prep-what", Lines).lines = (title, *prompts)
        chosen.show_sheet(sheet, section.id)
        self.query_one(TextPart).field.read_only = self.journal.read_only
        self.refresh_bindings()

    def _draw(self, key: str, width: int) -> Line:
        if self._sheet is None:
            return ()
        ticked = key in filled(self._sheet.prep)
        lacking = key in _lacking(self._sheet.prep)
        sign = ("✓", "success") if ticked and not lacking else ("○" if lacking else " ", "muted")
        return _COLUMNS.line(width, (sign, _ALL[key].title, section_detail(self._sheet, key)))

    # Moving --------------------------------------------------------------------------

    @on(RecordList.Selected, "#prep-sections")
    def _enter(self) -> None:
        self.add_class("-section")
        self._part.enter()

    def action_back(self) -> None:
        self.flush()
        self.remove_class("-section")
        self._list.focus()

    def action_section(self, step: int) -> None:
        """The next section; whoever writes goes on writing there."""
        inside = not self._list.has_focus
        if not inside and step > 0:
            self._enter()
            return
        self._part.leave()
        self._list.action_move(step)
        if inside:
            # At once: what is typed next belongs to the section that comes.
            self.draw_section()
            self._enter()

    def open_part(self, part: str) -> None:
        """The section of this name, or the question with this uid among the others."""
        if part in _ALL:
            self._go_to(part)
        elif self._sheet is not None and self._sheet.question(part):
            self._go_to("questions")
            self.query_one(QuestionsPart).come_to(part)

    def _go_to(self, section: str) -> None:
        self._list.highlighted = section
        self.draw_section()
        self._enter()

    def action_question(self) -> None:
        self._go_to("questions")
        self.query_one(QuestionsPart).action_add()

    def action_bank(self) -> None:
        self._go_to("questions")
        self.query_one(QuestionsPart).action_bank()

    # Writing -------------------------------------------------------------------------

    def _write(
        self, uid: str, label: str, change: Callable[[Prep], Prep], session: str = ""
    ) -> bool:
        with self.reporting():
            self.journal.edit_prep(uid, label, change, session=session)
            return True
        return False

    def _keep(self, question: Question) -> None:
        with self.reporting():
            kept = self.journal.keep_question(question)
            self.notify("Kept in the bank" if kept else "The bank has it already")

    def flush(self) -> None:
        for part in self.query(Part):
            part.flush()

    # Doing ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        sheet = self._sheet
        if action == "back":
            return self.is_mounted and not self._list.has_focus
        if sheet is None or not self.is_mounted:
            return action not in _NEEDS_SHEET | {"sheet"}
        if action == "start":
            return to_come(sheet.interview)
        if action == "confirm":
            return sheet.interview.ahead and sheet.interview.starts_at is not None
        if action == "sheet":
            return bool(self._neighbour(int(str(parameters[0]))))
        text = self.query_one(TextPart)
        if action == "edit":
            return text.display
        if action == "take":
            return text.display and text.offer is not None
        return True

    def action_start(self) -> None:
        if self._sheet is not None:
            self.flush()
            self._chosen = False
            self.post_message(OpenLive(self._sheet.uid))

    def action_confirm(self) -> None:
        """The confirmation, with both time zones; its row in the queue is closed by it."""
        sheet = self._sheet
        if sheet is not None:
            rows = self.journal.follow_ups_of.of(sheet.contact.uid)
            found = (
                row.uid for row in rows
                if row.kind is FollowUpKind.CONFIRM and row.interview == sheet.uid
                and row.state is FollowUpState.OPEN
            )  # fmt: skip
            kind = FollowUpKind.CONFIRM
            self.post_message(OpenCompose(sheet.contact.uid, kind, next(found, "")))

    def action_plan(self) -> None:
        if self._sheet is not None:
            self.post_message(OpenPlan(self._sheet.contact.uid, self._sheet.uid))

    def action_take(self) -> None:
        self.query_one(TextPart).take()

    def action_edit(self) -> None:
        """The section in the user's own editor."""
        part = self.query_one(TextPart)
        with self.reporting():
            part.edited(edit_outside(self.app, part.field.text))

    def action_page(self) -> None:
        """The sheet on one page: shown, and written beside the journal."""
        from infoview_tui.screens.prep_page import PageScreen

        if self._sheet is not None:
            self.flush()
            sheet = self._sheet
            self.app.push_screen(PageScreen(self.journal, sheet, self.shown))


def _lacking(prep: Prep) -> set[str]:
    """The sections that the six musts still ask for."""
    return {must.name.replace(" ", "_") for must in readiness(prep).musts if not must.done}


def _first_gap(prep: Prep) -> str:
    lacking = _lacking(prep)
    return next((section.id for section in SECTIONS if section.id in lacking), "questions")
