"""A fault of the program, told in private: the report may hold the user's text."""

from __future__ import annotations

import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from time import time

from infoview_tui.journal.disk import make_folder

_DAY = 24 * 60 * 60.0  # seconds


def crash_log_path() -> Path:
    """Where the last fault is written: a private file in the platform's folder for state."""
    from platformdirs import user_state_path

    return user_state_path("infoview", appauthor=False) / "last-fault.log"


def crashed_lately() -> bool:
    """Whether the program had a fault in the last day: what brought it about may still be there."""
    try:
        return time() - crash_log_path().stat().st_mtime < _DAY
    except OSError:
        return False


def tell_crash(error: BaseException) -> str:
    """Writes the report of a fault to its private file (0600); returns one line for the user."""
    said = "infoview: stopped by a fault of its own; what was saved is safe."
    path = crash_log_path()
    try:
        make_folder(path.parent)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            file.writelines(_report(error))
    except OSError:
        return said
    return f"{said} A private report is in {path}"


def _report(error: BaseException) -> list[str]:
    """What happened where; of an encrypted journal without the words, which may be its own."""
    if "infoview_tui.journal.encryption" in sys.modules:
        return [*traceback.format_tb(error.__traceback__), f"{type(error).__name__}\n"]
    return traceback.format_exception(error)
