"""The seam to TinyDB: its own programs may open the journal and keep its layout.

`TinyDB(path)` reads the file as it is. `TinyDB(path, storage=LineStorage)` also writes it as
the journal does: one document to a line, privately, whole or not at all. The journal itself
does not go through TinyDB, whose every operation reads and writes the whole file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from infoview_tui.journal.disk import Disk, make_folder
from infoview_tui.journal.layout import Mark, from_values, split_mark, write_tables


class LineStorage(Storage):
    """TinyDB's storage for this layout: whole or not at all, private, UTF-8 everywhere."""

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self._path = Path(path).resolve()
        self._disk = Disk()

    def read(self) -> dict[str, dict[str, Any]] | None:
        try:
            data = self._disk.read(self._path)
        except FileNotFoundError:
            return None
        values: dict[str, dict[str, Any]] | None = json.loads(data) if data.strip() else None
        return values

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        tables = from_values(data)
        mark = split_mark(tables) or Mark()
        make_folder(self._path.parent)
        write_tables(self._disk, self._path, tables, mark)
