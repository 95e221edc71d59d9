"""The question bank: large enough, well spread, searchable, and good by its own checks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

from infoview_tui.domain.question_bank import (
    TOPICS,
    CareerStage,
    Phase,
    Tiara,
    bank,
    find,
    own_question,
    search,
)
from infoview_tui.domain.question_checks import check, same_question


def test_at_least_120_questions_over_all_topics_letters_phases_and_stages() -> None:
    questions = bank()
    assert len(questions) >= 120
    by_topic = Counter(q.topic for q in questions)
    assert set(by_topic) == set(TOPICS)
    assert len(TOPICS) == 12
    assert min(by_topic.values()) >= 10
    assert {q.tiara for q in questions} == set(Tiara)
    assert {q.phase for q in questions} == set(Phase)
    for stage in CareerStage:
        assert sum(q.stages != frozenset(CareerStage) and stage in q.stages for q in questions) >= 8


def test_the_letters_spell_tiara() -> None:
    assert "".join(letter.letter for letter in Tiara) == "TIARS"


def test_every_id_is_a_slug_of_its_own() -> None:
    ids = [q.id for q in bank()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i) for i in ids)


@pytest.mark.parametrize("question", bank(), ids=lambda q: q.id)
def test_every_question_passes_the_checks(question: object) -> None:
    text = getattr(question, "text")  # noqa: B009
    assert check(text, fact="a fact", company="Northwind") == ()
    assert text.endswith("?")
    assert len(text.split()) <= 24


def test_no_two_questions_ask_the_same() -> None:
    texts = [q.text for q in bank()]
    twins = [(a, b) for i, a in enumerate(texts) for b in texts[:i] if same_question(a, b)]
    assert twins == []


def test_search_finds_by_the_beginnings_of_words_in_any_order() -> None:
    found = search("decis small")
    assert [q.id for q in found] == ["decision-that-looked-small"]
    assert search("SMALL decis") == found


def test_what_everybody_wonders_and_few_dare_to_ask_is_there() -> None:
    assert {q.topic for q in search("salary")} == {"growth"}


def test_search_knows_the_topic_by_its_name() -> None:
    assert {q.topic for q in search("credentials")} == {"training"}


def test_search_narrows_by_topic_stage_and_letter() -> None:
    found = search(topic="people", stage="returner", tiara="resources")
    assert found
    assert all(q.topic == "people" and CareerStage.RETURNER in q.stages for q in found)
    assert "returned" in {q.id for q in found}
    assert "returned" not in {q.id for q in search(topic="people", stage="student")}


def test_search_without_a_hit_is_empty() -> None:
    assert search("zyzzyva") == ()


def test_own_questions_come_first_and_are_found_again() -> None:
    mine = own_question("  Wie kam es zur\nÜbernahme? ", "culture")
    assert mine.text == "Wie kam es zur Übernahme?"
    assert mine.id == "own-wie-kam-es-zur-ubernahme"
    assert search("ubernahme", own=[mine]) == (mine,)
    assert search(topic="culture", own=[mine])[0] is mine
    assert find(mine.id) is None


def test_importing_the_bank_reads_nothing() -> None:
    code = (
        "import sys, infoview_tui.domain.question_bank as b;"
        "assert 'tomllib' not in sys.modules and b.bank.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
