"""The weekly review: nine finite steps from facts, left at any step and resumed there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from heapq import nlargest

from msgspec import Struct

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    FollowUpKind,
    Interview,
    InterviewHead,
)
from infoview_tui.domain.moments import local
from infoview_tui.domain.outreach_plan import active_targets, limit_says, next_people
from infoview_tui.domain.queue_row import WEEK, Group, Row, Task
from infoview_tui.domain.readiness import readiness
from infoview_tui.domain.relations import Balance
from infoview_tui.domain.review_figures import Figures
from infoview_tui.domain.review_row import next_review
from infoview_tui.domain.say_dates import say_day, say_when
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.text import counted, fold

MOST = 12  # items a step shows; a review is finite
_GIVES = 3
_NEAR = (Group.OVERDUE, Group.TODAY, Group.THIS_WEEK)
_FIRST_MESSAGES = frozenset(
    {
        FollowUpKind.OUTREACH,
        FollowUpKind.TRY_ANOTHER,
        FollowUpKind.SECOND_TRY,
        FollowUpKind.REVISIT,
    }
)
_CLOCKS = frozenset({FollowUpKind.TRY_ANOTHER, FollowUpKind.SECOND_TRY})
_DEBTS = frozenset({FollowUpKind.PROMISE, FollowUpKind.INTRODUCTION, FollowUpKind.RESOURCE})


class Item(Struct, frozen=True):
    """One thing to look at in a step; what it is about, by uid."""

    key: str
    name: str
    text: str
    contact: str = ""
    interview: str = ""
    row: Row | None = None


class Step(Struct, frozen=True):
    """One step of the review; `more` items are not shown."""

    id: str
    title: str
    hint: str  # what to do here, or that there is nothing to do
    items: tuple[Item, ...] = ()
    more: int = 0


class ReviewFacts(Struct, frozen=True, kw_only=True):
    """What the review looks at: the queue and the people, as they stand at `now`."""

    now: datetime
    rows: tuple[Row, ...]
    contacts: Mapping[str, Contact]
    stages: Mapping[str, Stage]
    balances: Mapping[str, Balance]
    interviews: tuple[InterviewHead, ...]
    interview: Callable[[str], Interview | None]
    figures: Figures | None = None  # only the last step shows them
    limits: Limits = DEFAULT


def steps(facts: ReviewFacts) -> tuple[Step, ...]:
    """The nine steps, always all of them and in this order, so that a step id can be resumed."""
    active = len(active_targets(facts.stages))
    people = next_people(facts.contacts.values(), facts.stages, active, facts.limits)
    return (
        _step("marks", "Open marks and debriefs", "complete what is still fresh", _open(facts)),
        _step("thanks", "Thanks owed", "thank them, then go on", _of(facts, _is_thanks)),
        _step("replies", "Replies to log", "did anyone of these answer?", _waiting(facts)),
        _step("outreach", "Outreach due", "write, or let it go", _of(facts, _is_outreach)),
        _step("week", "The next 7 days", "confirm, and fill the thin sheets", _week(facts)),
        _step("cold", "Going cold", "write where there is a reason", _of(facts, _is_check_in)),
        _step("give", "One thing to give", "choose one", _give(facts)),
        _step(
            "people",
            "The next people",
            limit_says(active, facts.limits) or "write to these next",
            (_person(contact) for contact in people),
        ),
        Step(
            "done",
            "Done",
            f"next review {say_day(next_review(facts.now.date(), facts.limits), facts.now.date())}",
            tuple(
                Item(f"figure:{i}", "", line)
                for i, line in enumerate(facts.figures.lines if facts.figures else ())
            ),
        ),
    )


def position(found: tuple[Step, ...], step_id: str) -> int:
    """Where a review that was left at `step_id` goes on; 0 for a new one."""
    return next((i for i, step in enumerate(found) if step.id == step_id), 0)


def _step(step_id: str, title: str, hint: str, items: Iterable[Item | Row]) -> Step:
    found = tuple(items)
    said = hint if found or step_id == "people" else "nothing here"
    # The reason of a row reads notes: only of those that are shown.
    shown = tuple(_item(item) if isinstance(item, Row) else item for item in found[:MOST])
    return Step(step_id, title, said, shown, max(0, len(found) - MOST))


def _of(facts: ReviewFacts, wanted: Callable[[Row], bool]) -> Iterator[Row]:
    return (row for row in facts.rows if row.group in _NEAR and wanted(row))


def _kind(row: Row) -> FollowUpKind | None:
    return row.follow_up.kind if row.follow_up else None


def _is_thanks(row: Row) -> bool:
    return _kind(row) is FollowUpKind.THANK_YOU


def _is_outreach(row: Row) -> bool:
    return _kind(row) in _FIRST_MESSAGES


def _is_check_in(row: Row) -> bool:
    return _kind(row) is FollowUpKind.CHECK_IN


def _item(row: Row) -> Item:
    return Item(row.key, row.name, row.why, row.contact, row.interview, row)


def _person(contact: Contact) -> Item:
    place = ", ".join(part for part in (contact.role, contact.company) if part)
    return Item(contact.uid, contact.name, place or contact.tie, contact.uid)


def _open(facts: ReviewFacts) -> Iterator[Item | Row]:
    """Unfinished debriefs and talks without an outcome, then marks left in last week's notes."""
    shown = set()
    for row in facts.rows:
        if row.task in (Task.DEBRIEF, Task.OUTCOME):
            shown.add(row.interview)
            yield row
    since = (facts.now - timedelta(days=WEEK)).astimezone(UTC)  # thousands are compared with it
    for head in facts.interviews:
        if head.uid in shown or head.ended_at is None or head.ended_at < since:
            continue
        interview = facts.interview(head.uid)
        marks = sum(note.is_mark for note in interview.notes) if interview else 0
        if marks:
            said = f"{counted(marks, 'mark')} without words"
            name = _name(facts, head.contact)
            yield Item(f"{head.uid}:marks", name, said, head.contact, head.uid)


def _waiting(facts: ReviewFacts) -> Iterator[Row]:
    """Everybody whose answer is awaited, once each."""
    seen = set()
    for row in facts.rows:
        if _kind(row) in _CLOCKS and row.contact not in seen:
            seen.add(row.contact)
            yield row


def _week(facts: ReviewFacts) -> Iterator[Item | Row]:
    since = facts.now.astimezone(UTC)
    until = since + timedelta(days=WEEK)
    ahead = [
        (head.starts_at, head)
        for head in facts.interviews
        if head.ahead and head.starts_at is not None and since <= head.starts_at <= until
    ]
    for starts_at, head in sorted(ahead, key=lambda pair: pair[0]):
        interview = facts.interview(head.uid)
        ready = readiness(interview.prep) if interview else None
        sheet = f"sheet {ready.done} of {ready.total}" if ready else "no sheet"
        when = local(starts_at, facts.now)
        text = f"{say_when(when, facts.now)} · {sheet}"
        yield Item(f"{head.uid}:week", _name(facts, head.contact), text, head.contact, head.uid)
    for row in facts.rows:
        if _kind(row) is FollowUpKind.CONFIRM and row.group in _NEAR:
            yield row


def _give(facts: ReviewFacts) -> Iterator[Item | Row]:
    """What I owe by my word, then who gave more than they got."""
    promised = [row for row in facts.rows if _kind(row) in _DEBTS]
    yield from promised[:_GIVES]
    people = [
        (balance.received - balance.given, facts.contacts[uid])
        for uid, balance in facts.balances.items()
        if balance.my_turn and uid in facts.contacts and not facts.contacts[uid].archived
    ]
    most = nlargest(_GIVES, (more for more, _ in people))  # names decide between these only
    people = [pair for pair in people if pair[0] >= most[-1]]
    people.sort(key=lambda pair: (-pair[0], fold(pair[1].name)))
    for _, contact in people[:_GIVES]:
        said = f"{facts.balances[contact.uid].say}: what could help them?"
        yield Item(f"{contact.uid}:give", contact.name, said, contact.uid)


def _name(facts: ReviewFacts, uid: str) -> str:
    contact = facts.contacts.get(uid)
    return contact.name if contact else ""
