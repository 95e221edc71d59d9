"""The grammar of the command line as data.

The parser, its help, the manual page and the shells' completions are all made from it.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, cast

from msgspec import Struct

from infoview_tui import __version__
from infoview_tui.domain.errors import InfoviewError

if TYPE_CHECKING:
    import argparse

SUMMARY = "A terminal journal for informational interviews."
EPILOG = "Without a command, opens the journal on the screen."
FORMATS = ("markdown", "vcard", "ics", "csv", "json")
DONE, NOTHING, UNUSABLE = 0, 1, 2  # exit codes
SHELLS = ("bash", "zsh", "fish")


class UsageError(InfoviewError):
    """A command line that says nothing the program knows."""


class Argument(Struct, frozen=True):
    """An option (`--json`) or an operand (`file`); one without `takes` is a switch."""

    name: str
    help: str
    takes: str = ""  # "file", "text", or a name for the value
    choices: tuple[str, ...] = ()
    default: str | None = None
    repeated: bool = False  # an operand of one word or more; an option that may come again
    optional: bool = False  # an operand that may be left out

    @property
    def is_option(self) -> bool:
        return self.name.startswith("-")


class Command(Struct, frozen=True):
    """One subcommand: what it does, and what it takes."""

    name: str
    help: str
    arguments: tuple[Argument, ...] = ()

    @property
    def usage(self) -> str:
        """`infoview show [--json] name`, as its help and the manual page show it."""
        return " ".join(["infoview", self.name, *map(_written, self.arguments)])


JOURNAL = Argument("--journal", "the journal file to use", takes="file")
VERSION = Argument("--version", "print the version and leave")
JSON = Argument("--json", "as JSON, for scripts")

COMMANDS = (
    Command("demo", "open a rich sample journal in a temporary copy"),
    Command("due", "print what is due", (JSON, Argument("--all", "also what is due later"))),
    Command(
        "show",
        "print the card of a contact",
        (Argument("name", "the contact, or a part of the name", "text", repeated=True), JSON),
    ),
    Command(
        "find",
        "find words in everything that was written",
        (
            Argument("words", 'words, "a phrase", kind:insight, with:priya', "text", repeated=True),
            Argument("--limit", "how many lines at most", "number", default="50"),
            JSON,
        ),
    ),
    Command("stats", "print how it goes, in figures", (JSON,)),
    Command(
        "add",
        "add a contact by one line",
        (
            Argument(
                "line",
                '"Tomás Ibarra, Growth PM @ Lumen via Priya #growth"',
                "text",
                repeated=True,
            ),
        ),
    ),
    Command(
        "log",
        "log that something happened with a contact",
        (
            Argument("name", "the contact, or a part of the name", "text"),
            Argument("text", '"call yesterday: she liked the draft"', "text", repeated=True),
        ),
    ),
    Command(
        "import",
        "import people from LinkedIn, vCard, CSV or Markdown files",
        (
            Argument("file", "the exported file", "file"),
            Argument("--dry-run", "only say what would happen"),
            Argument("--take-news", "also take roles and companies that changed"),
            Argument(
                "--map", 'what a column means, such as "Employer=company"', "pair", repeated=True
            ),
            JSON,
        ),
    ),
    Command(
        "export",
        "write the journal in another format",
        (
            Argument("format", "which format", choices=FORMATS),
            Argument("path", "where to; default: the current folder", "file", optional=True),
            Argument(
                "--style",
                "of the Markdown notes",
                choices=("obsidian", "logseq"),
                default="obsidian",
            ),
            Argument("--redact", "without names, for sharing insights"),
            Argument("--force", "also replace files that are not infoview's, or edited since"),
        ),
    ),
    Command(
        "check",
        "look for faults in the journal file",
        (Argument("--repair", "mend what can be mended, after a backup"), JSON),
    ),
    Command("backup", "make a backup copy of the journal"),
    Command(
        "restore",
        "put a backup in the journal's place",
        (
            Argument("name", "which backup; default: the newest", "text", optional=True),
            Argument("--list", "list the backups"),
            JSON,
        ),
    ),
    Command(
        "merge",
        "merge another copy of this journal, such as a sync conflict",
        (Argument("other", "the other copy", "file"),),
    ),
    Command("encrypt", "encrypt the journal and its backups with a passphrase, or a new one"),
    Command("decrypt", "make the encrypted journal and its backups plain again"),
    Command("path", "print where the journal is", (JSON,)),
    Command("keys", "print every key with the id by which the preferences change it", (JSON,)),
    Command(
        "completion",
        "print the completion script of a shell",
        (Argument("shell", "which shell", choices=SHELLS),),
    ),
)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command line as values; `command` is the subcommand's name, "" for none.

    Raises `UsageError` in one line, with what was probably meant.
    """
    return _plain(arguments) or _parser().parse_args(arguments)


def _plain(arguments: list[str]) -> argparse.Namespace | None:
    """A command line of switches and the journal's place, such as a prompt asks every minute.

    To load argparse and to make the parsers takes as long as to find out what is due.
    """
    words = iter(arguments)
    given = SimpleNamespace(command="", journal=None)
    switches: dict[str, str] = {}
    for word in words:
        if word == JOURNAL.name:
            given.journal = next(words, "-")
            if given.journal.startswith("-"):
                return None
        elif word in switches:
            setattr(given, switches[word], True)
        elif not given.command and (taken := _switches_of(word)) is not None:
            given.command, switches = word, taken
            vars(given).update(dict.fromkeys(taken.values(), False))
        else:
            return None
    return cast("argparse.Namespace", given)


def _switches_of(name: str) -> dict[str, str] | None:
    """The switches of a command and what they set; None if it takes anything else."""
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None or not all(map(_is_switch, command.arguments)):
        return None
    return {a.name: a.name.removeprefix("--").replace("-", "_") for a in command.arguments}


def _is_switch(argument: Argument) -> bool:
    return argument.is_option and not argument.takes and not argument.choices


def _parser() -> argparse.ArgumentParser:
    from argparse import SUPPRESS, ArgumentParser

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            raise UsageError(_one_line(message, self.prog))

    top = Parser(prog="infoview", description=SUMMARY, epilog=EPILOG, allow_abbrev=False)
    top.add_argument(VERSION.name, action="version", version=f"infoview {__version__}")
    _add(top, JOURNAL)
    top.set_defaults(command="")
    group = top.add_subparsers(metavar="COMMAND", title="commands")
    for command in COMMANDS:
        each = group.add_parser(
            command.name, help=command.help, description=command.help, allow_abbrev=False
        )
        # Without SUPPRESS a subcommand would reset what was given before it.
        _add(each, JOURNAL, default=SUPPRESS)
        for argument in command.arguments:
            _add(each, argument)
        each.set_defaults(command=command.name)
    return top


def _add(parser: argparse.ArgumentParser, argument: Argument, **more: Any) -> None:
    options: dict[str, Any] = {"help": argument.help, **more}
    if _is_switch(argument):
        options["action"] = "store_true"
    elif argument.is_option and argument.repeated:
        options["action"] = "append"
    if argument.choices:
        options["choices"] = argument.choices
    elif argument.takes == "number":
        options["type"] = int
    if argument.takes and argument.is_option:
        options["metavar"] = argument.takes.upper()
    if argument.default is not None:
        options["default"] = argument.default
    if not argument.is_option and (argument.repeated or argument.optional):
        options["nargs"] = "+" if argument.repeated else "?"
    parser.add_argument(argument.name, **options)


def _written(argument: Argument) -> str:
    """`[--json]`, `[--map PAIR]…`, `name…`, `[path]`."""
    value = "|".join(argument.choices) or (argument.takes.upper() if argument.is_option else "")
    if not argument.is_option:
        shown = value or argument.name
        shown += "…" if argument.repeated else ""
        return f"[{shown}]" if argument.optional else shown
    shown = f"{argument.name} {value}" if value else argument.name
    return f"[{shown}]" + ("…" if argument.repeated else "")


def _one_line(message: str, prog: str) -> str:
    """A fault as argparse says it, made one line that names what was probably meant."""
    import re
    from difflib import get_close_matches

    names = [command.name for command in COMMANDS]
    if chosen := re.search(r"COMMAND: invalid choice: '(.*?)'", message):
        near = get_close_matches(chosen[1], names, n=2)
        meant = f"; did you mean {' or '.join(near)}?" if near else "; --help lists them"
        return f"there is no command {chosen[1]!r}{meant}"
    if chosen := re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message):
        return f"{chosen[1]!r}: choose one of {chosen[2].replace(chr(39), '')}"
    if unknown := re.search(r"unrecognized arguments: (\S+)", message):
        options = {a.name for command in COMMANDS for a in (*command.arguments, JOURNAL, VERSION)}
        near = get_close_matches(unknown[1], [o for o in sorted(options) if o.startswith("-")], n=1)
        helps = near and near[0] != unknown[1]  # there may be such an option elsewhere
        meant = f"; did you mean {near[0]}?" if helps else f"; see `{prog} --help`"
        return f"{unknown[1]!r} says nothing here{meant}"
    return f"{message}; see `{prog} --help`"
