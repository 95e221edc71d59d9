"""Notes or answers under headings, kept so that a talk is put there and taken away cheaply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Generic, TypeVar

from infoview_tui.domain.insights import Answer, Finding

F = TypeVar("F", Finding, Answer)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: how much stands under it, from how many people."""

    key: str
    title: str
    count: int
    people: int


@dataclass(slots=True)
class _Held(Generic[F]):
    by_talk: dict[str, list[F]] = field(default_factory=dict)  # by interview (uid)
    people: Counter[str] = field(default_factory=Counter)
    count: int = 0


class Shelves(Generic[F]):
    """What talks brought, by heading."""

    def __init__(self, heading: Callable[[F], str], title: Callable[[F], str]) -> None:
        self._heading: Callable[[F], str] = heading
        self._title: Callable[[F], str] = title
        self._held: dict[str, _Held[F]] = {}

    def put(self, found: Sequence[F]) -> None:
        """Files what one talk brought; what has no heading is left out."""
        for one in found:
            if key := self._heading(one):
                held = self._held.setdefault(key, _Held())
                held.by_talk.setdefault(one.interview, []).append(one)
                held.people[one.contact] += 1
                held.count += 1

    def take(self, found: Sequence[F]) -> None:
        """Takes away what one talk had brought."""
        for one in found:
            held = self._held.get(self._heading(one))
            for gone in held.by_talk.pop(one.interview, ()) if held else ():
                assert held is not None
                held.count -= 1
                held.people[gone.contact] -= 1
                if not held.people[gone.contact]:
                    del held.people[gone.contact]
            if held and not held.count:
                del self._held[self._heading(one)]

    def headings(self, most: int | None = None) -> Iterator[Heading]:
        """The headings; with `most` only so many, those first under which most people are heard."""
        keys: Iterable[str] = self._held
        if most is not None:
            keys = nlargest(most, self._held, key=lambda key: len(self._held[key].people))
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
