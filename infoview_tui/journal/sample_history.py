"""What the sample journal owes: the rules of the method, applied to one contact's past."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import loops
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.debrief import propose
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Hypothesis,
    Interview,
    LoopState,
    Note,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.proposals import Proposal
from infoview_tui.journal.sample_lines import Moments, fact_time

_CALENDAR = WorkCalendar()
_LATE = 2  # working days by which a row may be late; what is older was settled in its day
_SPREAD = 9  # working days over which rows put off come back


class Past(Struct):
    """All contacts and what follows from their talks and touches, in order of time."""

    contacts: dict[str, Contact]
    moments: Moments
    rows: dict[str, FollowUp] = field(default_factory=dict)
    gaps: list[Hypothesis] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    written_to: set[str] = field(default_factory=set)
    _turn: count[int] = field(default_factory=count)

    def live_through(self, touches: Iterable[Touch], talks: Iterable[Interview]) -> list[Interview]:
        """Everything in order of time; the talks as their debriefs left them."""
        moved: list[Interview] = []
        done: list[Touch] = []
        events: list[tuple[datetime, Touch | Interview]] = [(t.at, t) for t in touches]
        events += [(talk.debriefed_at or self.moments.now, talk) for talk in talks]
        for _, event in sorted(events, key=lambda pair: pair[0]):
            if isinstance(event, Touch):
                self._touched(event, done)
                done.append(event)
            else:
                moved.append(self._talked(event))
        self._settle()
        return moved

    def _touched(self, touch: Touch, earlier: Sequence[Touch]) -> None:
        rows = self._open_rows(touch.contact)
        theirs = touch.direction is Direction.IN or touch.kind is TouchKind.INTERVIEW
        closing = rules.closed_by_reply(rows) if theirs else rules.settled_by(touch.kind, rows)
        self._keep(_done(row, touch.at) for row in closing)
        self._keep(rules.moved_by_touch(touch, self._open_rows(touch.contact)))
        if touch.kind is TouchKind.OUTREACH:
            self.written_to.add(touch.contact)
            mine = replace(touch, at=touch.at.astimezone(self.moments.now.tzinfo))
            before = [t for t in earlier if t.contact == touch.contact]
            person = self.contacts[touch.contact]
            self._keep(rules.after_sending(person, mine, before, _CALENDAR))

    def _talked(self, talk: Interview) -> Interview:
        self.notes |= {note.uid: note for note in talk.notes}
        if talk.status is Status.NO_SHOW and talk.starts_at:
            self._keep([rules.after_no_show(talk, talk.starts_at)])
        if talk.status is Status.SCHEDULED:
            self._keep(rules.after_planning(talk, self.moments.now))
        if talk.debriefed_at is None or talk.ended_at is None:
            return talk
        contact = self.contacts[talk.contact]
        found = propose(
            talk,
            contact,
            self.contacts.get(contact.introduced_by),
            self.contacts.values(),
            talk.debriefed_at.astimezone(self.moments.now.tzinfo),
            _CALENDAR,
            existing=self.rows.values(),
        )
        self._accept(contact, found)
        debrief = replace(talk.debrief, decided=tuple(p.id for p in found))
        return replace(talk, debrief=debrief)

    def _accept(self, contact: Contact, found: Iterable[Proposal]) -> None:
        lines = contact.personal
        for proposal in found:
            if proposal.personal and proposal.personal not in lines:
                lines = (*lines, proposal.personal)
            if proposal.hypothesis:
                self.gaps.append(proposal.hypothesis)
            if proposal.follow_up:
                self._keep([proposal.follow_up])
        self.contacts[contact.uid] = replace(contact, personal=lines)

    # The rows as they stand today ------------------------------------------------------

    def _settle(self) -> None:
        """Old rows were done, dropped or put off; what was tried is now to be told."""
        oldest = self.moments.day(str(-_LATE))
        today = self.moments.now.date()
        for row in list(self.rows.values()):
            note = self.notes.get(row.note)
            closed = note is not None and note.state is not None and not _waits(note)
            if not rules.is_open(row) or (row.due >= oldest and not closed):
                continue
            at = datetime.combine(min(row.due, today), time(17), self.moments.now.tzinfo)
            if (note and not closed) or self._unwritten(row):
                self._keep([rules.snooze(row, self._later())])
            elif row.kind is FollowUpKind.CHECK_IN:
                self._keep([replace(_done(row, at), state=FollowUpState.DROPPED)])
            else:
                self._keep([_done(row, min(at, self.moments.now))])
        self._tell_what_was_tried()

    def _tell_what_was_tried(self) -> None:
        by_note = {row.note: row for row in self.rows.values() if row.note}
        for note in self.notes.values():
            row = by_note.get(note.uid)
            if row is None:
                continue
            loop = loops.Loop(row.contact, row.interview, note)
            days = timedelta(days=next(self._turn) % 6)
            if telling := loops.tell_them(loop, self.moments.now - days):
                self._keep([telling])

    def _unwritten(self, row: FollowUp) -> bool:
        return row.kind is FollowUpKind.OUTREACH and row.contact not in self.written_to

    def _later(self) -> date:
        return self.moments.day(str(1 + next(self._turn) * 2 % _SPREAD))

    def _open_rows(self, contact: str) -> list[FollowUp]:
        return [r for r in self.rows.values() if r.contact == contact and rules.is_open(r)]

    def _keep(self, rows: Iterable[FollowUp]) -> None:
        self.rows |= {row.uid: row for row in rows}


def _waits(note: Note) -> bool:
    """Whether a loop still waits for its first step."""
    return loops.is_open(note) and note.state in (None, LoopState.OPEN)


def _done(row: FollowUp, at: datetime) -> FollowUp:
    return replace(row, state=FollowUpState.DONE, closed_at=fact_time(at))
