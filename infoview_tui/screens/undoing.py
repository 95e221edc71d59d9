"""Undo and redo, of whatever size, with the screen alive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from infoview_tui.journal.core import Keys, Undone
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pace import Pace, uncollected


async def take_step(
    journal: Journal, *, backwards: bool, begun: Callable[[], object]
) -> Undone | None:
    """Takes the last verb back, or (not `backwards`) does it again; None if there is none.

    One of many records, as an import, is written in a thread: `begun` hears that it will take its
    time. Raises `InfoviewError` if it cannot be taken, or while another one is under way.
    """
    step = journal.next_step(backwards=backwards)
    if step is None or not step.is_long:
        return journal.undo() if backwards else journal.redo()
    what = "undoing" if backwards else "doing again"
    journal.under_way = f"{what} {len(step.entry.changes):,} records"
    begun()
    try:
        with uncollected():
            keys = await asyncio.to_thread(journal.write_step, step)
            await hear_many(journal, keys)
    finally:
        journal.under_way = ""
    return journal.taken(step, keys)


async def hear_many(journal: Journal, keys: Keys) -> None:
    """Lets the journal read these records anew and tell the screens, a slice at a time."""
    pace = Pace()
    for _ in journal.hearing(keys):
        await pace.rest()
