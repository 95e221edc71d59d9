"""The preferences on the screen: keys, colours, and reading the file again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen

from infoview_tui.app import InfoviewApp
from infoview_tui.domain.key_map import EVERYWHERE, checked
from infoview_tui.domain.models import Closeness, Contact, FollowUp, FollowUpKind, Touch, TouchKind
from infoview_tui.domain.preferences import Preferences
from infoview_tui.exchange.machine_state import MachineState
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.contact_form import ContactForm
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.wishes import known_bindings
from tests.screens.harness import NOW, OpenApp, open_app


def told(opened: OpenApp) -> str:
    return "\n".join(notification.message for notification in opened.app._notifications)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setenv("INFOVIEW_CONFIG", str(path))
    return path


async def test_a_key_moves_and_what_cannot_hold_is_named_with_its_line(
    journal_path: Path, config: Path
) -> None:
    config.write_text('[keys]\n"contacts.add" = "n"\n"contacts.edti" = "z"\n', encoding="utf-8")
    keys = {"contacts.add": "n", "contacts.edti": "z"}
    async with open_app(journal_path, preferences=Preferences(keymap=keys)) as opened:
        await opened.until(lambda: "contacts.edti" in told(opened))
        assert "line 3: there is no binding 'contacts.edti'" in told(opened)
        await opened.press("n")
        await opened.screen(AskLine)


async def test_the_file_is_read_again_without_a_restart(journal_path: Path, config: Path) -> None:
    async with open_app(journal_path) as opened:
        config.write_text(
            'theme = "nord"\nclock = 13\nminutes = 45\n[keys]\n"contacts.add" = "n"\n',
            encoding="utf-8",
        )
        opened.app.action_reload_preferences()
        await opened.until(lambda: opened.app.theme == "nord")
        assert opened.journal.preferences.minutes == 45
        await opened.until(lambda: "line 2: `clock` must be 12 or 24" in told(opened))
        await opened.until(lambda: "contacts.add" in opened.app._keymap)


async def test_many_faults_of_the_file_are_one_message(journal_path: Path, config: Path) -> None:
    keys = "".join(f'"no.such{number}" = "x"\n' for number in range(10))
    async with open_app(journal_path) as opened:
        config.write_text(f"clock = 13\nwhat = 3\n[keys]\n{keys}", encoding="utf-8")
        opened.app.action_reload_preferences()
        await opened.until(lambda: "line 1: `clock` must be 12 or 24" in told(opened))
        assert "line 2: there is no preference `what`" in told(opened)
        await opened.until(lambda: "line 4: there is no binding 'no.such0'" in told(opened))
        assert "and 2 more" in told(opened)
        assert told(opened).count(str(config)) <= 2


async def test_what_is_wrong_is_said_once_however_often_the_file_is_read(
    journal_path: Path, config: Path
) -> None:
    async with open_app(journal_path) as opened:
        config.write_text('clock = 13\n[keys]\n"no.such" = "x"\n', encoding="utf-8")
        for _ in range(3):
            opened.app.action_reload_preferences()
            await opened.until(lambda: "no.such" in told(opened))
        assert told(opened).count("`clock` must be") == 1
        config.write_text("", encoding="utf-8")
        opened.app.action_reload_preferences()
        await opened.until(lambda: told(opened) == f"Read {config}")


async def test_another_cadence_shows_at_once(journal_path: Path, config: Path) -> None:
    ann = Contact(uid="a", name="Ann Lee", closeness=Closeness.WARM)
    touch = Touch(uid="t", contact="a", at=NOW - timedelta(days=40), kind=TouchKind.CHECK_IN)
    async with open_app(journal_path, [ann, touch], size=(120, 30)) as opened:
        assert opened.shows("every 90 d")
        config.write_text("[cadences]\nwarm = 20\n", encoding="utf-8")
        opened.app.action_reload_preferences()
        await opened.until(lambda: opened.shows("every 20 d"))
        assert [row.contact for row in opened.journal.queue()] == ["a"]


async def test_the_style_of_dates_changes_at_once(journal_path: Path, config: Path) -> None:
    ann = Contact(uid="a", name="Ann Lee")
    owed = FollowUp(uid="f", contact="a", kind=FollowUpKind.OTHER, due=date(2026, 11, 27))
    async with open_app(journal_path, [ann, owed], size=(120, 30)) as opened:
        await opened.until(lambda: opened.shows("Fri 27 Nov"))
        config.write_text('dates = "iso"\n', encoding="utf-8")
        opened.app.action_reload_preferences()
        await opened.until(lambda: opened.shows("2026-11-27"))
        config.write_text("", encoding="utf-8")
        opened.app.action_reload_preferences()
        await opened.until(lambda: opened.shows("Fri 27 Nov"))


async def test_an_unknown_theme_is_named(journal_path: Path, config: Path) -> None:
    config.write_text('clock = 24\ntheme = "gruvbocks"\n', encoding="utf-8")
    async with open_app(journal_path, preferences=Preferences(theme="gruvbocks")) as opened:
        assert "line 2: there is no theme 'gruvbocks'; did you mean 'gruvbox'?" in told(opened)
        assert opened.app.theme == "infoview-dark"


async def test_a_theme_chosen_in_the_palette_stays_until_the_file_names_another(
    journal_path: Path,
) -> None:
    async with open_app(journal_path) as opened:
        opened.app.theme = "nord"
        await opened.until(lambda: MachineState().get("theme") == "nord")
    async with open_app(journal_path) as opened:
        assert opened.app.theme == "nord"
    async with open_app(journal_path, preferences=Preferences(theme="gruvbox")) as opened:
        assert opened.app.theme == "gruvbox"


async def test_the_terminals_own_colours_can_be_taken(journal_path: Path) -> None:
    async with open_app(journal_path, preferences=Preferences(theme="ansi-dark")) as opened:
        await opened.press("a")
        await opened.screen(AskLine)
        assert opened.app.native_ansi_color


async def test_ctrl_p_opens_the_palette_also_while_typing(journal_path: Path) -> None:
    ann = Contact(uid="a", name="Ann Lee")
    async with open_app(journal_path, [ann]) as opened:
        await opened.press("ctrl+p")
        await opened.screen(CommandPalette)
        await opened.press("escape", "o")
        await opened.screen(ComposeScreen)
        await opened.press("ctrl+p")
        await opened.screen(CommandPalette)


def test_no_dialog_needs_a_function_key() -> None:
    """Everywhere else the palette has every verb; over a dialog it does not open."""
    known = known_bindings()
    dialogs = {cls.__name__ for cls in subclasses(ModalScreen)}
    needed = [
        b.id for b in known if b.place in dialogs and b.keys and all(map(is_function_key, b.keys))
    ]
    assert needed == []


def is_function_key(key: str) -> bool:
    return re.fullmatch(r"f\d+", key) is not None


def subclasses(cls: type[Screen[Any]]) -> Iterator[type[Screen[Any]]]:
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def test_every_key_of_the_program_could_stand_in_a_key_map() -> None:
    known = known_bindings()
    assert {binding.id for binding in known if binding.place == EVERYWHERE} >= {"find", "quit"}
    assert {"contacts.add", "list.down"} <= {binding.id for binding in known}
    as_they_are = {b.id: ",".join(b.keys) for b in known if b.keys != (",",)}
    assert checked(as_they_are, known)[1] == ()
    assert ContactForm.__name__ in {binding.place for binding in known}
    assert InfoviewApp.__name__ not in {binding.place for binding in known}
