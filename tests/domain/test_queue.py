"""The queue: grouped by when it is due, sorted by urgency."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.good_news import tell_news
from infoview_tui.domain.models import (
    Closeness,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import Group, Severity, Task
from tests.domain.queue_facts import (
    BERLIN,
    NOW,
    PRIYA,
    SAM,
    TODAY,
    held,
    only,
    queue,
    row,
    scheduled,
    touch,
)

# Groups --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "group", "late"),
    [
        (-3, Group.OVERDUE, "3 d"),
        (0, Group.TODAY, ""),
        (1, Group.THIS_WEEK, "tomorrow"),
        (6, Group.THIS_WEEK, "Tue 24 Nov"),
        (7, Group.LATER, "Wed 25 Nov"),
    ],
)
def test_rows_are_grouped_by_when_they_are_due(days: int, group: Group, late: str) -> None:
    (found,) = queue([row(FollowUpKind.PROMISE, TODAY + timedelta(days=days))])
    assert (found.group, found.late) == (group, late)


@pytest.mark.parametrize(
    "kind",
    [
        FollowUpKind.TRY_ANOTHER,
        FollowUpKind.SECOND_TRY,
        FollowUpKind.OFFER,
        FollowUpKind.INTRODUCTION,
    ],
)
def test_what_waits_for_them_is_apart_until_it_is_due(kind: FollowUpKind) -> None:
    assert queue([row(kind, TODAY + timedelta(days=1))])[0].group is Group.WAITING
    assert queue([row(kind, TODAY)])[0].group is Group.TODAY
    assert queue([row(kind, TODAY - timedelta(days=1))])[0].group is Group.OVERDUE


def test_the_order_is_group_then_severity_then_due_then_name() -> None:
    yesterday, before = TODAY - timedelta(days=1), TODAY - timedelta(days=2)
    rows = [
        row(FollowUpKind.PROMISE, TODAY, "today"),
        row(FollowUpKind.REPORT_BACK, yesterday, "tomas", contact="tomas"),
        row(FollowUpKind.REPORT_BACK, yesterday, "priya"),
        row(FollowUpKind.REPORT_BACK, before, "older", contact="tomas"),
        row(FollowUpKind.PROMISE, yesterday, "counted on", contact="tomas"),
        row(FollowUpKind.OFFER, TODAY + timedelta(days=1), "waiting"),
        row(FollowUpKind.ASK, TODAY + timedelta(days=30), "later"),
    ]
    order = ["counted on", "older", "priya", "tomas", "today", "later", "waiting"]
    assert [r.key for r in queue(rows)] == order


def test_closed_rows_are_history_and_not_in_the_queue() -> None:
    closed = [
        row(FollowUpKind.PROMISE, uid="a", state=FollowUpState.DONE),
        row(FollowUpKind.PROMISE, uid="b", state=FollowUpState.DROPPED),
    ]
    assert queue(closed) == ()


def test_a_row_of_a_contact_who_is_gone_is_still_there() -> None:
    (found,) = queue([row(FollowUpKind.PROMISE, contact="gone")])
    assert found.name == "unknown contact"


# The thank-you ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_ago", "severity", "group", "late"),
    [
        (1, Severity.CALM, Group.THIS_WEEK, "in 23 h"),
        (19.9, Severity.CALM, Group.TODAY, "in 4 h"),
        (20, Severity.AMBER, Group.TODAY, "in 4 h"),
        (23.9, Severity.AMBER, Group.TODAY, "in 6 min"),
        (24, Severity.RED, Group.TODAY, "in 0 min"),
        (28, Severity.RED, Group.OVERDUE, "4 h late"),
        (80, Severity.RED, Group.OVERDUE, "2 d late"),
    ],
)
def test_the_thank_you_is_amber_at_20_h_and_red_at_24_h(
    hours_ago: float, severity: Severity, group: Group, late: str
) -> None:
    talk = held(hours_ago, debriefed_at=NOW)
    (found,) = queue([rules.thank_you(talk, NOW)], [talk])
    assert (found.severity, found.group, found.late) == (severity, group, late)


def test_where_the_hour_counts_the_day_tells_and_the_last_4_hours_are_today() -> None:
    cases = [(9, Group.TODAY), (11, Group.THIS_WEEK), (-1, Group.OVERDUE)]
    for hours, group in cases:  # from 14:00
        at = NOW + timedelta(hours=hours)
        (found,) = queue([row(FollowUpKind.OTHER, at.date(), due_at=at)])
        assert found.group is group
    late = NOW + timedelta(hours=9)
    at = late + timedelta(hours=3)  # after midnight
    (found,) = queue([row(FollowUpKind.OTHER, at.date(), due_at=at)], now=late)
    assert (found.group, found.severity) == (Group.TODAY, Severity.AMBER)


def test_a_thank_you_is_owed_from_the_end_of_the_talk_debrief_or_not() -> None:
    found = only(queue([], [held(1)]))
    assert found.follow_up == rules.thank_you(held(1), NOW)
    assert not found.stored


def test_a_thank_you_stored_sent_or_dropped_is_not_asked_again() -> None:
    talk = held(1)
    stored = rules.thank_you(talk, NOW)
    assert only(queue([stored], [talk])).stored
    dropped = replace(stored, state=FollowUpState.DROPPED)
    assert [r.task for r in queue([dropped], [talk])] == [Task.DEBRIEF]
    thanked = touch(0.01, TouchKind.THANK_YOU)
    assert [r.task for r in queue([], [talk], [thanked])] == [Task.DEBRIEF]


def test_a_thank_you_dropped_in_the_debrief_stays_dropped() -> None:
    assert queue([], [held(1, debriefed_at=NOW)]) == ()


def test_a_snoozed_thank_you_waits_for_its_day() -> None:
    talk = held(30, debriefed_at=NOW)
    snoozed = rules.snooze(rules.thank_you(talk, NOW), TODAY + timedelta(days=1))
    (found,) = queue([snoozed], [talk])
    assert (found.group, found.late) == (Group.THIS_WEEK, "tomorrow")


# Rows about talks ------------------------------------------------------------------------


def test_an_unfinished_debrief_is_a_row_of_the_same_day() -> None:
    mark = Note(uid="n", at=NOW, kind=NoteKind.ADVICE)
    note = Note(uid="n2", at=NOW, text="joined from support")
    found = only(queue([], [held(1, mark, note)]), Task.DEBRIEF)
    assert (found.group, found.interview) == (Group.TODAY, "i")
    assert found.why == "2 notes, 1 mark to complete: write down what is fresh"
    assert only(queue([], [held(30)]), Task.DEBRIEF).group is Group.OVERDUE


def test_a_thin_sheet_is_a_warning_72_h_before_the_talk() -> None:
    assert queue([], [scheduled(72.1)]) == ()
    found = only(queue([], [scheduled(71.9)]), Task.PREP)
    assert found.severity is Severity.AMBER
    assert found.why.startswith("░░░░░░ the sheet lacks purpose, industry")


def test_a_full_sheet_is_no_row() -> None:
    questions = tuple(Question(uid=f"{i}", text="How?", fact="a pivot") for i in range(8))
    ready = Prep(
        purpose="choose",
        industry="payments",
        company="grows",
        person="engineer before",
        questions=questions,
        closing_asks=("who else",),
    )
    assert queue([], [scheduled(10, ready)]) == ()


def test_a_talk_whose_time_is_over_asks_whether_it_was_held() -> None:
    assert not [r for r in queue([], [scheduled(-1)]) if r.task is Task.OUTCOME]
    found = only(queue([], [scheduled(-1.4)]), Task.OUTCOME)
    assert "held, moved or cancelled" in found.why
    begun = replace(scheduled(-1.4), started_at=NOW)
    assert queue([], [begun]) == ()


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 11, 19), "tomorrow"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
        (date(2027, 5, 9), "9 May 2027"),
    ],
)
def test_the_day_of_another_year_is_said_with_it_and_far_ahead_without_its_weekday(
    due: date, said: str
) -> None:
    assert only(queue([row(FollowUpKind.CHECK_IN, due)])).late == said


def test_good_news_are_found_by_their_name() -> None:
    told = only(queue([tell_news("priya", "I start at Atlas", TODAY)]))
    assert (told.label, told.why) == ("good news", "good news: I start at Atlas")


def test_the_same_thing_owed_keeps_its_key_from_day_to_day() -> None:
    talks, touches = [held(1)], [touch(200, TouchKind.GIVE, "sam")]
    people = (PRIYA, replace(SAM, closeness=Closeness.CLOSE))
    today = queue([], talks, touches, people)
    tomorrow = queue([], talks, touches, people, NOW + timedelta(days=1))
    assert {r.key for r in today} == {r.key for r in tomorrow}
    assert len(today) == 3


def test_rows_are_grouped_on_the_users_own_day() -> None:
    # 23:30 UTC on the 18th is the 19th in Berlin.
    night = datetime(2026, 11, 18, 23, 30, tzinfo=UTC).astimezone(BERLIN)
    (found,) = queue([row(FollowUpKind.PROMISE, date(2026, 11, 19))], now=night)
    assert found.group is Group.TODAY


MOMENTS = st.datetimes(timezones=st.just(UTC)) | st.datetimes(
    NOW.replace(tzinfo=None) - timedelta(days=400),
    NOW.replace(tzinfo=None) + timedelta(days=40),
    timezones=st.just(UTC),
)
WHO = st.sampled_from(["priya", "sam", "gone", ""])
ANY_ROWS = st.builds(
    FollowUp,
    uid=st.uuids().map(str),
    contact=WHO,
    kind=st.sampled_from(FollowUpKind),
    due=st.dates(),
    about=WHO,
    due_at=st.none() | MOMENTS,
    snoozed=st.lists(st.dates(), max_size=2).map(tuple),
    state=st.sampled_from(FollowUpState),
)
ANY_TOUCHES = st.builds(
    Touch,
    uid=st.uuids().map(str),
    contact=WHO,
    at=MOMENTS,
    kind=st.sampled_from(TouchKind),
    direction=st.sampled_from(Direction),
)
ANY_TALKS = st.builds(
    Interview,
    uid=st.uuids().map(str),
    contact=WHO,
    status=st.sampled_from(Status),
    starts_at=st.none() | MOMENTS,
    started_at=st.none() | MOMENTS,
    ended_at=st.none() | MOMENTS,
    debriefed_at=st.none() | MOMENTS,
    minutes=st.integers(-9, 10**6),
)


@given(
    st.lists(ANY_ROWS, max_size=5),
    st.lists(ANY_TALKS, max_size=5),
    st.lists(ANY_TOUCHES, max_size=5),
    st.none() | st.integers(-1, 10**9),
)
def test_no_facts_however_odd_break_the_queue(
    rows: list[FollowUp], talks: list[Interview], touches: list[Touch], days: int | None
) -> None:
    people = (replace(PRIYA, cadence_days=days), replace(SAM, closeness=Closeness.CLOSE))
    found = queue(rows, talks, touches, people)
    assert len({r.key for r in found}) == len(found)
    assert all(r.why and r.label for r in found)
    assert {r.uid for r in rows if rules.is_open(r)} <= {r.key for r in found}
