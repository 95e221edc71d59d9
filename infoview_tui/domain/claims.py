"""Claims: which notes say the same, which say otherwise, and how far one may trust them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.insights import Finding
from infoview_tui.domain.models import Note, NoteKind

CLAIM_KINDS = frozenset({NoteKind.INSIGHT, NoteKind.QUOTE, NoteKind.ADVICE})
"""The kinds of notes that say how things are; others become claims when they are linked."""


class Standing(StrEnum):
    """How a claim stands across people."""

    SINGLE = "single voice"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"


class Claim(Struct, frozen=True):
    """Notes that say the same thing, and those that contradict any of them; oldest first."""

    voices: tuple[Finding, ...]
    against: tuple[Finding, ...]

    @property
    def uid(self) -> str:
        """That of its first note: it stays when others join."""
        return self.voices[0].note.uid

    @property
    def text(self) -> str:
        return self.voices[0].note.text

    @property
    def people(self) -> int:
        return len({voice.contact for voice in self.voices})

    @property
    def standing(self) -> Standing:
        """Contested by any contradiction; corroborated by two people, not by one said twice."""
        if self.against:
            return Standing.CONTESTED
        return Standing.CORROBORATED if self.people > 1 else Standing.SINGLE

    @property
    def say(self) -> str:
        """`corroborated: Priya Natarajan, Sam Okafor`; `contested: Lena Fischer says otherwise`."""
        names = _names(self.against or self.voices)
        if self.standing is Standing.CONTESTED:
            return f"contested: {names} says otherwise"
        return f"{self.standing}: {names}"


def claims(found: Iterable[Finding]) -> tuple[Claim, ...]:
    """Every claim: contested ones first, then those of most people, then the newest."""
    everything = list(found)
    linked = linked_claims(everything)
    joined = {voice.note.uid for claim in linked for voice in claim.voices}
    alone = [f for f in everything if f.note.kind in CLAIM_KINDS and f.note.uid not in joined]
    return tuple(sorted((*linked, *(Claim((f,), ()) for f in alone)), key=_rank))


def linked_claims(found: Iterable[Finding]) -> tuple[Claim, ...]:
    """The claims of more than one note, in the order of `claims`.

    A link counts both ways, and support carries on: if B supports A and C supports B, the three
    are one claim. Links to notes that are gone are passed over.
    """
    everything = list(found)
    ends: set[str] = set()
    for finding in everything:
        if finding.note.supports or finding.note.contradicts:
            ends.update((finding.note.uid, *finding.note.supports, *finding.note.contradicts))
    by_uid = {finding.note.uid: finding for finding in everything if finding.note.uid in ends}
    supports = _both_ways(by_uid, {uid: f.note.supports for uid, f in by_uid.items()})
    contradicts = _both_ways(by_uid, {uid: f.note.contradicts for uid, f in by_uid.items()})
    made = []
    for group in _groups(by_uid, supports):
        voices = sorted((by_uid[uid] for uid in group), key=_oldest)
        rivals = {other for uid in group for other in contradicts.get(uid, ())}
        if len(voices) > 1 or rivals:
            against = sorted((by_uid[uid] for uid in rivals), key=_oldest)
            made.append(Claim(tuple(voices), tuple(against)))
    return tuple(sorted(made, key=_rank))


def joined(uid: str, found: Iterable[Finding]) -> frozenset[str]:
    """The notes (uids) of which is known already whether they agree with the note `uid`."""
    known = {uid}
    for claim in linked_claims(found):
        voices = {voice.note.uid for voice in claim.voices}
        against = {voice.note.uid for voice in claim.against}
        if uid in voices:
            known |= voices | against
        elif uid in against:  # what others say against the same may agree with it, or not
            known |= voices
    return frozenset(known)


def _rank(claim: Claim) -> tuple[bool, int, float]:
    newest = claim.voices[-1].note.at.timestamp()
    return not claim.against, -claim.people, -newest


def _oldest(finding: Finding) -> tuple[float, str]:
    return finding.note.at.timestamp(), finding.note.uid


def _both_ways(
    known: Mapping[str, Finding], links: Mapping[str, Iterable[str]]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for uid, others in links.items():
        for other in others:
            if other in known and other != uid:
                found.setdefault(uid, set()).add(other)
                found.setdefault(other, set()).add(uid)
    return found


def _groups(uids: Iterable[str], links: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """The uids that hang together."""
    seen: set[str] = set()
    for uid in uids:
        if uid in seen:
            continue
        group, waiting = {uid}, [uid]
        while waiting:
            fresh = links.get(waiting.pop(), set()) - group
            group |= fresh
            waiting += fresh
        seen |= group
        yield group


def _names(found: Iterable[Finding]) -> str:
    return ", ".join(dict.fromkeys(finding.name or "someone" for finding in found))


def supporting(note: Note, other: str) -> Note:
    """The note, now saying the same as the note `other` (uid)."""
    if other == note.uid:
        return note
    return replace(unlinked(note, other), supports=(*_without(note.supports, other), other))


def contradicting(note: Note, other: str) -> Note:
    """The note, now saying otherwise than the note `other` (uid)."""
    if other == note.uid:
        return note
    return replace(unlinked(note, other), contradicts=(*_without(note.contradicts, other), other))


def unlinked(note: Note, other: str) -> Note:
    """The note without a link to `other`; a link that stands on `other` itself stays there."""
    return replace(
        note,
        supports=_without(note.supports, other),
        contradicts=_without(note.contradicts, other),
    )


def _without(uids: tuple[str, ...], other: str) -> tuple[str, ...]:
    return tuple(uid for uid in uids if uid != other)


class OpenQuestion(Struct, frozen=True):
    """Something to ask the next person, and why it is open."""

    text: str
    why: str
    source: Finding


def open_questions(found: Iterable[Finding]) -> tuple[OpenQuestion, ...]:
    """Contested claims, then the `?` notes, newest first: offered for the next fitting person.

    A `?` note is settled once another note is linked to it as its answer.
    """
    everything = list(found)
    asked: set[str] = set()  # notes of disputes that stand on the list already
    opened = []
    for claim in linked_claims(everything):
        sides = {finding.note.uid for finding in (*claim.voices, *claim.against)}
        if claim.against and asked.isdisjoint(sides):
            asked |= sides
            why = f"{_names(claim.voices)} and {_names(claim.against)} disagree"
            opened.append(OpenQuestion(f"Is it so? {claim.text}", why, claim.voices[0]))
    answered = {uid for f in everything for uid in (*f.note.supports, *f.note.contradicts)}
    questions = [f for f in everything if f.note.kind is NoteKind.QUESTION]
    for finding in sorted(questions, key=_oldest, reverse=True):
        linked = finding.note.supports or finding.note.contradicts
        if finding.note.uid not in answered and not linked:
            why = f"open since the talk with {finding.name or 'someone'}"
            opened.append(OpenQuestion(finding.note.text, why, finding))
    return tuple(opened)
