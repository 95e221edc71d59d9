"""One line that adds a person: `Tomás Ibarra, Growth PM @ Lumen via Priya #growth`."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Source, new_uid
from infoview_tui.domain.text import clean_line, fold

_EMAIL = re.compile(r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$")
_URL = re.compile(r"^(?:https?://|www\.|(?:[a-z]{2,3}\.)?linkedin\.com/)\S+$", re.IGNORECASE)
_VIA = re.compile(r"(?:^|[\s,;(])(?:via|introduced by)\s+(.*)$", re.IGNORECASE)
_VIA_TIE = re.compile(r"(?:via|introduced by)\s+(.+?)(?=\s*[,;(]|\s+(?:at|from)\s|\s+@|$)", re.I)
# What parts the name from the rest, the role from the company, the company from what follows.
_AFTER_NAME = re.compile(r"\s*[,;:|·•]\s*|\s+[-–—]+\s+|\s*[([]\s*|\s+(?=at\s|@)")
_BETWEEN = re.compile(r"\s*[,;|·•]\s*|\s+[-–—]+\s+")
_AFTER_COMPANY = re.compile(r"\s*[,;|·•([]\s*|\s+[-–—]+\s+")
_AT = re.compile(r"(?:^|\s)(?:at\s|@\s?)", re.IGNORECASE)
_AROUND = " ,;:|·•<>-–—"
_LONGEST_NAME = 5  # words


class QuickContact(Struct, frozen=True):
    """What one line says of a person; every part but the name may be empty."""

    name: str
    role: str = ""
    company: str = ""
    via: str = ""  # who introduced us, as typed
    tags: tuple[str, ...] = ()
    email: str = ""
    url: str = ""
    about: str = ""  # what else the line says

    @property
    def say(self) -> str:
        """The line that reads back as this person."""
        parts = [f"{self.name}, {self.role}" if self.role else self.name]
        parts += [f"@ {self.company}"] if self.company else []
        parts += [f", {self.about}"] if self.about and self.company else []
        parts += [self.email] if self.email else []
        parts += [self.url] if self.url else []
        parts += [f"via {self.via}"] if self.via else []
        parts += [f"#{tag}" for tag in self.tags]
        return " ".join(parts).replace(" ,", ",")


def as_contact(person: QuickContact) -> Contact:
    """The contact that a line describes; `via` is left to whoever knows the other contacts."""
    return Contact(
        uid=new_uid(),
        name=person.name,
        role=person.role,
        company=person.company,
        emails=(person.email,) if person.email else (),
        url=person.url,
        tags=person.tags,
        personal=(person.about,) if person.about else (),
    )


def found_via(contact: Contact, via: str) -> Contact:
    """The contact, found through something (`LinkedIn`) or through somebody whom nobody here is."""
    for source in Source:
        if fold(via) == source:
            return replace(contact, source=source)
    return replace(contact, tie=f"via {via}", source=Source.MUTUAL)


def introducer_named(contact: Contact) -> str:
    """Who introduced us, by a tie such as `via Priya Natarajan at Northwind`; "" if it names no
    one: `via a meetup` is no name."""
    found = _VIA_TIE.match(contact.tie.strip()) if contact.source is Source.MUTUAL else None
    words = found[1].split() if found else []
    named = bool(words) and words[0][0].isupper() and words[-1][0].isupper()
    return " ".join(words) if named and len(words) <= _LONGEST_NAME else ""


def parse_quick_line(line: str) -> QuickContact:
    """Whatever a line says of a person; never refuses, an unreadable line has an empty name.

    `#tags`, an e-mail and a link may stand anywhere; the rest is `name, role @ company, more via
    someone`, where `at` serves as well as `@` and `(…)` or ` - ` as well as the comma.
    """
    words, tags, email, url = [], [], "", ""
    for word in clean_line(line).split():
        bare = word.strip("<>(),;")
        if word[0] == "#" and len(word) > 1:
            tags.append(word[1:].strip(",;"))
        elif not email and _EMAIL.match(bare.removeprefix("mailto:")):
            email = bare.removeprefix("mailto:")
        elif not url and _URL.match(bare):
            url = bare
        else:
            words.append(word)
    text, via = _split_via(" ".join(words))
    name, role, company, about = _split_person(text)
    known = tuple(dict.fromkeys(tag for tag in tags if tag))
    return QuickContact(name, role, company, via, known, email, url, about)


def _split_via(text: str) -> tuple[str, str]:
    found = _VIA.search(text)
    if not found:
        return text, ""
    return text[: found.start()], _tidy(found[1])


def _split_person(text: str) -> tuple[str, str, str, str]:
    text = text.strip(_AROUND)
    found = _AFTER_NAME.search(text)
    if not found:
        return _tidy(text), "", "", ""
    name, rest = text[: found.start()], text[found.end() :]
    places = list(_AT.finditer(rest))
    if places:
        role, rest = rest[: places[-1].start()], rest[places[-1].end() :]
        company, about = _cut(_AFTER_COMPANY, rest)
    elif found[0].strip() in ("(", "["):
        role, (company, about) = "", _cut(_AFTER_COMPANY, rest)
    else:
        role, rest = _cut(_BETWEEN, rest)
        company, about = _cut(_AFTER_COMPANY, rest)
    return _tidy(name), _tidy(role), _tidy(company), _tidy(about)


def _cut(where: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text before and after the first separator."""
    found = where.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _tidy(text: str) -> str:
    """A part without the marks around it and without a bracket that has lost its other half."""
    text = text.strip(_AROUND)
    for brackets in ("()", "[]"):
        if text.count(brackets[0]) != text.count(brackets[1]):
            text = text.strip(brackets + _AROUND)
    return text
