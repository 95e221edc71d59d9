"""The list of people, kept record by record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from infoview_tui.domain.directory import Order
from infoview_tui.domain.models import Channel, Contact, TouchKind
from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal.open(tmp_path / "journal.json", clock=lambda: NOW)
    journal.commit(
        "people",
        [
            Contact(uid="ann", name="Ann Lee"),
            Contact(uid="bo", name="Bo Ek", introduced_by="ann"),
            Contact(uid="cy", name="Cy Old", archived=True),
        ],
    )
    yield journal
    journal.close()


def built(journal: Journal) -> Directory:
    """The directory of a journal that keeps itself up to date."""
    directory = Directory(journal)
    for _ in directory.build():
        pass
    journal.subscribe(directory.refresh)
    return directory


def test_the_archive_is_another_list(journal: Journal) -> None:
    directory = built(journal)
    assert directory.day == NOW.date()
    assert directory.select() == ["ann", "bo"]
    assert directory.select(archived=True) == ["cy"]
    assert directory.select("bo", Order.NAME) == ["bo"]


def test_a_touch_and_its_undoing_renew_the_line_of_its_contact(journal: Journal) -> None:
    directory = built(journal)
    journal.log_touch("bo", TouchKind.CHECK_IN, Channel.PHONE, at=NOW - timedelta(days=3))
    assert [s.days for s in map(directory.get, ("ann", "bo")) if s] == [None, 3]
    journal.undo()
    assert [s.days for s in map(directory.get, ("ann", "bo")) if s] == [None, None]


def test_an_added_contact_is_there_and_an_undone_one_is_gone(journal: Journal) -> None:
    directory = built(journal)
    journal.add_contact(Contact(uid="di", name="Di Moe", introduced_by="ann"))
    assert [s.uid for s in directory.led_to("ann")] == ["bo", "di"]
    assert [s.uid for s in directory.named("moe")] == ["di"]
    journal.undo()
    assert directory.get("di") is None
    assert [s.uid for s in directory.led_to("ann")] == ["bo"]


def test_a_long_list_is_made_with_breaks(journal: Journal) -> None:
    journal.commit("crowd", [Contact(uid=f"c{n}", name=f"Person {n}") for n in range(450)])
    directory = Directory(journal)
    breaks = sum(1 for _ in directory.build())
    assert breaks >= 4
    assert len(directory) == 453
