"""A section of free text: one field, kept as it is typed, and what it may start from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from infoview_tui.domain.models import Prep
from infoview_tui.domain.prep_edit import take_text
from infoview_tui.domain.prep_sections import STEERING
from infoview_tui.domain.prep_sheet import Sheet
from infoview_tui.screens.keep_soon import KeepSoon
from infoview_tui.screens.prep_part import Part, Write
from infoview_tui.widgets.field import TextField
from infoview_tui.widgets.lines import Lines


class Offer(Struct, frozen=True):
    """Text that an empty section could start from, and where it comes from."""

    text: str
    source: str


def offer_for(sheet: Sheet, section: str, shown: Callable[[str], str] = str) -> Offer | None:
    """What was noted elsewhere and lacks here; nothing once the section has words of its own.

    `shown` masks names in the source.
    """
    if str(getattr(sheet.prep, section)).strip():
        return None
    profile = sheet.profile
    found = {
        "two_minute_me": Offer(profile.two_minute_me or profile.pitch, "what your profile says"),
        "common_ground": Offer(sheet.tie, "what the card says"),
        "person": Offer("\n".join(_path(sheet)), "what the card says"),
        "steering": Offer(STEERING, "a phrase to begin with"),
    }.get(section)
    if section in ("industry", "company"):
        research = sheet.research()
        people = {contact.uid: contact.name for contact, _ in sheet.around.related}
        whom = people.get(research.noted_for, "somebody else")
        found = Offer(getattr(research, section), f"what was noted for {shown(whom)}")
    return found if found and found.text.strip() else None


def _path(sheet: Sheet) -> list[str]:
    roles = [role for role in sheet.contact.past_roles if role.strip()]
    return [" → ".join([*roles, sheet.contact.role])] if roles else []


class TextPart(Part):
    """One field for all sections of free text; `show_sheet` says which one it holds."""

    def __init__(
        self,
        write: Write,
        *,
        id: str,  # noqa: A002  (Textual's own name)
        shown: Callable[[str], str],
    ) -> None:
        super().__init__(write, id=id)
        self._shown = shown
        self._here = ("", "")  # interview and section
        self._kept = ""  # what of the field is written
        self._keeping = KeepSoon(self, self.flush)
        self._session = 0
        self.offer: Offer | None = None

    def compose(self) -> ComposeResult:
        yield Lines(id="prep-offer")
        yield TextField(id="prep-text")

    @property
    def field(self) -> TextField:
        return self.query_one(TextField)

    def show_sheet(self, sheet: Sheet, section: str) -> None:
        text = str(getattr(sheet.prep, section))
        if (sheet.uid, section) != self._here:
            self.flush()
            self._here = (sheet.uid, section)
            self._load(text)
        elif text != self._kept and self.field.text == self._kept:
            self._load(text)  # changed elsewhere, by undo for instance
        self.offer = offer_for(sheet, section, self._shown)
        self._show_offer()

    def _load(self, text: str) -> None:
        self._session += 1
        self.field.load_text(text)
        self._kept = self.field.text

    def _show_offer(self) -> None:
        lines = self.query_one(Lines)
        lines.display = self.offer is not None
        if self.offer is None:
            return
        shown = [[("  ", ""), (line, "")] for line in self.offer.text.splitlines()[:6]]
        lines.lines = ([("ctrl+t takes ", "accent"), (self.offer.source, "muted")], *shown)

    def enter(self) -> None:
        self.field.focus()

    def take(self) -> None:
        """Takes over what is offered, to be edited."""
        uid, section = self._here
        offer = self.offer
        if offer is None:
            return
        self.flush()
        self.write(uid, f"take {offer.source}", lambda prep: take_text(prep, section, offer.text))
        self.field.move_cursor(self.field.document.end)

    def edited(self, text: str) -> None:
        """The text as it came back from the external editor."""
        field = self.field
        field.replace(text, (0, 0), field.document.end)
        self.flush()

    # Keeping what is typed -------------------------------------------------------------

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self.field.text != self._kept:
            self._keeping.changed()

    def on_descendant_blur(self) -> None:
        self.flush()
        self._session += 1

    def flush(self) -> None:
        self._keeping.done()
        uid, section = self._here
        text = self.field.text
        if not uid or text == self._kept:
            return
        before, self._kept = self._kept, text
        fields: dict[str, Any] = {section: text}

        def change(prep: Prep) -> Prep:
            return replace(prep, **fields)

        label = f"what you typed under {section.replace('_', ' ')}"
        if not self.write(uid, label, change, f"{uid} {section} {self._session}"):
            self._kept = before
