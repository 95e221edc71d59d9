"""The queue kept up to date contact by contact: a change costs what it concerns."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

from infoview_tui.domain.models import Contact
from infoview_tui.domain.owed import History
from infoview_tui.domain.queue import UNKNOWN, rows_of
from infoview_tui.domain.queue_row import Row, arranged
from infoview_tui.domain.why import Lookup
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.views import View

# Rows grow late by the clock as well: after this they are computed anew, a slice at a time.
_FRESH = timedelta(minutes=5)


class QueueCache:
    """The rows of every contact, recomputed where records changed."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._computed_at: datetime | None = None
        self._changed: dict[str, None] = {}  # must be computed before the queue is shown
        self._owner: dict[str, str] = {}  # of the records behind the rows, should they vanish
        self._aging: dict[str, None] = {}  # may be a few minutes old until its turn comes
        journal.subscribe(self._heard)

    def rows(self) -> tuple[Row, ...]:
        """The whole queue, grouped and sorted."""
        while not self.read(1.0):
            pass
        return arranged([row for rows in self._rows.values() for row in rows])

    def read(self, seconds: float) -> bool:
        """Computes for so long what is not known yet; whether the queue can be shown.

        What the clock alone has aged is computed after that, in further calls.
        """
        until = time.perf_counter() + seconds
        self._age()
        look, now = self._lookup(), self._journal.now()
        waiting = self._changed or self._aging
        while waiting and time.perf_counter() < until:
            contact, _ = waiting.popitem()
            self._compute(contact, look, now)
            waiting = self._changed or self._aging
        return not self._changed

    def _age(self) -> None:
        now = self._journal.now()
        if self._computed_at is None:
            self._changed = dict.fromkeys(self._everybody())
        elif not timedelta() <= now - self._computed_at < _FRESH:
            # A new day moves every row; what was due today must not be shown as such.
            old = self._computed_at.date() != now.date()
            waiting = self._changed if old else self._aging
            waiting.update(dict.fromkeys(self._everybody()))
        else:
            return
        self._computed_at = now

    def _compute(self, contact: str, look: Lookup, now: datetime) -> None:
        self._aging.pop(contact, None)
        rows = rows_of(self._history(contact), look, now)
        if rows:
            self._rows[contact] = rows
        else:
            self._rows.pop(contact, None)

    def _everybody(self) -> set[str]:
        journal = self._journal
        return {
            *journal.follow_ups_of.keys(),
            *journal.interviews_of.keys(),
            *journal.touches_of.keys(),
        }

    def _history(self, uid: str) -> History:
        journal = self._journal
        history = History(
            contact=journal.contacts.get(uid) or Contact(uid=uid, name=UNKNOWN, archived=True),
            touches=tuple(journal.touches_of.of(uid)),
            interviews=tuple(journal.interviews_of.of(uid)),
            follow_ups=tuple(journal.follow_ups_of.of(uid)),
            calendar=journal.calendar,
        )
        for record in (*history.touches, *history.interviews, *history.follow_ups):
            self._owner[record.uid] = uid
        return history

    def _lookup(self) -> Lookup:
        journal = self._journal
        return Lookup(
            contact=journal.contacts.get,
            interview=journal.interviews.get,
            interviews_of=lambda uid: tuple(journal.interviews_of.of(uid)),
            touches_of=lambda uid: tuple(journal.touches_of.of(uid)),
            introduced_by=lambda uid: tuple(journal.introduced_by.of(uid)),
        )

    def _heard(self, keys: Keys) -> None:
        owned: dict[str, View[Any]] = {
            "interviews": self._journal.heads,
            "follow_ups": self._journal.follow_ups,
            "touches": self._journal.touches,
        }
        for table, uid in keys:
            if table == "contacts":
                self._changed[uid] = None
            elif table in owned:
                record = owned[table].get(uid)
                contact = record.contact if record else self._owner.pop(uid, "")
                self._changed[contact] = None
                person = self._journal.contacts.get(contact)
                if person is not None and person.introduced_by:
                    # Their report says how it went.
                    self._changed[person.introduced_by] = None
