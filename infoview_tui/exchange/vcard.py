"""Contacts as vCard 3.0, the version that every phone and mail program reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from infoview_tui.domain.models import Contact
from infoview_tui.exchange.files import PRODUCT


def to_vcards(contacts: Iterable[Contact]) -> str:
    """One card a contact, lines folded at 75 octets and ended by CRLF (RFC 2426)."""
    lines = (line for contact in contacts for line in _card(contact))
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _card(contact: Contact) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"PRODID:{PRODUCT}"
    yield f"UID:{_escaped(contact.uid)}@infoview"
    given, _, family = contact.name.rpartition(" ")
    if not given:
        given, family = family, ""
    yield f"N:{_escaped(family)};{_escaped(given)};;;"
    yield f"FN:{_escaped(contact.name)}"
    if contact.role:
        yield f"TITLE:{_escaped(contact.role)}"
    if contact.company:
        yield f"ORG:{_escaped(contact.company)}"
    yield from (f"EMAIL;TYPE=INTERNET:{_escaped(email)}" for email in contact.emails)
    yield from (f"TEL:{_escaped(phone)}" for phone in contact.phones)
    if contact.url:
        yield f"URL:{_escaped(contact.url)}"
    if contact.timezone:
        yield f"TZ;VALUE=text:{_escaped(contact.timezone)}"
    if contact.location:
        yield f"ADR:;;;{_escaped(contact.location)};;;"
    yield from _birthday(contact)
    if contact.personal:
        yield f"NOTE:{_escaped(chr(10).join(contact.personal))}"
    if contact.tags:
        yield f"CATEGORIES:{','.join(map(_escaped, contact.tags))}"
    if contact.connected_on:
        yield f"X-CONNECTED-ON:{contact.connected_on.isoformat()}"
    if contact.updated_at:
        yield f"REV:{contact.updated_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _birthday(contact: Contact) -> Iterator[str]:
    birthday = contact.extra.get("birthday", "")
    if isinstance(birthday, str) and birthday.startswith("--"):
        # 3.0 knows no date without a year; Apple's year for "not told" is widely understood.
        yield f"BDAY;X-APPLE-OMIT-YEAR=1604:1604-{_escaped(birthday[2:])}"
    elif isinstance(birthday, str) and birthday:
        yield f"BDAY:{_escaped(birthday)}"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """A line cut to at most 75 octets a piece, never inside a letter."""
    pieces: list[str] = []
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            pieces.append(piece)
            piece, size = "", 1  # the blank that continues a line counts
        piece += char
        size += width
    return "\r\n ".join([*pieces, piece])
