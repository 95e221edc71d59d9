"""Notes or answers under headings, kept so that a talk is put there and taken away cheaply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar

from msgspec import Struct, field

from infoview_tui.domain.insights import Answer, Finding

F = TypeVar("F", Finding, Answer)


class Heading(Struct, frozen=True):
    """One heading: how much stands under it, from how many people."""

    key: str
    title: str
    count: int
    people: int


class _Held(Struct, Generic[F]):
    by_talk: dict[str, list[F]] = field(default_factory=dict)  # by interview (uid)
    people: Counter[str] = field(default_factory=Counter)
    count: int = 0


class Shelves(Generic[F]):
    """What talks brought, by heading."""

    def __init__(self, heading: Callable[[F], str], title: Callable[[F], str]) -> None:
        self._heading: Callable[[F], str] = heading
        self._title: Callable[[F], str] = title
        self._held: dict[str, _Held[F]] = {}
        # Headings by how many people are heard under them: among ten thousands of headings
        # those of most people are found at once.
        self._heard: dict[int, dict[str, None]] = {}

    def put(self, found: Sequence[F]) -> None:
        """Files what one talk brought; what has no heading is left out."""
        for one in found:
            if key := self._heading(one):
                held = self._held.setdefault(key, _Held())
                before = len(held.people)
                held.by_talk.setdefault(one.interview, []).append(one)
                held.people[one.contact] += 1
                held.count += 1
                self._rank(key, before, len(held.people))

    def take(self, found: Sequence[F]) -> None:
        """Takes away what one talk had brought."""
        for one in found:
            key = self._heading(one)
            held = self._held.get(key)
            before = len(held.people) if held else 0
            for gone in held.by_talk.pop(one.interview, ()) if held else ():
                assert held is not None
                held.count -= 1
                held.people[gone.contact] -= 1
                if not held.people[gone.contact]:
                    del held.people[gone.contact]
            if held:
                self._rank(key, before, len(held.people))
                if not held.count:
                    del self._held[key]

    def _rank_of(self, key: str) -> tuple[int, int]:
        """Most people first, then what was heard last."""
        held = self._held[key]
        latest = max(found[0].day for found in held.by_talk.values())
        return -len(held.people), -latest.toordinal()

    def _rank(self, key: str, before: int, people: int) -> None:
        if people == before:
            return
        if before:
            del self._heard[before][key]
        if people:
            self._heard.setdefault(people, {})[key] = None

    def headings(self, most: int | None = None) -> Iterator[Heading]:
        """The headings; with `most` only so many: most people first, then the latest."""
        keys: Iterable[str] = self._held
        if most is not None:
            ranked = (key for people in sorted(self._heard, reverse=True)
                      for key in self._heard[people])  # fmt: skip
            keys = sorted(islice(ranked, most), key=self._rank_of)
        for key in keys:
            held = self._held[key]
            some = next(iter(held.by_talk.values()))[0]
            yield Heading(key, self._title(some), held.count, len(held.people))

    def __len__(self) -> int:
        return len(self._held)

    def under(self, key: str) -> list[F]:
        """Everything under one heading, in the order in which the talks were filed."""
        held = self._held.get(key)
        return [one for found in held.by_talk.values() for one in found] if held else []
