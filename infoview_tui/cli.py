"""The command line: thin, one function a command, each importing only what it needs.

Exit codes: 0 done, 1 nothing due or found, 2 wrong usage or an unusable journal. Errors are one
line on stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui import file_commands, screen_commands
from infoview_tui.domain.errors import InfoviewError, NothingFound
from infoview_tui.grammar import DONE, NOTHING, UNUSABLE, parse
from infoview_tui.opening import journal_path, opened, overviews, preferences

if TYPE_CHECKING:
    import argparse

    from infoview_tui.domain.models import Contact
    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.exchange.importing import Import

CRASHED = 1
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


# Reading -----------------------------------------------------------------------------


def due(options: argparse.Namespace) -> int:
    """Prints the queue: overdue, today and this week; with `--all` everything open."""
    from infoview_tui.domain.queue_text import as_json, as_text, near

    with overviews(options) as journal:
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
            journal,
            options.format,
            path,
            style=options.style,
            redact=options.redact,
            force=options.force,
        )
        _say(f"wrote {wrote}")
    return DONE


# About the program -------------------------------------------------------------------


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


def completion(options: argparse.Namespace) -> int:
    """Prints the completion script of a shell."""
    from infoview_tui.completion import script

    _say(script(options.shell))
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": screen_commands.open_journal,
    "demo": screen_commands.demo,
    "due": due,
    "show": show,
    "find": find,
    "stats": stats,
    "add": add_contact,
    "log": log_touch,
    "import": import_people,
    "export": export,
    "check": file_commands.check,
    "backup": file_commands.backup,
    "restore": file_commands.restore,
    "merge": file_commands.merge,
    "encrypt": file_commands.encrypt,
    "decrypt": file_commands.decrypt,
    "path": path,
    "keys": screen_commands.keys,
    "completion": completion,
}
