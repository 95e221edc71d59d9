"""A year of one person's journal: the world that answers, and a user who works by the queue."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import queue
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.capture import capture
from infoview_tui.domain.debrief import open_proposals, propose
from infoview_tui.domain.loops import Loop, advance, is_open, tell_them
from infoview_tui.domain.models import (
    Closeness,
    Contact,
    Debrief,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    Note,
    Prep,
    Question,
    Source,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.outreach_plan import active_targets, another_at, next_people
from infoview_tui.domain.queue import Group, Row, Task
from infoview_tui.domain.relations import give_ask_balance
from infoview_tui.domain.review import MOST, ReviewFacts, steps
from infoview_tui.domain.review_figures import last_week
from infoview_tui.domain.stages import Stage, attempts, may_let_go, stage

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 1, 5, 10, tzinfo=BERLIN)  # a Monday
VACATION = (date(2026, 7, 13), date(2026, 7, 26))
CALENDAR = WorkCalendar(
    holidays=frozenset({date(2026, 4, 3), date(2026, 12, 25)}), away=(VACATION,)
)
LINES = (
    "! write the press release first",
    '" one page or no project',
    "+ send the article by fri",
    "+ introduce her to Sam",
    "> keep a decision journal",
    "= Working Backwards",
    "< look at my portfolio",
    "@ {name}, PM at {company}",
    "~ SQL",
    "% runs the marathon on 4 Oct",
    "? who decides the roadmap",
    "$ a role opens in spring",
    ">",
)
READY = Prep(
    purpose="product or data",
    industry="payments grow",
    company="series B",
    person="engineer before",
    questions=tuple(Question(uid=f"q{n}", text="How?", fact="a pivot") for n in range(8)),
    closing_asks=("who else",),
)


@dataclass
class Year:
    """The journal, the world that answers, and the user who works through the queue."""

    chance: random.Random
    now: datetime = FIRST
    contacts: dict[str, Contact] = field(default_factory=dict)
    interviews: dict[str, Interview] = field(default_factory=dict)
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    touches: dict[str, list[Touch]] = field(default_factory=dict)
    answers: list[tuple[date, str]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    # The journal --------------------------------------------------------------------

    def put(self, *rows: FollowUp) -> None:
        for row in rows:
            known = self.follow_ups.get(row.uid)
            if known is not None and not rules.is_open(known):
                assert not rules.is_open(row), f"came back from the dead: {row}"
            self.follow_ups[row.uid] = row

    def put_new(self, rows: Iterable[FollowUp]) -> None:
        self.put(*rules.merge_new(self.follow_ups.values(), rows))

    def rows_of(self, contact: str) -> list[FollowUp]:
        return [row for row in self.follow_ups.values() if row.contact == contact]

    def done(self, *rows: FollowUp) -> None:
        for row in rows:
            closed, following = rules.complete(row, self.now)
            self.put(closed, *([following] if following else []))

    def log(self, contact: str, kind: TouchKind, direction: Direction = Direction.OUT) -> Touch:
        theirs = self.touches.setdefault(contact, [])
        uid = f"{contact}-{len(theirs)}"
        touch = Touch(uid=uid, contact=contact, at=self.now, kind=kind, direction=direction)
        rows = self.rows_of(contact)
        if direction is Direction.IN:
            self.done(*rules.closed_by_reply(rows))
        else:
            self.done(*rules.settled_by(kind, rows))
        if kind is TouchKind.OUTREACH and direction is Direction.OUT:
            self.put_new(rules.after_sending(self.contacts[contact], touch, theirs, CALENDAR))
        self.put(*rules.moved_by_touch(touch, self.rows_of(contact)))
        theirs.append(touch)
        return touch

    def queue(self) -> tuple[Row, ...]:
        return queue.build(
            self.follow_ups.values(),
            self.interviews.values(),
            self.contacts,
            self.touches,
            self.now,
            interview=self.interviews.get,
            calendar=CALENDAR,
        )

    def stages(self) -> dict[str, Stage]:
        talks: dict[str, list[Interview]] = {}
        for interview in self.interviews.values():
            talks.setdefault(interview.contact, []).append(interview)
        return {
            uid: stage(
                self.touches.get(uid, []), talks.get(uid, []), self.now.date(), calendar=CALENDAR
            )
            for uid in self.contacts
        }

    # The world -----------------------------------------------------------------------

    def answer(self) -> None:
        today = [uid for day, uid in self.answers if day == self.now.date()]
        for uid in today:
            self.log(uid, TouchKind.REPLY, Direction.IN)

    def wait_for(self, contact: str, probability: float) -> None:
        if self.chance.random() < probability:
            day = self.now.date() + timedelta(days=self.chance.randint(1, 12))
            self.answers.append((day, contact))

    def hold_talks(self) -> None:
        for interview in list(self.interviews.values()):
            starts = interview.starts_at
            if interview.ahead and starts is not None and starts <= self.now:
                if self.chance.random() < 0.1:
                    continue  # nobody came: the queue will ask
                self.hold(interview, starts)

    def hold(self, interview: Interview, starts: datetime) -> None:
        begun = starts.astimezone(UTC)
        lines = self.chance.sample(LINES, 6)
        notes = []
        for number, line in enumerate(lines):
            name = f"Person {self.chance.randint(1, 90)}"
            said = capture(line.format(name=name, company=f"Company {len(self.contacts) % 9}"))
            at = begun + timedelta(minutes=3 * number)
            uid = f"{interview.uid}-n{number}"
            notes.append(Note(uid=uid, at=at, kind=said.kind, text=said.text))
        self.interviews[interview.uid] = replace(
            interview,
            status=Status.HELD,
            started_at=begun,
            ended_at=begun + timedelta(minutes=24),
            notes=tuple(notes),
        )
        self.log(interview.contact, TouchKind.INTERVIEW)
        ours = [r for r in self.rows_of(interview.contact) if r.interview == interview.uid]
        confirm = [r for r in ours if r.kind is FollowUpKind.CONFIRM and rules.is_open(r)]
        waiting = rules.closed_by_reply(self.rows_of(interview.contact))
        self.done(*confirm, *waiting)

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

    # What must hold -------------------------------------------------------------------

    def check(self) -> None:
        rows = self.queue()
        keys = [row.key for row in rows]
        assert len(set(keys)) == len(keys)
        owed = [row.follow_up for row in rows if row.follow_up]
        asked = Counter(rules.asks(row) for row in owed)
        assert max(asked.values(), default=1) == 1, asked.most_common(1)
        assert all(row.why.strip() for row in rows)
        for row in rows:
            if row.follow_up and row.follow_up.kind is FollowUpKind.THANK_YOU:
                talk = self.interviews[row.interview]
                assert talk.ended_at is not None
                assert row.follow_up.due_at == talk.ended_at + timedelta(hours=24)
        for contact, touches in self.touches.items():
            if not attempts(touches):  # somebody answered, so no clock runs
                assert not [r for r in owed if r.contact == contact and r.kind in rules.CLOCK]
        stored = {uid for uid, row in self.follow_ups.items() if rules.is_open(row)}
        assert stored <= set(keys)  # nothing ever vanishes
        self.check_thanks({row.interview for row in rows if row.label == "thank-you"})

    def check_thanks(self, owed: set[str]) -> None:
        """Every talk is thanked for, or its thank-you runs, or the user dropped it."""
        for talk in self.interviews.values():
            if talk.ended_at is None:
                continue
            thanked = any(
                touch.kind is TouchKind.THANK_YOU and touch.at >= talk.ended_at
                for touch in self.touches[talk.contact]
            )
            declined = f"{talk.uid}:thank_you" in talk.debrief.decided
            lapsed = talk.ended_at < self.now - timedelta(days=14)
            assert thanked or talk.uid in owed or declined or lapsed, talk


def begin(seed: int) -> Year:
    year = Year(random.Random(seed))
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
