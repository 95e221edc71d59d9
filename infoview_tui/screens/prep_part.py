"""What the parts of the prep sheet have in common: they show one section and ask for changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.containers import Vertical

from infoview_tui.domain.models import Prep
from infoview_tui.domain.prep_sheet import Sheet


class Write(Protocol):
    """How a part changes the sheet of one interview: by the screen, the only one to write.

    Returns whether it is written; if not, the screen has said why.
    """

    def __call__(
        self, uid: str, label: str, change: Callable[[Prep], Prep], session: str = ""
    ) -> bool: ...


class Part(Vertical):
    """The right side of pane 2 for some sections. It holds what is being typed, nothing else."""

    def __init__(self, write: Write, *, id: str) -> None:  # noqa: A002  (Textual's own name)
        super().__init__(id=id, classes="prep-part")
        self.write = write

    def show_sheet(self, sheet: Sheet, section: str) -> None:
        """Draws a section; what is being typed in it stays."""

    def enter(self) -> None:
        """Takes the focus."""

    def flush(self) -> None:
        """Writes what is being typed."""

    def leave(self) -> None:
        """Another section is about to be shown: what was being typed counts as written."""
        self.flush()
