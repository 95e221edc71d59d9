"""A copy of the journal elsewhere, for a disk that refuses until the program has to end.

It is a journal (0600), encrypted if that one is; `infoview merge` takes it back, record by
record.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.journal.cipher import SUFFIX, name_for
from infoview_tui.journal.disk import Disk, make_folder, reason, write_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def rescue_places() -> Iterator[Path]:
    """Folders where a copy may go, those first that outlive a restart of the machine."""
    from platformdirs import user_state_path

    yield user_state_path("infoview", appauthor=False)
    with contextlib.suppress(RuntimeError):  # nobody's home
        yield Path.home()
    yield Path(tempfile.gettempdir())


def write_rescue(
    journal: Path, pieces: Sequence[bytes], now: datetime, places: Iterable[Path] | None = None
) -> Path:
    """Write a copy to the first folder that takes it; raises `InfoviewError` if none does."""
    disk, why = Disk(), "there is no other place"
    stem = Path(journal.name.removesuffix(SUFFIX)).stem
    for folder in rescue_places() if places is None else places:
        name = f"{stem}-rescued-{now:%Y-%m-%dT%H%M%S}-{os.getpid()}.json"
        target = folder / name_for(name, pieces[0])
        try:
            if not folder.is_dir():
                make_folder(folder)
            _write(disk, target, pieces)
        except OSError as error:
            why = f"{folder}: {reason(error)}"
        else:
            return target
    raise InfoviewError(f"no other place takes a copy either ({why})")


def _write(disk: Disk, target: Path, pieces: Iterable[bytes]) -> None:
    handle = disk.create(target)
    try:
        try:
            for piece in pieces:
                write_all(disk, handle, piece)
            disk.sync(handle)
        finally:
            disk.close(handle)
    except OSError:
        target.unlink(missing_ok=True)
        raise
    disk.sync_folder(target.parent)
