"""A good file is obeyed; a bad one is named with its line, and defaults are used."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

import pytest

from infoview_tui.domain.preferences import Preferences
from infoview_tui.domain.say_dates import DateStyle
from infoview_tui.exchange.preference_values import CADENCES, LIMITS, PREFERENCES
from infoview_tui.exchange.preferences_file import line_of_key, read_preferences, template


def read(tmp_path: Path, text: str) -> tuple[Preferences, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_preferences(path)


def test_the_first_start_writes_a_file_that_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    assert read_preferences(path) == (Preferences(), [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_preferences(path) == (Preferences(), [])


def test_every_preference_is_in_the_file_with_its_default(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=\w+ = )", "", template(), flags=re.MULTILINE)
    assert read(tmp_path, text) == (Preferences(), [])
    known = tomllib.loads(text)
    assert known.keys() == {*PREFERENCES, "cadences", "limits"}
    assert known["limits"].keys() == LIMITS.keys()
    assert known["cadences"].keys() == CADENCES.keys()


def test_days_can_be_written_as_iso_wishes(tmp_path: Path) -> None:
    wishes, faults = read(tmp_path, 'dates = "iso"')
    assert (wishes.dates, faults) == (DateStyle.ISO, [])
    wishes, faults = read(tmp_path, 'dates = "us"')
    assert wishes.dates is DateStyle.WORDS
    assert '`dates` must be "words" or "iso"' in faults[0]


def test_numbers_of_the_method_can_be_changed_one_by_one(tmp_path: Path) -> None:
    text = "[limits]\nsecond_try = 10\nattempts = 0\nreply_rate = [0.1, 0.3]\n[cadences]\nwarm = 60"
    wishes, faults = read(tmp_path, text)
    assert (wishes.limits.second_try, wishes.limits.attempts) == (10, 2)
    assert wishes.limits.reply_rate == (0.1, 0.3)
    assert dict(wishes.cadences) == {"close": 30, "warm": 60, "light": 365}
    (fault,) = faults
    assert "line 3: `attempts` must be a whole number from 1 to 365" in fault


def test_longer_texts_are_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "thank_you.short.txt").write_text("Thank you, {first_name}\x1b[2J!")
    (tmp_path / "questions.txt").write_text("# mine\nWhat surprised you?\n\nWhat surprised you?")
    wishes, faults = read(tmp_path, '[templates]\n"reply.mine" = "Yes"')
    assert faults == []
    assert wishes.templates == {
        "reply.mine": "Yes",
        "thank_you.short": "Thank you, {first_name}[2J!",
    }
    assert wishes.questions == ("What surprised you?",)


def test_a_file_beside_it_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_bytes(b"\xff\xfe")
    wishes, (fault,) = read(tmp_path, "minutes = 25")
    assert wishes.minutes == 25
    assert "questions.txt: cannot be read" in fault


def test_the_line_of_a_binding_is_found(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\n"contacts.adder" = "x"\n"contacts.add" = "n"\n', encoding="utf-8")
    assert line_of_key("contacts.add", path) == f"{path}, line 3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "nord"\nminutes = "twenty"', "line 2: `minutes` must be a whole number"),
        ("\n\nclock = 13", "line 3: `clock` must be 12 or 24"),
        ("holidays = 3", "line 1: `holidays` must be a list of dates"),
        ("away = [[2026-08-14, 2026-08-03]]", "first day before last day"),
        ('workdays = ["monday"]', "a list of days"),
        ("color = 3", "there is no preference `color`"),
        ("[limits]\ntries = 3", "line 2: there is no preference `limits.tries`"),
        ("limits = 3", "`limits` must be a table"),
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
