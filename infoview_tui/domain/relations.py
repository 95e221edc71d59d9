"""What a relation has become: how they answer, give and ask, and the ladder (method A54-A56)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    Interview,
    InterviewHead,
    LoopState,
    Note,
    NoteKind,
    Relation,
    Touch,
    TouchKind,
)
from infoview_tui.domain.stages import attempts, held_at, talks
from infoview_tui.domain.text import counted, fold

_CALENDAR = WorkCalendar()
_MENTOR_TALKS = 3
_MENTOR_ADVICE = 2  # pieces of advice that were tried
_MENTOR_SPAN = timedelta(days=90)
_LADDER = (Relation.CONTACT, Relation.ADVOCATE, Relation.MENTOR)
_TRIED = frozenset({LoopState.TRIED, LoopState.REPORTED})


class ResponseClass(StrEnum):
    """How someone answers, in kind words; nobody is a curmudgeon here."""

    QUICK = "quick"
    UNHURRIED = "unhurried"
    QUIET = "quiet"
    UNKNOWN = "unknown"

    @property
    def say(self) -> str:
        return _SAID[self]


_SAID = {
    ResponseClass.QUICK: "answers within days",
    ResponseClass.UNHURRIED: "answers in their own time",
    ResponseClass.QUIET: "quiet so far",
    ResponseClass.UNKNOWN: "too soon to say",
}


def response_class(
    touches: Iterable[Touch],
    today: date,
    override: str = "",
    calendar: WorkCalendar = _CALENDAR,
    limits: Limits = DEFAULT,
) -> ResponseClass:
    """How a contact answers outreach; `override` is what the user set by hand on the card.

    Quick: usually within the 3 business days of the first clock. Quiet: not within the 7 of
    the second.
    """
    by_hand = {str(known) for known in ResponseClass}
    if override in by_hand:
        return ResponseClass(override)
    past = sorted((t for t in touches if t.at.date() <= today), key=lambda t: t.at)
    waits = _waits(past, calendar)
    if waits:
        from statistics import median  # slow to load, and most contacts need no class

        quick = median(waits) <= limits.try_another
        return ResponseClass.QUICK if quick else ResponseClass.UNHURRIED
    tried = attempts(past, limits)
    if tried and calendar.due_after(tried[0].at, limits.second_try) <= today:
        return ResponseClass.QUIET
    return ResponseClass.UNKNOWN


def _waits(touches: Sequence[Touch], calendar: WorkCalendar) -> list[int]:
    """Business days from the last outreach to each reply."""
    waits, sent = [], None
    for touch in touches:
        if touch.direction is Direction.IN:
            if sent is not None:
                day = calendar.day_zero(sent.at)
                waits.append(max(0, calendar.business_days_between(day, touch.at.date())))
            sent = None
        elif touch.kind is TouchKind.OUTREACH:
            sent = touch
    return waits


class Balance(Struct, frozen=True):
    """What went both ways: help given, favours asked, help received (talks count)."""

    given: int
    asked: int
    received: int

    @property
    def say(self) -> str:
        return f"gave {self.given} · asked {self.asked} · received {self.received}"

    @property
    def my_turn(self) -> bool:
        """More came than went."""
        return self.asked + self.received > self.given


def give_ask_balance(touches: Iterable[Touch], interviews: Iterable[InterviewHead] = ()) -> Balance:
    """The balance with one contact (method A5, A56)."""
    given = asked = 0
    received = len(talks(interviews))
    for touch in touches:
        helps = touch.kind in (TouchKind.GIVE, TouchKind.INTRODUCTION)
        given += helps and touch.direction is Direction.OUT
        received += helps and touch.direction is Direction.IN
        asked += touch.kind is TouchKind.ASK and touch.direction is Direction.OUT
    return Balance(given, asked, received)


class Suggestion(Struct, frozen=True):
    """A step up the ladder that the facts speak for; only the user takes it."""

    relation: Relation
    why: str


def suggest_relation(
    contact: Contact, interviews: Iterable[Interview], introduced: int
) -> Suggestion | None:
    """The next rung that the facts speak for: advocate, then mentor; never automatic, never down.

    `introduced` is the number of contacts that this one led to. An advocate opened a door; a
    mentor talked at least three times over three months and gave advice that was tried.
    """
    whole = list(interviews)
    held = talks(whole)
    if not held:
        return None
    rung = _LADDER.index(contact.relation)
    notes = [note for interview in whole for note in interview.notes]
    tried = sum(n.kind is NoteKind.ADVICE and n.state in _TRIED for n in notes)
    times = [at for head in held if (at := held_at(head))]
    span = max(times) - min(times) if times else timedelta()
    lasting = len(held) >= _MENTOR_TALKS and span >= _MENTOR_SPAN
    if rung < _LADDER.index(Relation.MENTOR) and lasting and tried >= _MENTOR_ADVICE:
        why = f"{len(held)} talks, and you tried {tried} pieces of their advice"
        return Suggestion(Relation.MENTOR, why)
    kept = sum(n.kind is NoteKind.OFFER and n.state is LoopState.DONE for n in notes)
    if rung < _LADDER.index(Relation.ADVOCATE) and (introduced or kept):
        doors = [f"introduced you to {introduced}"] if introduced else []
        doors += [f"kept {counted(kept, 'offer')}"] if kept else []
        return Suggestion(Relation.ADVOCATE, " and ".join(doors))
    return None


class MentorCard(Struct, frozen=True):
    """What one brings to a mentor, besides news to share; each part may be empty."""

    challenge: str
    last_advice: str


def mentor_card(interviews: Iterable[Interview]) -> MentorCard:
    """One challenge to bring (a question, else a gap), and their last advice."""
    notes = sorted((n for i in interviews for n in i.notes if n.text), key=lambda n: n.at)
    challenge = _latest(notes, NoteKind.QUESTION) or _latest(notes, NoteKind.GAP)
    return MentorCard(challenge, _latest(notes, NoteKind.ADVICE))


def _latest(notes: Sequence[Note], kind: NoteKind) -> str:
    return next((note.text for note in reversed(notes) if note.kind is kind), "")


class HelpedBy(Struct, frozen=True):
    """Someone who helped, and how: whom to tell the good news."""

    contact: Contact
    ways: tuple[str, ...]


def helped_by(
    contacts: Iterable[Contact],
    interviews: Mapping[str, Sequence[InterviewHead]],
    touches: Mapping[str, Sequence[Touch]],
) -> tuple[HelpedBy, ...]:
    """Everyone who talked, introduced or gave; who helped in most ways comes first.

    `interviews` and `touches` by contact.
    """
    people = list(contacts)
    led_to: dict[str, int] = {}
    for person in people:
        if person.introduced_by:
            led_to[person.introduced_by] = led_to.get(person.introduced_by, 0) + 1
    helpers = []
    for person in people:
        ways = _ways(
            len(talks(interviews.get(person.uid, ()))),
            led_to.get(person.uid, 0),
            give_ask_balance(touches.get(person.uid, ())).received,
        )
        if ways:
            helpers.append(HelpedBy(person, ways))
    return tuple(sorted(helpers, key=lambda h: (-len(h.ways), fold(h.contact.name))))


def _ways(held: int, introduced: int, gave: int) -> tuple[str, ...]:
    ways = []
    if held:
        ways.append("talked with you" if held == 1 else f"talked with you {held} times")
    if introduced:
        ways.append(f"introduced {introduced} {'person' if introduced == 1 else 'people'}")
    if gave:
        ways.append("gave you a hand")
    return tuple(ways)
