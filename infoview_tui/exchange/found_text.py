"""What was found, a line each: `infoview find`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from infoview_tui.domain.charts import cells, fit

if TYPE_CHECKING:
    from infoview_tui.journal.journal import Journal
    from infoview_tui.journal.search import Hit

_NAME_MOST = 24
_A_WHILE = 10.0  # seconds


def found(journal: Journal, words: str, limit: int) -> list[Hit]:
    """The best hits in everything; raises `UnclearQuery` for a filter that cannot be read."""
    hits = journal.find(words, limit)  # begins the index, or refuses the query at once
    while journal.read_for_search(_A_WHILE):
        pass
    return journal.find(words, limit) or hits


def as_text(journal: Journal, hits: Sequence[Hit], strong: Callable[[str], str] = str) -> str:
    """Kind, whose it is, the line around the hit, and its day."""
    names = [_name(journal, hit) for hit in hits]
    width = min(_NAME_MOST, max(map(cells, names), default=0))
    kinds = max((len(hit.kind) for hit in hits), default=0)
    lines = []
    for hit, name in zip(hits, names, strict=True):
        day = date.fromordinal(hit.day).isoformat() if hit.day else " " * 10
        lines.append(f"{day}  {fit(hit.kind, kinds)}  {fit(name, width)}  {_marked(hit, strong)}")
    return "\n".join(lines)


def as_json(journal: Journal, hits: Sequence[Hit]) -> str:
    """The whole lines, with the uids of the record and the contact."""
    lines = [
        {
            "kind": hit.kind,
            "name": _name(journal, hit),
            "text": hit.text,
            "day": date.fromordinal(hit.day).isoformat() if hit.day else None,
            "table": hit.key[0],
            "uid": hit.key[1],
            "part": hit.key[2],
            "contact": hit.contact,
        }
        for hit in hits
    ]
    return json.dumps(lines, ensure_ascii=False, indent=2)


def _name(journal: Journal, hit: Hit) -> str:
    contact = journal.contacts.get(hit.contact)
    return contact.name if contact else ""


def _marked(hit: Hit, strong: Callable[[str], str]) -> str:
    """The snippet in one line, with what was found emphasised."""
    text, marked, end = hit.snippet, "", 0
    for span in hit.spans:
        first, last = span
        marked += text[end:first] + strong(text[first:last])
        end = last
    return (marked + text[end:]).replace("\n", " ")
