"""The nouns of the journal as frozen records; the file format's fields are these fields.

What can be computed (a contact's stage, last touch, readiness…) is not stored: see `stages`,
`cadence`, `readiness`. Times that happened are UTC; planned ones keep their wall time and zone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

SCHEMA = 1


def new_uid() -> str:
    """A journal-wide identity: 80 random bits, never reused."""
    return os.urandom(10).hex()


class Source(StrEnum):
    """How a contact was found, warmest first (method A14-A19)."""

    CIRCLE = "circle"
    ALUMNI = "alumni"
    ASSOCIATION = "association"
    MUTUAL = "mutual"
    LINKEDIN = "linkedin"
    COMMUNITY = "community"
    COLD = "cold"


class Closeness(StrEnum):
    CLOSE = "close"
    WARM = "warm"
    LIGHT = "light"


class Relation(StrEnum):
    CONTACT = "contact"
    ADVOCATE = "advocate"
    MENTOR = "mentor"


class Medium(StrEnum):
    VIDEO = "video"
    PHONE = "phone"
    COFFEE = "coffee"
    LUNCH = "lunch"
    IN_PERSON = "in_person"


class Status(StrEnum):
    """Where one interview stands; `planned` has no agreed time yet."""

    PLANNED = "planned"
    SCHEDULED = "scheduled"
    HELD = "held"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class NoteKind(StrEnum):
    NOTE = "note"
    INSIGHT = "insight"
    ADVICE = "advice"
    OFFER = "offer"
    PROMISE = "promise"
    PERSON = "person"
    RESOURCE = "resource"
    QUOTE = "quote"
    GAP = "gap"
    LEAD = "lead"
    QUESTION = "question"
    PERSONAL = "personal"


class LoopState(StrEnum):
    """A loop's way: open, tried (advice) or done, and reported back to who gave it."""

    OPEN = "open"
    TRIED = "tried"
    DONE = "done"
    REPORTED = "reported"


class FollowUpKind(StrEnum):
    THANK_YOU = "thank_you"
    PROMISE = "promise"
    OUTREACH = "outreach"  # write the first message
    TRY_ANOTHER = "try_another"  # no reply after 3 business days: someone else there
    SECOND_TRY = "second_try"  # no reply after 7 business days: the one and only follow-up
    REVISIT = "revisit"  # resting for six months: look again
    CONFIRM = "confirm"  # confirm the meeting the day before
    CHECK_IN = "check_in"
    REPORT_BACK = "report_back"  # tell whoever introduced us how it went
    ADVICE = "advice"  # tell them what came of their advice
    RESOURCE = "resource"  # read it, then tell them
    OFFER = "offer"  # nudge about an offer of theirs
    INTRODUCTION = "introduction"
    ASK = "ask"
    OTHER = "other"


class FollowUpState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Channel(StrEnum):
    EMAIL = "email"
    LINKEDIN = "linkedin"
    MESSAGE = "message"
    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in_person"
    OTHER = "other"


class Direction(StrEnum):
    OUT = "out"
    IN = "in"


class TouchKind(StrEnum):
    OUTREACH = "outreach"
    REPLY = "reply"
    THANK_YOU = "thank_you"
    INTERVIEW = "interview"
    CHECK_IN = "check_in"
    GIVE = "give"
    ASK = "ask"
    INTRODUCTION = "introduction"


class HypothesisKind(StrEnum):
    HYPOTHESIS = "hypothesis"
    WANT = "want"
    DONT_WANT = "dont_want"
    GAP = "gap"
    DECISION = "decision"


Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time with its offset."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all have in common: fields that they do not know are kept, in `extra`."""

    # Read under a name that no clean document has: there "extra" is a field not known, too.
    extra: Mapping[str, Any] = field(default_factory=dict, name="\x7f")


class Contact(Record, frozen=True, kw_only=True):
    """A person to learn from."""

    uid: str
    name: str
    role: str = ""
    company: str = ""
    industry: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    url: str = ""
    location: str = ""
    timezone: str = ""  # IANA name
    source: Source | None = None
    tie: str = ""
    introduced_by: str = ""  # uid of a contact
    tags: tuple[str, ...] = ()
    closeness: Closeness | None = None
    cadence_days: int | None = None
    relation: Relation = Relation.CONTACT
    personal: tuple[str, ...] = ()
    past_roles: tuple[str, ...] = ()
    connected_on: date | None = None
    away_until: date | None = None  # their out-of-office
    response: str = ""  # a response class the user set by hand
    archived: bool = False
    created_at: Moment | None = None
    updated_at: Moment | None = None


class Question(Record, frozen=True, kw_only=True):
    """One line of the prep sheet; the order of the sheet is the rank."""

    uid: str
    text: str
    topic: str = ""
    fact: str = ""  # the line of the sheet from which it springs
    starred: bool = False
    asked_at: Moment | None = None
    skipped: bool = False
    parent: str = ""  # uid of the question that it follows up
    bank: str = ""  # id in the question bank


class Prep(Record, frozen=True, kw_only=True):
    """What one brings to one interview; free text is one fact a line."""

    purpose: str = ""
    industry: str = ""
    company: str = ""
    person: str = ""
    common_ground: str = ""
    questions: tuple[Question, ...] = ()
    two_minute_me: str = ""
    give: str = ""
    closing_asks: tuple[str, ...] = ()
    checklist: tuple[str, ...] = ()  # ids of the logistics points ticked
    steering: str = ""  # the phrase that leads gently back


class Note(Record, frozen=True, kw_only=True):
    """One captured line: its moment (UTC), kind, text and the question in focus."""

    uid: str
    at: Moment
    kind: NoteKind = NoteKind.NOTE
    text: str = ""
    question: str = ""  # uid
    topic: str = ""
    state: LoopState | None = None
    supports: tuple[str, ...] = ()  # uids of notes, of other talks too, that say the same
    contradicts: tuple[str, ...] = ()  # uids of notes that say otherwise

    @property
    def is_mark(self) -> bool:
        """A kind without words yet."""
        return not self.text.strip()


class Debrief(Record, frozen=True, kw_only=True):
    """What one thinks of a talk in the same hour; `answers` by prompt id, scores 1 to 5."""

    answers: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    decided: tuple[str, ...] = ()  # ids of the proposals accepted or dropped
    worded: Mapping[str, str] = field(default_factory=dict)  # a proposal's other words, by its id
    moved: Mapping[str, str] = field(default_factory=dict)  # its other day, as 2026-11-27


class InterviewHead(Record, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """What lists and rules need of an interview: everything but what was prepared and noted."""

    uid: str
    contact: str
    status: Status = Status.PLANNED
    starts_at: Moment | None = None  # with offset; the wall time in `timezone`
    timezone: str = ""
    minutes: int = 20
    medium: Medium = Medium.VIDEO
    link: str = ""
    started_at: Moment | None = None
    ended_at: Moment | None = None
    debriefed_at: Moment | None = None
    focus: str = ""  # uid of the question in focus
    created_at: Moment | None = None
    updated_at: Moment | None = None

    @property
    def ahead(self) -> bool:
        """Planned or scheduled, and not begun."""
        return self.status in (Status.PLANNED, Status.SCHEDULED) and self.started_at is None

    @property
    def under_way(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def awaits_debrief(self) -> bool:
        return self.ended_at is not None and self.debriefed_at is None

    @property
    def begins(self) -> datetime | None:
        """When it began or, before that, is to begin."""
        return self.started_at or self.starts_at

    @property
    def lasted(self) -> int:
        """Minutes from its start to its end, at least one; 0 where the clock did not run."""
        if self.started_at is None or self.ended_at is None:
            return 0
        return max(1, round((self.ended_at - self.started_at).total_seconds() / 60))


class Interview(InterviewHead, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One informational interview, whole."""

    prep: Prep = field(default_factory=Prep)
    notes: tuple[Note, ...] = ()
    draft: str = ""  # the unfinished line of the live screen, its prefix included
    draft_note: str = ""  # uid of the note that the draft corrects, if it does
    draft_cursor: int | None = None  # characters before the cursor; None: at the end
    parked: str = ""  # the new line that was begun before that correction
    debrief: Debrief = field(default_factory=Debrief)


class FollowUp(Record, frozen=True, kw_only=True):
    """Something owed by a date, with its reason."""

    uid: str
    contact: str
    kind: FollowUpKind
    due: date
    reason: str = ""
    interview: str = ""
    note: str = ""
    about: str = ""  # uid of another contact: the person referred, the one to introduce
    state: FollowUpState = FollowUpState.OPEN
    due_at: Moment | None = None  # where the hour counts: the thank-you's 24 h
    snoozed: tuple[date, ...] = ()  # the due dates it was moved from
    repeat: str = ""  # RFC 5545 rule
    draft: str = ""
    closed_at: Moment | None = None
    created_at: Moment | None = None
    updated_at: Moment | None = None


class Touch(Record, frozen=True, kw_only=True):
    """Something that happened with a contact."""

    uid: str
    contact: str
    at: Moment
    kind: TouchKind
    channel: Channel = Channel.OTHER
    direction: Direction = Direction.OUT
    text: str = ""
    interview: str = ""
    template: str = ""  # the opener that was used
    created_at: Moment | None = None
    updated_at: Moment | None = None


class Confidence(Record, frozen=True, kw_only=True):
    """How sure one was of a hypothesis at a moment, 0 to 100, and after which talk."""

    at: Moment
    value: int
    interview: str = ""
    why: str = ""


class Hypothesis(Record, frozen=True, kw_only=True):
    """One line of the decision board."""

    uid: str
    text: str
    kind: HypothesisKind = HypothesisKind.HYPOTHESIS
    confidence: tuple[Confidence, ...] = ()
    notes: tuple[str, ...] = ()  # uids of the notes that speak for or against it
    why: str = ""  # what led to a decision
    next_action: str = ""
    closed_at: Moment | None = None
    created_at: Moment | None = None
    updated_at: Moment | None = None


class Profile(Record, frozen=True, kw_only=True):
    """Who keeps the journal: what templates and the prep sheet are filled from."""

    name: str = ""
    pitch: str = ""  # one line
    two_minute_me: str = ""
    goals: str = ""


class Meta(Record, frozen=True, kw_only=True):
    """The journal's one document about itself."""

    uid: str = "meta"
    schema: int = SCHEMA
    journal_id: str = ""
    profile: Profile = field(default_factory=Profile)
    last_review: date | None = None
    review_step: str = ""  # where an unfinished weekly review goes on
    unfinished: Mapping[str, str] = field(default_factory=dict)  # answers cut short, by question
    questions: tuple[Question, ...] = ()  # one's own, kept in the question bank
    created_at: Moment | None = None
    updated_at: Moment | None = None


AnyRecord = Contact | Interview | FollowUp | Touch | Hypothesis | Meta

TABLES: dict[str, type[AnyRecord]] = {
    "contacts": Contact,
    "interviews": Interview,
    "follow_ups": FollowUp,
    "touches": Touch,
    "hypotheses": Hypothesis,
    "meta": Meta,
}


def with_question(prep: Prep, question: Question) -> Prep:
    """The sheet with one question replaced (by its uid) or, if it is new, added at the end."""
    if any(q.uid == question.uid for q in prep.questions):
        return replace(
            prep,
            questions=tuple(question if q.uid == question.uid else q for q in prep.questions),
        )
    return replace(prep, questions=(*prep.questions, question))
