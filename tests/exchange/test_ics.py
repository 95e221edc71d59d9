"""Interviews and follow-ups in a calendar, read back by a calendar library."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

from icalendar import Calendar

from infoview_tui.domain.models import Interview
from infoview_tui.exchange.ics import to_ics
from tests.exchange.records import CONTACTS, FOLLOW_UPS, INTERVIEWS, NOW


def calendar() -> Calendar:
    content = to_ics(CONTACTS, INTERVIEWS, FOLLOW_UPS, now=NOW, alarm_minutes=10)
    read = Calendar.from_ical(content)
    assert isinstance(read, Calendar)
    return read


def test_talks_with_a_time_are_events_with_stable_uids() -> None:
    events = {str(event["uid"]): event for event in calendar().walk("VEVENT")}
    assert set(events) == {"i-1@infoview", "i-2@infoview"}
    event = events["i-2@infoview"]
    assert event.decoded("dtstart") == datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    assert str(event["summary"]) == "Interview: Sam Okafor, Atlas, Inc."


def test_only_what_lies_ahead_has_an_alarm() -> None:
    alarms = [alarm.decoded("trigger") for alarm in calendar().walk("VALARM")]
    assert alarms == [timedelta(minutes=-10)]


def test_open_follow_ups_are_tasks_and_done_ones_are_not() -> None:
    tasks = {str(todo["uid"]): todo for todo in calendar().walk("VTODO")}
    assert set(tasks) == {"f-1@infoview", "f-2@infoview"}
    assert tasks["f-1@infoview"].decoded("due") == datetime(2026, 11, 21, 14, 55, tzinfo=UTC)
    assert tasks["f-2@infoview"].decoded("due") == date(2026, 12, 20)
    assert str(tasks["f-1@infoview"]["summary"]) == "Thank-you: Priya Natarajan, Northwind"


def test_the_edges_of_the_calendar_are_left_out() -> None:
    east = timezone(timedelta(hours=14))
    talks = [
        Interview(uid="first", contact="", starts_at=datetime(1, 1, 1, tzinfo=east)),
        Interview(uid="last", contact="", starts_at=datetime(9999, 12, 31, 23, 55, tzinfo=UTC)),
    ]
    assert b"VEVENT" not in to_ics([], talks, now=NOW)


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    program = "import sys, infoview_tui.exchange.ics; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
