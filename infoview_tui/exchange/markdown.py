"""The journal as a folder of linked notes: a file for each person and for each talk.

Obsidian gets front matter, `People/` and `Talks/`; Logseq gets properties, blocks and `pages/`.
Links are `[[file name]]` in both. Write the result with `files.write_folder`.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    FollowUpState,
    Interview,
    Note,
    NoteKind,
    Question,
)
from infoview_tui.domain.prompts import PROMPTS
from infoview_tui.domain.text import in_words
from infoview_tui.domain.zones import local_time
from infoview_tui.exchange.files import unique_names
from infoview_tui.exchange.markdown_text import Page, Section, Style, escaped


def to_markdown(
    contacts: Sequence[Contact],
    interviews: Sequence[Interview] = (),
    follow_ups: Sequence[FollowUp] = (),
    style: Style = "obsidian",
) -> dict[str, str]:
    """Relative path to text of every note. The order of the records decides who of two people of
    one name keeps the plain file name: give them oldest first."""
    book = _Book(contacts, interviews, follow_ups)
    people, talks = ("People/", "Talks/") if style == "obsidian" else ("pages/", "pages/")
    files = {f"{people}{book.names[c.uid]}.md": book.person(c).render(style) for c in contacts}
    files |= {f"{talks}{book.names[i.uid]}.md": book.talk(i).render(style) for i in interviews}
    return files


# The parts of 2026-11-20T14:30:00+00:00.
_DAY, _CLOCK = slice(10), slice(11, 16)


class _Book:
    """The records by person, and the file name of each."""

    def __init__(
        self,
        contacts: Sequence[Contact],
        interviews: Sequence[Interview],
        follow_ups: Sequence[FollowUp],
    ) -> None:
        self.people = {contact.uid: contact for contact in contacts}
        titles = [(contact.uid, contact.name) for contact in contacts]
        titles += [(interview.uid, self._talk_title(interview)) for interview in interviews]
        self.names = unique_names(titles)
        self.talks: defaultdict[str, list[Interview]] = defaultdict(list)
        for interview in sorted(interviews, key=_moment):
            self.talks[interview.contact].append(interview)
        self.owed: defaultdict[str, list[FollowUp]] = defaultdict(list)
        for follow_up in sorted(follow_ups, key=lambda f: (f.due, f.uid)):
            self.owed[follow_up.contact].append(follow_up)
        self.introduced: defaultdict[str, list[str]] = defaultdict(list)
        for contact in contacts:
            self.introduced[contact.introduced_by].append(contact.uid)

    def person(self, contact: Contact) -> Page:
        """A person's note: what is known, talks, what is owed, whom they introduced."""
        return Page(
            title=contact.name,
            properties=(
                ("role", contact.role),
                ("company", contact.company),
                ("industry", contact.industry),
                ("email", contact.emails),
                ("phone", contact.phones),
                ("url", contact.url),
                ("location", contact.location),
                ("timezone", contact.timezone),
                ("source", str(contact.source or "")),
                ("tie", contact.tie),
                ("introduced_by", self._link(contact.introduced_by)),
                ("closeness", str(contact.closeness or "")),
                ("connected_on", str(contact.connected_on or "")),
                ("tags", tuple("-".join(tag.split()) for tag in contact.tags)),
                ("archived", "yes" if contact.archived else ""),
            ),
            paragraphs=tuple(map(escaped, contact.personal)),
            sections=(
                Section("Before", tuple(map(escaped, contact.past_roles))),
                Section("Talks", tuple(self._link(i.uid) for i in self.talks[contact.uid])),
                Section("Owed", tuple(map(_owed, self.owed[contact.uid]))),
                Section("Introduced", tuple(map(self._link, self.introduced[contact.uid]))),
            ),
        )

    def talk(self, interview: Interview) -> Page:
        """A talk's note: the sheet, the questions, the notes by minute, the debrief."""
        prep = interview.prep
        sheet = (
            *(("Purpose", prep.purpose), ("Industry", prep.industry), ("Company", prep.company)),
            *(("Person", prep.person), ("Common ground", prep.common_ground), ("Give", prep.give)),
        )
        return Page(
            title=self._talk_title(interview),
            properties=(
                ("contact", self._link(interview.contact)),
                ("date", _local(interview, interview.starts_at, _DAY)),
                ("time", _local(interview, interview.starts_at, _CLOCK)),
                ("minutes", str(interview.minutes)),
                ("medium", in_words(interview.medium)),
                ("status", in_words(interview.status)),
            ),
            sections=(
                *(Section(heading, tuple(_facts(text))) for heading, text in sheet),
                Section("Questions", tuple(map(_question, prep.questions))),
                Section("Notes", tuple(_note(interview, note) for note in interview.notes)),
                Section("Debrief", tuple(_answers(interview))),
            ),
        )

    def _talk_title(self, interview: Interview) -> str:
        contact = self.people.get(interview.contact)
        day = _local(interview, interview.starts_at, _DAY) or "planned"
        return f"{day} {contact.name if contact else 'somebody'}"

    def _link(self, uid: str) -> str:
        return f"[[{self.names[uid]}]]" if uid in self.names else ""


def _moment(interview: Interview) -> tuple[bool, datetime, str]:
    """Talks in order of time, those without one last."""
    start = interview.starts_at
    return start is None, start or datetime.max.replace(tzinfo=UTC), interview.uid


def _local(interview: Interview, moment: datetime | None, form: slice) -> str:
    """A moment on the wall clock of the talk: of its zone, else of the offset written down."""
    if moment is None:
        return ""
    shown = local_time(moment, interview.timezone)
    if shown is None and interview.starts_at is not None:
        with contextlib.suppress(OverflowError):  # the first and last day of the calendar
            shown = moment.astimezone(interview.starts_at.tzinfo)
    # strftime leaves the zeros of early years out.
    return (shown or moment).isoformat()[form]


def _facts(text: str) -> Iterator[str]:
    return (escaped(line) for line in text.splitlines() if line.strip())


def _question(question: Question) -> str:
    box = "[x]" if question.asked_at else "[ ]"
    star = " (starred)" if question.starred else ""
    return f"{box} {escaped(question.text)}{star}"


def _note(interview: Interview, note: Note) -> str:
    """`07 promise: send her the article`; the minute counts from the start, else the clock."""
    if interview.started_at and note.at >= interview.started_at:
        when = f"{(note.at - interview.started_at).seconds // 60:02}"
    else:
        when = _local(interview, note.at, _CLOCK)
    kind = "" if note.kind is NoteKind.NOTE else f" {in_words(note.kind)}:"
    state = f" ({note.state})" if note.state else ""
    return f"{when}{kind} {escaped(note.text)}{state}".rstrip()


def _answers(interview: Interview) -> Iterator[str]:
    prompts = {prompt.id: prompt.text for prompt in PROMPTS}
    for key, text in interview.debrief.answers.items():
        if text:
            yield f"{prompts.get(key, escaped(in_words(key)))} {escaped(text)}"


def _owed(follow_up: FollowUp) -> str:
    box = "[ ]" if follow_up.state is FollowUpState.OPEN else "[x]"
    reason = f": {escaped(follow_up.reason)}" if follow_up.reason else ""
    return f"{box} {in_words(follow_up.kind)}{reason} (due {follow_up.due.isoformat()})"
