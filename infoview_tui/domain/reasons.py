"""Reasons to write, from facts; none found, one is asked for (method "Reasons to write")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from infoview_tui.domain.models import (
    Contact,
    Direction,
    Hypothesis,
    HypothesisKind,
    Interview,
    InterviewHead,
    LoopState,
    Note,
    NoteKind,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of, local
from infoview_tui.domain.stages import held_at, talks
from infoview_tui.domain.text import fold

# The notes that can be a reason by themselves.
TELLING = frozenset({NoteKind.ADVICE, NoteKind.RESOURCE, NoteKind.PERSONAL})

_INNER = str.maketrans("“”", "‘’")
_LONGEST = 60  # characters of someone's words in a reason
_EVENT_SOON, _EVENT_PAST = 14, 7  # days around their event
_YEAR = 365
_AROUND_YEAR = 7  # days around the anniversary of a talk
_YEAR_END = (12, 10)  # month and day from which thanks for the year are due


class ReasonKind(StrEnum):
    """The kinds, strongest first."""

    ADVICE_TRIED = "advice_tried"
    PERSON_MET = "person_met"
    RESOURCE_READ = "resource_read"
    EVENT = "event"
    PROGRESS = "progress"
    ARTICLE = "article"
    ANNIVERSARY = "anniversary"
    YEAR_END = "year_end"
    QUESTION = "question"


class Reason(Struct, frozen=True):
    """One reason to write to a contact now, and the note or person it springs from."""

    kind: ReasonKind
    text: str
    note: str = ""
    about: str = ""  # uid of a contact


class Background(Struct, frozen=True, kw_only=True):
    """The facts that reasons are drawn from; what is not at hand stays empty."""

    contact: Contact
    talks: tuple[InterviewHead, ...] = ()  # with this contact
    notes: tuple[Note, ...] = ()  # of these talks; marks give no reason
    touches: tuple[Touch, ...] = ()
    # People they introduced, with the talks held with each.
    referred: tuple[tuple[Contact, tuple[InterviewHead, ...]], ...] = ()
    board: tuple[Hypothesis, ...] = ()
    elsewhere: tuple[Interview, ...] = ()  # talks with others


def reasons(facts: Background, now: datetime) -> tuple[Reason, ...]:
    """Every reason to write to this contact now, strongest first."""
    return tuple(_found(facts, now))


def best_reason(facts: Background, now: datetime) -> Reason | None:
    """The strongest reason, or None: then ask for one."""
    return next(_found(facts, now), None)


def _found(facts: Background, now: datetime) -> Iterator[Reason]:
    since = _last_message(facts.touches)
    yield from _told(facts, NoteKind.ADVICE, LoopState.TRIED)
    yield from _people_met(facts, since, now)
    yield from _told(facts, NoteKind.RESOURCE, LoopState.DONE)
    yield from _events(facts, since, now)
    yield from _progress(facts, since)
    yield from _articles(facts, since)
    yield from _anniversaries(facts, since, now)
    yield from _year_end(facts, now)
    yield from _questions(facts, since)


def may_just_check_in(touches: Iterable[Touch]) -> bool:
    """Whether "just checking in" is still possible: at most once in a row (method)."""
    sent = [touch for touch in touches if touch.direction is Direction.OUT]
    latest = max(sent, key=lambda touch: touch.at, default=None)
    return latest is None or not _is_bare(latest)


def ask_for_reason(touches: Iterable[Touch]) -> str:
    """The one line shown where the facts give no reason."""
    if may_just_check_in(touches):
        return "Why write now? One line; “just checking in” is possible once."
    return "Why write now? Your last message was only a check-in: name a reason."


def _is_bare(touch: Touch) -> bool:
    text = fold(touch.text).strip()
    return touch.kind is TouchKind.CHECK_IN and (not text or "checking in" in text)


def _last_message(touches: Iterable[Touch]) -> datetime | None:
    """When the user last wrote; what happened since then is news."""
    return max((t.at for t in touches if t.direction is Direction.OUT), default=None)


def _is_news(at: datetime | None, since: datetime | None) -> bool:
    return at is not None and (since is None or at > since)


def _told(facts: Background, kind: NoteKind, state: LoopState) -> Iterator[Reason]:
    """What was done with their advice and resources, and not told yet."""
    for note in facts.notes:
        if note.kind is kind and note.state is state:
            if kind is NoteKind.ADVICE:
                text = f"you tried their advice: {quoted(note.text)}"
                yield Reason(ReasonKind.ADVICE_TRIED, text, note.uid)
            else:
                text = f"you read what they named: {quoted(note.text)}"
                yield Reason(ReasonKind.RESOURCE_READ, text, note.uid)


def _people_met(facts: Background, since: datetime | None, now: datetime) -> Iterator[Reason]:
    for person, heads in facts.referred:
        held = talks(heads)
        at = held_at(held[-1]) if held else None
        if at is not None and at <= now and _is_news(at, since):
            text = f"you met {person.name}, whom they introduced"
            yield Reason(ReasonKind.PERSON_MET, text, about=person.uid)


def _events(facts: Background, since: datetime | None, now: datetime) -> Iterator[Reason]:
    """What they said was coming: `% speaks at the fintech day on 3 Dec`."""
    from infoview_tui.domain.dates import find_when  # the grammar, for a check-in only

    today = now.date()
    for note in facts.notes:
        if note.kind is not NoteKind.PERSONAL:
            continue
        found = find_when(note.text, local(note.at, now))
        day = _as_day(found[0]) if found else None
        if day is None or not -_EVENT_PAST <= (day - today).days <= _EVENT_SOON:
            continue
        if day >= today:
            yield Reason(ReasonKind.EVENT, f"coming up: {shorten(note.text)}", note.uid)
        elif since is None or day_of(since, now) < day:
            yield Reason(ReasonKind.EVENT, f"ask how it went: {shorten(note.text)}", note.uid)


def _as_day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _progress(facts: Background, since: datetime | None) -> Iterator[Reason]:
    """News of one's own: a decision taken, a gap closed."""
    for line in facts.board:
        decided = line.kind is HypothesisKind.DECISION and _is_news(line.created_at, since)
        closed = line.kind is HypothesisKind.GAP and _is_news(line.closed_at, since)
        if decided or closed:
            what = "you decided" if decided else "you closed a gap"
            yield Reason(ReasonKind.PROGRESS, f"{what}: {shorten(line.text)}")


def _articles(facts: Background, since: datetime | None) -> Iterator[Reason]:
    """Something to read that others named since, on a topic of theirs."""
    topics = {fold(note.topic) for note in facts.notes if note.topic}
    for talk in facts.elsewhere:
        for note in talk.notes:
            tied = note.kind is NoteKind.RESOURCE and note.text and fold(note.topic) in topics
            if tied and _is_news(note.at, since):
                text = f"tied to what they said on {note.topic}: {quoted(note.text)}"
                yield Reason(ReasonKind.ARTICLE, text, note.uid)


def _anniversaries(facts: Background, since: datetime | None, now: datetime) -> Iterator[Reason]:
    recently = since is not None and now - since <= timedelta(days=_AROUND_YEAR)
    held = [at for talk in facts.talks if (at := held_at(talk)) is not None]
    if not held or recently:
        return
    days = (now.date() - day_of(max(held), now)).days
    years = round(days / _YEAR)
    if years and abs(days - years * _YEAR) <= _AROUND_YEAR:
        ago = "a year" if years == 1 else f"{years} years"
        yield Reason(ReasonKind.ANNIVERSARY, f"{ago} since your talk: what it has led to")


def _year_end(facts: Background, now: datetime) -> Iterator[Reason]:
    begins = now.date().replace(month=_YEAR_END[0], day=_YEAR_END[1])
    if now.date() < begins:
        return
    days = [day_of(at, now) for talk in facts.talks if (at := held_at(talk)) is not None]
    thanked = any(
        touch.kind is TouchKind.THANK_YOU and day_of(touch.at, now) >= begins
        for touch in facts.touches
    )
    if not thanked and any(day.year == begins.year for day in days):
        yield Reason(ReasonKind.YEAR_END, "year-end thanks: they helped you this year")


def _questions(facts: Background, since: datetime | None) -> Iterator[Reason]:
    """A specific question that came up in a later talk and is theirs to answer."""
    for talk in facts.elsewhere:
        for note in talk.notes:
            if note.kind is NoteKind.QUESTION and note.text and _is_news(note.at, since):
                text = f"a question for them: {shorten(note.text)}"
                yield Reason(ReasonKind.QUESTION, text, note.uid)


def shorten(text: str, longest: int = _LONGEST) -> str:
    """The text in at most `longest` characters, cut at a word and marked as cut."""
    if len(text) <= longest:
        return text
    head, blank, _ = text[:longest].rpartition(" ")
    return f"{(head if blank and len(head) > longest // 2 else text[: longest - 1]).rstrip()}…"


def quoted(text: str) -> str:
    """Someone's words in quotation marks; those within become single ones."""
    return f"“{shorten(text.translate(_INNER))}”"
