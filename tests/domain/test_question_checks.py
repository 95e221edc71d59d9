"""Every check of the question coach, with questions as people type them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.question_checks import Remark, check, same_question
from infoview_tui.domain.question_order import question_budget

EXAMPLES: dict[str, dict[str, list[Any]]] = tomllib.loads(
    (Path(__file__).parent / "data" / "question_examples.toml").read_text("utf-8")
)
GOOD = "How did the move from support shape what you build?"


def remarks(text: str, **facts: Any) -> dict[str, Remark]:
    facts = {"fact": "moved from support in 2019", "company": "Northwind", **facts}
    return {remark.id: remark for remark in check(text, **facts)}


def examples(name: str, verdict: str) -> list[Any]:
    found = EXAMPLES[name][verdict]
    assert len(found) >= 20
    return found


@pytest.mark.parametrize("text", examples("closed", "flagged"))
def test_a_yes_or_no_question_is_noticed(text: str) -> None:
    better = remarks(text)["closed"].better
    assert better.endswith("?")
    assert "closed" not in remarks(better)


@pytest.mark.parametrize("text", examples("closed", "passed"))
def test_an_open_question_or_a_courtesy_passes(text: str) -> None:
    assert "closed" not in remarks(text)


@pytest.mark.parametrize("text", examples("website", "flagged"))
def test_what_the_website_answers_is_noticed(text: str) -> None:
    assert "Northwind" in remarks(text)["website"].better


@pytest.mark.parametrize("text", examples("website", "passed"))
def test_what_only_an_insider_knows_passes(text: str) -> None:
    assert "website" not in remarks(text)


@pytest.mark.parametrize("text", examples("job", "flagged"))
def test_asking_for_a_job_is_noticed_first(text: str) -> None:
    assert next(iter(remarks(text))) == "job"


@pytest.mark.parametrize("text", examples("job", "passed"))
def test_talking_about_work_is_not_asking_for_it(text: str) -> None:
    assert "job" not in remarks(text)


@pytest.mark.parametrize("text", examples("typical_day", "flagged"))
def test_a_typical_day_gets_the_sharper_form(text: str) -> None:
    assert "handle" in remarks(text)["typical-day"].better


@pytest.mark.parametrize("text", examples("typical_day", "passed"))
def test_a_particular_day_passes(text: str) -> None:
    assert "typical-day" not in remarks(text)


@pytest.mark.parametrize("fact", examples("no_fact", "flagged"))
def test_a_question_that_springs_from_nothing_is_noticed(fact: str) -> None:
    assert "no-fact" in remarks(GOOD, fact=fact)


@pytest.mark.parametrize("fact", examples("no_fact", "passed"))
def test_any_real_fact_is_enough(fact: str) -> None:
    assert "no-fact" not in remarks(GOOD, fact=fact)


@pytest.mark.parametrize(("text", "asked"), examples("asked_before", "flagged"))
def test_the_same_question_in_other_words_is_noticed(text: str, asked: str) -> None:
    assert (
        asked.strip()
        in remarks(text, asked_before=["Something else?", asked])["asked-before"].reason
    )
    assert same_question(asked, text)


@pytest.mark.parametrize(("text", "asked"), examples("asked_before", "passed"))
def test_a_neighbouring_question_is_another_one(text: str, asked: str) -> None:
    assert "asked-before" not in remarks(text, asked_before=[asked])


@pytest.mark.parametrize(
    ("position", "budget"),
    [(9, 8), (10, 8), (20, 8), (3, 2), (2, 1), (13, 12), (7, 6), (25, 24), (5, 4), (100, 8)]
    + [(question_budget(m) + 1, question_budget(m)) for m in range(5, 65, 5)],
)
def test_what_lies_beyond_the_minutes_is_noticed(position: int, budget: int) -> None:
    assert (
        f"the time holds {budget}"
        in remarks(GOOD, position=position, budget=budget)["over-budget"].reason
    )


@pytest.mark.parametrize(
    ("position", "budget"),
    [(1, 8), (8, 8), (3, 8), (2, 2), (1, 1), (12, 12), (6, 6), (24, 24), (4, 4), (7, 8)]
    + [(question_budget(m), question_budget(m)) for m in range(5, 65, 5)],
)
def test_what_fits_the_minutes_passes(position: int, budget: int) -> None:
    assert "over-budget" not in remarks(GOOD, position=position, budget=budget)


@pytest.mark.parametrize("times", range(6, 28))
def test_six_times_without_news_is_stale(times: int) -> None:
    assert str(times) in remarks(GOOD, times_without_news=times)["stale"].reason


@pytest.mark.parametrize(
    ("times", "text"),
    [
        (n, t)
        for n in range(6)
        for t in (GOOD, "Who taught you the most?", "What almost made you quit?", "Why payments?")
    ],
)
def test_fewer_times_are_not_stale(times: int, text: str) -> None:
    assert "stale" not in remarks(text, times_without_news=times)


@pytest.mark.parametrize(
    ("minutes", "questions"), [(20, 8), (15, 6), (30, 12), (25, 10), (60, 24), (2, 1), (0, 1)]
)
def test_one_question_per_two_and_a_half_minutes(minutes: int, questions: int) -> None:
    assert question_budget(minutes) == questions


@pytest.mark.parametrize(
    ("closed", "better"),
    [
        ("Do you like the work?", "What do you like most, and least, about the work?"),
        ("Did the merger change your team?", "How did the merger change your team?"),
        (
            "Is it hard to move from law to policy?",
            "What makes it hard to move from law to policy?",
        ),
        ("Is there anyone else I should meet?", "Who else should I meet?"),
        ("Can I do it at forty?", "What would it take for me to do it at forty?"),
        ("Do you ever doubt it?", "When did you last doubt it, and what came of it?"),
        (
            "In your opinion, will AI replace juniors?",
            "In your opinion, to what extent will AI replace juniors, and where does it show?",
        ),
        ("You work from home?", "How did it come about that you work from home?"),
        ("Any advice for a beginner?", "What would you do first in my place for a beginner?"),
        ("So, did Zoë support Łódź?", "How did Zoë support Łódź?"),
        ("Would you recommend an MBA?", "To whom would you recommend an MBA, and to whom not?"),
    ],
)
def test_the_better_form_keeps_the_subject(closed: str, better: str) -> None:
    assert remarks(closed)["closed"].better == better


def test_a_good_question_gets_no_remark() -> None:
    assert remarks(GOOD) == {}


def test_an_empty_line_is_no_question_yet() -> None:
    assert check("  ?", fact="") == ()


@given(st.text(max_size=300), st.text(max_size=30), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_judged_without_complaint(text: str, company: str, asked: list[str]) -> None:
    found = check(text, company=company, asked_before=asked)
    assert all(remark.reason for remark in found)
    assert len({remark.id for remark in found}) == len(found)


def test_a_pasted_book_is_judged_at_once() -> None:
    assert check("are you you you " * 60_000, asked_before=["you are " * 100_000]) != ()
