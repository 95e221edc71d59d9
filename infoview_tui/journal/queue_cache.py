"""The queue kept up to date contact by contact: a change costs what it concerns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from operator import itemgetter
from time import perf_counter
from typing import Any

from infoview_tui.domain.models import Contact, InterviewHead
from infoview_tui.domain.owed import History
from infoview_tui.domain.queue import UNKNOWN, rows_of
from infoview_tui.domain.queue_row import Group, Row, Urgency, before, urgency
from infoview_tui.domain.reasons import TELLING
from infoview_tui.domain.review_row import review_row
from infoview_tui.domain.text import fold
from infoview_tui.domain.why import Lookup
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.glance import has_no_cadence, is_closed, is_settled
from infoview_tui.journal.views import Index, View

_SLICE = 50  # records between two looks at the clock
_MANY = 500  # changed records: an import is read in slices, as at the start
_FEW = 50  # changed records; an import is not looked through for each of its people
# Hours count in some rows (`4 h late`): those of these contacts are made anew so often.
_FRESH = timedelta(minutes=1)
_ONESELF = ""  # whose rows are no contact's
# Around its time a talk makes rows by the hour (its sheet, whether it was held).
_NEAR_A_TALK = timedelta(days=5)


class QueueCache:
    """The rows of every contact, made anew where records changed, where hours pass, each day."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._places: list[Urgency] = []  # of the rows beside them
        self._sorted: list[Row] = []
        self._arranged: tuple[Row, ...] | None = None
        self._stale: set[str] = set()
        self._ticking: set[str] = set()  # contacts whose rows change by the hour
        self._day: date | None = None
        self._moment = journal.now()
        self._making: Iterator[None] | None = None
        journal.subscribe(self._heard, first=True)

    @property
    def current(self) -> bool:
        """Whether the rows of all contacts are known for today."""
        return self._making is None and self._day == self._journal.today()

    def work(self, seconds: float) -> bool:
        """Reads the journal for about so long; whether all that is owed is known then."""
        until = perf_counter() + seconds
        if not self.current and self._making is None:
            self._making = self._make_all()
        while self._making is not None and perf_counter() < until:
            if next(self._making, self) is self:
                self._making = None
        return self._making is None

    def rows(self) -> tuple[Row, ...]:
        """The whole queue as it stands now, grouped and sorted."""
        while not self.work(1.0):
            pass
        self._renew()
        if self._arranged is None:
            self._arranged = tuple(self._sorted)
        return self._arranged

    def due(self) -> tuple[int, bool]:
        """How many rows are overdue or due today, and whether one is overdue.

        As they were known last, while there is reading to do.
        """
        if self.current:
            self._renew()
        due = bisect_left(self._places, before(Group.THIS_WEEK))
        return due, bool(due) and self._sorted[0].group is Group.OVERDUE

    def start_anew(self) -> None:
        """Makes all rows again when they are next asked for: what they are made by has changed."""
        self._day, self._making = None, None

    # Making rows -------------------------------------------------------------------

    def _make_all(self) -> Iterator[None]:
        """Makes the rows of everybody for today; yields now and then."""
        yield from self._read()
        now = self._journal.now()
        look = self._lookup()
        made: dict[str, tuple[Row, ...]] = {}
        self._stale, self._ticking = set(), set()
        busy = yield from self._busy()
        for number, uid in enumerate(busy, 1):
            if rows := self._make(uid, look, now):
                made[uid] = rows
            if number % _SLICE == 0:
                yield
        order = [(urgency(row), row) for rows in made.values() for row in rows]
        yield
        order.sort(key=itemgetter(0))
        self._places = [place for place, _ in order]
        self._sorted = [row for _, row in order]
        self._rows, self._arranged = made, None
        self._day, self._moment = now.date(), now

    def _read(self) -> Iterator[None]:
        """Files what the rows are made from by whom it belongs to."""
        journal = self._journal
        indexes: tuple[Index[Any], ...] = (
            journal.introduced_by, journal.touches_of, journal.interviews_of, journal.follow_ups_of,
        )  # fmt: skip
        for index in indexes:
            yield from index.build()

    def _renew(self) -> None:
        """Makes the rows of the contacts that something has happened to, or that hours change."""
        now = self._journal.now()
        if not timedelta() <= now - self._moment < _FRESH:
            self._stale |= self._ticking
            self._moment = now
        stale, self._stale = self._stale, set()
        look = self._lookup()
        for uid in stale:
            self._ticking.discard(uid)
            for row in self._rows.pop(uid, ()):
                at = bisect_left(self._places, urgency(row))
                del self._places[at], self._sorted[at]
            if rows := self._make(uid, look, now):
                self._rows[uid] = rows
            for row in rows:
                place = urgency(row)
                at = bisect_left(self._places, place)
                self._places.insert(at, place)
                self._sorted.insert(at, row)
        if stale:
            self._arranged = None

    def _make(self, uid: str, look: Lookup, now: datetime) -> tuple[Row, ...]:
        if uid == _ONESELF:
            return self._own(now)
        history = self._history(uid)
        rows = rows_of(history, look, now)
        by_hour = any(row.follow_up and row.follow_up.due_at for row in rows)
        if by_hour or any(_is_near(head, now) for head in history.interviews):
            self._ticking.add(uid)
        return rows

    def _own(self, now: datetime) -> tuple[Row, ...]:
        """The row about the journal itself, once there is somebody in it."""
        journal = self._journal
        row = review_row(journal.meta, now, journal.preferences.limits)
        return (row,) if row and journal.store.count("contacts") else ()

    def _busy(self) -> Generator[None, None, list[str]]:
        """All contacts but those to whom nothing can be owed, told without decoding anything.

        Of a journal of years these are most: all talks were held and thought over, all that was
        asked for is closed, and no cadence runs. (A reply after a talk asks for nothing.)
        """
        journal = self._journal
        talked: set[str] = set()
        busy: set[str] = set()
        for number, (uid, line) in enumerate(journal.heads.lines(), 1):
            (talked if is_settled(line) else busy).add(journal.interviews_of.key_of(uid))
            if number % _SLICE == 0:
                yield
        for number, (uid, line) in enumerate(journal.follow_ups.lines(), 1):
            if not is_closed(line):
                busy.add(journal.follow_ups_of.key_of(uid))
            if number % _SLICE == 0:
                yield
        cards = dict(journal.contacts.lines())
        quiet = {uid for uid in talked - busy if uid in cards and has_no_cadence(cards[uid])}
        return [uid for uid in self._everybody() if uid not in quiet]

    def _everybody(self) -> list[str]:
        journal = self._journal
        owned = (journal.follow_ups_of, journal.interviews_of, journal.touches_of)
        return list(dict.fromkeys(chain([_ONESELF], *(index.keys() for index in owned))))

    def _history(self, uid: str) -> History:
        journal = self._journal
        return History(
            contact=journal.contacts.get(uid) or Contact(uid=uid, name=UNKNOWN, archived=True),
            touches=tuple(journal.touches_of.of(uid)),
            interviews=tuple(journal.interviews_of.of(uid)),
            follow_ups=tuple(journal.open_rows(uid)),
            known=journal.follow_ups_of.uids(uid),
            calendar=journal.calendar,
            limits=journal.preferences.limits,
            cadences=journal.preferences.cadences,
        )

    def _lookup(self) -> Lookup:
        journal = self._journal
        return Lookup(
            contact=journal.contacts.get,
            interview=journal.interviews.get,
            telling=lambda uid: journal.interviews.notes(uid, TELLING),
            interviews_of=lambda uid: tuple(journal.interviews_of.of(uid)),
            touches_of=lambda uid: tuple(journal.touches_of.of(uid)),
            introduced_by=lambda uid: tuple(journal.introduced_by.of(uid)),
            at_company=lambda company: tuple(journal.at_company.of(fold(company))),
        )

    # What changed --------------------------------------------------------------------

    def _heard(self, keys: Keys) -> None:
        if len(keys) > _MANY:
            self.start_anew()
            return
        journal = self._journal
        owned: dict[str, tuple[View[Any], Index[Any]]] = {
            "interviews": (journal.heads, journal.interviews_of),
            "follow_ups": (journal.follow_ups, journal.follow_ups_of),
            "touches": (journal.touches, journal.touches_of),
        }
        for table, uid in keys:
            if table == "meta":
                self._stale.add(_ONESELF)
            elif table == "contacts":
                self._stale.add(uid)
                self._proposed_elsewhere(uid, keys)
            elif table in owned:
                view, index = owned[table]
                record = view.get(uid)
                owner = record.contact if record else ""
                self._stale |= {owner, index.former(uid)} - {""}
                person = self._journal.contacts.get(owner)
                if person is not None and person.introduced_by:
                    self._stale.add(person.introduced_by)  # whose report says how it went
                self._proposed_elsewhere(owner, keys)

    def _proposed_elsewhere(self, uid: str, keys: Keys) -> None:
        """Whose rows may name this person: they wait for a reply from the same place."""
        person = self._journal.contacts.get(uid)
        if person is None or not person.company or len(keys) > _FEW or not self.current:
            return
        there = self._journal.at_company.of(fold(person.company))
        self._stale |= {other.uid for other in there if other.uid in self._rows}


def _is_near(head: InterviewHead, now: datetime) -> bool:
    return head.ahead and head.starts_at is not None and abs(head.starts_at - now) < _NEAR_A_TALK
