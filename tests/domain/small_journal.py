"""A small journal whose answers were worked out by hand; the tests say them.

Sam (alumni) introduced Priya and Lena; Priya introduced Tomás. Uma is a cold contact who never
answered, Vic one who has not been written to. Four talks were held:

- 2 Nov with Sam:   asked "How did you get in?"; nothing noted under it.
- 9 Nov with Priya: asked "How did you get in?" and "What surprised you?".
- 16 Nov with Lena: asked "How did you get in".
- 18 Nov with Tomás, which brought a lead and an offer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from infoview_tui.domain.insights import Answer, Finding, answers, findings
from infoview_tui.domain.models import (
    Channel,
    Closeness,
    Contact,
    Debrief,
    Direction,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Source,
    Status,
    Touch,
    TouchKind,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
TODAY = NOW.date()


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


SAM = Contact(
    uid="sam", name="Sam Okafor", company="Atlas", source=Source.ALUMNI, closeness=Closeness.WARM
)
PRIYA = Contact(
    uid="priya",
    name="Priya Natarajan",
    company="Northwind",
    source=Source.MUTUAL,
    introduced_by="sam",
)
LENA = Contact(
    uid="lena", name="Lena Fischer", company="Holm", source=Source.MUTUAL, introduced_by="sam"
)
TOMAS = Contact(
    uid="tomas",
    name="Tomás Ibarra",
    company="Northwind",
    source=Source.MUTUAL,
    introduced_by="priya",
)
UMA = Contact(uid="uma", name="Uma Rao", company="Lumen", source=Source.COLD)
VIC = Contact(uid="vic", name="Vic Stone", source=Source.COLD)
CONTACTS = (SAM, PRIYA, LENA, TOMAS, UMA, VIC)


def note(uid: str, day: int, kind: NoteKind, text: str, **more: object) -> Note:
    return Note(uid=uid, at=at(day, 10, len(text) % 20), kind=kind, text=text, **more)  # type: ignore[arg-type]


def talk(contact: str, day: int, prep: Prep, notes: tuple[Note, ...], **scores: int) -> Interview:
    return Interview(
        uid=f"talk-{contact}",
        contact=contact,
        status=Status.HELD,
        starts_at=at(day),
        started_at=at(day),
        ended_at=at(day, 10, 24),
        prep=prep,
        notes=notes,
        debrief=Debrief(scores=scores),
    )


def get_in(uid: str, text: str = "How did you get in?") -> Question:
    return Question(uid=uid, text=text, topic="path", fact="joined in 2019", asked_at=at(2))


READY = Prep(
    purpose="Is product work for me?",
    industry="payments grow",
    company="Series B",
    person="from support to product",
    closing_asks=("Who else?",),
    questions=(
        get_in("q-priya"),
        Question(
            uid="q-surprise",
            text="What surprised you?",
            topic="culture",
            fact="her talk",
            asked_at=at(9),
        ),
        Question(uid="q-3", text="Which problems of the field keep you awake?"),
        Question(uid="q-4", text="What would you read in my place?"),
        Question(uid="q-5", text="How do you say no?"),
    ),
)

TALKS = (
    talk("sam", 2, Prep(purpose="Begin", questions=(get_in("q-sam"),)), (), listened=2),
    talk(
        "priya",
        9,
        READY,
        (
            note("n-path", 9, NoteKind.NOTE, "came from support", question="q-priya"),
            note("n-press", 9, NoteKind.INSIGHT, "PMs write the press release first"),
            note("n-sql", 9, NoteKind.GAP, "SQL is expected"),
            note("n-fast", 9, NoteKind.QUOTE, "we ship in a week", question="q-surprise"),
            note("n-lena", 9, NoteKind.NOTE, "Lena Fischer's team does the same"),
            note("n-mark", 9, NoteKind.ADVICE, ""),
        ),
        listened=3,
        on_time=5,
    ),
    talk(
        "lena",
        16,
        Prep(questions=(get_in("q-lena", "How did you get in"),)),
        (
            note("n-law", 16, NoteKind.INSIGHT, "came in by law school", question="q-lena"),
            note(
                "n-release",
                16,
                NoteKind.INSIGHT,
                "the release comes before the roadmap",
                supports=("n-press", "gone"),
            ),
            note("n-slow", 16, NoteKind.NOTE, "shipping takes a year", contradicts=("n-fast",)),
            note("n-sql2", 16, NoteKind.GAP, "everybody writes SQL"),
        ),
        listened=4,
    ),
    talk(
        "tomas",
        18,
        Prep(),
        (
            note("n-lead", 18, NoteKind.LEAD, "growth role, not before February"),
            note("n-offer", 18, NoteKind.OFFER, "to read my CV"),
            note("n-open", 18, NoteKind.QUESTION, "who owns pricing?"),
        ),
    ),
)
PEOPLE = {contact.uid: contact for contact in CONTACTS}
FOUND: tuple[Finding, ...] = tuple(
    finding for held in TALKS for finding in findings(held, PEOPLE[held.contact], NOW)
)
ANSWERS: tuple[Answer, ...] = tuple(
    answer for held in TALKS for answer in answers(held, PEOPLE[held.contact], NOW)
)


def touch(contact: str, moment: datetime, kind: TouchKind, **more: object) -> Touch:
    uid = f"{contact}-{moment.isoformat()}"
    return Touch(uid=uid, contact=contact, at=moment, kind=kind, **more)  # type: ignore[arg-type]


def written(contact: str, day: int, template: str, channel: Channel) -> Touch:
    moment = datetime(2026, 10, day, 9, tzinfo=UTC)
    return touch(contact, moment, TouchKind.OUTREACH, template=template, channel=channel)


def replied(contact: str, day: int) -> Touch:
    moment = datetime(2026, 10, day, 9, tzinfo=UTC)
    return touch(contact, moment, TouchKind.REPLY, direction=Direction.IN)


TOUCHES = {
    "sam": (
        written("sam", 1, "alumni", Channel.EMAIL),
        replied("sam", 2),
        touch("sam", at(2, 18), TouchKind.THANK_YOU),  # 8 h after the talk
    ),
    "priya": (
        written("priya", 5, "mutual", Channel.EMAIL),
        replied("priya", 6),
        touch("priya", at(11, 18), TouchKind.THANK_YOU),  # 56 h after the talk
    ),
    "lena": (written("lena", 5, "mutual", Channel.LINKEDIN), replied("lena", 20)),
    "uma": (written("uma", 1, "cold", Channel.LINKEDIN),),
}
HEADS = {held.contact: (held,) for held in TALKS}

FIRST_OF_FEBRUARY = date(2027, 2, 1)
