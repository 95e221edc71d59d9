"""Typed views of the store's documents: decoded when read, remembered, indexed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from infoview_tui.domain.errors import InvalidRecord, Problem, UnknownRecord
from infoview_tui.domain.models import Interview, InterviewHead, Note, NoteKind
from infoview_tui.domain.records import decode, read_line, read_ordinary
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Document, parse

R = TypeVar("R")

_SLICE = 50  # records between two breaths of a screen
_HEAD = frozenset(field.name for field in fields(InterviewHead)) - {"extra"}
# Interviews are long and many: only these few stay decoded.
_REMEMBERED_INTERVIEWS = 64


class View(Generic[R]):
    """The records of one table. Documents that do not validate are in `invalid`, never dropped."""

    def __init__(self, store: Store, table: str, cls: type[R], remember: int | None = None) -> None:
        self._store = store
        self.table = table
        self._cls = cls
        self._remember = remember
        self._records: dict[str, R] = {}
        self.invalid: dict[str, tuple[Problem, ...]] = {}

    def __getitem__(self, uid: str) -> R:
        """The record with this uid; raises `UnknownRecord`."""
        record = self.get(uid)
        if record is None:
            raise UnknownRecord(f"{self.table}: no record {uid}; it may have been undone or merged")
        return record

    def __contains__(self, uid: str) -> bool:
        return self.get(uid) is not None

    def __len__(self) -> int:
        return self._store.count(self.table) - len(self.invalid)

    def __iter__(self) -> Iterator[R]:
        return iter(self.all())

    def get(self, uid: str) -> R | None:
        """The record with this uid, or None if there is none or it does not validate."""
        record = self._records.get(uid)
        if record is None and uid and uid not in self.invalid:
            record = self._read(uid)
            if record is not None:
                self._keep(uid, record)
        return record

    def uids(self) -> Iterable[str]:
        """The uids of all documents, valid or not, in the file's order."""
        return self._store.uids(self.table)

    def all(self) -> list[R]:
        """Every valid record, in the file's order."""
        found = (self.get(uid) for uid in list(self.uids()))
        return [record for record in found if record is not None]

    def raw(self, uid: str) -> bytes | None:
        """The document's bytes, for what they tell at a glance."""
        return self._store.raw(self.table, uid)

    def lines(self) -> Iterator[tuple[str, bytes]]:
        """All documents, by uid, as lines of the file."""
        return self._store.lines(self.table)

    def forget(self, uid: str) -> None:
        """Reads the record anew when it is next asked for: it has changed."""
        self._records.pop(uid, None)
        self.invalid.pop(uid, None)

    def _keep(self, uid: str, record: R) -> None:
        if self._remember is not None and len(self._records) >= self._remember:
            del self._records[next(iter(self._records))]
        self._records[uid] = record

    def _read(self, uid: str) -> R | None:
        raw = self.raw(uid)
        if raw is None:
            return None
        try:
            return read_line(self._cls, raw)
        except InvalidRecord as error:
            self.invalid[uid] = error.problems
            return None


class HeadView(View[InterviewHead]):
    """Interviews without what was prepared and noted: no object is made of that."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, "interviews", InterviewHead)

    def _read(self, uid: str) -> InterviewHead | None:
        raw = self.raw(uid)
        if raw is None:
            return None
        try:
            return read_ordinary(InterviewHead, raw) or decode(InterviewHead, _begun(raw))
        except InvalidRecord as error:
            self.invalid[uid] = error.problems
            return None


def _begun(raw: bytes) -> Document:
    """What of an interview belongs to its head."""
    return {key: value for key, value in parse(raw).items() if key in _HEAD}


class Index(Generic[R]):
    """Which records of a view have which key; built once, then kept record by record.

    While it is built, `glance` tells most keys without a record being decoded.
    """

    def __init__(
        self, view: View[R], key: Callable[[R], str], glance: Callable[[bytes], str | None]
    ) -> None:
        self._view = view
        self._key = key
        self._glance = glance
        self._by_key: dict[str, dict[str, None]] = {}
        self._key_of: dict[str, str] = {}
        self._former: dict[str, str] = {}
        self._complete = False
        self._missed: dict[str, None] = {}  # what changed while it was being built

    def of(self, key: str) -> list[R]:
        """The records with this key, in the order in which they were made."""
        found = (self._view.get(uid) for uid in self._built().get(key, ()))
        return [record for record in found if record is not None]

    def uids(self, key: str) -> list[str]:
        """The uids of the documents with this key, valid or not."""
        return list(self._built().get(key, ()))

    def key_of(self, uid: str) -> str:
        """The key of a document; "" if it has none."""
        self._built()
        return self._key_of.get(uid, "")

    def keys(self) -> Iterable[str]:
        """The keys that have ever had a record."""
        return self._built().keys()

    def former(self, uid: str) -> str:
        """The key that a record had before it was removed, or filed under another; else ""."""
        return self._former.get(uid, "")

    def build(self) -> Iterator[None]:
        """Builds the index; yields now and then, so that a screen can draw."""
        if self._complete:
            return
        glance = self._glance
        for number, (uid, line) in enumerate(self._view.lines(), 1):
            key = glance(line)
            if key is None and (record := self._view.get(uid)) is not None:
                key = self._key(record)
            self._file(uid, key)
            if number % _SLICE == 0:
                yield
        self._complete = True
        missed, self._missed = self._missed, {}
        for uid in missed:
            self.refresh(uid)

    def refresh(self, uid: str) -> None:
        """Files a changed, new or removed record under its key."""
        if not self._complete:
            self._missed[uid] = None
            return
        before, record = self._key_of.pop(uid, None), self._view.get(uid)
        if before is not None and (record is None or self._key(record) != before):
            self._by_key[before].pop(uid, None)
            self._former[uid] = before
        if record is not None:
            self._file(uid, self._key(record))

    def _built(self) -> dict[str, dict[str, None]]:
        if not self._complete:
            for _ in self.build():
                pass
        return self._by_key

    def _file(self, uid: str, key: str | None) -> None:
        if key:
            if key not in self._by_key:
                self._by_key[key] = {}
            self._by_key[key][uid] = None
            self._key_of[uid] = key


class InterviewView(View[Interview]):
    """Whole interviews; the few that were last looked at stay decoded."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, "interviews", Interview, remember=_REMEMBERED_INTERVIEWS)

    def notes(self, uid: str, kinds: Collection[str] = frozenset(NoteKind)) -> Iterator[Note]:
        """The notes of these kinds, marks left out; the rest of the talk is not decoded."""
        for note in self._notes(self.raw(uid) or b"{}"):
            if note.text and note.kind in kinds:
                yield note

    def _notes(self, raw: bytes) -> Iterable[Note]:
        noted = read_ordinary(_Noted, raw)
        return _notes_one_by_one(raw) if noted is None else noted.notes


class _Noted(Struct):
    """An interview of which only the notes are read."""

    notes: tuple[Note, ...] = ()


def _notes_one_by_one(raw: bytes) -> Iterator[Note]:
    """The valid notes; a talk that does not validate is shown as set aside as a whole."""
    notes = parse(raw).get("notes")
    for written in notes if isinstance(notes, list) else ():
        with suppress(InvalidRecord):
            yield decode(Note, written)
