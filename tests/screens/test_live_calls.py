"""Which talk is at hand when the live screen is opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from infoview_tui.domain.models import Contact, Interview, Status
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.live_calls import talk_at_hand
from tests.screens.harness import NOW


def at_hand(path: Path, **starts: datetime) -> str:
    journal = Journal.open(path / "journal.json", clock=lambda: NOW)
    talks = [
        Interview(uid=uid, contact="c", status=Status.SCHEDULED, starts_at=at)
        for uid, at in starts.items()
    ]
    journal.commit("plan", [Contact(uid="c", name="Ada"), *talks])
    head = talk_at_hand(journal)
    journal.close()
    return head.uid if head else ""


def test_the_next_talk_is_at_hand_though_an_earlier_one_was_forgotten(tmp_path: Path) -> None:
    yesterday, soon = NOW - timedelta(days=1), NOW + timedelta(minutes=50)
    assert at_hand(tmp_path, forgotten=yesterday, next=soon) == "next"


def test_a_talk_that_begins_late_is_still_at_hand(tmp_path: Path) -> None:
    late, soon = NOW - timedelta(minutes=40), NOW + timedelta(minutes=50)
    assert at_hand(tmp_path, late=late, next=soon) == "late"


def test_a_forgotten_talk_is_at_hand_where_there_is_no_other(tmp_path: Path) -> None:
    assert at_hand(tmp_path, forgotten=NOW - timedelta(days=1)) == "forgotten"
