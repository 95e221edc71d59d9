"""An encrypted journal: nothing readable at rest, and the same promises."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.errors import InfoviewError, JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.check import problems
from infoview_tui.journal.cipher import PLAIN, Cipher
from infoview_tui.journal.conversion import convert
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.encryption import unlock
from infoview_tui.journal.recovery import repair, restore
from infoview_tui.journal.store import Store
from tests.e2e.calls import private_places
from tests.journal import keys
from tests.journal.disks import CountingDisk, FaultyDisk
from tests.journal.test_store import copy_as_after_a_kill
from tests.journal.workload import counted, entry, live

CIPHER = keys.cipher()
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An encrypted journal with six entries."""
    path = tmp_path / "journal.json.age"
    live(path, Disk(CIPHER))
    return path


def holds(path: Path, cipher: Cipher = CIPHER) -> int:
    return counted(Store.open(path, disk=Disk(cipher), read_only=True))


def test_nothing_is_readable_while_it_is_open_or_at_rest(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = Store.open(path, disk=Disk(CIPHER))
    store.commit(entry(store, 7))
    assert store.wait_durable(60)
    store.backup()
    files = [file for file in path.parent.rglob("*") if file.is_file()]
    assert {"journal.json.age", "journal.json.age.log"} < {file.name for file in files}
    for file in files:
        assert b"Contact" not in file.read_bytes()
        assert b"journal_id" not in file.read_bytes()
    rescued = store.rescue()
    store.close()
    assert b"Contact" not in rescued.read_bytes()
    assert rescued.suffix == ".age"
    assert holds(rescued) == 7


class ListeningDisk(CountingDisk):
    """Keeps every byte that it was ever told to write."""

    def __init__(self) -> None:
        super().__init__()
        self.cipher = CIPHER
        self.heard = b""

    def meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name == "write":
            self.heard += arguments[1]


def test_not_even_a_temporary_file_is_readable(tmp_path: Path) -> None:
    disk = ListeningDisk()
    live(tmp_path / "journal.json.age", disk)
    assert len(disk.heard) > 5000
    assert b"Contact" not in disk.heard
    assert b"journal_id" not in disk.heard


def test_its_first_eight_lines_are_its_key(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    assert b"\n".join(lines[:8]) + b"\n" == keys.KEY
    assert lines[8] == b"age-encryption.org/v1"
    opened = unlock(path, lambda: keys.PASSPHRASE)
    assert holds(path, opened) == 6


@pytest.mark.parametrize(
    ("damage", "passphrase", "says"),
    [
        (lambda data: data, "wrong", "that is not its passphrase"),
        (lambda data: data, "\udc80", "damaged"),
        (lambda data: data.replace(b"YWdl", b"YWdm", 1), keys.PASSPHRASE, "its key is damaged"),
        (lambda data: data[:300], keys.PASSPHRASE, "cut off within its key"),
        (lambda data: data[len(keys.KEY) :], keys.PASSPHRASE, "none that infoview wrote"),
    ],
)
def test_what_does_not_open_says_why_and_stays_as_it_is(
    path: Path, damage: object, passphrase: str, says: str
) -> None:
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(JournalUnusable, match=says):
        unlock(path, lambda: passphrase)
    assert path.read_bytes() == before


def test_without_its_passphrase_it_is_not_opened(path: Path) -> None:
    before = path.read_bytes()
    for cipher, says in ((PLAIN, "without its passphrase"), (keys.other_cipher(), "another key")):
        with pytest.raises(JournalUnusable, match=says):
            Store.open(path, disk=Disk(cipher))
        (found,) = problems(path, disk=Disk(cipher))
        assert says in str(found)
    assert path.read_bytes() == before


def test_cut_anywhere_it_is_refused_and_left_alone(path: Path) -> None:
    whole = path.read_bytes()
    for size in range(len(keys.KEY), len(whole), 37):
        path.write_bytes(whole[:size])
        with pytest.raises(JournalUnusable, match=r"infoview restore|--repair"):
            Store.open(path, disk=Disk(CIPHER))
        assert path.read_bytes() == whole[:size]


def test_a_backup_comes_back_in_the_place_of_a_damaged_file(path: Path) -> None:
    store = Store.open(path, disk=Disk(CIPHER))
    kept = store.backup()
    store.close()
    assert kept.name.endswith(".json.age")
    path.write_bytes(path.read_bytes()[:-1])
    restore(path, kept, disk=Disk(CIPHER))
    assert holds(path) == 6


def test_a_plain_backup_is_encrypted_when_it_comes_back(path: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain" / "journal.json"
    live(plain, entries=3)
    restore(path, plain, disk=Disk(CIPHER))
    assert holds(path) == 3
    assert b"Contact" not in path.read_bytes()


def test_a_repair_takes_what_comes_before_the_damage(path: Path) -> None:
    store = Store.open(path, disk=Disk(CIPHER))
    for n in range(100):
        after = {"uid": f"long{n}", "name": "x" * 2000}
        store.commit(Entry("add", (Change("contacts", f"long{n}", None, after),)))
    store.close()
    damaged = path.read_bytes()[:-10]
    path.write_bytes(damaged)
    repaired = repair(path, disk=Disk(CIPHER))
    assert repaired.backup.read_bytes() == damaged
    store = Store.open(path, disk=Disk(CIPHER), read_only=True)
    assert {f"r{n}" for n in range(1, 7)} <= set(store.uids("contacts"))
    assert 50 < store.count("contacts") < 106
    assert b"xxxx" not in path.read_bytes()


def test_a_torn_line_is_cut_and_a_line_under_another_key_is_refused(path: Path) -> None:
    store = Store.open(path, disk=Disk(CIPHER))
    store.commit(entry(store, 7))
    left = copy_as_after_a_kill(path, path.parent / "left")
    store.close()
    log = left.with_name(left.name + ".log")
    whole = log.read_bytes()
    log.write_bytes(whole + whole[-300:-150])
    assert holds(left) == 7
    journal = left.read_bytes()
    log.write_bytes(_log_under(keys.other_cipher(), path.parent / "other"))
    with pytest.raises(JournalUnusable, match="encrypted with another key than its journal"):
        Store.open(left, disk=Disk(CIPHER))
    assert left.read_bytes() == journal


def _log_under(cipher: Cipher, folder: Path) -> bytes:
    """The log of a journal under another key."""
    store = Store.open(folder / "journal.json.age", disk=Disk(cipher))
    store.commit(entry(store, 1))
    data = store.path.with_name(store.path.name + ".log").read_bytes()
    store.close()
    return data


def test_a_second_instance_follows_and_takes_over(path: Path) -> None:
    first = Store.open(path, disk=Disk(CIPHER))
    second = Store.open(path, disk=Disk(CIPHER))
    assert second.read_only
    first.commit(entry(first, 7))
    assert second.poll()
    assert counted(second) == 7
    first.close()
    second.poll()
    assert not second.read_only
    second.commit(entry(second, 8))
    second.close()
    assert holds(path) == 8


def test_a_file_under_another_key_in_its_place_is_not_overwritten(path: Path) -> None:
    store = Store.open(path, disk=Disk(CIPHER))
    store.commit(entry(store, 7))
    good = path.read_bytes()
    strange = path.parent / "strange" / "journal.json.age"
    live(strange, Disk(keys.other_cipher()))
    path.write_bytes(strange.read_bytes())
    store.poll()
    store.poll()
    assert any("another key" in notice for notice in store.notices)
    assert not store.fold()
    assert path.read_bytes() == strange.read_bytes()
    path.write_bytes(good)
    store.close()
    assert holds(path) == 7


def test_a_plain_copy_put_in_its_place_is_merged_and_encrypted(path: Path) -> None:
    there = path.parent / "there" / path.name
    there.parent.mkdir()
    shutil.copy(path, there)
    plain = convert(there, Disk(CIPHER), Disk()).path
    live(plain, entries=1)
    store = Store.open(path, disk=Disk(CIPHER))
    plain.replace(path)
    store.poll()
    store.close()
    assert holds(path) == 7
    for file in (path, *backups.copies_of(path)):
        assert b"Contact" not in file.read_bytes()


def test_a_conflict_copy_under_another_key_names_the_way(path: Path) -> None:
    strange = path.parent / "strange" / "conflict.json.age"
    live(strange, Disk(keys.other_cipher()))
    store = Store.open(path, disk=Disk(CIPHER))
    with pytest.raises(JournalUnusable, match=r"`infoview decrypt --journal conflict.json.age`"):
        store.merge_file(strange)
    store.close()


def test_an_encrypted_journal_of_an_older_schema_is_migrated_after_a_copy(path: Path) -> None:
    old = b"".join(CIPHER.seal([b'{"contacts": {"1": {"name": "Contact"}}}']))
    path.write_bytes(old)
    store = Store.open(path, disk=Disk(CIPHER))
    assert "brought from schema 0 to 1; the old file is kept" in store.notices
    store.close()
    kept = [copy for copy in backups.backups_of(path) if copy.occasion == "before-schema-1"]
    assert [copy.path.read_bytes() for copy in kept] == [old]
    assert b"Contact" not in path.read_bytes()


@given(st.lists(st.binary(max_size=200_000), max_size=4), st.binary(max_size=300))
@settings(deadline=None, max_examples=30)
def test_what_was_sealed_opens_again(pieces: list[bytes], line: bytes) -> None:
    sealed = b"".join(CIPHER.seal(pieces))
    assert CIPHER.open(sealed) == b"".join(pieces)
    assert CIPHER.open_line(CIPHER.seal_line(line)) == line
    assert b"\n" not in CIPHER.seal_line(line)


# -- from one form to the other -------------------------------------------------------------


def plain_journal(folder: Path) -> Path:
    """A plain journal whose folder of backups also holds a cut log."""
    path = folder / "journal.json"
    live(path)
    store = Store.open(path)
    store.backup()
    store.commit(entry(store, 7))
    log = path.with_name("journal.json.log").read_bytes()
    store.close()
    (backups.folder_of(path) / "2026-11-22T101010-cut.log").write_bytes(log)
    return path


def test_there_and_back_again_nothing_is_lost_and_nothing_plain_stays(tmp_path: Path) -> None:
    path = plain_journal(tmp_path)
    before, kept = path.read_bytes(), len(backups.copies_of(path))
    there = convert(path, Disk(), Disk(CIPHER))
    assert there.path == tmp_path / "journal.json.age"
    assert (there.copies, there.left) == (kept, [])
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "journal.json.age",
        "journal.json.age.backups",
    ]
    for file in tmp_path.rglob("*"):
        assert file.is_dir() or b"Contact" not in file.read_bytes()
    assert holds(there.path) == 7
    assert [holds(copy.path) for copy in backups.backups_of(there.path)] == [0, 6]
    back = convert(there.path, Disk(CIPHER), Disk())
    assert back.path == path
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "journal.json",
        "journal.json.backups",
    ]
    assert path.read_bytes() == before
    assert b"Contact 7" in (backups.folder_of(path) / "2026-11-22T101010-cut.log").read_bytes()


def test_a_new_key_locks_the_old_one_out(path: Path) -> None:
    other = keys.other_cipher()
    done = convert(path, Disk(CIPHER), Disk(other))
    assert done.path == path
    assert holds(path, other) == 6
    for file in [path, *(copy.path for copy in backups.backups_of(path))]:
        with pytest.raises(JournalUnusable, match="another key"):
            holds(file)


def test_what_a_killed_conversion_left_plain_the_next_one_takes(path: Path) -> None:
    plain = path.parent / "plain" / "journal.json"
    live(plain)
    left = path.with_name("journal.json.backups")
    left.mkdir()
    for name in ("2026-01-02.json", "2026-01-03.json"):
        shutil.copy(plain, left / name)
    twin = backups.folder_of(path) / "2026-01-03.json.age"
    shutil.copy(path, twin)
    done = convert(path, Disk(CIPHER), Disk(CIPHER))
    assert done.left == [left / "2026-01-03.json"]  # a copy of that day is there already
    assert holds(backups.folder_of(path) / "2026-01-02.json.age") == 6
    assert not (left / "2026-01-02.json").exists()


def test_a_conversion_leaves_other_files_alone(path: Path) -> None:
    mine = backups.folder_of(path) / "notes.txt"
    mine.write_text("mine")
    assert convert(path, Disk(CIPHER), Disk()).copies == 1
    assert mine.read_text() == "mine"


def test_a_conversion_recovers_first_what_a_kill_left(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "first.json")
    store.commit(entry(store, 1))
    left = copy_as_after_a_kill(store.path, tmp_path / "left")
    store.close()
    assert holds(convert(left, Disk(), Disk(CIPHER)).path) == 1


def test_a_conversion_is_refused_while_it_is_open_or_where_something_stands(path: Path) -> None:
    store = Store.open(path, disk=Disk(CIPHER))
    with pytest.raises(JournalUnusable, match="read-only: another infoview"):
        convert(path, Disk(CIPHER), Disk())
    store.close()
    path.with_name("journal.json").write_text("mine")
    with pytest.raises(JournalUnusable, match="stands in the way"):
        convert(path, Disk(CIPHER), Disk())
    assert holds(path) == 6


def test_a_copy_that_no_key_opens_stays_where_it_is(path: Path) -> None:
    strange = path.parent / "strange" / "journal.json.age"
    live(strange, Disk(keys.other_cipher()))
    copy = backups.folder_of(path) / "2026-01-01.json.age"
    copy.write_bytes(strange.read_bytes())
    assert convert(path, Disk(CIPHER), Disk()).left == [copy]
    assert copy.exists()


def test_a_fault_at_any_call_of_a_conversion_leaves_a_whole_journal(tmp_path: Path) -> None:
    probe = CountingDisk()
    probe.cipher = CIPHER
    shutil.copytree(plain_journal(tmp_path / "one").parent, tmp_path / "probe")
    convert(tmp_path / "probe" / "journal.json", Disk(), probe)
    for at in range(len(probe.calls)):
        path = Path(shutil.copytree(tmp_path / "one", tmp_path / f"{at}")) / "journal.json"
        disk = FaultyDisk(at=at)
        disk.cipher = CIPHER
        with suppress(InfoviewError):
            convert(path, Disk(), disk)
        there = path.with_name("journal.json.age")
        assert path.exists() != there.exists(), at
        found = there if there.exists() else path
        assert holds(found) == 7
        assert [file.name for file in path.parent.rglob("*.tmp")] == []


def test_a_plain_journal_never_loads_pyrage(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    live(path)
    code = (
        "import sys; from infoview_tui.cli import run; "
        f"code = run(['--journal', {str(path)!r}, 'backup']); "
        "sys.exit(code or 'pyrage' in sys.modules)"
    )
    env = {**os.environ, **private_places(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
