"""The insight library, kept: what each talk brought, read in slices, renewed talk by talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from infoview_tui.domain.insights import (
    Answer,
    By,
    Finding,
    answers,
    findings,
    heading_of,
    in_order,
    title_of,
)
from infoview_tui.domain.introductions import Harvest, harvest
from infoview_tui.domain.loops import Loop, loops
from infoview_tui.domain.models import InterviewHead, NoteKind
from infoview_tui.domain.progress import TalkFacts, talk_facts
from infoview_tui.journal.core import Core, Keys


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything that one interview adds to the library."""

    contact: str  # uid
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    loops: tuple[Loop, ...]
    harvest: Harvest
    facts: TalkFacts | None


@dataclass(frozen=True, slots=True)
class Shelved:
    """One heading of the library: how many notes stand under it, from how many people."""

    key: str
    title: str
    notes: int
    people: int


class Library:
    """The talks read so far; the newest are read first, so that it is useful at once."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._talks: dict[str, Talk] = {}
        self._notes: dict[str, Finding] = {}
        self._waiting: dict[str, None] | None = None
        self._shelves: dict[By, dict[str, list[str]]] = {}

    @property
    def pending(self) -> int:
        """How many talks are still to be read."""
        return len(self._waiting or ())

    @property
    def begun(self) -> bool:
        return self._waiting is not None

    def build(self) -> Iterator[None]:
        """Reads on, talk by talk; may be left and called again."""
        if self._waiting is None:
            heads = sorted(self._journal.heads.all(), key=_moment, reverse=True)
            self._waiting = {head.uid: None for head in heads}
            yield
        while self._waiting:
            self._read(next(iter(self._waiting)))
            yield

    def refresh(self, keys: Keys) -> None:
        """Reads anew the talks that these records are, or whose contact they are."""
        if self._waiting is None:
            return
        for table, uid in keys:
            if table == "interviews":
                self._read(uid)
            elif table == "contacts":
                for head in self._journal.interviews_of.of(uid):
                    if head.uid in self._talks:
                        self._read(head.uid)

    # What it holds -------------------------------------------------------------------

    def finding(self, note: str) -> Finding | None:
        """The note with this uid in its context."""
        return self._notes.get(note)

    def headings(self, by: By) -> tuple[Shelved, ...]:
        """The headings of the library, in the order of `domain.insights.shelves`."""
        made = [self._shelved(by, key, notes) for key, notes in self._shelf(by).items()]
        return in_order(made, by)

    def shelf(self, by: By, key: str) -> list[Finding]:
        """The findings under one heading, newest first."""
        notes = self._notes
        found = [notes[uid] for uid in self._shelf(by).get(key, ())]
        return sorted(found, key=attrgetter("note.at"), reverse=True)

    def findings(self, *kinds: NoteKind) -> list[Finding]:
        """The findings of these kinds, newest first."""
        shelf = self._shelf(By.KIND)
        found = [self._notes[uid] for kind in kinds for uid in shelf.get(str(kind), ())]
        return sorted(found, key=attrgetter("note.at"), reverse=True)

    def linked(self) -> list[Finding]:
        """The notes that are linked to others, both ends: what claims are made of."""
        notes = self._notes
        ends: set[str] = set()
        for finding in notes.values():
            note = finding.note
            if note.supports or note.contradicts:
                ends.update((note.uid, *note.supports, *note.contradicts))
        return [notes[uid] for uid in ends if uid in notes]

    def talks(self) -> Iterable[Talk]:
        return self._talks.values()

    def answers(self) -> Iterator[Answer]:
        return (answer for talk in self._talks.values() for answer in talk.answers)

    def harvests(self) -> dict[str, Harvest]:
        """What all talks with each contact brought."""
        found: dict[str, Harvest] = {}
        for talk in self._talks.values():
            found[talk.contact] = found.get(talk.contact, Harvest()) + talk.harvest
        return found

    # Keeping it ----------------------------------------------------------------------

    def _read(self, uid: str) -> None:
        assert self._waiting is not None
        self._waiting.pop(uid, None)
        self._forget(uid)
        journal = self._journal
        interview = journal.interviews.get(uid)
        if interview is None:
            return
        now = journal.now()
        contact = journal.contacts.get(interview.contact)
        talk = Talk(
            interview.contact,
            findings(interview, contact, now),
            answers(interview, contact, now),
            loops((interview,)),
            harvest(interview),
            talk_facts(interview, now),
        )
        self._talks[uid] = talk
        for finding in talk.findings:
            self._notes[finding.note.uid] = finding
            for by, shelf in self._shelves.items():
                if key := heading_of(finding, by):
                    shelf.setdefault(key, []).append(finding.note.uid)

    def _forget(self, uid: str) -> None:
        talk = self._talks.pop(uid, None)
        for finding in talk.findings if talk else ():
            self._notes.pop(finding.note.uid, None)
        if talk and talk.findings:
            self._shelves.clear()

    def _shelf(self, by: By) -> dict[str, list[str]]:
        """Notes by heading; begun when it is first asked for, then kept."""
        if by not in self._shelves:
            shelf: dict[str, list[str]] = {}
            for uid, finding in self._notes.items():
                if key := heading_of(finding, by):
                    shelf.setdefault(key, []).append(uid)
            self._shelves[by] = shelf
        return self._shelves[by]

    def _shelved(self, by: By, key: str, notes: list[str]) -> Shelved:
        people = {self._notes[uid].contact for uid in notes}
        return Shelved(key, title_of(self._notes[notes[0]], by), len(notes), len(people))


def _moment(head: InterviewHead) -> float:
    moment = head.started_at or head.starts_at
    return moment.timestamp() if moment else 0.0
