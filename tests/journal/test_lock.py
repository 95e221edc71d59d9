"""One writer; the others read along and take over. A stale lock locks nobody out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infoview_tui.domain.errors import ReadOnlyJournal
from infoview_tui.journal.lock import JournalLock
from infoview_tui.journal.store import Store
from tests.journal.workload import counted, entry, live

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)

HOLDER = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from infoview_tui.journal.store import Store
from tests.journal.workload import entry
store = Store.open(Path(sys.argv[1]))
store.commit(entry(store, 1))
sys.stdout.write("open\\n")
sys.stdout.flush()
sys.stdin.read()
store.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def other_program(path: Path) -> subprocess.Popen[str]:
    """Another process that has the journal open, with one entry in the log."""
    root = str(Path(__file__).parents[2])
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    return holder


def test_a_second_instance_reads_and_says_who_writes(path: Path) -> None:
    first = Store.open(path)
    second = Store.open(path)
    assert not first.read_only
    assert second.read_only
    assert any(f"process {os.getpid()}" in notice for notice in second.notices)
    with pytest.raises(ReadOnlyJournal):
        second.commit(entry(second, 1))
    second.close()
    first.commit(entry(first, 1))
    first.close()


def test_a_reader_follows_commits_folds_and_removals(path: Path) -> None:
    writer = Store.open(path)
    reader = Store.open(path)
    assert reader.poll() == set()
    for n in range(1, 8):
        writer.commit(entry(writer, n))
        changed = reader.poll()
        assert changed == {("interviews", "counter"), ("contacts", f"r{n}")}
        assert counted(reader) == n
        assert reader.poll() == set()
        if n % 3 == 0:
            writer.fold()
            assert reader.poll() == set()
    assert reader.recovered == 0
    assert not any("recovered" in notice for notice in reader.notices)
    reader.close()
    writer.close()


def test_a_reader_that_was_asked_for_never_writes(path: Path) -> None:
    live(path)
    reader = Store.open(path, read_only=True)
    writer = Store.open(path)
    writer.commit(entry(writer, 7))
    assert ("contacts", "r7") in reader.poll()
    writer.close()
    reader.poll()
    assert reader.read_only
    reader.close()


def test_a_reader_takes_over_when_the_writer_is_gone(path: Path) -> None:
    writer = Store.open(path)
    reader = Store.open(path)
    writer.commit(entry(writer, 1))
    writer.close()
    assert reader.poll() == {("interviews", "counter"), ("contacts", "r1")}
    assert not reader.read_only
    reader.commit(entry(reader, 2))
    reader.close()
    last = Store.open(path)
    assert counted(last) == 2
    last.close()


def test_a_reader_takes_over_after_a_crash_with_everything_committed(path: Path) -> None:
    holder = other_program(path)
    reader = Store.open(path)
    assert reader.read_only
    assert counted(reader) == 1
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    reader.poll()
    assert not reader.read_only
    reader.commit(entry(reader, 2))
    assert reader.wait_durable(60)
    reader.close()
    last = Store.open(path)
    assert counted(last) == 2
    last.close()


def test_a_reader_stays_one_when_it_cannot_take_over(path: Path) -> None:
    writer = Store.open(path)
    reader = Store.open(path)
    writer.close()
    good = path.read_bytes()
    path.write_bytes(b"ruined")
    assert reader.poll() == set()
    assert reader.read_only
    assert any("not JSON" in notice for notice in reader.notices)
    path.write_bytes(good)
    reader.poll()
    assert not reader.read_only
    reader.close()


def test_another_process_is_kept_out_and_let_in_again(path: Path) -> None:
    holder = other_program(path)
    second = Store.open(path)
    assert any(f"process {holder.pid}" in notice for notice in second.notices)
    second.close()
    holder.communicate("")
    third = Store.open(path)
    assert not third.read_only
    assert counted(third) == 1
    third.close()


@pytest.mark.parametrize("content", [b"", b"rubbish", b'{"pid": 1, "host": "elsewhere"}'])
def test_a_lock_file_that_nobody_holds_locks_nobody_out(path: Path, content: bytes) -> None:
    live(path)
    path.with_name("journal.json.lock").write_bytes(content)
    store = Store.open(path)
    assert not store.read_only
    store.close()
    assert not path.with_name("journal.json.lock").exists()


def test_the_lock_names_its_holder_and_is_private(tmp_path: Path) -> None:
    lock = JournalLock(tmp_path / "lock")
    assert lock.take(NOW)
    assert lock.take(NOW)  # to take what one has changes nothing
    said = json.loads((tmp_path / "lock").read_bytes())
    assert said["pid"] == os.getpid()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
    other = JournalLock(tmp_path / "lock")
    assert not other.take(NOW)
    assert str(other.holder()) == f"another infoview (process {os.getpid()}, since {said['since']})"
    lock.release()
    assert other.take(NOW)
    other.release()
    assert str(other.holder()) == "another infoview"


def test_a_lock_file_removed_under_its_holder_does_not_make_two_writers_of_one_file(
    tmp_path: Path,
) -> None:
    place = tmp_path / "lock"
    lock = JournalLock(place)
    assert lock.take(NOW)
    place.unlink()
    other = JournalLock(place)
    assert other.take(NOW)
    lock.release()
    assert place.exists()  # it is the other's now
    other.release()
