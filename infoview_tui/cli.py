"""The command line: thin, one function a command, each importing only what it needs.

Exit codes: 0 done, 1 nothing due or found, 2 usage or an unusable journal. Errors are one line
on stderr.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infoview_tui import __version__
from infoview_tui.domain.errors import InfoviewError

if TYPE_CHECKING:
    from infoview_tui.domain.preferences import Preferences
    from infoview_tui.journal.journal import Journal

DONE, NOTHING, UNUSABLE = 0, 1, 2
CRASHED = 1
OPENED_AT_ONCE = 8_000_000  # bytes; a larger journal is read behind the first frame
Command = Callable[[argparse.Namespace], int]


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns its exit code."""
    options = parser().parse_args(arguments)
    command: Command = options.command
    try:
        return command(options)
    except InfoviewError as error:
        print(f"infoview: {error}", file=sys.stderr)
        return UNUSABLE
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


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="infoview",
        description="A terminal journal for informational interviews.",
        epilog="Without a command, opens the journal on the screen.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"infoview {__version__}")
    top.add_argument("--journal", type=Path, metavar="PATH", help="the journal file to use")
    top.set_defaults(command=open_journal)
    commands = top.add_subparsers(metavar="COMMAND", title="commands")

    def add(name: str, command: Command, what: str) -> argparse.ArgumentParser:
        # Without `--journal` here, a subcommand must not reset the one given before it.
        each = commands.add_parser(name, help=what, description=what, allow_abbrev=False)
        each.add_argument("--journal", type=Path, metavar="PATH", default=argparse.SUPPRESS)
        each.set_defaults(command=command)
        return each

    add("demo", demo, "open a rich sample journal in a temporary copy")
    each = add("due", due, "print what is due")
    each.add_argument("--json", action="store_true", help="as JSON, for scripts")
    each.add_argument("--all", action="store_true", help="also what is due later")
    each = add("add", add_contact, "add a contact by one line")
    each.add_argument("line", nargs="+", help='"Tomás Ibarra, Growth PM @ Lumen via Priya #growth"')
    each = add("log", log_touch, "log that something happened with a contact")
    each.add_argument("name", help="the contact, or part of the name")
    each.add_argument("text", nargs="+", help='"call yesterday: she liked the draft"')
    each = add("import", import_people, "import people from LinkedIn, vCard or CSV files")
    each.add_argument("file", type=Path)
    each.add_argument("--dry-run", action="store_true", help="only say what would happen")
    each.add_argument(
        "--take-news", action="store_true", help="also take roles and companies that changed"
    )
    each = add("export", export, "write the journal in another format")
    each.add_argument("format", choices=("markdown", "vcard", "ics", "csv", "json"))
    each.add_argument("path", type=Path, nargs="?", help="where to; default: the current folder")
    each.add_argument("--style", choices=("obsidian", "logseq"), default="obsidian")
    each.add_argument("--redact", action="store_true", help="without names, for sharing insights")
    each = add("check", check, "look for faults in the journal file")
    each.add_argument(
        "--repair", action="store_true", help="mend what can be mended, after a backup"
    )
    add("backup", backup, "make a backup copy of the journal")
    each = add("restore", restore, "put a backup in the journal's place")
    each.add_argument("name", nargs="?", help="which backup; default: the newest")
    each.add_argument("--list", action="store_true", help="list the backups")
    each = add("merge", merge, "merge another copy of this journal, such as a sync conflict")
    each.add_argument("other", type=Path)
    add("path", path, "print where the journal is")
    return top


def journal_path(options: argparse.Namespace) -> Path:
    """`--journal`, else `$INFOVIEW_JOURNAL`, else the platform's folder for a user's data."""
    given = options.journal or os.environ.get("INFOVIEW_JOURNAL")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_data_path

    return user_data_path("infoview", appauthor=False) / "journal.json"


def preferences() -> Preferences:
    """The user's preferences; a fault in the file is said on stderr and defaults are used."""
    from infoview_tui.exchange.preferences_file import read_preferences

    wishes, faults = read_preferences()
    for fault in faults:
        print(f"infoview: {fault}", file=sys.stderr)
    return wishes


@contextmanager
def opened(options: argparse.Namespace, *, writing: bool = False) -> Iterator[Journal]:
    """The journal, closed (and folded) again at the end."""
    from infoview_tui.domain.errors import JournalUnusable
    from infoview_tui.journal.journal import Journal

    where = journal_path(options)
    if not writing and not where.exists():
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


# The screen ------------------------------------------------------------------------


def open_journal(options: argparse.Namespace) -> int:
    """Opens the journal on the screen."""
    return _show(journal_path(options))


def demo(options: argparse.Namespace) -> int:
    """Opens the sample journal, which is thrown away at the end."""
    import tempfile

    from infoview_tui.journal.sample import write_sample

    with tempfile.TemporaryDirectory(prefix="infoview-demo-") as folder:
        where = options.journal or Path(folder) / "journal.json"
        write_sample(where)
        return _show(where)


def _show(where: Path) -> int:
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        print(
            "infoview: needs a terminal; in scripts use a command such as `infoview due`",
            file=sys.stderr,
        )
        return UNUSABLE
    from infoview_tui.app import InfoviewApp
    from infoview_tui.journal.journal import Journal

    wishes = preferences()
    small = not where.exists() or where.stat().st_size < OPENED_AT_ONCE
    journal = Journal.open(where, wishes) if small else None
    app = InfoviewApp(lambda: Journal.open(where, wishes), wishes, journal)
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


# What is due -----------------------------------------------------------------------


def due(options: argparse.Namespace) -> int:
    """Prints the queue: overdue, today and this week; with `--all` everything open."""
    from infoview_tui.domain.queue_text import as_json, as_text, near

    with opened(options) as journal:
        rows = journal.queue() if options.all else near(journal.queue())
        print(as_json(rows) if options.json else as_text(rows))
    return DONE if rows else NOTHING


# Writing from a script ---------------------------------------------------------------


def add_contact(options: argparse.Namespace) -> int:
    """Adds one contact by a line such as the quick line of pane 1."""
    with opened(options, writing=True) as journal:
        contact = journal.add_by_line(" ".join(options.line))
        print(f"added {contact.name}")
    return DONE


def log_touch(options: argparse.Namespace) -> int:
    """Logs that something happened with a contact."""
    with opened(options, writing=True) as journal:
        contact = journal.find_contact(options.name)
        journal.log_by_line(contact.uid, " ".join(options.text))
        print(f"logged for {contact.name}")
    return DONE


# Other programs' files ---------------------------------------------------------------


def import_people(options: argparse.Namespace) -> int:
    """Imports people; says what is new, known, changed and skipped, and why."""
    from infoview_tui.exchange.importing import import_file, summary

    with opened(options, writing=True) as journal:
        done = import_file(
            journal, options.file, dry_run=options.dry_run, take_news=options.take_news
        )
        print(summary(done, dry_run=options.dry_run))
    return DONE


def export(options: argparse.Namespace) -> int:
    """Writes the journal in another program's format."""
    from infoview_tui.exchange.exporting import export_journal

    with opened(options) as journal:
        wrote = export_journal(
            journal, options.format, options.path, style=options.style, redact=options.redact
        )
        print(f"wrote {wrote}")
    return DONE


# The file ----------------------------------------------------------------------------


def check(options: argparse.Namespace) -> int:
    """Looks for faults in the file; 1 if there are any left."""
    from infoview_tui.domain.validation import faults
    from infoview_tui.journal.check import problems

    where = journal_path(options)
    if options.repair:
        from infoview_tui.journal.recovery import repair

        repaired = repair(where)
        print("\n".join([*repaired.actions, f"the file as it was: {repaired.backup}"]))
    found = problems(where, faults)
    print("\n".join(map(str, found)) if found else f"{where}: no faults")
    return NOTHING if found else DONE


def backup(options: argparse.Namespace) -> int:
    """Makes a backup copy now."""
    with opened(options) as journal:
        print(f"wrote {journal.store.backup()}")
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Puts a backup in the journal's place; what was there becomes a backup itself."""
    from infoview_tui.journal.backups import backups_of
    from infoview_tui.journal.recovery import restore as put_in_place

    where = journal_path(options)
    copies = backups_of(where)
    if options.list:
        for copy in copies:
            print(f"{copy.path.name}  {copy.occasion}  {copy.size:,} bytes")
        return DONE if copies else NOTHING
    wanted = [copy for copy in copies if options.name in (None, copy.path.name, str(copy.path))]
    if not wanted:
        raise InfoviewError(f"{where}: no such backup; `infoview restore --list` shows them")
    kept = put_in_place(where, wanted[-1].path)
    print(f"restored {wanted[-1].path.name}; what stood there before is {kept}")
    return DONE


def merge(options: argparse.Namespace) -> int:
    """Merges another copy record by record; conflicts are kept."""
    with opened(options, writing=True) as journal:
        print(f"merged {options.other}: {journal.store.merge_file(options.other)}")
    return DONE


def path(options: argparse.Namespace) -> int:
    """Prints where the journal is."""
    print(journal_path(options))
    return DONE
