"""Drafts set against the contacts of the journal: who is new, who is known, what has changed.

Two are the same person when the profile is the same; or an e-mail or phone and a word of the name;
or, where no profile and no day of connection says otherwise, the name with the company or with
that day. A name alone counts only where one side knows no company.
What stays doubtful is new and listed in `lookalikes`: there is never a *silent* second copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Source, new_uid
from infoview_tui.domain.text import clean_lines
from infoview_tui.exchange.drafts import SINGLE, PersonDraft, Skipped, merged
from infoview_tui.exchange.identity import BESIDE, Index, beside_of, digits_of, profile_slug
from infoview_tui.exchange.names import company_key, could_have_been, name_key


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


class ImportPlan(Struct, frozen=True):
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
    index = Index()
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
            others = (other for other in index.namesakes(person) if other not in added)
            lookalikes += [(draft, other) for other in others]
            added[person.uid] = draft
            index.add(person)
            continue
        uid = found.contact.uid
        if uid in added:
            reason = f"same {found.by} as row {added[uid].row}, merged with it"
            skipped.append(Skipped(draft.row, reason, draft.name))
            added[uid] = merged(added[uid], draft)
        else:
            known.append(Known(draft, uid, found.by))
            changed += changes(found.contact, draft)
        # What the draft fills in tells the next drafts apart.
        index.add(updated(found.contact, draft, take_news=False), told=person)
    return ImportPlan(
        tuple(added.values()), tuple(known), tuple(changed), tuple(skipped), tuple(lookalikes)
    )


def as_contact(draft: PersonDraft, source: Source | None = None) -> Contact:
    """The contact that a draft becomes; what has no field of its own goes to `extra`."""
    extra: dict[str, object] = {"birthday": draft.birthday} if draft.birthday else {}
    if draft.extra:
        extra[BESIDE] = _beside({}, draft.extra)
    return Contact(
        uid=new_uid(),
        name=draft.name,
        role=draft.role,
        company=draft.company,
        emails=draft.emails,
        phones=draft.phones,
        url=draft.url,
        location=draft.location,
        industry=draft.industry,
        timezone=draft.timezone,
        source=source,
        tags=draft.tags,
        personal=_personal(draft),
        connected_on=draft.connected_on,
        extra=extra,
    )


def updated(contact: Contact, draft: PersonDraft, *, take_news: bool = True) -> Contact:
    """The contact with what the draft knows besides: nothing is lost, blanks are filled.

    Where both say something else in a field of one value, the draft's goes beside.
    With `take_news` a role or company that reads differently is replaced as well, and the former
    one kept in `past_roles`.
    """
    person = as_contact(draft)
    news = {c.field for c in changes(contact, draft) if c.is_news} if take_news else set()
    past = ", ".join(filter(None, (contact.role, contact.company)))
    return replace(
        contact,
        role=person.role if "role" in news else contact.role or person.role,
        company=person.company if "company" in news else contact.company or person.company,
        past_roles=_union(contact.past_roles, (past,)) if news else contact.past_roles,
        emails=_union(contact.emails, person.emails),
        phones=_union(contact.phones, person.phones, _number),
        personal=_union(contact.personal, person.personal),
        tags=_union(contact.tags, person.tags),
        url=contact.url or person.url,
        location=contact.location or person.location,
        industry=contact.industry or person.industry,
        timezone=contact.timezone or person.timezone,
        connected_on=contact.connected_on or person.connected_on,
        extra=_extra(contact, draft),
    )


def changes(contact: Contact, draft: PersonDraft) -> list[FieldChange]:
    """What `updated` would alter, field by field: news first, then blanks filled."""
    found = [
        FieldChange(contact.uid, field, old, new)
        for field, old, new in (
            ("role", contact.role, draft.role),
            ("company", contact.company, draft.company),
        )
        if _differs(field, old, new)
    ]
    lists = (
        ("emails", contact.emails, _union(contact.emails, draft.emails)),
        ("phones", contact.phones, _union(contact.phones, draft.phones, _number)),
        ("personal", contact.personal, _union(contact.personal, _personal(draft))),
        ("tags", contact.tags, _union(contact.tags, draft.tags)),
    )
    for field, had, both in lists:
        if both != tuple(had):
            found.append(FieldChange(contact.uid, field, ", ".join(had), ", ".join(both)))
    for field in (*SINGLE, "connected_on"):
        if (new := getattr(draft, field)) and not _value(contact, field):
            found.append(FieldChange(contact.uid, field, "", str(new)))
    before = beside_of(contact)
    found += [
        FieldChange(contact.uid, f"{BESIDE}.{key}", before.get(key, ""), value)
        for key, value in _imported_with(contact, draft).items()
        if value != before.get(key)
    ]
    return found


def _value(contact: Contact, field: str) -> object:
    """A field of a contact; the birthday is one that the journal only keeps."""
    return contact.extra.get(field) if field == "birthday" else getattr(contact, field)


def _extra(contact: Contact, draft: PersonDraft) -> dict[str, object]:
    """What the contact keeps beside its fields, with what the draft says besides."""
    extra = dict(contact.extra)
    if draft.birthday:
        extra.setdefault("birthday", draft.birthday)
    beside = _imported_with(contact, draft)
    return extra | {BESIDE: beside} if beside else extra


def _imported_with(contact: Contact, draft: PersonDraft) -> dict[str, str]:
    """What stands beside, with what the draft has no field for or says otherwise."""
    other = (
        (field, getattr(draft, field))
        for field in SINGLE
        if _says_otherwise(field, _value(contact, field), getattr(draft, field))
    )
    return _beside(beside_of(contact), (*draft.extra, *other))


def _beside(had: Mapping[str, str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Texts by what they are called, several of one name joined, each once."""
    result = dict(had)
    for key, value in pairs:
        before = result.get(key, "")
        if f"; {value};" not in f"; {before};":
            result[key] = f"{before}; {value}" if before else value
    return result


def _says_otherwise(field: str, old: object, new: str) -> bool:
    if not (old and new):
        return False
    if field == "url" and profile_slug(new):
        return profile_slug(str(old)) != profile_slug(new)
    return name_key(str(old)) != name_key(new)


def _personal(draft: PersonDraft) -> tuple[str, ...]:
    """The lines of a note, as the card shows them."""
    return tuple(clean_lines(draft.notes))


def _differs(field: str, old: str, new: str) -> bool:
    """Whether a role or company says something else: spelling and a missing value are no news."""
    key = company_key if field == "company" else name_key
    return bool(new) and key(old) != key(new) and not could_have_been(new, old)


def _union(
    had: Iterable[str], brought: Iterable[str], key: Callable[[str], str] = str.casefold
) -> tuple[str, ...]:
    result = list(had)
    seen = {key(text) for text in result}
    for text in brought:
        if key(text) not in seen:
            seen.add(key(text))
            result.append(text)
    return tuple(result)


def _number(phone: str) -> str:
    """A number however it is written; an extension is what it says."""
    return digits_of(phone) or phone.casefold()
