"""When a pilot may go on: once the event loop of the app has nothing left to do.

Textual's pilot takes an app for idle that uses little processor time. On a busy machine an app
that waits for the processor uses none, and the test would look at a screen half done.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import pytest

PATIENCE = 60.0  # seconds: they pass only where something is broken

_SOON = 0.02  # seconds: Textual draws 60 times a second, and long readers rest for less
_ROUNDS = 50  # an app that has been left has timers that go on for nothing


async def wait_for_idle(*_: float) -> None:
    """Waits until nothing stands ready to run, nor will in a moment.

    What threads and longer timers bring comes later: tests wait for it by a condition.
    """
    loop: Any = asyncio.get_running_loop()
    end = monotonic() + PATIENCE
    for _round in range(_ROUNDS):
        while loop._ready:
            assert monotonic() < end, "the app never comes to rest"
            await asyncio.sleep(0)
        times = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        if not times or (wait := min(times) - loop.time()) >= _SOON:
            break
        await asyncio.sleep(max(0.0, wait))


def make_pilots_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets every pilot wait for the app itself, not for the processor."""
    monkeypatch.setattr("textual.app.wait_for_idle", wait_for_idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_for_idle)
