"""Text from people and files is data: cleaned once, at the border, and folded for search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# C0 and C1 controls, DEL, the bidirectional overrides and isolates, the invisible
# separators that some editors break lines at, lone surrogates and the BOM. Zero-width
# joiners stay: they hold emoji and several scripts together.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.")

# What no normalisation folds, in the names of the user's contacts.
_FOLDS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def clean_text(text: str) -> str:
    """Lines of text without control and bidi characters; line ends become `\\n`, tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub("", _LINE_BREAKS.sub("\n", text))


def clean_line(text: str) -> str:
    """One line of text: as `clean_text`, with every run of blanks made one space, ends stripped."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def clean_lines(text: str) -> list[str]:
    """The lines of a text that hold something, each cleaned."""
    return [line for line in map(clean_line, clean_text(text).split("\n")) if line]


def fold(text: str) -> str:
    """Text as search sees it: without accents and case (`Ñandú` -> `nandu`)."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_FOLDS)


def initials(name: str) -> str:
    """The masked form of a name or a line: `Priya “Pri” Natarajan` -> `P. P. N.`."""
    letters = (next(filter(str.isalnum, word), "") for word in name.split())
    masked = " ".join(f"{letter}." for letter in letters if letter)
    return masked or ("…" if name.strip() else "")


def with_names(text: str, shown: Callable[[str], str]) -> str:
    """The text, with what may be a name as `shown` shows it: `via Priya` -> `via P.`.

    That is every word but those that begin with a small letter or a digit; and every address.
    """

    def word(match: re.Match[str]) -> str:
        first = next(filter(str.isalnum, match[0]), "1")
        plain = first.islower() or first.isdigit()
        return match[0] if plain and not _ADDRESS.search(match[0]) else shown(match[0])

    return _WORD.sub(word, text)


def counted(number: int, noun: str) -> str:
    """`1 note`, `3 notes`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


_WRITTEN = {
    "check_in": "check-in",
    "follow_up": "follow-up",
    "thank_you": "thank-you",
    "linkedin": "LinkedIn",
}


def in_words(kind: str) -> str:
    """A kind, channel or status as people write it: `in_person` -> `in person`."""
    return _WRITTEN.get(kind, kind.replace("_", " "))


def opening(message: str) -> str:
    """The first line of a message that says something: the one after `Hi Ana,`."""
    lines = [line for line in message.splitlines() if line.strip()]
    greeted = len(lines) > 1 and lines[0].rstrip().endswith(",")
    return next(iter(lines[greeted:]), "")
