"""Writes a journal of N interviews for measurements: `python tests/benchmarks/generate.py N PATH`.

An interview has 12 questions and about 3 KB of notes; there are 1.2 contacts, 2 follow-ups and
4 touches to each, and a line of the decision board to every twenty. The same N gives the same
bytes. Days count back from a fixed one; a third argument (2026-11-19) names another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 19)
SPAN = 3650  # days over which the talks are spread
AHEAD = 20  # days in which the last ones lie ahead
QUESTIONS, NOTES = 12, 16
OPEN_SHARE = 0.02  # of the follow-ups
Document = dict[str, Any]


def _each(text: str) -> list[str]:
    return text.split()


_ONSETS = _each("b br c ch d dr f fl g gr h j k l m n p pr qu r s st t tr v w")
_RIMES = _each("a al an ar e ea el en er i il in ing o on or ound ow u un y")
_FIRST = _each("Ada Bea Chen Dov Eva Fin Gus Hye Ivo Jun Kim Lea Mia Noa Ola Pia Rui Sam Zoë")
_ROLES = _each("PM Designer Researcher Engineer Analyst Founder Director Writer")
_KINDS = _each("insight advice offer promise person resource quote gap lead question personal")
_LOOPS = _each("advice offer promise resource")
_SOURCES = _each("circle alumni association mutual linkedin community cold")
_TOPICS = _each("path handling skills problems culture growth likes entry training reading")
_FOLLOW_UPS = _each("thank_you promise outreach check_in report_back advice resource offer")


class Generator:
    """One deterministic journal of `size` interviews."""

    def __init__(self, size: int, today: date = TODAY) -> None:
        self.size = size
        self.random = Random(f"infoview {size}")
        self.now = datetime.combine(today, time(12), UTC)
        words = {self._word() for _ in range(4000)}
        self.words = sorted(words, key=lambda word: (len(word), word))
        # As in a language: the tenth word is said a tenth as often as the first.
        self.weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self.companies = [self._word().title() for _ in range(max(5, size // 8))]
        self.contacts = [self._uid() for _ in range(round(size * 1.2))]

    def tables(self) -> dict[str, dict[str, Document]]:
        """The whole file in TinyDB's form: table, doc id, document."""
        interviews = list(self._interviews())
        made = {
            "contacts": list(self._people()),
            "interviews": interviews,
            "follow_ups": [self._follow_up(talk) for talk in interviews for _ in range(2)],
            "touches": [self._touch(talk, step) for talk in interviews for step in range(4)],
            "hypotheses": [self._hypothesis(interviews) for _ in range(self.size // 20)],
            "meta": [{"uid": "meta", "schema": 1, "journal_id": self._uid()}],
        }
        return {name: {str(i): d for i, d in enumerate(made[name], 1)} for name in made}

    def _people(self) -> Iterator[Document]:
        pick = self.random.choice
        for number, uid in enumerate(self.contacts):
            name = f"{pick(_FIRST)} {self._word().title()} {self._word().title()}"
            person: Document = {
                "uid": uid,
                "name": name,
                "role": pick(_ROLES),
                "company": pick(self.companies),
                "emails": [f"{name.split()[1].lower()}{number}@example.org"],
                "timezone": pick(["Europe/Berlin", "America/Toronto", "Asia/Tokyo"]),
                "source": pick(_SOURCES),
                "tie": self._text(40),
                "tags": [pick(_TOPICS)],
                "created_at": self._when(-SPAN).isoformat(),
            }
            if number and self.random.random() < 0.4:
                person["introduced_by"] = self.contacts[self.random.randrange(number)]
            if self.random.random() < 0.3:
                person["closeness"] = pick(["close", "warm", "light"])
            yield person

    def _interviews(self) -> Iterator[Document]:
        for number in range(self.size):
            days = SPAN * (number + 1) // self.size - SPAN + AHEAD * (number + 1) // self.size
            yield self._interview(self.contacts[number], self._when(days))

    def _interview(self, contact: str, starts: datetime) -> Document:
        held = starts + timedelta(hours=1) < self.now
        questions = [self._question(starts if held else None, n) for n in range(QUESTIONS)]
        document: Document = {
            "uid": self._uid(),
            "contact": contact,
            "status": "held" if held else "scheduled",
            "starts_at": starts.isoformat(),
            "medium": "video",
            "link": "https://meet.example/room",
        }
        if held:
            ended = (starts + timedelta(minutes=25)).isoformat()
            document |= {"started_at": starts.isoformat(), "ended_at": ended, "debriefed_at": ended}
        document["prep"] = {
            "purpose": self._text(90),
            "industry": self._text(160),
            "company": self._text(160),
            "person": self._text(120),
            "questions": questions,
            "closing_asks": [self._text(45)],
        }
        if held:
            document["notes"] = [self._note(starts, n, questions) for n in range(NOTES)]
        return document

    def _question(self, asked: datetime | None, number: int) -> Document:
        topic = self.random.choice(_TOPICS)
        question: Document = {
            "uid": self._uid(),
            "text": self._text(60).capitalize() + "?",
            "topic": topic,
        }
        if number < 3:
            question |= {"fact": self._text(50), "starred": True}
        if asked is not None and number < 8:
            question["asked_at"] = (asked + timedelta(minutes=3 * number)).isoformat()
        return question

    def _note(self, starts: datetime, number: int, questions: list[Document]) -> Document:
        note = {"uid": self._uid(), "at": (starts + timedelta(minutes=number)).isoformat()}
        if self.random.random() < 0.55:
            note["kind"] = self.random.choice(_KINDS)
        note |= {"text": self._text(190), "question": questions[number % QUESTIONS]["uid"]}
        if note.get("kind") in _LOOPS:
            note["state"] = "done"
        return note

    def _follow_up(self, talk: Document) -> Document:
        due = datetime.fromisoformat(talk["starts_at"]) + timedelta(days=self.random.randrange(30))
        row = {
            "uid": self._uid(),
            "contact": talk["contact"],
            "kind": self.random.choice(_FOLLOW_UPS),
            "due": due.date().isoformat(),
            "reason": self._text(60),
            "interview": talk["uid"],
        }
        if due < self.now and self.random.random() > OPEN_SHARE:
            row |= {"state": "done", "closed_at": due.isoformat()}
        return row

    def _touch(self, talk: Document, step: int) -> Document:
        days, kind, channel, direction = (
            (-9, "outreach", "email", "out"),
            (-7, "reply", "email", "in"),
            (0, "interview", "video", "out"),
            (1, "thank_you", "email", "out"),
        )[step]
        held = talk["status"] == "held"
        at = datetime.fromisoformat(talk["starts_at"]) + timedelta(days=days if held else days - 30)
        touch = {"uid": self._uid(), "contact": talk["contact"], "at": at.isoformat()}
        touch |= {"kind": kind if held or step < 2 else "check_in", "channel": channel}
        return touch | {"direction": direction, "text": self._text(120), "interview": talk["uid"]}

    def _hypothesis(self, talks: list[Document]) -> Document:
        chosen = self.random.sample(talks, min(4, len(talks)))
        said = [
            {"at": t["starts_at"], "value": self.random.randrange(101), "interview": t["uid"]}
            for t in sorted(chosen, key=lambda t: t["starts_at"])
        ]
        notes = [note["uid"] for t in chosen for note in t.get("notes", [])[:2]]
        line = {"uid": self._uid(), "text": self._text(60), "confidence": said, "notes": notes}
        return line | {"created_at": self._when(-SPAN).isoformat()}

    def _when(self, days: int) -> datetime:
        day = self.now + timedelta(days=days)
        return day.replace(hour=self.random.randrange(7, 19), minute=30)

    def _uid(self) -> str:
        return f"{self.random.getrandbits(80):020x}"

    def _word(self) -> str:
        parts = self.random.randint(1, 3)
        pick = self.random.choice
        return "".join(pick(_ONSETS) + pick(_RIMES) for _ in range(parts))

    def _text(self, length: int) -> str:
        """About so many characters of words."""
        return " ".join(
            self.random.choices(self.words, cum_weights=self.weights, k=max(1, length // 5))
        )


def write(size: int, path: Path, today: date = TODAY) -> None:
    """Writes the journal in the layout of the program itself."""
    from infoview_tui.journal.storage import LineStorage

    LineStorage(path).write(Generator(size, today).tables())


def main(arguments: list[str]) -> int:
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)  # noqa: T201  (a script)
        return 2
    size, path, *day = arguments
    sys.path.insert(0, str(ROOT))  # the package of this checkout, installed or not
    write(int(size), Path(path), date.fromisoformat(day[0]) if day else TODAY)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
