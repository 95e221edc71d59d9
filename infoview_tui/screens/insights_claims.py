"""Claims: what several people say, what they say otherwise, and what to ask the next one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from infoview_tui.domain.claims import (
    CLAIM_KINDS,
    Claim,
    OpenQuestion,
    Standing,
    linked_claims,
    open_questions,
)
from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import InterviewHead, NoteKind, Question, new_uid
from infoview_tui.domain.say_dates import say_when
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.insights_links import LINK_KEYS, LinkedNotes
from infoview_tui.screens.insights_view import TwoLists
from infoview_tui.screens.pace import Pace
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.record_list import Heading, Row

_CLAIMS = Columns(Column(16, grow=1), Column(9, align="right", style="muted", drop=1))
_VOICES = Columns(
    Column(10, grow=1, most=20),
    Column(20, grow=6),
    Column(5, align="right", style="muted", drop=1),
)
_STANDING_STYLE = {Standing.CONTESTED: "warning", Standing.CORROBORATED: "success"}
_QUESTION = "question "  # begins the key of an open question


class ClaimsView(LinkedNotes, TwoLists, inherit_bindings=False):
    """Contested and corroborated claims, open questions, then what one voice alone says."""

    even = True
    empty = (
        'Insights (!), advice (>) and quotes (") of your talks become claims here. With s and x '
        "you say which of them agree and which contradict each other."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *LINK_KEYS[:2],
        Binding("a", "ask", "Ask next", id="insights.ask",
                tooltip="Put the open question on the sheet of a coming talk"),
        Binding("d", "unlink", "Unlink", id="insights.unlink",
                tooltip="Take the link between the claim and this note away"),
        *LINK_KEYS[2:],
    ]  # fmt: skip

    def on_mount(self) -> None:
        self._claims: dict[str, Claim] = {}
        self._open: dict[str, OpenQuestion] = {}

    def show(self) -> None:
        self._gather()

    @work(exclusive=True, group="claims")
    async def _gather(self) -> None:
        """In a few steps with rests between them: many talks hold ten thousands of claims."""
        pace, linked = Pace(), self.library.linked()
        told = _once(linked_claims(linked))
        asked = {finding.note.uid: finding for finding in linked}
        asked |= {f.note.uid: f for f in self.library.findings(NoteKind.QUESTION)}
        await pace.rest()
        opened = open_questions(asked.values())
        await pace.rest()
        voices = self.library.findings(*CLAIM_KINDS)
        await pace.rest()
        self._show(told, opened, voices)

    def _show(
        self, told: Sequence[Claim], opened: Sequence[OpenQuestion], voices: Sequence[Finding]
    ) -> None:
        self._claims = {claim.uid: claim for claim in told}
        self._open = {f"{_QUESTION}{one.source.note.uid}": one for one in opened}
        rows: list[Row] = []
        for standing in (Standing.CONTESTED, Standing.CORROBORATED):
            keys = [claim.uid for claim in told if claim.standing is standing]
            rows += [Heading(standing.upper(), str(len(keys))), *keys] if keys else []
        if self._open:
            rows += [Heading("TO ASK THE NEXT PERSON", str(len(self._open))), *self._open]
        joined = {voice.note.uid for claim in told for voice in (*claim.voices, *claim.against)}
        alone = [voice.note.uid for voice in voices if voice.note.uid not in joined]
        rows += [Heading(Standing.SINGLE.upper(), str(len(alone))), *alone] if alone else []
        self.fill(rows)

    def rows_under(self, heading: str) -> list[Row]:
        claim = self._claim(heading)
        if claim is None:
            opened = self._open.get(heading)
            return [opened.source.note.uid] if opened else []
        rows: list[Row] = [Heading("SAY SO"), *(voice.note.uid for voice in claim.voices)]
        if claim.against:
            rows += [Heading("SAY OTHERWISE"), *(voice.note.uid for voice in claim.against)]
        return rows

    def _claim(self, key: str) -> Claim | None:
        if key in self._claims:
            return self._claims[key]
        finding = self.library.finding(key)
        return Claim((finding,), ()) if finding else None

    def draw_heading(self, key: str, width: int) -> Line:
        if key in self._open:
            return _CLAIMS.line(width, (self.pane.shown(self._open[key].text), ""))
        claim = self._claim(key)
        if claim is None:
            return ()
        sides = f"{claim.people}"
        if claim.against:
            sides += f" : {len({voice.contact for voice in claim.against})}"
        return _CLAIMS.line(
            width,
            (self.pane.shown(claim.text), (sides, _STANDING_STYLE.get(claim.standing, "muted"))),
        )

    def draw_line(self, key: str, width: int) -> Line:
        finding = self.library.finding(key)
        if finding is None:
            return ()
        cells = (self.name_of(finding), self.text_of(finding), self.ago(finding))
        return _VOICES.line(width, cells)

    def at_hand(self) -> Finding | None:
        if self.lines.has_focus:
            return self.library.finding(self.lines.highlighted or "")
        heading = self.headings.highlighted or ""
        return None if heading in self._open else self.library.finding(heading)

    def reading(self) -> str:
        opened = self._open.get(self.headings.highlighted or "")
        if opened is not None and not self.lines.has_focus:
            return f"{self.pane.shown(opened.text)}\n{self.pane.shown(opened.why)}"
        return super().reading()

    # Acting ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action == "ask":
            return (self.headings.highlighted or "") in self._open
        if action == "unlink":
            return self.lines.has_focus and (self.headings.highlighted or "") in self._claims
        return super().check_action(action, parameters)

    @work
    async def action_ask(self) -> None:
        opened = self._open.get(self.headings.highlighted or "")
        if opened is None:
            return
        coming = sorted(self._coming(), key=lambda head: head.starts_at or self.journal.now())
        if not coming:
            self.notify("No talk is planned. i in Contacts plans one.")
            return
        options = [(head.uid, self._say(head)) for head in coming]
        answer = await self.app.push_screen_wait(
            Choose("Whom will you ask?", options, hint=self.pane.shown(opened.text))
        )
        if answer is not None:
            with self.pane.reporting():
                question = Question(uid=new_uid(), text=opened.text, topic=opened.source.topic)
                self.journal.add_question(answer, question)
                self.notify("on the sheet · u takes it back")

    def _coming(self) -> list[InterviewHead]:
        return [head for head in self.journal.heads.all() if head.ahead]

    def _say(self, head: InterviewHead) -> str:
        name = self.pane.name_of(head.contact)
        return f"{name}, {say_when(head.starts_at, self.journal.now())}" if head.starts_at else name

    def action_unlink(self) -> None:
        claim = self._claims.get(self.headings.highlighted or "")
        note = self.library.finding(self.lines.highlighted or "")
        if claim is None or note is None:
            return
        with self.pane.reporting():
            self.journal.unlink_notes(
                (note.interview, note.note.uid),
                [
                    (other.interview, other.note.uid)
                    for other in (*claim.voices, *claim.against)
                    if other.note.uid != note.note.uid
                ],
            )

    def as_text(self) -> str:
        lines = []
        for claim in self._claims.values():
            lines += [f"{self.pane.shown(claim.text)} ({claim.standing})"]
            lines += [self._voice("+", voice) for voice in claim.voices]
            lines += [self._voice("-", voice) for voice in claim.against]
            lines.append("")
        lines += ["To ask the next person", ""]
        lines += [f"- {self.pane.shown(opened.text)}" for opened in self._open.values()]
        return "\n".join(["Claims", "", *lines]) + "\n"

    def _voice(self, sign: str, finding: Finding) -> str:
        return f"  {sign} {self.name_of(finding)}: {self.text_of(finding)}"


def _once(told: Iterable[Claim]) -> list[Claim]:
    """A dispute is one row, whichever side it is seen from: that of more people comes first."""
    shown: list[Claim] = []
    disputed: set[str] = set()
    for claim in told:
        sides = {finding.note.uid for finding in claim.against}
        if not sides or disputed.isdisjoint(voice.note.uid for voice in claim.voices):
            shown.append(claim)
            disputed |= sides
    return shown
