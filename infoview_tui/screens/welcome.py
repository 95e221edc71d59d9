"""The first five minutes: who you are, and where the first people come from. Shown once."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from infoview_tui.domain.models import Profile
from infoview_tui.domain.text import clean_line
from infoview_tui.journal.core import Keys
from infoview_tui.screens.form import FormRow, text_input
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.record_list import RecordList

_HELLO = (
    "A journal of the people you learn from. Three lines about you fill your messages later; "
    "every one of them can wait."
)
_WAYS = {
    "import": ("Import people", "LinkedIn Connections.csv, vCard, CSV, notes"),
    "add": ("Add a first contact", "one line: Ann Lee, PM @ Atlas"),
    "sample": ("Look at a sample", "a full journal to try; q leaves it again"),
}
_WAYS_BY_DIGIT = {str(number): way for number, way in enumerate(_WAYS, 1)}


class WelcomeScreen(JournalScreen[str]):
    """Three fields and three ways on; answers with the way, "" for none."""

    CSS_PATH = ["welcome.tcss", "form.tcss"]

    number = 1
    HELP_TEXT = """
    Nothing here is needed: Esc goes on without it, and P in Contacts asks for the same later. The
    line says in a dozen words who you are and where you want to go; it stands in every first
    message.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "Next field", id="welcome.next"),
        Binding("escape", "way('')", "Not now", id="welcome.leave", tooltip="Go on without it"),
        *(
            Binding(digit, f"way('{way}')", _WAYS[way][0], show=False, id=f"welcome.{way}")
            for digit, way in _WAYS_BY_DIGIT.items()
        ),
    ]

    class SampleAsked(Message):
        """Show the sample journal; this one is opened again afterwards."""

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(_HELLO, id="welcome-hello", markup=False)
            yield FormRow("Your name", text_input("", id="welcome-name"))
            line = "support engineer of 5 years, learning how product decisions are made"
            yield FormRow("One line", text_input("", line, id="welcome-pitch"))
            goals = text_input("", "what the talks are for", id="welcome-goals")
            yield FormRow("Goals", goals)
            yield RecordList(self._draw, id="welcome-ways")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(RecordList).set_rows(list(_WAYS))
        self.query_one("#welcome-name").focus()

    def changed(self, keys: Keys) -> None:
        """What is typed here stays, whatever changes elsewhere."""

    @on(Input.Changed, "#welcome-name")
    def _named(self, event: Input.Changed) -> None:
        """The field has the keys at first; nobody's name is one of the digits below it."""
        if event.value in _WAYS_BY_DIGIT:
            event.input.value = ""
            self.action_way(_WAYS_BY_DIGIT[event.value])

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def flush(self) -> None:
        profile = self._typed()
        if profile != self.journal.profile:
            with self.reporting():
                self.journal.welcome(profile)

    def _typed(self) -> Profile:
        def value(name: str) -> str:
            return clean_line(self.query_one(f"#welcome-{name}", Input).value)

        me = self.journal.profile
        return replace(me, name=value("name"), pitch=value("pitch"), goals=value("goals"))

    @on(RecordList.Selected, "#welcome-ways")
    def _chosen(self, event: RecordList.Selected) -> None:
        self.action_way(event.key)

    def action_way(self, way: str) -> None:
        if way == "sample":
            self.flush()  # asked again afterwards, with what was typed
            self.post_message(self.SampleAsked())
            return
        with self.reporting():
            self.journal.welcome(self._typed())
        self.dismiss(way)

    def _draw(self, way: str, width: int) -> Line:
        title, about = _WAYS[way]
        number = list(_WAYS).index(way) + 1
        return [(f"{number}  ", "muted"), (f"{title:<22}", ""), (about, "muted")]
