"""The interviews of the sample journal, from their texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from infoview_tui.domain.loops import WAYS
from infoview_tui.domain.models import (
    Channel,
    Contact,
    Debrief,
    Interview,
    Medium,
    Note,
    Prep,
    Question,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.prep_sections import CLOSING_ASKS
from infoview_tui.domain.prompts import SCORES
from infoview_tui.domain.zones import zone_of
from infoview_tui.journal import sample_lines
from infoview_tui.journal.sample_lines import Moments, fact_time, uid

# A loop of a talk longer ago than this was closed, where its line says nothing else.
_SETTLED_AFTER = timedelta(days=21)
_DEBRIEF_AFTER = timedelta(minutes=40)
_CHANNEL_OF = {Medium.VIDEO: Channel.VIDEO, Medium.PHONE: Channel.PHONE}


def talk(key: str, text: Mapping[str, Any], me: str, contact: Contact, when: Moments) -> Interview:
    """One interview; `me` is what the profile tells of oneself in two minutes."""
    asked = sample_lines.questions(key, text.get("questions", ""))
    starts = when.at(text["at"]) if "at" in text else None
    zone = zone_of(contact.timezone)
    interview = Interview(
        uid=uid("interview", key),
        contact=contact.uid,
        status=Status(text.get("status", Status.SCHEDULED if starts else Status.PLANNED)),
        starts_at=starts.astimezone(zone) if starts else None,
        timezone=contact.timezone,
        minutes=text.get("minutes", 20),
        medium=Medium(text["medium"]),
        link=text.get("link", ""),
        prep=_prep(text, asked, me),
    )
    return _held(key, interview, text, starts, when) if starts and "took" in text else interview


def thanks(key: str, interview: Interview, line: str) -> Touch:
    """The thank-you for a talk: `3h the words`, counted from its end."""
    after, _, words = line.partition(" ")
    ended = interview.ended_at
    assert ended is not None  # only a talk that was held is thanked for
    return Touch(
        uid=uid("thanks", key),
        contact=interview.contact,
        at=ended + timedelta(hours=int(after.removesuffix("h"))),
        kind=TouchKind.THANK_YOU,
        channel=Channel.EMAIL,
        text=words,
        interview=interview.uid,
        template="thank_you.default",
    )


def meeting(interview: Interview) -> Touch:
    """The talk itself as a touch."""
    assert interview.started_at is not None
    return Touch(
        uid=f"{interview.uid}-talk",
        contact=interview.contact,
        at=interview.started_at,
        kind=TouchKind.INTERVIEW,
        channel=_CHANNEL_OF.get(interview.medium, Channel.IN_PERSON),
        interview=interview.uid,
    )


def _prep(text: Mapping[str, Any], asked: tuple[Question, ...], me: str) -> Prep:
    fields = ("purpose", "industry", "company", "person", "common_ground", "give", "steering")
    return Prep(
        **{name: text.get(name, "").strip() for name in fields},
        questions=asked,
        two_minute_me=me if "industry" in text else "",
        closing_asks=tuple(CLOSING_ASKS[number - 1] for number in text.get("closing_asks", ())),
        checklist=tuple(text.get("checklist", ())),
    )


def _held(
    key: str, interview: Interview, text: Mapping[str, Any], starts: datetime, when: Moments
) -> Interview:
    began = fact_time(starts)
    ended = fact_time(starts + timedelta(minutes=text["took"]))
    found, focused = sample_lines.notes(key, text["notes"], began, interview.prep.questions)
    if when.now - starts > _SETTLED_AFTER:
        found = tuple(map(_settled, found))
    asked = tuple(replace(q, asked_at=focused.get(q.uid)) for q in interview.prep.questions)
    scores = {
        prompt.id: score for prompt, score in zip(SCORES, text.get("scores", ()), strict=False)
    }
    return replace(
        interview,
        status=Status.HELD,
        prep=replace(interview.prep, questions=asked),
        notes=found,
        started_at=began,
        ended_at=ended,
        debriefed_at=ended + _DEBRIEF_AFTER if text.get("debriefed", True) else None,
        debrief=Debrief(answers=text.get("answers", {}), scores=scores),
    )


def _settled(note: Note) -> Note:
    if note.state is None and note.kind in WAYS:
        return replace(note, state=WAYS[note.kind][-1])
    return note
