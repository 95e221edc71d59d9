"""English prose as the checks see it: folded, cut into sentences, reduced to what it is about."""

from __future__ import annotations

import re
from functools import lru_cache

from infoview_tui.domain.text import fold

# Words that carry the form of a sentence and not what it is about.
_FORM_WORDS = """
    a an and about any are as at be been but by can could did do does for from had has have he her
    him his how i if in into is it its like me might more most much my of on or our over own she so
    some tell that the their them then there these they this those through to up us was we were
    what when where which who whom why will with would you your yours really actually currently
    please
"""
_EMPTY_WORDS = frozenset(_FORM_WORDS.split())
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly", "e", "y")
_LEGAL_FORM = re.compile(
    r"[, ]+(?:inc|ltd|llc|llp|gmbh|ag|se|sa|sas|srl|spa|bv|nv|ab|as|oy|plc|co|corp|corporation|"
    r"company|limited|kg|group|holding)\.?$"
)
_TITLES = r"(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bprof)(?<!\bst)(?<!\be\.g)(?<!\bi\.e)"
_SENTENCE_END = re.compile(rf"{_TITLES}(?<=[.!?…])[\"'”)]*\s+|\n\s*\n")


def plain(text: str) -> str:
    """Folded text with straight apostrophes and single blanks, as the patterns expect it."""
    return " ".join(fold(text).replace("’", "'").replace("‘", "'").split())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, folded; a blank line ends one too."""
    folded = fold(text).replace("’", "'").replace("‘", "'")
    parts = (" ".join(part.split()) for part in _SENTENCE_END.split(folded))
    return tuple(part for part in parts if part)


def content_words(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning, so that `moving` and `moved` meet."""
    words = re.findall(r"[^\W_]+", plain(text))
    return frozenset(_stem(word) for word in words if word not in _EMPTY_WORDS)


@lru_cache(maxsize=4096)  # thousands of contacts are looked through for those of one place
def without_legal_form(company: str) -> str:
    """A company's name, folded, without `GmbH`, `Inc.` and the like."""
    return _LEGAL_FORM.sub("", plain(company)).strip()


def count_words(text: str) -> int:
    """The words of a message as a person counts them."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
