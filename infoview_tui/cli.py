"""The command line: thin, one function a command, each importing only what it needs.

Exit codes: 0 done, 1 nothing due or found, 2 usage or an unusable journal. Errors are one line
on stderr.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import InfoviewError, NothingFound
from infoview_tui.grammar import parse
from infoview_tui.opening import (
    disk_for,
    existing_journal,
    is_encrypted,
    journal_path,
    opened,
    preferences,
)

if TYPE_CHECKING:
    import argparse

    from infoview_tui.domain.models import Contact
    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.exchange.importing import Import
    from infoview_tui.journal.disk import Disk

DONE, NOTHING, UNUSABLE = 0, 1, 2
CRASHED = 1
SAMPLE = -1  # the screen was left to look at the sample journal
OPENED_AT_ONCE = 12_000_000  # bytes; a larger journal is read behind the first frame
PAGE = 100  # columns; wider terminals are not filled


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows no “ü” still gets a line
    try:
        options = parse(list(arguments))
        return _COMMANDS[options.command](options)
    except InfoviewError as error:
        print(f"infoview: {error}", file=sys.stderr)
        return NOTHING if isinstance(error, NothingFound) else UNUSABLE
    except BrokenPipeError:
        # The reader of our output has had enough (`infoview due | head -1`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # said in one line; the report may hold the user's text
        from infoview_tui.journal.crash_log import tell_crash

        print(tell_crash(fault), file=sys.stderr)
        return CRASHED


def _say(text: str) -> None:
    print(text)


def _strong(text: str) -> str:
    from infoview_tui.exchange.ink import ink_for

    return ink_for(sys.stdout).strong(text)


# The screen ------------------------------------------------------------------------


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
    from infoview_tui.app import InfoviewApp
    from infoview_tui.exchange.preferences_file import read_preferences
    from infoview_tui.journal.journal import Journal
    from infoview_tui.journal.opening import exists

    wishes, faults = read_preferences()
    small = not exists(where) or where.stat().st_size < OPENED_AT_ONCE
    begin = partial(Journal.open, where, wishes, disk=disk)
    journal = begin() if small else None
    app = InfoviewApp(begin, wishes, journal, faults, welcome=welcome)
    gc.enable()
    app.run()
    if app.failure is not None:
        raise app.failure
    return SAMPLE if app.wants_sample else app.return_code or 0


# Reading -----------------------------------------------------------------------------


def due(options: argparse.Namespace) -> int:
    """Prints the queue: overdue, today and this week; with `--all` everything open."""
    from infoview_tui.domain.queue_text import as_json, as_text, near

    with opened(options) as journal:
        rows = journal.queue() if options.all else near(journal.queue())
        _say(as_json(rows) if options.json else as_text(rows, _strong))
    return DONE if rows else NOTHING


def show(options: argparse.Namespace) -> int:
    """Prints the card of one contact."""
    from infoview_tui.exchange.card_text import as_json, as_text

    with opened(options) as journal:
        contact = journal.find_contact(" ".join(options.name))
        _say(as_json(journal, contact) if options.json else as_text(journal, contact, _strong))
    return DONE


def find(options: argparse.Namespace) -> int:
    """Prints the lines that hold the words, best first."""
    from infoview_tui.exchange.found_text import as_json, as_text, found

    with opened(options) as journal:
        hits = found(journal, " ".join(options.words), max(1, int(options.limit)))
        if options.json:
            _say(as_json(journal, hits))
        elif hits:
            _say(as_text(journal, hits, _strong))
    return DONE if hits else NOTHING


def stats(options: argparse.Namespace) -> int:
    """Prints the figures of the progress page."""
    import shutil

    from infoview_tui.exchange.figures import as_json, as_text

    with opened(options) as journal:
        width = min(PAGE, shutil.get_terminal_size().columns)
        page = as_json(journal) if options.json else as_text(journal, width, _strong)
        _say(page or "Nothing to count yet.")
    return DONE if page else NOTHING


# Writing from a script ---------------------------------------------------------------


def add_contact(options: argparse.Namespace) -> int:
    """Adds one contact by a line such as the quick line of pane 1."""
    with opened(options, writing=True) as journal:
        contact = journal.add_by_line(" ".join(options.line))
        _say(f"added {contact.name}")
    return DONE


def log_touch(options: argparse.Namespace) -> int:
    """Logs that something happened with a contact."""
    with opened(options, writing=True) as journal:
        contact = journal.find_contact(options.name)
        journal.log_by_line(contact.uid, " ".join(options.text))
        _say(f"logged for {contact.name}")
    return DONE


# Other programs' files ---------------------------------------------------------------


def import_people(options: argparse.Namespace) -> int:
    """Imports people; says what is new, known, changed and skipped, and why."""
    from infoview_tui.exchange.importing import as_json, carry_out, preview, summary
    from infoview_tui.exchange.ink import progress_bar
    from infoview_tui.exchange.mapping import read_pairs

    file = Path(options.file).expanduser()
    mapping = read_pairs(options.map, file) if options.map else None
    progress = progress_bar("" if options.json else file.name)

    def look(contacts: Sequence[Contact], wishes: Preferences) -> Import:
        return preview(contacts, file, mapping, progress, day_first=wishes.day_first)

    if options.dry_run and not journal_path(options).exists():
        wanted = look((), preferences())
    else:
        with opened(options, writing=not options.dry_run) as journal:
            wanted = look(journal.contacts.all(), journal.preferences)
            if not options.dry_run:
                carry_out(journal, wanted, take_news=options.take_news)
    _say(as_json(wanted) if options.json else summary(wanted, dry_run=options.dry_run))
    return DONE


def export(options: argparse.Namespace) -> int:
    """Writes the journal in another program's format."""
    from infoview_tui.exchange.exporting import export_journal

    path = Path(options.path).expanduser() if options.path else None
    with opened(options) as journal:
        wrote = export_journal(
            journal, options.format, path, style=options.style, redact=options.redact
        )
        _say(f"wrote {wrote}")
    return DONE


# The file ----------------------------------------------------------------------------


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
        _say(findings(found))
    else:
        _say("\n".join(map(str, found)) if found else f"{where}: no faults")
    return NOTHING if found else DONE


def backup(options: argparse.Namespace) -> int:
    """Makes a backup copy now."""
    with opened(options) as journal:
        _say(f"wrote {journal.store.backup()}")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Puts a backup in the journal's place; what was there becomes a backup itself."""
    from infoview_tui.exchange.for_scripts import backups
    from infoview_tui.journal.backups import backups_of
    from infoview_tui.journal.recovery import restore as put_in_place

    where = journal_path(options)
    copies = backups_of(where)
    if options.list:
        lines = [f"{copy.path.name}  {copy.occasion}  {copy.size:,} bytes" for copy in copies]
        _say(backups(copies) if options.json else "\n".join(lines) or f"{where}: no backups yet")
        return DONE if copies else NOTHING
    wanted = [copy for copy in copies if options.name in (None, copy.path.name, str(copy.path))]
    if not wanted:
        raise NothingFound(f"{where}: no such backup; `infoview restore --list` shows them")
    copy = wanted[-1].path
    # By the copy's own key: that of the journal may be what is damaged.
    kept = put_in_place(where, copy, disk=disk_for(copy if is_encrypted(copy) else where))
    _say(f"restored {copy.name}; what stood there before is {kept}")
    return DONE


def merge(options: argparse.Namespace) -> int:
    """Merges another copy record by record; conflicts are kept."""
    other = Path(options.other).expanduser()
    with opened(options, writing=True) as journal:
        _say(f"merged {other}: {journal.store.merge_file(other)}")
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
    _say(f"{did} {done.path} and {done.copies} backup{'' if done.copies == 1 else 's'}")
    for copy in done.left:
        print(f"infoview: left as it is, no key opens it: {copy}", file=sys.stderr)
    return DONE


def path(options: argparse.Namespace) -> int:
    """Prints where the journal is; with `--json` the preferences as well."""
    where = journal_path(options)
    if options.json:
        from infoview_tui.exchange.for_scripts import places
        from infoview_tui.exchange.preferences_file import preferences_path

        _say(places(where, preferences_path()))
    else:
        _say(str(where))
    return DONE


def keys(options: argparse.Namespace) -> int:
    """Prints the bindings by their ids: what the `[keys]` of the preferences may name."""
    import infoview_tui.app  # noqa: F401  (its keys are known once it is imported)
    from infoview_tui.exchange.for_scripts import key_lines, key_list
    from infoview_tui.screens.wishes import known_bindings

    known = known_bindings()
    _say(key_list(known) if options.json else key_lines(known))
    return DONE


def completion(options: argparse.Namespace) -> int:
    """Prints the completion script of a shell."""
    from infoview_tui.completion import script

    _say(script(options.shell))
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": open_journal,
    "demo": demo,
    "due": due,
    "show": show,
    "find": find,
    "stats": stats,
    "add": add_contact,
    "log": log_touch,
    "import": import_people,
    "export": export,
    "check": check,
    "backup": backup,
    "restore": restore,
    "merge": merge,
    "encrypt": encrypt,
    "decrypt": decrypt,
    "path": path,
    "keys": keys,
    "completion": completion,
}
