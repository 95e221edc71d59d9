"""What every verb of the journal stands on: reading records, committing changes, undo."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
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
from infoview_tui.domain.records import Document, encode
from infoview_tui.domain.say_dates import write_days_as
from infoview_tui.domain.text import fold
from infoview_tui.domain.zones import HOME
from infoview_tui.journal.changes import Change, Entry, apply, clashes, diff, joined
from infoview_tui.journal.glance import is_closed, owner, text_of
from infoview_tui.journal.store import Store
from infoview_tui.journal.views import HeadView, Index, InterviewView, View

if TYPE_CHECKING:
    from pathlib import Path

    from infoview_tui.journal.disk import Disk

Keys = frozenset[tuple[str, str]]
Listener = Callable[[Keys], None]

UNDO_STEPS = 100
_TABLE_OF = {cls: table for table, cls in TABLES.items()}
_STAMPS = ("created_at", "updated_at")


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
        self._undo: deque[Entry] = deque(maxlen=UNDO_STEPS)
        self._redo: deque[Entry] = deque(maxlen=UNDO_STEPS)
        self._session = ""  # to which the last step of undo belongs

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

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` with the keys of changed records; returns how to stop that."""
        self._listeners.append(listener)
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

    def remember(self, entry: Entry, *, session: str = "") -> Keys:
        """Lets what was written be undone; the keys that changed."""
        keys = entry.keys
        if keys:
            if session and session == self._session and self._undo:
                entry = joined(self._undo.pop(), entry)
            self._session = ""
            if any(_says_something(change) for change in entry.changes):
                self._undo.append(entry)
                self._session = session
            self._redo.clear()
        return keys

    def undo(self) -> Undone | None:
        """Takes the last verb back; None if there is nothing to undo."""
        return self._step(self._undo, self._redo, backwards=True)

    def redo(self) -> Undone | None:
        """Does again what was last undone; None if there is nothing to redo."""
        return self._step(self._redo, self._undo, backwards=False)

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
        for table, uid in keys:
            for view in views:
                if view.table == table:
                    view.forget(uid)
            for index in indexes.get(table, ()):
                index.refresh(uid)
        if keys:
            for listener in tuple(self._listeners):
                listener(keys)

    def close(self) -> None:
        self.store.close()

    def _change(self, record: AnyRecord, now: datetime) -> Change | None:
        table = _TABLE_OF[type(record)]
        before = self.store.document(table, record.uid)
        after = encode(replace(record, updated_at=now, created_at=record.created_at or now))
        if before is not None and _without_stamps(before) == _without_stamps(after):
            return None
        return Change(table, record.uid, before, after)

    def _removal(self, record: AnyRecord) -> Change:
        table = _TABLE_OF[type(record)]
        return Change(table, record.uid, self.store.document(table, record.uid), None)

    def _step(
        self, source: deque[Entry], target: deque[Entry], *, backwards: bool
    ) -> Undone | None:
        if not source:
            return None
        self._session = ""
        entry = source[-1]
        changes = tuple(self._again(change, backwards) for change in entry.changes)
        again = Entry(entry.label, changes)
        self.write(again)
        self.hear(again.keys)
        target.append(source.pop())
        return Undone(entry.label, again.keys)

    def _again(self, change: Change, backwards: bool) -> Change:
        """The change (or its reverse) against what the record is now: later drafts survive."""
        before, after = (
            (change.after, change.before) if backwards else (change.before, change.after)
        )
        current = self.store.document(change.table, change.uid)
        if before is None or after is None or current is None:
            return Change(change.table, change.uid, current, after)
        patch = diff(_without_stamps(before), _without_stamps(after))
        if clashes(patch, current):
            raise InfoviewError("cannot undo: the record has been changed since, elsewhere")
        return Change(change.table, change.uid, current, apply(patch, current))


def _says_something(change: Change) -> bool:
    """Whether a change changes anything; what was typed and taken back does not."""
    if change.before is None or change.after is None:
        return change.before is not change.after
    return _without_stamps(change.before) != _without_stamps(change.after)


def _without_stamps(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in _STAMPS}
