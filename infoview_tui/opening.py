"""Where the journal and the preferences are, and opening them for a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import JournalUnusable

if TYPE_CHECKING:
    import argparse

    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.journal.journal import Journal


def journal_path(options: argparse.Namespace) -> Path:
    """`--journal`, else `$INFOVIEW_JOURNAL`, else the platform's folder for a user's data."""
    given = options.journal or os.environ.get("INFOVIEW_JOURNAL")
    if given:
        try:
            return Path(given).expanduser()
        except RuntimeError as error:
            raise JournalUnusable(f"{given}: there is no such user") from error
    from platformdirs import user_data_path

    return user_data_path("infoview", appauthor=False) / "journal.json"


def preferences() -> Preferences:
    """The user's preferences; a fault in the file is said on stderr and defaults are used."""
    from infoview_tui.exchange.preferences_file import read_preferences

    wishes, faults = read_preferences()
    for fault in faults:
        sys.stderr.write(f"infoview: {fault}\n")
    return wishes


@contextmanager
def opened(options: argparse.Namespace, *, writing: bool = False) -> Iterator[Journal]:
    """The journal, closed (and folded) again at the end."""
    from infoview_tui.journal.journal import Journal
    from infoview_tui.journal.opening import exists

    where = journal_path(options)
    if not writing and not exists(where):
        raise JournalUnusable(f"{where}: there is no journal yet; start `infoview` to begin one")
    journal = Journal.open(where, preferences(), read_only=not writing)
    try:
        if writing and journal.read_only:
            raise JournalUnusable(
                f"{where}: open in another infoview; do it there, or quit it first"
            )
        yield journal
    finally:
        journal.close()
