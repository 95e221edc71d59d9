"""What the line of a document tells without being parsed: certain where it does, else None.

Documents are compact JSON without doubled keys, so `"key":` can only be a key: quotation marks
within a text are escaped. It is a key of the document itself if that holds no other object.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OWNER = re.compile(rb'"\d+":\{"uid":"[^"\\]*","contact":"([!#-\[\]-~]*)"')
# Where the long end of an interview begins: what was prepared and noted.
BODY = re.compile(rb',"(?:prep|notes|draft|draft_note|debrief)":')
_CLOSED = (b'"state":"done"', b'"state":"dropped"')


def owner(line: bytes) -> str | None:
    """The contact (uid) that an interview, a follow-up or a touch belongs to."""
    found = _OWNER.match(line)
    return found[1].decode() if found else None


def text_of(name: str, made: Callable[[str], str] = str) -> Callable[[bytes], str | None]:
    """Reads a plain text of a flat document, and what is made of it; "" where it has none."""
    key = f'"{name}":'.encode()
    plain = re.compile(key + rb'"([ !#-\[\]-~]*)"')

    def read(raw: bytes) -> str | None:
        if not _is_flat(raw):
            return None
        if key not in raw:
            return ""
        found = plain.search(raw)
        return made(found[1].decode()) if found else None

    return read


def is_closed(raw: bytes) -> bool:
    """Whether a follow-up is surely done or dropped."""
    return (_CLOSED[0] in raw or _CLOSED[1] in raw) and _is_flat(raw)


def is_settled(raw: bytes) -> bool:
    """Whether an interview was surely held, and its debrief done: nothing is asked about it."""
    body = BODY.search(raw)
    head = raw[: body.start()] if body else raw
    return b'"status":"held"' in head and b'"debriefed_at":"' in head and _is_flat(head)


def has_no_cadence(raw: bytes) -> bool:
    """Whether a contact's card surely says nothing of how often to be in touch."""
    return b'"closeness":' not in raw and b'"cadence_days":' not in raw and _is_flat(raw)


def _is_flat(raw: bytes) -> bool:
    return raw.count(b"{") == 1
