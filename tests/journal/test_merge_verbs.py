"""Two contacts become one, with all that names them; and one undo parts them again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from infoview_tui.domain.errors import InfoviewError, UnknownRecord
from infoview_tui.domain.models import (
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Relation,
    Touch,
    TouchKind,
)
from infoview_tui.exchange.duplicates import duplicates
from infoview_tui.journal.journal import Journal

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
DUE = date(2026, 11, 20)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal.open(tmp_path / "journal.json", clock=lambda: NOW)
    opened.commit(
        "before the test",
        [
            Contact(
                uid="keep", name="Ann Lee", role="PM", company="Atlas", emails=("a@x.example",)
            ),
            Contact(
                uid="other",
                name="Ann M. Lee",
                role="CPO",
                company="Lumen",
                emails=("A@X.example", "ann@y.example"),
                tags=("growth",),
                relation=Relation.ADVOCATE,
                introduced_by="keep",
            ),
            Contact(uid="led", name="Tomás Ibarra", introduced_by="other"),
            Interview(uid="i", contact="other"),
            Touch(uid="t", contact="other", at=NOW, kind=TouchKind.GIVE, channel=Channel.EMAIL),
            FollowUp(uid="f1", contact="keep", kind=FollowUpKind.CHECK_IN, due=DUE, reason="x"),
            FollowUp(
                uid="f2",
                contact="other",
                kind=FollowUpKind.CHECK_IN,
                due=date(2026, 12, 1),
                reason="x",
            ),
            FollowUp(
                uid="f3", contact="led", kind=FollowUpKind.INTRODUCTION, due=DUE, about="other"
            ),
        ],
        undoable=False,
    )
    yield opened
    opened.close()


def documents(journal: Journal) -> dict[tuple[str, str], object]:
    tables = ("contacts", "interviews", "touches", "follow_ups")
    found: dict[tuple[str, str], object] = {}
    for table in tables:
        for uid in journal.store.uids(table):
            document = journal.store.document(table, uid) or {}
            found[table, uid] = {k: v for k, v in document.items() if k != "updated_at"}
    return found


def test_everything_that_named_the_other_names_the_one_that_stays(journal: Journal) -> None:
    journal.merge_contacts("keep", "other")
    assert "other" not in journal.contacts
    assert journal.contacts["led"].introduced_by == "keep"
    assert journal.interviews["i"].contact == journal.touches["t"].contact == "keep"
    assert journal.follow_ups["f3"].about == "keep"
    assert [head.uid for head in journal.interviews_of.of("keep")] == ["i"]
    assert "other" not in str(documents(journal).values())


def test_both_cards_are_in_the_one(journal: Journal) -> None:
    contact = journal.merge_contacts("keep", "other")
    assert (contact.name, contact.role, contact.company) == ("Ann Lee", "PM", "Atlas")
    assert contact.emails == ("a@x.example", "ann@y.example")
    assert contact.past_roles == ("CPO, Lumen",)
    assert contact.personal == ("also Ann M. Lee",)
    assert (contact.tags, contact.relation) == (("growth",), Relation.ADVOCATE)
    assert contact.introduced_by == ""


def test_what_is_now_owed_twice_is_owed_once(journal: Journal) -> None:
    journal.merge_contacts("keep", "other")
    states = {row.uid: row.state for row in journal.follow_ups_of.of("keep")}
    assert states == {"f1": FollowUpState.OPEN, "f2": FollowUpState.DROPPED}


def test_one_undo_parts_them_again(journal: Journal) -> None:
    before = documents(journal)
    journal.merge_contacts("keep", "other")
    journal.undo()
    assert documents(journal) == before
    journal.redo()
    assert "other" not in journal.contacts


def test_a_contact_is_not_merged_with_itself_or_with_nobody(journal: Journal) -> None:
    with pytest.raises(InfoviewError, match="with itself"):
        journal.merge_contacts("keep", "keep")
    with pytest.raises(UnknownRecord):
        journal.merge_contacts("keep", "gone")


def test_probable_duplicates_are_found_surest_first() -> None:
    people = [
        Contact(uid="1", name="Ann Lee", company="Atlas"),
        Contact(uid="2", name="Ann Lee", company="Lumen"),
        Contact(uid="3", name="Bo Ek", emails=("bo@x.example",)),
        Contact(uid="4", name="Bo A. Ek", emails=("BO@x.example",)),
        Contact(uid="5", name="Cy Roe"),
    ]
    assert duplicates(people) == [("3", "4", "e-mail"), ("1", "2", "the same name only")]
