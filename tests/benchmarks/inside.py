"""What only the program itself can tell: `python -m tests.benchmarks.inside PATH` prints JSON.

Commits lines of notes, makes them durable, folds; a pulse on the event loop feels every halt.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from random import choice
from time import perf_counter, sleep, thread_time
from typing import Any

from infoview_tui.domain.capture import Captured
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.records import encode
from infoview_tui.journal.journal import Journal

LINES = 60
PULSE = 0.001  # seconds
TEXT = "they write the press release first: one page or no project, and the team reads it aloud"


async def halts(work: Callable[[], Any]) -> tuple[float, float]:
    """Runs work in a thread; its seconds, and the longest that the event loop stood still."""
    loop = asyncio.get_running_loop()
    begun = perf_counter()
    working = loop.run_in_executor(None, work)
    longest, last = 0.0, perf_counter()
    while not working.done():
        await asyncio.sleep(PULSE)
        now = perf_counter()
        longest, last = max(longest, now - last - PULSE), now
    await working
    return perf_counter() - begun, longest


def committed(journal: Journal) -> dict[str, list[float]]:
    """Lines of notes: milliseconds that each blocks (and computes), until it is durable; bytes
    that are written, by its record.
    """
    call = choice(journal.heads.all())  # every time another one, so that none grows long
    log = journal.store.path.with_name(journal.store.path.name + ".log")
    blocked, computed, durable, written = [], [], [], []
    for number in range(LINES):
        size = log.stat().st_size if log.exists() else 0
        begun, spent = perf_counter(), thread_time()
        (note,) = journal.capture(call.uid, [Captured(NoteKind.INSIGHT, f"{number} {TEXT}")])
        blocked.append(1000 * (perf_counter() - begun))
        computed.append(1000 * (thread_time() - spent))
        journal.store.wait_durable()
        durable.append(1000 * (perf_counter() - begun))
        record = json.dumps(encode(note), ensure_ascii=False, separators=(",", ":"))
        written.append((log.stat().st_size - size) / len(record.encode()))
    return {"blocked": blocked, "computed": computed, "durable": durable, "written": written}


def main(path: str) -> None:
    journal = Journal.open(Path(path))
    journal.queue()
    gc.freeze()
    found: dict[str, Any] = committed(journal)
    found["fold"], found["halt"] = asyncio.run(halts(journal.store.fold))
    _, found["still"] = asyncio.run(halts(lambda: sleep(found["fold"])))
    journal.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
