"""Runs the program at another time: `python -m tests.e2e.later MOMENT ARGUMENTS…`.

The end of a talk is minutes away and a reminder days: here the journal's clock is set instead.
"""

from __future__ import annotations

import sys
from datetime import datetime, tzinfo

from infoview_tui.__main__ import main
from infoview_tui.journal import core, store


def set_clock(moment: datetime) -> None:
    """Lets the journal's time begin at a moment; it goes on from there."""
    ahead = moment - datetime.now(moment.tzinfo)

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Later:
            return super().now(tz) + ahead

    for module in (core, store):
        vars(module)["datetime"] = Later


if __name__ == "__main__":
    set_clock(datetime.fromisoformat(sys.argv.pop(1)))
    main()
