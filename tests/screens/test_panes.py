"""The panes that are made while nobody waits: they stand unseen, and are right when one comes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widget import AwaitMount
from textual.widgets import Input

from infoview_tui.app import InfoviewApp
from infoview_tui.domain.models import AnyRecord, Contact, Interview, Note, NoteKind, Status
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal import crash_log
from infoview_tui.journal.crash_log import tell_crash
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import insights, type_ahead
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.follow_ups import FollowUpsScreen
from infoview_tui.screens.insights import InsightsScreen
from infoview_tui.screens.live import LiveScreen
from infoview_tui.screens.messages import OpenLive
from infoview_tui.screens.panes import PANES
from infoview_tui.screens.prep import PrepScreen
from infoview_tui.widgets.pane_bar import PaneBar
from tests.screens.harness import NOW, OpenApp, open_app, until

ANN, BEN = Contact(uid="ann", name="Ann Lee"), Contact(uid="ben", name="Ben Ode")


@dataclass
class Clock:
    """Stands still until somebody moves it."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def _panes_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are made at once, and not only after a second without a key."""
    monkeypatch.setattr(type_ahead, "_REST", 0.01)


def talk(uid: str, contact: Contact, after: timedelta) -> Interview:
    return Interview(
        uid=uid, contact=contact.uid, status=Status.SCHEDULED, starts_at=NOW + after, minutes=30
    )


FIRST, SECOND = talk("first", ANN, timedelta(hours=1)), talk("second", BEN, timedelta(hours=6))
RECORDS = (ANN, BEN, FIRST, SECOND)


def opened(
    path: Path, records: Iterable[AnyRecord] = RECORDS, size: tuple[int, int] = (100, 30)
) -> AbstractAsyncContextManager[OpenApp]:
    return open_app(path, records, size=size)


def made(app: InfoviewApp) -> dict[str, Screen[object]]:
    """The panes that stand, by their name."""
    stacks = app._screen_stacks.items()
    return {name: stack[0] for name, stack in stacks if name in PANES and stack[0].is_mounted}


def while_made(
    monkeypatch: pytest.MonkeyPatch, pane: str, act: Callable[[InfoviewApp], object]
) -> None:
    """Something happens while this pane is being made, and does not stand yet."""
    make = InfoviewApp._init_mode

    def make_and_act(app: InfoviewApp, mode: str) -> AwaitMount:
        making = make(app, mode)
        if mode == pane:
            assert pane not in made(app)
            act(app)
        return making

    monkeypatch.setattr(InfoviewApp, "_init_mode", make_and_act)


async def all_made(o: OpenApp) -> None:
    await o.until(lambda: len(made(o.app)) == len(PANES))
    await o.pilot.pause()


async def test_all_panes_are_made_while_the_first_stays_in_front(journal_path: Path) -> None:
    async with opened(journal_path) as o:
        front = await o.screen(ContactsScreen)
        shown, focused = o.lines()[1:], o.app.focused
        await all_made(o)
        assert o.app.screen is front
        assert o.app.focused is focused
        assert o.lines()[1:] == shown  # the bar above counts what is due by now
        for key, pane in (("2", "prep"), ("3", "live"), ("f5", "follow_ups"), ("5", "insights")):
            before = made(o.app)[pane]
            await o.press(key)
            assert o.app.screen is before


async def test_nothing_is_made_while_somebody_writes(journal_path: Path) -> None:
    async with opened(journal_path) as o:
        await o.press("\\")
        await o.until(lambda: isinstance(o.app.focused, Input))
        rest = asyncio.ensure_future(o.app.rest())
        await o.write("ann")
        assert not rest.done()
        await o.press("escape")
        await o.until(rest.done)


async def test_a_pane_that_is_asked_for_while_it_is_made_is_that_one(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_made(monkeypatch, "live", lambda app: app.post_message(OpenLive("second")))
    async with opened(journal_path) as o:
        pane = await o.screen(LiveScreen)
        assert pane is made(o.app)["live"]
        assert len(o.app.screen_stack) == 1
        await o.until(lambda: o.shows("Ben Ode"))


async def test_a_talk_agreed_since_is_the_one_at_hand(journal_path: Path) -> None:
    async with opened(journal_path) as o:
        await all_made(o)
        soon = talk("soon", BEN, timedelta(minutes=5))
        o.journal.commit("agreed", [soon], undoable=False)
        await o.press("3")
        await o.until(lambda: o.shows("Ben Ode"))
        await o.press("f3")
        await o.until(lambda: o.shows("Ben Ode"))


async def test_when_the_next_talk_is_past_the_one_after_it_is_at_hand(journal_path: Path) -> None:
    clock = Clock()
    async with open_app(journal_path, RECORDS, clock=clock) as o:
        await all_made(o)
        clock.now += timedelta(hours=5)
        await o.press("2")
        await o.until(lambda: o.shows("Ben Ode"))
        await o.press("3")
        await o.until(lambda: o.shows("Ben Ode"))


async def test_the_talk_that_was_asked_for_stays(journal_path: Path) -> None:
    async with opened(journal_path) as o:
        await all_made(o)
        o.app.screen.post_message(OpenLive("second"))
        await o.screen(LiveScreen)
        await o.until(lambda: o.shows("Ben Ode"))
        await o.pilot.pause()
        assert o.shows("Ben Ode")


async def test_a_pane_made_before_shows_what_was_changed_since(journal_path: Path) -> None:
    async with opened(journal_path) as o:
        await all_made(o)
        await o.press("m")
        o.app.preferences = Preferences(clock_24=False)
        o.app.preferences_taken()
        await o.press("2")
        await o.screen(PrepScreen)
        await o.until(lambda: o.shows("A. L."))
        assert o.shows("11:00 am") or o.shows("11:00 AM")
        assert o.widget("PaneBar", PaneBar).masked


async def test_a_pane_made_for_a_wide_terminal_fits_a_narrow_one(journal_path: Path) -> None:
    async with opened(journal_path, size=(120, 30)) as o:
        await all_made(o)
        await o.pilot.resize_terminal(60, 24)
        await o.press("2")
        pane = await o.screen(PrepScreen)
        await o.until(lambda: pane.has_class("-narrow"))
        assert not pane.has_class("-wide")


async def test_unseen_only_the_newest_talks_are_read(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insights, "_FIRST", 2)
    talks = [
        Interview(
            uid=f"talk-{day}",
            contact="ann",
            status=Status.HELD,
            starts_at=NOW - timedelta(days=day),
            started_at=NOW - timedelta(days=day),
            ended_at=NOW - timedelta(days=day, hours=-1),
            notes=(
                Note(
                    uid=f"note-{day}",
                    at=NOW - timedelta(days=day),
                    kind=NoteKind.INSIGHT,
                    text=f"learned {day} days ago",
                ),
            ),
        )
        for day in range(1, 6)
    ]
    async with opened(journal_path, [ANN, *talks]) as o:
        await all_made(o)
        pane = made(o.app)["insights"]
        assert isinstance(pane, InsightsScreen)
        await o.until(lambda: pane.library.read == 2 and not o.app.workers)
        await o.press("5")
        await o.until(lambda: pane.library.complete)
        await o.until(lambda: all(o.shows(f"learned {day} days") for day in range(1, 6)))


async def test_a_day_that_has_begun_since_is_seen_in_the_queue(journal_path: Path) -> None:
    clock = Clock()
    async with open_app(journal_path, RECORDS, clock=clock) as o:
        await all_made(o)
        clock.now += timedelta(days=2)
        await o.press("4")
        pane = await o.screen(FollowUpsScreen)
        await o.until(lambda: [row.key for row in o.journal.queue()] == pane.rows_list.keys)


@pytest.mark.parametrize("pane", PANES[1:])
async def test_leaving_while_a_pane_is_made_ends_well(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch, pane: str
) -> None:
    while_made(monkeypatch, pane, lambda app: app.exit(return_code=3))
    journal = Journal.open(journal_path)
    journal.commit("before the test", list(RECORDS), undoable=False)
    app = InfoviewApp(lambda: journal, journal=journal)
    try:
        async with app.run_test() as pilot:
            await until(pilot, lambda: app.return_code is not None)
    finally:
        app.close_journal()
    assert app.return_code == 3


async def test_after_a_fault_no_pane_is_made_before_somebody_comes_to_it(
    journal_path: Path,
) -> None:
    tell_crash(ValueError("a pane that cannot draw what is in this journal"))
    async with opened(journal_path) as o:
        await o.app.at_leisure().wait()
        assert list(made(o.app)) == ["contacts"]
        os.utime(crash_log.crash_log_path(), (0, 0))  # long ago
        await o.app.at_leisure().wait()
        assert set(made(o.app)) == set(PANES)
