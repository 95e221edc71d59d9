"""Find anything in the journal: an index in memory of every line, kept fresh record by record.

The index holds folded text only; what is shown of a hit is read from its document. It is filled
in steps (`build`), so that nothing freezes, and answers from what is there already.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from infoview_tui.domain.find_query import FindQuery
from infoview_tui.domain.highlight import Span, folded, highlight
from infoview_tui.journal.search_lines import Document, Line, Rank, day, lines
from infoview_tui.journal.shelf import Codes, Entry, Level, Shelf, level_of

Key = tuple[str, str, str]  # table, uid, part: the uid of a note or question, or a field's name
Read = Callable[[str, str], Document | None]

_SCREENFUL = 60  # hits
_FAR = 2_000  # entries looked into, after which a screenful of hits is enough
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
        return (self.place[0], self.place[1], self.line.part)

    @property
    def kind(self) -> str:
        return self.line.kind

    @property
    def snippet(self) -> str:
        return self._shown[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The hits in the snippet."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[str, tuple[Span, ...]]:
        return highlight(self.line.text, self._terms)


@dataclass(frozen=True, slots=True)
class Card:
    """What the lines about a contact are found by besides their own words; all folded."""

    name: str
    company: str
    tags: frozenset[str]
    context: str

    def fits(self, query: FindQuery) -> bool:
        return (
            (not query.companies or any(part in self.company for part in query.companies))
            and (not query.people or any(part in self.name for part in query.people))
            and (not query.tags or not self.tags.isdisjoint(query.tags))
        )


@dataclass(frozen=True, slots=True)
class _Found:
    score: tuple[int, int, int]
    entry: Entry
    line: int


class SearchIndex:
    """The index over all documents; `read` gives a document by table and uid, None if gone."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._shelves = {rank: Shelf() for rank in Rank}
        self._codes = Codes()
        self._cards: dict[str, Card] = {}
        self._numbers: dict[tuple[str, str], tuple[tuple[Rank, int], ...]] = {}
        self._pending: OrderedDict[tuple[str, str], None] = OrderedDict()

    @property
    def pending(self) -> int:
        """How many records still wait to be indexed."""
        return len(self._pending)

    def changed(self, keys: Iterable[tuple[str, str]]) -> None:
        """Records (table, uid) that are new, changed or gone: indexed by `build` or `find`."""
        for key in keys:
            self._pending[key] = None
            self._pending.move_to_end(key)

    def build(self) -> Iterator[None]:
        """Index what is pending, one record a step; run as many steps as there is time for."""
        while self._pending:
            self._index(next(iter(self._pending)))
            yield

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
        if table == "contacts":
            self._cards[uid] = _card(document)
        by_rank: dict[Rank, list[Line]] = {}
        for line in lines(table, document):
            by_rank.setdefault(line.rank, []).append(line)
        codes = self._codes
        numbers = []
        for rank, found in by_rank.items():
            entry = Entry(
                table=table,
                uid=uid,
                contact=contact if isinstance(contact, str) else "",
                day=day(table, document),
                text=_folded_lines(found),
                kinds="".join([codes[line.kind] for line in found]),
                topics="".join([codes[line.topic] for line in found]),
            )
            numbers.append((rank, self._shelves[rank].add(entry)))
        self._numbers[table, uid] = tuple(numbers)

    def remove(self, table: str, uid: str) -> None:
        """Forget one record."""
        for rank, number in self._numbers.pop((table, uid), ()):
            self._shelves[rank].discard(number)
        if table == "contacts":
            self._cards.pop(uid, None)

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
        search = _Search(query, self._codes, self._cards)
        found: list[_Found] = []
        for rank, shelf in self._shelves.items():
            if len(found) < limit:
                found += search.on_shelf(rank, shelf, limit - len(found))
        return [self._hit(one, search.terms) for one in found]

    def _hit(self, found: _Found, terms: tuple[str, ...]) -> Hit:
        entry, rank = found.entry, Rank(found.score[0])
        place = (entry.table, entry.uid, rank, found.line)
        return Hit(place, found.score, entry.contact, entry.day, lambda: self._line(*place), terms)

    def _line(self, table: str, uid: str, rank: Rank, number: int) -> Line:
        ranked = (x for x in lines(table, self._read(table, uid) or {}) if x.rank is rank)
        gone = Line("", rank, "", "")  # the record changed since it was found
        return next(islice(ranked, number, None), gone)


class _Search:
    """One query in the index's own terms."""

    def __init__(self, query: FindQuery, codes: Codes, cards: dict[str, Card]) -> None:
        self.terms = tuple(folded(term) for term in query.terms)
        self._without = tuple(folded(term) for term in query.without)
        self._cards = cards
        self._kinds = codes.exactly(query.kinds) if query.kinds else None
        self._topics = codes.holding(query.topics) if query.topics else None
        self._since = query.since.toordinal() if query.since else 0
        self._until = query.until.toordinal() if query.until else 1 << 40
        self._contacts: frozenset[str] | None = None
        if query.companies or query.people or query.tags:
            self._contacts = frozenset(uid for uid, card in cards.items() if card.fits(query))
        self._around: dict[str, list[str]] = {}
        if len(self.terms) > 1:
            for term in self.terms:
                self._around[term] = [uid for uid, c in cards.items() if term in c.context]

    def on_shelf(self, rank: Rank, shelf: Shelf, limit: int) -> list[_Found]:
        """The best `limit` lines of one shelf, sorted."""
        if (self._kinds is not None and shelf.kinds.isdisjoint(self._kinds)) or (
            self._topics is not None and shelf.topics.isdisjoint(self._topics)
        ):
            return []
        found: list[_Found] = []
        seen: set[int] = set()
        for level in Level:
            terms, numbers = self._narrow(shelf, level)
            for number, entry in shelf.newest_first(numbers):
                if number in seen or not self._lets(entry):
                    continue
                seen.add(number)
                for line, how in self._lines(entry, terms):
                    found.append(_Found((rank, how, -entry.day), entry, line))
                if len(found) >= limit or (len(seen) > _FAR and len(found) >= _SCREENFUL):
                    break
            if len(found) >= min(limit, _SCREENFUL) or numbers is None:
                break
        return sorted(found, key=lambda hit: hit.score)[:limit]

    def _narrow(self, shelf: Shelf, level: Level) -> tuple[list[str], set[int] | None]:
        """The terms, rarest first, and the entries that can hold them all (None: any)."""
        every = 1 << 40
        sizes = dict.fromkeys(self.terms, every)
        numbers = None if self._contacts is None else shelf.about(self._contacts)
        for term in self.terms:
            some = shelf.candidates(term, level)
            if some is not None:
                sizes[term] = len(some)
                some |= shelf.about(self._around.get(term, ()))
                numbers = some if numbers is None else numbers & some
        return sorted(self.terms, key=sizes.__getitem__), numbers

    def _lets(self, entry: Entry) -> bool:
        return (
            self._since <= entry.day <= self._until
            and (self._kinds is None or any(code in entry.kinds for code in self._kinds))
            and (self._topics is None or any(code in entry.topics for code in self._topics))
        )

    def _lets_line(self, entry: Entry, line: int) -> bool:
        return (self._kinds is None or entry.kinds[line] in self._kinds) and (
            self._topics is None or entry.topics[line] in self._topics
        )

    def _lines(self, entry: Entry, terms: Sequence[str]) -> Iterator[tuple[int, Level]]:
        """The lines (by number) of an entry that the query is after, and how it stands there."""
        text = entry.text
        card = self._cards.get(entry.contact) if self._around else None
        context = card.context if card else ""
        for term in terms:
            if term not in text and term not in context:
                return
        needed = [term for term in terms if term not in context]
        seen: set[int] = set()
        for anchor in needed[:1] or terms or ("",):
            for number, line in _lines_with(anchor, text):
                if number not in seen and self._lets_line(entry, number):
                    seen.add(number)
                    how = _level(line, context, terms)
                    if how is not None and not any(term in line for term in self._without):
                        yield number, how


def _lines_with(term: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` that hold the term, each with its number."""
    start = number = 0
    at = text.find(term)
    while at >= 0:
        number += text.count("\n", start, at)
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield number, text[text.rfind("\n", 0, at) + 1 : end]
        start = end
        at = text.find(term, end + 1) if end < len(text) else -1


def _level(line: str, context: str, terms: Sequence[str]) -> Level | None:
    """How the worst of the terms stands in the line or around it; None if one is missing."""
    for term in terms:
        if term not in line and term not in context:
            return None
    levels = (level_of(term, line) or level_of(term, context) for term in terms)
    return max((level for level in levels if level is not None), default=Level.WHOLE)


def _folded_lines(found: Sequence[Line]) -> str:
    texts = (line.text for line in found)
    return "\n".join(text.lower() if text.isascii() else folded(text) for text in texts)


def _card(document: Document) -> Card:
    name, company = (folded(str(document.get(field) or "")) for field in ("name", "company"))
    tags = document.get("tags")
    held = frozenset(folded(str(tag)) for tag in tags) if isinstance(tags, list) else frozenset()
    return Card(name, company, held, f"{name}\n{company}")
