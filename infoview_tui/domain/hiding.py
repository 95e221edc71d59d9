"""Names and companies hidden in what people wrote: something shorter stands in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import fold, initials

_WORD = re.compile(r"[^\W_]+")


class Hidden:
    """Phrases, and what stands in their place; the longest that fits is hidden first."""

    def __init__(self) -> None:
        self._phrases: defaultdict[str, dict[tuple[str, ...], str]] = defaultdict(dict)

    def add(self, phrase: str, shown: str) -> None:
        """Hides the phrase, in whatever case and accents. One letter would hide half a text."""
        words = tuple(fold(word) for word in _WORD.findall(phrase))
        if len("".join(words)) > 1:
            self._phrases[words[0]].setdefault(words, shown)

    def hide(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        words = tuple(fold(match[0]) for match in found)
        pieces: list[str] = []
        end = at = 0
        while at < len(found):
            fits = [
                phrase
                for phrase in self._phrases.get(words[at], ())
                if words[at : at + len(phrase)] == phrase
            ]
            if not fits:
                at += 1
                continue
            longest = max(fits, key=len)
            pieces += [text[end : found[at].start()], self._phrases[words[at]][longest]]
            at += len(longest)
            end = found[at - 1].end()
        return "".join([*pieces, text[end:]])


def names_hidden(contacts: Iterable[Contact]) -> Hidden:
    """The full names and companies of these people, to be shown as initials.

    Parts of a name are left: among thousands of people `will` and `may` are names, too.
    """
    hidden = Hidden()
    for contact in contacts:
        hidden.add(contact.name, initials(contact.name))
        hidden.add(contact.company, initials(contact.company))
    return hidden
