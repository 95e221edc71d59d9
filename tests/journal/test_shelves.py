"""Headings by how many people are heard under them."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from infoview_tui.domain.insights import Answer
from infoview_tui.journal.shelves import Shelves


def answer(key: str, contact: str, day: int) -> Answer:
    return Answer(
        key=key,
        text=key,
        topic="",
        contact=contact,
        name=contact,
        company="",
        interview=f"{contact}-{day}",
        day=date(2026, 11, day),
        notes=(),
    )


def most_heard(shelves: Shelves[Answer], most: int = 9) -> list[str]:
    return [heading.key for heading in shelves.headings(most)]


def test_what_most_people_were_asked_stands_first_then_the_latest() -> None:
    shelves: Shelves[Answer] = Shelves(attrgetter("key"), attrgetter("text"))
    shelves.put([answer("start", "priya", 3), answer("miss", "priya", 3)])
    shelves.put([answer("start", "tomas", 5), answer("next", "tomas", 5)])
    assert most_heard(shelves) == ["start", "next", "miss"]
    assert most_heard(shelves, 1) == ["start"]
    shelves.put([answer("miss", "lena", 7), answer("miss", "sam", 8)])
    assert most_heard(shelves) == ["miss", "start", "next"]


def test_a_talk_taken_away_takes_its_people_along() -> None:
    shelves: Shelves[Answer] = Shelves(attrgetter("key"), attrgetter("text"))
    first, second = answer("start", "priya", 3), answer("start", "tomas", 5)
    shelves.put([first, answer("miss", "lena", 9)])
    shelves.put([second])
    shelves.take([second])
    assert most_heard(shelves) == ["miss", "start"]
    shelves.take([first])
    assert most_heard(shelves) == ["miss"]
    assert len(shelves) == 1
