"""Dates inside sentences: due dates of promises, days of touches, and what is neither."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import infoview_tui.domain.phrases
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.dates import due_in_line, find_when
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.phrases import prose
from infoview_tui.domain.phrases.cursor import Cursor, Setting, tokenize
from infoview_tui.domain.phrases.when import read_when

NOW = datetime.fromisoformat("2026-11-18T10:00")  # a Wednesday

PROMISES = {
    "send the article by fri": ("by fri", "2026-11-20"),
    "+ call her in 2 weeks": ("in 2 weeks", "2026-12-02"),
    "intro on 1 dec": ("on 1 dec", "2026-12-01"),
    "By Friday: send notes": ("By Friday", "2026-11-20"),
    "on the 2nd, call": ("on the 2nd", "2026-12-02"),
    "send slides next week": ("next week", "2026-11-25"),
    "draft it this fri": ("this fri", "2026-11-20"),
    "due fri 27 nov": ("due fri 27 nov", "2026-11-27"),
    "due in 2 weeks, with notes": ("due in 2 weeks", "2026-12-02"),
    "due by 27/1": ("due by 27/1", "2027-01-27"),
    "before end of next week": ("before end of next week", "2026-11-27"),
    "mail it until eoy": ("until eoy", "2026-12-31"),
    "eom: send report": ("eom", "2026-11-30"),
    "reply within 2 weeks": ("within 2 weeks", "2026-12-02"),
    "in two weeks' time": ("in two weeks' time", "2026-12-02"),
    "answer in 5 business days": ("in 5 business days", "2026-11-25"),
    "call tomorrow": ("tomorrow", "2026-11-19"),
    "call tomorrow morning": ("tomorrow morning", "2026-11-19"),
    "ask her day after tomorrow": ("day after tomorrow", "2026-11-20"),
    "email her today": ("today", "2026-11-18"),
    "send by 5pm": ("by 5pm", "2026-11-18"),
    "send by 9am": ("by 9am", "2026-11-19"),
    "before noon": ("before noon", "2026-11-18"),
    "by fri 3pm": ("by fri 3pm", "2026-11-20"),
    "by fri at 3": ("by fri at 3", "2026-11-20"),
    "by fri at 3 talks": ("by fri", "2026-11-20"),
    "by may 5": ("by may 5", "2027-05-05"),
    "by 1.12.2026.": ("by 1.12.2026", "2026-12-01"),
    "(by fri)": ("by fri", "2026-11-20"),
    "on fri at the latest by next monday": ("by next monday", "2026-11-23"),
    "on 1 dec 2025 was the first, next by fri": ("by fri", "2026-11-20"),
}


@pytest.mark.parametrize(("line", "expected"), PROMISES.items())
def test_the_longest_phrase_of_a_promise_is_its_due_date(
    line: str, expected: tuple[str, str]
) -> None:
    phrase, day = expected
    assert due_in_line(line, NOW) == (phrase, date.fromisoformat(day))


@pytest.mark.parametrize(
    "line",
    [
        "read May's book",
        "may 5 people come",
        "in 3 talks",
        "by hand",
        "on second thought",
        "on 2nd floor",
        "by the 3rd party",
        "stand by me",
        "goodby fri",
        "by-fri",
        "by fri-ish",
        "by friday's deadline",
        "tomorrow's talk",
        "on Friday's call",
        "on Fridays",
        "on a friday",
        "on sun exposure",
        "be there on 24/7",
        "by 1/2",
        "by 3/4 of them",
        "by 24.12",
        "by 3",
        "by 5%",
        "in 2026",
        "in march",
        "in the morning",
        "in 1.5 days",
        "explain it in 20 minutes",
        "schools of tomorrow",
        "notes about next week",
        "what I learned today matters",
        "by yesterday",
        "on 1 dec 2025",
        "this week",
        "3 days",
        "on R2D2",
        "",
    ],
)
def test_what_only_looks_like_a_date_sets_none(line: str) -> None:
    assert due_in_line(line, NOW) is None


def test_a_promise_in_business_days_follows_the_calendar_of_work() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 11, 19)}))
    found = due_in_line("in 2 business days", NOW, calendar=calendar)
    assert found == ("in 2 business days", date(2026, 11, 23))


def test_the_day_first_setting_reads_slashes_in_promises() -> None:
    assert due_in_line("by 3/4", NOW, day_first=True) == ("by 3/4", date(2027, 4, 3))


TOUCHES = {
    "call yesterday: she liked it": ("yesterday", "2026-11-17"),
    "met fri at the conference": ("fri", "2026-11-13"),
    "coffee on 12 nov, good": ("on 12 nov", "2026-11-12"),
    "lunch 3 days ago": ("3 days ago", "2026-11-15"),
    "2 hours ago she called": ("2 hours ago", "2026-11-18T08:00"),
    "call yesterday 15:00: ok": ("yesterday 15:00", "2026-11-17T15:00"),
    "call yesterday at 3, ok": ("yesterday at 3", "2026-11-17T15:00"),
    "coffee noon fri": ("noon fri", "2026-11-13T12:00"),
    "phone last friday at 14:30": ("last friday at 14:30", "2026-11-13T14:30"),
    "met her on the 12th.": ("on the 12th", "2026-11-12"),
    "emailed 2026-11-10": ("2026-11-10", "2026-11-10"),
    "called today": ("today", "2026-11-18"),
}


@pytest.mark.parametrize(("line", "expected"), TOUCHES.items())
def test_a_touch_line_names_its_day_in_the_past(line: str, expected: tuple[str, str]) -> None:
    found = find_when(line, NOW, past=True)
    assert found is not None
    value, start, end = found
    said = value.isoformat(timespec="minutes") if isinstance(value, datetime) else str(value)
    assert (line[start:end], said) == expected


@pytest.mark.parametrize(
    "line",
    ["we last sat down", "sat with her", "3 people", "- 3 days of work", "next week we meet", "x"],
)
def test_a_touch_line_without_a_past_day_has_none(line: str) -> None:
    assert find_when(line, NOW, past=True) is None


WORDS = "by on in due next this fri 3 2nd of may 27/1 1.12. 5pm weeks ' -"
PIECES = st.one_of(st.text(max_size=8), st.sampled_from(WORDS.split()))
LINES = st.lists(PIECES, max_size=12).map(" ".join)


@given(line=LINES, now=st.datetimes(timezones=st.sampled_from([None, UTC])))
@settings(deadline=None)
def test_no_line_is_too_strange_to_be_searched(line: str, now: datetime) -> None:
    due = due_in_line(line, now)
    assert due is None or (due[0] in line and due[1] >= now.date())
    found = find_when(line, now)
    assert found is None or line[found[1] : found[2]].strip()


GRAMMAR = Path(infoview_tui.domain.phrases.__file__).parent
LITERALS = {
    word
    for module in GRAMMAR.glob("*.py")
    for quoted in re.findall(r'"([^"\n]*)"', module.read_text(encoding="utf-8"))
    for word in re.findall("[a-z]+", quoted)
}


@given(
    st.sampled_from(sorted(LITERALS)),
    st.lists(
        st.sampled_from([*sorted(LITERALS), "1", "2nd", "15", "3pm", "9:30", "."]), max_size=4
    ),
    st.booleans(),
)
@settings(max_examples=300)
def test_no_word_that_begins_a_date_is_passed_over(first: str, rest: list[str], past: bool) -> None:
    """`_FIRST_WORDS` is a shortcut: without it the same is found."""
    tokens = tokenize(" ".join([first, *rest]))
    setting = Setting(NOW, past=past, prose=True)
    cursor = Cursor(tokens, setting)
    try:
        found = cursor.attempt(read_when)
    except (InfoviewError, OverflowError):
        found = None
    assert found is None or first in prose._FIRST_WORDS
