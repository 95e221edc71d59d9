"""Every rule of the method has a test that is named after it; this page says which.

Left the rule in the method's words, right the tests; what has no better place stands below.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.models import FollowUpKind, InterviewHead, Medium
from infoview_tui.domain.preferences import Preferences
from infoview_tui.domain.talk_clock import Phase, read_clock
from tests.domain.queue_facts import NOW, only, queue, row

NUMBERS = {
    "length to ask for: 20 min": "test_the_length_to_ask_for_is_20_minutes",
    "questions to prepare: 8, one per 2.5 minutes": "test_one_question_per_two_and_a_half_minutes",
    "questions are ranked, the best three starred": (
        "test_the_starred_come_first_when_the_minutes_do_not_hold_all"
    ),
    "outreach: warn over 75 words, fail over 100": "test_1_over_75_words_warns_and_over_100_fails",
    "LinkedIn invitation note: 200 characters": "test_the_invitation_note_holds_200_characters",
    "LinkedIn invitation note: 300 paid": "test_the_paid_note_holds_300",
    "no reply: another person after 3 business days, the one follow-up after 7": (
        "test_no_reply_another_person_after_3_business_days_and_the_second_try_after_7"
    ),
    "attempts per person: 2, then resting; look again after 6 months": (
        "test_two_attempts_then_resting_and_another_look_after_6_months"
    ),
    "sent after 12:00: day 0 is the next business day": (
        "test_sent_after_noon_counts_from_the_next_business_day"
    ),
    "sent at a weekend: day 0 is the next business day; holidays are a setting": (
        "test_sent_at_the_weekend_counts_from_monday_and_holidays_do_not_count"
    ),
    "one's own vacation": "test_ones_own_vacation_stops_the_clock",
    "their out-of-office": "test_their_out_of_office_starts_the_clock_when_they_are_back",
    "reply to a yes: within 24 h": "test_a_reply_is_answered_within_24_h",
    "active targets at once: 5": "test_five_active_targets_are_a_quiet_limit",
    "reply rate: 20-40 %": "test_five_active_targets_and_a_reply_rate_of_20_to_40_percent",
    "confirm the meeting 1 day before": "test_the_meeting_is_confirmed_1_day_before",
    "confirm it with the time zone": "test_the_time_of_the_talk_stands_in_the_confirmation",
    "be there 5 min early online, 10 in person": "test_be_there_5_min_early_online_10_in_person",
    "thin prep warning: 72 h before": "test_a_thin_sheet_is_a_warning_72_h_before_the_talk",
    "wrap-up begins 5 min before the agreed end": "test_wrap_up_begins_5_min_before_the_agreed_end",
    "debrief the same day": "test_an_unfinished_debrief_is_a_row_of_the_same_day",
    "thank-you: 24 h": "test_the_thank_you_is_due_24_h_after_the_end_of_the_talk",
    "thank-you: amber at 20 h, red at 24 h": "test_the_thank_you_is_amber_at_20_h_and_red_at_24_h",
    "a promise without a date: 7 days": "test_a_promise_without_a_date_is_due_after_7_days",
    "an offer not taken up: nudge at 10 business days": (
        "test_an_offer_is_nudged_after_10_business_days"
    ),
    "asking: after the thanks": "test_an_ask_waits_for_the_thanks",
    "asking: 7 days after the talk": "test_an_ask_waits_for_7_days_after_the_talk",
    "telling the referrer: 14 days": (
        "test_telling_the_referrer_14_days_after_the_first_contact_with_the_person_referred"
    ),
    "first check-in: 30 days": "test_the_first_check_in_is_due_30_days_after_the_talk",
    "cadence: close 30 d, warm 90 d, light 365 d, own number": (
        "test_cadence_by_closeness_is_30_90_or_365_days_and_an_own_number_is_allowed"
    ),
    "cadence: amber at 1.0 x, red at 1.5 x": (
        "test_cadence_colours_amber_at_the_interval_and_red_at_one_and_a_half"
    ),
    "catch-up priority": (
        "test_catch_up_priority_is_days_since_the_touch_minus_the_interval_by_the_interval"
    ),
    "check-ins without an answer: 2": "test_two_check_ins_without_an_answer_are_time_to_let_go",
    "cadence counts from the last real touch": (
        "test_cadence_counts_from_the_last_real_touch_of_any_kind"
    ),
    "logging any touch restarts it": (
        "test_logging_any_touch_restarts_the_cadence_of_an_open_check_in"
    ),
    "a reminder never disappears by itself": "test_a_reminder_never_disappears_by_itself",
    "done, snoozed or dropped, its history stays": "test_a_dropped_row_keeps_its_history",
}
CHECKS = {
    "1": "test_1_over_75_words_warns_and_over_100_fails",
    "2": "test_2_job_words_are_named",
    "3": "test_3_the_tie_stands_in_the_first_sentence",
    "4": "test_4_the_ask_is_a_question",
    "5": "test_5_asks_for_a_view_and_not_for_a_favour",
    "6": "test_6_narrow_and_broad_interest",
    "7": "test_7_more_about_them_than_about_me",
    "8": "test_8_length_and_flexible_times",
    "9": "test_9_one_detail_true_only_of_them",
    "10": "test_10_names_what_is_missing_of_who_why_what",
    "11": "test_11_no_attachment",
}
SHEET = {
    "ready is six musts": "test_each_must_alone_holds_readiness_back",
    "yes/no form": "test_a_yes_or_no_question_is_noticed",
    "answerable from their website": "test_what_the_website_answers_is_noticed",
    "asks for a job": "test_asking_for_a_job_is_noticed_first",
    "typical day: offer the sharper form": "test_a_typical_day_gets_the_sharper_form",
    "tied to no fact": "test_a_question_that_springs_from_nothing_is_noticed",
    "more questions than minutes allow": "test_what_lies_beyond_the_minutes_is_noticed",
    "already asked this person": "test_the_same_question_in_other_words_is_noticed",
    "closing list at T-5": "test_wrap_up_begins_5_min_before_the_agreed_end",
}
AFTER = {
    "at once: complete the marks": "test_marks_are_completed_first_and_propose_nothing",
    "at once: five prompts": "test_five_prompts_two_of_them_always",
    "24 h: thank-you with one thing they said and one I will do": (
        "test_ready_only_with_their_words_and_my_next_step"
    ),
    "24 h: people they named": (
        "test_a_person_named_becomes_a_contact_introduced_by_this_one_to_write_to_within_24_h"
    ),
    "7 d: promises": "test_a_promise_without_a_date_is_due_after_7_days",
    "7 d: resources": "test_advice_and_resources_are_due_after_7_days_and_then_to_be_told",
    "14 d: report to the introducer": "test_report_back_is_due_14_days_after_the_first_contact",
    "30 d: first check-in, from what changed since": "test_a_check_in_says_what_there_is_to_tell",
    "then: cadence by closeness": (
        "test_going_cold_appears_with_the_interval_over_and_is_red_at_one_and_a_half"
    ),
    "any: good news to everyone who helped": "test_good_news_goes_to_everyone_who_helped",
    "reason: tried your advice": "test_advice_that_was_tried_and_not_told_is_a_reason",
    "reason: met the person you named": (
        "test_the_person_they_introduced_and_i_met_since_my_last_message_is_a_reason"
    ),
    "reason: read what you recommended": "test_a_resource_that_was_read_and_not_told_is_a_reason",
    "reason: an article tied to what you said": "test_something_to_read_on_their_topic_is_a_reason",
    "reason: your event is coming": (
        "test_their_event_is_a_reason_from_two_weeks_before_to_a_week_after"
    ),
    "reason: someone you may like to meet (ask both first)": (
        "test_the_introduction_follows_only_when_both_said_yes"
    ),
    "reason: progress of mine": (
        "test_news_of_mine_is_a_decision_taken_or_a_gap_closed_since_my_last_message"
    ),
    "reason: a specific question": "test_a_question_that_came_up_elsewhere_is_the_last_reason",
    "reason: year-end thanks": "test_year_end_thanks_go_once_to_who_helped_this_year",
    "just checking in at most once in a row": "test_just_checking_in_at_most_once_in_a_row",
    "a queue row always says why now": (
        "test_a_year_leaves_no_row_without_reason_or_clock_and_no_duplicate"
    ),
}


@pytest.fixture(scope="module")
def known() -> set[str]:
    pages = Path(__file__).parents[1].rglob("test_*.py")
    found = (re.findall(r"^(?:async )?def (test_\w+)", p.read_text("utf-8"), re.M) for p in pages)
    return {name for names in found for name in names}


@pytest.mark.parametrize("rules", [NUMBERS, CHECKS, SHEET, AFTER])
def test_every_rule_has_its_test(rules: dict[str, str], known: set[str]) -> None:
    assert {rule: name for rule, name in rules.items() if name not in known} == {}


START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_be_there_5_min_early_online_10_in_person() -> None:
    wishes = Preferences()
    early = {medium: wishes.minutes_early(medium) for medium in Medium}
    assert early == {
        Medium.VIDEO: 5,
        Medium.PHONE: 5,
        Medium.COFFEE: 10,
        Medium.LUNCH: 10,
        Medium.IN_PERSON: 10,
    }
    assert Preferences(early_minutes_in_person=15).minutes_early(Medium.LUNCH) == 15
    talk = InterviewHead(uid="t", contact="c", starts_at=START)
    eight = START - timedelta(minutes=8)
    assert read_clock(talk, eight, early_minutes=early[Medium.VIDEO]).phase is Phase.AHEAD
    assert read_clock(talk, eight, early_minutes=early[Medium.COFFEE]).phase is Phase.EARLY


def test_wrap_up_begins_5_min_before_the_agreed_end() -> None:
    talk = InterviewHead(uid="t", contact="c", starts_at=START, started_at=START, minutes=20)
    before, at = (START + timedelta(minutes=14, seconds=s) for s in (59, 60))
    assert read_clock(talk, before).phase is Phase.UNDER_WAY
    assert read_clock(talk, at).phase is Phase.WRAP_UP


@pytest.mark.parametrize("kind", list(FollowUpKind))
def test_a_reminder_never_disappears_by_itself(kind: FollowUpKind) -> None:
    years_later = NOW + timedelta(days=1000)
    assert only(queue([row(kind)], now=years_later)).follow_up == row(kind)
