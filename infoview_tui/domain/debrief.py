"""The debrief: what the notes of a talk imply, proposed line by line; nothing goes in unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain import dates
from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.capture import person_in_line
from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    FollowUpKind,
    Hypothesis,
    HypothesisKind,
    Interview,
    Note,
    NoteKind,
    Source,
)
from infoview_tui.domain.moments import day_of, days_after, local
from infoview_tui.domain.proposals import Proposal, ProposalKind
from infoview_tui.domain.quick_add import as_contact
from infoview_tui.domain.text import fold


def marks(interview: Interview) -> tuple[Note, ...]:
    """The kinds without words, to complete first while they are remembered."""
    return tuple(note for note in interview.notes if note.is_mark)


def propose(
    interview: Interview,
    contact: Contact,
    introducer: Contact | None,
    known: Iterable[Contact],
    now: datetime,
    calendar: WorkCalendar,
    existing: Iterable[FollowUp] = (),
    limits: Limits = DEFAULT,
    day_first: bool | None = None,
) -> tuple[Proposal, ...]:
    """Everything the talk implies (method "After"), in the order in which it falls due.

    Leads and open questions propose nothing: they stay in the insight library. Nor does what
    the `existing` rows ask already. `open_proposals` leaves out what was decided before.
    """
    talk = _Talk(interview, contact, now, calendar, limits, day_first)
    rows = tuple(existing)
    proposals = (
        talk.thank_you(),
        *talk.people(known),
        *talk.promises(),
        *talk.loops(),
        *talk.gaps(),
        *talk.personal_lines(),
        *talk.report_back(introducer),
        talk.check_in(rows),
    )
    return tuple(new for p in proposals if (new := _unless_known(p, rows)) is not None)


def open_proposals(interview: Interview, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that were neither accepted nor dropped yet."""
    return tuple(p for p in proposals if p.id not in interview.debrief.decided)


class _Talk(Struct, frozen=True):
    """One talk and the rules for its notes."""

    interview: Interview
    contact: Contact
    now: datetime
    calendar: WorkCalendar
    limits: Limits
    day_first: bool | None

    def thank_you(self) -> Proposal:
        row = rules.thank_you(self.interview, self.now, self.limits)
        why = f"thank-you within {self.limits.thanks_hours} h"
        return self._of_talk(ProposalKind.THANK_YOU, f"thank {self.contact.name}", why, row)

    def check_in(self, rows: Iterable[FollowUp]) -> Proposal:
        """The first check-in; one that is open from an earlier talk is moved instead."""
        row = rules.check_in(self.interview, self.now, self.limits)
        earlier = [r for r in rows if rules.is_open(r) and rules.asks(r) == rules.asks(row)]
        row = rules.snooze(earlier[0], row.due) if earlier else row
        why = f"first check-in after {self.limits.check_in_days} days, asking for nothing"
        return self._of_talk(ProposalKind.CHECK_IN, f"write to {self.contact.name}", why, row)

    def report_back(self, introducer: Contact | None) -> Iterator[Proposal]:
        if introducer is None or introducer.uid != self.contact.introduced_by:
            return
        talk = day_of(self.interview.ended_at or self.now, self.now)
        row = replace(
            rules.report_back(self.contact, talk, self.limits),
            reason=f"you met {self.contact.name}, whom they introduced",
        )
        label = f"tell {introducer.name} how it went"
        why = f"they introduced you: report back after {self.limits.report_back_days} days"
        yield self._of_talk(ProposalKind.REPORT_BACK, label, why, row)

    def promises(self) -> Iterator[Proposal]:
        for note in self._notes(NoteKind.PROMISE):
            at = local(note.at, self.now)
            said = dates.due_in_line(
                note.text, at, day_first=self.day_first, calendar=self.calendar
            )
            due = said[1] if said else self._days(self.limits.promise_days)
            why = "you promised" if said else f"you promised; {self.limits.promise_days} days"
            yield self._loop(note, ProposalKind.PROMISE, FollowUpKind.PROMISE, why, due)

    def loops(self) -> Iterator[Proposal]:
        days = self.limits.loop_days
        for note in self._notes(NoteKind.ADVICE):
            why, due = "try it, then tell them", self._days(days)
            yield self._loop(note, ProposalKind.ADVICE, FollowUpKind.ADVICE, why, due)
        for note in self._notes(NoteKind.RESOURCE):
            why, due = "read it, then tell them", self._days(days)
            yield self._loop(note, ProposalKind.RESOURCE, FollowUpKind.RESOURCE, why, due)
        for note in self._notes(NoteKind.OFFER):
            why = f"they offered; nudge after {self.limits.offer_days} business days"
            due = self.calendar.add_business_days(self._days(0), self.limits.offer_days)
            yield self._loop(note, ProposalKind.OFFER, FollowUpKind.OFFER, why, due)

    def gaps(self) -> Iterator[Proposal]:
        for note in self._notes(NoteKind.GAP):
            line = Hypothesis(
                uid=derived_uid(note.uid, HypothesisKind.GAP),
                text=note.text,
                kind=HypothesisKind.GAP,
                notes=(note.uid,),
            )
            yield Proposal(
                id=_id(note.uid, ProposalKind.GAP),
                kind=ProposalKind.GAP,
                label=note.text,
                why="a gap for the decision board",
                hypothesis=line,
            )

    def personal_lines(self) -> Iterator[Proposal]:
        on_card = {fold(line) for line in self.contact.personal}
        for note in self._notes(NoteKind.PERSONAL):
            if fold(note.text) not in on_card:
                on_card.add(fold(note.text))
                yield Proposal(
                    id=_id(note.uid, ProposalKind.PERSONAL),
                    kind=ProposalKind.PERSONAL,
                    label=note.text,
                    why=f"a line for the card of {self.contact.name}",
                    personal=note.text,
                )

    def people(self, known: Iterable[Contact]) -> Iterator[Proposal]:
        notes = list(self._notes(NoteKind.PERSON))
        if not notes:
            return
        by_name: dict[str, list[Contact]] = {}
        for contact in known:
            by_name.setdefault(fold(contact.name), []).append(contact)
        named = {fold(self.contact.name)}
        for note in notes:
            said = person_in_line(note.text)
            if said.name and fold(said.name) not in named:
                named.add(fold(said.name))
                yield self._person(note, by_name.get(fold(said.name), []))

    def _person(self, note: Note, namesakes: list[Contact]) -> Proposal:
        said = person_in_line(note.text)
        company = fold(said.company)
        same = [c for c in namesakes if not (company and c.company and fold(c.company) != company)]
        if same:
            person = same[0]
            if not person.introduced_by and person.uid != self.contact.introduced_by:
                person = replace(person, introduced_by=self.contact.uid)
            why = f"you know {person.name}: write within 24 h"
        else:
            person = replace(
                as_contact(said),
                uid=derived_uid(note.uid, ProposalKind.PERSON),
                source=Source.MUTUAL,
                tie=f"{self.contact.name} named you",
                introduced_by=self.contact.uid,
            )
            why = f"a contact introduced by {self.contact.name}: write within 24 h"
        row = rules.outreach_to(
            person, f"{self.contact.name} named them", self._days(1), cause=note.uid
        )
        return Proposal(
            id=_id(note.uid, ProposalKind.PERSON),
            kind=ProposalKind.PERSON,
            label=note.text,
            why=why,
            follow_up=replace(row, interview=self.interview.uid, note=note.uid),
            contact=person,
            known=bool(same),
        )

    def _loop(
        self, note: Note, kind: ProposalKind, row_kind: FollowUpKind, why: str, due: date
    ) -> Proposal:
        row = FollowUp(
            uid=derived_uid(note.uid, row_kind),
            contact=self.contact.uid,
            kind=row_kind,
            due=due,
            reason=note.text,
            interview=self.interview.uid,
            note=note.uid,
        )
        return Proposal(id=_id(note.uid, kind), kind=kind, label=note.text, why=why, follow_up=row)

    def _of_talk(self, kind: ProposalKind, label: str, why: str, row: FollowUp) -> Proposal:
        return Proposal(
            id=_id(self.interview.uid, kind), kind=kind, label=label, why=why, follow_up=row
        )

    def _notes(self, kind: NoteKind) -> Iterator[Note]:
        return (note for note in self.interview.notes if note.kind is kind and not note.is_mark)

    def _days(self, days: int) -> date:
        return days_after(day_of(self.interview.ended_at or self.now, self.now), days)


def _id(uid: str, kind: ProposalKind) -> str:
    return f"{uid}:{kind}"


def _unless_known(proposal: Proposal, rows: tuple[FollowUp, ...]) -> Proposal | None:
    """The proposal without a row that exists; None if nothing else is left of it."""
    row = proposal.follow_up
    if row is None or proposal.kind is ProposalKind.CHECK_IN or rules.merge_new(rows, [row]):
        return proposal
    return replace(proposal, follow_up=None) if proposal.contact else None
