"""Runs the program as it will be some time from now: `python -m tests.e2e.later MINUTES ARGUMENTS…`.

The end of a talk is minutes away and a reminder days: here the journal's clock is moved instead.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from infoview_tui.__main__ import main
from infoview_tui.journal import core


def move_clock(minutes: int) -> None:
    """Every journal that is opened without a clock of its own gets one that is ahead."""
    ahead, now = timedelta(minutes=minutes), core.local_now

    def later() -> datetime:
        return now() + ahead

    from infoview_tui.journal.journal import Journal

    defaults = Journal.open.__func__.__kwdefaults__  # type: ignore[attr-defined]
    defaults["clock"] = later


if __name__ == "__main__":
    minutes, *arguments = sys.argv[1:]
    move_clock(int(minutes))
    sys.argv[1:] = arguments
    sys.exit(main())
