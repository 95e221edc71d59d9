"""Copies of the journal: one a day, and one before whatever rewrites much of it.

They stand in `journal.json.backups/` beside the journal, named by the local time and the
occasion (`2026-11-22.json`, `2026-11-22T140512-before-merge.json`), encrypted (`.json.age`)
if the journal is. Any of them opens with `infoview --journal`. Ten of the daily ones and ten of
the others stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.journal.cipher import SUFFIX, is_encrypted, name_for
from infoview_tui.journal.disk import Disk, make_folder
from infoview_tui.journal.layout import put_in_place, remove_quietly, write_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

KEPT = 10
_GIVEN_UP = frozenset({"before-repair", "before-restore"})  # copies of what was, often, damaged
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d{6})(?:\.(\d+))?-([a-z0-9-]+))?\.(json|log)(?:\.age)?")


class Backup(Struct, frozen=True):
    """One copy: its place, its day, and why it was made (`daily`, `before-merge`, …)."""

    path: Path
    day: str
    occasion: str
    size: int


def folder_of(journal: Path) -> Path:
    """Beside the journal itself, also when it is reached by a link."""
    real = journal.resolve()
    return real.with_name(real.name + ".backups")


def backups_of(journal: Path) -> list[Backup]:
    """All copies of a journal, oldest first."""
    found = []
    for path in copies_of(journal):
        name = _NAME.fullmatch(path.name)
        if name and name[5] == "json":
            found.append(Backup(path, name[1], name[4] or "daily", path.stat().st_size))
    return found


def good_backups_of(journal: Path) -> list[Backup]:
    """The copies that are offered unasked, oldest first: none of a file that was given up."""
    return [backup for backup in backups_of(journal) if backup.occasion not in _GIVEN_UP]


def copies_of(journal: Path) -> list[Path]:
    """All that was kept, journals and change logs, oldest first."""
    try:
        paths = [path for path in folder_of(journal).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    files = [path for path in paths if path.is_file()]
    return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name))


def has_daily(journal: Path, now: datetime) -> bool:
    folder, name = folder_of(journal), f"{now:%Y-%m-%d}.json"
    return (folder / name).exists() or (folder / (name + SUFFIX)).exists()


def keep_daily(disk: Disk, journal: Path, now: datetime) -> Path | None:
    """Copy the file as it stands, unless today has its copy; raises `OSError`."""
    if has_daily(journal, now):
        return None
    data = _sealed(disk, disk.read(journal))
    return _keep(disk, journal, data, name_for(f"{now:%Y-%m-%d}.json", data))


def keep_copy(
    disk: Disk, journal: Path, data: bytes, now: datetime, occasion: str, kind: str = "json"
) -> Path:
    """Keep the given content for an occasion (`before-merge`); raises `OSError`."""
    data = _sealed(disk, data) if kind == "json" else data
    stamp = f"{now:%Y-%m-%dT%H%M%S}"
    name, number = name_for(f"{stamp}-{occasion}.{kind}", data), 1
    while (folder_of(journal) / name).exists():
        number += 1
        name = name_for(f"{stamp}.{number}-{occasion}.{kind}", data)
    return _keep(disk, journal, data, name)


def _sealed(disk: Disk, data: bytes) -> bytes:
    """A plain file that was put in the place of an encrypted journal leaves no plain copy."""
    return data if is_encrypted(data) else b"".join(disk.cipher.seal([data]))


def _keep(disk: Disk, journal: Path, data: bytes, name: str) -> Path:
    folder = folder_of(journal)
    make_folder(folder)
    target = folder / name
    pieces = (data[start : start + (1 << 22)] for start in range(0, max(len(data), 1), 1 << 22))
    *_, temporary = write_file(disk, target, pieces)
    put_in_place(disk, temporary, target)
    _prune(disk, journal)
    return target


def write_anew(disk: Disk, path: Path, target: Path, data: bytes) -> None:
    """Let a copy with this content stand at `target` instead of `path`; raises `OSError`."""
    make_folder(target.parent)
    *_, temporary = write_file(disk, target, [data])
    put_in_place(disk, temporary, target)
    if target != path:
        disk.remove(path)


def _prune(disk: Disk, journal: Path) -> None:
    found = backups_of(journal)
    daily = [backup for backup in found if backup.occasion == "daily"]
    other = [backup for backup in found if backup.occasion != "daily"]
    logs = sorted(folder_of(journal).glob("*.log"))
    for path in [*(backup.path for backup in [*daily[:-KEPT], *other[:-KEPT]]), *logs[:-KEPT]]:
        if _NAME.fullmatch(path.name):
            remove_quietly(disk, path)
