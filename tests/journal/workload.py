"""A little life of a journal whose every state can be told: the n-th entry leaves n records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Document

COUNTER = ("interviews", "counter")


def entry(store: Store, n: int) -> Entry:
    """Adds the record `r<n>` and counts it, both or neither."""
    before = store.document(*COUNTER)
    notes = [*(before["notes"] if before else []), {"uid": f"n{n}", "text": f"note {n} – ünïcode"}]
    after: Document = {"uid": COUNTER[1], "n": n, "notes": notes}
    record = {"uid": f"r{n}", "name": f"Contact {n}"}
    return Entry(
        "count", (Change(*COUNTER, before, after), Change("contacts", f"r{n}", None, record))
    )


def counted(store: Store) -> int:
    """The number of entries that the journal holds; fails if one is there by half."""
    document = store.document(*COUNTER)
    n = int(document["n"]) if document else 0
    assert list(store.uids("contacts")) == [f"r{number}" for number in range(1, n + 1)]
    notes = document["notes"] if document else []
    assert [note["uid"] for note in notes] == [f"n{number}" for number in range(1, n + 1)]
    return n


def live(
    path: Path,
    disk: Disk | None = None,
    *,
    entries: int = 6,
    confirm: Callable[[int], None] = lambda n: None,
    wait: float | None = 60.0,
) -> None:
    """Open, commit entries with folds between them, close.

    `confirm(n)` is called when n entries are durable, for which each waits `wait` seconds at
    most; or (None) when they are with the operating system.
    """
    store = Store.open(path, disk=disk)
    try:
        start = counted(store)
        for n in range(start + 1, start + entries + 1):
            store.commit(entry(store, n))
            if n % 5 == 2:
                continue  # two entries are synced together
            if wait is None or store.wait_durable(wait):
                confirm(n)
            if n % 3 == 0:
                store.fold()
    finally:
        store.close()
