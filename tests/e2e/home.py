"""One person's machine: a journal in a folder of its own, opened by keys or by commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tests.e2e.terminal import Terminal

ROOT = Path(__file__).parents[2]
QUIT = "\x11"  # ctrl+q: from everywhere, also while typing


class Home:
    """A home directory with one journal; every time it is opened, the program is started anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.json"
        (folder / "tmp").mkdir()
        self._environment = {
            **os.environ,
            "INFOVIEW_CONFIG": str(folder / "config.toml"),
            "INFOVIEW_JOURNAL": str(self.journal),
            "XDG_STATE_HOME": str(folder / "state"),
            "TMPDIR": str(folder / "tmp"),
            "TZ": "Europe/Berlin",
            "NO_COLOR": "",
        }

    def run(self, *arguments: str, minutes: int = 0) -> tuple[int, str]:
        """Runs a command to its end, so many minutes from now; its exit code and output."""
        done = subprocess.run(
            self._command(*arguments, minutes=minutes),
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    @contextmanager
    def opened(self, *arguments: str, minutes: int = 0) -> Iterator[Terminal]:
        """The program at a terminal of 80x24, so many minutes from now; quit by a key."""
        command = self._command(*arguments, minutes=minutes)
        with Terminal(command, env=self._environment, cwd=ROOT) as terminal:
            terminal.wait_for("saved")
            yield terminal
            terminal.press(QUIT)
            assert terminal.wait_for_end() == 0
        assert not self.journal.with_name("journal.json.log").exists()

    def table(self, name: str) -> list[dict[str, Any]]:
        """The documents of a table, as the plain TinyDB finds them."""
        with TinyDB(self.journal) as db:
            return [dict(document) for document in db.table(name)]

    def contact(self, name: str) -> dict[str, Any]:
        return next(c for c in self.table("contacts") if c["name"] == name)

    def open_rows(self) -> set[str]:
        """The kinds of what is owed."""
        return {
            row["kind"] for row in self.table("follow_ups") if row.get("state", "open") == "open"
        }

    @staticmethod
    def _command(*arguments: str, minutes: int) -> list[str]:
        return [sys.executable, "-m", "tests.e2e.later", str(minutes), *arguments]
