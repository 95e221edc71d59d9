"""A text in the user's own editor: by a private file that is gone afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.text import clean_text


class NoEditor(InfoviewError):
    """The user's editor could not be run."""


def edit_outside(app: App[Any], text: str) -> str:
    """The text as it comes back from the user's editor, to which the app lends its terminal.

    Raises `NoEditor`.
    """
    try:
        with app.suspend():
            return edit_text(text)
    except SuspendNotSupported:
        raise NoEditor("this terminal cannot be lent to an editor") from None


def editor_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The words of $VISUAL, else $EDITOR, else vi; raises `NoEditor` for what is no command."""
    name = environ.get("VISUAL") or environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(name)
    except ValueError:
        words = []
    if not words:
        raise NoEditor(f"cannot read the editor {name!r}: set $VISUAL to a command")
    return words


def edit_text(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """The text as it comes back from the editor; raises `NoEditor` if that fails.

    The terminal must be free (`App.suspend`). The file has mode 0600 in a folder of its own, so
    that an editor's backup goes with it.
    """
    command = editor_command(environ)
    with tempfile.TemporaryDirectory(prefix="infoview-") as folder:
        path = Path(folder, "message.txt")
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*command, str(path)], check=False)
            edited = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NoEditor(f"cannot run {command[0]}: {error}") from error
    if done.returncode != 0:
        raise NoEditor(f"{command[0]} ended with {done.returncode}: the text is unchanged")
    return clean_text(edited).rstrip("\n")
