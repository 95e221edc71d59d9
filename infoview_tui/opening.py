"""Where the journal and the preferences are, and opening them for a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal.cipher import ARMOR, SUFFIX
from infoview_tui.journal.cipher import is_encrypted as begins_as_age
from infoview_tui.journal.disk import Disk

if TYPE_CHECKING:
    import argparse

    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.journal.journal import Journal
    from infoview_tui.journal.overviews import Overviews


def journal_path(options: argparse.Namespace) -> Path:
    """`--journal`, else `$INFOVIEW_JOURNAL`, else the platform's folder for a user's data."""
    given = options.journal or os.environ.get("INFOVIEW_JOURNAL")
    if given:
        try:
            path = Path(given).expanduser()
        except RuntimeError as error:
            raise JournalUnusable(f"{given}: there is no such user") from error
        return _plain_or_encrypted(path, sure=bool(options.journal))
    from platformdirs import user_data_path

    return _plain_or_encrypted(user_data_path("infoview", appauthor=False) / "journal.json")


def _plain_or_encrypted(path: Path, *, sure: bool = False) -> Path:
    """The path or, if only that one exists, its twin with or without `.age`.

    So whatever names the journal goes on doing so after `encrypt` and `decrypt`. Raises
    `JournalUnusable` where both exist, as when a sync tool brings the plain one back.
    """
    try:
        real = path.resolve()  # the link to a journal that was encrypted leads nowhere
        twin = real.with_suffix("") if real.suffix == SUFFIX else real.with_name(real.name + SUFFIX)
        if not path.exists():
            return twin if twin.exists() else path
    except (OSError, RuntimeError):
        return path  # what is wrong with it is said by who opens it
    if not sure and _beginning(twin).startswith(ARMOR):
        raise JournalUnusable(
            f"{path} and {twin.name} both exist: say which with --journal, `infoview merge` the"
            " other into it, and put that away"
        )
    return path


def is_encrypted(path: Path) -> bool:
    """Whether an age file is there, whatever its name."""
    return begins_as_age(_beginning(path))


def disk_for(path: Path, *, begin: bool = False) -> Disk:
    """What reads and writes this journal, after asking for the passphrase that it may need.

    A journal that is yet to `begin` is encrypted if its name ends in `.age`.
    """
    beginning = _beginning(path)
    if begins_as_age(beginning):
        from infoview_tui.journal.encryption import unlock
        from infoview_tui.passphrase import passphrase_of

        return Disk(unlock(path, partial(passphrase_of, path)))
    if path.suffix != SUFFIX:
        return Disk()
    if beginning:
        raise JournalUnusable(
            f"{path} is not encrypted, though its name says so: `infoview encrypt` does it"
        )
    if not begin or path.exists():
        return Disk()
    from infoview_tui.journal.encryption import new_cipher
    from infoview_tui.passphrase import new_passphrase

    return Disk(new_cipher(new_passphrase(path)))


def _beginning(path: Path) -> bytes:
    """What a file begins with; nothing for what is no file, or may not be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        return b""


def preferences() -> Preferences:
    """The user's preferences; a fault in the file is said on stderr and defaults are used."""
    from infoview_tui.exchange.preferences_file import read_preferences

    wishes, faults = read_preferences()
    for fault in faults:
        sys.stderr.write(f"infoview: {fault}\n")
    return wishes


def existing_journal(options: argparse.Namespace) -> Path:
    """The place of a journal that is there already; raises `JournalUnusable`."""
    from infoview_tui.journal.opening import exists

    where = journal_path(options)
    if not exists(where):
        raise JournalUnusable(f"{where}: there is no journal yet; start `infoview` to begin one")
    return where


@contextmanager
def opened(options: argparse.Namespace, *, writing: bool = False) -> Iterator[Journal]:
    """The journal, closed (and folded) again at the end."""
    from infoview_tui.journal.journal import Journal

    where = journal_path(options) if writing else existing_journal(options)
    disk = disk_for(where, begin=writing)
    journal = Journal.open(where, preferences(), read_only=not writing, disk=disk)
    try:
        if writing and journal.read_only:
            raise JournalUnusable(f"{where}: {journal.store.why_read_only}")
        yield journal
    finally:
        journal.close()


@contextmanager
def overviews(options: argparse.Namespace) -> Iterator[Overviews]:
    """What the journal says of itself as a whole; its verbs are not loaded for that."""
    from infoview_tui.journal.overviews import Overviews

    where = existing_journal(options)
    journal = Overviews.open(where, preferences(), read_only=True, disk=disk_for(where))
    try:
        yield journal
    finally:
        journal.close()
