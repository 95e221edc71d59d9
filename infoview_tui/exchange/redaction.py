"""Records made fit for sharing insights: who and where cannot be read from them any more.

Names become initials, companies and everything personal go, in fields and inside texts. Notes
about people, personal details and unadvertised roles are left out whole. The rest are insights.
The uids are kept: they tie the records together and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from infoview_tui.domain.hiding import Hidden
from infoview_tui.domain.models import Contact, Debrief, FollowUp, Interview, Note, NoteKind, Prep
from infoview_tui.domain.text import initials

PRIVATE_KINDS = frozenset({NoteKind.PERSONAL, NoteKind.PERSON, NoteKind.LEAD})
_TOKEN = re.compile(r"\S+")
_NUMBER = re.compile(r"\+?\d[\d ()/.-]*\d")
COMPANY = "(company)"
REMOVED = "(removed)"


class Records(NamedTuple):
    """The records of an export, in the order in which they came."""

    contacts: tuple[Contact, ...]
    interviews: tuple[Interview, ...]
    follow_ups: tuple[FollowUp, ...]


def redacted(
    contacts: Sequence[Contact],
    interviews: Sequence[Interview] = (),
    follow_ups: Sequence[FollowUp] = (),
) -> Records:
    """Copies of the records without names, companies, addresses and personal notes."""
    hide = _hider(contacts)
    return Records(
        tuple(_contact(contact) for contact in contacts),
        tuple(_interview(interview, hide) for interview in interviews),
        tuple(replace(f, reason=hide(f.reason), draft="", extra={}) for f in follow_ups),
    )


def _contact(contact: Contact) -> Contact:
    return Contact(
        uid=contact.uid,
        name=initials(contact.name),
        industry=contact.industry,
        source=contact.source,
        introduced_by=contact.introduced_by,
        closeness=contact.closeness,
        relation=contact.relation,
        archived=contact.archived,
    )


def _interview(interview: Interview, hide: Callable[[str], str]) -> Interview:
    prep, debrief = interview.prep, interview.debrief
    return replace(
        interview,
        timezone="",
        link="",
        draft="",
        draft_note="",
        extra={},
        prep=Prep(
            purpose=hide(prep.purpose),
            industry=hide(prep.industry),
            questions=tuple(
                replace(q, text=hide(q.text), fact=hide(q.fact), extra={}) for q in prep.questions
            ),
        ),
        notes=tuple(_notes(interview.notes, hide)),
        debrief=Debrief(
            answers={key: hide(text) for key, text in debrief.answers.items()},
            scores=debrief.scores,
        ),
    )


def _notes(notes: Iterable[Note], hide: Callable[[str], str]) -> Iterable[Note]:
    shared = (note for note in notes if note.kind not in PRIVATE_KINDS)
    return (replace(n, text=hide(n.text), topic=hide(n.topic), extra={}) for n in shared)


def _hider(contacts: Iterable[Contact]) -> Callable[[str], str]:
    """A function that hides in a text every contact's name and company, and all addresses.

    Every word of a name is hidden, also alone (`Priya's trick`), so now and then a word too many.
    """
    hidden = Hidden()
    for contact in contacts:
        for word in contact.name.split():
            hidden.add(word, initials(word))
        hidden.add(contact.name, initials(contact.name))
        hidden.add(contact.company, COMPANY)
        for former in contact.past_roles:
            hidden.add(former.rpartition(",")[2], COMPANY)
    return lambda text: hidden.hide(_without_addresses(text))


def _without_addresses(text: str) -> str:
    """Web and mail addresses and telephone numbers taken out; a date has only eight digits."""
    text = _TOKEN.sub(lambda m: REMOVED if "@" in m[0] or "://" in m[0] else m[0], text)
    return _NUMBER.sub(
        lambda m: REMOVED if m[0][0] == "+" or sum(map(str.isdigit, m[0])) > 8 else m[0], text
    )
