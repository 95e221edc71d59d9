"""The preferences file: one documented TOML file, written with comments at the first start."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from infoview_tui.domain.preferences import Preferences

TEMPLATE = """\
# infoview: preferences. Lines that start with # are off and show the default.
# `infoview` reads this file at its start; a fault is named with its line, and the default is used.

# theme = "infoview-dark"        # or "infoview-light", or one of Textual's: "nord", "gruvbox", …
# clock = 24                     # or 12
# day_first = true               # how 3/4 is read; without it such a date is refused as unclear
# workdays = ["mon", "tue", "wed", "thu", "fri"]
# holidays = [2026-12-25, 2026-12-26]
# away = [[2026-08-03, 2026-08-14]]   # your own vacations, both days included

# minutes = 20                   # the length to ask for
# wrap_up_minutes = 5            # when the wrap-up list appears before the agreed end
# early_minutes = 5              # how early to be there
# active_targets = 5             # a quiet limit of outreach at once

[keys]
# Every key by the id that `?` shows: "contacts.add" = "n"

[templates]
# Your own messages by name, with fields such as {first_name}, {company}, {my_pitch}
"""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class _Fault(ValueError):
    """What is wrong with one value."""


def preferences_path() -> Path:
    """`$INFOVIEW_CONFIG`, else `config.toml` in the platform's configuration folder."""
    given = os.environ.get("INFOVIEW_CONFIG")
    if given:
        return Path(given).expanduser()
    from platformdirs import user_config_path

    return user_config_path("infoview", appauthor=False) / "config.toml"


def read_preferences(path: Path | None = None) -> tuple[Preferences, list[str]]:
    """The preferences and what is wrong with the file; a wrong value leaves its default.

    A missing file is written, with every preference explained and off.
    """
    path = path or preferences_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        _write_template(path)
        return Preferences(), []
    except (OSError, UnicodeDecodeError) as error:
        return Preferences(), [f"{path}: cannot be read ({error}); using the defaults"]
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Preferences(), [f"{path}: {_lower(str(error))}; using the defaults"]
    return parse_preferences(document, text, str(path))


def parse_preferences(
    document: dict[str, Any], text: str = "", name: str = "preferences"
) -> tuple[Preferences, list[str]]:
    """Preferences from a TOML document; `text` is the file, to name lines."""
    values: dict[str, Any] = {}
    faults = []
    for key, value in document.items():
        where = f"{name}, line {_line_of(text, key)}: "
        if key not in _READERS:
            faults.append(f"{where}there is no preference `{key}`")
            continue
        field, read = _READERS[key]
        try:
            values[field] = read(value)
        except _Fault as fault:
            faults.append(f"{where}`{key}` must be {fault}; using the default")
    return Preferences(**values), faults


def _line_of(text: str, key: str) -> int:
    found = re.search(rf"^[ \t]*\[?[ \t]*{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _write_template(path: Path) -> None:
    """A first preferences file; where it cannot be written, the defaults do as well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(TEMPLATE)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise _Fault("text in quotes")
    return value


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Fault("true or false")
    return value


def _number(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise _Fault(f"a whole number from {least} to {most}")
        return value

    return read


def _clock_24(value: object) -> bool:
    if value not in (12, 24):
        raise _Fault("12 or 24")
    return value == 24


def _workdays(value: object) -> frozenset[int]:
    names = value if isinstance(value, list) else []
    days = frozenset(_DAYS.index(day) for day in names if day in _DAYS)
    if not days or len(days) != len(names):
        raise _Fault('a list of days such as ["mon", "tue"]')
    return days


def _dates(value: object) -> frozenset[date]:
    if not isinstance(value, list) or not all(type(day) is date for day in value):
        raise _Fault("a list of dates such as [2026-12-25]")
    return frozenset(value)


def _spans(value: object) -> tuple[tuple[date, date], ...]:
    spans = value if isinstance(value, list) else [None]
    for span in spans:
        if not (isinstance(span, list) and len(span) == 2 and all(type(d) is date for d in span)):
            raise _Fault("a list of first and last days such as [[2026-08-03, 2026-08-14]]")
        if span[0] > span[1]:
            raise _Fault("first day before last day")
    return tuple((first, last) for first, last in spans)


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise _Fault('lines such as "name" = "text"')
    return value


_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "theme": ("theme", _text),
    "clock": ("clock_24", _clock_24),
    "day_first": ("day_first", _yes_no),
    "workdays": ("workdays", _workdays),
    "holidays": ("holidays", _dates),
    "away": ("away", _spans),
    "minutes": ("minutes", _number(5, 240)),
    "wrap_up_minutes": ("wrap_up_minutes", _number(0, 60)),
    "early_minutes": ("early_minutes", _number(0, 60)),
    "active_targets": ("active_targets", _number(1, 99)),
    "keys": ("keymap", _words),
    "templates": ("templates", _words),
}
