"""The border for imported values: each becomes plain, bounded and harmless, or is left out.

A `Border` collects what it had to alter, so that the preview of an import can say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from infoview_tui.domain.text import clean_line, clean_text
from infoview_tui.exchange.days import is_unclear, read_birthday, read_day
from infoview_tui.exchange.drafts import MAX_FIELD, PersonDraft, Skipped, merged
from infoview_tui.exchange.identity import profile_slug

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(:\d{1,5})?([/?#]|$)")
_BETWEEN = re.compile(r"[\s<>\"(),;:]+")
_EMAIL = re.compile(r"[^@]+@[^@]+")
# What somebody calls a number by which somebody else is reached, or nobody.
ASIDE = re.compile(r"fax|pager|assist|telex|tty|modem|isdn", re.IGNORECASE)
_LOST = re.compile(r"[?\ufffd][?\ufffd\s]+")


class Border(Struct):
    """Cleans the values of one file; `remarks` grows by one line for each value it altered.

    `day_first` says how `3/4/2024` is read; without it such a date stays a text.
    """

    day_first: bool | None = None
    remarks: list[str] = field(default_factory=list)
    _doubted: bool = False

    def line(self, text: str, row: int) -> str:
        """One line of at most `MAX_FIELD` characters; "" where only question marks are left.

        Excel writes `?` for every letter that its encoding lacks: `日本` becomes `??`.
        """
        line = clean_line(self._cut(text, row))
        if _LOST.fullmatch(line):
            self.remarks.append(f"row {row}: a text was lost when the file was saved: {line[:20]}")
            return ""
        return line

    def text(self, text: str, row: int) -> str:
        """Text of several lines, of at most `MAX_FIELD` characters."""
        return clean_text(self._cut(text, row)).strip()

    def _cut(self, text: str, row: int) -> str:
        if len(text) <= MAX_FIELD:
            return text
        hint = " (a quote that is never closed?)" if text.count("\n") > 20 else ""
        self.remarks.append(f"row {row}: text cut at {MAX_FIELD:,} characters{hint}")
        return text[:MAX_FIELD]

    def day(self, text: str, row: int) -> date | None:
        """The date in a text, None where there is none or it could be two."""
        self._doubt(text, row)
        return read_day(text, day_first=self.day_first)

    def birthday(self, text: str, row: int) -> str:
        """A birthday as a draft holds it, "" where there is none or it could be two."""
        self._doubt(text, row)
        return read_birthday(text, day_first=self.day_first)

    def _doubt(self, text: str, row: int) -> None:
        if self.day_first is None and not self._doubted and is_unclear(text):
            self._doubted = True
            self.remarks.append(
                f"row {row}: {text} could be two days, so such dates stay text; "
                "`day_first` in the preferences tells which"
            )

    def url(self, text: str, row: int) -> str:
        """A web address, or "" : only http and https may ever be opened from a contact's card."""
        address = self.line(text, row)
        scheme = _SCHEME.match(address)
        if not address or (
            scheme and scheme[1].lower() in {"http", "https"} and " " not in address
        ):
            return address
        if _HOST.match(address) and " " not in address:
            return f"https://{address}"
        self.remarks.append(f"row {row}: link dropped, not a web address: {address[:60]}")
        return ""

    def emails(self, texts: Iterable[str], row: int) -> tuple[str, ...]:
        """The e-mail addresses in these texts, once each, in order."""
        found: list[str] = []
        for text in texts:
            line = self.line(text, row)
            addresses = [piece for piece in _BETWEEN.split(line) if _EMAIL.fullmatch(piece)]
            if line and not addresses:
                self.remarks.append(f"row {row}: not an e-mail address: {line[:60]}")
            found += addresses
        return _once(found)

    def lines(self, texts: Iterable[str], row: int) -> tuple[str, ...]:
        """Each text as one line, empty ones and repetitions left out, in order."""
        return _once(self.line(text, row) for text in texts)


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for text in texts:
        if text:
            seen.setdefault(text.casefold(), text)
    return tuple(seen.values())


def without_repetitions(drafts: Iterable[PersonDraft]) -> tuple[list[PersonDraft], list[Skipped]]:
    """The drafts without those that repeat an earlier one, and these, each with its reason.

    Repeated: the same profile, or every field the same. What a repetition says besides goes into
    the first. The same name at the same company is not enough: two profiles are two people.
    """
    kept: dict[object, PersonDraft] = {}
    skipped: list[Skipped] = []
    for draft in drafts:
        slug = profile_slug(draft.url)
        key: object = slug or replace(draft, row=0)
        if key in kept:
            what = "same profile as" if slug else "same as"
            reason = f"duplicate: {what} row {kept[key].row}"
            skipped.append(Skipped(draft.row, reason, draft.name))
            kept[key] = merged(kept[key], draft)
        else:
            kept[key] = draft
    return list(kept.values()), skipped
