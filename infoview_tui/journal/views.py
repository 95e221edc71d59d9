"""Typed views of the store's documents: decoded when read, remembered, indexed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from infoview_tui.domain.dataclasses import fields
from infoview_tui.domain.errors import InvalidRecord, Problem, UnknownRecord
from infoview_tui.domain.models import Interview, InterviewHead
from infoview_tui.domain.records import decode
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import parse

R = TypeVar("R")

_SLICE = 50  # records between two breaths of a screen
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

    def forget(self, uid: str) -> None:
        """Reads the record anew when it is next asked for: it has changed."""
        self._records.pop(uid, None)
        self.invalid.pop(uid, None)

    def _keep(self, uid: str, record: R) -> None:
        if self._remember is not None and len(self._records) >= self._remember:
            del self._records[next(iter(self._records))]
        self._records[uid] = record

    def _read(self, uid: str) -> R | None:
        document = self._store.document(self.table, uid)
        if document is None:
            return None
        try:
            return decode(self._cls, document)
        except InvalidRecord as error:
            self.invalid[uid] = error.problems
            return None


class HeadView(View[InterviewHead]):
    """Interviews without what was prepared and noted: the long end of the line is not parsed."""

    _BODY = re.compile(rb',"(?:prep|notes|draft|draft_note|debrief)":')
    # The head's own fields; seen in the body (another program's order), all is parsed.
    _HEAD = re.compile(
        b"|".join(
            f'"{field.name}":'.encode()
            for field in fields(InterviewHead)
            if field.name not in {"uid", "link", "minutes", "extra"}
        )
    )

    def __init__(self, store: Store) -> None:
        super().__init__(store, "interviews", InterviewHead)

    def _read(self, uid: str) -> InterviewHead | None:
        raw = self._store.raw(self.table, uid)
        if raw is None:
            return None
        body = self._BODY.search(raw)
        if body and not self._HEAD.search(raw, body.end()):
            raw = raw[: body.start()] + b"}"
        try:
            return decode(InterviewHead, parse(raw))
        except InvalidRecord as error:
            self.invalid[uid] = error.problems
            return None


class Index(Generic[R]):
    """Which records of a view have which key; built once, then kept record by record."""

    def __init__(self, view: View[R], key: Callable[[R], str]) -> None:
        self._view = view
        self._key = key
        self._by_key: dict[str, dict[str, None]] = {}
        self._key_of: dict[str, str] = {}
        self._former: dict[str, str] = {}
        self._complete = False
        self._missed: dict[str, None] = {}  # what changed while it was being built

    def of(self, key: str) -> list[R]:
        """The records with this key, in the order in which they were made."""
        found = (self._view.get(uid) for uid in self._built().get(key, ()))
        return [record for record in found if record is not None]

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
        for number, uid in enumerate(list(self._view.uids()), 1):
            record = self._view.get(uid)
            if record is not None:
                self._file(uid, record)
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
            self._file(uid, record)

    def _built(self) -> dict[str, dict[str, None]]:
        if not self._complete:
            for _ in self.build():
                pass
        return self._by_key

    def _file(self, uid: str, record: R) -> None:
        key = self._key(record)
        if key:
            self._by_key.setdefault(key, {})[uid] = None
            self._key_of[uid] = key


class InterviewView(View[Interview]):
    """Whole interviews; the few that were last looked at stay decoded."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, "interviews", Interview, remember=_REMEMBERED_INTERVIEWS)
