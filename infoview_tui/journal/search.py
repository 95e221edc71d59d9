"""Find anything in the journal: an index in memory of every line, kept fresh record by record.

The index holds folded text only; what is shown of a hit is read from its document. It is filled
in steps (`build`), so that nothing freezes, and answers from what is there already.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from infoview_tui.domain.find_query import FindQuery
from infoview_tui.domain.highlight import Span, folded, highlight
from infoview_tui.journal.search_lines import Document, Line, Rank, day, lines
from infoview_tui.journal.search_matcher import Card, Cards, Found, Matcher
from infoview_tui.journal.shelf import Codes, Entry, Shelf

Key = tuple[str, str, str]  # table, uid, part: the uid of a note or question, or a field's name
Read = Callable[[str, str], Document | None]

_SETTLED = 1_000  # records indexed, after which they are taken for lasting
_FRESH = 20  # changed records that a search indexes first, newest change first


@dataclass(frozen=True)
class Hit:
    """One found line; what is shown of it is read from its document when it is first asked for.

    Hits sort by `score`, smallest first: rank, level, newest.
    """

    place: tuple[str, str, Rank, int]  # table, uid and which line of that rank
    score: tuple[int, int, int]
    contact: str  # uid, empty if the record has none
    day: int  # ordinal, 0 if unknown
    _line: Callable[[], Line] = field(repr=False, compare=False)
    _terms: tuple[str, ...] = field(repr=False, compare=False)

    @cached_property
    def line(self) -> Line:
        return self._line()

    @property
    def key(self) -> Key:
        return (self.place[0], self.place[1], self.line[0])

    @property
    def kind(self) -> str:
        return self.line[2]

    @property
    def text(self) -> str:
        """The whole line."""
        return self.line[3]

    @property
    def snippet(self) -> str:
        return self._shown[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The hits in the snippet."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[str, tuple[Span, ...]]:
        return highlight(self.text, self._terms)


class SearchIndex:
    """The index over all documents; `read` gives a document by table and uid, None if gone."""

    def __init__(self, read: Read, keys: Collection[tuple[str, str]] = ()) -> None:
        self._read = read
        self._unread = iter(keys)  # what was there from the start
        self._left = len(keys)
        self._indexed = 0
        self._shelves = {rank: Shelf() for rank in Rank}
        self._codes = Codes()
        self._cards = Cards()
        self._numbers: dict[tuple[str, str], tuple[tuple[Rank, int], ...]] = {}
        self._pending: OrderedDict[tuple[str, str], None] = OrderedDict()

    @property
    def pending(self) -> int:
        """How many records still wait to be indexed."""
        return self._left + len(self._pending)

    def changed(self, keys: Iterable[tuple[str, str]]) -> None:
        """Records (table, uid) that are new, changed or gone: indexed by `build` or `find`."""
        for key in keys:
            self._pending[key] = None
            self._pending.move_to_end(key)

    def build(self) -> Iterator[None]:
        """Index what is pending, one record a step; run as many steps as there is time for."""
        while key := self._next():
            self._index(key)
            self._indexed += 1
            if self._indexed % _SETTLED == 0:
                # The index stays: walking through it again and again, the collector of
                # reference cycles would hold everything up for a fifth of a second.
                gc.freeze()
            yield

    def _next(self) -> tuple[str, str] | None:
        if self._pending:
            return next(iter(self._pending))
        key = next(self._unread, None)
        self._left -= key is not None
        return key

    def _index(self, key: tuple[str, str]) -> None:
        self._pending.pop(key, None)
        document = self._read(*key)
        if document is None:
            self.remove(*key)
        else:
            self.add(*key, document)

    def add(self, table: str, uid: str, document: Document) -> None:
        """Index one document in place of what was known of it."""
        self.remove(table, uid)
        contact = document.get("contact") if table != "contacts" else uid
        if not isinstance(contact, str):
            contact = ""
        if table == "contacts":
            self._cards.put(uid, _card(document))
        ranked: dict[Rank, list[Line]] = {}
        for line in lines(table, document):
            ranked.setdefault(line[1], []).append(line)
        codes, when = self._codes, day(table, document)
        numbers = []
        for rank, found in ranked.items():
            entry = Entry(
                table=table,
                uid=uid,
                contact=contact,
                day=when,
                text=_folded("\n".join([text for _, _, _, text, _ in found])),
                kinds="".join([codes[kind] for _, _, kind, _, _ in found]),
                topics="".join([codes[topic] for _, _, _, _, topic in found]),
            )
            numbers.append((rank, self._shelves[rank].add(entry)))
        self._numbers[table, uid] = tuple(numbers)

    def remove(self, table: str, uid: str) -> None:
        """Forget one record."""
        for rank, number in self._numbers.pop((table, uid), ()):
            self._shelves[rank].discard(number)
        if table == "contacts":
            self._cards.drop(uid)

    def find(self, query: FindQuery, limit: int = 200) -> list[Hit]:
        """The best hits: names before titles before other lines, whole words before parts.

        A line is found if every term stands in it; terms may also stand in the name or company
        of its contact, as long as one is in the line itself. Without terms the newest lines
        that the filters let through are found.
        """
        for key in list(islice(reversed(self._pending), _FRESH)):
            self._index(key)
        if not query:
            return []
        matcher = Matcher(query, self._codes, self._cards)
        found: list[Found] = []
        for rank, shelf in self._shelves.items():
            if len(found) < limit:
                found += matcher.best(rank, shelf, limit - len(found))
        return [self._hit(one, matcher.terms) for one in found]

    def _hit(self, found: Found, terms: tuple[str, ...]) -> Hit:
        entry, rank = found.entry, Rank(found.score[0])
        place = (entry.table, entry.uid, rank, found.line)
        return Hit(place, found.score, entry.contact, entry.day, lambda: self._line(*place), terms)

    def _line(self, table: str, uid: str, rank: Rank, number: int) -> Line:
        ranked = (x for x in lines(table, self._read(table, uid) or {}) if x[1] is rank)
        gone = ("", rank, "", "", "")  # the record changed since it was found
        return next(islice(ranked, number, None), gone)


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


def _card(document: Document) -> Card:
    name, company = (folded(str(document.get(field) or "")) for field in ("name", "company"))
    tags = document.get("tags")
    held = frozenset(folded(str(tag)) for tag in tags) if isinstance(tags, list) else frozenset()
    return Card(name, company, held, f"{name}\n{company}")
