"""Mutual acquaintances: known contacts whom other people name in their talks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import fold

_LONGEST_NAME = 5  # words
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """`speaker` named `named` (uids), both contacts, neither introduced by the other."""

    speaker: str
    named: str
    finding: Finding


def acquaintances(
    found: Iterable[Finding], contacts: Iterable[Contact]
) -> tuple[Acquaintance, ...]:
    """The links that notes suggest, once for each pair, by the first note that names one.

    Only full names count, and only those that one contact alone bears.
    """
    people = {contact.uid: contact for contact in contacts}
    named_so: dict[tuple[str, ...], list[str]] = {}
    for contact in people.values():
        words = tuple(_words(contact.name))
        if 2 <= len(words) <= _LONGEST_NAME:
            named_so.setdefault(words, []).append(contact.uid)
    first_words = {words[0] for words in named_so}
    pairs: dict[frozenset[str], Acquaintance] = {}
    for finding in sorted(found, key=lambda f: f.note.at):
        words = tuple(_words(finding.note.text))
        for start, word in enumerate(words):
            if word not in first_words:
                continue
            for end in range(start + 2, start + _LONGEST_NAME + 1):
                uids = named_so.get(words[start:end], [])
                if len(uids) == 1 and not _linked(people, finding.contact, uids[0]):
                    pair = frozenset({finding.contact, uids[0]})
                    pairs.setdefault(pair, Acquaintance(finding.contact, uids[0], finding))
    return tuple(pairs.values())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _linked(people: dict[str, Contact], one: str, other: str) -> bool:
    """The same person, or already known to be linked."""
    if one == other or one not in people:
        return True
    return people[one].introduced_by == other or people[other].introduced_by == one
