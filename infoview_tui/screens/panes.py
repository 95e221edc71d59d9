"""The five panes by their number, each imported when it is first shown."""

from __future__ import annotations

from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pane import JournalScreen


def make_pane(number: int, journal: Journal) -> JournalScreen[object]:
    """A new screen for pane `number`, 1 to 5."""
    if number == 1:
        from infoview_tui.screens.contacts import ContactsScreen

        return ContactsScreen(journal)
    if number == 2:
        from infoview_tui.screens.prep import PrepScreen

        return PrepScreen(journal)
    if number == 3:
        from infoview_tui.screens.live import LiveScreen

        return LiveScreen(journal)
    if number == 4:
        from infoview_tui.screens.follow_ups import FollowUpsScreen

        return FollowUpsScreen(journal)
    from infoview_tui.screens.insights import InsightsScreen

    return InsightsScreen(journal)
