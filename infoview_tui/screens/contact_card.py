"""What the card of a contact says, read from the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace
from textual.message import Message

from infoview_tui.domain.follow_ups import is_open
from infoview_tui.domain.loops import open_loops
from infoview_tui.domain.meeting_time import say_meeting
from infoview_tui.domain.models import (
    Channel,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    InterviewHead,
    Relation,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import day_of
from infoview_tui.domain.readiness import is_thin, readiness
from infoview_tui.domain.reasons import best_reason
from infoview_tui.domain.relations import mentor_card, suggest_relation
from infoview_tui.domain.say_dates import say_day, say_short
from infoview_tui.domain.stages import by_begin, held_at
from infoview_tui.domain.text import counted, in_words, opening, with_names
from infoview_tui.journal.backgrounds import background
from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.contact_facts import contact_facts
from infoview_tui.screens.messages import (
    OpenCompose,
    OpenContact,
    OpenDebrief,
    OpenLive,
    OpenNote,
    OpenPrep,
)
from infoview_tui.widgets.contact_card import Card, CardLine

_WHOLE_TALKS = 20  # more talks than these are listed without looking into their notes


@dataclass
class TakeStep(Message):
    """Make this contact an advocate, or a mentor."""

    contact: str
    relation: Relation


class OpenCard(Struct, frozen=True):
    """A card, and what each of its lines opens."""

    card: Card
    targets: dict[str, Message]


class CardMaker:
    """Makes cards; `shown` masks what people may not see while the screen is shared."""

    def __init__(
        self, journal: Journal, directory: Directory, shown: Callable[[str], str] = str
    ) -> None:
        self._journal = journal
        self._directory = directory
        self._shown = shown

    def card(self, uid: str) -> OpenCard:
        """The card of a contact; an empty one if there is no such contact (any more)."""
        contact = self._journal.contacts.get(uid)
        if contact is None:
            return OpenCard(Card(), {})
        return self._filled(contact)

    def _filled(self, contact: Contact) -> OpenCard:
        now = self._journal.now()
        heads = self._journal.interviews_of.of(contact.uid)
        touches = self._journal.touches_of.of(contact.uid)
        talks = self._whole(heads)
        sections = (
            self._next(contact, heads, now),
            self._sheets(heads, now),
            self._owed(contact, now.date()),
            self._why(contact, talks, now),
            self._ladder(contact, talks),
            self._loops(talks),
            self._personal(contact),
            self._seen(touches, heads, talks, now),
            self._led_to(contact),
        )
        lines, targets = [], {}
        for number, (line, target) in enumerate(found for part in sections for found in part):
            if target is not None:
                line = replace(line, key=str(number))
                targets[line.key] = target
            lines.append(line)
        facts = tuple(contact_facts(self._journal, contact, now, self._shown))
        return OpenCard(Card(self._shown(contact.name), facts, tuple(lines)), targets)

    def _whole(self, heads: list[InterviewHead]) -> dict[str, Interview]:
        """The contact's latest talks with their notes."""
        latest = sorted(heads, key=by_begin, reverse=True)[:_WHOLE_TALKS]
        found = (self._journal.interviews.get(head.uid) for head in latest)
        return {interview.uid: interview for interview in found if interview is not None}

    def _prose(self, text: str) -> str:
        """What somebody wrote, with the names in it masked."""
        return with_names(text, self._shown)

    # Sections --------------------------------------------------------------------

    def _next(
        self, contact: Contact, heads: list[InterviewHead], now: datetime
    ) -> Iterator[tuple[CardLine, Message | None]]:
        clock_24 = self._journal.preferences.clock_24
        for head in sorted(heads, key=by_begin):
            if head.under_way:
                yield CardLine("NOW", "the talk is under way", "", "accent"), OpenLive(head.uid)
            elif head.awaits_debrief:
                line = CardLine("NEXT", "debrief the talk", "", "warning")
                yield line, OpenDebrief(head.uid)
            elif head.ahead:
                zone = head.timezone or contact.timezone
                when = (
                    say_meeting(head.starts_at, now, zone, clock_24=clock_24)
                    if head.starts_at
                    else "no time agreed yet"
                )
                about = f"{head.minutes} min, {head.medium.replace('_', ' ')}"
                yield CardLine("NEXT", when, about, "accent"), OpenPrep(head.uid)

    def _sheets(
        self, heads: list[InterviewHead], now: datetime
    ) -> Iterator[tuple[CardLine, Message | None]]:
        """How far the sheet of each talk ahead is, and what comes next on it."""
        for head in sorted((head for head in heads if head.ahead), key=by_begin):
            talk = self._journal.interviews.get(head.uid)
            if talk is None:
                continue
            found = readiness(talk.prep)
            thin = is_thin(talk, now, self._journal.preferences.limits.thin_prep_hours)
            said = f"{found.bar} {found.done}/{found.total} · {found.next_hint or 'ready'}"
            yield CardLine("PREP", said, "", "warning" if thin else ""), OpenPrep(head.uid)

    def _owed(self, contact: Contact, today: date) -> Iterator[tuple[CardLine, Message | None]]:
        rows = [row for row in self._journal.follow_ups_of.of(contact.uid) if is_open(row)]
        for row in sorted(rows, key=lambda row: row.due):
            late = row.due < today
            line = CardLine(
                "OWED",
                self._prose(row.reason) or in_words(row.kind),
                say_day(row.due, today),
                detail_style="error" if late else "warning" if row.due == today else "muted",
            )
            yield line, _compose(row)

    def _why(
        self, contact: Contact, talks: dict[str, Interview], now: datetime
    ) -> Iterator[tuple[CardLine, Message | None]]:
        """A reason to write to somebody one has met; for a mentor, that is what to share, beside
        a challenge to bring and their last advice.
        """
        if not talks:
            return
        reason = best_reason(background(self._journal, contact), now)
        mentor = mentor_card(talks.values()) if contact.relation is Relation.MENTOR else None
        if mentor and mentor.challenge:
            yield CardLine("BRING", self._prose(mentor.challenge)), None
        if reason:
            write = OpenCompose(contact.uid, FollowUpKind.CHECK_IN)
            yield CardLine("SHARE" if mentor else "WRITE", self._prose(reason.text)), write
        if mentor and mentor.last_advice:
            yield CardLine("ADVICE", self._prose(mentor.last_advice)), None

    def _ladder(
        self, contact: Contact, talks: dict[str, Interview]
    ) -> Iterator[tuple[CardLine, Message | None]]:
        """The rung that the facts speak for; Enter takes it."""
        introduced = len(self._directory.led_to(contact.uid))
        if step := suggest_relation(contact, talks.values(), introduced):
            line = CardLine("LADDER", f"{step.relation.value}? {step.why}")
            yield line, TakeStep(contact.uid, step.relation)

    def _loops(self, talks: dict[str, Interview]) -> Iterator[tuple[CardLine, Message | None]]:
        for loop in open_loops(talks.values()):
            said = f"{loop.note.kind.value}: {self._prose(loop.note.text)}"
            line = CardLine("LOOPS", said, loop.label)
            yield line, OpenNote(loop.interview, loop.note.uid)

    def _personal(self, contact: Contact) -> Iterator[tuple[CardLine, Message | None]]:
        for text in contact.personal:
            yield CardLine("ABOUT", self._shown(text)), None
        for text in contact.past_roles:
            yield CardLine("BEFORE", self._shown(text)), None

    def _seen(
        self,
        touches: list[Touch],
        heads: list[InterviewHead],
        talks: dict[str, Interview],
        now: datetime,
    ) -> Iterator[tuple[CardLine, Message | None]]:
        """What happened, newest first: talks with their minutes and notes, and messages."""
        past: list[tuple[datetime, str, Message | None]] = []
        known = set()
        for head in heads:
            at = held_at(head) or head.starts_at
            if at is not None and not head.ahead and not head.under_way:
                known.add(head.uid)
                past.append((at, _say_talk(head, talks.get(head.uid)), OpenNote(head.uid)))
        for touch in touches:
            if touch.kind is not TouchKind.INTERVIEW or touch.interview not in known:
                past.append((touch.at, _say_touch(touch, self._prose), None))
        past.sort(key=lambda found: found[0], reverse=True)
        for at, text, target in past:
            yield CardLine("SEEN", f"{past_day(day_of(at, now), now.date())} {text}"), target

    def _led_to(self, contact: Contact) -> Iterator[tuple[CardLine, Message | None]]:
        for summary in self._directory.led_to(contact.uid):
            name = self._shown(summary.name)
            if summary.company:
                name = f"{name}, {self._shown(summary.company)}"
            further = len(self._directory.led_to(summary.uid))
            came = f"{summary.state} → {further} more" if further else summary.state
            yield CardLine("LED TO", name, came), OpenContact(summary.uid)


def past_day(day: date, today: date) -> str:
    """A day of the history, in a column."""
    return f"{say_short(day, today):>6}"


def _compose(row: FollowUp) -> Message:
    return OpenCompose(row.contact, row.kind, row.uid)


def _say_talk(head: InterviewHead, whole: Interview | None) -> str:
    if head.status is Status.CANCELLED:
        return "interview, cancelled"
    if head.status is Status.NO_SHOW:
        return "interview, nobody came"
    parts = ["interview"]
    if head.lasted:
        parts.append(f"{head.lasted} min")
    if whole is not None and whole.notes:
        parts.append(counted(len(whole.notes), "note"))
    return ", ".join(parts)


def _say_touch(touch: Touch, prose: Callable[[str], str]) -> str:
    what = in_words(touch.kind)
    if touch.kind is TouchKind.REPLY:
        what = "replied"
    elif touch.direction is Direction.IN:
        what = f"{what} from them"
    how = f" ({in_words(touch.channel)})" if touch.channel is not Channel.OTHER else ""
    first = prose(opening(touch.text))
    return f"{what}{how}" + (f": {first}" if first else "")
