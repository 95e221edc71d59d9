"""Why a row is in the queue now, in one line, from the facts behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec import Struct

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    InterviewHead,
    Note,
    NoteKind,
    Touch,
)
from infoview_tui.domain.outreach_plan import another_at
from infoview_tui.domain.reasons import Background, best_reason, quoted
from infoview_tui.domain.stages import may_let_go, silent_check_ins, stage, talks

# The most specific things they said come first.
_NAMEABLE = (NoteKind.QUOTE, NoteKind.INSIGHT, NoteKind.ADVICE)

# What a row that nobody gave a reason still says.
_KIND_SAYS = {
    FollowUpKind.THANK_YOU: "thank them for the talk",
    FollowUpKind.PROMISE: "you promised something",
    FollowUpKind.OUTREACH: "the first message",
    FollowUpKind.TRY_ANOTHER: "no reply: write to someone else there",
    FollowUpKind.SECOND_TRY: "no reply: the one second try",
    FollowUpKind.REVISIT: "the rest is over: look again",
    FollowUpKind.CONFIRM: "the talk is near: confirm it",
    FollowUpKind.REPORT_BACK: "they introduced you: tell them how it went",
    FollowUpKind.ADVICE: "their advice: try it, then tell them",
    FollowUpKind.RESOURCE: "what they named: read it, then tell them",
    FollowUpKind.OFFER: "an offer of theirs is not taken up yet",
    FollowUpKind.INTRODUCTION: "an introduction: ask both first",
}
# Whose words the reason of a row holds that came from a note.
_WHOSE = {
    FollowUpKind.PROMISE: "you promised",
    FollowUpKind.OFFER: "they offered",
    FollowUpKind.ADVICE: "their advice",
    FollowUpKind.RESOURCE: "they named",
}
# How the reasons begin that the rules write; facts say more. Any other one is the user's own.
_BY_RULE = {
    FollowUpKind.THANK_YOU: ("thank them for the talk",),
    FollowUpKind.REPORT_BACK: ("you wrote to ",),
    FollowUpKind.CHECK_IN: ("first check-in", "no touch since"),
    FollowUpKind.TRY_ANOTHER: ("no reply",),
}
_BEGUN = "you began a message"
NO_REASON = "no reason written yet"


class Lookup(Struct, frozen=True):
    """Where the facts behind a row are found, each by uid."""

    contact: Callable[[str], Contact | None]
    interview: Callable[[str], Interview | None]
    telling: Callable[[str], Iterable[Note]]  # the notes of an interview that give reasons
    interviews_of: Callable[[str], tuple[InterviewHead, ...]]
    touches_of: Callable[[str], tuple[Touch, ...]]
    introduced_by: Callable[[str], tuple[Contact, ...]] = lambda uid: ()
    at_company: Callable[[str], tuple[Contact, ...]] = lambda company: ()


def why(row: FollowUp, look: Lookup, now: datetime, limits: Limits = DEFAULT) -> str:
    """The reason of a row, never empty: computed where the facts say more than a rule wrote."""
    if _by_hand(row):
        return _written(row)
    computed = ""
    if row.kind is FollowUpKind.THANK_YOU:
        computed = _thanks(look.interview(row.interview), now)
    elif row.kind is FollowUpKind.REPORT_BACK:
        computed = _referred(row, look)
    elif row.kind is FollowUpKind.CHECK_IN:
        computed = _news(row, look, now, limits)
    elif row.kind is FollowUpKind.TRY_ANOTHER:
        computed = _somebody_else(row, look, now, limits)
    return computed or _written(row) or _KIND_SAYS.get(row.kind, NO_REASON)


def _by_hand(row: FollowUp) -> bool:
    reason = row.reason.strip()
    return bool(reason) and not reason.startswith((*_BY_RULE.get(row.kind, ()), _BEGUN))


def _written(row: FollowUp) -> str:
    """The stored reason; the bare words of a note with whose they are."""
    reason = row.reason.strip()
    bare = row.note and reason and row.kind in _WHOSE and not reason.startswith("you ")
    return f"{_WHOSE[row.kind]}: {reason}" if bare else reason


def _thanks(interview: Interview | None, now: datetime) -> str:
    if interview is None:
        return ""
    talk = f"{talk_minutes(interview, now)} min talk"
    said = nameable(interview)
    return f"{talk}; name: {quoted(said)}" if said else f"{talk}; name one thing they said"


def _news(row: FollowUp, look: Lookup, now: datetime, limits: Limits) -> str:
    """What there is to write about, or that it is time to let go (method: after 2 in silence)."""
    touches = look.touches_of(row.contact)
    contact = look.contact(row.contact)
    if contact is None:
        return ""
    if may_let_go(touches, limits):
        count = silent_check_ins(touches)
        said = "1 check-in" if count == 1 else f"{count} check-ins"
        return f"{said} without an answer: let go, or once a year"
    heads = look.interviews_of(row.contact)
    facts = Background(
        contact=contact,
        talks=heads,
        notes=tuple(note for head in heads for note in look.telling(head.uid)),
        touches=touches,
        referred=tuple(
            (person, look.interviews_of(person.uid)) for person in look.introduced_by(row.contact)
        ),
    )
    reason = best_reason(facts, now)
    return reason.text if reason else ""


def _somebody_else(row: FollowUp, look: Lookup, now: datetime, limits: Limits) -> str:
    """Who else is at the same place (method: after 3 business days without a reply)."""
    contact = look.contact(row.contact)
    if contact is None or not contact.company:
        return ""
    others = look.at_company(contact.company)
    stages = {
        c.uid: stage(look.touches_of(c.uid), look.interviews_of(c.uid), now.date(), limits=limits)
        for c in others
    }
    found = another_at(contact, others, stages)
    waited = f"no reply in {limits.try_another} business days"
    if found:
        return f"{waited}: {found[0].name} is at {contact.company} too"
    return f"{waited}: find somebody else at {contact.company}"


def nameable(interview: Interview) -> str:
    """One specific thing they said, for the thank-you; "" if no note holds one."""
    for kind in _NAMEABLE:
        for note in interview.notes:
            if note.kind is kind and note.text:
                return note.text
    return ""


def talk_minutes(head: InterviewHead, now: datetime) -> int:
    """How long a talk took, or was agreed to take where its clock did not run."""
    if head.started_at is None:
        return head.minutes
    spent = ((head.ended_at or now) - head.started_at).total_seconds() / 60
    return max(1, round(spent)) if spent >= 0 else head.minutes


def _referred(row: FollowUp, look: Lookup) -> str:
    person = look.contact(row.about)
    if person is None:
        return ""
    if talks(look.interviews_of(person.uid)):
        return f"you met {person.name}, whom they introduced"
    answered = any(touch.direction is Direction.IN for touch in look.touches_of(person.uid))
    what = "replied to you" if answered else "has not replied yet"
    return f"{person.name}, whom they introduced, {what}"
