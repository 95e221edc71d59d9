"""A message in the user's own editor: by a private file that is gone afterwards."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from infoview_tui.screens.editor import NoEditor, edit_text, editor_command


def editor(tmp_path: Path, program: str) -> dict[str, str]:
    """An environment whose $VISUAL runs this Python program on the file."""
    script = tmp_path / "editor.py"
    script.write_text(program)
    return {"VISUAL": shlex.join([sys.executable, str(script)]), "EDITOR": "never"}


def test_the_edited_text_comes_back_and_the_file_is_private_and_gone(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    program = f"""
import os, pathlib, sys
path = pathlib.Path(sys.argv[1])
mode = lambda p: oct(p.stat().st_mode & 0o777)
pathlib.Path({str(seen)!r}).write_text(" ".join([str(path), mode(path), mode(path.parent)]))
path.write_text(path.read_text() + " there\\x1b[2J\\n")
"""
    assert edit_text("hello", editor(tmp_path, program)) == "hello there[2J"
    path, mode, folder_mode = seen.read_text().split()
    assert not Path(path).parent.exists()
    if sys.platform != "win32":
        assert (mode, folder_mode) == ("0o600", "0o700")


def test_an_editor_that_fails_leaves_the_text_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(NoEditor, match="ended with 1"):
        edit_text("hello", editor(tmp_path, "raise SystemExit(1)"))
    with pytest.raises(NoEditor, match="cannot run"):
        edit_text("hello", {"EDITOR": "no-such-editor-here"})


def test_visual_goes_before_editor_and_may_have_arguments() -> None:
    assert editor_command({"VISUAL": "code -w", "EDITOR": "nano"}) == ["code", "-w"]
    assert editor_command({"EDITOR": "nano"}) == ["nano"]
    assert editor_command({}) == ["vi"]
    with pytest.raises(NoEditor):
        editor_command({"EDITOR": "'unclosed"})
