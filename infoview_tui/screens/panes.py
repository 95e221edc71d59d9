"""The five panes by their number, each imported when it is first shown."""

from __future__ import annotations

from pathlib import Path

from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pane import JournalScreen

PANES = ("contacts", "prep", "live", "follow_ups", "insights")
"""The names of the panes, in the order of their numbers; for Textual each is a mode."""


def make_pane(number: int, journal: Journal) -> JournalScreen[object]:
    """A new screen for pane `number`, 1 to 5."""
    return pane_class(number)(journal)


def pane_class(number: int) -> type[JournalScreen[object]]:
    """The screen that pane `number` is."""
    if number == 1:
        from infoview_tui.screens.contacts import ContactsScreen

        return ContactsScreen
    if number == 2:
        from infoview_tui.screens.prep import PrepScreen

        return PrepScreen
    if number == 3:
        from infoview_tui.screens.live import LiveScreen

        return LiveScreen
    if number == 4:
        from infoview_tui.screens.follow_ups import FollowUpsScreen

        return FollowUpsScreen
    from infoview_tui.screens.insights import InsightsScreen

    return InsightsScreen


def read_code(number: int) -> None:
    """Imports pane `number`, and what takes long there once."""
    pane_class(number).prepare()


def sheet_of(number: int) -> Path:
    """The file of pane `number`'s styles."""
    name = pane_class(number).CSS_PATH
    assert isinstance(name, str)  # each pane has one
    return Path(__file__).with_name(name)
