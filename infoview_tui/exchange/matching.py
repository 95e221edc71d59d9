"""Drafts set against the contacts of the journal: who is new, who is known, what has changed.

Two are the same person when the profile is the same; or an e-mail or phone and a word of the name;
or, where no profile and no day of connection says otherwise, the name with the company or with
that day. A name alone counts only where one side knows no company.
What stays doubtful is new and listed in `lookalikes`: there is never a *silent* second copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from infoview_tui.domain.dataclasses import dataclass, replace
from infoview_tui.domain.models import Contact, Source, new_uid
from infoview_tui.domain.text import clean_line
from infoview_tui.exchange.drafts import PersonDraft, Skipped, merged
from infoview_tui.exchange.identity import Index
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
        personal=_personal(draft),
        connected_on=draft.connected_on,
        extra=extra,
    )


def updated(contact: Contact, draft: PersonDraft, *, take_news: bool = True) -> Contact:
    """The contact with what the draft knows besides: nothing is lost, blanks are filled.

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
        if _differs(field, old, new)
    ]
    lists: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
        ("emails", contact.emails, draft.emails),
        ("phones", contact.phones, draft.phones),
        ("personal", contact.personal, _personal(draft)),
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


def _personal(draft: PersonDraft) -> tuple[str, ...]:
    """The lines of a note, as the card shows them."""
    return tuple(filter(None, map(clean_line, draft.notes.split("\n"))))


def _differs(field: str, old: str, new: str) -> bool:
    """Whether a role or company says something else: spelling and a missing value are no news."""
    key = company_key if field == "company" else name_key
    return bool(new) and key(old) != key(new) and not could_have_been(new, old)


def _union(had: Iterable[str], brought: Iterable[str]) -> tuple[str, ...]:
    result = list(had)
    seen = {text.casefold() for text in result}
    for text in brought:
        if text.casefold() not in seen:
            seen.add(text.casefold())
            result.append(text)
    return tuple(result)
