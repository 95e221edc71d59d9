"""The line at the bottom: what the keys do here, as many as fit.

Textual's `Footer` is a widget a key, made anew whenever the focus moves: a third of the time that
this program needed to start. This one is a single line, drawn from the same bindings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from infoview_tui.widgets.columns import Span
from infoview_tui.widgets.in_order import LEAVING, InOrder
from infoview_tui.widgets.one_line import OneLine


class Key(NamedTuple):
    """One key of the bar: its sign, what it does, and the action that a click runs."""

    sign: str
    label: str
    action: str

    @property
    def width(self) -> int:
        """Cells with one blank before, between and after."""
        return cell_len(self.sign) + cell_len(self.label) + 3


def keys_that_fit(keys: list[Key], width: int, last: Key | None) -> list[Key]:
    """As many keys as `width` cells hold, in their order; `last` is always there, at the end."""
    shown: list[Key] = []
    left = width - (last.width if last else 0)
    for key in keys:
        if key.width > left:
            break
        shown.append(key)
        left -= key.width
    return [*shown, last] if last else shown


class KeyBar(OneLine):
    """The active bindings that have a label; the ones that do not fit are behind `?`."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; width: 100%; background: $panel; color: $foreground; }
    """

    HELP_KEY: ClassVar[Key] = Key("?", "Help", "app.help")
    HELP_WHILE_TYPING: ClassVar[Key] = Key("f1", "Help", "app.help")  # a ? would be text

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[Key] = []
        self._help: Key | None = None  # where there is help, and not over a dialog
        self._owners: dict[str, DOMNode] = {}  # where an action is run

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._read_bindings)
        self._read_bindings(self.screen)

    def _read_bindings(self, screen: Screen[object]) -> None:
        typing = isinstance(screen.focused, InOrder)
        seen: dict[str, Key] = {}
        nodes: dict[str, DOMNode] = {}
        help_key: Key | None = None
        for active in _in_force(screen):
            binding = active.binding
            sign = self.app.get_key_display(binding)
            if binding.action == "help":
                help_key = self.HELP_WHILE_TYPING if typing else self.HELP_KEY
            if typing and len(sign) == 1 and sign.isascii():
                continue  # it would be text
            if binding.show and active.enabled and binding.description:
                seen.setdefault(binding.action, Key(sign, binding.description, binding.action))
                nodes.setdefault(binding.action, active.node)
        self._owners = nodes
        keys = list(seen.values())
        if (keys, help_key) != (self._keys, self._help):
            self._keys, self._help = keys, help_key
            self.refresh()

    def _shown(self) -> list[Key]:
        return keys_that_fit(self._keys, self.size.width, self._help)

    def line_at(self, width: int) -> list[Span]:
        spans: list[Span] = []
        for key in self._shown():
            spans += [(f" {key.sign}", "accent"), (f" {key.label} ", "")]
        return spans

    async def on_click(self, event: events.Click) -> None:
        left = event.x
        for key in self._shown():
            left -= key.width
            if left < 0:
                await self.app.run_action(key.action, self._owners.get(key.action, self.app))
                return


def _in_force(screen: Screen[object]) -> Iterator[ActiveBinding]:
    """The active bindings, and those of keys that a field has bound, too, but leaves to the screen.

    Enter in a line is the screen's, and so is up in the first line of a field.
    """
    if isinstance(screen.focused, InOrder):
        for key, binding in sorted(screen._bindings, key=lambda bound: bound[0] != "enter"):
            if (key in LEAVING or key == "enter") and screen.check_action(binding.action, ()):
                yield ActiveBinding(screen, binding, True)
    yield from screen.active_bindings.values()
