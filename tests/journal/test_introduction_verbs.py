"""Introducing two contacts on a real file: each step is one change that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.models import (
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    TouchKind,
)
from infoview_tui.domain.templates import CONNECT
from infoview_tui.journal.journal import Journal

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.json", clock=lambda: NOW)
    people = [Contact(uid=uid, name=uid.title()) for uid in ("ann", "sam", "bo")]
    opened.commit("before the test", people, undoable=False)
    yield opened
    opened.close()


def steps(journal: Journal) -> dict[str, list[Step | None]]:
    return {uid: [step_of(r) for r in journal.open_rows(uid)] for uid in ("ann", "sam")}


def test_an_introduction_under_way_is_gone_on_with(journal: Journal) -> None:
    row = journal.introduce("ann", "sam")
    assert journal.introduce("ann", "sam").uid == row.uid
    journal.answer_introduction(row, yes=True)  # so that only the question to Sam is open
    assert journal.introduce("ann", "sam").contact == "sam"
    assert journal.introduce("ann", "bo") != row
    assert len(journal.open_rows("sam")) == 1


def test_each_step_is_one_of_undo(journal: Journal) -> None:
    row = journal.introduce("ann", "sam")
    journal.log_introduction(row, Channel.EMAIL, "May I?")
    assert steps(journal) == {"ann": [Step.ANSWER], "sam": [Step.ASK]}
    journal.undo()
    assert steps(journal) == {"ann": [Step.ASK], "sam": [Step.ASK]}
    assert not journal.touches_of.of("ann")
    journal.undo()
    assert steps(journal) == {"ann": [], "sam": []}


def test_who_is_asked_once_more_is_waited_for_again(journal: Journal) -> None:
    row = journal.introduce("ann", "sam")
    journal.log_introduction(row, Channel.EMAIL, "May I?")
    [waiting] = journal.open_rows("ann")
    journal.snooze([waiting], NOW.date())
    [waiting] = journal.open_rows("ann")
    journal.finish([waiting], Channel.PHONE)
    [again] = journal.open_rows("ann")
    assert step_of(again) is Step.ANSWER
    assert again.due > NOW.date()
    assert len(journal.touches_of.of("ann")) == 2


def test_a_reply_waits_for_a_yes_or_no_and_closes_nothing(journal: Journal) -> None:
    journal.log_introduction(journal.introduce("ann", "sam"), Channel.EMAIL, "May I?")
    journal.log_touch("ann", TouchKind.REPLY, Channel.EMAIL, text="gladly")
    [waiting] = journal.open_rows("ann")
    assert (waiting.due, waiting.snoozed) == (NOW.date(), ())
    assert waiting.reason.startswith("they replied")


def test_who_agreed_already_is_not_asked_by_a_message(journal: Journal) -> None:
    journal.introduce("ann", "sam")
    for uid in ("ann", "sam"):
        [row] = journal.open_rows(uid)
        following = journal.answer_introduction(row, yes=True)
    assert following is not None
    assert step_of(following) is Step.CONNECT
    assert not journal.touches_of.of("ann")
    journal.finish([following], Channel.EMAIL)
    for uid in ("ann", "sam"):
        assert [t.kind for t in journal.touches_of.of(uid)] == [TouchKind.INTRODUCTION]
    assert steps(journal) == {"ann": [], "sam": []}


def test_introducing_them_at_once_ends_all_questions(journal: Journal) -> None:
    row = journal.introduce("ann", "sam")
    journal.log_introduction(row, Channel.EMAIL, "Ann, meet Sam", CONNECT)
    assert steps(journal) == {"ann": [], "sam": []}
    assert {t.contact for t in journal.touches.all()} == {"ann", "sam"}


def test_a_row_without_a_name_becomes_the_introduction(journal: Journal) -> None:
    row = FollowUp(uid="r", contact="ann", kind=FollowUpKind.INTRODUCTION, due=NOW.date())
    journal.add_follow_up(row)
    journal.introduce("ann", "sam", row)
    assert journal.follow_ups["r"].state is FollowUpState.DONE
    assert steps(journal)["ann"] == [Step.ASK]
