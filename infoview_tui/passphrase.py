"""The passphrase of an encrypted journal: from the environment, from a command, or asked for."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from infoview_tui.domain.errors import JournalUnusable

GIVEN = "INFOVIEW_PASSPHRASE"
COMMAND = "INFOVIEW_PASSPHRASE_COMMAND"  # such as `pass show infoview`


def passphrase_of(path: Path) -> str:
    """The passphrase of an existing journal; raises `JournalUnusable` where nobody can be asked."""
    return _given() or _ask(path, f"Passphrase of {path.name}: ")


def new_passphrase(path: Path, *, replaces: bool = False) -> str:
    """A passphrase to encrypt with, asked for twice.

    One that `replaces` another is always asked for: what is given from outside is the old one.
    """
    if not replaces and (given := _given()):
        return given
    first = _ask(path, "New passphrase; without it nobody reads the journal again: ")
    if first != _ask(path, "Once more: "):
        raise JournalUnusable("the two passphrases differ; nothing was changed")
    return first


def _given() -> str | None:
    # Taken out of the environment, which an editor or a mail program would inherit.
    if given := os.environ.pop(GIVEN, None):
        return given
    if command := os.environ.get(COMMAND):
        return _said_by(command)
    return None


def _said_by(command: str) -> str:
    """The first line that a command prints; it may ask on the terminal itself."""
    try:
        done = subprocess.run(shlex.split(command), stdout=subprocess.PIPE, check=False)
    except (OSError, ValueError) as error:
        raise JournalUnusable(f"{COMMAND} cannot be run: {error}") from None
    said = done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not said:
        raise JournalUnusable(f"{COMMAND} gave no passphrase (exit code {done.returncode})")
    return said


def _ask(path: Path, question: str) -> str:
    from getpass import getpass

    if not _has_terminal():
        raise JournalUnusable(
            f"{path} is encrypted: run it in a terminal, or set {COMMAND} or {GIVEN}"
        )
    try:
        answer = getpass(question)
    except EOFError:
        answer = ""
    if not answer:
        raise JournalUnusable("no passphrase was given; nothing was changed")
    return answer


def _has_terminal() -> bool:
    """Whether somebody can be asked, also while input and output are piped."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return sys.stdin.isatty()
    return True
