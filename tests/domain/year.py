"""A year of one person's journal, the world that answers, and what must hold every day."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import introducing, queue
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.capture import capture
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    Note,
    Prep,
    Question,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import Row
from infoview_tui.domain.stages import Stage, attempts, stage

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 1, 5, 10, tzinfo=BERLIN)  # a Monday
VACATION = (date(2026, 7, 13), date(2026, 7, 26))
CALENDAR = WorkCalendar(
    holidays=frozenset({date(2026, 4, 3), date(2026, 12, 25)}), away=(VACATION,)
)
ABSENCE = timedelta(days=12)
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
    """The journal and the world around it; `LivedYear` adds the user."""

    chance: random.Random
    now: datetime = FIRST
    contacts: dict[str, Contact] = field(default_factory=dict)
    interviews: dict[str, Interview] = field(default_factory=dict)
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    touches: dict[str, list[Touch]] = field(default_factory=dict)
    answers: list[tuple[date, str]] = field(default_factory=list)
    absences: list[tuple[date, str]] = field(default_factory=list)
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
            self.put(*introducing.heard_from(self.rows_of(contact), self.now.date()))
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
        for uid in [uid for day, uid in self.absences if day == self.now.date()]:
            self.hear_of_absence(uid)

    def hear_of_absence(self, contact: str) -> None:
        """Their mail program answers: out of office."""
        away = replace(self.contacts[contact], away_until=self.now.date() + ABSENCE)
        self.contacts[contact] = away
        touches, rows = self.touches.get(contact, []), self.rows_of(contact)
        self.put(*rules.moved_by_absence(away, touches, rows, CALENDAR))

    def wait_for(self, contact: str, probability: float) -> None:
        if self.chance.random() < probability:
            day = self.now.date() + timedelta(days=self.chance.randint(1, 12))
            self.answers.append((day, contact))
        elif self.chance.random() < 0.2:
            self.absences.append((self.now.date() + timedelta(days=1), contact))

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
        self.check_clocks(owed)
        stored = {uid for uid, row in self.follow_ups.items() if rules.is_open(row)}
        assert stored <= set(keys)  # nothing ever vanishes
        self.check_thanks({row.interview for row in rows if row.label == "thank-you"})

    def check_clocks(self, owed: Iterable[FollowUp]) -> None:
        """No second try while they are away, or on a day on which the user does not work."""
        for row in owed:
            if row.kind in rules.CLOCK - {FollowUpKind.REVISIT}:
                back = self.contacts[row.contact].away_until
                sent = attempts(self.touches[row.contact])[-1].at.date()
                assert back is None or back < sent or row.due > back, row
                assert row.snoozed or CALENDAR.is_business_day(row.due), row

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
