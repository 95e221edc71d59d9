"""The user of the simulated year: works by the queue, asks, introduces, reviews on Fridays."""

from __future__ import annotations

import random
from datetime import UTC, timedelta

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import introducing
from infoview_tui.domain.brake import brake
from infoview_tui.domain.debrief import open_proposals, propose
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.loops import Loop, advance, is_open, tell_them
from infoview_tui.domain.models import (
    Closeness,
    Contact,
    Debrief,
    FollowUp,
    FollowUpKind,
    Interview,
    Source,
    Status,
    TouchKind,
)
from infoview_tui.domain.outreach_plan import active_targets, another_at, next_people
from infoview_tui.domain.queue import Group, Row, Task
from infoview_tui.domain.relations import give_ask_balance
from infoview_tui.domain.review import MOST, ReviewFacts, steps
from infoview_tui.domain.review_figures import last_week
from infoview_tui.domain.stages import Stage, may_let_go
from tests.domain.year import CALENDAR, READY, Year


class LivedYear(Year):
    """A year with somebody who lives by the queue, and leaves some of it, as people do."""

    # The user ------------------------------------------------------------------------

    def work(self) -> None:
        """Takes up what is due; leaves some of it, as people do."""
        for row in self.queue():
            if row.group in (Group.OVERDUE, Group.TODAY) and self.chance.random() < 0.7:
                self.take_up(row)

    def take_up(self, row: Row) -> None:
        self.seen[row.follow_up.kind if row.follow_up else row.task] += 1
        if row.follow_up is not None:
            current = self.follow_ups.get(row.key, row.follow_up)
            if rules.is_open(current):
                self.act(current)
        elif row.task is Task.DEBRIEF:
            self.debrief(self.interviews[row.interview])
        elif row.task is Task.PREP:
            interview = self.interviews[row.interview]
            self.interviews[interview.uid] = replace(interview, prep=READY)
        else:
            interview = self.interviews[row.interview]
            self.interviews[interview.uid] = replace(interview, status=Status.NO_SHOW)

    def act(self, row: FollowUp) -> None:
        if self.chance.random() < 0.1:
            self.put(rules.snooze(row, self.now.date() + timedelta(days=2)))
            return
        uid = row.contact
        if row.kind in (FollowUpKind.OUTREACH, FollowUpKind.SECOND_TRY):
            self.write(uid)
        elif row.kind is FollowUpKind.REVISIT:
            self.put(rules.drop(row, self.now))
        elif row.kind is FollowUpKind.TRY_ANOTHER:
            others = another_at(self.contacts[uid], self.contacts.values(), self.stages())
            self.done(row)
            for other in others[:1]:
                self.write(other.uid)
        elif row.kind is FollowUpKind.THANK_YOU:
            self.log(uid, TouchKind.THANK_YOU)
        elif row.kind in (FollowUpKind.CHECK_IN, FollowUpKind.REPORT_BACK):
            self.check_in(row)
        elif row.kind is FollowUpKind.OTHER:
            self.plan(uid)
        elif row.kind is FollowUpKind.ASK:
            self.ask(row)
            return
        elif row.kind is FollowUpKind.INTRODUCTION:
            self.introduce(row)
            return
        elif row.note:
            self.advance_loop(row)
        if rules.is_open(self.follow_ups.get(row.uid, row)):
            self.done(row)

    def write(self, contact: str) -> None:
        self.log(contact, TouchKind.OUTREACH)
        self.wait_for(contact, 0.3)

    def check_in(self, row: FollowUp) -> None:
        touches = self.touches.get(row.contact, [])
        if row.kind is FollowUpKind.CHECK_IN and may_let_go(touches):
            self.contacts[row.contact] = replace(self.contacts[row.contact], archived=True)
            return
        self.log(row.contact, TouchKind.CHECK_IN)
        self.wait_for(row.contact, 0.5)
        if self.chance.random() < 0.08:
            self.plan(row.contact)

    def plan(self, contact: str) -> None:
        starts = self.now.replace(hour=15) + timedelta(days=self.chance.randint(1, 9))
        uid = f"talk-{len(self.interviews)}"
        planned = Interview(
            uid=uid, contact=contact, status=Status.SCHEDULED, starts_at=starts.astimezone(UTC)
        )
        self.interviews[uid] = planned
        self.put_new(rules.after_planning(planned, self.now))

    def advance_loop(self, row: FollowUp) -> None:
        interview = self.interviews[row.interview]
        for note in interview.notes:
            if note.uid == row.note and is_open(note):
                moved = advance(note)
                notes = tuple(moved if n.uid == note.uid else n for n in interview.notes)
                self.interviews[interview.uid] = replace(interview, notes=notes)
                self.done(row)
                told = tell_them(Loop(row.contact, interview.uid, moved), self.now)
                self.put_new([told] if told else [])

    def debrief(self, interview: Interview) -> None:
        contact = self.contacts[interview.contact]
        introducer = self.contacts.get(contact.introduced_by)
        found = propose(
            interview,
            contact,
            introducer,
            self.contacts.values(),
            self.now,
            CALENDAR,
            self.follow_ups.values(),
        )
        for proposal in open_proposals(interview, found):
            if self.chance.random() < 0.9:
                for record in proposal.records:
                    if isinstance(record, Contact):
                        self.contacts[record.uid] = record
                    elif isinstance(record, FollowUp):
                        self.put(record)
        decided = Debrief(decided=tuple(proposal.id for proposal in found))
        self.interviews[interview.uid] = replace(interview, debrief=decided, debriefed_at=self.now)

    def review(self) -> None:
        """Friday: a finite review, and the next people while there is room."""
        stages = self.stages()
        facts = ReviewFacts(
            now=self.now,
            rows=self.queue(),
            contacts=self.contacts,
            stages=stages,
            balances={uid: give_ask_balance(self.touches.get(uid, [])) for uid in self.contacts},
            interviews=tuple(self.interviews.values()),
            interview=self.interviews.get,
            figures=last_week(
                self.contacts.values(),
                self.interviews.values(),
                self.follow_ups.values(),
                [touch for theirs in self.touches.values() for touch in theirs],
                self.now,
            ),
        )
        walked = steps(facts)
        assert len(walked) == 9
        assert all(len(step.items) <= MOST for step in walked)
        active = len(active_targets(stages))
        for contact in next_people(self.contacts.values(), stages, active):
            self.write(contact.uid)
        self.begin_favours([uid for uid, found in stages.items() if found is Stage.MET])

    # Favours ---------------------------------------------------------------------------

    def begin_favours(self, met: list[str]) -> None:
        """Now and then a request, and two people who may like to meet."""
        number, today = len(self.follow_ups), self.now.date()
        if met and self.chance.random() < 0.5:
            who, why = self.chance.choice(met), "who could show me their data team?"
            ask = FollowUp(
                uid=f"ask{number}", contact=who, kind=FollowUpKind.ASK, due=today, reason=why
            )
            self.put_new([ask])
        if len(met) > 1 and self.chance.random() < 0.5:
            one, other = (self.contacts[uid] for uid in self.chance.sample(met, 2))
            self.put_new(introducing.begin(f"intro{number}", one, other, today))

    def ask(self, row: FollowUp) -> None:
        """Only what the brake lets pass: after the thanks, a week after the talk."""
        heads = [talk for talk in self.interviews.values() if talk.contact == row.contact]
        touches = self.touches[row.contact]
        if brake(row.kind, touches, heads, self.now):
            self.put(rules.snooze(row, self.now.date() + timedelta(days=3)))
            return
        latest = max(talk.ended_at for talk in heads if talk.ended_at)
        assert (self.now - latest).days >= 6
        assert any(t.kind is TouchKind.THANK_YOU and t.at >= latest for t in touches)
        self.log(row.contact, TouchKind.ASK)

    def introduce(self, row: FollowUp) -> None:
        """Both are asked; who says no ends it, and both are introduced once both agreed."""
        one, other = self.contacts[row.contact], self.contacts[row.about]
        step, everything = step_of(row), self.follow_ups.values()
        if step is Step.ASK:
            self.log(row.contact, TouchKind.CHECK_IN)
            self.wait_for(row.contact, 0.7)
            self.done(row)
            self.put(introducing.asked(row, other, self.now, CALENDAR))
        elif step is Step.ANSWER and self.chance.random() < 0.3:
            ended = (row, *introducing.same(row, everything))
            self.put(*(rules.drop(r, self.now) for r in ended if rules.is_open(r)))
        elif step is Step.ANSWER:
            self.done(row)
            following = introducing.agreed(row, everything, one, other, self.now.date())
            self.put_new([following] if following else [])
        else:
            asked = {r.contact for r in introducing.same(row, everything) if not rules.is_open(r)}
            assert asked == {row.contact, row.about}
            self.log(row.contact, TouchKind.INTRODUCTION)
            self.log(row.about, TouchKind.INTRODUCTION)


def begin(seed: int) -> LivedYear:
    year = LivedYear(random.Random(seed))
    closeness = (*Closeness, None)
    for n in range(60):
        uid = f"c{n}"
        year.contacts[uid] = Contact(
            uid=uid,
            name=f"Person {n}",
            company=f"Company {n % 9}",
            source=list(Source)[n % 7],
            closeness=closeness[n % 4],
        )
    return year
