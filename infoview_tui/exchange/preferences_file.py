"""The preferences file: one documented TOML file, written with comments at the first start.

Beside it may stand `templates/NAME.txt` (one's own messages) and `questions.txt` (one's own
questions, one a line).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infoview_tui.domain.limits import Limits
from infoview_tui.domain.preferences import Preferences
from infoview_tui.domain.text import clean_line, clean_text
from infoview_tui.exchange.preference_values import (
    CADENCES,
    LIMITS,
    PREFERENCES,
    WrongValue,
)
from infoview_tui.journal.disk import make_folder

_MOST_BYTES = 200_000  # of a file of one's own
_HEADERS = {"[cadences]", "[limits]", "[keys]", "[templates]"}
_TABLES = {"cadences": CADENCES, "limits": LIMITS}


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
        values, faults = _values(_document(text), text, str(path))
    except ValueError as error:
        said = str(error)
        return Preferences(), [f"{path}: {said[:1].lower()}{said[1:]}; using the defaults"]
    own, problems = _beside(path)
    values["templates"] = {**values.get("templates", {}), **own.pop("templates")}
    return Preferences(**values, **own), [*faults, *problems]


def _document(text: str) -> dict[str, Any]:
    """What the file sets; raises `ValueError`. As it is first written, it sets nothing."""
    lines = [line.strip() for line in text.split("\n")]
    said = [line for line in lines if line and not line.startswith("#")]
    if sorted(set(said) & _HEADERS) == sorted(said):
        return {}
    import tomllib

    return tomllib.loads(text)


def template() -> str:
    """The file as it is first written."""
    from importlib.resources import files

    return (
        files("infoview_tui.exchange")
        .joinpath("preferences_template.toml")
        .read_text(encoding="utf-8")
    )


def line_of_key(key: str, path: Path | None = None) -> str:
    """Where a preference, or a binding of the key map, stands, as `…/config.toml, line 12`."""
    path = path or preferences_path()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return str(path)
    return f"{path}, line {_line_of(text, key)}"


def _values(document: dict[str, Any], text: str, name: str) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in document.items():
        where = f"{name}, line {_line_of(text, key)}: "
        try:
            if key in _TABLES:
                values[key], wrong = _table(key, value, text, name)
                faults += wrong
            elif key in PREFERENCES:
                field, read = PREFERENCES[key]
                values[field] = read(value)
            else:
                faults.append(f"{where}there is no preference `{key}`")
        except WrongValue as fault:
            faults.append(f"{where}`{key}` must be {fault}; using the default")
    return values, faults


def _table(table: str, given: object, text: str, name: str) -> tuple[Any, list[str]]:
    """A table of numbers: each wrong one is named, the others hold."""
    readers = _TABLES[table]
    if not isinstance(given, dict):
        raise WrongValue("a table")
    found: dict[str, Any] = {}
    faults = []
    for key, value in given.items():
        where = f"{name}, line {_line_of(text, key)}: "
        if key not in readers:
            faults.append(f"{where}there is no preference `{table}.{key}`")
            continue
        try:
            found[key] = readers[key](value)
        except WrongValue as fault:
            faults.append(f"{where}`{key}` must be {fault}; using the default")
    if table == "limits":
        return Limits(**found), faults
    return {**Preferences().cadences, **found}, faults


def _beside(path: Path) -> tuple[dict[str, Any], list[str]]:
    """Templates and questions in files of their own."""
    faults: list[str] = []
    templates = {}
    for file in sorted(path.parent.glob("templates/*.txt")):
        for text in _text_of(file, faults):
            templates[file.stem] = text
    questions = path.with_name("questions.txt")
    lines = [line for text in _text_of(questions, faults) for line in text.split("\n")]
    kept = (clean_line(line) for line in lines if not line.lstrip().startswith("#"))
    return {"templates": templates, "questions": tuple(dict.fromkeys(filter(None, kept)))}, faults


def _text_of(file: Path, faults: list[str]) -> Iterator[str]:
    """The text of a file of one's own; nothing if there is none or it cannot be read."""
    try:
        if file.is_file():
            with file.open("rb") as opened:
                yield clean_text(opened.read(_MOST_BYTES).decode("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{file}: cannot be read ({error}); left out")


def _line_of(text: str, key: str) -> int:
    found = re.search(rf'^[ \t]*\[?[ \t]*"?{re.escape(key)}(?![\w.])', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _write_template(path: Path) -> None:
    """A first preferences file; where it cannot be written, the defaults do as well."""
    try:
        make_folder(path.parent)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(template())
    except OSError:  # half of it would be taken for the user's own
        path.unlink(missing_ok=True)
