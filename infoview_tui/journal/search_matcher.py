"""One query against the shelves of the index: which lines hold it, and how well."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from infoview_tui.domain.find_query import FindQuery
from infoview_tui.domain.highlight import folded
from infoview_tui.journal.search_lines import COMPANY, Rank
from infoview_tui.journal.shelf import Codes, Entry, Level, Shelf, level_of

_SCREENFUL = 60  # hits
_FAR = 2_000  # entries looked into, after which a screenful of hits is enough
_FEW = 300  # entries, which are looked into rather than narrowed down further
_MANY = 1_000  # contacts around a term, past which they narrow nothing down


class Card(Struct, frozen=True):
    """What the lines about a contact are found by besides their own words; all folded."""

    name: str
    company: str
    tags: frozenset[str]
    context: str  # name and company

    def fits(self, query: FindQuery) -> bool:
        return (
            (not query.companies or any(part in self.company for part in query.companies))
            and (not query.people or any(part in self.name for part in query.people))
            and (not query.tags or not self.tags.isdisjoint(query.tags))
        )


class Cards:
    """The contacts, and around whose lines a term stands."""

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}
        self._uids: list[str] | None = None  # in the order of the text; None: to be laid out
        self._text = ""
        self._starts: list[int] = []

    def get(self, uid: str) -> Card | None:
        return self._cards.get(uid)

    def put(self, uid: str, card: Card) -> None:
        self._cards[uid] = card
        self._uids = None

    def drop(self, uid: str) -> None:
        if self._cards.pop(uid, None):
            self._uids = None

    def fitting(self, query: FindQuery) -> frozenset[str]:
        """The contacts (uids) that the filters let through."""
        return frozenset(uid for uid, card in self._cards.items() if card.fits(query))

    def around(self, term: str) -> set[str]:
        """The contacts (uids) whose name or company holds the term; all are one text for that."""
        if self._uids is None:
            self._uids = list(self._cards)
            contexts = [card.context for card in self._cards.values()]
            self._text = "\n".join(contexts)
            self._starts = [0, *accumulate(len(context) + 1 for context in contexts)]
        found: set[str] = set()
        at = self._text.find(term)
        while at >= 0:
            number = bisect_right(self._starts, at)
            found.add(self._uids[number - 1])
            at = self._text.find(term, self._starts[number])
        return found


class Found(Struct, frozen=True):
    score: tuple[int, int, int]
    entry: Entry
    line: int  # of the entry


class Matcher:
    """One query in the index's own terms."""

    def __init__(self, query: FindQuery, codes: Codes, cards: Cards) -> None:
        self.terms = tuple(folded(term) for term in query.terms)
        self._contact, self._company = codes["contact"], codes[COMPANY]
        self._once: set[str] = set()  # contacts (uids) and companies that were found already
        self._without = tuple(folded(term) for term in query.without)
        self._cards = cards
        self._kinds = codes.exactly(query.kinds) if query.kinds else None
        self._topics = codes.holding(query.topics) if query.topics else None
        self._since = query.since.toordinal() if query.since else 0
        self._until = query.until.toordinal() if query.until else 1 << 40
        self._contacts: frozenset[str] | None = None
        if query.companies or query.people or query.tags:
            self._contacts = cards.fitting(query)
        # By term, whose contact's name or company holds it: of use only beside another term.
        self._around: dict[str, set[str]] = {}
        if len(self.terms) > 1:
            for term in self.terms:
                self._around[term] = cards.around(term)

    def best(self, rank: Rank, shelf: Shelf, limit: int) -> list[Found]:
        """The best `limit` lines of one shelf, sorted."""
        if (self._kinds is not None and shelf.kinds.isdisjoint(self._kinds)) or (
            self._topics is not None and shelf.topics.isdisjoint(self._topics)
        ):
            return []
        found: list[Found] = []
        seen: set[int] = set()
        for level in Level:
            terms, numbers = self._narrow(shelf, level)
            for number, entry in shelf.newest_first(numbers):
                if number in seen:
                    continue
                seen.add(number)
                found += self._in(entry, terms, rank)
                if len(found) >= limit or (len(seen) > _FAR and len(found) >= _SCREENFUL):
                    break
            if len(found) >= min(limit, _SCREENFUL) or numbers is None:
                break
        return sorted(found, key=lambda hit: hit.score)[:limit]

    def _narrow(self, shelf: Shelf, level: Level) -> tuple[list[str], set[int] | None]:
        """The terms, rarest first, and the entries that can hold them all (None: any)."""
        by_term = {term: shelf.candidates(term, level) for term in self.terms}
        terms = sorted(by_term, key=lambda term: _size(by_term[term]))
        numbers = None if self._contacts is None else shelf.about(self._contacts)
        for term in terms:
            some, around = by_term[term], self._around.get(term, ())
            if some is None or len(around) > _MANY:
                continue
            if numbers is None or len(numbers) > _FEW:
                some |= shelf.about(around)
                numbers = some if numbers is None else numbers & some
        return terms, numbers

    def _in(self, entry: Entry, terms: Sequence[str], rank: Rank) -> Iterator[Found]:
        """The lines of an entry that the query is after."""
        if not self._lets(entry):
            return
        text = entry.text
        # What the contact's name or company holds need not stand in the line.
        needed = [term for term in terms if entry.contact not in self._around.get(term, ())]
        for term in needed:
            if term not in text:
                return
        seen: set[int] = set()
        for anchor in needed[:1] or terms or ("",):
            for number, line in _lines_with(anchor, needed, text):
                if number not in seen and self._lets_line(entry, number):
                    seen.add(number)
                    if self._is_new(entry, entry.kinds[number], line):
                        yield Found((rank, self._level(line, entry), -entry.day), entry, number)

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

    def _is_new(self, entry: Entry, kind: str, line: str) -> bool:
        """Whether a line is wanted: without what is left out; contacts and companies once."""
        if any(term in line for term in self._without):
            return False
        if kind not in (self._contact, self._company):
            return True
        one = entry.uid if kind == self._contact else line
        wanted = one not in self._once
        self._once.add(one)
        return wanted

    def _level(self, line: str, entry: Entry) -> Level:
        """How the worst of the terms stands in the line, or around it."""
        card = self._cards.get(entry.contact)
        context = card.context if card else ""
        levels = (level_of(term, line) or level_of(term, context) for term in self.terms)
        return max((level for level in levels if level is not None), default=Level.WHOLE)


def _lines_with(anchor: str, needed: Sequence[str], text: str) -> Iterator[tuple[int, str]]:
    """The lines of `text` that hold the anchor and all that is needed, each with its number."""
    counted = number = 0
    at = text.find(anchor)
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        for term in needed:
            if text.find(term, start, end) < 0:
                break
        else:
            number += text.count("\n", counted, start)
            counted = start
            yield number, text[start:end]
        at = text.find(anchor, end + 1) if end < len(text) else -1


def _size(numbers: set[int] | None) -> int:
    return 1 << 40 if numbers is None else len(numbers)
