"""The store's promises: what is committed is there, in memory, in the log and in the file."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from infoview_tui.domain.errors import InvalidRecord, JournalUnusable, ReadOnlyJournal
from infoview_tui.journal.backups import backups_of
from infoview_tui.journal.changes import Change, Entry, same
from infoview_tui.journal.saving import Saved, Saving
from infoview_tui.journal.storage import LineStorage
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import TABLES, Document
from tests.journal.workload import counted, entry, live

ANN: Document = {"uid": "ann", "name": "Ann", "tags": ["[/]", "é"]}


def add(store: Store, document: Document, table: str = "contacts") -> None:
    uid = document["uid"]
    store.commit(Entry("add", (Change(table, uid, store.document(table, uid), document),)))


def everything(store: Store) -> dict[str, dict[str, Any]]:
    return {
        table: {uid: store.document(table, uid) for uid in store.uids(table)}
        for table in (*TABLES, "conflicts", "others")
    }


def copy_as_after_a_kill(path: Path, target: Path) -> Path:
    """The files that a killed program leaves: the journal and its log."""
    target.mkdir()
    for name in (path.name, path.name + ".log"):
        if (path.parent / name).exists():
            (target / name).write_bytes((path.parent / name).read_bytes())
    return target / path.name


def test_a_new_journal_is_private_and_holds_one_meta_document(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "journal.json"
    umask = os.umask(0o777)
    try:
        store = Store.open(path)
        add(store, ANN)
        assert store.wait_durable(60)
        files = list(path.parent.iterdir())
        store.close()
    finally:
        os.umask(umask)
    assert len(files) == 3  # journal, log, lock
    after = [path, *(path.parent / "journal.json.backups").iterdir()]
    for file in after:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (tmp_path / "a", path.parent, path.parent / "journal.json.backups"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    meta = json.loads(path.read_bytes())["meta"]["1"]
    assert meta["uid"] == "meta"
    assert meta["schema"] == 1
    assert len(meta["journal_id"]) == 32


def test_at_rest_there_is_one_file_and_plain_tinydb_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["journal.json", "journal.json.backups"]
    for db in (TinyDB(path, encoding="utf-8"), TinyDB(path, storage=LineStorage)):
        records = db.table("contacts").all()
        assert [record["uid"] for record in records] == [f"r{n}" for n in range(1, 7)]
        assert db.table("meta").get(doc_id=1) is not None
        db.close()


def test_one_document_to_a_line_in_a_stable_order(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '"contacts":{', '"1":{"uid":"r1","name":"Contact 1"},']
    store = Store.open(path)
    add(store, {"uid": "r3", "name": "Renamed"})
    store.close()
    changed = path.read_text(encoding="utf-8").splitlines()
    different = [n for n, pair in enumerate(zip(lines, changed, strict=True)) if len({*pair}) > 1]
    assert len(different) == 2  # the record and the mark in meta


def test_what_plain_tinydb_wrote_is_read_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    db = TinyDB(path, encoding="utf-8")
    db.table("contacts").insert({"uid": "zoë", "name": "Zoë", "new_field": {"deep": [1]}})
    db.table("others").insert({"uid": "o", "x": None})
    db.close()
    store = Store.open(path)
    assert store.document("contacts", "zoë") == {
        "uid": "zoë", "name": "Zoë", "new_field": {"deep": [1]},
    }  # fmt: skip
    add(store, ANN)
    store.close()
    with TinyDB(path, encoding="utf-8") as db:
        assert db.table("others").all() == [{"uid": "o", "x": None}]
        assert len(db.table("contacts")) == 8


def test_line_storage_writes_what_the_store_reads(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    with TinyDB(path, storage=LineStorage) as db:
        db.table("contacts").insert({"name": "Bo", "uid": "bo"})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    store = Store.open(path)
    assert store.raw("contacts", "bo") == b'{"uid":"bo","name":"Bo"}'
    store.close()


def test_a_commit_is_in_the_log_when_it_returns(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    states = [type(store.save_state)]
    store.subscribe(lambda state: states.append(type(state)))
    add(store, ANN)
    assert b'"ann"' in path.with_name("journal.json.log").read_bytes()
    assert store.wait_durable(60)
    assert states == [Saved, Saving, Saved]
    store.close()


def test_a_left_behind_log_is_replayed_and_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    for n in (1, 2, 3):
        store.commit(entry(store, n))
    left = copy_as_after_a_kill(path, tmp_path / "left")
    store.close()
    again = Store.open(left)
    assert counted(again) == 3
    assert again.recovered == 3
    assert again.notices == ["recovered 3 changes from the change log"]
    again.commit(entry(again, 4))
    again.close()
    once_more = Store.open(left)
    assert (counted(once_more), once_more.recovered, once_more.notices) == (4, 0, [])
    once_more.close()


def test_a_document_is_the_callers_own(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    add(store, ANN)
    mine = store.document("contacts", "ann")
    assert mine is not None
    mine["name"] = "changed"
    assert store.document("contacts", "ann") == ANN
    store.close()


@pytest.mark.parametrize(
    "bad", ["\ud800", float("nan"), float("inf"), {1, 2}, datetime(2026, 1, 1, tzinfo=UTC)]
)
def test_what_json_cannot_say_is_refused_and_changes_nothing(tmp_path: Path, bad: Any) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    good = Change("contacts", "ann", None, ANN)
    with pytest.raises(InvalidRecord):
        store.commit(Entry("x", (good, Change("contacts", "b", None, {"uid": "b", "name": bad}))))
    assert store.count("contacts") == 0
    assert not path.with_name("journal.json.log").exists()
    store.close()


def test_a_document_keeps_its_uid(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    with pytest.raises(InvalidRecord, match="uid"):
        store.commit(Entry("x", (Change("contacts", "ann", None, {"uid": "bob"}),)))
    store.close()


def test_a_commit_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    add(store, ANN)
    add(store, dict(ANN))
    store.commit(Entry("nothing", ()))
    assert store._session.log.last == 1
    store.close()


def test_a_change_from_an_older_version_changes_only_its_own_fields(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    add(store, ANN)
    add(store, {**ANN, "role": "PM"})
    late = Change("contacts", "ann", ANN, {**ANN, "name": "Anna"})
    store.commit(Entry("edit", (late,)))
    assert store.document("contacts", "ann") == {**ANN, "name": "Anna", "role": "PM"}
    store.close()


def test_read_only_reads_and_refuses_to_write(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    with pytest.raises(JournalUnusable):
        Store.open(path, read_only=True)
    assert not path.exists()
    live(path)
    before = path.read_bytes()
    store = Store.open(path, read_only=True)
    assert store.read_only
    assert counted(store) == 6
    with pytest.raises(ReadOnlyJournal):
        add(store, ANN)
    with pytest.raises(ReadOnlyJournal):
        store.merge_file(path)
    store.close()
    assert path.read_bytes() == before


def test_line_storage_writes_any_tables(tmp_path: Path) -> None:
    several: list[dict[str, Any]] = [{}, {"meta": {"1": {"uid": "x"}}}, {"o": {"3": {"a": 1}}}]
    for number, tables in enumerate(several):
        path = tmp_path / f"{number}.json"
        storage = LineStorage(path)
        assert storage.read() is None
        storage.write(tables)
        read = storage.read() or {}
        assert {name: table for name, table in read.items() if table} == tables


def test_ids_are_stable_and_a_removed_record_comes_back_to_its_place(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    for uid in "abc":
        add(store, {"uid": uid})
    removal = Entry("remove", (Change("contacts", "b", {"uid": "b"}, None),))
    store.commit(removal)
    add(store, {"uid": "d"})
    store.commit(removal.reversed())
    store.close()
    contacts = json.loads(path.read_bytes())["contacts"]
    assert {key: value["uid"] for key, value in contacts.items()} == {
        "1": "a", "2": "b", "3": "c", "4": "d",
    }  # fmt: skip
    assert list(contacts) == ["1", "2", "3", "4"]


def test_a_fold_is_due_when_the_log_is_long(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    assert not store.needs_fold()
    add(store, {"uid": "long", "personal": ["x" * (1 << 20)]})
    assert store.needs_fold()
    assert store.fold()
    assert not store.needs_fold()
    store.close()


def test_a_save_after_the_fold_makes_no_log_without_entries(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    add(store, ANN)
    assert store.fold()
    store._session.saver.save()  # as the thread does when it wakes late
    assert not path.with_name("journal.json.log").exists()
    store.close()


def test_a_large_file_in_another_layout_is_brought_into_ours_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    add(store, {"uid": "long", "personal": ["x" * (1 << 20)]})
    store.close()
    path.write_text(json.dumps(json.loads(path.read_bytes())), encoding="utf-8")
    again = Store.open(path)
    assert again.needs_fold()
    again.close()
    assert path.read_bytes().startswith(b'{\n"contacts":{\n"1":{"uid":"long"')
    last = Store.open(path)
    assert not last.needs_fold()
    last.close()


def test_a_symlink_stays_a_symlink(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "journal.json", tmp_path / "link.json"
    live(real)
    link.symlink_to(real)
    store = Store.open(link)
    add(store, ANN)
    store.close()
    assert link.is_symlink()
    assert backups_of(link) == backups_of(real) != []
    assert b'"ann"' in real.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.json", "real"]


def test_a_hard_link_is_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    os.link(path, tmp_path / "other.json")
    store = Store.open(path)
    assert any("hard link" in notice for notice in store.notices)
    store.close()


def test_a_file_that_others_may_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    path.chmod(0o644)
    Store.open(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_kill_left_half_written_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    for name in ("journal.json.tmp", "journal.json.log.tmp"):
        (tmp_path / name).write_bytes(b"half")
    Store.open(path).close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["journal.json", "journal.json.backups"]


# -- any sequence of changes ------------------------------------------------------------

_DOCUMENTS = st.none() | st.fixed_dictionaries(
    {"name": st.sampled_from("AB")},
    optional={
        "notes": st.lists(
            st.fixed_dictionaries({"uid": st.sampled_from("uvw"), "text": st.text(max_size=3)}),
            max_size=3,
            unique_by=lambda note: note["uid"],
        )
    },
)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["contacts", "interviews", "others"]),
        st.sampled_from(["x", "y", "z"]),
        _DOCUMENTS,
        st.sampled_from(["", "", "fold", "kill", "reopen"]),
    ),
    max_size=12,
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_STEPS)
def test_folds_and_replays_equal_the_sequence_of_changes_and_undo_leads_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, Any, str]]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    path = folder / "journal.json"
    store = Store.open(path)
    start = everything(store)
    done: list[Entry] = []
    for number, (table, uid, fields, then) in enumerate(steps):
        before = store.document(table, uid)
        after = None if fields is None else {"uid": uid, **fields}
        done.append(Entry("step", (Change(table, uid, before, after),)))
        store.commit(done[-1])
        expected = everything(store)
        assert same(store.document(table, uid), after)
        if then == "fold":
            assert store.fold()
        elif then == "reopen":
            store.close()
            store = Store.open(path)
        elif then == "kill":
            left = copy_as_after_a_kill(path, folder / f"left{number}")
            store.close()
            path = left
            store = Store.open(path)
        assert same(everything(store), expected)
    for entry_ in reversed(done):
        store.commit(entry_.reversed())
    assert same(everything(store), start)
    store.close()
    last = Store.open(path)
    assert same(everything(last), start)
    last.close()
