"""What puts rows into the queue and takes them out; each test is named after its rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import (
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Status,
    Touch,
    TouchKind,
)

BERLIN = timezone(timedelta(hours=1))
TUESDAY = datetime(2026, 3, 3, 10, tzinfo=BERLIN)
CALENDAR = WorkCalendar()
LENA = Contact(uid="lena", name="Lena Fischer", company="Holm")


def sent(at: datetime, uid: str = "t1") -> Touch:
    return Touch(uid=uid, contact="lena", at=at, kind=TouchKind.OUTREACH)


def row(kind: FollowUpKind, uid: str = "r", **fields: Any) -> FollowUp:
    return FollowUp(uid=uid, contact="lena", kind=kind, due=date(2026, 3, 10), **fields)


def days(rows: tuple[FollowUp, ...]) -> dict[FollowUpKind, date]:
    return {r.kind: r.due for r in rows}


def test_no_reply_another_person_after_3_business_days_and_the_second_try_after_7() -> None:
    rows = rules.after_sending(LENA, sent(TUESDAY), [], CALENDAR)
    assert days(rows) == {
        FollowUpKind.TRY_ANOTHER: date(2026, 3, 6),
        FollowUpKind.SECOND_TRY: date(2026, 3, 12),
    }
    assert "Holm" in rows[0].reason


def test_sent_after_noon_counts_from_the_next_business_day() -> None:
    afternoon = sent(TUESDAY.replace(hour=12, minute=1))
    assert days(rules.after_sending(LENA, afternoon, [], CALENDAR)) == {
        FollowUpKind.TRY_ANOTHER: date(2026, 3, 9),
        FollowUpKind.SECOND_TRY: date(2026, 3, 13),
    }


def test_sent_at_the_weekend_counts_from_monday_and_holidays_do_not_count() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 3, 10)}))
    saturday = sent(TUESDAY + timedelta(days=4))
    assert days(rules.after_sending(LENA, saturday, [], calendar)) == {
        FollowUpKind.TRY_ANOTHER: date(2026, 3, 13),
        FollowUpKind.SECOND_TRY: date(2026, 3, 19),
    }


def test_ones_own_vacation_stops_the_clock() -> None:
    calendar = WorkCalendar(away=((date(2026, 3, 5), date(2026, 3, 11)),))
    rows = rules.after_sending(LENA, sent(TUESDAY), [], calendar)
    assert days(rows)[FollowUpKind.TRY_ANOTHER] == date(2026, 3, 13)


def test_their_out_of_office_starts_the_clock_when_they_are_back() -> None:
    away = replace(LENA, away_until=date(2026, 3, 8))  # a Sunday: back on Monday
    rows = rules.after_sending(away, sent(TUESDAY), [], CALENDAR)
    assert days(rows)[FollowUpKind.TRY_ANOTHER] == date(2026, 3, 12)
    back = replace(LENA, away_until=date(2026, 3, 2))
    assert rules.after_sending(back, sent(TUESDAY), [], CALENDAR) == rules.after_sending(
        LENA, sent(TUESDAY), [], CALENDAR
    )


def test_an_out_of_office_heard_of_after_sending_puts_the_clock_off() -> None:
    rows = rules.after_sending(LENA, sent(TUESDAY), [], CALENDAR)
    away = replace(LENA, away_until=date(2026, 3, 8))
    moved = rules.moved_by_absence(away, [sent(TUESDAY)], rows, CALENDAR)
    assert days(moved) == days(rules.after_sending(away, sent(TUESDAY), [], CALENDAR))
    assert [r.snoozed for r in moved] == [(r.due,) for r in rows]
    assert rules.moved_by_absence(away, [sent(TUESDAY)], moved, CALENDAR) == ()
    assert rules.moved_by_absence(LENA, [sent(TUESDAY)], rows, CALENDAR) == ()
    assert rules.moved_by_absence(away, [], rows, CALENDAR) == ()


def test_two_attempts_then_resting_and_another_look_after_6_months() -> None:
    first = sent(TUESDAY)
    second = sent(TUESDAY + timedelta(days=9), "t2")  # Thursday 12 March
    rows = rules.after_sending(LENA, second, [first], CALENDAR)
    assert days(rows) == {FollowUpKind.REVISIT: date(2026, 9, 23)}


def test_after_a_reply_a_new_outreach_has_a_new_clock() -> None:
    reply = Touch(
        uid="t3", contact="lena", at=TUESDAY, kind=TouchKind.REPLY, direction=Direction.IN
    )
    later = sent(TUESDAY + timedelta(days=14), "t2")
    rows = rules.after_sending(LENA, later, [sent(TUESDAY - timedelta(days=1)), reply], CALENDAR)
    assert set(days(rows)) == {FollowUpKind.TRY_ANOTHER, FollowUpKind.SECOND_TRY}


def test_telling_the_referrer_14_days_after_the_first_contact_with_the_person_referred() -> None:
    referred = replace(LENA, introduced_by="priya")
    rows = rules.after_sending(referred, sent(TUESDAY), [], CALENDAR)
    told = next(r for r in rows if r.kind is FollowUpKind.REPORT_BACK)
    assert (told.contact, told.about, told.due) == ("priya", "lena", date(2026, 3, 17))
    second = rules.after_sending(
        referred, sent(TUESDAY + timedelta(days=9), "t2"), [sent(TUESDAY)], CALENDAR
    )
    assert FollowUpKind.REPORT_BACK not in days(second)


def test_the_meeting_is_confirmed_1_day_before() -> None:
    talk = Interview(
        uid="i", contact="lena", status=Status.SCHEDULED, starts_at=TUESDAY + timedelta(days=7)
    )
    (confirm,) = rules.after_planning(talk, TUESDAY)
    assert (confirm.kind, confirm.due, confirm.interview) == (
        FollowUpKind.CONFIRM,
        date(2026, 3, 9),
        "i",
    )


def test_a_talk_of_tomorrow_is_confirmed_today_and_one_of_today_not() -> None:
    talk = Interview(uid="i", contact="lena", status=Status.SCHEDULED)
    tomorrow = replace(talk, starts_at=TUESDAY + timedelta(days=1))
    assert rules.after_planning(tomorrow, TUESDAY)[0].due == TUESDAY.date()
    assert rules.after_planning(replace(talk, starts_at=TUESDAY), TUESDAY) == ()
    assert rules.after_planning(talk, TUESDAY) == ()


def test_the_day_before_is_counted_where_the_user_lives() -> None:
    # 23:30 UTC on the 9th is half past midnight on the 10th in Berlin.
    late = datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    talk = Interview(uid="i", contact="lena", status=Status.SCHEDULED, starts_at=late)
    assert rules.after_planning(talk, TUESDAY)[0].due == date(2026, 3, 9)


def test_a_new_time_wants_a_new_confirmation_and_the_same_time_does_not() -> None:
    talk = Interview(
        uid="i", contact="lena", status=Status.SCHEDULED, starts_at=TUESDAY + timedelta(days=7)
    )
    (confirm,) = rules.after_planning(talk, TUESDAY)
    moved = replace(talk, starts_at=TUESDAY + timedelta(days=8))
    assert rules.after_planning(moved, TUESDAY, [confirm])[0].uid != confirm.uid
    snoozed = rules.snooze(confirm, date(2026, 3, 8))
    relinked = replace(talk, link="https://meet.example/x")
    assert rules.after_planning(relinked, TUESDAY, [snoozed]) == (snoozed,)
    assert rules.after_planning(relinked, TUESDAY, [rules.drop(confirm, TUESDAY)]) == ()


def test_after_a_missed_talk_new_times_are_offered_by_the_next_day() -> None:
    talk = Interview(uid="i", contact="lena", status=Status.NO_SHOW, starts_at=TUESDAY)
    again = rules.after_no_show(talk, TUESDAY)
    assert (again.due, again.interview) == (date(2026, 3, 4), "i")
    assert "new times" in again.reason


def test_the_thank_you_is_due_24_h_after_the_end_of_the_talk() -> None:
    ended = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)  # half past midnight in Berlin
    talk = Interview(uid="i", contact="lena", status=Status.HELD, ended_at=ended)
    thanks = rules.thank_you(talk, TUESDAY)
    assert thanks.due_at == ended + timedelta(hours=24)
    assert thanks.due == date(2026, 3, 5)
    assert rules.thank_you(talk, TUESDAY + timedelta(days=3)).uid == thanks.uid


def test_the_first_check_in_is_due_30_days_after_the_talk() -> None:
    talk = Interview(uid="i", contact="lena", status=Status.HELD, ended_at=TUESDAY)
    assert rules.check_in(talk, TUESDAY + timedelta(days=2)).due == date(2026, 4, 2)


def test_a_reply_takes_the_clock_out_of_the_queue_and_nothing_else() -> None:
    rows = [row(kind, uid=kind) for kind in FollowUpKind]
    closed = {r.kind for r in rules.closed_by_reply(rows)}
    assert closed == {*rules.CLOCK, FollowUpKind.OUTREACH}


def test_a_message_settles_the_open_row_of_its_kind() -> None:
    thanks = row(FollowUpKind.THANK_YOU)
    done = replace(thanks, uid="d", state=FollowUpState.DONE)
    rows = [thanks, done, row(FollowUpKind.CHECK_IN)]
    assert rules.settled_by(TouchKind.THANK_YOU, rows) == (thanks,)
    assert rules.settled_by(TouchKind.GIVE, rows) == ()


def test_logging_any_touch_restarts_the_cadence_of_an_open_check_in() -> None:
    check_in = row(FollowUpKind.CHECK_IN)
    gave = Touch(uid="g", contact="lena", at=TUESDAY, kind=TouchKind.GIVE)
    (moved,) = rules.moved_by_touch(gave, [check_in, row(FollowUpKind.PROMISE)])
    assert moved.due == date(2026, 4, 2)
    assert moved.snoozed == (date(2026, 3, 10),)


def test_the_thank_you_itself_does_not_put_off_the_check_in() -> None:
    check_in = replace(row(FollowUpKind.CHECK_IN), due=date(2026, 4, 2))
    thanks = Touch(uid="t", contact="lena", at=TUESDAY, kind=TouchKind.THANK_YOU)
    assert rules.moved_by_touch(thanks, [check_in]) == ()
    next_day = replace(thanks, kind=TouchKind.GIVE, at=TUESDAY + timedelta(days=1))
    assert rules.moved_by_touch(next_day, [check_in]) == ()


def test_a_repeating_row_moves_from_the_day_of_completion() -> None:
    monthly = replace(row(FollowUpKind.CHECK_IN), repeat="FREQ=MONTHLY", draft="Dear Lena")
    late = TUESDAY + timedelta(days=20)  # 23 March, due on the 10th
    closed, following = rules.complete(monthly, late)
    assert (closed.state, closed.closed_at) == (FollowUpState.DONE, late)
    assert following is not None
    assert (following.due, following.state) == (date(2026, 4, 23), FollowUpState.OPEN)
    assert following.uid != monthly.uid
    assert (following.draft, following.closed_at) == ("", None)


def test_a_row_without_repeat_is_done_for_good() -> None:
    closed, following = rules.complete(row(FollowUpKind.PROMISE), TUESDAY)
    assert following is None
    assert closed.state is FollowUpState.DONE


def test_a_repeat_that_cannot_be_read_is_one_clear_line() -> None:
    with pytest.raises(InfoviewError):
        rules.complete(replace(row(FollowUpKind.OTHER), repeat="every blue moon"), TUESDAY)


def test_a_snooze_is_remembered_and_counted() -> None:
    once = rules.snooze(row(FollowUpKind.PROMISE), date(2026, 3, 12))
    twice = rules.snooze(once, date(2026, 3, 20))
    assert twice.due == date(2026, 3, 20)
    assert twice.snoozed == (date(2026, 3, 10), date(2026, 3, 12))
    assert rules.snooze(twice, date(2026, 3, 20)) == twice


def test_a_dropped_row_keeps_its_history() -> None:
    promise = row(FollowUpKind.PROMISE, reason="the article")
    dropped = rules.drop(promise, TUESDAY)
    assert dropped == replace(promise, state=FollowUpState.DROPPED, closed_at=TUESDAY)


def test_a_known_row_is_not_put_in_again_in_whatever_state() -> None:
    thanks = row(FollowUpKind.THANK_YOU, interview="i")
    dropped = replace(thanks, state=FollowUpState.DROPPED)
    assert rules.merge_new([dropped], [thanks]) == ()


def test_an_open_row_that_asks_the_same_is_enough() -> None:
    first = row(FollowUpKind.CHECK_IN, uid="a", interview="i1")
    second = row(FollowUpKind.CHECK_IN, uid="b", interview="i2")
    assert rules.merge_new([first], [second]) == ()
    assert rules.merge_new([replace(first, state=FollowUpState.DONE)], [second]) == (second,)


def test_two_promises_of_one_talk_are_two_rows() -> None:
    first = row(FollowUpKind.PROMISE, uid="a", interview="i", note="n1")
    second = row(FollowUpKind.PROMISE, uid="b", interview="i", note="n2")
    assert rules.merge_new([first], [second]) == (second,)


def test_rows_added_by_hand_differ_by_their_words() -> None:
    article = row(FollowUpKind.PROMISE, uid="a", reason="the article")
    same = row(FollowUpKind.PROMISE, uid="b", reason="The Article")
    book = row(FollowUpKind.PROMISE, uid="c", reason="the book")
    assert rules.merge_new([article], [same, book]) == (book,)


ROWS = st.lists(
    st.builds(
        FollowUp,
        uid=st.sampled_from("abcdef"),
        contact=st.sampled_from(["lena", "priya"]),
        kind=st.sampled_from(FollowUpKind),
        due=st.just(date(2026, 3, 10)),
        reason=st.sampled_from(["", "the article"]),
        note=st.sampled_from(["", "n1"]),
        state=st.sampled_from(FollowUpState),
    ),
    max_size=8,
)


@given(ROWS, ROWS.map(lambda rows: [replace(r, state=FollowUpState.OPEN) for r in rows]))
def test_merging_never_doubles_a_row_and_merging_again_adds_nothing(
    existing: list[FollowUp], proposed: list[FollowUp]
) -> None:
    new = rules.merge_new(existing, proposed)
    known = {r.uid for r in existing} | {rules.asks(r) for r in existing if rules.is_open(r)}
    assert len({r.uid for r in new}) == len({rules.asks(r) for r in new}) == len(new)
    assert not any(r.uid in known or rules.asks(r) in known for r in new)
    assert rules.merge_new([*existing, *new], proposed) == ()
