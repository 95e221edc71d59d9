"""Drafts set against the contacts of the journal: who is new, who is known, what has changed.

Two are the same person when the profile is the same; or an e-mail and a word of the name; or,
where no profile and no day of connection says otherwise, the name with the company or with that
day. A name alone proves it only where one side knows no company and nobody else bears the name.
What stays doubtful is new and listed in `lookalikes`: there is never a *silent* second copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from infoview_tui.domain.models import Contact, Source, new_uid
from infoview_tui.exchange.cleaning import could_have_been, name_key, profile_slug
from infoview_tui.exchange.drafts import PersonDraft, Skipped


class FieldChange(NamedTuple):
    """One field of a contact that would read differently; lists are joined with ", "."""

    contact_uid: str
    field: str
    old: str
    new: str

    @property
    def is_news(self) -> bool:
        """A new role or company is a reason to write; a blank filled in is not."""
        return self.field in {"role", "company"} and bool(self.old)


class Known(NamedTuple):
    """A draft that is a contact already, and what told so (`profile`, `e-mail`…)."""

    draft: PersonDraft
    contact_uid: str
    by: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do; nothing is done yet.

    `lookalikes` are those of `new` that bear the name of a contact, with that contact's uid.
    """

    new: tuple[PersonDraft, ...]
    known: tuple[Known, ...]
    changed: tuple[FieldChange, ...]
    skipped: tuple[Skipped, ...]
    lookalikes: tuple[tuple[PersonDraft, str], ...] = ()


def match(drafts: Iterable[PersonDraft], contacts: Iterable[Contact]) -> ImportPlan:
    """Sort drafts into new, known and skipped (the same person once more in this import)."""
    index = _Index()
    for contact in contacts:
        index.add(contact)
    added: dict[str, PersonDraft] = {}
    known: list[Known] = []
    changed: list[FieldChange] = []
    skipped: list[Skipped] = []
    lookalikes: list[tuple[PersonDraft, str]] = []
    for draft in drafts:
        person = as_contact(draft)
        found = index.find(person)
        if found is None:
            lookalikes += [
                (draft, other) for other in index.namesakes(person) if other not in added
            ]
            added[person.uid] = draft
            index.add(person)
        elif found.contact.uid in added:
            first = added[found.contact.uid].row
            skipped.append(Skipped(draft.row, f"same {found.by} as row {first}", draft.name))
        else:
            known.append(Known(draft, found.contact.uid, found.by))
            changed += changes(found.contact, draft)
    return ImportPlan(
        tuple(added.values()), tuple(known), tuple(changed), tuple(skipped), tuple(lookalikes)
    )


def as_contact(draft: PersonDraft, source: Source | None = None) -> Contact:
    """The contact that a draft becomes; what has no field of its own goes to `extra`."""
    extra: dict[str, object] = {"birthday": draft.birthday} if draft.birthday else {}
    if draft.extra:
        imported: dict[str, str] = {}
        for key, value in draft.extra:
            imported[key] = f"{imported[key]}; {value}" if key in imported else value
        extra["imported"] = imported
    return Contact(
        uid=new_uid(),
        name=draft.name,
        role=draft.role,
        company=draft.company,
        emails=draft.emails,
        phones=draft.phones,
        url=draft.url,
        location=draft.location,
        source=source,
        tags=draft.tags,
        personal=tuple(filter(None, draft.notes.split("\n"))),
        connected_on=draft.connected_on,
        extra=extra,
    )


def updated(contact: Contact, draft: PersonDraft) -> Contact:
    """The contact with what the draft knows better: nothing is lost, blanks are filled.

    A role or company that changed is replaced, and the former one kept in `past_roles`.
    """
    person = as_contact(draft)
    moved = any(change.is_news for change in changes(contact, draft))
    past = ", ".join(filter(None, (contact.role, contact.company)))
    return replace(
        contact,
        role=person.role if _differs(contact.role, person.role) else contact.role,
        company=person.company if _differs(contact.company, person.company) else contact.company,
        past_roles=_union(contact.past_roles, (past,)) if moved else contact.past_roles,
        emails=_union(contact.emails, person.emails),
        phones=_union(contact.phones, person.phones),
        personal=_union(contact.personal, person.personal),
        url=contact.url or person.url,
        location=contact.location or person.location,
        connected_on=contact.connected_on or person.connected_on,
    )


def changes(contact: Contact, draft: PersonDraft) -> list[FieldChange]:
    """What `updated` would alter, field by field: news first, then blanks filled."""
    found = [
        FieldChange(contact.uid, field, old, new)
        for field, old, new in (
            ("role", contact.role, draft.role),
            ("company", contact.company, draft.company),
        )
        if _differs(old, new)
    ]
    lists: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
        ("emails", contact.emails, draft.emails),
        ("phones", contact.phones, draft.phones),
        ("personal", contact.personal, tuple(filter(None, draft.notes.split("\n")))),
    )
    for field, had, brought in lists:
        if (both := _union(had, brought)) != tuple(had):
            found.append(FieldChange(contact.uid, field, ", ".join(had), ", ".join(both)))
    blanks: tuple[tuple[str, object, object], ...] = (
        ("url", contact.url, draft.url),
        ("location", contact.location, draft.location),
        ("connected_on", contact.connected_on, draft.connected_on),
    )
    found += [
        FieldChange(contact.uid, field, "", str(new))
        for field, old, new in blanks
        if new and not old
    ]
    return found


def _differs(old: str, new: str) -> bool:
    """Whether a text says something else: spelling, case and a missing value are no news."""
    return bool(new) and name_key(old) != name_key(new) and not could_have_been(new, old)


def _union(had: Iterable[str], brought: Iterable[str]) -> tuple[str, ...]:
    result = list(had)
    seen = {text.casefold() for text in result}
    for text in brought:
        if text.casefold() not in seen:
            seen.add(text.casefold())
            result.append(text)
    return tuple(result)


class _Person(NamedTuple):
    """A contact with what tells who it is, worked out once."""

    contact: Contact
    slug: str
    name: str
    company: str
    day: date | None

    @classmethod
    def of(cls, contact: Contact) -> _Person:
        return cls(
            contact,
            profile_slug(contact.url),
            name_key(contact.name),
            name_key(contact.company),
            contact.connected_on,
        )

    def has_another_profile(self, other: _Person) -> bool:
        return bool(self.slug and other.slug and self.slug != other.slug)

    def contradicts(self, other: _Person) -> bool:
        """Two profiles are two people; so are two days of connection, a time zone's day aside."""
        apart = self.day and other.day and abs((self.day - other.day).days) > 1
        return bool(apart) or self.has_another_profile(other)


class _Found(NamedTuple):
    contact: Contact
    by: str


class _Index:
    """Contacts by all that tells a person; every search is bounded, whatever a file repeats."""

    _MOST = 50

    def __init__(self) -> None:
        self._by: defaultdict[tuple[object, ...], list[_Person]] = defaultdict(list)

    def add(self, contact: Contact) -> None:
        person = _Person.of(contact)
        for key in self._keys(person):
            self._by[key].append(person)

    @staticmethod
    def _keys(person: _Person) -> Iterator[tuple[object, ...]]:
        if person.slug:
            yield "slug", person.slug
        for mail in person.contact.emails:
            yield "mail", mail.casefold()
        yield "name", person.name
        yield "colleague", person.name, person.company
        if person.day:
            yield "day", person.day
            yield "name on day", person.name, person.day

    def _under(self, *key: object) -> list[_Person]:
        return self._by.get(key, [])[: self._MOST]

    def namesakes(self, contact: Contact) -> list[str]:
        return [person.contact.uid for person in self._under("name", name_key(contact.name))]

    def find(self, contact: Contact) -> _Found | None:
        """The contact that this one is, and what told so; None when nothing tells."""
        person = _Person.of(contact)
        for other in self._under("slug", person.slug):
            return _Found(other.contact, "profile")
        return next(self._weaker(person), None)

    def _weaker(self, person: _Person) -> Iterator[_Found]:
        """Matches by what is not unique, surest first, never against what contradicts."""
        words = set(person.name.split())
        for mail in person.contact.emails:
            for other in self._under("mail", mail.casefold()):
                if words & set(other.name.split()) and not person.has_another_profile(other):
                    yield _Found(other.contact, "e-mail")
        colleagues = [
            other
            for other in self._under("colleague", person.name, person.company)
            if not person.contradicts(other)
        ]
        if colleagues and (person.company or len(words) > 1):
            yield _Found(_nearest(colleagues, person).contact, "name and company")
        if person.day:
            for other in (
                *self._under("name on day", person.name, person.day),
                *self._damaged(person),
            ):
                if not person.has_another_profile(other):
                    yield _Found(other.contact, "name and day of connection")
        everyone = self._under("name", person.name)
        if len(everyone) == 1 and len(words) > 1 and not person.contradicts(everyone[0]):
            if not (person.company and everyone[0].company):
                yield _Found(everyone[0].contact, "name")

    def _damaged(self, person: _Person) -> list[_Person]:
        """Those met on the same day whose name lost letters on its way through a spreadsheet."""
        name = person.contact.name
        if "?" not in name and "\ufffd" not in name:
            return []
        return [o for o in self._under("day", person.day) if could_have_been(name, o.contact.name)]


def _nearest(people: list[_Person], person: _Person) -> _Person:
    role = name_key(person.contact.role)
    return max(people, key=lambda p: (p.day == person.day, name_key(p.contact.role) == role))
