"""Leads: when one may be raised, and why then."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from infoview_tui.domain.leads import leads
from infoview_tui.domain.models import FollowUp, FollowUpKind, FollowUpState
from tests.domain.small_journal import FIRST_OF_FEBRUARY, FOUND, NOW, TODAY, at

LEAD = next(finding for finding in FOUND if finding.note.uid == "n-lead")


def lead_of(text: str) -> date:
    (lead,) = leads([replace(LEAD, note=replace(LEAD.note, text=text))], [], NOW)
    return lead.not_before


def test_the_day_that_was_named() -> None:
    (lead,) = leads(FOUND, [], NOW)
    assert (lead.not_before, lead.why) == (FIRST_OF_FEBRUARY, "the day that was named")
    assert not lead.ripe(TODAY)
    assert lead.ripe(FIRST_OF_FEBRUARY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("growth role", date(2026, 11, 25)),  # 7 days after the talk at the earliest
        ("opens tomorrow", date(2026, 11, 25)),
        ("growth role, not before 15 January", date(2027, 1, 15)),
        ("opens in 2 weeks", date(2026, 12, 2)),
        ("a role from Q2", date(2027, 4, 1)),
        ("not until the start of november", date(2027, 11, 1)),
        ("raise it after the reorganisation", date(2026, 11, 25)),
    ],
)
def test_an_ask_comes_seven_days_after_the_talk_at_the_earliest(text: str, day: date) -> None:
    assert lead_of(text) == day


def row(state: FollowUpState) -> FollowUp:
    return FollowUp(
        uid="f",
        contact="tomas",
        kind=FollowUpKind.ASK,
        due=date(2026, 12, 1),
        reason="he said: write to me in December",
        note="n-lead",
        state=state,
        closed_at=at(19) if state is FollowUpState.DONE else None,
    )


def test_a_follow_up_of_ones_own_sets_the_day() -> None:
    (lead,) = leads(FOUND, [row(FollowUpState.OPEN)], NOW)
    assert (lead.not_before, lead.why) == (date(2026, 12, 1), "the day of your follow-up")
    assert lead.said == ("he said: write to me in December",)


def test_a_lead_that_was_raised_is_ripe_no_more() -> None:
    (lead,) = leads(FOUND, [row(FollowUpState.DONE)], NOW)
    assert lead.raised == date(2026, 11, 19)
    assert not lead.ripe(date(2030, 1, 1))
