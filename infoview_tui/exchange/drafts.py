"""What a reader of another program's file hands over: people as drafts, and what it left out.

A draft is not a record: it has no uid and no history. `matching.match` sets drafts against the
contacts of the journal; only the journal turns one into a contact.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

# No export of a living person holds more; past this a file is an attack or a mistake.
MAX_FILE_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_FIELD = 10_000
MAX_LINES = 3_000_000
# Fields of one value that are filled where they are blank, and never replaced.
SINGLE = ("url", "location", "industry", "timezone", "birthday")


class PersonDraft(Struct, frozen=True):
    """One person as another program knows them; every text is cleaned, absent means empty.

    `birthday` is `YYYY-MM-DD`, or `--MM-DD` where the year is not told; `timezone` is an IANA
    name. `extra` holds what the source says and the journal has no field for, as (name, value)
    pairs. `row` is where the person stands in the source.
    """

    name: str
    role: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    location: str = ""
    connected_on: date | None = None
    birthday: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    industry: str = ""
    timezone: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    row: int = 0


def merged(first: PersonDraft, second: PersonDraft) -> PersonDraft:
    """One draft of two that are the same person: lists joined, blanks filled, nothing lost.

    Where both say something else in a field of one value the first is kept, the other in `extra`.
    """
    lines = (*first.notes.split("\n"), *second.notes.split("\n"))
    extra = (*first.extra, *second.extra)
    for name in ("role", "company", *SINGLE):
        had, brought = getattr(first, name), getattr(second, name)
        if had and brought and had != brought:
            extra += ((name, brought),)
    return replace(
        first,
        role=first.role or second.role,
        company=first.company or second.company,
        emails=_joined(first.emails, second.emails),
        phones=_joined(first.phones, second.phones),
        connected_on=first.connected_on or second.connected_on,
        notes="\n".join(dict.fromkeys(filter(None, lines))),
        tags=_joined(first.tags, second.tags),
        extra=tuple(dict.fromkeys(extra)),
        **{name: getattr(first, name) or getattr(second, name) for name in SINGLE},
    )


def _joined(had: tuple[str, ...], brought: tuple[str, ...]) -> tuple[str, ...]:
    seen = {text.casefold() for text in had}
    return had + tuple(text for text in brought if text.casefold() not in seen)


class Skipped(Struct, frozen=True):
    """A row that did not become a draft: where it stands, why, and how it reads."""

    row: int
    reason: str
    text: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}" + (f" ({self.text})" if self.text else "")


class Reading(Struct, frozen=True):
    """A whole file read: `rows` = drafts + skipped; `remarks` say what was altered on the way."""

    drafts: tuple[PersonDraft, ...]
    skipped: tuple[Skipped, ...]
    rows: int
    source_name: str
    remarks: tuple[str, ...] = ()
