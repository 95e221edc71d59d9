"""People in vCards: one draft a card, a broken card left out with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.domain.zones import zone_of
from infoview_tui.exchange.cleaning import ASIDE, Border, without_repetitions
from infoview_tui.exchange.drafts import MAX_ROWS, PersonDraft, Reading, Skipped
from infoview_tui.exchange.identity import profile_slug
from infoview_tui.exchange.names import split_credentials
from infoview_tui.exchange.vcard_lines import Line, content_lines

# More than any program writes about one person; the rest of a longer card is left out.
_MOST_LINES = 1_000
_NO_PERSON = {"GROUP": "a group", "ORG": "an organisation", "LOCATION": "a place"}
_TEL = re.compile(r"tel:", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_ANDROID_VALUE = re.compile(r"[\w.]+/(\w+);([^;]*)")
# Google's own groups, which everybody is in.
_NO_TAGS = frozenset({"mycontacts", "starred"})
_PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
# Pictures, keys and bookkeeping: nothing a journal could show.
_SILENT = {
    *("BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND", "CLASS", "CLIENTPIDMAP", "AGENT"),
    *("N", "FN", "SORT-STRING", "LABEL", "X-IMAGETYPE", "X-MS-SIGNATURE"),
    *("X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-ADDRESSBOOKSERVER-KIND"),
    *("PROFILE", "MAILER", "FBURL", "CALURI", "CALADRURI", "X-GENERATOR"),
} | _PICTURES
_SILENT_PREFIXES = (
    *("X-MS-OL-", "X-MS-CARDPICTURE", "X-EVOLUTION-", "X-COUCHDB-", "X-MOZILLA-", "X-NC-"),
)
# Read into a field of their own.
_USED = {
    *("TITLE", "ROLE", "ORG", "URL", "ADR", "EMAIL", "TEL", "BDAY", "NOTE", "CATEGORIES", "TZ"),
    *("X-CONNECTED-ON", "X-SOCIALPROFILE", "SOCIALPROFILE"),
}


def looks_like_vcard(text: str) -> bool:
    """Whether a card begins near the top of the text."""
    head = text[:10_000].replace("\r", "\n")
    return re.search(r"^\s*BEGIN\s*:\s*VCARD\s*$", head, re.I | re.M) is not None


def read_vcards(data: bytes, source: object, border: Border) -> Reading:
    """The people in UTF-8 (or mixed) bytes of any number of cards; `row` is the card's number."""
    drafts: list[PersonDraft] = []
    skipped: list[Skipped] = []
    number = pictured = 0
    for number, (lines, whole) in enumerate(_cards(content_lines(data)), start=1):
        if number > MAX_ROWS:
            raise ImportRefused(
                f"cannot import {source}: more than {MAX_ROWS:,} cards; split it first"
            )
        card = _Card(lines, number, border)
        if reason := card.reason_to_skip(whole):
            skipped.append(Skipped(number, reason, card.name()[:120]))
        else:
            drafts.append(card.draft())
            pictured += card.has_picture
    if pictured:
        border.remarks.append(f"pictures, sounds and keys are left out: {pictured}")
    kept, repeated = without_repetitions(drafts)
    skipped = sorted(skipped + repeated, key=lambda skip: skip.row)
    return Reading(tuple(kept), tuple(skipped), number, "vCard file", tuple(border.remarks))


def _cards(lines: Iterable[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each card, and whether it is whole. A card inside a card (AGENT) is left out."""
    card: list[Line] | None = None
    depth = 0
    for line in lines:
        begins = line.name == "BEGIN" and line.value.strip().upper() == "VCARD"
        ends = line.name == "END" and line.value.strip().upper() == "VCARD"
        if begins and card is not None and card[-1:] and card[-1].name == "AGENT":
            depth += 1
        elif begins:
            if card is not None:
                yield card, True
            card, depth = [], 0
        elif ends and depth:
            depth -= 1
        elif ends:
            if card is not None:
                yield card, True
            card = None
        elif card is not None and not depth and len(card) < _MOST_LINES:
            card.append(line)
    if card is not None:
        yield card, False


class _Card:
    """One card's properties, cleaned at the border as they are asked for."""

    def __init__(self, lines: list[Line], number: int, border: Border) -> None:
        self._lines = lines
        self._row = number
        self._border = border
        self._labels = {
            line.group: _APPLE_LABEL.sub(r"\1", line.text()).strip().lower()
            for line in lines
            if line.group and line.name == "X-ABLABEL"
        }
        if len(lines) == _MOST_LINES:
            border.remarks.append(f"row {number}: only the first {_MOST_LINES:,} lines of it read")
        if any(line.name == "AGENT" for line in lines):
            border.remarks.append(f"row {number}: the assistant's card inside it is left out")

    @property
    def has_picture(self) -> bool:
        return any(line.name in _PICTURES for line in self._lines)

    def reason_to_skip(self, whole: bool) -> str:
        kinds = {self._one("KIND").upper(), self._one("X-ADDRESSBOOKSERVER-KIND").upper()}
        if not whole:
            return "the card is cut off: no END:VCARD"
        for kind in kinds & _NO_PERSON.keys():
            return f"{_NO_PERSON[kind]}, not a person"
        if self._one("X-ABSHOWAS").upper() == "COMPANY":
            return "an organisation, not a person"
        return "" if self.name() else "no name"

    def name(self) -> str:
        """FN without the form of address, else what N holds, else the nickname."""
        family, given, additional, prefix, suffix = self._structured("N", 5)
        parts = " ".join(filter(None, (given, additional, family)))
        built = f"{parts}, {suffix}" if parts and suffix else parts
        full = self._one("FN")
        if prefix and full.startswith(f"{prefix} "):
            full = full.removeprefix(f"{prefix} ")
        return full or built or self._one("NICKNAME")

    def draft(self) -> PersonDraft:
        name, credentials = split_credentials(self.name())
        *_, prefix, suffix = self._structured("N", 5)
        company, *departments = self._structured("ORG", 2)
        roles = [role for kind in ("TITLE", "ROLE") for role in self._texts(kind)]
        urls = self._urls()
        box = self._structured("ADR", 7)
        extra: list[tuple[str, str]] = [("prefix", prefix)] if prefix else []
        if credentials or (suffix and suffix not in name):
            extra.append(("credentials", credentials or suffix))
        extra += [("role", role) for role in roles[1:]]
        extra += [("department", department) for department in departments if department]
        extra += [("url", url) for url in urls[1:]]
        location = ", ".join(filter(None, (box[3], box[4], box[6])))
        extra += [("address", address) for address in self._addresses() if address != location]
        phones = self._reached_at("TEL", extra)
        emails = self._reached_at("EMAIL", extra)
        extra += self._others()
        timezone = self._one("TZ")
        if timezone and zone_of(timezone) is None:
            extra.append(("time zone", timezone))
            timezone = ""
        birthday = self._birthday()
        if not birthday and self._one("BDAY"):
            extra.append(("birthday", self._one("BDAY")))
        return PersonDraft(
            name=name,
            role=roles[0] if roles else "",
            company=company,
            emails=self._border.emails(emails, self._row),
            phones=self._border.lines(phones, self._row),
            url=urls[0] if urls else "",
            location=location,
            timezone=timezone,
            connected_on=self._border.day(self._one("X-CONNECTED-ON"), self._row),
            birthday=birthday,
            notes="\n".join(
                self._border.text(line.text(), self._row) for line in self._all("NOTE")
            ),
            tags=self._border.lines(self._tags(), self._row),
            extra=tuple(extra),
            row=self._row,
        )

    def _all(self, name: str) -> Iterator[Line]:
        return (line for line in self._lines if line.name == name)

    def _texts(self, name: str) -> list[str]:
        texts = (self._border.line(line.text(), self._row) for line in self._all(name))
        return [text for text in texts if text]

    def _one(self, name: str) -> str:
        return next(iter(self._texts(name)), "")

    def _structured(self, name: str, size: int) -> list[str]:
        """The parts of the first such property that holds any, as many as asked for."""
        for line in self._all(name):
            parts = [self._border.line(part, self._row) for part in line.components()]
            if any(parts):
                return (parts + [""] * size)[:size]
        return [""] * size

    def _label(self, line: Line) -> str:
        """What the user or the program calls one of several: `work`, `newsletter`, `spouse`."""
        return self._labels.get(line.group, "") or " ".join(line.kinds())

    def _reached_at(self, name: str, extra: list[tuple[str, str]]) -> list[str]:
        """The person's own numbers or addresses; `extra` hears which is whose."""
        found: list[str] = []
        for line in self._all(name):
            text = _TEL.sub("", self._border.line(line.text(), self._row)).replace(
                ";ext=", " ext. "
            )
            label = self._label(line)
            if text and ASIDE.search(label):
                extra.append((label, text))
            elif text:
                found.append(text)
                extra += [("kind", f"{text}: {label}")] if label else []
        return found

    def _tags(self) -> list[str]:
        tags = (tag for line in self._all("CATEGORIES") for tag in line.text().split(","))
        return [tag for tag in tags if tag.strip().casefold() not in _NO_TAGS]

    def _urls(self) -> list[str]:
        """Web addresses, a LinkedIn profile first."""
        found = [url for text in self._texts("URL") if (url := self._border.url(text, self._row))]
        found += [text for _, text in self._social() if _WEB.match(text)]
        found.sort(key=lambda url: not profile_slug(url))
        return list({profile_slug(url) or url: url for url in reversed(found)}.values())[::-1]

    def _social(self) -> Iterator[tuple[str, str]]:
        """What each profile is called, and its address or handle."""
        for line in (*self._all("X-SOCIALPROFILE"), *self._all("SOCIALPROFILE")):
            if text := self._border.line(line.text(), self._row):
                yield self._label(line) or "profile", text

    def _addresses(self) -> Iterator[str]:
        for line in self._all("ADR"):
            parts = (self._border.line(part, self._row) for part in line.components())
            if address := ", ".join(filter(None, parts)):
                yield address

    def _birthday(self) -> str:
        birthday = self._border.birthday(self._one("BDAY"), self._row)
        # Apple writes 1604 for a year that is not told.
        return f"--{birthday[5:]}" if birthday.startswith("1604-") else birthday

    def _others(self) -> list[tuple[str, str]]:
        pairs = [pair for pair in self._social() if not _WEB.match(pair[1])]
        for line in self._lines:
            if line.name in _USED | _SILENT or line.name.startswith(_SILENT_PREFIXES):
                continue
            text = line.text()
            name = line.name.lower().removeprefix("x-").removeprefix("ms-")
            name = self._labels.get(line.group) or (
                self._label(line) if name == "related" else name
            )
            if found := _ANDROID_VALUE.match(text):
                name, text = found[1], found[2]
            pairs.append((name, self._border.line(text, self._row)))
        return [(name, value) for name, value in pairs if value]
