"""The defaults are the numbers of the method (§2); each may be changed in the preferences."""

from __future__ import annotations

from infoview_tui.domain.limits import DEFAULT
from infoview_tui.domain.models import Interview
from infoview_tui.domain.preferences import Preferences


def test_the_length_to_ask_for_is_20_minutes() -> None:
    assert Interview(uid="i", contact="c").minutes == 20
    assert Preferences().minutes == 20


def test_no_reply_means_another_person_after_3_and_one_follow_up_after_7_business_days() -> None:
    assert (DEFAULT.try_another, DEFAULT.second_try) == (3, 7)


def test_two_attempts_per_person_then_a_rest_of_6_months() -> None:
    assert (DEFAULT.attempts, DEFAULT.rest_months) == (2, 6)


def test_five_active_targets_and_a_reply_rate_of_20_to_40_percent() -> None:
    assert DEFAULT.active_targets == 5
    assert DEFAULT.reply_rate == (0.20, 0.40)


def test_hours_that_count_are_24_for_a_yes_and_thanks_amber_at_20_and_72_for_thin_prep() -> None:
    assert DEFAULT.reply_hours == DEFAULT.thanks_hours == 24
    assert DEFAULT.thanks_amber_hours == 20
    assert DEFAULT.thin_prep_hours == 72


def test_days_after_a_talk_are_those_of_the_method() -> None:
    after = (DEFAULT.promise_days, DEFAULT.ask_days, DEFAULT.report_back_days)
    assert after == (7, 7, 14)
    assert (DEFAULT.check_in_days, DEFAULT.offer_days, DEFAULT.confirm_days) == (30, 10, 1)


def test_two_silent_check_ins_are_enough() -> None:
    assert DEFAULT.silent_check_ins == 2
