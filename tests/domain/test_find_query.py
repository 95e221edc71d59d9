"""What is typed into the finder, understood or refused with a line that helps."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.find_query import (
    FILTERS,
    FindQuery,
    UnclearQuery,
    complete,
    explain,
    parse,
    past_day,
)

TODAY = date(2026, 11, 22)  # a Sunday
KNOWN = {
    "company": ["Northwind", "Lumen Price", "Atlas", "Atlas North"],
    "with": ["Priya Natarajan"],
    "tag": ["growth"],
    "topic": ["culture"],
}


def test_words_phrases_and_words_to_leave_out() -> None:
    assert parse('Press  "One page" -hiring ÉTÉ', TODAY) == FindQuery(
        terms=("press", "one page", "ete"), without=("hiring",)
    )


def test_every_filter() -> None:
    query = parse(
        'kind:insight,quotes company:"lumen price" with:priya tag:#Growth topic:culture '
        "since:2026-03 until:yesterday",
        TODAY,
    )
    assert query == FindQuery(
        kinds=frozenset({"insight", "quote"}),
        companies=("lumen price",),
        people=("priya",),
        tags=("growth",),
        topics=("culture",),
        since=date(2026, 3, 1),
        until=date(2026, 11, 21),
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [("kind:ins", "insight"), ("kind:follow-up", "follow_up"), ("KIND:Gaps", "gap")],
)
def test_a_kind_by_its_beginning_or_plural(text: str, kind: str) -> None:
    assert parse(text, TODAY).kinds == {kind}


@pytest.mark.parametrize("text", ["kind:", "company:", "since:", '"', "   ", '""', "kind:,"])
def test_a_filter_that_is_still_being_typed_is_no_filter_yet(text: str) -> None:
    assert parse(text, TODAY) == FindQuery()


def test_a_phrase_that_is_still_being_typed_is_searched_for() -> None:
    assert parse('"one pa', TODAY).terms == ("one pa",)


def test_a_colon_in_a_word_is_no_filter() -> None:
    assert parse("re: http://x.org/a 14:30", TODAY).terms == ("re:", "http://x.org/a", "14:30")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind:x", "kind:x: choose one of contact, company, note,"),
        ("kind:qu", "kind:qu: choose one of quote, question"),
        ("since:soon", "soon: not a day or a length of time; try 2026-03"),
        ("until:2026-13", "2026-13: not a day"),
        ("-tag:x", "-tag: a filter cannot be left out"),
    ],
)
def test_a_filter_that_is_not_understood_says_what_it_takes(text: str, said: str) -> None:
    with pytest.raises(UnclearQuery) as caught:
        parse(text, TODAY)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 months", date(2026, 8, 22)),
        ("3 months ago", date(2026, 8, 22)),
        ("2w", date(2026, 11, 8)),
        ("10 days", date(2026, 11, 12)),
        ("a week", date(2026, 11, 15)),
        ("last month", date(2026, 10, 22)),
        ("1 year", date(2025, 11, 22)),
        ("2 quarters", date(2026, 5, 22)),
        ("2025", date(2025, 1, 1)),
        ("2026-2", date(2026, 2, 1)),
        ("2026-03-14", date(2026, 3, 14)),
        ("march", date(2026, 3, 1)),
        ("dec", date(2025, 12, 1)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 21)),
    ],
)
def test_days_count_back(text: str, day: date) -> None:
    assert past_day(text, TODAY) == day


def test_months_back_from_a_long_month_end_on_its_last_day() -> None:
    assert past_day("1 month", date(2026, 3, 31)) == date(2026, 2, 28)
    assert past_day("1 month", date(2024, 3, 31)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "grown"),
    [
        ("ki", ("kind:",)),
        ("press t", ("press tag:", "press topic:")),
        ("kind:ga", ("kind:gap",)),
        ("kind:insight,qu", ("kind:insight,quote", "kind:insight,question")),
        ("x company:nor", ("x company:Northwind", 'x company:"Atlas North"')),
        ('company:"lumen', ('company:"Lumen Price"',)),
        ("with:nat", ('with:"Priya Natarajan"',)),
        ("tag:gro", ("tag:growth",)),
        ("since:3", ('since:"3 months"',)),
        ("kind:gap", ()),
        ("kind:gap ", ()),
        ("", ()),
        ("zzz", ()),
    ],
)
def test_the_last_piece_is_completed(text: str, grown: tuple[str, ...]) -> None:
    assert complete(text, KNOWN) == grown


def test_what_is_completed_is_understood() -> None:
    for name in FILTERS:
        for text in complete(f"{name}:", KNOWN):
            assert parse(text, TODAY), text


@given(st.text(alphabet='abk:ind"-, 20#since', max_size=30) | st.text(max_size=30))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    complete(text, KNOWN)
    with contextlib.suppress(UnclearQuery):
        assert all(parse(text, TODAY).terms)


@given(st.text(alphabet="0123456789 -amonthdyweks", max_size=24))
def test_any_day_is_understood_or_refused(text: str) -> None:
    with contextlib.suppress(UnclearQuery):
        assert isinstance(past_day(text, TODAY), date)


def test_a_page_pasted_by_mistake_is_refused_at_once() -> None:
    page = "word " * 200_000
    with pytest.raises(UnclearQuery, match="1,000,000 characters"):
        parse(page, TODAY)
    assert complete(page + "kind:", {}) == ()
    assert explain(page + "kind:") == ""
