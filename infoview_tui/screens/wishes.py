"""The user's preferences at work on the screen: colours, keys, and reading the file again."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from textual import work
from textual.app import App, ScreenError
from textual.binding import Binding
from textual.dom import DOMNode
from textual.theme import Theme
from textual.worker import get_current_worker

from infoview_tui.domain.key_map import EVERYWHERE, Known, checked, key_name
from infoview_tui.domain.preferences import Preferences
from infoview_tui.exchange.machine_state import MachineState
from infoview_tui.screens.type_ahead import TypeAhead
from infoview_tui.widgets.theme import THEMES, readable

Result = TypeVar("Result")

_OURS = "infoview_tui."
_READ = 12  # seconds to read what is wrong with the file
_FAULTS = 8  # of the preferences that a message names
# What this machine remembers: the theme chosen in the palette, and the one of the preferences
# that it was chosen instead of.
_THEME, _INSTEAD_OF = "theme", "theme.instead_of"


class WishesApp(TypeAhead[Result]):
    """An app that obeys the preferences, says what it cannot obey, and can read them again."""

    def __init__(self, preferences: Preferences, faults: Sequence[str] = ()) -> None:
        super().__init__()
        self.preferences = preferences
        self._faults = list(faults)
        self._state = MachineState()
        self._colors: str | None = None
        for theme in THEMES:
            self.register_theme(theme)
        self._take_theme()

    def refresh_css(self, animate: bool = True) -> None:
        """Styles everything anew; before the first screen stands, what is to come."""
        try:
            self.screen  # noqa: B018
        except ScreenError:
            self.stylesheet.set_variables(self.get_css_variables())
        else:
            super().refresh_css(animate)

    def get_key_display(self, binding: Binding) -> str:
        """The key as the texts name it; Textual has a sign for enter that few fonts have."""
        return super().get_key_display(binding).replace("⏎", "enter")

    def preferences_taken(self) -> None:
        """The preferences are others now: whoever works with them takes these."""

    def attend_to_wishes(self) -> None:
        """To be called once the first screen stands: what the file says of keys, and its faults."""
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        self._heed()

    def _heed(self) -> None:
        faults, self._faults = self._faults, []
        self._tell(faults)
        if self.preferences.keymap:
            self._take_keys()

    def action_reload_preferences(self) -> None:
        """Reads the preferences file again; nothing needs to be left for it."""
        from infoview_tui.exchange.preferences_file import preferences_path, read_preferences

        self.workers.cancel_group(self, "wishes")
        self.clear_notifications()  # what was wrong with the file a moment ago
        self.preferences, self._faults = read_preferences()
        self._take_theme()
        self.set_keymap({})
        self.preferences_taken()
        if not self._faults:
            self.notify(f"Read {preferences_path()}")
        self._heed()

    def suit_terminal(self) -> None:
        """To be called before the app runs at a terminal, which may know few colours."""
        self._colors = self.console.color_system
        self._theme_taken = self.theme = readable(self.theme, self._colors)

    def _take_theme(self) -> None:
        """The theme of the preferences, or the one chosen since that line was written."""
        self._theme_taken = self._wanted_theme()
        self.theme = self._theme_taken

    def _wanted_theme(self) -> str:
        wanted = self.preferences.theme
        chosen = self._state.get(_THEME)
        if chosen in self.available_themes and self._state.get(_INSTEAD_OF) == wanted:
            return chosen
        if wanted in self.available_themes:
            return readable(wanted, self._colors)
        from infoview_tui.exchange.preferences_file import line_of_key

        near = get_close_matches(wanted, self.available_themes, n=1)
        meant = f"did you mean {near[0]!r}?" if near else "the command palette shows all"
        self._faults.append(f"{line_of_key('theme')}: there is no theme {wanted!r}; {meant}")
        return THEMES[0].name

    def _theme_changed(self, theme: Theme) -> None:
        """Remembers a theme that was chosen in the palette."""
        if theme.name != self._theme_taken:
            self._theme_taken = theme.name
            self._state.keep(_THEME, theme.name)
            self._state.keep(_INSTEAD_OF, self.preferences.theme)

    @work(thread=True, exclusive=True, group="wishes")
    def _take_keys(self) -> None:
        """Sets the part of the key map that holds; the rest is named with its line.

        All screens have to be imported for it, which the first frame does not wait for.
        """
        from infoview_tui.exchange.preferences_file import line_of_key

        good, faults = checked(self.preferences.keymap, known_bindings())
        if get_current_worker().is_cancelled:
            return  # the file has been read again meanwhile
        self.call_from_thread(self.set_keymap, good)
        said = [f"{line_of_key(fault.id)}: {fault.message}; it stays" for fault in faults]
        self.call_from_thread(self._tell, said)

    def _tell(self, faults: Sequence[str]) -> None:
        """All faults in one message: each by itself, they would push the first off the screen."""
        if not faults:
            return
        from infoview_tui.exchange.preferences_file import preferences_path

        path = str(preferences_path())
        lines = [fault.removeprefix(f"{path}, ") for fault in faults[:_FAULTS]]
        if len(faults) > _FAULTS:
            lines.append(f"and {len(faults) - _FAULTS} more")
        text = "\n".join(lines)
        self.notify(text, title=path, severity="warning", markup=False, timeout=_READ)


def known_bindings() -> list[Known]:
    """Every binding of the program that has an id, with the screen or widget it belongs to.

    Those of the app are among them once the app has been imported.
    """
    for package in ("infoview_tui.screens", "infoview_tui.widgets"):
        for module in iter_modules(import_module(package).__path__):
            import_module(f"{package}.{module.name}")
    found = []
    for cls in _subclasses(DOMNode):
        if not cls.__module__.startswith(_OURS):
            continue
        place = EVERYWHERE if issubclass(cls, App) else cls.__name__
        for binding in cls.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                keys = tuple(key_name(key) for key in binding.key.split(","))
                found.append(Known(binding.id, place, keys))
    return found


def _subclasses(cls: type[DOMNode]) -> list[type[DOMNode]]:
    below = cls.__subclasses__()
    return [*below, *(further for each in below for further in _subclasses(each))]
