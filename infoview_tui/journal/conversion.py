"""From a plain journal to an encrypted one and back, with all its backups."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct, field

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal.backups import copies_of, folder_of, write_anew
from infoview_tui.journal.cipher import PLAIN, SUFFIX, Locked, name_for
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.layout import write_tables
from infoview_tui.journal.log import encrypted_anew
from infoview_tui.journal.opening import exists, load, resolve
from infoview_tui.journal.reading import read_image
from infoview_tui.journal.recovery import alone
from infoview_tui.journal.store import Store, local_now

if TYPE_CHECKING:
    from pathlib import Path


class Converted(Struct, frozen=True):
    """Where the journal is now, how many copies went with it, and which were left as they are."""

    path: Path
    copies: int
    left: list[Path] = field(default_factory=list)


def convert(path: Path, old: Disk, new: Disk) -> Converted:
    """Write a journal anew with another cipher, under the name that says so.

    At every moment one whole journal stands at one of the two names, and opens by its
    content. Only then are the backups written anew. Raises `JournalUnusable` if another
    program writes, or something else stands in the way.
    """
    path = resolve(path)
    target = path.with_name(path.name.removesuffix(SUFFIX) + new.cipher.suffix)
    if target != path and exists(target):
        raise JournalUnusable(f"{target} stands in the way; nothing was changed")
    Store.open(path, disk=old).close()  # recovers, migrates, folds, as every opening does
    with alone(path, local_now()):
        loaded = load(old, path, local_now())
        if loaded.log is not None:  # which only the old cipher can read
            raise JournalUnusable(f"{path} was changed just now by another infoview; try again")
        write_tables(new, path, loaded.tables, loaded.mark)
        read_image(new, path)  # before the copies of what was are written anew
        if target != path:
            new.replace(path, target)
            new.sync_folder(path.parent)
        return _with_copies(target, old, new)


def _with_copies(target: Path, old: Disk, new: Disk) -> Converted:
    """The backups under either name: those of the other one are what a kill left behind."""
    plain = target.with_name(target.name.removesuffix(SUFFIX))
    names = (plain, plain.with_name(plain.name + SUFFIX))
    done, left = 0, []
    for copy in [copy for name in names for copy in copies_of(name)]:
        try:
            _write_anew(copy, folder_of(target), old, new)
            done += 1
        except (Locked, FileExistsError):
            left.append(copy)
    for name in set(names) - {target}:
        with suppress(OSError):  # other files in it are none of ours
            folder_of(name).rmdir()
    return Converted(target, done, left)


def _write_anew(copy: Path, folder: Path, old: Disk, new: Disk) -> None:
    content = _content(old, copy)
    if copy.suffix == ".log":
        data = encrypted_anew(content, PLAIN, new.cipher)
    else:
        data = b"".join(new.cipher.seal([content]))
    place = folder / name_for(copy.name, data)
    if place != copy and place.exists() and _content(old, place) != content:
        raise FileExistsError(place)
    write_anew(new, copy, place, data)


def _content(disk: Disk, copy: Path) -> bytes:
    data = disk.read(copy)
    if copy.suffix == ".log":
        return encrypted_anew(data, disk.cipher, PLAIN)
    return disk.cipher.open(data)
