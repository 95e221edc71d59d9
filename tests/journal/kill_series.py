"""Kills a journal's process, again and again, and counts what was lost.

    python tests/journal/kill_series.py random COUNT [SEED]   at random instants
    python tests/journal/kill_series.py calls                 at every call to the disk
    python tests/journal/kill_series.py recovery              at every call of a start after a kill

    python tests/journal/kill_series.py encrypted conversion  at every call of `infoview encrypt`

The word `encrypted` before these kills the life of an encrypted journal.
Prints one line of JSON. Children are forked from this small process, so a kill costs
milliseconds. `lost` counts confirmed entries that the next start did not find.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from infoview_tui.journal import disk
from infoview_tui.journal.cipher import Cipher
from infoview_tui.journal.conversion import convert
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.store import Store
from tests.journal.disks import CountingDisk, KillingDisk
from tests.journal.workload import counted, live

MOMENTS = ("before", "midst", "after")


class Tally:
    """What a series found."""

    def __init__(self) -> None:
        self.kills = self.confirmed = self.lost = self.unreadable = self.litter = 0

    def check(self, path: Path, confirmed: int) -> None:
        """Open what the kill left behind and count."""
        self.kills += 1
        self.confirmed += confirmed
        try:
            store = Store.open(path)
            found = counted(store)
            store.close()
            json.loads(Disk().cipher.open(path.read_bytes()))
        except Exception as error:
            self.unreadable += 1
            sys.stderr.write(f"{error!r}\n")
            return
        self.lost += max(confirmed - found, 0)
        known = (".json", ".json.age", ".backups")
        self.litter += sum(not name.name.endswith(known) for name in _files(path))


def _files(path: Path) -> Iterator[Path]:
    return path.parent.iterdir()


def child(
    work: Callable[[Callable[[int], None]], None],
    kill_after: float | None,
    *,
    at_work: bool = False,
) -> int:
    """Run `work` in a process that gets killed; the number that it confirmed last.

    The time to the kill counts from its start or, if it is to be killed `at_work`, from the first
    number that it confirms, however long a busy machine takes to get there.
    """
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        try:
            work(lambda n: (os.write(writer, b"%d\n" % n), None)[1])
        except BaseException as error:
            os.write(2, repr(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        if kill_after is not None:
            if at_work:
                select.select([pipe], [], [])
            select.select([], [], [], kill_after)
            os.kill(pid, signal.SIGKILL)
        said = pipe.read().split()
    os.waitpid(pid, 0)
    return int(said[-1]) if said else 0


def random_instants(tally: Tally, folder: Path, count: int, seed: int) -> None:
    """One journal lives through many short lives; every tenth time it begins anew."""
    chance = random.Random(seed)
    path, confirmed = folder / "journal.json", 0
    for number in range(count):
        if number % 10 == 0:
            path, confirmed = folder / f"{number}" / "journal.json", 0
        wait = chance.choice((None, 0.2))

        def work(
            confirm: Callable[[int], None], path: Path = path, wait: float | None = wait
        ) -> None:
            live(path, confirm=confirm, entries=40, wait=wait)

        at_work = chance.random() < 0.5
        confirmed = max(confirmed, child(work, chance.uniform(0.0, 0.04), at_work=at_work))
        tally.check(path, confirmed)


def every_call(tally: Tally, folder: Path) -> None:
    """A kill before, in the midst of and after each call of a life with two folds."""
    probe = CountingDisk()
    live(folder / "probe" / "journal.json", probe)
    for at in range(len(probe.calls)):
        for moment in MOMENTS:
            path = folder / f"{at}-{moment}" / "journal.json"

            def work(
                confirm: Callable[[int], None], path: Path = path, at: int = at, how: str = moment
            ) -> None:
                live(path, KillingDisk(at, how), confirm=confirm)

            tally.check(path, child(work, None))


def every_call_of_a_recovery(tally: Tally, folder: Path) -> None:
    """The start after a kill is killed itself, at each of its calls."""
    left = folder / "left" / "journal.json"

    def dies(confirm: Callable[[int], None]) -> None:
        probe = KillingDisk(10_000, "before")
        live(
            left, probe, confirm=lambda n: os.kill(os.getpid(), signal.SIGKILL) if n == 5 else None
        )

    child(dies, None)
    with left.with_name("journal.json.log").open("ab") as log:
        log.write(b'{"crc":"torn')
    for at in range(60):
        for moment in MOMENTS:
            home = folder / f"{at}-{moment}"
            shutil.copytree(left.parent, home)

            def work(
                confirm: Callable[[int], None], home: Path = home, at: int = at, how: str = moment
            ) -> None:
                live(home / "journal.json", KillingDisk(at, how), entries=2)

            child(work, None)
            tally.check(home / "journal.json", 5)


def every_call_of_a_conversion(tally: Tally, folder: Path) -> None:
    """What a killed conversion leaves opens; a second one leaves nothing plain."""
    home = folder / "home"
    live(home / "journal.json", Disk(Cipher()))
    store = Store.open(home / "journal.json", disk=Disk(Cipher()))
    for occasion in ("import", "merge", "repair"):
        store.backup(occasion)
    store.close()
    for at in range(40):
        for moment in MOMENTS:
            path = Path(shutil.copytree(home, folder / f"{at}-{moment}")) / "journal.json"
            killing = KillingDisk(at, moment)

            def work(
                confirm: Callable[[int], None], path: Path = path, killing: Disk = killing
            ) -> None:
                convert(path, Disk(Cipher()), killing)

            child(work, None)
            found = path if path.exists() else path.with_name("journal.json.age")
            path.with_name("journal.json.lock").unlink(missing_ok=True)  # names nobody
            tally.check(found, 6)
            convert(found, Disk(), Disk())
            for file in path.parent.rglob("*"):
                tally.litter += file.is_file() and b"Contact" in file.read_bytes()


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="infoview-kills-") as name:
        yield Path(name)


def main(kind: str, count: str = "100", seed: str = "1") -> None:
    tally = Tally()
    with _folder() as folder:
        match kind:
            case "random":
                random_instants(tally, folder, int(count), int(seed))
            case "calls":
                every_call(tally, folder)
            case "recovery":
                every_call_of_a_recovery(tally, folder)
            case "conversion":
                every_call_of_a_conversion(tally, folder)
    sys.stdout.write(json.dumps(vars(tally)) + "\n")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "encrypted":
        from tests.journal import keys

        vars(disk)["PLAIN"] = keys.cipher()
        del arguments[0]
    main(*arguments)
