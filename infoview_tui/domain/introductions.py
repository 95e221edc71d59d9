"""The introduction tree: who led to whom, and what each branch led to (method A8, A18, B16)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct, field

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    InterviewHead,
    NoteKind,
    Source,
    Touch,
)
from infoview_tui.domain.moments import day_of, days_after
from infoview_tui.domain.stages import held_at
from infoview_tui.domain.text import counted, fold


class Harvest(Struct, frozen=True):
    """What talks brought; harvests add up."""

    talks: int = 0
    leads: int = 0
    offers: int = 0
    insights: int = 0

    def __add__(self, other: Harvest) -> Harvest:
        return Harvest(
            self.talks + other.talks,
            self.leads + other.leads,
            self.offers + other.offers,
            self.insights + other.insights,
        )

    @property
    def say(self) -> str:
        """`3 talks · 1 lead · 2 offers`; empty if there was nothing."""
        counts = ((self.talks, "talk"), (self.leads, "lead"), (self.offers, "offer"))
        return " · ".join(counted(n, noun) for n, noun in counts if n)


def harvest(interview: Interview) -> Harvest:
    """What one talk brought; a talk that was not held brought nothing but its notes."""
    kinds = [note.kind for note in interview.notes if not note.is_mark]
    return Harvest(
        int(held_at(interview) is not None),
        kinds.count(NoteKind.LEAD),
        kinds.count(NoteKind.OFFER),
        kinds.count(NoteKind.INSIGHT) + kinds.count(NoteKind.ADVICE),
    )


class Duty(StrEnum):
    """Whether whoever introduced someone knows how it went."""

    NONE = ""  # not introduced, or no contact yet
    OWED = "tell them"
    OVERDUE = "tell them, late"
    TOLD = "told"


class Branch(Struct):
    """A contact with those whom it led to; `total` counts the branch without the contact."""

    contact: Contact
    own: Harvest
    duty: Duty  # towards whoever introduced this contact
    due: date | None
    children: list[Branch] = field(default_factory=list)
    people: int = 0  # below
    total: Harvest = field(default_factory=Harvest)


class Facts(Struct, frozen=True):
    """What the tree is computed from; all by contact (uid)."""

    heads: Mapping[str, Sequence[InterviewHead]]
    touches: Mapping[str, Sequence[Touch]]
    follow_ups: Mapping[str, Sequence[FollowUp]]
    harvests: Mapping[str, Harvest]


def forest(
    contacts: Iterable[Contact], facts: Facts, now: datetime, limits: Limits = DEFAULT
) -> tuple[Branch, ...]:
    """The trees, those that led to most people first; alone standing contacts are left out.

    An introducer that is gone makes a root. Where people are said to have introduced each other
    in a circle, the circle is opened at one of them.
    """
    people = {contact.uid: contact for contact in contacts}
    children: dict[str, list[Contact]] = {}
    for contact in people.values():
        children.setdefault(contact.introduced_by, []).append(contact)
    branches: dict[str, Branch] = {}
    for contact in people.values():
        if contact.uid not in branches:
            _grow(
                _root(contact, people), children, branches, lambda c: _branch(c, facts, now, limits)
            )
    _sum_up(branches)
    placed = {child.contact.uid for branch in branches.values() for child in branch.children}
    trees = [b for uid, b in branches.items() if uid not in placed and b.children]
    return tuple(sorted(trees, key=_most_first))


def _root(contact: Contact, people: Mapping[str, Contact]) -> Contact:
    """Who stands at the beginning; of a circle, the one that is come to twice."""
    seen: set[str] = set()
    while contact.uid not in seen and contact.introduced_by in people:
        seen.add(contact.uid)
        contact = people[contact.introduced_by]
    return contact


def _grow(
    root: Contact,
    children: Mapping[str, Sequence[Contact]],
    branches: dict[str, Branch],
    make: Callable[[Contact], Branch],
) -> None:
    """Add the tree below `root`: parents always before their children."""
    branches[root.uid] = make(root)
    waiting = [root]
    while waiting:
        parent = waiting.pop()
        for child in children.get(parent.uid, ()):
            if child.uid not in branches:
                branches[child.uid] = make(child)
                branches[parent.uid].children.append(branches[child.uid])
                waiting.append(child)


def _sum_up(branches: Mapping[str, Branch]) -> None:
    """Fill in the totals; children were added after their parents, so backwards is upwards."""
    for branch in reversed(list(branches.values())):
        for child in branch.children:
            branch.people += 1 + child.people
            branch.total += child.own + child.total
        branch.children.sort(key=_most_first)


def _most_first(branch: Branch) -> tuple[int, int, str]:
    return -branch.people, -branch.total.talks - branch.own.talks, fold(branch.contact.name)


def _branch(contact: Contact, facts: Facts, now: datetime, limits: Limits) -> Branch:
    duty, due = report_back(contact, facts, now, limits)
    return Branch(contact, facts.harvests.get(contact.uid, Harvest()), duty, due)


def report_back(
    referred: Contact, facts: Facts, now: datetime, limits: Limits = DEFAULT
) -> tuple[Duty, date | None]:
    """Whether whoever introduced `referred` is owed a word: 14 days after the first contact.

    A report-back row that was done has told them; one that was dropped ends the duty.
    """
    if referred.introduced_by in ("", referred.uid):
        return Duty.NONE, None
    rows = [
        row
        for row in facts.follow_ups.get(referred.introduced_by, ())
        if row.kind is FollowUpKind.REPORT_BACK and row.about == referred.uid
    ]
    if any(row.state is FollowUpState.DONE for row in rows):
        return Duty.TOLD, None
    first = _first_contact(referred.uid, facts, now)
    still_open = [row.due for row in rows if row.state is FollowUpState.OPEN]
    if first is None or (rows and not still_open):
        return Duty.NONE, None
    due = min(still_open, default=days_after(first, limits.report_back_days))
    return (Duty.OVERDUE if due < now.date() else Duty.OWED), due


def _first_contact(contact: str, facts: Facts, now: datetime) -> date | None:
    moments = [touch.at for touch in facts.touches.get(contact, ())]
    moments += [at for head in facts.heads.get(contact, ()) if (at := held_at(head))]
    past = [moment for moment in moments if moment <= now]
    return day_of(min(past), now) if past else None


def by_source(trees: Iterable[Branch]) -> tuple[tuple[Source | None, tuple[Branch, ...]], ...]:
    """The trees by how their roots were found, warmest source first, unknown last."""
    groups: dict[Source | None, list[Branch]] = {}
    for tree in trees:
        groups.setdefault(tree.contact.source, []).append(tree)
    order: list[Source | None] = [*Source, None]
    return tuple((source, tuple(groups[source])) for source in order if source in groups)


class TreeRow(Struct, frozen=True):
    """One line of the drawn tree; `lines` stands before the name."""

    contact: str  # uid
    lines: str  # `│  ├─ `
    name: str
    detail: str
    duty: Duty
    foldable: bool
    folded: bool

    @property
    def text(self) -> str:
        sign = " ▸" if self.folded else ""
        detail = f"  {self.detail}" if self.detail else ""
        return f"{self.lines}{self.name}{sign}{detail}"


def rows(
    trees: Iterable[Branch], folded: Collection[str] = (), today: date | None = None
) -> Iterator[TreeRow]:
    """The trees line by line; of the contacts in `folded` only the line itself."""
    waiting = [(tree, "", "") for tree in reversed(list(trees))]
    while waiting:
        branch, own, below = waiting.pop()
        uid = branch.contact.uid
        shut = uid in folded and bool(branch.children)
        yield TreeRow(
            uid,
            own,
            branch.contact.name,
            _detail(branch, today, whole=shut or not own),
            branch.duty,
            bool(branch.children),
            shut,
        )
        if not shut:
            last = len(branch.children) - 1
            for n, child in reversed(list(enumerate(branch.children))):
                corner, trunk = ("└─ ", "   ") if n == last else ("├─ ", "│  ")
                waiting.append((child, below + corner, below + trunk))


def _detail(branch: Branch, today: date | None, *, whole: bool) -> str:
    """What this person led to; a root and a folded line say it for all below, too."""
    parts = [branch.own.say]
    if branch.children and whole:
        led = f"led to {branch.people} {'person' if branch.people == 1 else 'people'}"
        parts.append(f"{led}, {branch.total.say}" if branch.total.say else led)
    if branch.duty in (Duty.OWED, Duty.OVERDUE):
        day = f" by {say_day(branch.due, today)}" if branch.due and today else ""
        parts.append(f"report back{day}")
    return " · ".join(part for part in parts if part)
