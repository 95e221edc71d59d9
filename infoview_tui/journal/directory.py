"""The list of people, kept: one summary a contact, made in slices, renewed record by record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from infoview_tui.domain.directory import Order, Summary, in_order, matching, summarise
from infoview_tui.domain.models import FollowUp, InterviewHead, Touch
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.views import View

_SLICE = 50  # records between two breaths of the screen
_OWNED = ("touches", "interviews", "follow_ups")


class Directory:
    """The summaries of all contacts and the order in which they were last asked for."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._calendar = journal.calendar
        self._summaries: dict[str, Summary] = {}
        self._sorted: dict[tuple[Order, bool], list[Summary]] = {}
        self._led_to: dict[str, list[Summary]] | None = None
        self._owner: dict[str, str] = {}
        self.day: date | None = None
        """The day for which the summaries hold; None before they were made."""

    def __len__(self) -> int:
        return len(self._summaries)

    def build(self) -> Iterator[None]:
        """Makes all summaries for today; yields now and then, so that the caller can draw."""
        journal = self._journal
        self._calendar = journal.calendar
        yield from self._read()
        now = journal.now()
        made: dict[str, Summary] = {}
        for number, uid in enumerate(list(journal.store.uids("contacts")), 1):
            if summary := self._make(uid, now):
                made[uid] = summary
            if number % _SLICE == 0:
                yield
        self._summaries, self.day = made, now.date()
        self._sorted, self._led_to = {}, None

    def _read(self) -> Iterator[None]:
        """Decodes what the summaries need: afterwards it is at hand, and the rest is quick."""
        journal = self._journal
        views: tuple[View[Any], ...] = (
            journal.contacts, journal.touches, journal.heads,
        )  # fmt: skip
        for view in views:
            for number, uid in enumerate(list(view.uids()), 1):
                view.get(uid)
                if number % _SLICE == 0:
                    yield

    def refresh(self, keys: Keys) -> None:
        """Makes anew the summaries of the contacts that these records belong to."""
        for uid in self._contacts(keys):
            summary = self._make(uid, self._journal.now())
            if summary is None:
                self._summaries.pop(uid, None)
            else:
                self._summaries[uid] = summary
        self._sorted, self._led_to = {}, None

    def get(self, uid: str) -> Summary | None:
        return self._summaries.get(uid)

    def select(
        self, text: str = "", order: Order = Order.URGENCY, *, archived: bool = False
    ) -> list[str]:
        """The uids that `text` finds, in order; those of the archive or those of the list."""
        key = (order, archived)
        if key not in self._sorted:
            kept = (s for s in self._summaries.values() if s.archived is archived)
            self._sorted[key] = in_order(kept, order)
        return matching(self._sorted[key], text)

    def led_to(self, uid: str) -> list[Summary]:
        """Whom this contact introduced, by name."""
        if self._led_to is None:
            self._led_to = {}
            for summary in self._summaries.values():
                if summary.introduced_by:
                    self._led_to.setdefault(summary.introduced_by, []).append(summary)
        return in_order(self._led_to.get(uid, ()), Order.NAME)

    def named(self, text: str, limit: int = 9) -> list[Summary]:
        """The contacts whose line holds these words, by name: for fields that ask for a person."""
        found = self.select(text, Order.NAME)[:limit] if text.strip() else []
        return [self._summaries[uid] for uid in found]

    def _make(self, uid: str, now: datetime) -> Summary | None:
        journal = self._journal
        contact = journal.contacts.get(uid)
        if contact is None:
            return None
        touches = journal.touches_of.of(uid)
        heads = journal.interviews_of.of(uid)
        rows = journal.open_rows(uid)
        owned: list[Touch | InterviewHead | FollowUp] = [*touches, *heads, *rows]
        self._owner |= {record.uid: uid for record in owned}
        wishes = journal.preferences
        return summarise(
            contact, touches, heads, rows, now, self._calendar, wishes.limits, wishes.cadences
        )

    def _contacts(self, keys: Keys) -> set[str]:
        """Whom the records belong to; of removed ones, whom they belonged to."""
        found: set[str] = set()
        for table, uid in keys:
            if table == "contacts":
                found.add(uid)
            elif table in _OWNED:
                if former := self._owner.get(uid):
                    found.add(former)
                if record := self._record(table, uid):
                    found.add(record)
        return found

    def _record(self, table: str, uid: str) -> str:
        journal = self._journal
        views = {
            "touches": journal.touches.get,
            "interviews": journal.heads.get,
            "follow_ups": journal.follow_ups.get,
        }
        record = views[table](uid)
        return record.contact if record else ""
