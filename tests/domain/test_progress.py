"""Progress in figures, on a journal whose answers were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.insights import answer_tables
from infoview_tui.domain.models import Debrief, Status
from infoview_tui.domain.progress import (
    Coverage,
    Funnel,
    Punctuality,
    TalkFacts,
    by_channel,
    by_opener,
    by_source,
    funnel,
    going_cold,
    prep_coverage,
    question_yield,
    reply_rates,
    score_trends,
    talk_facts,
    talks_per_week,
    thank_you_punctuality,
)
from tests.domain.small_journal import (
    ANSWERS,
    CONTACTS,
    HEADS,
    NOW,
    SAM,
    TALKS,
    TODAY,
    TOUCHES,
    at,
)

FACTS = [facts for held in TALKS if (facts := talk_facts(held, NOW))]


def test_the_funnel_counts_people_by_how_far_the_way_has_come() -> None:
    # Six contacts; Vic was never written to, Uma never answered, four were met.
    found = funnel(CONTACTS, TOUCHES, HEADS)
    assert found == Funnel(contacts=6, written_to=5, replied=4, agreed=4, met=4)
    assert found.expected_replies() == (1, 2)  # 20-40 % of five
    assert replace(found, written_to=1).expected_replies() == (0, 1)


def test_each_step_of_the_funnel_holds_those_of_the_next() -> None:
    counts = [count for _, count in funnel(CONTACTS, TOUCHES, HEADS).steps]
    assert counts == sorted(counts, reverse=True)


def rates(by: object) -> dict[str, tuple[int, int]]:
    found = reply_rates(CONTACTS, TOUCHES, by, TODAY)  # type: ignore[arg-type]
    return {key: (rate.replied, rate.asked) for key, rate in found}


def test_reply_rate_by_source_opener_and_channel() -> None:
    assert rates(by_source) == {"mutual": (2, 2), "alumni": (1, 1), "cold": (0, 1)}
    assert rates(by_opener) == {"mutual": (2, 2), "alumni": (1, 1), "cold": (0, 1)}
    assert rates(by_channel) == {"email": (2, 2), "linkedin": (1, 2)}


def test_who_may_still_answer_is_not_counted() -> None:
    early = reply_rates(CONTACTS, TOUCHES, by_channel, date(2026, 10, 8))
    assert {key: rate.asked for key, rate in early}["linkedin"] == 0


def test_talks_per_week_begin_on_monday_and_hold_empty_weeks() -> None:
    assert talks_per_week(FACTS, TODAY, weeks=4) == (
        (date(2026, 10, 26), 0),
        (date(2026, 11, 2), 1),
        (date(2026, 11, 9), 1),
        (date(2026, 11, 16), 2),
    )


def test_thanks_in_time_late_and_never() -> None:
    # Sam after 8 h, Priya after 56 h, Lena and Tomás never.
    assert thank_you_punctuality(HEADS, TOUCHES, NOW) == Punctuality(in_time=1, late=1, never=2)


def test_a_talk_whose_24_hours_still_run_is_not_counted() -> None:
    soon = at(18, 10, 24) + timedelta(hours=23)
    found = thank_you_punctuality({"tomas": HEADS["tomas"]}, {}, soon)
    assert (found, found.share) == (Punctuality(0, 0, 0), None)


def test_prep_coverage() -> None:
    # Sheets: Sam has a purpose (1 of 6), Priya all six, Lena and Tomás none.
    assert prep_coverage(FACTS) == Coverage(talks=4, ready=1, musts=7 / 4, planned=7, asked=4)
    assert prep_coverage([]) == Coverage(0, 0, 0.0, 0, 0)


def test_question_yield_is_the_news_for_each_time_it_was_asked() -> None:
    found = question_yield(answer_tables(ANSWERS))
    assert [(y.text, y.asked, y.notes, y.news) for y in found] == [
        ("What surprised you?", 1, 1, 1),
        ("How did you get in", 3, 2, 1),
    ]
    assert found[1].per_talk == pytest.approx(1 / 3)


def test_going_cold_by_the_cadence_of_the_card() -> None:
    # Sam is warm (90 days); the last touch was 2 Nov.
    later = NOW + timedelta(days=100)
    (cold,) = going_cold(CONTACTS, TOUCHES, HEADS, later)
    assert (cold.contact.uid, cold.days, cold.colour) == ("sam", 118, Colour.AMBER)
    assert going_cold(CONTACTS, TOUCHES, HEADS, NOW) == ()
    assert going_cold([replace(SAM, archived=True)], TOUCHES, HEADS, later) == ()


def test_own_scores_over_time() -> None:
    trends = {trend.id: trend for trend in score_trends(FACTS)}
    assert [score for _, score in trends["listened"].points] == [2, 3, 4]
    assert trends["listened"].average == 3
    assert trends["on_time"].points == ((date(2026, 11, 9), 5),)
    assert "kept_time" not in trends


def test_scores_out_of_range_and_talks_not_held_count_for_nothing() -> None:
    odd = replace(TALKS[0], debrief=Debrief(scores={"listened": 9}))
    assert talk_facts(odd, NOW) == TalkFacts("talk-sam", date(2026, 11, 2), 1, False, 1, 1, {})
    assert talk_facts(replace(TALKS[0], status=Status.CANCELLED), NOW) is None


def test_somebody_without_a_talk_counts_in_no_punctuality() -> None:
    heads = {**HEADS, "uma": ()}
    before = thank_you_punctuality(HEADS, TOUCHES, NOW)
    assert thank_you_punctuality(heads, TOUCHES, NOW) == before
