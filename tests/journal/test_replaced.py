"""The file replaced underneath, and conflict copies: merged by record, nothing lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Document
from tests.journal.disks import FaultyDisk
from tests.journal.test_store import copy_as_after_a_kill
from tests.journal.workload import live


@pytest.fixture
def path(tmp_path: Path, any_cipher: None) -> Path:
    """A journal with the contacts a, b and c, plain or encrypted."""
    path = tmp_path / "here" / "journal.json"
    store = Store.open(path)
    for uid in "abc":
        put(store, uid, name=uid.upper(), updated_at="2026-11-01")
    store.close()
    return path


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """The same journal on another machine."""
    (tmp_path / "there").mkdir()
    return Path(shutil.copy(path, tmp_path / "there" / "journal.json"))


def put(store: Store, uid: str, **fields: object) -> None:
    before = store.document("contacts", uid)
    after: Document = {"uid": uid, **(before or {}), **fields}
    store.commit(Entry("put", (Change("contacts", uid, before, after),)))


def remove(store: Store, uid: str) -> None:
    store.commit(Entry("remove", (Change("contacts", uid, store.document("contacts", uid), None),)))


def name(store: Store, uid: str) -> object:
    return (store.document("contacts", uid) or {}).get("name")


def edit_there(copy: Path) -> None:
    """On the other machine: b renamed, c removed, d added."""
    store = Store.open(copy)
    put(store, "b", name="Bob", updated_at="2026-11-03")
    remove(store, "c")
    put(store, "d", name="D", updated_at="2026-11-03")
    store.close()


def arrive(copy: Path, path: Path) -> None:
    """As a sync tool does it: beside, then renamed."""
    beside = path.with_name("incoming")
    shutil.copy(copy, beside)
    beside.replace(path)


def test_a_replaced_file_is_merged_while_open(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "a", role="PM", updated_at="2026-11-02")
    arrive(copy, path)
    assert store.poll() == {("contacts", "b"), ("contacts", "c"), ("contacts", "d")}
    assert (store.document("contacts", "a") or {})["role"] == "PM"
    assert [name(store, uid) for uid in "abcd"] == ["A", "Bob", None, "D"]
    assert store.count("conflicts") == 0
    assert store.needs_fold()
    assert any("was replaced by another program" in notice for notice in store.notices)
    store.close()
    again = Store.open(path)
    assert [name(again, uid) for uid in "abcd"] == ["A", "Bob", None, "D"]
    again.close()
    occasions = [backup.occasion for backup in backups.backups_of(path)]
    assert "before-merge" in occasions


def test_an_older_branch_put_in_place_takes_nothing_back(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "a", role="PM", updated_at="2026-11-02")
    put(store, "b", role="VP", updated_at="2026-11-02")
    put(store, "e", name="E", updated_at="2026-11-02")
    assert store.fold()  # the branch from over there knows nothing of this fold
    remove(store, "e")
    arrive(copy, path)
    assert {("contacts", "b"), ("contacts", "d")} < store.poll()
    assert store.count("conflicts") == 1  # which name of b was the older, nobody can know
    assert (store.document("contacts", "a") or {})["role"] == "PM"
    assert (store.document("contacts", "b") or {})["role"] == "VP"
    assert [name(store, uid) for uid in "abcde"] == ["A", "Bob", "C", "D", None]
    store.close()


def test_a_file_that_went_there_and_back_is_taken_as_it_is(path: Path, copy: Path) -> None:
    store = Store.open(path)
    put(store, "a", role="PM", updated_at="2026-11-02")
    assert store.fold()
    arrive(path, copy)
    other = Store.open(copy)
    remove(other, "a")
    for number in range(40):
        put(other, "b", name=str(number))
        other.fold()
    other.close()
    arrive(copy, path)
    assert store.poll() == {("contacts", "a"), ("contacts", "b")}
    assert [name(store, uid) for uid in "abc"] == [None, "39", "C"]
    store.close()


def test_it_is_noticed_before_a_fold(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "a", role="PM")
    arrive(copy, path)
    assert store.fold()
    store.close()
    again = Store.open(path, read_only=True)
    assert [name(again, uid) for uid in "abcd"] == ["A", "Bob", None, "D"]
    assert (again.document("contacts", "a") or {})["role"] == "PM"


def test_both_sides_of_a_clash_are_kept(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "b", name="Bert", updated_at="2026-11-02")
    put(store, "c", name="Carl", updated_at="2026-11-02")
    arrive(copy, path)
    store.poll()
    assert name(store, "b") == "Bob"  # the newer
    assert name(store, "c") == "Carl"  # changed here, removed there: it stays
    conflicts = [store.document("conflicts", uid) or {} for uid in store.uids("conflicts")]
    assert [(c["table"], c["record"], c["fields"]) for c in conflicts] == [
        ("contacts", "b", ["name"])
    ]
    assert conflicts[0]["document"]["name"] == "Bert"
    store.close()


def test_the_same_bytes_in_a_new_file_are_no_replacement(path: Path, copy: Path) -> None:
    store = Store.open(path)
    arrive(copy, path)
    assert store.poll() == set()
    assert store.notices == []
    put(store, "a", role="PM")
    store.close()
    assert [b.occasion for b in backups.backups_of(path) if b.occasion != "daily"] == []


def test_a_kill_after_the_replacement_loses_neither_side(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "a", role="PM", updated_at="2026-11-02")
    put(store, "b", name="Bert", updated_at="2026-11-02")
    left = copy_as_after_a_kill(path, path.parent / "left")
    store.close()
    arrive(copy, left)
    again = Store.open(left)
    assert [name(again, uid) for uid in "abcd"] == ["A", "Bob", None, "D"]
    assert (again.document("contacts", "a") or {})["role"] == "PM"
    kept = [again.document("conflicts", uid) or {} for uid in again.uids("conflicts")]
    assert [c["document"]["name"] for c in kept] == ["Bert"]
    again.close()
    assert len([b for b in backups.folder_of(left).iterdir() if "before-merge" in b.name]) == 2


def test_a_fault_at_any_call_of_a_merge_loses_neither_side(path: Path, copy: Path) -> None:
    edit_there(copy)
    before = path.read_bytes()
    calls = 1000
    for at in range(calls):
        path.write_bytes(before)
        disk = FaultyDisk(short=True)
        store = Store.open(path, disk=disk)
        put(store, "e", name="E", updated_at="2026-11-02")
        assert store.fold()  # e is in the file that gets replaced, and nowhere else
        put(store, "a", role="PM", updated_at="2026-11-02")
        assert store.wait_durable(60)
        arrive(copy, path)
        disk.at = len(disk.calls) + at
        store.poll()
        put(store, "f", name="F", updated_at="2026-11-02")
        assert store.fold() or store.fold()
        store.close()
        again = Store.open(path)
        assert [name(again, uid) for uid in "abcdef"] == ["A", "Bob", "C", "D", "E", "F"]
        assert (again.document("contacts", "a") or {})["role"] == "PM"
        again.close()
        if not disk.failed:
            break
    assert 10 < at < calls - 1


def test_what_is_put_in_place_and_is_no_journal_is_not_overwritten(path: Path) -> None:
    for content, says in (
        (b"<<<<<<< HEAD", "not JSON"),
        (b"{}", "another journal"),
        (json.dumps({"meta": {"1": {"uid": "meta", "schema": 9}}}).encode(), "newer infoview"),
    ):
        store = Store.open(path)
        put(store, "a", role="PM")
        good = path.read_bytes()
        path.write_bytes(content)
        assert store.poll() == set()
        assert store.notices == []  # it may be in the midst of being written
        assert store.poll() == set()
        assert any(says in notice for notice in store.notices)
        assert not store.fold()
        assert path.read_bytes() == content
        path.write_bytes(good)
        store.poll()
        store.close()
        assert b'"PM"' in Disk().cipher.open(path.read_bytes())


def test_a_file_that_was_removed_is_written_anew(path: Path) -> None:
    store = Store.open(path)
    put(store, "a", role="PM")
    path.unlink()
    store.poll()
    assert store.needs_fold()
    store.close()
    assert b'"PM"' in Disk().cipher.open(path.read_bytes())


def test_a_conflict_copy_is_merged_in_once(path: Path, copy: Path) -> None:
    edit_there(copy)
    store = Store.open(path)
    put(store, "b", name="Bert", updated_at="2026-11-02")
    remove(store, "a")
    report = store.merge_file(copy)
    assert str(report) == "2 added, 1 changed, 1 in conflict (both versions kept)"
    assert [name(store, uid) for uid in "abcd"] == ["A", "Bob", "C", "D"]
    assert str(store.merge_file(copy)) == "nothing new"
    store.close()
    assert [b.occasion for b in backups.backups_of(path)].count("before-merge") == 2


def test_another_journal_is_not_merged(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "journal.json"
    live(other)
    store = Store.open(path)
    with pytest.raises(JournalUnusable, match="no copy of this journal"):
        store.merge_file(other)
    store.close()
