"""Find anything: the search index, begun at the first search and kept fresh after that."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from infoview_tui.journal.core import Core

if TYPE_CHECKING:
    from infoview_tui.journal.search import Hit, SearchIndex

# The newest come first in a table, and what is looked for most comes first among the tables.
_ORDER = ("contacts", "interviews", "follow_ups", "touches", "hypotheses")


class Finding(Core):
    """Search over everything in the journal."""

    @cached_property
    def _search(self) -> SearchIndex:
        from infoview_tui.journal.search import SearchIndex

        index = SearchIndex(self.store.document)
        for table in _ORDER:
            index.changed((table, uid) for uid in reversed(list(self.store.uids(table))))
        self.subscribe(index.changed)
        return index

    def find(self, text: str, limit: int = 200) -> list[Hit]:
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
    def _known(self) -> Mapping[str, Iterable[str]]:
        people = self.contacts.all()
        return {
            "company": sorted({c.company for c in people if c.company}),
            "with": sorted(c.name for c in people),
            "tag": sorted({tag for c in people for tag in c.tags}),
        }
