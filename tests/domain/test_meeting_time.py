"""The time of a talk on two clocks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.meeting_time import (
    local_time_there,
    parse_meeting,
    place_of,
    say_meeting,
    say_to_them,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=BERLIN)  # a Wednesday


def test_a_time_is_ones_own_and_is_said_on_both_clocks() -> None:
    moment = parse_meeting("fri 14:30", NOW, "America/Toronto")
    assert moment == datetime(2026, 11, 20, 14, 30, tzinfo=BERLIN)
    said = say_meeting(moment, NOW, "America/Toronto")
    assert said == "Fri 20 Nov, 14:30 here · 08:30 in Toronto"


def test_there_makes_it_theirs() -> None:
    moment = parse_meeting("fri 9:00 there", NOW, "America/New_York")
    assert moment == datetime(2026, 11, 20, 15, 0, tzinfo=BERLIN)
    assert parse_meeting("fri 9:00 their time", NOW, "America/New_York") == moment
    with pytest.raises(UnclearDate, match="time zone is not known"):
        parse_meeting("fri 9:00 there", NOW, "")


def test_another_day_there_is_named() -> None:
    moment = parse_meeting("fri 23:00", NOW, "Asia/Tokyo")
    assert say_meeting(moment, NOW, "Asia/Tokyo") == "Fri 20 Nov, 23:00 here · Sat 07:00 in Tokyo"


def test_a_day_alone_is_refused() -> None:
    with pytest.raises(UnclearDate, match="at what time"):
        parse_meeting("fri", NOW)


def test_the_two_clocks_change_on_different_days() -> None:
    """America goes back a week after Europe: for that week they are an hour closer."""
    for day, there in (("2026-10-23", "08:30"), ("2026-10-28", "09:30"), ("2026-11-03", "08:30")):
        now = datetime(2026, 10, 1, 10, 0, tzinfo=BERLIN)
        moment = parse_meeting(f"{day} 14:30", now, "America/Toronto")
        assert f"14:30 here · {there} in Toronto" in say_meeting(moment, now, "America/Toronto")


def test_without_a_zone_only_ones_own_clock_is_said() -> None:
    moment = parse_meeting("fri 14:30", NOW)
    assert say_meeting(moment, NOW) == "Fri 20 Nov, 14:30"
    assert say_meeting(moment, NOW, "No/Where") == "Fri 20 Nov, 14:30"


def test_a_time_written_to_them_is_theirs_first() -> None:
    moment = parse_meeting("fri 14:30", NOW)
    assert say_to_them(moment, NOW, "America/Toronto") == (
        "Fri 20 Nov, 08:30 your time (14:30 mine)"
    )
    assert say_to_them(moment, NOW, "Europe/Paris") == "Fri 20 Nov, 14:30"
    assert say_to_them(moment, NOW) == "Fri 20 Nov, 14:30 (UTC+01:00)"
    late = parse_meeting("fri 23:00", NOW)
    assert say_to_them(late, NOW, "Asia/Tokyo") == "Sat 21 Nov, 07:00 your time (Fri 23:00 mine)"


def test_their_time_now() -> None:
    assert local_time_there(NOW, "America/Toronto") == "04:00 in Toronto"
    assert local_time_there(NOW, "America/New_York", clock_24=False) == "4:00 am in New York"
    assert local_time_there(NOW, "") == ""
    assert place_of("America/Argentina/Buenos_Aires") == "Buenos Aires"
