"""The decision board: what one believes, wants, lacks and has decided, with what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from infoview_tui.domain.charts import sparkline
from infoview_tui.domain.decisions import Belief, Board, Step, board
from infoview_tui.domain.decisions import Line as BoardLine
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import Hypothesis, NoteKind
from infoview_tui.domain.say_dates import say_short
from infoview_tui.screens.insights_board_keys import BOARD_KEYS, BoardWriting
from infoview_tui.screens.insights_links import LINK_KEYS
from infoview_tui.screens.insights_view import TwoLists
from infoview_tui.screens.messages import OpenNote
from infoview_tui.screens.pace import Pace
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


class BoardView(BoardWriting, TwoLists, inherit_bindings=False):
    """The lines of the board at the left; their way and their evidence at the right."""

    even = True
    empty = (
        "What do you believe about your path, what do you want, what do you lack? a begins the "
        "board; talks then move it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*BOARD_KEYS, *LINK_KEYS]

    def on_mount(self) -> None:
        self._board = Board((), (), (), (), (), ())
        self._beliefs: dict[str, Belief] = {}
        self._lines: dict[str, BoardLine] = {}
        self._steps: dict[str, Step] = {}
        self._wanted: str | None = None  # the line to come to once it is there

    def come_to(self, line: str) -> None:
        self._wanted = line
        self.show()

    def show(self) -> None:
        self._gather()

    @work(exclusive=True, group="board")
    async def _gather(self) -> None:
        """In a few steps: many talks name thousands of gaps."""
        journal, pace = self.journal, Pace()
        lines = journal.hypotheses.all()
        await pace.rest()
        evidence = [f for line in lines for uid in line.notes if (f := self.library.finding(uid))]
        names = {
            said.interview: journal.contacts[head.contact].name
            for line in lines
            for said in line.confidence
            if (head := journal.heads.get(said.interview)) and head.contact in journal.contacts
        }
        await pace.rest()
        found = {f.note.uid: f for f in (*self.library.findings(NoteKind.GAP), *evidence)}
        await pace.rest()
        self._board = board(lines, found.values(), names, journal.now())
        await pace.rest()
        self._show()

    def _show(self) -> None:
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
        wanted, self._wanted = self._wanted, None
        self.fill(rows, keep=wanted)

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
        line = self.line(heading)
        if line is None:
            return [heading] if self.library.finding(heading) else []
        rows: list[Row] = []
        for title, text in (("WHY", line.why), ("NEXT", line.next_action)):
            if text:
                rows += [Heading(title), Plain(line=((self.pane.shown(text), ""),))]
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
        line = self.line(heading)
        if line is None:
            return self.whole(self.library.finding(heading))
        return "\n".join((self.pane.shown(line.text), self._why_and_next(line)))

    def _why_and_next(self, line: Hypothesis) -> str:
        why = f"because {self.pane.shown(line.why)}" if line.why else ""
        action = f"next: {self.pane.shown(line.next_action)}" if line.next_action else ""
        return " · ".join(filter(None, (why, action)))

    def at_hand(self) -> Finding | None:
        shown = self.lines if self.lines.has_focus else self.headings
        return self.library.finding(shown.highlighted or "")

    def open(self, key: str) -> None:
        step = self._steps.get(key)
        if step is None:
            super().open(key)
        elif step.interview:
            self.post_message(OpenNote(step.interview))

    def line(self, key: str) -> Hypothesis | None:
        found = self._beliefs.get(key) or self._lines.get(key)
        return found.hypothesis if found else None

    # Export ----------------------------------------------------------------------------

    def as_text(self) -> str:
        lines = []
        for belief in self._board.hypotheses:
            way = " → ".join(str(value) for value in belief.values)
            said = f"{self._worded(belief.hypothesis)[0]}: {way or 'not said yet'}"
            more = self._why_and_next(belief.hypothesis)
            lines.append(f"- {' · '.join(filter(None, (said, more)))}")
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
            said = self._worded(one.hypothesis)[0], self._why_and_next(one.hypothesis)
            yield f"- {' · '.join(filter(None, said))}"
            for finding in one.evidence:
                yield f"  - {self.name_of(finding)}: {self.text_of(finding)}"
