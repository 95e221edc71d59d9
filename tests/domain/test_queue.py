"""The queue: grouped by when, sorted by urgency, every row saying why now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    Closeness,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Prep,
    Question,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.queue import Group, Row, Severity, Task, build

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 18, 14, 0, tzinfo=BERLIN)  # a Wednesday
TODAY = NOW.date()
PRIYA = Contact(uid="priya", name="Priya Natarajan", company="Northwind")
SAM = Contact(uid="sam", name="Sam Okafor")
TOMAS = Contact(uid="tomas", name="Tomás Ibarra", introduced_by="sam")


def row(kind: FollowUpKind, due: date = TODAY, uid: str = "r", **fields: Any) -> FollowUp:
    fields = {"contact": "priya", **fields}
    return FollowUp(uid=uid, kind=kind, due=due, **fields)


def touch(days_ago: float, kind: TouchKind, contact: str = "priya", **fields: Any) -> Touch:
    at = NOW - timedelta(days=days_ago)
    return Touch(uid=f"{contact}{days_ago}", contact=contact, at=at, kind=kind, **fields)


def reply(days_ago: float) -> Touch:
    return touch(days_ago, TouchKind.REPLY, direction=Direction.IN)


def held(hours_ago: float, *notes: Note, **fields: Any) -> Interview:
    ended = NOW - timedelta(hours=hours_ago)
    fields = {"contact": "priya", "uid": "i", **fields}
    started = ended - timedelta(minutes=24)
    return Interview(status=Status.HELD, started_at=started, ended_at=ended, notes=notes, **fields)


def queue(
    rows: Iterable[FollowUp] = (),
    interviews: Iterable[Interview] = (),
    touches: Iterable[Touch] = (),
    contacts: Iterable[Contact] = (PRIYA, SAM, TOMAS),
    now: datetime = NOW,
) -> tuple[Row, ...]:
    heads = list(interviews)
    by_contact: dict[str, list[Touch]] = {}
    for each in touches:
        by_contact.setdefault(each.contact, []).append(each)
    return build(
        rows,
        heads,
        {contact.uid: contact for contact in contacts},
        by_contact,
        now,
        interview={head.uid: head for head in heads}.get,
    )


def only(rows: tuple[Row, ...], task: Task = Task.FOLLOW_UP) -> Row:
    (one,) = [r for r in rows if r.task is task]
    return one


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


def test_the_thank_you_names_the_most_specific_thing_they_said() -> None:
    quote = Note(uid="n1", at=NOW, kind=NoteKind.QUOTE, text="one page or no project")
    insight = Note(uid="n2", at=NOW, kind=NoteKind.INSIGHT, text="press release first")
    assert only(queue([], [held(1, insight, quote)])).why == (
        "24 min talk; name: “one page or no project”"
    )
    assert only(queue([], [held(1, insight)])).why == "24 min talk; name: “press release first”"
    assert only(queue([], [held(1)])).why == "24 min talk; name one thing they said"


# Rows about talks ------------------------------------------------------------------------


def test_an_unfinished_debrief_is_a_row_of_the_same_day() -> None:
    mark = Note(uid="n", at=NOW, kind=NoteKind.ADVICE)
    note = Note(uid="n2", at=NOW, text="joined from support")
    found = only(queue([], [held(1, mark, note)]), Task.DEBRIEF)
    assert (found.group, found.interview) == (Group.TODAY, "i")
    assert found.why == "2 notes, 1 mark to complete: write down what is fresh"
    assert only(queue([], [held(30)]), Task.DEBRIEF).group is Group.OVERDUE


def scheduled(hours: float, prep: Prep | None = None) -> Interview:
    starts = NOW + timedelta(hours=hours)
    return Interview(
        uid="i", contact="priya", status=Status.SCHEDULED, starts_at=starts, prep=prep or Prep()
    )


def test_a_thin_sheet_is_a_warning_72_h_before_the_talk() -> None:
    assert queue([], [scheduled(72.1)]) == ()
    found = only(queue([], [scheduled(71.9)]), Task.PREP)
    assert found.severity is Severity.AMBER
    assert found.why.startswith("the sheet lacks purpose, industry")


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


# What the facts imply ----------------------------------------------------------------------


def test_a_reply_is_answered_within_24_h() -> None:
    found = only(queue([], [], [touch(3, TouchKind.OUTREACH), reply(0.5)]))
    assert found.follow_up is not None
    assert found.follow_up.due_at == NOW + timedelta(hours=12)
    assert "replied" in found.why


@pytest.mark.parametrize(
    "after",
    [
        touch(0.2, TouchKind.OUTREACH),
        touch(0.2, TouchKind.CHECK_IN),
    ],
)
def test_an_answered_reply_asks_nothing(after: Touch) -> None:
    assert queue([], [], [touch(3, TouchKind.OUTREACH), reply(0.5), after]) == ()


def test_a_reply_after_which_a_talk_was_agreed_asks_nothing() -> None:
    said = [touch(3, TouchKind.OUTREACH), reply(0.5)]
    assert queue([], [scheduled(100)], said) == ()
    assert queue([], [held(500, debriefed_at=NOW)], said) == ()


WARM = replace(PRIYA, closeness=Closeness.WARM)


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        (89, None),
        (90, Severity.AMBER),
        (91, Severity.AMBER),
        (134, Severity.AMBER),
        (135, Severity.RED),
    ],
)
def test_going_cold_appears_with_the_interval_over_and_is_red_at_one_and_a_half(
    days: int, severity: Severity | None
) -> None:
    rows = queue([], [], [touch(days, TouchKind.GIVE)], [WARM])
    assert [r.severity for r in rows] == ([severity] if severity else [])


def test_cadence_counts_from_the_last_real_touch_of_any_kind() -> None:
    old = touch(200, TouchKind.INTERVIEW)
    assert queue([], [], [old], [WARM])
    for kind in TouchKind:
        assert queue([], [], [old, touch(3, kind)], [WARM]) == ()


def test_a_contact_without_a_cadence_never_goes_cold() -> None:
    assert queue([], [], [touch(900, TouchKind.GIVE)], [PRIYA]) == ()
    own = replace(PRIYA, cadence_days=14)
    assert queue([], [], [touch(15, TouchKind.GIVE)], [own])


def test_who_never_answered_rests_and_is_not_cold() -> None:
    assert queue([], [], [touch(100, TouchKind.OUTREACH)], [WARM]) == ()


def test_nobody_is_cold_with_whom_something_is_open_or_a_talk_lies_ahead() -> None:
    old = [touch(200, TouchKind.GIVE)]
    promise = row(FollowUpKind.PROMISE, TODAY + timedelta(days=2))
    assert [r.key for r in queue([promise], [], old, [WARM])] == ["r"]
    assert queue([], [scheduled(100)], old, [WARM]) == ()


def test_an_archived_contact_owes_only_what_is_written_down() -> None:
    archived = replace(WARM, archived=True)
    old = [touch(200, TouchKind.GIVE)]
    assert queue([], [], old, [archived]) == ()
    assert len(queue([row(FollowUpKind.PROMISE)], [], old, [archived])) == 1


def test_a_cold_row_dropped_stays_away_until_the_next_touch_grows_cold() -> None:
    (found,) = queue([], [], [touch(200, TouchKind.GIVE)], [WARM])
    assert found.follow_up is not None
    dropped = rules.drop(found.follow_up, NOW)
    assert queue([dropped], [], [touch(200, TouchKind.GIVE)], [WARM]) == ()
    later = NOW + timedelta(days=100)
    again = queue([dropped], [], [touch(3, TouchKind.GIVE)], [WARM], now=later)
    assert len(again) == 1


def test_two_silent_check_ins_offer_to_let_go() -> None:
    silent = [touch(400, TouchKind.CHECK_IN), touch(200, TouchKind.CHECK_IN)]
    (found,) = queue([], [], silent, [WARM])
    assert found.why == "2 check-ins without an answer: let go, or once a year"


# Why now ----------------------------------------------------------------------------------


def test_a_report_says_what_happened_with_the_person_introduced() -> None:
    report = row(FollowUpKind.REPORT_BACK, contact="sam", about="tomas", reason="stored")
    assert "has not replied yet" in queue([report])[0].why
    answer = Touch(uid="t", contact="tomas", at=NOW, kind=TouchKind.REPLY, direction=Direction.IN)
    assert [r.why for r in queue([report], [], [answer]) if r.contact == "sam"] == [
        "Tomás Ibarra, whom they introduced, replied to you"
    ]
    met = held(2, contact="tomas", debriefed_at=NOW)
    assert queue([report], [met])[0].why == "you met Tomás Ibarra, whom they introduced"


def test_a_check_in_says_what_there_is_to_tell() -> None:
    tried = Note(uid="n", at=NOW, kind=NoteKind.ADVICE, text="write it down", state=LoopState.TRIED)
    talk = held(24 * 200, tried, debriefed_at=NOW - timedelta(days=199))
    (found,) = queue([], [talk], [], [WARM])
    assert found.why == "you tried their advice: “write it down”"


def test_without_news_a_cold_row_says_how_long_it_has_been() -> None:
    (found,) = queue([], [], [touch(100, TouchKind.GIVE)], [WARM])
    assert found.why == "last touch 100 days ago; every 90 days"


@pytest.mark.parametrize("kind", FollowUpKind)
def test_no_row_is_without_a_reason(kind: FollowUpKind) -> None:
    assert queue([row(kind)])[0].why.strip()
    assert queue([row(kind, reason="because")])[0].why == "because"


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


def test_words_of_a_note_say_whose_they_are() -> None:
    promise = row(FollowUpKind.PROMISE, note="n", reason="the article by fri")
    assert queue([promise])[0].why == "you promised: the article by fri"
    told = row(FollowUpKind.ADVICE, note="n", reason="you tried their advice: “write”")
    assert queue([told])[0].why == told.reason
    by_hand = row(FollowUpKind.PROMISE, reason="the article by fri")
    assert queue([by_hand])[0].why == "the article by fri"


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
