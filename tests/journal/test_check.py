"""`check` names every problem with its record; `repair` puts right what can be, after a copy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infoview_tui.domain.errors import JournalUnusable, Problem
from infoview_tui.journal import backups
from infoview_tui.journal.check import problems
from infoview_tui.journal.recovery import repair
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Document
from tests.journal.workload import counted, live


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def write(path: Path, **tables: Any) -> None:
    meta = {"1": {"uid": "meta", "schema": 1, "journal_id": "j"}}
    path.write_text(json.dumps({**tables, "meta": meta}), encoding="utf-8")


def nameless(table: str, document: Document) -> list[Problem]:
    wrong = table == "contacts" and not document.get("name")
    return [Problem("name", "is missing")] if wrong else []


def test_a_sound_journal_has_no_problems(path: Path) -> None:
    live(path)
    before = path.read_bytes()
    assert problems(path, nameless) == []
    assert path.read_bytes() == before


def test_every_problem_is_named_with_its_record(path: Path) -> None:
    write(
        path,
        contacts={
            "1": {"uid": "ann"},
            "2": {"uid": "bob", "name": "Bob", "introduced_by": "nobody"},
            "3": {"uid": "bob"},
            "4": 7,
        },
        touches={"1": {"uid": "t", "contact": "ann", "interview": "gone"}},
        follow_ups={"1": {"uid": "f", "contact": "", "about": "zed"}},
        extra=["x"],
    )
    assert [str(finding) for finding in problems(path, nameless)] == [
        "contacts 3: repeats the uid bob",
        "contacts 4: is no object",
        'extra: is no table but ["x"]',
        "contacts ann: name: is missing",
        "contacts bob: introduced_by: names no record of contacts: nobody",
        "follow_ups f: about: names no record of contacts: zed",
        "touches t: interview: names no record of interviews: gone",
    ]


def test_a_file_that_does_not_open_is_one_problem(path: Path) -> None:
    path.write_bytes(b"{")
    assert len(problems(path)) == 1
    assert "not JSON" in str(problems(path)[0])


def test_a_repair_loses_nothing(path: Path) -> None:
    write(
        path,
        contacts={
            "1": {"uid": "ann", "name": "Ann"},
            "2": {"uid": "ann", "name": "Twin"},
            "3": {"name": "No uid"},
            "x": {"uid": "bob", "name": "Bob"},
            "4": {"uid": "nan", "name": "N", "n": float("nan")},
            "5": {"uid": "half", "name": "\ud800"},
            "6": "a line",
        },
    )
    content = path.read_bytes()
    repaired = repair(path)
    assert repaired.backup.read_bytes() == content
    assert "contacts 6: is no object; left as it is" in repaired.actions
    store = Store.open(path)
    names = [(store.document("contacts", uid) or {})["name"] for uid in store.uids("contacts")]
    assert sorted(names) == ["?", "Ann", "Bob", "N", "No uid", "Twin"]
    assert [entry.raw for entry in store.set_aside] == [b'"a line"']
    store.close()
    assert [str(finding) for finding in problems(path)] == ["contacts 6: is no object"]


@pytest.mark.parametrize("stock_layout", [False, True])
def test_a_repair_of_a_cut_file_saves_every_whole_record(path: Path, stock_layout: bool) -> None:
    live(path)
    if stock_layout:
        path.write_text(json.dumps(json.loads(path.read_bytes())), encoding="utf-8")
    content = path.read_bytes()
    cut = content.index(b'"r5"') + 3
    path.write_bytes(content[:cut])
    repaired = repair(path)
    assert repaired.actions == ["took 4 readable records of a damaged file"]
    store = Store.open(path)
    assert list(store.uids("contacts")) == ["r1", "r2", "r3", "r4"]
    store.close()


def test_a_repair_makes_a_table_of_a_list(path: Path) -> None:
    write(path, contacts=[{"uid": "a"}, {"uid": "b"}])
    assert repair(path).actions == ["contacts: made a table of a list"]
    store = Store.open(path)
    assert list(store.uids("contacts")) == ["a", "b"]
    store.close()


def test_a_repair_of_rubbish_or_of_an_open_journal_is_refused(path: Path) -> None:
    path.write_bytes(b"rubbish")
    with pytest.raises(JournalUnusable, match="nothing readable"):
        repair(path)
    assert path.read_bytes() == b"rubbish"
    assert backups.backups_of(path) == []  # which `restore` would be told to bring back
    path.unlink()
    store = Store.open(path)
    with pytest.raises(JournalUnusable, match="another infoview"):
        repair(path)
    store.close()


def test_a_repair_of_a_sound_journal_changes_no_record(path: Path) -> None:
    live(path)
    assert repair(path).actions == []
    store = Store.open(path)
    assert counted(store) == 6
    store.close()
