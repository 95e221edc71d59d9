"""Reads a prep sheet from the journal, and in slices what stands around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from infoview_tui.domain.claims import Standing, claims
from infoview_tui.domain.insights import findings
from infoview_tui.domain.models import Contact, Interview, InterviewHead, Prep
from infoview_tui.domain.moments import hours_since
from infoview_tui.domain.prep_reuse import same_place
from infoview_tui.domain.prep_sheet import Sheet, Surroundings, silent_questions
from infoview_tui.domain.question_bank import BankQuestion, own_question
from infoview_tui.domain.stages import by_begin
from infoview_tui.domain.wording import plain
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.pace import Pace

_EARLIER = 20  # talks with one person that are read whole
_RECENT = 60  # talks with anyone that are looked through for what is still open
_RELATED = 20  # sheets of the same company or industry
_DISPUTES = 5
_LATE = 60  # minutes by which a talk may begin late and still be the next one


def sheets_in_order(journal: Journal) -> list[str]:
    """The uids of the talks to prepare for: by their time, those without one last."""
    ahead = [head for head in journal.heads.all() if head.ahead or head.under_way]
    return [head.uid for head in sorted(ahead, key=_by_time)]


def next_talk(journal: Journal, order: Iterable[str]) -> str:
    """The talk under way, else the next whose time has not passed, else the first; or nothing."""
    heads = [journal.heads[uid] for uid in order]
    now = journal.now()
    for head in heads:
        if head.under_way:
            return head.uid
    for head in heads:
        if head.starts_at and hours_since(head.starts_at, now) * 60 < head.minutes + _LATE:
            return head.uid
    return heads[0].uid if heads else ""


def read_sheet(journal: Journal, uid: str) -> Sheet | None:
    """The sheet of one interview; None if it or its contact is gone."""
    interview = journal.interviews.get(uid)
    contact = journal.contacts.get(interview.contact) if interview else None
    if interview is None or contact is None:
        return None
    introducer = journal.contacts.get(contact.introduced_by)
    others = [head for head in journal.interviews_of.of(contact.uid) if head.uid != uid]
    latest = sorted(others, key=by_begin, reverse=True)[:_EARLIER]
    return Sheet(
        interview=interview,
        contact=contact,
        introducer=introducer.name if introducer else "",
        earlier=tuple(talk for head in latest if (talk := journal.interviews.get(head.uid))),
        profile=journal.profile,
        own=_own(journal),
    )


def _own(journal: Journal) -> tuple[BankQuestion, ...]:
    """One's own questions: those kept in the journal, then those of the preferences."""
    kept = [own_question(q.text, q.topic) for q in journal.meta.questions]
    kept += [own_question(text) for text in journal.preferences.questions]
    return tuple({question.id: question for question in reversed(kept)}.values())[::-1]


async def read_around(journal: Journal, sheet: Sheet) -> Surroundings:
    """What other talks hold for this one; lets the screen work between the slices."""
    heads = [head for head in journal.heads.all() if head.started_at and head.uid != sheet.uid]
    latest = sorted(heads, key=by_begin, reverse=True)[:_RECENT]
    recent = [talk async for talk in _read(journal, (head.uid for head in latest))]
    people = [person async for person in _alike(journal, sheet.contact)]
    of_them = [head for person in people for head in journal.interviews_of.of(person.uid)]
    uids = [head.uid for head in sorted(of_them, key=by_begin, reverse=True)[:_RELATED]]
    related = [talk async for talk in _read(journal, uids)]
    return Surroundings(
        recent=tuple(recent),
        related=tuple((journal.contacts[talk.contact], talk) for talk in related),
        silent=await count_silent(sheet.prep, tuple(recent)),
        disputes=tuple(_disputes(journal, recent)),
    )


async def count_silent(prep: Prep, recent: tuple[Interview, ...]) -> dict[str, int]:
    """How often in a row the questions of a sheet brought nothing new; reckoned in a thread."""
    return await asyncio.to_thread(silent_questions, prep.questions, recent)


async def _read(journal: Journal, uids: Iterable[str]) -> AsyncIterator[Interview]:
    pace = Pace()
    for uid in uids:
        await pace.rest()
        if talk := journal.interviews.get(uid):
            yield talk


async def _alike(journal: Journal, contact: Contact) -> AsyncIterator[Contact]:
    """The other contacts of the same company, or of the same industry."""
    industry = plain(contact.industry)
    pace = Pace()
    for uid in list(journal.interviews_of.keys()):
        await pace.rest()
        other = journal.contacts.get(uid)
        if other is None or other.uid == contact.uid:
            continue
        same_industry = bool(industry) and plain(other.industry) == industry
        if same_industry or same_place(other.company, contact.company):
            yield other


def _disputes(journal: Journal, recent: Iterable[Interview]) -> list[str]:
    """Contested insights as questions: somebody else may know."""
    now = journal.now()
    found = [
        finding
        for talk in recent
        for finding in findings(talk, journal.contacts.get(talk.contact), now)
    ]
    said: list[str] = []
    heard: set[str] = set()  # each dispute is told from one side only
    for claim in claims(found):
        if claim.standing is Standing.CONTESTED and claim.uid not in heard:
            rival = claim.against[0].note
            said.append(f"Some say “{claim.text}”, others “{rival.text}”. What have you seen?")
            heard |= {voice.note.uid for voice in (*claim.voices, *claim.against)}
    return said[:_DISPUTES]


def _by_time(head: InterviewHead) -> tuple[bool, float, str]:
    return head.begins is None, by_begin(head), head.uid
