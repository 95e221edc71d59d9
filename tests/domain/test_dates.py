"""Dates that people type: what is understood, what is refused, and how it is said back."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.dates import (
    due_in_line,
    find_when,
    parse_when,
    say_ago,
    say_day,
    say_when,
)
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.say_dates import DateStyle, say_date, say_month, say_short, write_days_as

NOW = datetime.fromisoformat("2026-11-18T10:00")  # a Wednesday
BERLIN = ZoneInfo("Europe/Berlin")
TABLE = Path(__file__).parent / "data" / "when.tsv"


def table_lines() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(phrase, expected) for phrase, expected in pairs]


def written(found: date | datetime) -> str:
    if isinstance(found, datetime):
        return found.isoformat(timespec="minutes")
    return found.isoformat()


def understood(phrase: str, now: datetime = NOW) -> str:
    """What is understood, in ISO form; `-` for a refusal."""
    try:
        return written(parse_when(phrase, now))
    except UnclearDate:
        return "-"


@pytest.mark.parametrize(("phrase", "expected"), table_lines())
def test_every_line_of_the_table_is_understood_as_it_says(phrase: str, expected: str) -> None:
    assert understood(phrase) == expected


WIDER_FAMILY = {
    # a time before its day, and times as they are written
    "3pm tomorrow": "2026-11-19T15:00",
    "noon fri": "2026-11-20T12:00",
    "at 3 on friday": "2026-11-20T15:00",
    "mon at 15h30": "2026-11-23T15:30",
    "14.30": "2026-11-18T14:30",
    "fri 14.30": "2026-11-20T14:30",
    "fri 15h": "2026-11-20T15:00",
    "at 3:30": "2026-11-18T15:30",
    "03:30": "2026-11-19T03:30",
    "fri 3 p.m.": "2026-11-20T15:00",
    "fri @ 3": "2026-11-20T15:00",
    "3 o'clock": "2026-11-18T15:00",
    "half past 3": "2026-11-18T15:30",
    "quarter to 4 fri": "2026-11-20T15:45",
    "12am tomorrow": "2026-11-19T00:00",
    "12pm": "2026-11-18T12:00",
    "10:00": "2026-11-18T10:00",
    "half past five": "2026-11-18T17:30",
    "10 past 5 fri": "2026-11-20T17:10",
    "ten to five": "-",
    "fri at three": "2026-11-20T15:00",
    "at three pm tomorrow": "2026-11-19T15:00",
    "eleven o'clock fri": "2026-11-20T11:00",
    "one in the morning": "-",
    "fri one": "-",
    "14h": "-",
    "right now": "2026-11-18T10:00",
    # a part of the day says which half of it an hour lies in
    "tonight at 8": "2026-11-18T20:00",
    "this afternoon at 4": "2026-11-18T16:00",
    "tomorrow morning at 9": "2026-11-19T09:00",
    "fri evening 7:30": "2026-11-20T19:30",
    "3 in the afternoon tomorrow": "2026-11-19T15:00",
    "at 8 tonight": "2026-11-18T20:00",
    "8pm tonight": "2026-11-18T20:00",
    "at 7 tomorrow evening": "2026-11-19T19:00",
    "9am tonight": "-",
    "tonight 9am": "-",
    "noon tonight": "-",
    "tonight": "-",
    "tomorrow morning": "-",
    "tomorrow morning at 15:00": "-",
    # a bare hour needs a day that cannot take it for a day of the month
    "next tue 9": "2026-11-24T09:00",
    "tomorrow 9": "2026-11-19T09:00",
    "fri 9": "-",
    "1 dec 9": "-",
    # lengths of time
    "in half an hour": "2026-11-18T10:30",
    "in an hour and a half": "2026-11-18T11:30",
    "in 1 hour 30 min": "2026-11-18T11:30",
    "2 hours ago": "2026-11-18T08:00",
    "+2h": "2026-11-18T12:00",
    "in 15 hours": "2026-11-19T01:00",
    "in two weeks' time": "2026-12-02",
    "2 weeks and 3 days": "2026-12-05",
    "a couple of days": "2026-11-20",
    "half a year": "2027-05-18",
    "in a quarter": "2027-02-18",
    "3 business days ago": "2026-11-13",
    "next business day": "2026-11-19",
    "next tomorrow": "-",
    "next business week": "-",
    "in 0 days": "2026-11-18",
    "3m": "-",
    "15h": "-",
    "1 day 2 hours": "-",
    "in 2 weeks ago": "-",
    "3 days and 2 weeks": "-",
    "15h30 h": "-",
    "in 1.5 hours": "2026-11-18T11:30",
    "in 2h30": "2026-11-18T12:30",
    "in 1h75": "-",
    "1.5 days": "-",
    "thirty days": "2026-12-18",
    "in forty-five minutes": "2026-11-18T10:45",
    "twenty five days": "2026-12-13",
    "twenty-ten days": "-",
    "hundred days": "-",
    # days counted from days
    "the day after friday": "2026-11-21",
    "the day before 1 dec": "2026-11-30",
    "day after": "-",
    "3 business days after friday": "2026-11-25",
    "2 days before the end of the month": "2026-11-28",
    "a week today": "2026-11-25",
    "a fortnight tomorrow": "2026-12-03",
    "3 weeks today": "-",
    "a week yesterday": "-",
    "a fortnight on friday": "2026-12-04",
    "day after tomorrow": "2026-11-20",
    "the day after tomorrow": "2026-11-20",
    "day before yesterday": "2026-11-16",
    "a week from fri": "2026-11-27",
    "a week on friday": "2026-11-27",
    "2 days before fri": "2026-11-18",
    "two weeks after 1 dec": "2026-12-15",
    "2 hours after fri": "-",
    # weeks
    "this coming friday": "2026-11-20",
    "past friday": "2026-11-13",
    "tomorrow week": "2026-11-26",
    "fri fortnight": "2026-12-04",
    "friday of next week": "2026-11-27",
    "next wk fri": "2026-11-27",
    "fri of": "-",
    "wk 50": "2026-12-07",
    "week 53 2026": "2026-12-28",
    "week 53 2027": "-",
    "next quarter": "2027-02-18",
    "fri next week": "2026-11-27",
    "next week fri": "2026-11-27",
    "next week on fri": "2026-11-27",
    "mon this week": "2026-11-16",
    "next wed": "2026-11-25",
    "this wed": "2026-11-18",
    "last wed": "2026-11-11",
    "this weekend": "2026-11-21",
    "next weekend": "2026-11-28",
    "last week": "2026-11-11",
    "this week": "-",
    "the week after next": "2026-12-02",
    "week 49": "2026-11-30",
    "week 10": "2027-03-08",
    "2026-W53": "2026-12-28",
    "2026-W53-7": "2027-01-03",
    "2027-W53": "-",
    # the edges of months, quarters and years
    "last business day of the month": "2026-11-30",
    "last working day of the year": "2026-12-31",
    "first working day of next month": "2026-12-01",
    "2nd working day of january": "2027-01-04",
    "24th working day of february 2027": "-",
    "first business day of the week": "-",
    "eoy": "2026-12-31",
    "end of year": "2026-12-31",
    "eoq": "2026-12-31",
    "end of next quarter": "2027-03-31",
    "end of next month": "2026-12-31",
    "end of last month": "2026-10-31",
    "end of february": "2027-02-28",
    "end of february 2028": "2028-02-29",
    "end of next week": "2026-11-27",
    "start of next week": "2026-11-23",
    "beginning of march": "2027-03-01",
    "last day of month": "2026-11-30",
    "last day of the month": "2026-11-30",
    "first day of next month": "2026-12-01",
    "first monday of march": "2027-03-01",
    "first monday of november": "2027-11-01",
    "last friday of november": "2026-11-27",
    "2nd tue of next month": "2026-12-08",
    "last friday of november 15:00": "2026-11-27T15:00",
    "first monday of march 2028": "2028-03-06",
    "1st of december 9:30": "2026-12-01T09:30",
    "15th of next month": "2026-12-15",
    "the 1st of next month": "2026-12-01",
    "31st of feb": "-",
    "5th monday of feb 2027": "-",
    "first day of month": "-",
    # dates of the calendar
    "27/1": "2027-01-27",
    "1/27": "2027-01-27",
    "27/1/2027": "2027-01-27",
    "5/5": "2027-05-05",
    "3/4": "-",
    "12-1-2026": "-",
    "13-1-2026": "2026-01-13",
    "1.12.": "2026-12-01",
    "24.12": "2026-12-24",
    "14.12": "-",
    "01.12.26": "2026-12-01",
    "1/12/27": "2027-01-12",
    "26-12-01": "-",
    "26/12/01": "-",
    "1/12/99": "-",
    "1 dec 27": "-",
    "2026/12/01": "2026-12-01",
    "Dec. 1st, 2026, 3 p.m.": "2026-12-01T15:00",
    "1-Dec-2026": "2026-12-01",
    "1dec": "2026-12-01",
    "the 1st of december": "2026-12-01",
    "18 nov": "2026-11-18",
    "17 nov": "2027-11-17",
    "31st": "2026-12-31",
    "wed the 25th": "2026-11-25",
    "Fri 27 Nov, 14:30": "2026-11-27T14:30",
    "Tuesday, December 1st": "2026-12-01",
    "mon 27 nov": "-",
    "1th": "-",
    "32nd": "-",
    "31 nov": "-",
    "dec": "-",
    "dec 2026": "-",
    "1 dec 1530": "-",
    "29 feb": "-",
    "29 feb 2028": "2028-02-29",
    "29 feb 2027": "-",
    "0001-01-01": "0001-01-01",
    "9999-12-31": "9999-12-31",
    "in 9999 years": "-",
    "9999 years ago": "-",
    # what is no date
    "midnight": "-",
    "13pm": "-",
    "0pm": "-",
    "fri 24:00": "-",
    "fri 3pm 4pm": "-",
    "fri mon": "-",
    "３pm": "-",
    "fri\x00": "-",
    "": "-",
    "   ": "-",
}


@pytest.mark.parametrize(("phrase", "expected"), WIDER_FAMILY.items())
def test_the_wider_family_is_understood_or_refused(phrase: str, expected: str) -> None:
    assert understood(phrase) == expected


@pytest.mark.parametrize("prefix", ["on", "by", "until", "ON"])
def test_a_small_word_before_the_day_changes_nothing(prefix: str) -> None:
    assert understood(f"{prefix} Fri") == "2026-11-20"


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("banana", "'fri 14:30', 'in 2 weeks' or '1 dec'"),
        ("32 dec", "There is no 32 Dec"),
        ("mon 27 nov", "2026-11-27 is a Fri, not a Mon"),
        ("3/4", "write 3 Apr"),
        ("3m", "3min or 3mo"),
        ("fri 9", "an hour, a day or a year"),
        ("tomorrow morning", "tomorrow 9am"),
        ("14.12", "14:12 or 14.12."),
        ("29 feb", "write the year"),
        ("fri 25:00", "25 is no hour"),
        ("fri 9:75", "75 is no minute"),
        ("5th monday of feb 2027", "There are not 5"),
    ],
)
def test_a_refusal_says_in_one_line_what_is_unclear_and_how_to_write_it(
    phrase: str, says: str
) -> None:
    with pytest.raises(UnclearDate) as refusal:
        parse_when(phrase, NOW)
    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_refusal_never_repeats_control_characters() -> None:
    with pytest.raises(UnclearDate) as refusal:
        parse_when("\x1b]52;c;x\x07\u202efri", NOW)
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("phrase", "day_first", "expected"),
    [
        ("3/4", True, "2027-04-03"),
        ("3/4", False, "2027-03-04"),
        ("12/1/2026", True, "2026-01-12"),
        ("12/1/2026", False, "2026-12-01"),
        ("27/1", True, "2027-01-27"),
        ("27/1", False, "-"),
        ("1/27/2027", True, "-"),
    ],
)
def test_the_day_first_setting_decides_and_is_held_to(
    phrase: str, day_first: bool, expected: str
) -> None:
    try:
        found = written(parse_when(phrase, NOW, day_first=day_first))
    except UnclearDate:
        found = "-"
    assert found == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("fri", "2026-11-13"),
        ("wed", "2026-11-11"),
        ("1 dec", "2025-12-01"),
        ("15th", "2026-11-15"),
        ("weekend", "2026-11-14"),
        ("3pm", "2026-11-17T15:00"),
        ("9am", "2026-11-18T09:00"),
        ("today", "2026-11-18"),
    ],
)
def test_looking_back_days_without_a_year_or_week_lie_behind(phrase: str, expected: str) -> None:
    assert written(parse_when(phrase, NOW, past=True)) == expected


@pytest.mark.parametrize(
    ("now", "phrase", "expected"),
    [
        ("2026-11-20T10:00", "fri", "2026-11-27"),
        ("2026-11-20T10:00", "this fri", "2026-11-20"),
        ("2026-11-20T10:00", "eow", "2026-11-20"),
        ("2026-11-20T10:00", "next fri", "2026-11-27"),
        ("2026-11-21T10:00", "weekend", "2026-11-21"),
        ("2026-11-21T10:00", "eow", "-"),
        ("2026-11-22T10:00", "next fri", "2026-11-27"),
        ("2026-11-22T10:00", "weekend", "2026-11-28"),
        ("2027-01-31T10:00", "in 1 month", "2027-02-28"),
        ("2027-01-31T10:00", "in 2 months", "2027-03-31"),
        ("2027-01-31T10:00", "30th", "2027-03-30"),
        ("2028-02-29T10:00", "next year", "2029-02-28"),
        ("2028-01-10T10:00", "29 feb", "2028-02-29"),
        ("2028-03-01T10:00", "29 feb", "-"),
        ("2026-12-31T23:50", "in 20 minutes", "2027-01-01T00:10"),
        ("2026-12-31T23:50", "tomorrow", "2027-01-01"),
        ("2026-12-31T23:50", "1 jan", "2027-01-01"),
        ("2026-12-31T23:50", "9am", "2027-01-01T09:00"),
        ("2020-12-30T10:00", "week 53", "-"),
        ("2024-12-31T10:00", "week 1", "2025-12-29"),
        ("2027-01-02T10:00", "week 1", "2027-01-04"),
        ("2026-12-28T10:00", "week 53", "2026-12-28"),
        ("0001-01-01T10:00", "yesterday", "-"),
        ("0001-01-01T10:00", "last fri", "-"),
        ("9999-12-31T10:00", "tomorrow", "-"),
        ("9999-12-31T10:00", "9am", "-"),
        ("9999-12-31T10:00", "eoy", "9999-12-31"),
        ("9999-12-31T10:00", "next month", "-"),
        ("9999-12-31T10:00", "3bd", "-"),
        ("9999-12-31T10:00", "in 20 hours", "-"),
        ("9999-12-31T10:00", "1 dec", "-"),
        ("9999-12-31T10:00", "29 feb", "-"),
    ],
)
def test_the_edges_of_weeks_months_years_and_the_calendar(
    now: str, phrase: str, expected: str
) -> None:
    assert understood(phrase, datetime.fromisoformat(now)) == expected


@pytest.mark.parametrize("phrase", ["29 feb", "31 dec", "15th", "fri", "week 53"])
def test_looking_back_ends_with_the_year_1(phrase: str) -> None:
    with pytest.raises(UnclearDate):
        parse_when(phrase, datetime.fromisoformat("0001-01-01T10:00"), past=True)


def test_business_days_follow_the_calendar_of_work() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 11, 19)}))
    assert parse_when("2bd", NOW, calendar=calendar) == date(2026, 11, 23)
    assert parse_when("next business day", NOW, calendar=calendar) == date(2026, 11, 20)


def test_a_time_is_on_the_clock_of_now_and_keeps_its_wall_time_over_a_change() -> None:
    now = datetime(2026, 10, 20, 9, 0, tzinfo=BERLIN)
    before, behind = parse_when("23 oct 9:00", now), parse_when("26 oct 9:00", now)
    assert isinstance(before, datetime)
    assert isinstance(behind, datetime)
    assert before.tzinfo is behind.tzinfo is BERLIN
    assert (before.hour, behind.hour) == (9, 9)
    assert before.utcoffset() != behind.utcoffset()


@pytest.mark.parametrize(
    ("zone", "phrase", "says"),
    [
        ("Europe/Berlin", "2027-03-28 02:30", "03:30"),
        ("America/Toronto", "2027-03-14 02:30", "03:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "02:40"),
    ],
)
def test_a_time_that_the_clocks_skip_is_refused_with_the_one_that_exists(
    zone: str, phrase: str, says: str
) -> None:
    now = datetime(2026, 9, 1, 10, 0, tzinfo=ZoneInfo(zone))
    with pytest.raises(UnclearDate, match=f"does not exist.*{says}"):
        parse_when(phrase, now)


@pytest.mark.parametrize(
    ("zone", "phrase"),
    [
        ("Europe/Berlin", "2026-10-25 02:30"),
        ("America/Toronto", "2026-11-01 01:30"),
        ("Australia/Lord_Howe", "2027-04-04 01:45"),
    ],
)
def test_a_time_that_the_clocks_show_twice_is_the_first(zone: str, phrase: str) -> None:
    found = parse_when(phrase, datetime(2026, 9, 1, 10, 0, tzinfo=ZoneInfo(zone)))
    assert isinstance(found, datetime)
    assert found.fold == 0
    assert found.utcoffset() != found.replace(fold=1).utcoffset()


def test_hours_are_counted_in_elapsed_time_over_a_change_of_the_clocks() -> None:
    now = datetime(2027, 3, 28, 1, 30, tzinfo=BERLIN)
    assert parse_when("in 2 hours", now) == datetime(2027, 3, 28, 4, 30, tzinfo=BERLIN)
    now = datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN)
    assert parse_when("in 2 hours", now) == datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)


@pytest.mark.parametrize("offset", ["Z", "+00:00", "-0000"])
def test_an_iso_time_with_an_offset_is_told_on_the_clock_of_now(offset: str) -> None:
    now = datetime(2026, 11, 18, 10, 0, tzinfo=BERLIN)
    found = parse_when(f"2026-12-01T15:00:00{offset}", now)
    assert written(found) == "2026-12-01T16:00+01:00"
    with pytest.raises(UnclearDate, match="offset"):
        parse_when(f"2026-12-01T15:00{offset}", NOW)


NOWS = st.datetimes(
    timezones=st.sampled_from([None, UTC, BERLIN, ZoneInfo("Australia/Lord_Howe")]),
)
WORDS = (
    "in next last this the a an by at on of week weeks day days month year fri tue weekend end "
    "first 2nd 3 14 31 0 2026 9999 9am 14:30 27/1 1.12. dec feb march may noon tonight morning "
    "tomorrow ago from before half hour 5bd + - , . ' T w53 eom business"
)


@given(text=st.text(max_size=120), now=NOWS)
@settings(deadline=None)
def test_any_text_is_understood_or_refused(text: str, now: datetime) -> None:
    understood(text, now)


@given(
    words=st.lists(st.sampled_from(WORDS.split()), max_size=8),
    now=NOWS,
    past=st.booleans(),
    first=st.booleans(),
)
@settings(deadline=None, max_examples=400)
def test_any_words_of_the_grammar_are_understood_or_refused(
    words: list[str], now: datetime, past: bool, first: bool
) -> None:
    with contextlib.suppress(UnclearDate):
        found = parse_when(" ".join(words), now, past=past, day_first=first)
        assert not isinstance(found, datetime) or found.tzinfo is now.tzinfo
    find_when(" ".join(words), now, past=past)


@pytest.mark.parametrize("piece", ["a", "1", " ", "in ", "fri ", "by 1 ", "1 day and ", "\u202e"])
def test_a_megabyte_is_refused_or_searched_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    begin = time.process_time()
    assert understood(text) == "-"
    assert find_when(text, NOW) is None or piece == "fri "
    due_in_line(text, NOW)
    assert time.process_time() - begin < 20


@given(
    value=st.one_of(
        st.dates(date(2026, 11, 18), date(2070, 12, 31)),
        st.datetimes(
            datetime.fromisoformat("2026-11-18T10:00"), datetime.fromisoformat("2070-12-31T23:59")
        ),
    ),
    clock_24=st.booleans(),
)
@settings(deadline=None)
def test_what_is_said_is_understood_again(value: date | datetime, clock_24: bool) -> None:
    if isinstance(value, datetime):
        value = value.replace(second=0, microsecond=0)
    for style in DateStyle:
        with written_as(style):
            assert parse_when(say_when(value, NOW, clock_24=clock_24), NOW) == value


@contextlib.contextmanager
def written_as(style: DateStyle) -> Iterator[None]:
    write_days_as(style)
    try:
        yield
    finally:
        write_days_as(DateStyle.WORDS)


def test_days_are_written_in_words_or_as_iso_wishes() -> None:
    day, today = date(2026, 11, 27), NOW.date()
    assert (say_day(day, today), say_date(day)) == ("Fri 27 Nov", "27 Nov 2026")
    with written_as(DateStyle.ISO):
        assert (say_day(day, today), say_date(day)) == ("2026-11-27", "2026-11-27")
        assert say_day(today, today) == "today"
        moment = NOW.replace(day=27, hour=9, minute=5)
        assert say_when(moment, NOW) == "2026-11-27, 09:05"
        assert say_when(moment, NOW, in_words=True) == "Fri 27 Nov, 09:05"  # in a letter
        assert (say_short(day, today), say_month(day)) == ("2026-11-27", "2026-11")
    assert (say_short(day, today), say_month(day)) == ("27 Nov", "November 2026")
    assert say_short(day, date(2027, 1, 1)) == "27 Nov 2026"


@pytest.mark.parametrize(
    ("value", "clock_24", "said"),
    [
        ("2026-11-27", True, "Fri 27 Nov"),
        ("2027-01-01", True, "Fri 1 Jan 2027"),
        ("2026-11-27T14:30", True, "Fri 27 Nov, 14:30"),
        ("2026-11-27T09:05", True, "Fri 27 Nov, 09:05"),
        ("2026-11-27T14:30", False, "Fri 27 Nov, 2:30 pm"),
        ("2026-11-27T00:05", False, "Fri 27 Nov, 12:05 am"),
        ("0005-03-01", True, "Tue 1 Mar 0005"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_it_is_another(
    value: str, clock_24: bool, said: str
) -> None:
    moment = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    assert say_when(moment, NOW, clock_24=clock_24) == said


def test_near_days_are_said_by_name() -> None:
    today = date(2026, 12, 31)
    said = [say_day(today + timedelta(days=days), today) for days in (-2, -1, 0, 1, 2)]
    assert said == ["Tue 29 Dec", "yesterday", "today", "tomorrow", "Sat 2 Jan 2027"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "1 d"),
        (13, "13 d"),
        (14, "2 w"),
        (59, "8 w"),
        (61, "2 mo"),
        (365, "12 mo"),
        (729, "23 mo"),
        (730, "2 y"),
        (-3, "in 3 d"),
    ],
)
def test_how_long_ago_is_said_briefly(days: int, said: str) -> None:
    today = date(2026, 11, 18)
    assert say_ago(today - timedelta(days=days), today) == said
