"""What every verb of the journal stands on: reading records, committing changes, undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.errors import InfoviewError, ReadOnlyJournal
from infoview_tui.domain.models import (
    TABLES,
    AnyRecord,
    Contact,
    FollowUp,
    FollowUpState,
    Hypothesis,
    Meta,
    Profile,
    Touch,
)
from infoview_tui.domain.preferences import Preferences
from infoview_tui.domain.records import encode
from infoview_tui.domain.say_dates import write_days_as
from infoview_tui.domain.text import fold
from infoview_tui.domain.zones import HOME
from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.glance import is_closed, owner, text_of
from infoview_tui.journal.store import Store
from infoview_tui.journal.undo import History, Step, without_stamps
from infoview_tui.journal.views import HeadView, Index, InterviewView, View

if TYPE_CHECKING:
    from pathlib import Path

    from infoview_tui.journal.disk import Disk

Keys = frozenset[tuple[str, str]]
Listener = Callable[[Keys], None]

_TABLE_OF = {cls: table for table, cls in TABLES.items()}
_SLICE = 50  # records between two breaths of a screen


def local_now() -> datetime:
    """The present moment in the machine's own zone, which knows its summer time."""
    return datetime.now(HOME)


class Undone(Struct, frozen=True):
    """What `undo` or `redo` did: the verb's label and the records it touched."""

    label: str
    keys: Keys


class Core:
    """The records of one journal and the one way to change them.

    Listeners hear the (table, uid) of every record that changed, whoever changed it.
    """

    def __init__(
        self,
        store: Store,
        preferences: Preferences | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        self.store = store
        self.preferences = preferences or Preferences()
        write_days_as(self.preferences.dates)
        self.now = clock
        self.contacts: View[Contact] = View(store, "contacts", Contact)
        self.heads = HeadView(store)
        self.interviews = InterviewView(store)
        self.follow_ups: View[FollowUp] = View(store, "follow_ups", FollowUp)
        self.touches: View[Touch] = View(store, "touches", Touch)
        self.hypotheses: View[Hypothesis] = View(store, "hypotheses", Hypothesis)
        self._meta: View[Meta] = View(store, "meta", Meta)
        self.introduced_by = Index(
            self.contacts, attrgetter("introduced_by"), text_of("introduced_by")
        )
        self.at_company = Index(
            self.contacts, lambda contact: fold(contact.company), text_of("company", fold)
        )
        self.interviews_of = Index(self.heads, attrgetter("contact"), owner)
        self.follow_ups_of = Index(self.follow_ups, attrgetter("contact"), owner)
        self.touches_of = Index(self.touches, attrgetter("contact"), owner)
        self._listeners: list[Listener] = []
        self._history = History()
        self._at_work = threading.Lock()
        self._is_closed = False
        self.under_way = ""  # what takes its time, in words

    @classmethod
    def open(
        cls,
        path: Path,
        preferences: Preferences | None = None,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = local_now,
        disk: Disk | None = None,
    ) -> Self:
        """Opens the journal at `path`, or begins a new one there; raises `JournalUnusable`.

        `disk` carries the cipher of an encrypted journal.
        """
        return cls(Store.open(path, read_only=read_only, disk=disk), preferences, clock)

    # Reading -----------------------------------------------------------------

    @property
    def meta(self) -> Meta:
        return self._meta.get("meta") or Meta()

    @property
    def profile(self) -> Profile:
        return self.meta.profile

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    @property
    def calendar(self) -> WorkCalendar:
        """The user's working days, holidays and vacations."""
        wishes = self.preferences
        return WorkCalendar(workdays=wishes.workdays, holidays=wishes.holidays, away=wishes.away)

    def open_rows(self, contact: str) -> list[FollowUp]:
        """The open follow-ups of one contact; what is surely closed is not decoded for it."""
        raws = ((uid, self.follow_ups.raw(uid)) for uid in self.follow_ups_of.uids(contact))
        maybe = (self.follow_ups.get(uid) for uid, raw in raws if raw and not is_closed(raw))
        return [row for row in maybe if row is not None and row.state is FollowUpState.OPEN]

    def today(self) -> date:
        return self.now().date()

    def subscribe(self, listener: Listener, *, first: bool = False) -> Callable[[], None]:
        """Calls `listener` with the keys of changed records; returns how to stop that.

        `first` is for what others read when they hear of a change.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)
        return lambda: self._listeners.remove(listener)

    # Writing -----------------------------------------------------------------

    def commit(
        self,
        label: str,
        records: Iterable[AnyRecord],
        *,
        removed: Iterable[AnyRecord] = (),
        undoable: bool = True,
        session: str = "",
    ) -> Keys:
        """Writes the records as one change with one label (`u` says it); the keys that changed.

        Changes of one `session` that follow each other (what is typed into one field) are one
        step of undo. Raises `ReadOnlyJournal` when another program is writing this journal.
        """
        entry = self.entry_of(label, records, removed)
        self.write(entry)
        keys = self.remember(entry, session=session) if undoable else entry.keys
        self.hear(keys)
        return keys

    def entry_of(
        self, label: str, records: Iterable[AnyRecord], removed: Iterable[AnyRecord] = ()
    ) -> Entry:
        """The change that makes the journal hold these records, and no longer those removed."""
        now = self.now().astimezone(UTC).replace(microsecond=0)
        changes = [change for record in records if (change := self._change(record, now))]
        return Entry(label, (*changes, *map(self._removal, removed)))

    def write(self, entry: Entry) -> None:
        """Stores a change; in a thread, if `remember` and `hear` follow on the event loop."""
        if not entry.changes:
            return
        if self.read_only:
            raise ReadOnlyJournal(self.store.why_read_only)
        self.store.commit(entry)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Around what is written in a thread: closing waits for it, and after it nothing comes."""
        with self._at_work:
            if self._is_closed:
                raise ReadOnlyJournal("the journal is closed; nothing was changed")
            yield

    def remember(self, entry: Entry, *, session: str = "") -> Keys:
        """Lets what was written be undone; the keys that changed."""
        if keys := entry.keys:
            self._history.remember(entry, session)
        return keys

    def undo(self) -> Undone | None:
        """Takes the last verb back; None if there is nothing to undo."""
        return self._take(self.next_step(backwards=True))

    def redo(self) -> Undone | None:
        """Does again what was last undone; None if there is nothing to redo."""
        return self._take(self.next_step(backwards=False))

    def next_step(self, *, backwards: bool) -> Step | None:
        """What `undo` (or `redo`) would take; raises `InfoviewError` while one is under way."""
        if self.under_way:
            raise InfoviewError(f"one moment: {self.under_way}")
        return self._history.next(backwards=backwards)

    def write_step(self, step: Step) -> Keys:
        """Stores a step; in a thread, if `hear` and `taken` follow on the event loop."""
        with self.at_work():
            again = step.again(self.store.document)
            self.write(again)
        return again.keys

    def taken(self, step: Step, keys: Keys) -> Undone:
        """The step is stored and heard of: the other way lies open."""
        self._history.taken(step)
        return Undone(step.entry.label, keys)

    def _take(self, step: Step | None) -> Undone | None:
        if step is None:
            return None
        keys = self.write_step(step)
        self.hear(keys)
        return self.taken(step, keys)

    def look_around(self) -> Keys:
        """Looks for changes from outside (another program, a sync tool); folds when it is time.

        To be called about once a second from a thread; then `hear` the keys on the event loop.
        """
        keys = frozenset(self.store.poll())
        if self.store.needs_fold():
            self.store.fold(block=False)
        return keys

    def hear(self, keys: Keys) -> None:
        """Reads these records anew and tells the listeners."""
        for _ in self.hearing(keys):
            pass

    def hearing(self, keys: Keys) -> Iterator[None]:
        """The same, for many: yields now and then, so that a screen can draw; tells at the end."""
        views = (
            self.contacts, self.heads, self.interviews, self.follow_ups,
            self.touches, self.hypotheses, self._meta,
        )  # fmt: skip
        indexes: dict[str, tuple[Index[Any], ...]] = {
            "contacts": (self.introduced_by, self.at_company),
            "interviews": (self.interviews_of,),
            "follow_ups": (self.follow_ups_of,),
            "touches": (self.touches_of,),
        }
        for number, (table, uid) in enumerate(keys, 1):
            for view in views:
                if view.table == table:
                    view.forget(uid)
            for index in indexes.get(table, ()):
                index.refresh(uid)
            if number % _SLICE == 0:
                yield
        if keys:
            for listener in tuple(self._listeners):
                listener(keys)
                yield

    def close(self) -> None:
        """Waits for what is being written, folds, and lets go of the file."""
        with self._at_work:
            self._is_closed = True
            self.store.close()

    def _change(self, record: AnyRecord, now: datetime) -> Change | None:
        table = _TABLE_OF[type(record)]
        before = self.store.document(table, record.uid)
        after = encode(replace(record, updated_at=now, created_at=record.created_at or now))
        if before is not None and without_stamps(before) == without_stamps(after):
            return None
        return Change(table, record.uid, before, after)

    def _removal(self, record: AnyRecord) -> Change:
        table = _TABLE_OF[type(record)]
        return Change(table, record.uid, self.store.document(table, record.uid), None)
