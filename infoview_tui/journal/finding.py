"""Find anything: the search index, begun at the first search and kept fresh after that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from infoview_tui.journal.core import Core, Keys

if TYPE_CHECKING:
    from infoview_tui.journal.search import Hit, SearchIndex

# The newest come first in a table, and what is looked for most comes first among the tables.
MOST = 200  # hits of one search
_ORDER = ("contacts", "interviews", "follow_ups", "touches", "hypotheses")


class Finding(Core):
    """Search over everything in the journal."""

    _index: SearchIndex | None = None
    _values: KnownValues | None = None

    def hearing(self, keys: Keys) -> Iterator[None]:
        """Tells the index first: whoever hears of a change may search at once."""
        if self._index is not None:
            self._index.changed(keys)
        if self._values is not None:
            self._values.forget(keys)
        yield from super().hearing(keys)

    @property
    def _search(self) -> SearchIndex:
        if self._index is None:
            from infoview_tui.journal.search import SearchIndex

            newest_first = ((table, reversed(list(self.store.uids(table)))) for table in _ORDER)
            keys = [(table, uid) for table, uids in newest_first for uid in uids]
            self._index = SearchIndex(self.store.document, keys)
        return self._index

    def find(self, text: str, limit: int = MOST) -> list[Hit]:
        """The best hits for what is typed; raises `UnclearQuery` for a filter it cannot read."""
        from infoview_tui.domain import find_query

        return self._search.find(find_query.parse(text, self.today()), limit)

    def complete_query(self, text: str) -> tuple[str, ...]:
        """What the last piece of a query may grow into."""
        from infoview_tui.domain import find_query

        return find_query.complete(text, self._known)

    def read_for_search(self, seconds: float) -> int:
        """Reads on into the index for so long; how many records are still to be read."""
        until = time.perf_counter() + seconds
        for _ in self._search.build():
            if time.perf_counter() >= until:
                break
        return self._search.pending

    @property
    def _known(self) -> KnownValues:
        if self._values is None:
            self._values = KnownValues(self)
        return self._values


class KnownValues(Mapping[str, Sequence[str]]):
    """The values that filters may be completed to; read when they are asked for, then kept."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._values: dict[str, Sequence[str]] = {}
        self._readers: dict[str, Callable[[], Iterable[str]]] = {
            "company": lambda: {contact.company for contact in journal.contacts},
            "with": lambda: {contact.name for contact in journal.contacts},
            "tag": lambda: {tag for contact in journal.contacts for tag in contact.tags},
            "topic": _topics,
        }

    def __getitem__(self, name: str) -> Sequence[str]:
        if name not in self._values:
            self._values[name] = sorted(filter(None, self._readers[name]()))
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)

    def forget(self, keys: Keys) -> None:
        """Reads the values anew once contacts have changed."""
        if any(table == "contacts" for table, _ in keys):
            self._values.clear()


def _topics() -> Iterable[str]:
    from infoview_tui.domain.question_bank import TOPICS

    return TOPICS
