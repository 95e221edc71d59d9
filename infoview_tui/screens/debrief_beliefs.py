"""What the talk moved: how sure one is by now of the hypotheses that it can have touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from infoview_tui.domain.decisions import read_confidence
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Confidence, Hypothesis
from infoview_tui.widgets.field import LineField


class ConfidenceField(LineField):
    """`65 they all write daily`: said after the talk `interview`; `draft` could not be read yet."""

    def __init__(self, line: Hypothesis, interview: str, draft: str = "") -> None:
        self.hypothesis = line.uid
        self.key = line.text  # of the draft among the answers, readable wherever they are shown
        self._interview = interview
        super().__init__(draft or self.said(line), placeholder=self._before(line))

    def said(self, line: Hypothesis) -> str:
        """What was said after this talk, as it was typed; nothing if it has not been said."""
        found = (c for c in line.confidence if c.interview == self._interview)
        return next((f"{c.value} {c.why}".strip() for c in found), "")

    def _before(self, line: Hypothesis) -> str:
        others = [c for c in line.confidence if c.interview != self._interview]
        latest: Confidence | None = max(others, key=lambda c: c.at, default=None)
        return f"{latest.value} so far; now?" if latest else "65 they all write every day"

    @property
    def draft(self) -> str:
        """What was typed, unless it is a confidence: that stands on the board."""
        return "" if self.value else self.text.strip()

    @property
    def value(self) -> tuple[int, str] | None:
        """The confidence (0 to 100) and why; None if the text does not begin with one."""
        try:
            return read_confidence(self.text)
        except InfoviewError:
            return None


class Beliefs(Vertical):
    """How sure one is of each hypothesis that the talk can have moved; more may come to them."""

    def __init__(self, interview: str) -> None:
        super().__init__(id="debrief-beliefs")
        self._interview = interview
        self._asked: set[str] = set()  # hypotheses (uids)

    def ask(self, moved: Sequence[tuple[str, Hypothesis]], said: Mapping[str, Any]) -> None:
        """Asks also about these, by how they are shown; `said` holds drafts by their words."""
        new: list[Widget] = []
        for text, line in moved:
            if line.uid not in self._asked:
                draft = str(said.get(line.text, ""))
                new.append(Static(text, markup=False, classes="debrief-prompt"))
                new.append(ConfidenceField(line, self._interview, draft))
        if new and not self._asked:
            title = "HOW SURE AM I NOW, 0 TO 100, AND WHY"
            new.insert(0, Static(title, classes="debrief-section"))
        self._asked |= {line.uid for _, line in moved}
        if new:
            self.mount_all(new)
