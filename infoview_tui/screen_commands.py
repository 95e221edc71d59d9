"""The commands that show a screen, and the one that tells its keys."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.grammar import DONE
from infoview_tui.opening import disk_for, journal_path

if TYPE_CHECKING:
    import argparse
    from concurrent.futures import Future

    from infoview_tui.app import InfoviewApp
    from infoview_tui.journal.disk import Disk
    from infoview_tui.journal.journal import Journal
    from infoview_tui.journal.store import Store

SAMPLE = -1  # the screen was left to look at the sample journal
OPENED_AT_ONCE = 12_000_000  # bytes; a larger journal is read behind the first frame


def open_journal(options: argparse.Namespace) -> int:
    """Opens the journal on the screen."""
    _need_a_terminal()
    where = journal_path(options)
    disk = disk_for(where, begin=True)
    while (code := _show(where, disk, welcome=True)) == SAMPLE:
        _show_sample()
    return code


def demo(options: argparse.Namespace) -> int:
    """Opens the sample journal, which is thrown away at the end."""
    _need_a_terminal()
    return _show_sample(options.journal)


def _show_sample(place: Path | str | None = None) -> int:
    import tempfile

    from infoview_tui.journal.sample import write_sample

    with tempfile.TemporaryDirectory(prefix="infoview-demo-") as folder:
        where = Path(place or Path(folder) / "journal.json")
        disk = disk_for(where, begin=True)
        write_sample(where, disk=disk)
        return _show(where, disk)


def _need_a_terminal() -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        raise InfoviewError("needs a terminal; in scripts use a command such as `infoview due`")


def _show(where: Path, disk: Disk, *, welcome: bool = False) -> int:
    from concurrent.futures import ThreadPoolExecutor

    from infoview_tui.journal.opening import exists
    from infoview_tui.journal.store import Store

    small = not exists(where) or where.stat().st_size < OPENED_AT_ONCE
    reader = ThreadPoolExecutor(1)
    store = reader.submit(Store.open, where, disk=disk)  # while the screens are imported
    reader.shutdown(wait=False)
    try:
        app = _app(store, welcome=welcome, wait=small)
    except BaseException:  # such as ctrl+c
        store.result().close()
        raise
    # What was read and imported stays: a collector that walks through it stops the screen for
    # a tenth of a second, and for thousands of records it would do so again and again.
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()
    app.run()
    if app.failure is not None:
        raise app.failure
    return SAMPLE if app.wants_sample else app.return_code or 0


def _app(store: Future[Store], *, welcome: bool, wait: bool) -> InfoviewApp:
    """The app with the journal that is being opened, if it is worth waiting for it."""
    from infoview_tui.app import InfoviewApp
    from infoview_tui.exchange.preferences_file import read_preferences
    from infoview_tui.journal.journal import Journal

    wishes, faults = read_preferences()

    def journal() -> Journal:
        return Journal(store.result(), wishes)

    app = InfoviewApp(journal, wishes, journal() if wait else None, faults, welcome=welcome)
    app.suit_terminal()
    return app


def keys(options: argparse.Namespace) -> int:
    """Prints the bindings by their ids: what the `[keys]` of the preferences may name."""
    import infoview_tui.app  # noqa: F401  (its keys are known once it is imported)
    from infoview_tui.exchange.for_scripts import key_lines, key_list
    from infoview_tui.screens.wishes import known_bindings

    known = known_bindings()
    sys.stdout.write((key_list(known) if options.json else key_lines(known)) + "\n")
    return DONE
