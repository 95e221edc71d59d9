"""Where folded terms stand in a text as it is written, and the part of it worth showing."""

from __future__ import annotations

from collections.abc import Sequence

from infoview_tui.domain.text import clean_line, fold

Span = tuple[int, int]  # start and end, in characters

SNIPPET = 160  # characters
_BEFORE = 40  # characters of a long line shown before its first hit
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


def folded(text: str) -> str:
    """`domain.text.fold` with typographic quotes and dashes made plain, as people type them."""
    return fold(text) if text.isascii() else fold(text).translate(_PLAIN)


def highlight(text: str, terms: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """One line of `text` cut to `SNIPPET` characters around its first hit, and the hits in it."""
    text = clean_line(text)
    found = spans(text, terms)
    start = 0
    if len(text) > SNIPPET and found and found[0][1] > SNIPPET - _BEFORE:
        start = min(found[0][0] - _BEFORE, len(text) - SNIPPET)
    snippet = text[start : start + SNIPPET]
    if start:
        snippet = "…" + snippet[1:]
    if start + SNIPPET < len(text):
        snippet = snippet[:-1] + "…"
    inside = ((max(begin - start, 0), min(end - start, len(snippet))) for begin, end in found)
    return snippet, tuple((begin, end) for begin, end in inside if begin < end)


def spans(text: str, terms: Sequence[str]) -> tuple[Span, ...]:
    """The places of the folded `terms` in `text`, in order; overlapping ones are one."""
    plain, origins = _with_origins(text)
    found: list[Span] = []
    for term in terms:
        at = plain.find(term) if term else -1
        while at >= 0:
            found.append((origins[at], origins[at + len(term) - 1] + 1))
            at = plain.find(term, at + len(term))
    joined: list[Span] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def _with_origins(text: str) -> tuple[str, Sequence[int]]:
    """The folded text and, for each of its characters, the index of the one it came from."""
    if text.isascii():
        return folded(text), range(len(text))
    pieces = [folded(char) for char in text]
    return "".join(pieces), [i for i, piece in enumerate(pieces) for _ in piece]
