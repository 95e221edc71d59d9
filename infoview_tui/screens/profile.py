"""Who keeps the journal: what messages and prep sheets are filled from."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from infoview_tui.domain.models import Profile
from infoview_tui.domain.text import clean_line
from infoview_tui.journal.core import Keys
from infoview_tui.screens.form import FormRow, text_input
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.field import TextField


class ProfileScreen(JournalScreen[None]):
    """One's name, line, two minutes and goals. Esc saves and leaves."""

    CSS_PATH = "form.tcss"

    number = 1
    HELP_TEXT = """
    The line says in a dozen words who you are and where you want to go; it stands in every first
    message. The two minutes are what you say when they ask about you; the goals are what the
    talks are for.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Save, back", id="profile.leave", tooltip="Save and leave"),
        Binding("tab", "app.focus_next", "Next field", id="profile.next"),
    ]

    def compose_body(self) -> ComposeResult:
        me = self.journal.profile
        with VerticalScroll(id="profile", can_focus=False):
            yield Static("About me", classes="form-title")
            yield FormRow("Your name", text_input(me.name, id="profile-name"))
            line = "support engineer of 5 years, learning how product decisions are made"
            yield FormRow("One line", text_input(me.pitch, line, id="profile-pitch"))
            two = TextField(me.two_minute_me, id="profile-two", placeholder="when they ask")
            yield FormRow("Two minutes", two)
            goals = TextField(me.goals, id="profile-goals", placeholder="what the talks are for")
            yield FormRow("Goals", goals)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#profile-name").focus()

    def changed(self, keys: Keys) -> None:
        """What is typed here stays, whatever changes elsewhere."""

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def flush(self) -> None:
        with self.reporting():
            self.journal.edit_profile(self._typed())

    def _typed(self) -> Profile:
        return replace(
            self.journal.profile,
            name=clean_line(self.query_one("#profile-name", Input).value),
            pitch=clean_line(self.query_one("#profile-pitch", Input).value),
            two_minute_me=self.query_one("#profile-two", TextField).text.strip(),
            goals=self.query_one("#profile-goals", TextField).text.strip(),
        )

    def action_leave(self) -> None:
        self.flush()
        self.dismiss(None)
