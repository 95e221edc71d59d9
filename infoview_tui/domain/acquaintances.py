"""Mutual acquaintances: known contacts whom other people name in their talks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import fold

_LONGEST_NAME = 5  # words
_WORD = re.compile(r"[^\W_]+")


class Acquaintance(Struct, frozen=True):
    """`speaker` named `named` (uids), both contacts, neither introduced by the other."""

    speaker: str
    named: str
    finding: Finding


class Names:
    """Whom a full name stands for: those of two words or more that one contact alone bears."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.people = {contact.uid: contact for contact in contacts}
        self._bearers: dict[tuple[str, ...], list[str]] = {}
        for contact in self.people.values():
            words = tuple(_words(contact.name))
            if 2 <= len(words) <= _LONGEST_NAME:
                self._bearers.setdefault(words, []).append(contact.uid)
        self._first_words = {words[0] for words in self._bearers}

    def in_text(self, text: str) -> Iterator[str]:
        """The contacts (uids) whose full names stand in the text."""
        words = tuple(_words(text))
        for start, word in enumerate(words):
            if word not in self._first_words:
                continue
            for end in range(start + 2, start + _LONGEST_NAME + 1):
                uids = self._bearers.get(words[start:end], [])
                if len(uids) == 1:
                    yield uids[0]


def acquaintances(found: Iterable[Finding], names: Names) -> tuple[Acquaintance, ...]:
    """The links that notes suggest, once for each pair, by the first note that names one."""
    pairs: dict[frozenset[str], Acquaintance] = {}
    for finding in sorted(found, key=lambda f: f.note.at):
        for uid in names.in_text(finding.note.text):
            if not _linked(names.people, finding.contact, uid):
                pair = frozenset({finding.contact, uid})
                pairs.setdefault(pair, Acquaintance(finding.contact, uid, finding))
    return tuple(pairs.values())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _linked(people: dict[str, Contact], one: str, other: str) -> bool:
    """The same person, or already known to be linked."""
    if one == other or one not in people:
        return True
    return people[one].introduced_by == other or people[other].introduced_by == one
