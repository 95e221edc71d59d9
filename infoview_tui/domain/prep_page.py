"""The prep sheet on one page of Markdown: to print, for a second screen, for the phone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from infoview_tui.domain.meeting_time import say_meeting
from infoview_tui.domain.models import Contact, Interview, Medium, Note, Prep, Profile, Question
from infoview_tui.domain.moments import local
from infoview_tui.domain.prep_sections import CHECKLIST, SECTIONS, STEERING, say_tie
from infoview_tui.domain.question_order import by_value, question_budget
from infoview_tui.domain.stages import by_begin
from infoview_tui.domain.text import clean_line

_MEDIA = {
    Medium.VIDEO: "video call",
    Medium.PHONE: "phone call",
    Medium.COFFEE: "coffee",
    Medium.LUNCH: "lunch",
    Medium.IN_PERSON: "in person",
}
# Drawn by blocks of their own.
_LISTED = frozenset({"questions", "closing_asks", "steering", "checklist"})


def one_page(
    contact: Contact,
    interview: Interview,
    profile: Profile,
    *,
    introduced_by_name: str = "",
    earlier: Iterable[Interview] = (),
    open_loops: Iterable[Note] = (),
    now: datetime,
    clock_24: bool = True,
) -> str:
    """The sheet of `interview` as Markdown; everything that people wrote is escaped.

    `earlier`: other talks with this person. The time stands on the clock of `now` and on theirs.
    """
    blocks = [
        _title(contact),
        _header(contact, interview, introduced_by_name, _when(contact, interview, now, clock_24)),
        *_texts(interview.prep, profile),
        _questions(interview.prep.questions, interview.minutes),
        _closing(interview.prep),
        _earlier([talk for talk in earlier if talk.uid != interview.uid], now),
        _loops(open_loops),
        _logistics(interview.prep),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape_markdown(text: str) -> str:
    """One line of somebody's text that Markdown shows as it was written."""
    line = re.sub(r"([\\`*_\[\]<>#|~&$])", r"\\\1", clean_line(text))
    return re.sub(r"^(?:([-+=])|(\d{1,9})([.)]))", _escape_start, line)


def _escape_start(match: re.Match[str]) -> str:
    return rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}"


def _title(contact: Contact) -> str:
    place = " · ".join(escape_markdown(p) for p in (contact.role, contact.company) if p.strip())
    return f"# {escape_markdown(contact.name)}" + (f"\n\n{place}" if place else "")


def _when(contact: Contact, interview: Interview, now: datetime, clock_24: bool) -> str:
    if interview.starts_at is None:
        return "not yet agreed"
    zone = contact.timezone or interview.timezone
    return say_meeting(interview.starts_at, now, zone, clock_24=clock_24)


def _header(contact: Contact, interview: Interview, introducer: str, when: str) -> str:
    how = [_MEDIA[interview.medium], f"{interview.minutes} min"]
    if interview.link.strip():
        how.append(_link(interview.link))
    tie = escape_markdown(say_tie(contact.tie, introducer))
    rows = [("When", when), ("How", " · ".join(how)), ("Tie", tie)]
    if contact.personal:
        rows.append(("Personal", " · ".join(map(escape_markdown, contact.personal))))
    return "\n".join(f"- **{name}:** {value}" for name, value in rows if value)


def _link(link: str) -> str:
    """A web address as one to follow, whole; anything else as text."""
    address = clean_line(link)
    return (
        f"<{address}>" if re.fullmatch(r"https?://[^\s<>]+", address) else escape_markdown(address)
    )


def _texts(prep: Prep, profile: Profile) -> Iterator[str]:
    for section in SECTIONS:
        if section.id in _LISTED:
            continue
        text: str = getattr(prep, section.id)
        if section.id == "two_minute_me" and not text.strip():
            text = profile.two_minute_me or profile.pitch
        yield _section(section.title, _bullets(text.splitlines()))


def _questions(questions: Sequence[Question], minutes: int) -> str:
    lines: list[str] = []
    number = 0
    uids = {q.uid for q in questions}
    for question in by_value(questions, minutes):
        if question.skipped or not question.text.strip():
            continue
        text = ("★ " if question.starred else "") + escape_markdown(question.text)
        if question.fact.strip():
            text += f" *({escape_markdown(question.fact)})*"
        if question.parent in uids:
            lines.append(f"   - {text}")
        else:
            number += 1
            lines.append(f"{number}. {text}")
    title = f"Questions ({question_budget(minutes)} fit into {minutes} min)"
    return _section(title, lines)


def _closing(prep: Prep) -> str:
    asks = [f"- [ ] {escape_markdown(ask)}" for ask in prep.closing_asks if ask.strip()]
    steering = f"- Steer back: {escape_markdown(prep.steering or STEERING)}"
    return _section("Closing, five minutes before the end", [*asks, steering] if asks else [])


def _earlier(talks: list[Interview], now: datetime) -> str:
    lines: list[str] = []
    for talk in sorted(talks, key=by_begin, reverse=True):
        day = f"{local(talk.begins, now):%Y-%m-%d}" if talk.begins else "no date"
        lines.append(f"- {day}, {talk.minutes} min, {len(talk.notes)} notes")
        asked = [q.text for q in talk.prep.questions if q.asked_at]
        lines += [f"   - asked: {escape_markdown(text)}" for text in asked if text.strip()]
    return _section("Earlier talks", lines)


def _loops(notes: Iterable[Note]) -> str:
    return _section(
        "Open loops",
        [
            f"- {note.kind.value}: {escape_markdown(note.text)}"
            + (f" ({note.state.value})" if note.state else "")
            for note in notes
            if note.text.strip()
        ],
    )


def _logistics(prep: Prep) -> str:
    points = [f"- [{'x' if i in prep.checklist else ' '}] {text}" for i, text in CHECKLIST.items()]
    return _section("Logistics", points)


def _bullets(lines: Iterable[str]) -> list[str]:
    return [f"- {escape_markdown(line.strip(' -*•'))}" for line in lines if line.strip(" -*•\t")]


def _section(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""
