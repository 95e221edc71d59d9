"""The sections of the prep sheet and what to look for in each (method: "The prep sheet")."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from infoview_tui.domain.models import Prep
from infoview_tui.domain.text import fold


class Section(Struct, frozen=True):
    """One section; `id` is the field of `Prep` that holds it, `prompts` say what to look for."""

    id: str
    title: str
    prompts: tuple[str, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        "purpose",
        "Purpose",
        (
            "Which assumption or decision of yours should this talk move?",
            "What do you want to know afterwards that you cannot find out alone?",
        ),
    ),
    Section(
        "industry",
        "Industry",
        (
            "A trend that changes who is needed",
            "A challenge that everyone there talks about",
            "Three terms you must understand to follow",
        ),
    ),
    Section(
        "company",
        "Company",
        (
            "Its mission in your own words",
            "News of the last six months: funding, launch, merger, people",
            "How people there say it feels, and who says so",
            "The phase it is in: founding, fast growth, reorganisation",
        ),
    ),
    Section(
        "person",
        "Person",
        (
            "The path, and the pivot in it that you cannot explain",
            "What they wrote, said or built",
            "What this role needs that the earlier one did not",
        ),
    ),
    Section(
        "common_ground",
        "Common ground",
        ("A place, a school, a person, an interest you share", "Who introduced you, and why"),
    ),
    Section(
        "questions",
        "Questions",
        ("Ranked, one per 2.5 minutes, the best three starred, each from a fact of this sheet",),
    ),
    Section(
        "two_minute_me",
        "Two-minute me",
        ("Where you come from, what drew you to this, what you are looking into now",),
    ),
    Section(
        "give",
        "What I can give",
        ("An article, a person, an observation from your field, a pair of hands",),
    ),
    Section(
        "closing_asks",
        "Closing asks",
        ("Chosen beforehand, asked five minutes before the end",),
    ),
    Section(
        "steering",
        "Steering phrase",
        ("What leads gently back when the talk drifts, in words that are yours",),
    ),
    Section(
        "checklist",
        "Logistics",
        ("Link, quiet, notifications, time zone: ticked the day before",),
    ),
)

CLOSING_ASKS: tuple[str, ...] = (
    "What should I have asked that I did not?",
    "Who else should I talk to, and may I use your name?",
    "May I come back to you once I have tried this?",
    "How can I be of use to you?",
    "What would be a good next step for me?",
)
"""What to choose from for the last five minutes; the thanks need no reminder."""

CONFIRMED = "confirmed"
"""The logistics point that the confirmation ticks when it is sent."""

CHECKLIST: Mapping[str, str] = {
    "link": "link tested, sound and picture too",
    "quiet": "a quiet place, water within reach",
    "notifications": "notifications off",
    CONFIRMED: "confirmed with both time zones",
    "notes": "pen and paper, should the machine fail",
}
"""The logistics points, id to text; `Prep.checklist` holds the ids ticked."""

STEERING = "That is fascinating. May I take you back to something you said before?"
"""The phrase that leads gently back, until one's own stands on the sheet (method A43)."""


def filled(prep: Prep) -> frozenset[str]:
    """The ids of the sections that hold something: those that get a tick."""
    return frozenset(section.id for section in SECTIONS if _holds(getattr(prep, section.id)))


def facts(prep: Prep) -> tuple[str, ...]:
    """The lines of research to which a question can be tied, in the order of the sheet."""
    texts = (prep.person, prep.company, prep.industry, prep.common_ground)
    lines = (line.strip(" \t-*•") for text in texts for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def say_tie(tie: str, introducer: str) -> str:
    """How we are linked and the name of who introduced us, each said once."""
    tie, introducer = tie.strip(), introducer.strip()
    if not introducer or fold(introducer) in fold(tie):
        return tie
    introduced = f"introduced by {introducer}"
    return f"{tie} · {introduced}" if tie else introduced


def _holds(value: str | tuple[object, ...]) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
