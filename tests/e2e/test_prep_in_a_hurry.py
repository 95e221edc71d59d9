"""Sections of the prep sheet filled at full speed: each text lands in its own section."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from infoview_tui.domain.models import Contact, Interview
from infoview_tui.journal.journal import Journal
from tests.e2e.terminal import Terminal

TEXTS = {
    "purpose": "Learn whether growth is a craft or a mood",
    "industry": "Tariffs have become a design problem",
    "company": "Lumen removed one field from its form",
    "person": "A teacher before the first product job",
    "common_ground": "Priya Natarajan",
}


def test_what_is_typed_right_after_tab_belongs_to_the_next_section(tmp_path: Path) -> None:
    path = tmp_path / "j.json"
    journal = Journal.open(path)
    talk = Interview(uid="i", contact="c")
    journal.commit("before", [Contact(uid="c", name="Tomás Ibarra"), talk])
    journal.close()
    command = [sys.executable, "-m", "infoview_tui", "--journal", str(path)]
    with Terminal(command, env={"INFOVIEW_CONFIG": str(tmp_path / "config.toml")}) as terminal:
        terminal.wait_for("Tomás Ibarra")
        terminal.press("2")
        terminal.wait_for("Purpose")
        for text in TEXTS.values():
            terminal.press("tab", text)
        terminal.wait_for("Priya Natarajan")
        terminal.press("esc", "q")
        assert terminal.wait_for_end() == 0
    (document,) = json.loads(path.read_text("utf-8"))["interviews"].values()
    assert {name: document["prep"].get(name) for name in TEXTS} == TEXTS
