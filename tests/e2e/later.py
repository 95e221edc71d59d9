"""Runs the program some time from now: `python -m tests.e2e.later MINUTES ARGUMENTS…`.

The end of a talk is minutes away and a reminder days: here the journal's clock is moved instead.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from infoview_tui.__main__ import main
from infoview_tui.journal.core import local_now
from infoview_tui.journal.journal import Journal


def move_clock(minutes: int) -> None:
    """Every journal that is opened without a clock of its own gets one that is ahead."""

    def later() -> datetime:
        return local_now() + timedelta(minutes=minutes)

    Journal.open.__func__.__kwdefaults__["clock"] = later  # type: ignore[attr-defined]


if __name__ == "__main__":
    ahead = int(sys.argv.pop(1))
    move_clock(ahead)
    main()
