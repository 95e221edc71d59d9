"""Which talk pane 3 opens with, and who can be called from there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact, Interview, Status
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.live_calls import People, awaiting_debrief, talk_at_hand
from tests.screens.harness import NOW


def talk(uid: str, *, agreed: float | None = None, begun: float | None = None) -> Interview:
    """A talk agreed for, and begun at, so many hours from now."""
    return Interview(
        uid=uid,
        contact="p",
        status=Status.SCHEDULED,
        starts_at=None if agreed is None else NOW + timedelta(hours=agreed),
        started_at=None if begun is None else NOW + timedelta(hours=begun),
    )


@pytest.mark.parametrize(
    ("talks", "at_hand"),
    [
        ([], ""),
        ([talk("later", agreed=5), talk("next", agreed=2)], "next"),
        ([talk("next", agreed=0.1), talk("now", begun=-0.2)], "now"),
        ([talk("older", begun=-0.9), talk("now", begun=-0.2)], "now"),
        ([talk("missed", agreed=-30), talk("next", agreed=40)], "next"),
        ([talk("forgotten", begun=-30), talk("next", agreed=0.2)], "next"),
        ([talk("forgotten", begun=-30), talk("later", agreed=9)], "forgotten"),
        ([talk("untimed"), talk("next", agreed=200)], "next"),
    ],
)
def test_the_talk_at_hand(tmp_path: Path, talks: list[Interview], at_hand: str) -> None:
    journal = Journal.open(tmp_path / "j.json", clock=lambda: NOW)
    journal.commit("before", [Contact(uid="p", name="Priya"), *talks])
    found = talk_at_hand(journal)
    assert (found.uid if found else "") == at_hand
    journal.close()


@pytest.mark.parametrize(
    ("others", "at_hand"),
    [
        ([talk("later", agreed=9)], "held"),
        ([talk("missed", agreed=-30)], "held"),
        ([talk("next", agreed=0.5)], "next"),
        ([talk("now", begun=-0.1)], "now"),
    ],
)
def test_a_talk_that_was_just_held_stays_until_its_debrief_or_another_is_near(
    tmp_path: Path, others: list[Interview], at_hand: str
) -> None:
    journal = Journal.open(tmp_path / "j.json", clock=lambda: NOW)
    journal.commit("before", [Contact(uid="p", name="Priya"), talk("held", begun=-1), *others])
    journal.end_interview("held")
    found = talk_at_hand(journal, held="held")
    assert found is not None
    assert found.uid == at_hand
    journal.close()


def test_the_last_talk_without_a_debrief(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.json", clock=lambda: NOW)
    journal.commit("before", [Contact(uid="p", name="Priya"), talk("a", begun=-2)])
    assert awaiting_debrief(journal) is None
    journal.end_interview("a")
    found = awaiting_debrief(journal)
    assert found is not None
    assert found.uid == "a"
    journal.close()


def test_people_are_found_by_any_part_and_best_by_their_beginning(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "j.json", clock=lambda: NOW)
    people = [
        Contact(uid="1", name="Ann Ibarra", company="Lumen"),
        Contact(uid="2", name="Ibarra Tomás", company="Holm"),
        Contact(uid="3", name="Ibarra Gone", archived=True),
    ]
    journal.commit("before", people)
    found = People(journal)
    assert found.matching("ibar") == ["2", "1"]
    assert found.matching("tomas holm") == ["2"]
    assert found.matching("nobody") == []
    journal.close()
