"""The live line: its first character is its kind, so that a note costs one key and no look."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from infoview_tui.domain.models import Note, NoteKind
from infoview_tui.domain.quick_add import QuickContact, parse_quick_line
from infoview_tui.domain.text import clean_line, clean_text


class KindName(NamedTuple):
    """How a kind is typed, called and used afterwards."""

    prefix: str
    label: str
    becomes: str


KIND_NAMES: dict[NoteKind, KindName] = {
    NoteKind.NOTE: KindName("", "note", ""),
    NoteKind.INSIGHT: KindName("!", "insight", "insight library, thank-you"),
    NoteKind.ADVICE: KindName(">", "advice they gave", "a loop: tried, then reported back"),
    NoteKind.OFFER: KindName("<", "offer they made", "a loop: nudge after 10 business days"),
    NoteKind.PROMISE: KindName("+", "promise I made", "a follow-up; “by fri” sets its date"),
    NoteKind.PERSON: KindName("@", "person to meet", "a contact introduced by this one"),
    NoteKind.RESOURCE: KindName("=", "resource", "a loop: read, then reported back"),
    NoteKind.QUOTE: KindName('"', "their words", "thank-you"),
    NoteKind.GAP: KindName("~", "gap of mine", "decision board"),
    NoteKind.LEAD: KindName("$", "unadvertised role", "quiet leads list"),
    NoteKind.QUESTION: KindName("?", "open question", "asked of the next person"),
    NoteKind.PERSONAL: KindName("%", "personal detail", "the contact's card"),
}

PREFIXES: dict[str, NoteKind] = {
    name.prefix: kind for kind, name in KIND_NAMES.items() if name.prefix
}

# What a keyboard or a word processor makes of `"`.
_OPENING_QUOTES = {'"': '"', "“": "”", "„": "“”", "«": "»"}


class Captured(Struct, frozen=True):
    """A line of notes taken apart; without words it is a mark, without both it is nothing."""

    kind: NoteKind
    text: str

    @property
    def is_mark(self) -> bool:
        return not self.text and self.kind is not NoteKind.NOTE

    def __bool__(self) -> bool:
        return bool(self.text) or self.is_mark


def kind_of(character: str) -> NoteKind | None:
    """The kind that a first character stands for; None if it is the note's own text."""
    return NoteKind.QUOTE if character in _OPENING_QUOTES else PREFIXES.get(character)


def capture(line: str) -> Captured:
    """The kind and text of a typed or pasted line.

    A blank in front keeps a prefix as text, as Backspace does on the live screen: ` $5M revenue`.
    """
    text = clean_line(line)
    kind = kind_of(line[:1]) if text else None
    if kind is None:
        return Captured(NoteKind.NOTE, text)
    words = text[1:].strip()
    if kind is NoteKind.QUOTE and words and text[1:2] != " ":
        words = _without_closing(words, _OPENING_QUOTES[text[0]])
    return Captured(kind, words)


def _without_closing(words: str, closing: str) -> str:
    """`one page"` -> `one page`: the quotation mark that only closes the prefix."""
    return words[:-1].rstrip() if words[-1] in closing else words


def capture_lines(pasted: str) -> tuple[Captured, ...]:
    """Every line of a paste that holds something, in order."""
    captured = (capture(line) for line in clean_text(pasted).split("\n"))
    return tuple(line for line in captured if line)


def line_of(note: Note | Captured) -> str:
    """The line that captures as this note: the inverse of `capture`."""
    prefix = KIND_NAMES[note.kind].prefix
    if prefix:
        return f"{prefix} {note.text}".rstrip()
    return f" {note.text}" if kind_of(note.text[:1]) else note.text


def person_in_line(text: str) -> QuickContact:
    """The person a `@` note names: `Tomás Ibarra, growth PM at Lumen`."""
    return parse_quick_line(text)
