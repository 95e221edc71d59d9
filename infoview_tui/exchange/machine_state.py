"""What this machine remembers of its screens: no record of the journal, and never synchronised."""

from __future__ import annotations

import json
from pathlib import Path

from infoview_tui.journal.disk import make_folder

_NAME = "screens.json"


def state_folder() -> Path:
    """The platform's folder for such things."""
    from platformdirs import user_state_path

    return user_state_path("infoview", appauthor=False)


class MachineState:
    """A few words by key in a small file of its own; without it nothing is lost but a habit."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or state_folder()) / _NAME

    def get(self, key: str) -> str:
        """What was kept under `key`, or nothing."""
        return self._read().get(key, "")

    def keep(self, key: str, value: str) -> None:
        """Remembers it; a folder that cannot be written is no reason to complain in a call."""
        words = {**self._read(), key: value}
        try:
            make_folder(self._path.parent)
            self._path.touch(mode=0o600)
            self._path.write_text(json.dumps(words, indent=1, sort_keys=True), encoding="utf-8")
        except OSError:
            return

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): value for key, value in found.items() if isinstance(value, str)}
