"""The first frame: shown while the journal is being read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from infoview_tui.widgets.pane_bar import PaneBar


class OpeningScreen(Screen[object]):
    """The bar and one quiet word; replaced by pane 1 when the journal is there."""

    def compose(self) -> ComposeResult:
        bar = PaneBar()
        bar.active = 1
        yield bar
        yield Static("opening the journal …", markup=False, classes="quiet")
