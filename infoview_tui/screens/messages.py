"""What screens ask of the app: to go elsewhere. The app alone knows where that is."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from infoview_tui.domain.models import FollowUpKind


@dataclass
class OpenContact(Message):
    """Show this contact's card in pane 1."""

    contact: str


@dataclass
class OpenPeople(Message):
    """Show the contacts in pane 1 that this text, as it is typed into the filter, leaves."""

    text: str


@dataclass
class OpenHistory(Message):
    """Show what happened with this contact, at one touch, talk or row (uid)."""

    contact: str
    event: str = ""


@dataclass
class OpenPrep(Message):
    """Show this interview's prep sheet in pane 2, at a section or question."""

    interview: str
    part: str = ""


@dataclass
class OpenLive(Message):
    """Take notes of this interview in pane 3."""

    interview: str


@dataclass
class OpenDebrief(Message):
    """Debrief this interview, beginning at an answer (the id of its prompt)."""

    interview: str
    prompt: str = ""


@dataclass
class OpenCompose(Message):
    """Write a message to this contact; `follow_up` is the row that it would close.

    `template` is the kind of template to begin with, `about` the uid of another contact.
    """

    contact: str
    kind: FollowUpKind = FollowUpKind.OUTREACH
    follow_up: str = ""
    template: str = ""
    about: str = ""


@dataclass
class OpenNote(Message):
    """Show one line of an interview where it stands."""

    interview: str
    note: str = ""


@dataclass
class OpenPlan(Message):
    """Plan an interview with this contact, or change the plan of an existing one."""

    contact: str
    interview: str = ""


@dataclass
class OpenPane(Message):
    """Show the pane of this number, 1 to 5."""

    number: int


@dataclass
class OpenBoard(Message):
    """Show this line of the decision board in pane 5."""

    line: str


class OpenReview(Message):
    """Begin the weekly review, or go on with it."""


class OpenFind(Message):
    """Find anything."""
