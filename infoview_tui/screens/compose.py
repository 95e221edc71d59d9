"""The composer: a message from a template, with the method's checks beside it."""

from __future__ import annotations

import asyncio
import webbrowser
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static, TextArea
from textual.widgets.text_area import Selection

from infoview_tui.domain.message import Message
from infoview_tui.domain.message_check import Level, MessageCheck
from infoview_tui.domain.models import Channel
from infoview_tui.domain.templates import Template, next_blank
from infoview_tui.domain.text import clean_line, in_words
from infoview_tui.domain.wording import count_words
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.letter import Letter
from infoview_tui.screens.clipboard import copy_by, has_display
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.editor import edit_outside
from infoview_tui.screens.form import text_input
from infoview_tui.screens.messages import OpenCompose
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.columns import Line
from infoview_tui.widgets.field import TextField
from infoview_tui.widgets.lines import Lines

_BESIDE = 90  # columns from which the checks stand beside the text
_PAUSE = 0.5  # seconds without a key until the draft is kept
_CHANNELS = (Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE, Channel.OTHER)
_SIGNS = {Level.OK: ("✓", "success"), Level.WARN: ("!", "warning"), Level.FAIL: ("✗", "error")}


class ComposeScreen(JournalScreen[None]):
    """One message to one contact. Leaving keeps it as the draft of its row in the queue."""

    CSS_PATH = ["compose.tcss", "form.tcss"]

    number = 1
    HELP_TEXT = """
    The text is filled from the card, your profile and the talk; what nobody knows is a blank in
    brackets. The checks only advise: you may send anyway.

    Copy it or open it in your mail program, send it there, then press ctrl+s: that logs the
    touch, closes the row in the queue and, for outreach, starts the clock: another person there
    after {limits.try_another} business days, the one and only second try after
    {limits.second_try}.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "sent", "Sent", id="compose.sent", tooltip="It is sent: log the touch"),
        Binding("tab", "next_blank", "Next blank", id="compose.next_blank",
                tooltip="Select the next blank to type over it; without one, the next field"),
        Binding("f7", "copy", "Copy", id="compose.copy", tooltip="Copy the message"),
        Binding("f8", "mail", "Mail", id="compose.mail", tooltip="Open it in the mail program"),
        Binding("ctrl+t", "template", "Template", id="compose.template",
                tooltip="Begin from the next template; ctrl+z brings the text back"),
        Binding("f9", "edit", "Editor", id="compose.edit", tooltip="Edit in $VISUAL or $EDITOR"),
        Binding("escape", "leave", "Back", id="compose.leave", tooltip="Keep the draft and leave"),
    ]  # fmt: skip

    def __init__(self, journal: Journal, wanted: OpenCompose) -> None:
        super().__init__(journal)
        self._letter = Letter(
            journal, wanted.contact, wanted.kind, wanted.follow_up,
            template=wanted.template, about=wanted.about,
        )  # fmt: skip
        self._begun = self._letter.begun()  # what stands there before anything is typed
        self._left: dict[str, tuple[str, Template]] = {}  # by their text, the messages replaced

    # Drawing ------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        message = self._letter.drafted() or self._begun
        with Horizontal(id="compose"):
            with Vertical(id="compose-message"):
                yield Static(id="compose-head", markup=False)
                yield text_input(message.subject, "subject", id="compose-subject")
                yield TextField(message.body, id="compose-text")
            with VerticalScroll(id="compose-beside", can_focus=False):
                yield Lines(id="compose-checks")

    @property
    def _field(self) -> TextField:
        return self.query_one("#compose-text", TextField)

    @property
    def _message(self) -> Message:
        subject = clean_line(self.query_one("#compose-subject", Input).value)
        return Message(subject, self._field.text)

    def on_mount(self) -> None:
        super().on_mount()
        self._field.focus()
        self._field.move_cursor((0, 0))

    def show(self) -> None:
        letter = self._letter
        line = f"{letter.what} to {self.shown(letter.contact.name)} · {letter.template.title}"
        self.query_one("#compose-head", Static).update(Content(line[:1].upper() + line[1:]))
        self.query_one("#compose-subject").display = letter.has_subject
        self._check()

    def changed(self, keys: Keys) -> None:
        """What is typed here stays, whatever changes elsewhere."""

    def _check(self) -> None:
        text = self._field.text
        checks = self._letter.checks(text)
        passed = sum(check.passed is not False for check in checks)
        lines: list[Line] = [
            [
                (f"{count_words(text)} words", "strong"),
                (f"  {passed} of {len(checks)} fine", "muted"),
                *_ready(self._letter.is_ready(checks)),
            ]
        ]
        lines += [[(line, "warning")] for line in self._letter.warnings()]
        if not self.journal.profile.name:
            lines.append([("» ", "accent"), ("P in Contacts says who you are", "")])
        lines += [[("» ", "accent"), (line, "")] for line in self._letter.reasons]
        if self.size.width < _BESIDE:
            # Below the text only a few lines are seen: first what is left to do.
            checks = tuple(sorted(checks, key=lambda check: check.passed is not False))
        lines += [_check_line(check) for check in checks]
        self.query_one(Lines).lines = tuple(lines)

    # Keeping the draft ------------------------------------------------------------------------

    @on(TextArea.Changed, "#compose-text")
    def _typed(self) -> None:
        if left := self._left.pop(self._field.text, None):  # ctrl+z brought it back
            self.query_one("#compose-subject", Input).value, self._letter.template = left
            self._begun = self._letter.begun()
            self.show()
        self._check()
        self._keep_soon()

    @on(Input.Changed, "#compose-subject")
    def _subject_typed(self) -> None:
        self._keep_soon()

    @on(Input.Submitted, "#compose-subject")
    def _subject_entered(self) -> None:
        self._field.focus()

    @work(exclusive=True, group="draft")
    async def _keep_soon(self) -> None:
        await asyncio.sleep(_PAUSE)
        self.flush()

    def flush(self) -> None:
        """Keeps the message as the draft of its row; an untouched template is not worth a row."""
        message = self._message
        kept = self._letter.drafted() or self._begun
        if message == kept or (self._letter.row is None and not message.body.strip()):
            return
        with self.reporting():
            self._letter.keep(message)

    def action_leave(self) -> None:
        self.flush()
        self.workers.cancel_group(self, "draft")
        self.dismiss(None)

    # Doing --------------------------------------------------------------------------------------

    def action_next_blank(self) -> None:
        """Selects the next blank behind the cursor, so that typing fills it."""
        field = self._field
        found = next_blank(field.text, offset_of(field.text, field.selection.end))
        if found is None or not field.has_focus:
            self.focus_next()
        else:
            start, end = (place_of(field.text, offset) for offset in found)
            field.selection = Selection(start, end)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "template" or self._letter.turns

    def action_template(self) -> None:
        """The next template in place of the text, as one edit that ctrl+z takes back."""
        message = self._message
        self._left[message.body] = (message.subject, self._letter.template)
        self._letter.turn()
        self._begun = self._letter.begun()
        self._replace(self._begun)
        self.show()

    def _replace(self, message: Message) -> None:
        field = self._field
        field.replace(message.body, (0, 0), field.document.end)
        field.move_cursor((0, 0))
        self.query_one("#compose-subject", Input).value = message.subject

    @work(exclusive=True, group="copy")
    async def action_copy(self) -> None:
        self.notify(f"Copied by {await copy_by(self.app, self._field.text)}", timeout=3)

    @work(exclusive=True, group="copy")
    async def action_mail(self) -> None:
        """Opens the mail program in its own window; without a display the link is copied."""
        link = self._message.mailto(*self._letter.addresses)
        if has_display() and await asyncio.to_thread(webbrowser.open, link):
            self.notify("Opened in the mail program · ctrl+s once it is sent")
        else:
            way = await copy_by(self.app, link)
            self.notify(f"No mail program here: the mailto: link is copied by {way}")

    def action_edit(self) -> None:
        """The text in the user's own editor."""
        with self.reporting():
            edited = edit_outside(self.app, self._field.text)
            if edited != self._field.text:
                self._replace(Message(self._message.subject, edited))

    @work
    async def action_sent(self) -> None:
        """Logs the touch, closes the row and starts what follows."""
        message, channel = self._message, self._letter.channel()
        if channel is None:
            options = [(c.value, in_words(c)) for c in _CHANNELS]
            answer = await self.app.push_screen_wait(Choose("Sent by which way?", options))
            if answer is None:
                return
            channel = Channel(answer)
        self.workers.cancel_group(self, "draft")
        with self.reporting():
            self._letter.send(message, channel)
            who, way = self.shown(self._letter.contact.name), in_words(channel)
            self.notify(f"Logged: sent to {who} by {way} · u takes it back")
            self.dismiss(None)
            if (row := self._letter.other_side()) is not None:
                self.app.post_message(OpenCompose(row.contact, row.kind, row.uid))


def _ready(ready: bool | None) -> Line:
    """Whether a thank-you is ready; it may be sent even if not."""
    if ready is None:
        return []
    return [("  ready", "success")] if ready else [("  not ready yet", "warning")]


def offset_of(text: str, place: tuple[int, int]) -> int:
    """How many characters stand before a (row, column) of the text."""
    row, column = place
    return sum(len(line) + 1 for line in text.split("\n")[:row]) + column


def place_of(text: str, offset: int) -> tuple[int, int]:
    """The (row, column) behind `offset` characters; the inverse of `offset_of`."""
    before = text[:offset]
    return before.count("\n"), offset - (before.rfind("\n") + 1)


def _check_line(check: MessageCheck) -> Line:
    """A check in one line: its sign, and its name if it holds, else what to do."""
    sign, style = _SIGNS[check.level]
    if check.passed is None:
        return [("· ", "muted"), (check.reason, "muted")]
    if check.passed:
        return [(f"{sign} ", style), (check.name, "muted")]
    return [(f"{sign} ", style), (check.reason, "")]
