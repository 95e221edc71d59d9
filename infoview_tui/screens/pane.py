"""What the five panes and the screens above them have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import reactive

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import initials
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.leaving import LeftOnce
from infoview_tui.widgets.key_bar import KeyBar
from infoview_tui.widgets.pane_bar import PaneBar

Result = TypeVar("Result")


class JournalScreen(LeftOnce[Result]):
    """A screen that shows records of the journal and hears when they change.

    Subclasses override `show` (draw everything), `changed` (redraw what these keys touch) and
    `compose_body`. Text of people is drawn as it is, through `shown` where it could be masked.
    """

    number: ClassVar[int] = 0  # the pane that the bar marks as active
    HELP_TEXT: ClassVar[str] = ""
    """What this screen is for; `?` shows it above the keys, with `{limits.…}` as they are set."""

    masked: reactive[bool] = reactive(False)

    @dataclass
    class Shown(Message):
        """This screen has come to the front: the app fills its bar."""

        screen: JournalScreen[Any]

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.journal = journal
        self._missed: Keys = frozenset()
        self._unsubscribe: Callable[[], None] | None = None
        self._resumed: events.ScreenResume | None = None
        self.seen = False  # a pane may be made before somebody comes to it
        self._looks: object = None  # of the app, when this screen was last styled as a whole

    def compose(self) -> ComposeResult:
        bar = PaneBar()
        bar.active = self.number
        yield bar
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands between the bar and the footer."""
        yield from ()

    @property
    def help_text(self) -> str:
        """What this screen is for, with the numbers of the preferences."""
        wishes = self.journal.preferences
        return self.HELP_TEXT.format(limits=wishes.limits, cadences=wishes.cadences)

    def show(self) -> None:
        """Draws everything from the journal."""

    def first_seen(self) -> None:
        """Somebody comes here for the first time, perhaps long after this was drawn."""

    def start_anew(self) -> None:
        """Draws everything by other preferences."""
        self.show()

    def changed(self, keys: Keys) -> None:
        """Redraws what these records touch; by default everything."""
        self.show()

    @classmethod
    def prepare(cls) -> None:
        """What takes long once, whatever the journal holds: done in a thread, at leisure."""

    def open(self, uid: str) -> None:
        """Shows the record that somebody asked for (a contact's or an interview's uid)."""

    def open_part(self, part: str) -> None:
        """Goes to a part of what is open: a section, a question; in a list, what is left by it."""

    def flush(self) -> None:
        """Writes what is being typed to the journal: the program is about to end."""

    def on_mount(self) -> None:
        """Subscribes and draws. Textual calls this again after a subclass that has called it."""
        if self._unsubscribe is None:
            self._unsubscribe = self.journal.subscribe(self._hear)
            self.show()

    def on_unmount(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Shows an error of ours as one plain line instead of ending the program."""
        try:
            yield
        except InfoviewError as error:
            self.notify(str(error), severity="error")

    def shown(self, text: str) -> str:
        """Text as this screen may show it: its initials while names are masked."""
        return initials(text) if self.masked else text

    def name_of(self, contact_uid: str) -> str:
        """The contact's name as this screen may show it; a word for a missing one."""
        contact = self.journal.contacts.get(contact_uid)
        return self.shown(contact.name) if contact else "(unknown contact)"

    def role_at(self, contact: Contact) -> str:
        """`Staff PM, Northwind`, with what is missing left out."""
        return self.shown(", ".join(part for part in (contact.role, contact.company) if part))

    def watch_masked(self) -> None:
        if self.is_mounted:
            self.show()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if event is not self._resumed:  # a subclass may have passed it on already
            self._resumed = event
            self._spare_styles(event)
        self.post_message(self.Shown(self))
        missed, self._missed = self._missed, frozenset()
        if missed:
            self.changed(missed)
        if not self.seen and self.is_current:
            self.seen = True
            self.first_seen()

    def _spare_styles(self, event: events.ScreenResume) -> None:
        """Textual styles all of a screen that comes to the front; needed only if the app looks
        otherwise since. What is new was styled as it was mounted.
        """
        looks = self.app.classes, frozenset(self.app.pseudo_classes)
        event.refresh_styles &= self._looks not in (None, looks)
        self._looks = looks

    def _hear(self, keys: Keys) -> None:
        if self.is_current:
            self.changed(keys)
        else:
            self._missed |= keys
