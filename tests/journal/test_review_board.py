"""What the review says is what the rest of the program says of the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.domain.progress import by_source, reply_rates
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.review_board import ReviewBoard
from infoview_tui.journal.sample import write_sample

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    path = tmp_path / "journal.json"
    write_sample(path, NOW)
    opened = Journal.open(path, clock=lambda: NOW)
    yield opened
    opened.close()


def told(journal: Journal, board: ReviewBoard) -> tuple[tuple[int, int], tuple[int, int]]:
    """Who was asked and who replied, as the review has it and as Progress has it."""
    touches = {uid: journal.touches_of.of(uid) for uid in journal.contacts.uids()}
    rates = reply_rates(journal.contacts.all(), touches, by_source, journal.today())
    progress = sum(rate.asked for _, rate in rates), sum(rate.replied for _, rate in rates)
    review = board.reply_rate()
    return (review.asked, review.replied), progress


def test_the_review_and_progress_agree_on_the_reply_rate_also_when_somebody_is_archived(
    journal: Journal,
) -> None:
    board = ReviewBoard(journal, lambda: ())
    for _ in board.build():
        pass
    review, progress = told(journal, board)
    assert review == progress
    assert review[1] > 0

    silent = [c.uid for c in journal.contacts.all() if c.name in ("Owen Bright", "Paula Stein")]
    assert len(silent) == 2
    journal.archive_contacts(silent)
    assert told(journal, board) == (review, review)
    assert not [item for step in board.steps() for item in step.items if item.contact in silent]


def test_after_many_changes_at_once_everybody_is_read_anew(journal: Journal) -> None:
    board = ReviewBoard(journal, lambda: ())
    for _ in board.build():
        pass
    before = board.steps()
    journal.commit("import", [Contact(uid=f"c{n}", name=f"Ann {n}") for n in range(600)])
    assert not board.complete
    for _ in board.build():
        pass
    assert told(journal, board)[0] == told(journal, board)[1]
    journal.undo()
    for _ in board.build():
        pass
    assert board.steps() == before
