"""A journal with a talk under way, the program on it, and what a fault left of the talk."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import infoview_tui.app
import infoview_tui.screens.live
import infoview_tui.screens.panes
from infoview_tui.cli import run
from infoview_tui.domain.models import Contact, Interview
from infoview_tui.journal.journal import Journal
from tests.e2e.terminal import Terminal

HOUSE = Path(__file__).parents[2]
PARTNER = "Priya Natarajan"
LOADED = (infoview_tui.app, infoview_tui.screens.live, infoview_tui.screens.panes)  # before a fork


def begin_call(path: Path) -> None:
    """Writes a journal in which a talk has just begun."""
    journal = Journal.open(path)
    partner = Contact(uid="priya", name=PARTNER, role="Staff PM", company="Northwind")
    journal.commit("add", [partner, Contact(uid="sam", name="Sam Okafor", company="Atlas")])
    journal.call_now(partner.uid)
    journal.close()


def call_of(path: Path) -> Interview:
    """The talk as the next start finds it; the journal is closed again."""
    journal = Journal.open(path)
    try:
        return next(iter(journal.interviews.all()))
    finally:
        journal.close()


def on_screen(path: Path, *, forked: bool = True, **options: Any) -> Terminal:
    """The program on a journal, in a terminal with these options."""
    options["env"] = {**private_places(path.parent), **options.get("env", {})}
    if forked:
        return Terminal(partial(run, ["--journal", str(path)]), **options)
    return Terminal([sys.executable, "-m", "infoview_tui", "--journal", str(path)], **options)


def in_call(path: Path, **options: Any) -> Terminal:
    """The program in the field of the talk."""
    terminal = on_screen(path, **options)
    terminal.wait_for("Follow-ups")
    terminal.press("f4")
    terminal.wait_for(f"{PARTNER} · Staff PM")
    return terminal


def infoview(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command about a journal, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "infoview_tui", "--journal", str(path), *words],
        cwd=HOUSE,
        env={**os.environ, **private_places(path.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def private_places(folder: Path) -> dict[str, str]:
    """Where preferences, states and copies go, so that no test finds those of the machine."""
    home = home_beside(folder)
    home.mkdir(exist_ok=True)
    places = {name: str(home / name.lower()) for name in _PLACES}
    return {"HOME": str(home), "INFOVIEW_CONFIG": str(home / "config.toml"), **places}


def home_beside(folder: Path) -> Path:
    """The user's home: not in the journal's folder, which may be taken away."""
    return folder.with_name(f"{folder.name}-home")


_PLACES = ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR")


def litter(path: Path) -> list[str]:
    """What stands beside the journal and is neither it nor its backups."""
    known = {path.name, f"{path.name}.backups"}
    return sorted(set(os.listdir(path.parent)) - known)  # noqa: PTH208 - names are wanted
