"""The checks that look beyond the words: what went stale, what lies over the budget; and that no
example of any check was taken from the code that it tries.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import infoview_tui.domain
from infoview_tui.domain.models import Contact, Interview, Note, NoteKind, Prep, Question
from infoview_tui.domain.prep_sheet import Sheet, Surroundings, silent_questions
from infoview_tui.domain.text import fold

EXAMPLES: dict[str, dict[str, list[Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "question_examples.toml").read_text("utf-8")
)
STALE, FRESH = EXAMPLES["stale"]["flagged"], EXAMPLES["stale"]["passed"]
TYPED = [text for text, _ in (*STALE, *FRESH)]
DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOLIDAY = "Which holiday do you remember?"


def talks(wordings: Sequence[str], news_in: Iterable[int] = ()) -> tuple[Interview, ...]:
    """A talk a day, each with another person, who is asked one question; `news_in` counts from 0
    the talks in which the answer was worth an insight.
    """
    told = set(news_in)
    return tuple(
        Interview(
            uid=f"talk{day}",
            contact=f"person{day}",
            started_at=DAY + timedelta(days=day),
            prep=Prep(questions=(Question(uid=f"q{day}", text=text, asked_at=DAY),)),
            notes=(
                (Note(uid="n", at=DAY, kind=NoteKind.INSIGHT, text="new", question=f"q{day}"),)
                if day in told
                else (Note(uid="n", at=DAY, text="as everybody says", question=f"q{day}"),)
            ),
        )
        for day, text in enumerate(wordings)
    )


def sheet(questions: Sequence[Question], minutes: int = 120) -> Sheet:
    prep = Prep(questions=tuple(questions))
    return Sheet(
        interview=Interview(uid="next", contact="ann", minutes=minutes, prep=prep),
        contact=Contact(uid="ann", name="Ann Lee", company="Northwind"),
    )


def remark_ids(text: str, recent: tuple[Interview, ...]) -> list[str]:
    question = Question(uid="here", text=text, fact="moved from support in 2019")
    silent = silent_questions([question], recent)
    found = replace(sheet([question]), around=Surroundings(recent=recent, silent=silent))
    return [remark.id for remark in found.remarks(question)]


def test_there_are_enough_examples_each_way() -> None:
    assert min(len({text for text, _ in pairs}) for pairs in (STALE, FRESH)) >= 20
    assert all(len(kind[way]) >= 20 for kind in EXAMPLES.values() for way in ("flagged", "passed"))


@pytest.mark.parametrize(("text", "worded"), STALE)
def test_a_question_that_brought_nothing_six_times_is_stale(text: str, worded: str) -> None:
    assert "stale" in remark_ids(text, talks([text, worded] * 3))


@pytest.mark.parametrize(("text", "worded"), STALE)
def test_news_or_too_few_talks_keep_it_fresh(text: str, worded: str) -> None:
    assert "stale" not in remark_ids(text, talks([text, worded] * 3, news_in=[2]))
    assert "stale" not in remark_ids(text, talks([worded, HOLIDAY, *[text, worded] * 2]))


@pytest.mark.parametrize(("text", "neighbour"), FRESH)
def test_a_neighbouring_question_does_not_make_it_stale(text: str, neighbour: str) -> None:
    assert "stale" not in remark_ids(text, talks([neighbour] * 7))


@pytest.mark.parametrize("place", range(len(TYPED)))
def test_the_first_22_of_55_minutes_fit_and_the_others_are_over_budget(place: int) -> None:
    questions = [Question(uid=str(n), text=text) for n, text in enumerate(TYPED)]
    found = sheet(questions, minutes=55)
    over = [r.reason for r in found.remarks(questions[place]) if r.id == "over-budget"]
    assert bool(over) is (place >= 22)
    assert all(f"number {place + 1}, and the time holds 22" in reason for reason in over)


def test_follow_up_questions_and_skipped_ones_cost_no_place() -> None:
    below = [Question(uid=f"b{n}", text=f"And {n}?", parent="0") for n in range(3)]
    out = Question(uid="out", text="Left out?", skipped=True)
    tops = [Question(uid=str(n), text=text) for n, text in enumerate(TYPED[:9])]
    found = sheet([tops[0], *below, out, *tops[1:]], minutes=20)
    over = [q.uid for q in found.prep.questions
            if any(r.id == "over-budget" for r in found.remarks(q))]  # fmt: skip
    assert over == ["8"]


def test_no_example_was_taken_from_the_code() -> None:
    folder = Path(infoview_tui.domain.__file__).parent
    files = [*folder.rglob("*.py"), *folder.rglob("*.toml")]
    source = fold("\n".join(path.read_text("utf-8") for path in files))
    texts = {
        text if isinstance(text, str) else text[0]
        for kind, ways in EXAMPLES.items()
        if kind != "no_fact"
        for way in ways.values()
        for text in way
    }
    assert [text for text in sorted(texts) if len(text) > 12 and fold(text) in source] == []
