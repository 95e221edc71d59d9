"""Writes the manual page `share/man/man1/infoview.1` from the grammar of the command line.

python share/manual.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from infoview_tui import __version__
from infoview_tui.grammar import COMMANDS, EPILOG, JOURNAL, SUMMARY, VERSION, Argument, Command

PAGE = Path(__file__).parent / "man" / "man1" / "infoview.1"


def manual() -> str:
    """The manual page in roff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH INFOVIEW 1 "" "infoview {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"infoview \- a journal for informational interviews"
    yield ".SH SYNOPSIS"
    yield r".B infoview"
    yield r"[\fB\-\-journal\fR \fIFILE\fR] [\fICOMMAND\fR] [\fIARGUMENTS\fR]"
    yield ".SH DESCRIPTION"
    yield _roff(f"{SUMMARY} {EPILOG}")
    yield "Inside, the key ? explains the pane in front; ctrl+p lists every command."
    yield ".SH OPTIONS"
    for option in (JOURNAL, VERSION):
        yield from _argument(option)
    yield ".SH COMMANDS"
    for command in COMMANDS:
        yield from _command(command)
    yield ".SH EXIT STATUS"
    for code, meaning in (
        ("0", "Done."),
        ("1", "Nothing is due, or nothing was found."),
        ("2", "The command line or the journal cannot be used; one line on stderr says why."),
    ):
        yield from (".TP", f".B {code}", meaning)
    yield ".SH ENVIRONMENT"
    for name, meaning in (
        ("INFOVIEW_JOURNAL", "The journal file to use, unless --journal names one."),
        ("INFOVIEW_CONFIG", "The preferences file to use."),
        ("INFOVIEW_PASSPHRASE", "The passphrase of an encrypted journal."),
        ("INFOVIEW_PASSPHRASE_COMMAND", "A command that prints it, such as a password manager's."),
        ("NO_COLOR", "Anything but empty: no emphasis in what is printed."),
    ):
        yield from (".TP", f".B {name}", _roff(meaning))
    yield ".SH FILES"
    yield _roff(
        "The journal, journal.json, is in the platform's folder for a user's data "
        "(`infoview path` prints it), its backups are beside it; the preferences, config.toml, "
        "are in the platform's folder for configuration (`infoview path --json`)."
    )


def _command(command: Command) -> Iterator[str]:
    yield ".TP"
    yield f".B {_roff(command.usage)}"
    yield _roff(command.help[:1].upper() + command.help[1:] + ".")
    if command.arguments:
        yield ".RS"
        for argument in command.arguments:
            yield from _argument(argument)
        yield ".RE"


def _argument(argument: Argument) -> Iterator[str]:
    value = "|".join(argument.choices) or argument.takes.upper()
    shown = f"{argument.name} {value}" if argument.is_option and value else argument.name
    choices = f" ({', '.join(argument.choices)})" if argument.choices else ""
    yield from (".TP", f".B {_roff(shown)}", _roff(f"{argument.help}{choices}"))


def _roff(text: str) -> str:
    """Text that means only itself to roff."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text[:1] in ".'" else text


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(manual(), encoding="utf-8")
