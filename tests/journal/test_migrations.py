"""From every earlier schema to the present one: after a copy, losing nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.migrations import SCHEMA, STEPS
from infoview_tui.journal.store import Store


def test_there_is_a_step_from_every_earlier_schema() -> None:
    assert sorted(STEPS) == list(range(SCHEMA))


def test_schema_0_is_what_a_program_of_the_users_own_wrote(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    with TinyDB(path, encoding="utf-8") as db:
        db.table("contacts").insert_multiple([{"name": "Ann"}, {"uid": "bob", "name": "Bob"}])
    old = path.read_bytes()
    store = Store.open(path)
    assert "brought from schema 0 to 1; the old file is kept" in store.notices
    names = [(store.document("contacts", uid) or {})["name"] for uid in store.uids("contacts")]
    assert sorted(names) == ["Ann", "Bob"]
    assert store.set_aside == []
    store.close()
    kept = backups.backups_of(path)
    assert [backup.occasion for backup in kept] == ["before-schema-1", "daily"]
    assert kept[0].path.read_bytes() == old
    contacts = json.loads(path.read_bytes())["contacts"]
    assert contacts["2"] == {"uid": "bob", "name": "Bob"}
    assert len(contacts["1"]["uid"]) == 20
    again = Store.open(path)
    assert again.notices == []
    again.close()


def test_read_only_an_old_file_is_shown_as_new_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    path.write_bytes(b'{"contacts": {"1": {"name": "Ann"}}}')
    store = Store.open(path, read_only=True)
    assert store.count("contacts") == 1
    assert path.read_bytes() == b'{"contacts": {"1": {"name": "Ann"}}}'
    assert len(list(tmp_path.iterdir())) == 1


def test_a_migration_without_room_for_a_copy_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    path.write_bytes(b'{"contacts": {}}')
    backups.folder_of(path).write_text("in the way")
    with pytest.raises(JournalUnusable, match="cannot keep a copy"):
        Store.open(path)
    assert path.read_bytes() == b'{"contacts": {}}'
    backups.folder_of(path).unlink()
    Store.open(path).close()
