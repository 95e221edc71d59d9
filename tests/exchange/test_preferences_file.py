"""A good file is obeyed; a bad one is named with its line, and defaults are used."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from infoview_tui.domain.preferences import Preferences
from infoview_tui.exchange.preferences_file import TEMPLATE, read_preferences


def read(tmp_path: Path, text: str) -> tuple[Preferences, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_preferences(path)


def test_the_first_start_writes_a_file_that_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    assert read_preferences(path) == (Preferences(), [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_preferences(path) == (Preferences(), [])


def test_every_default_named_in_the_file_is_the_default(tmp_path: Path) -> None:
    lines = [line[2:] for line in TEMPLATE.splitlines() if line.startswith("# ") and " = " in line]
    wishes, faults = read(tmp_path, "\n".join(lines[:-1]))
    assert faults == []
    assert wishes.minutes == 20
    assert wishes.workdays == Preferences().workdays
    assert wishes.away == ((date(2026, 8, 3), date(2026, 8, 14)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "nord"\nminutes = "twenty"', "line 2: `minutes` must be a whole number"),
        ("\n\nclock = 13", "line 3: `clock` must be 12 or 24"),
        ("holidays = 3", "line 1: `holidays` must be a list of dates"),
        ("away = [[2026-08-14, 2026-08-03]]", "first day before last day"),
        ('workdays = ["monday"]', "a list of days"),
        ("color = 3", "there is no preference `color`"),
        ("[keys]\nx = 3", "`keys` must be lines"),
        ("theme = \n", "at line 1"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    wishes, faults = read(tmp_path, text)
    assert said in faults[0]
    assert wishes.minutes == 20


def test_a_file_that_is_no_text_gives_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe\x00")
    wishes, faults = read_preferences(path)
    assert wishes == Preferences()
    assert "using the defaults" in faults[0]
