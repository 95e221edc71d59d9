"""Keys typed faster than dialogs open reach the dialog, not the list below it."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.e2e.terminal import Terminal


def test_a_name_typed_right_after_a_becomes_a_contact(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "infoview_tui", "--journal", str(tmp_path / "j.json")]
    env = {"INFOVIEW_CONFIG": str(tmp_path / "config.toml")}
    with Terminal(command, env=env) as terminal:
        terminal.wait_for("Add")
        terminal.press("a", "Tomás Ibarra, Growth PM @ Lumen #growth", "enter")
        terminal.wait_for("Growth PM")
        terminal.press("a", "Lena Fischer @ Holm", "enter", "a", "Sam Okafor @ Atlas", "enter")
        terminal.wait_for("Sam Okafor")
        terminal.wait_for("Lena Fischer")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
