"""Bad files: one clear line or a partial opening, the way out named, the file untouched."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from infoview_tui.domain.errors import InvalidRecord, JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.store import Store
from tests.journal.test_store import copy_as_after_a_kill
from tests.journal.workload import counted, live

META = {"uid": "meta", "schema": 1, "journal_id": "j"}


def journal(**tables: Any) -> bytes:
    return json.dumps({"contacts": {}, "meta": {"1": META}, **tables}).encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def refusal(path: Path) -> str:
    """The one line with which a file is refused; nothing may change on disk."""
    before = sorted((p.name, p.lstat().st_size) for p in path.parent.iterdir())
    with pytest.raises(JournalUnusable) as refused:
        Store.open(path)
    assert sorted((p.name, p.lstat().st_size) for p in path.parent.iterdir()) == before
    message = str(refused.value)
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"  \n\n", "blank"),
        (b"\x00" * 4096, "blank"),
        (b"\xef\xbb\xbf", "blank"),
        (b"hello", "not JSON (line 1, column 1"),
        (b"{", "not JSON"),
        (b"[]", "no journal"),
        (b"null", "no journal"),
        (b"3", "no journal"),
        (b'"text"', "no journal"),
        (b'{"name": "a package", "version": "1"}', "no journal"),
        (b'{"contacts": []}', "'contacts' is no object"),
        (b'{"contacts": null}', "'contacts' is no object"),
        (b'{"contacts": {"1": {"uid": "\xff"}}}', "no UTF-8"),
        (journal().decode().encode("utf-16"), "not written in UTF-8"),
        (journal().decode().encode("utf-16-le"), "not written in UTF-8"),
        (b'{"contacts":' + b'{"1":' * 100_000, "nested too deeply"),
        (b'{"contacts": {"1": {"uid": "a", "n": ' + b"9" * 5000 + b"}}}", "not JSON"),
        (journal(meta={"1": {**META, "schema": 2}}), "newer infoview (schema 2"),
        (journal(meta={"1": {**META, "schema": "one"}}), "schema is 'one'"),
        (journal(meta={"1": {**META, "schema": True}}), "schema is True"),
    ],
    ids=lambda value: value[:24].decode("latin-1") if isinstance(value, bytes) else None,
)
def test_a_file_that_is_no_journal_is_refused_and_untouched(
    path: Path, content: bytes, says: str
) -> None:
    path.write_bytes(content)
    assert says in refusal(path)
    assert path.read_bytes() == content


def test_the_newest_backup_is_named(path: Path) -> None:
    live(path)
    newest = backups.backups_of(path)[-1].path.name
    path.write_bytes(path.read_bytes()[:-100])
    assert f"`infoview restore` brings back {newest}" in refusal(path)


def test_without_a_backup_the_repair_is_named(path: Path) -> None:
    path.write_bytes(b"{")
    assert "`infoview check --repair`" in refusal(path)


def test_a_journal_cut_at_any_byte_is_refused_or_whole(path: Path) -> None:
    live(path, entries=2)
    whole = path.read_bytes()
    for size in range(len(whole) - 1):
        path.write_bytes(whole[:size])
        with pytest.raises(JournalUnusable):
            Store.open(path)
        assert path.read_bytes() == whole[:size]
    path.write_bytes(whole[:-1])  # without the last line break it still is all there
    store = Store.open(path)
    assert counted(store) == 2
    store.close()


def test_a_journal_with_any_flipped_byte_is_refused_or_read_honestly(path: Path) -> None:
    live(path, entries=2)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            store = Store.open(path, read_only=True)
        except JournalUnusable:
            continue
        for table in ("contacts", "interviews", "meta"):
            assert all(store.document(table, uid) is not None for uid in store.uids(table))


def test_a_byte_order_mark_is_read_over(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + journal(contacts={"1": {"uid": "a"}}))
    store = Store.open(path)
    assert store.document("contacts", "a") == {"uid": "a"}
    assert any("byte order mark" in notice for notice in store.notices)
    store.close()


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("2", 5, "is no object"),
        ("2", None, "is no object"),
        ("2", [{"uid": "b"}], "is no object"),
        ("2", {"name": "no uid"}, "has no uid"),
        ("2", {"uid": 7}, "has no uid"),
        ("2", {"uid": ""}, "has no uid"),
        ("2", {"uid": "a", "name": "twin"}, "repeats the uid a"),
        ("x", {"uid": "b"}, "stands under 'x', which is no number"),
        ("2", {"uid": "b", "n": float("nan")}, "holds a number that JSON does not have"),
        ("2", {"uid": "b", "n": float("inf")}, "holds a number that JSON does not have"),
        ("2", {"uid": "b", "name": "\ud800"}, "holds half a character (a lone surrogate)"),
    ],
)
def test_a_bad_entry_is_set_aside_and_kept(path: Path, key: str, value: Any, problem: str) -> None:
    path.write_bytes(journal(contacts={"1": {"uid": "a"}, key: value}))
    store = Store.open(path)
    assert list(store.uids("contacts")) == ["a"]
    assert [(entry.table, entry.key, entry.problem) for entry in store.set_aside] == [
        ("contacts", key, problem)
    ]
    assert "1 entry is set aside as unreadable: see `infoview check`" in store.notices
    store.commit(Entry("add", (Change("contacts", "new", None, {"uid": "new"}),)))
    assert store.fold()
    store.close()
    kept = json.loads(path.read_bytes())["contacts"][key]
    assert kept == value or str(kept) == str(value)
    again = Store.open(path)
    assert [(entry.key, entry.problem) for entry in again.set_aside] == [(key, problem)]
    assert sorted(again.uids("contacts")) == ["a", "new"]
    again.close()


def test_infinity_written_as_a_number_is_set_aside(path: Path) -> None:
    path.write_bytes(journal(contacts={"1": {"uid": "a", "n": 5}}).replace(b"5}", b"1e999}"))
    store = Store.open(path)
    assert len(store.set_aside) == 1
    store.close()


def test_two_records_under_one_id_are_both_read(path: Path) -> None:
    twice = b'{"contacts": {"1": {"uid": "a"}, "1": {"uid": "b"}}, "meta": {}}'
    path.write_bytes(twice)
    store = Store.open(path)
    assert list(store.uids("contacts")) == ["a", "b"]
    store.close()


def test_values_beside_the_tables_are_kept(path: Path) -> None:
    path.write_bytes(journal(_comment="mine", numbers=[1, 2], odd={"1": {"uid": "o"}}))
    store = Store.open(path)
    assert store.document("odd", "o") == {"uid": "o"}
    store.commit(Entry("add", (Change("contacts", "new", None, {"uid": "new"}),)))
    store.close()
    Store.open(path).close()
    values = json.loads(path.read_bytes())
    assert values["_comment"] == "mine"
    assert values["numbers"] == [1, 2]
    assert values["odd"] == {"1": {"uid": "o"}}


def test_two_hundred_levels_of_nesting_are_kept(path: Path) -> None:
    deep: Any = "bottom"
    for _ in range(200):
        deep = [{"x": deep}]
    path.write_bytes(journal(contacts={"1": {"uid": "a", "deep": deep}}))
    store = Store.open(path)
    before = store.document("contacts", "a")
    assert before == {"uid": "a", "deep": deep}
    after = {**before, "name": "Ann"}
    store.commit(Entry("edit", (Change("contacts", "a", before, after),)))
    left = copy_as_after_a_kill(path, path.parent / "left")
    store.close()
    again = Store.open(left)
    assert again.recovered == 1
    assert again.document("contacts", "a") == after
    again.close()


@pytest.mark.parametrize("levels", range(300, 1100, 100))
def test_deeper_nesting_is_kept_or_refused(path: Path, levels: int) -> None:
    raw = b"[" * levels + b"]" * levels
    path.write_bytes(journal(contacts={"1": {"uid": "a", "deep": 7}}).replace(b"7", raw))
    try:
        store = Store.open(path)
    except JournalUnusable:
        assert "nested too deeply" in refusal(path)
        return
    deep = (store.document("contacts", "a") or {})["deep"]
    with suppress(InvalidRecord):
        store.commit(Entry("x", (Change("contacts", "b", None, {"uid": "b", "deep": [deep]}),)))
    store.close()
    Store.open(path).close()


def test_a_hundred_megabytes_open(path: Path) -> None:
    long = "x" * 1_000_000
    contacts = {str(n): {"uid": f"c{n}", "personal": [long]} for n in range(1, 101)}
    path.write_bytes(journal(contacts=contacts))
    store = Store.open(path)
    assert store.count("contacts") == 100
    store.close()


def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path) -> None:
    folder, pipe, plug = tmp_path / "folder.json", tmp_path / "pipe.json", tmp_path / "s.json"
    folder.mkdir()
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(plug))
        assert "is a folder" in refusal(folder)
        assert "is a pipe" in refusal(pipe)
        assert "is a socket" in refusal(plug)
    with pytest.raises(JournalUnusable, match="a device"):
        Store.open(Path("/dev/null"), read_only=True)


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.symlink_to(two)
    two.symlink_to(one)
    with pytest.raises(JournalUnusable):
        Store.open(one)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(JournalUnusable, match="cannot make the folder"):
        Store.open(tmp_path / "file" / "journal.json")


def test_a_journal_that_is_gone_while_its_log_is_there_is_not_begun_anew(path: Path) -> None:
    from tests.journal.workload import entry

    store = Store.open(path)
    store.commit(entry(store, 1))
    log = path.with_name("journal.json.log").read_bytes()
    store.close()
    path.unlink()
    path.with_name("journal.json.log").write_bytes(log)
    assert "is gone, but its change log is there" in refusal(path)
