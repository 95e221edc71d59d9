"""LDIF, as Thunderbird and directories write it (RFC 2849): an entry a person, made a table."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.drafts import MAX_ROWS
from infoview_tui.exchange.tables import Table

# Attributes, in lower case, as the columns that they would be in a table.
_COLUMNS = {
    "cn": "Name",
    "displayname": "Display Name",
    "givenname": "First Name",
    "sn": "Last Name",
    "mail": "E-mail",
    "mozillasecondemail": "E-mail 2",
    "telephonenumber": "Work Phone",
    "homephone": "Home Phone",
    "mobile": "Mobile",
    "mozillahomeurl": "Web Page",
    "mozillaworkurl": "Web Page 2",
    "labeleduri": "URL",
    "l": "City",
    "st": "State",
    "c": "Country",
    "co": "Country",
    "birthyear": "Birth Year",
    "birthmonth": "Birth Month",
    "birthday": "Birth Day",
    "description": "Notes",
    "o": "Company",
    "title": "Job Title",
}
_BOOKKEEPING = {"dn", "objectclass", "modifytimestamp", "changetype"}
_FIRST = re.compile(r"(#.*\s*)*(version:\s*1\s+(#.*\s*)*)?dn::? ?\S", re.IGNORECASE)


def looks_like_ldif(text: str) -> bool:
    """Whether the text begins with an entry of a directory."""
    return _FIRST.match(text[:10_000].lstrip("\ufeff \r\n")) is not None


def read_ldif(text: str, source: object) -> Table:
    """The entries as rows, several values of an attribute joined as in Google's CSV."""
    entries = list(_entries(text))
    if len(entries) > MAX_ROWS:
        raise ImportRefused(
            f"cannot import {source}: more than {MAX_ROWS:,} entries; split it first"
        )
    names = tuple(dict.fromkeys(name for entry in entries for name in entry))
    rows = tuple(
        (number, tuple(" ::: ".join(entry.get(name, ())) for name in names))
        for number, entry in enumerate(entries, start=1)
    )
    return Table(tuple(_COLUMNS.get(name, name) for name in names), rows, "LDIF file")


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    entry: dict[str, list[str]] = {}
    for line in [*re.sub(r"\r?\n ", "", text).splitlines(), ""]:
        name, colon, value = line.partition(":")
        if not line.strip():
            if entry:
                yield entry
            entry = {}
        elif colon and not line.startswith("#") and (key := name.lower()) not in _BOOKKEEPING:
            encoded = value.startswith(":")
            entry.setdefault(key, []).append(_decoded(value[1:]) if encoded else value.strip())


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value.strip()).decode("utf-8", "replace")
    except binascii.Error:
        return ""
