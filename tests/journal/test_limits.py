"""The method's numbers hold in every verb as the preferences set them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.limits import Limits
from infoview_tui.domain.models import (
    Channel,
    Closeness,
    Contact,
    FollowUp,
    FollowUpKind,
    Interview,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.letter import Letter

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday
LIMITS = Limits(
    try_another=1, second_try=2, confirm_days=2, check_in_days=50, ask_days=10, silent_check_ins=1
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    wishes = Preferences(limits=LIMITS, cadences={"close": 7})
    opened = Journal.open(tmp_path / "journal.json", wishes, clock=lambda: NOW)
    opened.add_contact(Contact(uid="c", name="Lena"))
    yield opened
    opened.close()


def due(journal: Journal) -> dict[FollowUpKind, date]:
    return {row.kind: row.due for row in journal.open_rows("c")}


def test_outreach_starts_the_clock_of_the_preferences(journal: Journal) -> None:
    journal.log_touch("c", TouchKind.OUTREACH, Channel.EMAIL)
    assert due(journal) == {
        FollowUpKind.TRY_ANOTHER: date(2026, 11, 19),
        FollowUpKind.SECOND_TRY: date(2026, 11, 20),
    }


def test_a_plan_is_confirmed_so_many_days_before(journal: Journal) -> None:
    journal.plan_interview(
        Interview(uid="i", contact="c", starts_at=NOW + timedelta(days=7), timezone="UTC")
    )
    assert due(journal) == {FollowUpKind.CONFIRM: date(2026, 11, 23)}


def test_the_queue_goes_by_the_cadences_of_the_preferences(journal: Journal) -> None:
    journal.edit_contact(Contact(uid="c", name="Lena", closeness=Closeness.CLOSE))
    journal.commit(
        "a touch", [Touch(uid="t", contact="c", at=NOW - timedelta(days=9), kind=TouchKind.GIVE)]
    )
    [row] = journal.queue()
    assert (row.label, row.due) == ("check-in", date(2026, 11, 16))


def test_the_brake_waits_as_long_as_the_preferences_say(journal: Journal) -> None:
    ended = NOW - timedelta(days=9)
    talk = Interview(uid="i", contact="c", status=Status.HELD, started_at=ended, ended_at=ended)
    thanks = Touch(uid="t", contact="c", at=ended, kind=TouchKind.THANK_YOU)
    journal.commit("a talk and its thanks", [talk, thanks])
    assert list(Letter(journal, "c", FollowUpKind.ASK).warnings()) == [
        "The talk was 9 d ago: an ask is better from tomorrow."
    ]


def test_letting_go_is_offered_after_as_many_silent_check_ins_as_the_preferences_say(
    journal: Journal,
) -> None:
    journal.commit(
        "one check-in without an answer",
        [
            Touch(uid="t", contact="c", at=NOW - timedelta(days=9), kind=TouchKind.CHECK_IN),
            FollowUp(uid="r", contact="c", kind=FollowUpKind.CHECK_IN, due=NOW.date()),
        ],
    )
    [row] = journal.queue()
    assert row.why == "1 check-in without an answer: let go, or once a year"
