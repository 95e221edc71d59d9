"""The commands about the journal as a file: faults, copies, encryption."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InfoviewError, NothingFound
from infoview_tui.grammar import DONE, NOTHING
from infoview_tui.opening import disk_for, existing_journal, is_encrypted, journal_path, opened

if TYPE_CHECKING:
    import argparse

    from infoview_tui.journal.disk import Disk


def check(options: argparse.Namespace) -> int:
    """Looks for faults in the file; 1 if there are any left."""
    from infoview_tui.domain.validation import faults
    from infoview_tui.exchange.for_scripts import findings
    from infoview_tui.journal.check import problems

    where = journal_path(options)
    disk = disk_for(where)
    if options.repair:
        from infoview_tui.journal.recovery import repair

        repaired = repair(where, disk=disk)
        told = "\n".join([*repaired.actions, f"the file as it was: {repaired.backup}"])
        print(told, file=sys.stderr if options.json else sys.stdout)
    found = problems(where, faults, disk)
    if options.json:
        print(findings(found))
    else:
        print("\n".join(map(str, found)) if found else f"{where}: no faults")
    return NOTHING if found else DONE


def backup(options: argparse.Namespace) -> int:
    """Makes a backup copy now."""
    with opened(options) as journal:
        print(f"wrote {journal.store.backup()}")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Puts a backup in the journal's place; what was there becomes a backup itself."""
    from infoview_tui.exchange.for_scripts import backups
    from infoview_tui.journal.backups import backups_of, good_backups_of
    from infoview_tui.journal.recovery import restore as put_in_place

    where = journal_path(options)
    copies = backups_of(where)
    if options.list:
        lines = [f"{copy.path.name}  {copy.occasion}  {copy.size:,} bytes" for copy in copies]
        print(backups(copies) if options.json else "\n".join(lines) or f"{where}: no backups yet")
        return DONE if copies else NOTHING
    wanted = [copy for copy in copies if options.name in (copy.path.name, str(copy.path))]
    if options.name is None:
        wanted = good_backups_of(where) or copies
    if not wanted:
        raise NothingFound(f"{where}: no such backup; `infoview restore --list` shows them")
    copy = wanted[-1].path
    # By the copy's own key: that of the journal may be what is damaged.
    kept = put_in_place(where, copy, disk=disk_for(copy if is_encrypted(copy) else where))
    print(f"restored {copy.name}; what stood there before is {kept}")
    return DONE


def merge(options: argparse.Namespace) -> int:
    """Merges another copy record by record; conflicts are kept."""
    other = Path(options.other).expanduser()
    with opened(options, writing=True) as journal:
        print(f"merged {other}: {journal.store.merge_file(other)}")
    return DONE


def encrypt(options: argparse.Namespace) -> int:
    """Encrypts the journal and its backups; an encrypted one gets another passphrase."""
    from infoview_tui.journal.disk import Disk
    from infoview_tui.journal.encryption import new_cipher
    from infoview_tui.passphrase import new_passphrase

    where = existing_journal(options)
    replaces = is_encrypted(where)
    old = disk_for(where) if replaces else Disk()
    new = Disk(new_cipher(new_passphrase(where, replaces=replaces)))
    return _converted("encrypted", where, old, new)


def decrypt(options: argparse.Namespace) -> int:
    """Makes the journal and its backups plain again."""
    from infoview_tui.journal.disk import Disk

    where = existing_journal(options)
    if not is_encrypted(where):
        raise InfoviewError(f"{where} is not encrypted")
    return _converted("decrypted", where, disk_for(where), Disk())


def _converted(did: str, where: Path, old: Disk, new: Disk) -> int:
    from infoview_tui.journal.conversion import convert

    done = convert(where, old, new)
    print(f"{did} {done.path} and {done.copies} backup{'' if done.copies == 1 else 's'}")
    for copy in done.left:
        print(f"infoview: this copy was left as it is: {copy}", file=sys.stderr)
    return DONE
