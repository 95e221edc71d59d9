"""`?`: what this screen is for, and its keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen

from infoview_tui.widgets.facts import Fact, FactRow, FactSheet, Gap, Section
from infoview_tui.widgets.key_bar import KeyBar


class HelpScreen(ModalScreen[None]):
    """The keys of the screen below, as they are bound now, and the method behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss(None)", "Close", id="help.close"),
        Binding("j,down", "scroll(1)", "Down", show=False, id="help.down"),
        Binding("k,up", "scroll(-1)", "Up", show=False, id="help.up"),
    ]

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._about = about

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="help"):
            yield FactSheet(self._rows())
        yield KeyBar()

    def _rows(self) -> list[FactRow]:
        rows: list[FactRow] = []
        purpose = getattr(self._about, "help_text", "")
        for paragraph in purpose.strip().split("\n\n"):
            rows += [Fact(None, " ".join(paragraph.split())), Gap()]
        here, everywhere = self._keys()
        for title, keys in (("Here", here), ("Everywhere", everywhere)):
            rows.append(Section(title))
            rows += [Fact(" ".join(names), what) for what, names in keys.items()]
            rows.append(Gap())
        return rows

    def _keys(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """What each key does, by what it does: on this screen (its own first), and everywhere.

        Only the keys that hold now, and that are ours: what Textual adds speaks for itself.
        """
        own: dict[str, list[str]] = {}
        inside: dict[str, list[str]] = {}
        everywhere: dict[str, list[str]] = {}
        for active in self._about.active_bindings.values():
            binding = active.binding
            if not (binding.description and binding.id and active.enabled) or binding.system:
                continue
            of_screen = own if active.node is self._about else inside
            keys = everywhere if active.node is self.app else of_screen
            names = keys.setdefault(active.tooltip or binding.description, [])
            name = self.app.get_key_display(binding)
            if name not in names:
                names.append(name)
        for what, names in inside.items():
            own.setdefault(what, []).extend(names)
        return own, everywhere

    def action_scroll(self, lines: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
