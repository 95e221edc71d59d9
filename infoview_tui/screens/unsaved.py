"""The question asked by who wants to quit while the disk refuses."""

from __future__ import annotations

from infoview_tui.screens.dialogs import Choose

STAY, COPY, LOSE = "stay", "copy", "lose"


class Unsaved(Choose):
    """What to do with changes that are only in memory; Esc stays."""

    def __init__(self, why: str, changes: int) -> None:
        count = "1 change is" if changes == 1 else f"{changes} changes are"
        lost = "it" if changes == 1 else "them"
        super().__init__(
            f"Not saved: {why}. {count} in memory only.",
            (
                (STAY, "Stay: it is tried again every few seconds"),
                (COPY, "Write a copy of the journal elsewhere, then quit"),
                (LOSE, f"Quit and lose {lost}"),
            ),
            "`infoview merge COPY` brings a copy back later",
        )
