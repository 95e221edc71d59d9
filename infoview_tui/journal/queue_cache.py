"""The queue kept up to date contact by contact: a change costs what it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from infoview_tui.domain.models import Contact
from infoview_tui.domain.owed import Relation
from infoview_tui.domain.queue import UNKNOWN, rows_of
from infoview_tui.domain.queue_row import Row, arranged
from infoview_tui.domain.why import Lookup
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.views import View

# Rows grow late by the clock as well: after this they are computed anew.
_FRESH = timedelta(minutes=5)


class QueueCache:
    """The rows of every contact, recomputed where records changed."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._known = False
        self._computed_at = journal.now()
        self._stale: set[str] = set()
        journal.subscribe(self._heard)

    def rows(self) -> tuple[Row, ...]:
        """The whole queue as it stands now, grouped and sorted."""
        now = self._journal.now()
        if not self._known or not timedelta() <= now - self._computed_at < _FRESH:
            self._rows = {}
            self._stale = self._everybody()
            self._known, self._computed_at = True, now
        look = self._lookup()
        for contact in self._stale:
            rows = rows_of(self._relation(contact), look, now)
            if rows:
                self._rows[contact] = rows
            else:
                self._rows.pop(contact, None)
        self._stale = set()
        return arranged([row for rows in self._rows.values() for row in rows])

    def _everybody(self) -> set[str]:
        journal = self._journal
        return {
            *journal.follow_ups_of.keys(),
            *journal.interviews_of.keys(),
            *journal.touches_of.keys(),
        }

    def _relation(self, uid: str) -> Relation:
        journal = self._journal
        return Relation(
            contact=journal.contacts.get(uid) or Contact(uid=uid, name=UNKNOWN, archived=True),
            touches=tuple(journal.touches_of.of(uid)),
            interviews=tuple(journal.interviews_of.of(uid)),
            follow_ups=tuple(journal.follow_ups_of.of(uid)),
            calendar=journal.calendar,
        )

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
                self._stale.add(uid)
            elif table in owned:
                record = owned[table].get(uid)
                if record is None:
                    self._known = False  # it is gone, and with it whose it was
                else:
                    self._stale.add(record.contact)
