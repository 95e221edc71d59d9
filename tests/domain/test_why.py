"""Every row says why it is there now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    Direction,
    FollowUpKind,
    LoopState,
    Note,
    NoteKind,
    Touch,
    TouchKind,
)
from tests.domain.queue_facts import (
    NOW,
    WARM,
    held,
    only,
    queue,
    row,
    touch,
)


def test_the_thank_you_names_the_most_specific_thing_they_said() -> None:
    quote = Note(uid="n1", at=NOW, kind=NoteKind.QUOTE, text="one page or no project")
    insight = Note(uid="n2", at=NOW, kind=NoteKind.INSIGHT, text="press release first")
    assert only(queue([], [held(1, insight, quote)])).why == (
        "24 min talk; name: “one page or no project”"
    )
    assert only(queue([], [held(1, insight)])).why == "24 min talk; name: “press release first”"
    assert only(queue([], [held(1)])).why == "24 min talk; name one thing they said"


def test_a_report_says_what_happened_with_the_person_introduced() -> None:
    report = row(FollowUpKind.REPORT_BACK, contact="sam", about="tomas")
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
    assert found.why == "no touch since Mon 10 Aug; every 90 days"


@pytest.mark.parametrize("kind", FollowUpKind)
def test_no_row_is_without_a_reason(kind: FollowUpKind) -> None:
    assert queue([row(kind)])[0].why.strip()
    assert queue([row(kind, reason="because")])[0].why == "because"


def test_words_of_a_note_say_whose_they_are() -> None:
    promise = row(FollowUpKind.PROMISE, note="n", reason="the article by fri")
    assert queue([promise])[0].why == "you promised: the article by fri"
    told = row(FollowUpKind.ADVICE, note="n", reason="you tried their advice: “write”")
    assert queue([told])[0].why == told.reason
    by_hand = row(FollowUpKind.PROMISE, reason="the article by fri")
    assert queue([by_hand])[0].why == "the article by fri"


def test_a_reason_written_by_hand_is_not_overruled_by_facts() -> None:
    talk = held(1, Note(uid="n", at=NOW, kind=NoteKind.QUOTE, text="one page"))
    by_rule = rules.thank_you(talk, NOW)
    assert only(queue([by_rule], [talk])).why == "24 min talk; name: “one page”"
    by_hand = replace(by_rule, reason="thank her for the hour she gave")
    assert only(queue([by_hand], [talk])).why == "thank her for the hour she gave"
