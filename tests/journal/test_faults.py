"""Every call to the disk fails once, or for good; the power is cut after every call."""

from __future__ import annotations

import errno
import itertools
from contextlib import suppress
from pathlib import Path

import pytest

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.journal.saving import NotSaved, Saved
from infoview_tui.journal.store import Store
from tests.journal.disks import CountingDisk, FaultyDisk, PowerDisk, states
from tests.journal.workload import counted, entry, live


def _litter(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith((".tmp", ".log"))]


def _calls(folder: Path) -> int:
    disk = CountingDisk()
    live(folder / "probe.json", disk)
    return len(disk.calls)


@pytest.mark.parametrize(
    ("code", "short", "for_good"),
    [
        (errno.ENOSPC, True, False),
        (errno.EIO, False, False),
        (errno.ENOSPC, True, True),
        (errno.EROFS, False, True),
    ],
)
def test_a_fault_at_any_call_loses_no_confirmed_entry(
    tmp_path: Path, code: int, short: bool, for_good: bool
) -> None:
    for at in range(_calls(tmp_path)):
        path = tmp_path / f"{at}" / "journal.json"
        confirmed = 0

        def confirm(n: int) -> None:
            nonlocal confirmed
            confirmed = n

        disk = FaultyDisk(at=at, code=code, short=short, for_good=for_good)
        with suppress(InfoviewError):
            live(path, disk, confirm=confirm, wait=0.02 if for_good else 0.5)
        # The disk works again, and the next start finds everything.
        store = Store.open(path)
        assert counted(store) >= confirmed, (at, disk.failed)
        store.close()
        assert _litter(path.parent) == []


def test_a_power_cut_after_any_call_loses_no_confirmed_entry(tmp_path: Path) -> None:
    path = tmp_path / "first" / "journal.json"
    disk = PowerDisk()

    def confirm(n: int) -> None:
        disk.confirmed = n

    live(path, disk, confirm=confirm, entries=7)
    tried = 0
    for cut in disk.cuts:
        for state in states(cut):
            tried += 1
            folder = tmp_path / f"state{tried}"
            for name, content in state.items():
                target = folder / name.relative_to(path.parent)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            if not (folder / "journal.json").exists() and not cut.confirmed:
                continue
            store = Store.open(folder / "journal.json")
            assert counted(store) >= cut.confirmed
            store.close()
            assert _litter(folder) == []
    assert tried > 100


def test_a_full_disk_is_said_and_healed(tmp_path: Path) -> None:
    disk = FaultyDisk(short=True)
    store = Store.open(tmp_path / "journal.json", disk=disk)
    disk.faults = {"write"}
    store.commit(entry(store, 1))
    assert store.save_state == NotSaved("the disk is full")
    assert not store.wait_durable(0.05)
    assert counted(store) == 1
    disk.faults = set()
    assert store.wait_durable(5)
    assert isinstance(store.save_state, Saved)
    store.close()


def test_a_descriptor_is_not_trusted_after_a_failed_sync(tmp_path: Path) -> None:
    disk = FaultyDisk(code=errno.EIO)
    path = tmp_path / "journal.json"
    store = Store.open(path, disk=disk)
    store.commit(entry(store, 1))
    assert store.wait_durable(5)
    log = path.with_name("journal.json.log")
    before = log.stat().st_ino
    disk.faults = {"sync"}
    store.commit(entry(store, 2))
    assert _until(store, NotSaved)
    disk.faults = set()
    assert store.wait_durable(5)
    assert log.stat().st_ino != before
    assert log.read_bytes().count(b"\n") == 3
    store.close()


def test_a_log_that_was_removed_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    store.commit(entry(store, 1))
    assert store.wait_durable(5)
    log = path.with_name("journal.json.log")
    log.unlink()
    store.commit(entry(store, 2))
    assert store.wait_durable(5)
    assert log.read_bytes().count(b"\n") == 3
    store.close()


def test_a_folder_that_vanished_is_said_and_survived(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    store = Store.open(folder / "journal.json")
    store.commit(entry(store, 1))
    assert store.wait_durable(5)
    folder.rename(tmp_path / "away")
    store.commit(entry(store, 2))
    assert not store.wait_durable(0.3)
    assert store.save_state == NotSaved("the folder is gone")
    assert not store.fold()
    (tmp_path / "away").rename(folder)
    assert store.wait_durable(10)
    store.close()
    again = Store.open(folder / "journal.json")
    assert counted(again) == 2
    again.close()


def test_closing_on_a_dead_disk_says_so(tmp_path: Path) -> None:
    disk = FaultyDisk()
    store = Store.open(tmp_path / "journal.json", disk=disk)
    disk.faults = {"create", "write"}
    store.commit(entry(store, 1))
    with pytest.raises(InfoviewError, match="not saved: the disk is full"):
        store.close()


def test_a_failing_backup_does_not_stop_the_fold(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "journal.json")
    store.commit(entry(store, 1))
    (tmp_path / "journal.json.backups").write_text("in the way")
    assert store.fold()
    store.close()


def _until(store: Store, state: type) -> bool:
    import threading

    reached = threading.Event()
    store.subscribe(lambda new: reached.set() if isinstance(new, state) else None)
    return isinstance(store.save_state, state) or reached.wait(5)


def test_the_probe_sees_every_kind_of_call(tmp_path: Path) -> None:
    disk = CountingDisk()
    live(tmp_path / "journal.json", disk)
    kinds = {name for name, _ in itertools.groupby(sorted(disk.calls))}
    assert {"create", "write", "sync", "sync_folder", "replace", "remove", "read"} <= kinds
