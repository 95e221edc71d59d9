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
    """What lies about; a cut log that was kept among the backups does not."""
    return [path.name for path in (*folder.rglob("*.tmp"), *folder.glob("*.log"))]


def _calls(folder: Path) -> int:
    disk = CountingDisk()
    live(folder / "probe.json", disk)
    return len(disk.calls)


@pytest.mark.parametrize(
    ("any_cipher", "code", "short", "for_good"),
    [
        ("plain", errno.ENOSPC, True, False),
        ("plain", errno.EIO, False, False),
        ("plain", errno.ENOSPC, True, True),
        ("plain", errno.EROFS, False, True),
        ("encrypted", errno.ENOSPC, True, False),
    ],
    indirect=["any_cipher"],
)
@pytest.mark.usefixtures("any_cipher")
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


def _leave(state: dict[Path, bytes], home: Path, folder: Path) -> Path:
    """Lay out what a power cut left; returns the journal."""
    for name, content in state.items():
        target = folder / name.relative_to(home)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder / "journal.json"


def _check(path: Path, confirmed: int) -> None:
    """The journal opens, holds what was confirmed, and leaves nothing lying about."""
    if not path.exists() and not confirmed:
        return
    store = Store.open(path)
    assert counted(store) >= confirmed
    store.close()
    assert _litter(path.parent) == []


@pytest.mark.usefixtures("any_cipher")
def test_a_power_cut_after_any_call_loses_no_confirmed_entry(tmp_path: Path) -> None:
    home = tmp_path / "home"
    disk = PowerDisk()

    def confirm(n: int) -> None:
        disk.confirmed = n

    live(home / "journal.json", disk, confirm=confirm, entries=7)
    left = [(state, cut.confirmed) for cut in disk.cuts for state in states(cut)]
    assert len(left) > 100
    for number, (state, confirmed) in enumerate(left):
        _check(_leave(state, home, tmp_path / f"{number}"), confirmed)


@pytest.mark.parametrize("step", [60, pytest.param(5, marks=pytest.mark.slow)])
def test_a_power_cut_while_recovering_from_one_loses_nothing_either(
    tmp_path: Path, step: int
) -> None:
    home = tmp_path / "home"
    first = PowerDisk()

    def confirm(n: int) -> None:
        first.confirmed = n

    live(home / "journal.json", first, confirm=confirm)
    left = [(state, cut.confirmed) for cut in first.cuts if cut.confirmed for state in states(cut)]
    for number, (state, confirmed) in enumerate(left[::step]):
        again = tmp_path / f"again{number}"
        path = _leave(state, home, again)
        disk = PowerDisk()
        disk.found(again)
        live(path, disk, entries=1)
        for cut in disk.cuts:
            for place, rest in enumerate(states(cut)):
                _check(
                    _leave(rest, again, again / f"{len(disk.calls)}-{id(cut)}-{place}"), confirmed
                )


def test_a_full_disk_is_said_and_healed(tmp_path: Path) -> None:
    disk = FaultyDisk(short=True)
    store = Store.open(tmp_path / "journal.json", disk=disk)
    disk.faults = {"write"}
    store.commit(entry(store, 1))
    assert store.save_state == NotSaved("the disk is full")
    assert not store.wait_durable(0.05)
    assert counted(store) == 1
    disk.faults = set()
    assert store.wait_durable(60)
    assert isinstance(store.save_state, Saved)
    store.close()


def test_a_descriptor_is_not_trusted_after_a_failed_sync(tmp_path: Path) -> None:
    disk = FaultyDisk(code=errno.EIO)
    path = tmp_path / "journal.json"
    store = Store.open(path, disk=disk)
    store.commit(entry(store, 1))
    assert store.wait_durable(60)
    log = path.with_name("journal.json.log")
    before = log.stat().st_ino
    disk.faults = {"sync"}
    store.commit(entry(store, 2))
    assert _until(store, NotSaved)
    disk.faults = set()
    assert store.wait_durable(60)
    assert log.stat().st_ino != before
    assert log.read_bytes().count(b"\n") == 3
    store.close()


def test_a_log_that_was_removed_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    store = Store.open(path)
    store.commit(entry(store, 1))
    assert store.wait_durable(60)
    log = path.with_name("journal.json.log")
    log.unlink()
    store.commit(entry(store, 2))
    assert store.wait_durable(60)
    assert log.read_bytes().count(b"\n") == 3
    store.close()


def test_a_folder_that_vanished_is_said_and_survived(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    store = Store.open(folder / "journal.json")
    store.commit(entry(store, 1))
    assert store.wait_durable(60)
    folder.rename(tmp_path / "away")
    store.commit(entry(store, 2))
    assert _until(store, NotSaved)
    assert store.save_state == NotSaved("the folder is gone")
    assert not store.fold()
    (tmp_path / "away").rename(folder)
    assert store.wait_durable(60)
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
    return isinstance(store.save_state, state) or reached.wait(60)


def test_the_probe_sees_every_kind_of_call(tmp_path: Path) -> None:
    disk = CountingDisk()
    live(tmp_path / "journal.json", disk)
    kinds = {name for name, _ in itertools.groupby(sorted(disk.calls))}
    assert {"create", "write", "sync", "sync_folder", "replace", "remove", "read"} <= kinds
