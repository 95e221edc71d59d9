"""One shelf of the search index: folded texts, and which of them hold which words.

Words lead to a few candidate texts in well under a millisecond, however long a word is typed so
far; the texts themselves then say exactly where it stands. A replaced text leaves its number
behind in the postings, where it costs four bytes a word: cheaper than cleaning up after it.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Set
from enum import IntEnum
from functools import partial
from itertools import repeat

from msgspec import Struct

from infoview_tui.domain.highlight import folded

_WORD = re.compile(r"\w+")
# The same words as `_WORD` finds in ASCII text, several times faster.
_GAPS = {n: " " for n in range(128) if not (chr(n).isalnum() or chr(n) == "_")}


class Level(IntEnum):
    """How a term stands in a text: as whole words, at the start of one, or inside one."""

    WHOLE = 1
    START = 2
    INSIDE = 3


class Entry(Struct, eq=False):
    """The lines of one record that share a rank; line n of `text` has the n-th kind and topic."""

    table: str
    uid: str
    contact: str  # uid
    day: int  # ordinal
    text: str  # folded lines, joined by line feeds
    kinds: str  # one code point a line, see `Codes`
    topics: str


class Codes(dict[str, str]):
    """Facet values as single characters, so that a record's lines cost one character each."""

    def __missing__(self, value: str) -> str:
        # Surrogates are no characters to keep in a string: step over their block.
        number = len(self)
        self[value] = code = chr(number if number < 0xD800 else number + 0x800)
        return code

    def holding(self, parts: Iterable[str]) -> str:
        """The codes of all values that contain one of the folded `parts`."""
        return "".join(c for value, c in self.items() if any(p in folded(value) for p in parts))

    def exactly(self, values: Collection[str]) -> str:
        return "".join(c for value, c in self.items() if value in values)


def level_of(term: str, text: str) -> Level | None:
    """The best way in which `term` stands in `text`, both folded; None if it does not."""
    best: Level | None = None
    size = len(term)
    at = text.find(term)
    while at >= 0:
        if at and _joined(text[at - 1], term[0]):
            best = best or Level.INSIDE
        elif at + size == len(text) or not _joined(term[-1], text[at + size]):
            return Level.WHOLE
        else:
            best = Level.START
        at = text.find(term, at + 1)
    return best


def _joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    return (left.isalnum() or left == "_") and (right.isalnum() or right == "_")


class Shelf:
    """The entries of one rank, found by words and walked newest first."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()  # codes of all that was ever added
        self.topics: set[str] = set()
        self._entries: list[Entry | None] = []
        self._days: dict[int, list[int]] = {}  # numbers by day
        self._postings: dict[str, array[int]] = defaultdict(partial(array, "I"))  # by word
        self._about: dict[str, list[int]] = {}  # numbers by contact
        self._vocabulary = "\n"
        self._spelled = 0  # words in the vocabulary

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> int:
        """The number under which the entry can be discarded again."""
        number = len(self._entries)
        self._entries.append(entry)
        self.kinds.update(entry.kinds)
        self.topics.update(entry.topics)
        self._days.setdefault(entry.day, []).append(number)
        if entry.contact:
            self._about.setdefault(entry.contact, []).append(number)
        text = entry.text
        words = set(text.translate(_GAPS).split() if text.isascii() else _WORD.findall(text))
        # Millions of times: nothing of this loop is Python.
        found = map(self._postings.__getitem__, words)
        deque(map(array.append, found, repeat(number)), maxlen=0)
        return number

    def discard(self, number: int) -> None:
        """Take an entry off the shelf; its words keep leading to its number."""
        self._entries[number] = None

    def candidates(self, term: str, level: Level) -> set[int] | None:
        """Numbers among which every entry holding `term` is found; None means all of them.

        None also where that is no loss: a term so common that walking from the newest finds
        enough sooner than gathering everything.
        """
        words = _WORD.findall(term)
        if not words:
            return None
        *head, last = words
        numbers: set[int] | None = None
        for word in head[1:] if level is Level.INSIDE else head:
            some = self._postings.get(word, ())
            numbers = set(some) if numbers is None else numbers.intersection(some)
        ending = self._ending(last, level if len(words) == 1 else min(level, Level.START))
        return ending if numbers is None else numbers if ending is None else numbers & ending

    def _ending(self, word: str, level: Level) -> set[int] | None:
        """The numbers for the last, perhaps unfinished word of a term."""
        if level is Level.WHOLE:
            return set(self._postings.get(word, ()))
        if len(word) == 1 and word.isascii():
            return None
        found = [self._postings[known] for known in self._words_with(word, level)]
        if sum(map(len, found)) > 2 * len(self) + 1000:
            return None
        return set().union(*found)

    def about(self, contacts: Iterable[str]) -> set[int]:
        """The numbers of the entries about any of these contacts (uids)."""
        return {number for uid in contacts for number in self._about.get(uid, ())}

    def newest_first(self, numbers: Set[int] | None) -> Iterator[tuple[int, Entry]]:
        """The living entries among `numbers` (None: all), newest first."""
        entries = self._entries
        if numbers is not None and len(numbers) * 8 < len(entries):
            living = [(n, entry) for n in numbers if (entry := entries[n]) is not None]
            yield from sorted(living, key=lambda pair: (-pair[1].day, pair[0]))
            return
        for day in sorted(self._days, reverse=True):
            for number in self._days[day]:
                entry = entries[number]
                if entry is not None and (numbers is None or number in numbers):
                    yield number, entry

    def _words_with(self, part: str, level: Level) -> Iterator[str]:
        if self._spelled != len(self._postings):
            self._spelled = len(self._postings)
            self._vocabulary = "\n".join(["", *self._postings, ""])
        vocabulary = self._vocabulary
        wanted = "\n" + part if level is Level.START else part
        at = vocabulary.find(wanted)
        while at >= 0:
            start = vocabulary.rfind("\n", 0, at + 1) + 1
            end = vocabulary.find("\n", at + 1)
            yield vocabulary[start:end]
            at = vocabulary.find(wanted, end)
