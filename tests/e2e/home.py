"""One person's machine: a journal in a folder of its own, opened by keys or by commands."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from tests.e2e.terminal import Terminal

ROOT = Path(__file__).parents[2]
MORNING = datetime(2026, 11, 18, 10, 0, tzinfo=timezone(timedelta(hours=1)))  # a Wednesday
QUIT = "\x11"  # ctrl+q: from everywhere, also while typing


class Home:
    """A home directory with one journal; every time it is opened, the program is started anew.

    It is a morning in the middle of a week, whenever the test runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journal = folder / "journal.json"
        self._born = time.monotonic()
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

    def _command(self, *arguments: str, minutes: int) -> list[str]:
        lived = timedelta(seconds=time.monotonic() - self._born)
        moment = MORNING + lived + timedelta(minutes=minutes)
        return [sys.executable, "-m", "tests.e2e.later", moment.isoformat(), *arguments]
