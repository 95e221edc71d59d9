"""The insight library, kept: what each talk brought, read in slices, renewed talk by talk."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import count
from operator import attrgetter

from msgspec import Struct

from infoview_tui.domain.insights import (
    Answer,
    AnswerTable,
    By,
    Finding,
    answer_tables,
    answers,
    findings,
    heading_of,
    in_order,
    title_of,
)
from infoview_tui.domain.introductions import Harvest, harvest
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.progress import TalkFacts, talk_facts
from infoview_tui.domain.stages import by_begin
from infoview_tui.journal.core import Core, Keys
from infoview_tui.journal.shelves import Heading, Shelves

QUESTIONS = 500  # shown at most
_SETTLED = 1_000  # talks read, after which they are taken for lasting


class Talk(Struct, frozen=True):
    """Everything that one interview adds to the library."""

    contact: str  # uid
    findings: tuple[Finding, ...]
    answers: tuple[Answer, ...]
    harvest: Harvest
    facts: TalkFacts | None


class Library:
    """The talks read so far; the newest are read first, so that it is useful at once."""

    def __init__(self, journal: Core) -> None:
        self._journal = journal
        self._waiting: dict[str, None] | None = None
        self._talks: dict[str, Talk] = {}
        self._notes: dict[str, Finding] = {}
        self._linking: dict[str, Finding] = {}  # the notes that carry links
        self._shelves = {
            by: Shelves[Finding](partial(heading_of, by=by), partial(title_of, by=by))
            for by in By
            if by is not By.QUESTION  # the answers stand under their questions
        }
        self._ordered: dict[By, tuple[Heading, ...]] = {}  # until a talk is read
        self._answers: Shelves[Answer] = Shelves(attrgetter("key"), attrgetter("text"))

    @property
    def pending(self) -> int:
        """How many talks are still to be read."""
        return len(self._waiting or ())

    @property
    def read(self) -> int:
        """How many talks have been read."""
        return len(self._talks)

    @property
    def complete(self) -> bool:
        """Whether all talks have been read: what is not here by then is nowhere."""
        return self._waiting is not None and not self._waiting

    def build(self) -> Iterator[None]:
        """Reads on, talk by talk; may be left and called again."""
        if self._waiting is None:
            for uid in list(self._journal.heads.uids()):
                self._journal.heads.get(uid)  # the view keeps it
                yield
            heads = sorted(self._journal.heads.all(), key=by_begin, reverse=True)
            self._waiting = {head.uid: None for head in heads}
            yield
        for read in count(1):
            if not self._waiting:
                if read > _SETTLED:
                    gc.freeze()
                return
            self._read(next(iter(self._waiting)))
            if read % _SETTLED == 0:
                gc.freeze()  # what was read stays: the collector need not walk through it again
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

    def headings(self, by: By) -> tuple[Heading, ...]:
        """The headings of the library, in the order of `domain.insights.shelves`."""
        if by not in self._ordered:
            if by is By.QUESTION:
                self._ordered[by] = tuple(self._answers.headings(QUESTIONS))
            else:
                self._ordered[by] = in_order(self._shelves[by].headings(), by)
        return self._ordered[by]

    def under(self, by: By, key: str) -> list[Finding]:
        """The findings under one heading, newest first."""
        if by is By.QUESTION:
            notes = [note.uid for answer in self._answers.under(key) for note in answer.notes]
            found = [self._notes[uid] for uid in notes if uid in self._notes]
        else:
            found = self._shelves[by].under(key)
        return sorted(found, key=_noted, reverse=True)

    def findings(self, *kinds: NoteKind) -> list[Finding]:
        """The findings of these kinds, newest first."""
        shelves = self._shelves[By.KIND]
        found = [finding for kind in kinds for finding in shelves.under(str(kind))]
        return sorted(found, key=_noted, reverse=True)

    def linked(self) -> list[Finding]:
        """The notes that are linked, both ends: what claims of several notes are made of."""
        ends: dict[str, None] = {}
        for uid, finding in self._linking.items():
            ends |= dict.fromkeys((uid, *finding.note.supports, *finding.note.contradicts))
        return [self._notes[uid] for uid in ends if uid in self._notes]

    def questions(self) -> tuple[Heading, ...]:
        """The questions that were asked; what most people were asked, then the latest, first.

        What was asked of few people long ago is left out when there is more than one can read.
        """
        return self.headings(By.QUESTION)

    @property
    def asked(self) -> int:
        """How many different questions were asked."""
        return len(self._answers)

    def answers_to(self, question: str) -> AnswerTable | None:
        """One question across people; None if it was never asked."""
        return next(iter(answer_tables(self._answers.under(question))), None)

    def answers(self) -> list[Answer]:
        """The answers to all of `questions`."""
        return [
            answer for heading in self.questions() for answer in self._answers.under(heading.key)
        ]

    def talks(self) -> Iterable[Talk]:
        """What the talks brought, newest first as they were read."""
        return self._talks.values()

    def harvests(self) -> dict[str, Harvest]:
        """What all talks with each contact brought."""
        found: dict[str, Harvest] = {}
        for talk in self._talks.values():
            before = found.get(talk.contact)
            found[talk.contact] = before + talk.harvest if before else talk.harvest
        return found

    # Keeping it ----------------------------------------------------------------------

    def _read(self, uid: str) -> None:
        assert self._waiting is not None
        self._waiting.pop(uid, None)
        self._ordered.clear()
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
            harvest(interview),
            talk_facts(interview, now),
        )
        self._talks[uid] = talk
        self._answers.put(talk.answers)
        for shelves in self._shelves.values():
            shelves.put(talk.findings)
        for finding in talk.findings:
            self._notes[finding.note.uid] = finding
            if finding.note.supports or finding.note.contradicts:
                self._linking[finding.note.uid] = finding

    def _forget(self, uid: str) -> None:
        talk = self._talks.pop(uid, None)
        if talk is None:
            return
        self._answers.take(talk.answers)
        for shelves in self._shelves.values():
            shelves.take(talk.findings)
        for finding in talk.findings:
            self._notes.pop(finding.note.uid, None)
            self._linking.pop(finding.note.uid, None)


def _noted(finding: Finding) -> datetime:
    return finding.note.at
