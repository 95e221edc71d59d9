"""The sample journal fills every pane, and is gone afterwards."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.home import Home

# Each key, and what the pane shows then and the one before did not.
PANES = {
    "2": "Closing asks",
    "3": "You were a librarian for seven years",
    "f5": "OVERDUE",
    "5": "advice they gave",
    "1": "Oluwaseun",
}


def test_the_demo_shows_every_pane_full_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.opened("demo") as terminal:
        terminal.wait_for("Sam Okafor")
        for key, text in PANES.items():
            terminal.press(key)
            terminal.wait_for(text)
    assert not home.journal.exists()
    assert list((home.folder / "tmp").iterdir()) == []
