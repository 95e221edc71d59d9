"""The question bank: questions worth asking, by topic, TIARA letter, phase and career stage.

The questions are data: `question_bank.toml`, read at the first use, not at import. A person's own
ones stand beside them (`own`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from msgspec import Struct

from infoview_tui.domain.text import clean_line, fold

TOPICS: Mapping[str, str] = {
    "path": "path and turning points",
    "handling": "how you handle X",
    "skills": "skills and preparation",
    "problems": "problems of the field",
    "culture": "culture and team",
    "growth": "growth and outlook",
    "likes": "likes and dislikes",
    "entry": "entry and advancement",
    "training": "training and credentials",
    "reading": "reading and groups",
    "people": "people to meet",
    "closing": "closing",
}
"""The twelve topics (method: "Topic bank"), id to title, in the order of a talk."""


class Tiara(StrEnum):
    """What an answer gives: the first two make them the expert, the rest a helper."""

    TRENDS = "trends"
    INSIGHTS = "insights"
    ADVICE = "advice"
    RESOURCES = "resources"
    ASSIGNMENTS = "assignments"

    @property
    def letter(self) -> str:
        return "S" if self is Tiara.ASSIGNMENTS else self.value[0].upper()


class CareerStage(StrEnum):
    """Where the person who asks stands."""

    STUDENT = "student"
    CHANGER = "changer"
    RETURNER = "returner"
    EXPLORER = "explorer"


class Phase(StrEnum):
    """When in the talk a question belongs."""

    OPENING = "opening"
    MIDDLE = "middle"
    CLOSING = "closing"


class BankQuestion(Struct, frozen=True, kw_only=True):
    """One question of the bank; `id` is stable, `stages` is never empty."""

    id: str
    text: str
    topic: str = ""
    tiara: Tiara = Tiara.INSIGHTS
    phase: Phase = Phase.MIDDLE
    stages: frozenset[CareerStage] = frozenset(CareerStage)
    own: bool = False


@cache
def bank() -> tuple[BankQuestion, ...]:
    """The packaged questions, in the order of the topics."""
    import tomllib
    from importlib.resources import files

    data = files("infoview_tui.domain").joinpath("question_bank.toml").read_text("utf-8")
    return tuple(
        _read_question(topic, slug, fields)
        for topic, questions in tomllib.loads(data).items()
        for slug, fields in questions.items()
    )


def _read_question(topic: str, slug: str, fields: Mapping[str, Any]) -> BankQuestion:
    """A table `[topic.slug]`: its `text` and, where they differ from the defaults, the rest."""
    return BankQuestion(
        id=slug,
        text=fields["text"],
        topic=topic,
        tiara=Tiara(fields.get("tiara", Tiara.INSIGHTS)),
        phase=Phase(fields.get("phase", Phase.MIDDLE)),
        stages=frozenset(map(CareerStage, fields.get("stages", CareerStage))),
    )


def own_question(text: str, topic: str = "") -> BankQuestion:
    """A question of one's own for the bank; its id follows from its words."""
    text = clean_line(text)
    slug = "-".join(re.findall(r"\w+", fold(text)))[:60]
    return BankQuestion(id=f"own-{slug}", text=text, topic=topic, own=True)


def find(question_id: str) -> BankQuestion | None:
    """The question with this id, or None if the bank does not hold it (any more)."""
    return next((q for q in bank() if q.id == question_id), None)


def search(
    words: str = "",
    *,
    topic: str = "",
    stage: CareerStage | str = "",
    tiara: Tiara | str = "",
    own: Iterable[BankQuestion] = (),
) -> tuple[BankQuestion, ...]:
    """The questions that hold every word (each the start of a word of the text or of its topic).

    An empty argument does not narrow. Own questions come first.
    """
    wanted = fold(words).split()
    return tuple(
        q
        for q in (*own, *bank())
        if (not topic or q.topic == topic)
        and (not stage or stage in q.stages)
        and (not tiara or q.tiara == tiara)
        and _holds(q, wanted)
    )


def _holds(question: BankQuestion, wanted: list[str]) -> bool:
    if not wanted:
        return True
    searched = _words(f"{question.text} {TOPICS.get(question.topic, question.topic)}")
    return all(any(word.startswith(start) for word in searched) for start in wanted)


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold(text)))
