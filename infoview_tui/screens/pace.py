"""Long reading beside a living screen: some milliseconds of work, some of rest."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

WORK = 0.008  # seconds
REST = 0.004  # seconds: a frame takes many small steps of the event loop, not one


class Pace:
    """Says when a reader must pause: `await pace.rest()` after every small step."""

    def __init__(self) -> None:
        self._since = perf_counter()

    async def rest(self) -> None:
        """Lets keys act and the screen be drawn, if it is time for that."""
        if perf_counter() - self._since >= WORK:
            await asyncio.sleep(REST)
            self._since = perf_counter()


@contextmanager
def uncollected() -> Iterator[None]:
    """While many records are made that stay: the collector of reference cycles would walk through
    them again and again, and stop everything for a tenth of a second each time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
