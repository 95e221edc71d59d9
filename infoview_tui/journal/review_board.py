"""What the weekly review looks at, kept: read in slices, renewed contact by contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from infoview_tui.domain.outreach_plan import ReplyRate, reply_rate
from infoview_tui.domain.queue_row import Row
from infoview_tui.domain.relations import Balance, give_ask_balance
from infoview_tui.domain.review import ReviewFacts, Step, steps
from infoview_tui.domain.review_figures import Figures, last_week
from infoview_tui.domain.stages import Stage, stage
from infoview_tui.journal.core import Core, Keys

_SLICE = 50  # contacts between two breaths of the screen
_MANY = 500  # changed records: an import is read in slices, as at the start


class Standing(Struct, frozen=True):
    """How it stands with one contact."""

    stage: Stage
    balance: Balance
    rate: ReplyRate


class ReviewBoard:
    """The standing of every contact, and the nine steps of the review made from it."""

    def __init__(self, journal: Core, queue: Callable[[], tuple[Row, ...]]) -> None:
        self._journal = journal
        self._queue = queue
        self._standing: dict[str, Standing] = {}
        self._day: date | None = None
        journal.subscribe(self._heard)

    @property
    def complete(self) -> bool:
        """Whether everybody's standing is known, as of today."""
        return self._day == self._journal.today()

    def build(self) -> Iterator[None]:
        """Reads everything; yields now and then, so that the caller can draw."""
        today = self._journal.today()
        for number, uid in enumerate(list(self._journal.contacts.uids()), 1):
            self._read(uid)
            if number % _SLICE == 0:
                yield
        self._day = today

    def steps(self, *, figures: bool = True) -> tuple[Step, ...]:
        """The review as it stands now; last week's figures, for its end, read many records."""
        journal = self._journal
        contacts = {contact.uid: contact for contact in journal.contacts.all()}
        archived = {contact.uid for contact in contacts.values() if contact.archived}
        active = {u: found for u, found in self._standing.items() if u not in archived}
        return steps(
            ReviewFacts(
                now=journal.now(),
                rows=self._queue(),
                contacts=contacts,
                stages={uid: found.stage for uid, found in active.items()},
                balances={uid: found.balance for uid, found in active.items()},
                interviews=tuple(journal.heads.all()),
                interview=journal.interviews.get,
                figures=self._figures(journal.now()) if figures else None,
                limits=journal.preferences.limits,
            )
        )

    def reply_rate(self) -> ReplyRate:
        """The reply rate over everybody that was written to, archived ones too: what was, was."""
        rates = [found.rate for found in self._standing.values()]
        band = self._journal.preferences.limits.reply_rate
        return ReplyRate(sum(r.asked for r in rates), sum(r.replied for r in rates), band)

    def _figures(self, now: datetime) -> Figures:
        """Last week's figures, from the records of that week alone."""
        journal = self._journal
        limits = journal.preferences.limits
        week = timedelta(days=limits.review_days + 1)  # wherever on earth it began
        since = (now - week).astimezone(UTC)  # as the records are: others compare slowly
        return last_week(
            [c for c in journal.contacts.all() if c.created_at and c.created_at > since],
            [h for h in journal.heads.all() if h.ended_at is None or h.ended_at > since],
            [r for r in journal.follow_ups.all() if r.closed_at and r.closed_at > since],
            [t for t in journal.touches.all() if t.at > since],
            now,
            limits,
        )

    def _read(self, uid: str) -> None:
        journal = self._journal
        contact = journal.contacts.get(uid)
        if contact is None:
            self._standing.pop(uid, None)
            return
        today, limits = journal.today(), journal.preferences.limits
        touches, heads = journal.touches_of.of(uid), journal.interviews_of.of(uid)
        self._standing[uid] = Standing(
            stage(touches, heads, today, calendar=journal.calendar, limits=limits),
            give_ask_balance(touches, heads),
            reply_rate({uid: touches}, today, journal.calendar, limits),
        )

    def _heard(self, keys: Keys) -> None:
        """Reads the contacts anew that these records belong to; everybody after an import."""
        if len(keys) > _MANY:
            self._standing, self._day = {}, None
            return
        journal = self._journal
        for table, uid in keys:
            if table == "contacts":
                self._read(uid)
            elif table == "touches":
                touch = journal.touches.get(uid)
                self._read(touch.contact if touch else journal.touches_of.former(uid))
            elif table == "interviews":
                head = journal.heads.get(uid)
                self._read(head.contact if head else journal.interviews_of.former(uid))
