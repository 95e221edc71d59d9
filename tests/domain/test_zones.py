"""Wall clocks: local times, times that do not exist or exist twice, zones of places."""

from __future__ import annotations

import contextlib
import time as clock
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.dates import guess_zone, local_time, parse_when, valid_zone
from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.zones import HOME, after, wall_time

BERLIN = ZoneInfo("Europe/Berlin")
NOON_UTC = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
TABLE = files("infoview_tui.domain").joinpath("places.tsv").read_text(encoding="utf-8")
ZONES = {line.split("\t")[0] for line in TABLE.splitlines()[1:]}


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Europe/Berlin", "13:00"),
        ("America/Toronto", "07:00"),
        ("Australia/Lord_Howe", "23:00"),
        ("Asia/Kathmandu", "17:45"),
        ("Pacific/Auckland", "01:00"),
    ],
)
def test_the_local_time_is_what_clocks_there_show(zone: str, clock: str) -> None:
    local = local_time(NOON_UTC, zone)
    assert local is not None
    assert f"{local:%H:%M}" == clock
    assert local == NOON_UTC
    assert local_time(NOON_UTC.replace(tzinfo=None), zone) == local


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Base", "../etc/passwd", "/etc/passwd", "America", "localtime", "posix/UTC", "a\0b"],
)
def test_what_is_no_zone_of_the_tables_is_known_as_none(name: str) -> None:
    assert not valid_zone(name)
    assert local_time(NOON_UTC, name) is None


@given(name=st.text(max_size=30))
@settings(deadline=None)
def test_any_text_is_a_zone_or_none(name: str) -> None:
    assert valid_zone(name) == (local_time(NOON_UTC, name) is not None)


def test_a_local_time_beyond_the_calendar_is_none() -> None:
    assert local_time(datetime.max.replace(tzinfo=UTC), "Asia/Tokyo") is None


def test_a_wall_time_that_the_zone_skips_is_refused() -> None:
    with pytest.raises(UnclearDate, match="03:30"):
        wall_time(date(2027, 3, 14), time(2, 30), ZoneInfo("America/Toronto"))


def test_the_fold_of_a_time_that_exists_twice_is_kept() -> None:
    second = time(2, 30, fold=1)
    moment = wall_time(date(2026, 10, 25), second, BERLIN)
    assert moment.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_day_of_the_calendar_have_wall_times(day: date) -> None:
    for zone in ("Asia/Tokyo", "America/Toronto"):
        assert wall_time(day, time(0, 30), ZoneInfo(zone)).date() == day


@pytest.fixture(params=["Europe/Berlin", "America/Toronto", "Australia/Lord_Howe"])
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    """This machine, moved to another zone."""
    monkeypatch.setenv("TZ", request.param)
    clock.tzset()
    yield ZoneInfo(request.param)
    monkeypatch.undo()
    clock.tzset()


def test_the_zone_of_this_machine_knows_its_summer_time(home: ZoneInfo) -> None:
    for month in range(1, 13):
        moment = datetime(2026, month, 15, 10, 30, tzinfo=HOME)
        assert moment.utcoffset() == moment.replace(tzinfo=home).utcoffset()


def test_the_zone_of_this_machine_goes_through_every_change_of_the_clocks(home: ZoneInfo) -> None:
    for minutes in range(0, 366 * 24 * 60, 30):
        moment = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        local = moment.astimezone(HOME)
        there = moment.astimezone(home)
        assert (local.replace(tzinfo=home), local.fold) == (there, there.fold)
        assert local.astimezone(UTC) == moment


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.usefixtures("home")
def test_the_zone_of_this_machine_holds_at_the_edges_of_the_calendar(day: date) -> None:
    for hour in (0, 12, 23):
        now = wall_time(day, time(hour, 30), HOME)
        assert now.utcoffset() is not None
        assert parse_when("today 15:00", now) == wall_time(day, time(15), HOME)
        for phrase in ("in 2 hours", "2 hours ago", "9am", "noon fri"):
            with contextlib.suppress(UnclearDate):
                assert parse_when(phrase, now).year == day.year


def test_hours_are_counted_over_a_change_in_the_zone_of_this_machine(home: ZoneInfo) -> None:
    begin = datetime(2026, 10, 24, 22, 0, tzinfo=UTC).astimezone(HOME)
    for hours in range(400):
        later = after(begin, timedelta(hours=hours))
        assert (later.astimezone(UTC) - begin.astimezone(UTC)) == timedelta(hours=hours)


def test_a_skipped_time_of_this_machine_is_refused_in_plain_words(home: ZoneInfo) -> None:
    gap = {"Europe/Berlin": date(2027, 3, 28), "America/Toronto": date(2027, 3, 14)}
    day = gap.get(str(home), date(2026, 10, 4))
    with pytest.raises(UnclearDate, match="in this machine's time zone"):
        wall_time(day, time(2, 15), HOME)


PLACES = {
    "Berlin": "Europe/Berlin",
    "Toronto": "America/Toronto",
    "Toronto, Ontario, Canada": "America/Toronto",
    "Greater London, UK": "Europe/London",
    "San Francisco Bay Area": "America/Los_Angeles",
    "Washington, D.C.": "America/New_York",
    "New York, New York, United States": "America/New_York",
    "New York City Metropolitan Area": "America/New_York",
    "München, Bavaria, Germany": "Europe/Berlin",
    "Bengaluru, Karnataka, India": "Asia/Kolkata",
    "São Paulo, Brazil": "America/Sao_Paulo",
    "germany": "Europe/Berlin",
    "Singapore": "Asia/Singapore",
}


@pytest.mark.parametrize(("location", "zone"), PLACES.items())
def test_a_place_that_is_meant_without_doubt_has_its_zone(location: str, zone: str) -> None:
    assert guess_zone(location) == zone


@pytest.mark.parametrize(
    "location",
    [
        "",
        ",",
        "USA",
        "Canada",
        "Spain",
        "Georgia",
        "Washington",
        "CA",
        "London, Ontario",
        "Paris, Texas",
        "Athens, GA",
        "Vancouver, WA",
        "Dublin, California",
        "Berlin, somewhere",
        "Remote",
        "x" * 10_000,
    ],
)
def test_a_place_in_doubt_has_no_zone(location: str) -> None:
    assert guess_zone(location) is None


def test_every_zone_of_the_table_of_places_exists() -> None:
    assert len(ZONES) > 70
    assert [zone for zone in ZONES if not valid_zone(zone)] == []


@given(location=st.text(max_size=40))
@settings(deadline=None)
def test_any_location_has_a_known_zone_or_none(location: str) -> None:
    zone = guess_zone(location)
    assert zone is None or zone in ZONES
