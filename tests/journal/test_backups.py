"""Copies by day and by occasion, ten of each; and the way back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.recovery import restore
from infoview_tui.journal.store import Store
from tests.journal.clock import Clock
from tests.journal.workload import counted, entry, live

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def test_one_copy_a_day_as_the_file_was_before_and_ten_are_kept(tmp_path: Path) -> None:
    path, clock = tmp_path / "journal.json", Clock(START)
    for n in range(1, 15):
        store = Store.open(path, clock=clock)
        store.commit(entry(store, n))
        assert store.fold()
        store.close()
        clock.now += timedelta(hours=20 if n % 2 else 28)
    found = backups.backups_of(path)
    assert [backup.day for backup in found] == sorted({backup.day for backup in found})
    assert {backup.occasion for backup in found} == {"daily"}
    assert len(found) == 10
    newest = Store.open(found[-1].path, read_only=True)
    assert counted(newest) == 13


def test_copies_for_an_occasion_do_not_push_out_the_daily_ones(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    store = Store.open(path, clock=Clock(START))
    for _ in range(12):
        store.backup("import")
    by_hand = store.backup()
    store.close()
    occasions = [backup.occasion for backup in backups.backups_of(path)]
    assert occasions.count("before-import") == 9
    assert occasions.count("by-hand") == 1
    assert "daily" in occasions
    assert by_hand.name == "2026-11-01T090000-by-hand.json"


def test_a_backup_holds_what_the_log_holds(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    store.commit(entry(store, 1))
    copy = Store.open(store.backup(), read_only=True)
    assert counted(copy) == 1
    store.close()


def test_a_restore_keeps_what_stood_there_log_included(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    store = Store.open(path)
    kept = store.backup()
    store.commit(entry(store, 7))
    log = path.with_name("journal.json.log").read_bytes()
    store.close()
    path.write_bytes(b"ruined")
    path.with_name("journal.json.log").write_bytes(log)
    before = restore(path, kept)
    assert before.read_bytes() == b"ruined"
    assert any(file.suffix == ".log" for file in before.parent.iterdir())
    again = Store.open(path)
    assert counted(again) == 6
    assert again.recovered == 0
    again.close()


def test_a_restore_refuses_a_bad_copy_and_an_open_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{")
    with pytest.raises(JournalUnusable, match="not JSON"):
        restore(path, bad)
    store = Store.open(path)
    with pytest.raises(JournalUnusable, match="another infoview"):
        restore(path, store.backup())
    store.close()


def test_other_files_in_the_folder_are_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    mine = backups.folder_of(path) / "notes.txt"
    mine.write_text("mine")
    for day in range(12):
        backups.keep_daily(Disk(), path, START + timedelta(days=day))
    assert mine.exists()
    assert backups.backups_of(tmp_path / "none.json") == []
