"""Which message to write: any kind to any contact, with or without a row that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from textual.app import App

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import Contact, FollowUp, FollowUpKind
from infoview_tui.domain.templates import LINKEDIN_NOTE
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, Choose
from infoview_tui.screens.messages import OpenCompose

if TYPE_CHECKING:
    from infoview_tui.screens.pane import JournalScreen


class _Choice(Struct, frozen=True):
    label: str
    kind: FollowUpKind
    template: str = ""


_CHOICES = {
    "outreach": _Choice("first message", FollowUpKind.OUTREACH),
    "linkedin_note": _Choice("LinkedIn note", FollowUpKind.OUTREACH, LINKEDIN_NOTE),
    "reply": _Choice("answer to their yes", FollowUpKind.OTHER, "reply"),
    "confirm": _Choice("confirmation of the talk", FollowUpKind.CONFIRM),
    "thank_you": _Choice("thank-you", FollowUpKind.THANK_YOU),
    "check_in": _Choice("check-in", FollowUpKind.CHECK_IN),
    "report_back": _Choice("report back: how the introduction went", FollowUpKind.REPORT_BACK),
    "introduction": _Choice("introduction: ask both first", FollowUpKind.INTRODUCTION),
    "ask": _Choice("ask a favour", FollowUpKind.ASK),
}


async def what_to_write(screen: JournalScreen[object], contact: str) -> OpenCompose | None:
    """The message that the user chooses to write to this contact; None if none after all.

    A row of the queue that asks for it already is the one that the message closes.
    """
    app, journal = screen.app, screen.journal
    options = [(key, choice.label) for key, choice in _CHOICES.items()]
    answer = await app.push_screen_wait(Choose(f"Write to {screen.name_of(contact)}", options))
    if answer is None:
        return None
    choice = _CHOICES[answer]
    if choice.kind is FollowUpKind.INTRODUCTION:
        return await introduction(screen, contact)
    row = _owed(journal, contact, choice.kind)
    if row is not None:
        return OpenCompose(contact, choice.kind, row.uid, choice.template)
    about = ""
    if choice.kind is FollowUpKind.REPORT_BACK:
        about = await _whom_they_introduced(app, journal, contact)
    return OpenCompose(contact, choice.kind, template=choice.template, about=about)


async def introduction(
    screen: JournalScreen[object], contact: str, instead_of: FollowUp | None = None
) -> OpenCompose | None:
    """The question to the first of two whom one introduces; that to the other comes next."""
    app, journal = screen.app, screen.journal

    def other(line: str) -> Contact:
        found = journal.find_contact(line)
        if found.uid == contact:
            raise InfoviewError("That is the one you write to: name the other.")
        return found

    def wrong(line: str) -> str | None:
        try:
            other(line)
        except InfoviewError as error:
            return str(error)
        return None

    def echo(line: str) -> str:
        try:
            return _say(screen, other(line)) if line.strip() else ""
        except InfoviewError as error:
            return str(error)

    line = await app.push_screen_wait(
        AskLine(
            f"Introduce {screen.name_of(contact)} to whom?",
            placeholder="Tomás",
            hint="a name in your contacts; both are asked first",
            check=wrong,
            echo=echo,
        )
    )
    if not line:
        return None
    row = journal.introduce(contact, other(line).uid, instead_of)
    return OpenCompose(row.contact, row.kind, row.uid)


def _say(screen: JournalScreen[object], contact: Contact) -> str:
    return " · ".join(
        part for part in (screen.shown(contact.name), screen.role_at(contact)) if part
    )


def _owed(journal: Journal, contact: str, kind: FollowUpKind) -> FollowUp | None:
    """The row that asks for such a message; one that is only implied is stored for its draft."""
    rows = [row for row in journal.queue() if row.contact == contact and row.follow_up]
    row = next((r for r in rows if r.follow_up and r.follow_up.kind is kind), None)
    if row is None or row.follow_up is None:
        return None
    if not row.stored:
        journal.add_follow_up(row.follow_up)
    return row.follow_up


async def _whom_they_introduced(app: App[int], journal: Journal, contact: str) -> str:
    """The uid of the person whom a report is about; "" if they introduced nobody."""
    people = list(journal.introduced_by.of(contact))
    if len(people) < 2:
        return people[0].uid if people else ""
    options = [(person.uid, person.name) for person in people]
    return await app.push_screen_wait(Choose("How it went with whom?", options)) or ""
