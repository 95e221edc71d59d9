"""A habit of one machine is remembered; whatever its file holds, the program goes on."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from infoview_tui.exchange.machine_state import MachineState


def test_it_is_remembered_in_a_private_file(tmp_path: Path) -> None:
    state = MachineState(tmp_path / "new")
    assert state.get("live.compact") == ""
    state.keep("live.compact", "yes")
    state.keep("other", "word")
    assert MachineState(tmp_path / "new").get("live.compact") == "yes"
    [file] = (tmp_path / "new").iterdir()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "[]", "{", '{"live.compact": 3}', "\x00", "null"])
def test_a_broken_file_is_no_obstacle(tmp_path: Path, text: str) -> None:
    (tmp_path / "screens.json").write_text(text, encoding="utf-8")
    state = MachineState(tmp_path)
    assert state.get("live.compact") == ""
    state.keep("live.compact", "no")
    assert state.get("live.compact") == "no"


def test_a_folder_that_cannot_be_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    state = MachineState(tmp_path / "file" / "folder")
    state.keep("live.compact", "yes")
    assert state.get("live.compact") == ""
