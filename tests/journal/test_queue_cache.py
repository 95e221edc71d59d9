"""The queue kept record by record is the queue computed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.models import (
    AnyRecord,
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
from infoview_tui.domain.queue_row import Group, Row, Task
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.queue_cache import QueueCache
from tests.journal.clock import Clock

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def journal(tmp_path: Path, clock: Clock) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.json", clock=clock)
    opened.commit("before the test", records(), undoable=False)
    yield opened
    opened.close()


def records() -> list[AnyRecord]:
    talked = NOW - timedelta(hours=2)
    return [
        Contact(uid="sam", name="Sam Okafor"),
        Contact(uid="priya", name="Priya", closeness=Closeness.CLOSE, introduced_by="sam"),
        Contact(uid="lena", name="Lena Fischer"),
        Touch(uid="t1", contact="priya", at=NOW - timedelta(days=50), kind=TouchKind.GIVE),
        FollowUp(uid="f1", contact="lena", kind=FollowUpKind.PROMISE, due=date(2026, 11, 16)),
        FollowUp(
            uid="f2", contact="sam", kind=FollowUpKind.REPORT_BACK, due=date(2026, 11, 18),
            about="priya",
        ),
        Interview(
            uid="talk", contact="lena", status=Status.HELD, started_at=talked, ended_at=NOW,
        ),
    ]  # fmt: skip


def said(rows: tuple[Row, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.key, row.group.value, row.late, row.why) for row in rows]


def anew(journal: Journal) -> list[tuple[str, str, str, str]]:
    return said(QueueCache(journal).rows())


def test_every_verb_its_undo_and_its_redo_leave_the_queue_as_computed_anew(
    journal: Journal, clock: Clock
) -> None:
    verbs: list[Callable[[], object]] = [
        lambda: journal.complete([journal.follow_ups["f1"]]),
        lambda: journal.log_touch("priya", TouchKind.CHECK_IN, Channel.PHONE),
        lambda: journal.log_touch("lena", TouchKind.OUTREACH, Channel.EMAIL),
        lambda: journal.snooze([journal.follow_ups["f2"]], date(2026, 11, 25)),
        lambda: journal.archive_contacts(["lena"]),
        lambda: journal.commit("gone", [], removed=[journal.touches["t1"]]),
    ]
    assert said(journal.queue()) == anew(journal)
    for verb in verbs:
        before = said(journal.queue())
        verb()
        assert said(journal.queue()) == anew(journal)
        journal.undo()
        assert said(journal.queue()) == anew(journal) == before
        journal.redo()
        assert said(journal.queue()) == anew(journal)


def test_after_many_changes_at_once_it_is_read_in_slices(journal: Journal) -> None:
    before = said(journal.queue())
    people = [Contact(uid=f"c{n}", name=f"Ann {n}") for n in range(600)]
    kind, due = FollowUpKind.PROMISE, date(2026, 11, 16)
    owed = [FollowUp(uid=f"f{c.uid}", contact=c.uid, kind=kind, due=due) for c in people]
    journal.commit("import", [*people, *owed])
    assert journal.counts()[4] == "4!"  # what was known last
    while not journal.read_queue(1.0):
        pass
    assert journal.counts()[4] == "604!"
    assert said(journal.queue()) == anew(journal)
    journal.undo()
    assert said(journal.queue()) == anew(journal) == before


def test_hours_pass_without_any_change(journal: Journal, clock: Clock) -> None:
    def thanks() -> Row:
        rows = (r for r in journal.queue() if r.follow_up)
        return next(r for r in rows if r.label == "thank-you")

    clock.now += timedelta(hours=3)
    assert thanks().late == "in 21 h"
    clock.now += timedelta(hours=22)
    assert thanks().group is Group.OVERDUE
    assert said(journal.queue()) == anew(journal)


def test_a_new_day_is_read_in_slices_and_the_bar_says_the_last_known_meanwhile(
    journal: Journal, clock: Clock
) -> None:
    assert journal.counts() == {1: "3", 4: ""}  # nothing is read yet
    assert journal.read_queue(1.0)
    assert journal.counts() == {1: "3", 4: "4!"}
    clock.now += timedelta(days=7)
    assert journal.counts() == {1: "3", 4: "4!"}
    while not journal.read_queue(0.0001):
        pass
    assert said(journal.queue()) == anew(journal)
    assert Task.DEBRIEF in {row.task for row in journal.queue()}


def test_what_changes_while_the_queue_is_being_read_is_in_it(journal: Journal) -> None:
    more = [Contact(uid=f"c{n}", name=f"Contact {n}") for n in range(400)]
    journal.commit("many", more)
    while not journal.read_queue(0.0):
        journal.add_follow_up(
            FollowUp(uid="new", contact="c399", kind=FollowUpKind.ASK, due=date(2026, 11, 18))
        )
        journal.complete([journal.follow_ups["f1"]])
        journal.read_queue(1.0)
    assert "new" in {row.key for row in journal.queue()}
    assert said(journal.queue()) == anew(journal)


def test_whoever_is_at_the_same_place_is_named_until_written_to(journal: Journal) -> None:
    journal.commit(
        "silence at Holm",
        [
            Contact(uid="lena", name="Lena Fischer", company="Holm"),
            FollowUp(uid="f2", contact="lena", kind=FollowUpKind.TRY_ANOTHER, due=NOW.date()),
        ],
    )

    def why() -> str:
        return next(row.why for row in journal.queue() if row.key == "f2")

    assert why() == "no reply in 3 business days: find somebody else at Holm"
    journal.add_contact(Contact(uid="ida", name="Ida Berg", company="holm"))
    assert why() == "no reply in 3 business days: Ida Berg is at Holm too"
    journal.log_touch("ida", TouchKind.OUTREACH, Channel.EMAIL)
    assert why() == "no reply in 3 business days: find somebody else at Holm"


def test_somebody_else_who_is_owed_a_message_already_gets_no_second_row(journal: Journal) -> None:
    ida = Contact(uid="ida", name="Ida Berg", company="Holm")
    silent = FollowUp(uid="f2", contact="lena", kind=FollowUpKind.TRY_ANOTHER, due=NOW.date())
    owed = FollowUp(uid="f3", contact="ida", kind=FollowUpKind.OUTREACH, due=NOW.date())
    journal.commit("silence at Holm", [ida, silent, owed])
    assert journal.try_another(silent, ida).uid == "f3"
    assert [row.uid for row in journal.open_rows("ida")] == ["f3"]


def test_who_listened_before_the_queue_was_made_hears_of_a_change_when_its_rows_are_new(
    journal: Journal,
) -> None:
    heard: list[list[tuple[str, str, str, str]]] = []
    journal.subscribe(lambda keys: heard.append(said(journal.queue())))
    before = said(journal.queue())
    journal.complete([journal.follow_ups["f1"]])
    assert heard == [anew(journal)]
    assert heard != [before]
