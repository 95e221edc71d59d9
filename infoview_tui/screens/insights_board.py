"""The decision board: what one believes, wants, lacks and has decided, with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from infoview_tui.domain.charts import sparkline
from infoview_tui.domain.dataclasses import replace
from infoview_tui.domain.decisions import Belief, Board, Step, board, read_confidence
from infoview_tui.domain.decisions import Line as BoardLine
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import Hypothesis, HypothesisKind, NoteKind
from infoview_tui.domain.say_dates import say_short
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.insights_links import BOARD_NAMES, LINK_KEYS, LinkedNotes
from infoview_tui.screens.insights_view import TwoLists
from infoview_tui.screens.messages import OpenNote
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, Plain, Row

_LINES = Columns(
    Column(14, grow=1),
    Column(6, align="right", style="accent", drop=1),
    Column(8, align="right", style="muted"),
)
_STEPS = Columns(
    Column(11, style="muted"),
    Column(9, align="right"),
    Column(10, style="accent", drop=1),
    Column(12, grow=1, style="muted"),
)
_NOTES = Columns(Column(20, grow=4), Column(8, grow=1, most=18, style="muted"))
_BAR = 10  # cells of the bar beside a step
_WAY = 6  # confidences drawn beside a hypothesis
_STEP = "step "  # begins the key of a step
_ADVICE = "How sure are you, 0 to 100, and why? 65 they all write every day"


class BoardView(LinkedNotes, TwoLists, inherit_bindings=False):
    """The lines of the board at the left; their way and their evidence at the right."""

    even = True
    empty = (
        "What do you believe about your path, what do you want, what do you lack? a begins the "
        "board; talks then move it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", id="insights.add", tooltip="Add a line to the board"),
        Binding("c", "confidence", "Confidence", id="insights.confidence",
                tooltip="How sure you are by now, and why"),
        Binding("n", "next_action", "Next action", id="insights.next_action",
                tooltip="What you will do about it"),
        Binding("e", "edit", "Edit", id="insights.edit", tooltip="Other words"),
        Binding("d", "close", "Close", id="insights.close",
                tooltip="Close the line, or open it again"),
        *LINK_KEYS,
    ]  # fmt: skip

    def on_mount(self) -> None:
        self._board = Board((), (), (), (), (), ())
        self._beliefs: dict[str, Belief] = {}
        self._lines: dict[str, BoardLine] = {}
        self._steps: dict[str, Step] = {}

    def show(self) -> None:
        journal = self.journal
        lines = journal.hypotheses.all()
        evidence = [f for line in lines for uid in line.notes if (f := self.library.finding(uid))]
        names = {
            said.interview: journal.contacts[head.contact].name
            for line in lines
            for said in line.confidence
            if (head := journal.heads.get(said.interview)) and head.contact in journal.contacts
        }
        found = {f.note.uid: f for f in (*self.library.findings(NoteKind.GAP), *evidence)}
        self._board = board(lines, found.values(), names, journal.now())
        self._beliefs = {b.hypothesis.uid: b for b in self._board.hypotheses}
        groups = (
            ("WANT", self._board.wants),
            ("DON'T WANT", self._board.dont_wants),
            ("GAPS", self._board.gaps),
            ("DECIDED", self._board.decisions),
        )
        self._lines = {one.hypothesis.uid: one for _, group in groups for one in group}
        rows: list[Row] = [Heading("HYPOTHESES"), *self._beliefs] if self._beliefs else []
        for title, group in groups:
            if group:
                rows += [Heading(title), *(one.hypothesis.uid for one in group)]
        if self._board.unboarded:
            rows.append(Heading("GAPS HEARD OF", "t takes one up"))
            rows += [finding.note.uid for finding in self._board.unboarded]
        self.headings.set_rows(rows)
        self.show_lines()

    # Drawing ---------------------------------------------------------------------------

    def draw_heading(self, key: str, width: int) -> Line:
        if (belief := self._beliefs.get(key)) is not None:
            way = sparkline(belief.values[-_WAY:], 100) if len(belief.values) > 1 else ""
            now = "" if belief.now is None else f"{belief.now} %"
            return _LINES.line(width, (self._worded(belief.hypothesis), way, now))
        if (one := self._lines.get(key)) is not None:
            people = one.people
            said = f"{people} {'person' if people == 1 else 'people'}" if people else ""
            return _LINES.line(width, (self._worded(one.hypothesis), "", said))
        finding = self.library.finding(key)
        if finding is None:
            return ()
        return _LINES.line(width, (self.text_of(finding), "", ""))

    def _worded(self, line: Hypothesis) -> tuple[str, str]:
        text = self.pane.shown(line.text)
        return (f"{text} (closed)", "muted") if line.closed_at else (text, "")

    def rows_under(self, heading: str) -> list[Row]:
        self._steps = {}
        line = self._line(heading)
        if line is None:
            return [heading] if self.library.finding(heading) else []
        rows: list[Row] = []
        if line.next_action:
            rows += [Heading("NEXT"), Plain(line=((self.pane.shown(line.next_action), ""),))]
        belief = self._beliefs.get(heading)
        if belief is not None and belief.steps:
            self._steps = {f"{_STEP}{at}": step for at, step in enumerate(belief.steps)}
            rows += [Heading("HOW SURE"), *reversed(self._steps)]
        evidence = belief.evidence if belief else self._lines[heading].evidence
        if evidence:
            rows += [Heading("WHAT WAS SAID"), *(finding.note.uid for finding in evidence)]
        return rows

    def draw_line(self, key: str, width: int) -> Line:
        if (step := self._steps.get(key)) is not None:
            before = "" if step.before is None else f"{step.before} → "
            bar = "█" * round(step.after / 100 * _BAR)
            day = say_short(step.day, self.pane.journal.today())
            why = self._turning(step, self._said_of(step))
            return _STEPS.line(width, (day, f"{before}{step.after}", bar, why))
        finding = self.library.finding(key)
        if finding is None:
            return ()
        return _NOTES.line(width, (self.text_of(finding), self.name_of(finding)))

    def _said_of(self, step: Step) -> str:
        why = self.pane.shown(step.why)
        return " · ".join(part for part in (self.pane.shown(step.name), why) if part)

    def _turning(self, step: Step, why: str) -> str:
        """Marks the talk that moved the belief most."""
        belief = self._beliefs.get(self.headings.highlighted or "")
        return f"moved it most · {why}" if belief and step is belief.turning_point else why

    def reading(self) -> str:
        key = self.lines.highlighted or ""
        if self.lines.has_focus:
            if (step := self._steps.get(key)) is not None:
                return self._turning(step, self._said_of(step))
            return self.whole(self.library.finding(key))
        heading = self.headings.highlighted or ""
        line = self._line(heading)
        if line is None:
            return self.whole(self.library.finding(heading))
        action = f"next: {self.pane.shown(line.next_action)}" if line.next_action else ""
        return "\n".join(part for part in (self.pane.shown(line.text), action) if part)

    def at_hand(self) -> Finding | None:
        shown = self.lines if self.lines.has_focus else self.headings
        return self.library.finding(shown.highlighted or "")

    def open(self, key: str) -> None:
        step = self._steps.get(key)
        if step is None:
            super().open(key)
        elif step.interview:
            self.post_message(OpenNote(step.interview))

    # Writing ---------------------------------------------------------------------------

    def _line(self, key: str) -> Hypothesis | None:
        found = self._beliefs.get(key) or self._lines.get(key)
        return found.hypothesis if found else None

    @property
    def _chosen(self) -> Hypothesis | None:
        return self._line(self.headings.highlighted or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action in ("edit", "next_action", "close"):
            return self._chosen is not None
        if action == "confidence":
            return (self.headings.highlighted or "") in self._beliefs
        return super().check_action(action, parameters)

    @work
    async def action_add(self) -> None:
        options = [(str(kind), name) for kind, name in BOARD_NAMES.items()]
        kind = await self.app.push_screen_wait(Choose("What is it?", options))
        if kind is None:
            return
        name = BOARD_NAMES[HypothesisKind(kind)]
        text = await self.app.push_screen_wait(AskLine(f"A new line: {name}", check=_something))
        if text is not None:
            with self.pane.reporting():
                line = self.journal.add_to_board(HypothesisKind(kind), text)
                self.headings.highlighted = line.uid

    @work
    async def action_edit(self) -> None:
        line = self._chosen
        if line is None:
            return
        text = await self.app.push_screen_wait(
            AskLine(f"The {BOARD_NAMES[line.kind]} in other words", value=line.text,
                    check=_something)
        )  # fmt: skip
        if text is not None:
            with self.pane.reporting():
                now = self.journal.hypotheses[line.uid]
                self.journal.edit_hypothesis(replace(now, text=text))

    @work
    async def action_next_action(self) -> None:
        line = self._chosen
        if line is None:
            return
        text = await self.app.push_screen_wait(
            AskLine("What will you do about it?", value=line.next_action,
                    hint=self.pane.shown(line.text))
        )  # fmt: skip
        if text is not None:
            with self.pane.reporting():
                now = self.journal.hypotheses[line.uid]
                self.journal.edit_hypothesis(replace(now, next_action=text))

    @work
    async def action_confidence(self) -> None:
        line = self._chosen
        if line is None:
            return
        answer = await self.app.push_screen_wait(
            AskLine(self.pane.shown(line.text), hint=_ADVICE, check=_wrong_confidence)
        )
        if answer is not None:
            with self.pane.reporting():
                value, why = read_confidence(answer)
                self.journal.say_confidence(line.uid, value, why)

    def action_close(self) -> None:
        line = self._chosen
        if line is not None:
            with self.pane.reporting():
                closed = self.journal.close_line(line.uid).closed_at
                done = "closed" if closed else "open again"
                self.notify(f"{done} · u takes it back", markup=False, timeout=4)

    # Export ----------------------------------------------------------------------------

    def as_text(self) -> str:
        lines = []
        for belief in self._board.hypotheses:
            way = " → ".join(str(value) for value in belief.values)
            lines.append(f"- {self.pane.shown(belief.hypothesis.text)}: {way or 'not said yet'}")
        parts = ["\n".join(["Hypotheses", "", *lines])] if lines else []
        for title, group in (
            ("Wants", self._board.wants),
            ("Don't wants", self._board.dont_wants),
            ("Gaps", self._board.gaps),
            ("Decisions", self._board.decisions),
        ):
            if group:
                parts.append("\n".join([title, "", *self._with_evidence(group)]))
        return "\n\n".join(parts) + "\n"

    def _with_evidence(self, group: tuple[BoardLine, ...]) -> Iterator[str]:
        for one in group:
            action = one.hypothesis.next_action
            then = f"; next: {self.pane.shown(action)}" if action else ""
            yield f"- {self.pane.shown(one.hypothesis.text)}{then}"
            for finding in one.evidence:
                yield f"  - {self.name_of(finding)}: {self.text_of(finding)}"


def _something(text: str) -> str | None:
    return None if text else "Write a few words, or Esc."


def _wrong_confidence(text: str) -> str | None:
    try:
        read_confidence(text)
    except InfoviewError as error:
        return str(error)
    return None
