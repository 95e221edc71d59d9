"""A change of many records is taken back in a thread: the bar says so, and nothing cuts in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Contact
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.undo import Step
from infoview_tui.widgets.pane_bar import PaneBar
from tests.quiet import PATIENCE
from tests.screens.harness import OpenApp, open_app

PEOPLE = [Contact(uid=f"c{number}", name=f"Ann Lee {number:03}") for number in range(400)]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A step is written only once it is open."""
    gate, write_step = threading.Event(), Journal.write_step

    def gated(journal: Journal, step: Step) -> Keys:
        assert gate.wait(PATIENCE)
        return write_step(journal, step)

    monkeypatch.setattr(Journal, "write_step", gated)
    yield gate
    gate.set()


def says(opened: OpenApp) -> str:
    return opened.app.screen.query_one(PaneBar).save_state


async def test_an_import_is_taken_back_and_done_again_with_the_screen_alive(
    journal_path: Path, gate: threading.Event
) -> None:
    async with open_app(journal_path) as opened:
        opened.journal.commit("import", PEOPLE)
        undoing = asyncio.create_task(opened.app.action_undo())
        await opened.until(lambda: says(opened) == "undoing 400 records")
        with pytest.raises(InfoviewError, match="one moment: undoing 400 records"):
            opened.journal.undo()
        await opened.app.action_redo()
        assert opened.journal.store.count("contacts") == 400
        gate.set()
        await undoing
        await opened.until(lambda: says(opened).startswith("saved"))
        assert opened.journal.store.count("contacts") == 0
        await opened.until(lambda: opened.shows("Nobody here yet"))
        await opened.press("U")
        await opened.until(lambda: opened.shows("Ann Lee 000"))
        assert len(opened.journal.contacts) == 400
        await opened.press("u")
        await opened.until(lambda: len(opened.journal.contacts) == 0)


async def test_keys_that_are_pressed_meanwhile_come_after_it(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, str]] = []
    write_step = Journal.write_step

    def spied(journal: Journal, step: Step) -> Keys:
        keys = write_step(journal, step)
        written.append((step.entry.label, journal.under_way))
        return keys

    monkeypatch.setattr(Journal, "write_step", spied)
    async with open_app(journal_path) as opened:
        opened.journal.commit("add", [Contact(uid="sam", name="Sam Okafor")])
        opened.journal.commit("import", PEOPLE)
        await opened.press("u", "u")
        await opened.until(lambda: opened.journal.store.count("contacts") == 0)
    assert written == [("import", "undoing 400 records"), ("add", "")]


async def test_what_cannot_be_taken_back_is_said_and_stays(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Keys:
        raise InfoviewError("cannot undo: changed elsewhere")

    async with open_app(journal_path) as opened:
        opened.journal.commit("import", PEOPLE)
        monkeypatch.setattr(Journal, "write_step", refuse)
        await opened.press("u")
        await opened.until(lambda: opened.shows("changed elsewhere"))
        assert len(opened.journal.contacts) == 400
        assert not opened.journal.under_way
        monkeypatch.undo()
        await opened.press("u")
        await opened.until(lambda: opened.journal.store.count("contacts") == 0)
