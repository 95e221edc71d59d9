"""Who is who: what tells one person from another across programs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import clean_line
from infoview_tui.exchange.names import company_key, could_have_been, name_key

_PROFILE = re.compile(
    r"^https?://(?:[\w-]+\.)*linkedin\.com/(?:mwlite/)?(?:in|pub)/([^/?#]+)", re.I
)


def profile_slug(url: str) -> str:
    """What names a LinkedIn profile whatever its address looks like; "" for any other address.

    `https://de.linkedin.com/in/Ann-Lee-1/?trk=x` -> `ann-lee-1`.
    """
    found = _PROFILE.match(url)
    return clean_line(unquote(found[1])).casefold() if found else ""


BESIDE = "imported"  # where a contact keeps what a file says and the journal has no field for


def beside_of(contact: Contact) -> dict[str, str]:
    """What imports said of a contact and the journal has no field for, by its name there."""
    had = contact.extra.get(BESIDE)
    return had if isinstance(had, dict) else {}


def _slug_of(contact: Contact) -> str:
    """The profile of a contact; it stands beside where the contact had another address already."""
    addresses = (contact.url, *str(beside_of(contact).get("url", "")).split("; "))
    return next(filter(None, map(profile_slug, addresses)), "")


class Person(NamedTuple):
    """A contact with what tells who it is, worked out once."""

    contact: Contact
    slug: str
    name: str
    company: str
    day: date | None

    @classmethod
    def of(cls, contact: Contact) -> Person:
        return cls(
            contact,
            _slug_of(contact),
            name_key(contact.name),
            company_key(contact.company),
            contact.connected_on,
        )

    def has_another_profile(self, other: Person) -> bool:
        return bool(self.slug and other.slug and self.slug != other.slug)

    def contradicts(self, other: Person) -> bool:
        """Two profiles are two people; so are two days of connection, a time zone's day aside."""
        apart = self.day and other.day and abs((self.day - other.day).days) > 1
        return bool(apart) or self.has_another_profile(other)


class Found(NamedTuple):
    """A contact, and what told that it is the one."""

    contact: Contact
    by: str


class Index:
    """Contacts by all that tells a person; every search is bounded, whatever a file repeats."""

    _MOST = 50

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}
        self._by: defaultdict[tuple[object, ...], dict[str, None]] = defaultdict(dict)

    def add(self, contact: Contact, told: Contact | None = None) -> None:
        """Index a contact, new or filled in, with the profile and day that it was `told` by."""
        person = Person.of(contact)
        before = self._people.get(contact.uid)
        for other in (before, Person.of(told) if told else None):
            if other is not None:
                person = person._replace(
                    slug=person.slug or other.slug, day=person.day or other.day
                )
        self._people[contact.uid] = person
        for key in self._keys(person):
            self._by[key][contact.uid] = None

    @staticmethod
    def _keys(person: Person) -> Iterator[tuple[object, ...]]:
        if person.slug:
            yield "slug", person.slug
        for mail in person.contact.emails:
            yield "mail", mail.casefold()
        for phone in person.contact.phones:
            if digits := digits_of(phone):
                yield "phone", digits
        yield "name", person.name
        yield "colleague", person.name, person.company
        if person.day:
            yield "day", person.day
            yield "name on day", person.name, person.day

    def _under(self, *key: object) -> list[Person]:
        uids = islice(self._by.get(key, ()), self._MOST)
        return [self._people[uid] for uid in uids]

    def namesakes(self, contact: Contact) -> list[str]:
        """The uids of those who bear the same name."""
        return [person.contact.uid for person in self._under("name", name_key(contact.name))]

    def find(self, contact: Contact) -> Found | None:
        """The contact that this one is, and what told so; None when nothing tells."""
        person = Person.of(contact)
        for other in self._under("slug", person.slug):
            return Found(other.contact, "profile")
        return next(self._weaker(person), None)

    def _weaker(self, person: Person) -> Iterator[Found]:
        """Matches by what is not unique, surest first, never against what contradicts."""
        words = set(person.name.split())
        ways: list[tuple[str, str, str]] = [
            *(("mail", mail.casefold(), "e-mail") for mail in person.contact.emails),
            *(("phone", digits_of(phone), "phone") for phone in person.contact.phones),
        ]
        for kind, value, by in ways:
            for other in self._under(kind, value):
                # A household or an office may share both: a word of the name must agree.
                if words & set(other.name.split()) and not person.has_another_profile(other):
                    yield Found(other.contact, by)
        colleagues = [
            other
            for other in self._under("colleague", person.name, person.company)
            if not person.contradicts(other)
        ]
        if colleagues:
            yield Found(_nearest(colleagues, person).contact, "name and company")
        if person.day:
            for other in (
                *self._under("name on day", person.name, person.day),
                *self._damaged(person),
            ):
                if not person.has_another_profile(other):
                    yield Found(other.contact, "name and day of connection")
        yield from self._by_name_alone(person, words)

    def _by_name_alone(self, person: Person, words: set[str]) -> Iterator[Found]:
        """Where one side knows no company: who is nothing but a name is anybody of that name; who
        has a company is only the one person of that name who has none."""
        contact = person.contact
        everyone = self._under("name", person.name)
        possible = [other for other in everyone if not person.contradicts(other)]
        bare = not (contact.emails or contact.phones or person.slug)
        if not person.company and (bare or len(words) > 1) and possible:
            yield Found(_nearest(possible, person).contact, "name")
        if len(everyone) == 1 and len(words) > 1 and possible and not everyone[0].company:
            yield Found(everyone[0].contact, "name")

    def _damaged(self, person: Person) -> list[Person]:
        """Those met on the same day whose name lost letters on its way through a spreadsheet."""
        name = person.contact.name
        if "?" not in name and "\ufffd" not in name:
            return []
        return [o for o in self._under("day", person.day) if could_have_been(name, o.contact.name)]


def digits_of(phone: str) -> str:
    """The last nine digits of a number, however it is written; "" for a mere extension."""
    digits = "".join(filter(str.isdigit, phone))
    return digits[-9:] if len(digits) > 5 else ""


def _nearest(people: list[Person], person: Person) -> Person:
    role = name_key(person.contact.role)
    return max(people, key=lambda p: (p.day == person.day, name_key(p.contact.role) == role))
