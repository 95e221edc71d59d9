"""A message about to be sent: which template, which checks, by which channel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from urllib.parse import quote

from msgspec import Struct

from infoview_tui.domain.limits import DEFAULT, Limits
from infoview_tui.domain.message_check import MessageCheck, check_blanks, check_job_words
from infoview_tui.domain.models import (
    Channel,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    Note,
    Profile,
    Touch,
)
from infoview_tui.domain.outreach import check_note, check_outreach
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.templates import LINKEDIN_NOTE, kind_for
from infoview_tui.domain.thank_you import check_thank_you

_SUBJECT = "Subject: "
FIRST_MESSAGES = frozenset({FollowUpKind.OUTREACH, FollowUpKind.TRY_ANOTHER, FollowUpKind.REVISIT})
# What one writes next to somebody at each stage; a first message to all the others.
_NEXT = {
    Stage.CONTACTED: FollowUpKind.SECOND_TRY,
    Stage.REPLIED: FollowUpKind.OTHER,  # the answer to their yes
    Stage.SCHEDULED: FollowUpKind.CONFIRM,
    Stage.MET: FollowUpKind.CHECK_IN,
    Stage.RESTING: FollowUpKind.REVISIT,
}
_WRITTEN = (Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE)


class Message(Struct, frozen=True):
    """A subject (for e-mail) and a body."""

    subject: str
    body: str

    @classmethod
    def from_draft(cls, draft: str) -> Message:
        """The inverse of `draft`."""
        first, _, rest = draft.partition("\n")
        if first.startswith(_SUBJECT):
            return cls(first.removeprefix(_SUBJECT).strip(), rest.removeprefix("\n"))
        return cls("", draft)

    @property
    def draft(self) -> str:
        """The message as one text: its subject, a blank line, its body."""
        return f"{_SUBJECT}{self.subject}\n\n{self.body}" if self.subject else self.body

    def mailto(self, *addresses: str) -> str:
        """The link that opens this message in a mail program."""
        body = quote(self.body.replace("\n", "\r\n"))
        to = ",".join(quote(address, safe="@") for address in addresses)
        return f"mailto:{to}?subject={quote(self.subject)}&body={body}"


def check_message(
    kind: str,
    text: str,
    contact: Contact,
    *,
    introducer: str = "",
    profile: Profile | None = None,
    details: Collection[str] = (),
    notes: Iterable[Note] = (),
    limits: Limits = DEFAULT,
) -> tuple[MessageCheck, ...]:
    """The checks beside a message of this template kind; they advise, nothing is refused."""
    if kind == LINKEDIN_NOTE:
        return (*check_note(text, limits.note_characters), check_blanks(5, text))
    if kind in FIRST_MESSAGES:
        checks = check_outreach(
            text, contact, introducer=introducer, profile=profile, details=details
        )
        return (*checks, check_blanks(len(checks) + 1, text))
    if kind == FollowUpKind.THANK_YOU:
        return check_thank_you(text, notes)
    return check_job_words(1, text), check_blanks(2, text)


def likely_channel(contact: Contact, touches: Sequence[Touch], kind: str = "") -> Channel | None:
    """By what a written message goes to this contact; None if nothing tells.

    The channel of the last written touch, else the only one for which the card has an address.
    """
    if kind == LINKEDIN_NOTE:
        return Channel.LINKEDIN
    written = [touch for touch in touches if touch.channel in _WRITTEN]
    if written:
        latest = max(written, key=lambda t: (t.at, t.direction is Direction.OUT))
        return latest.channel
    if contact.emails:
        return Channel.EMAIL
    return Channel.LINKEDIN if "linkedin.com/" in contact.url.lower() else None


def next_message(stage: Stage, rows: Iterable[FollowUp], today: date) -> tuple[FollowUpKind, str]:
    """What to write to a contact next: its kind and the uid of the row that asks for it.

    First what is due, then what was begun, then the next step of the stage they are at.
    """
    writable = [row for row in rows if row.kind is not FollowUpKind.TRY_ANOTHER]
    pressing = [row for row in writable if row.due <= today or row.draft]
    if pressing:
        row = min(pressing, key=lambda row: (row.due > today, row.due))
        return row.kind, row.uid
    kind = _NEXT.get(stage, FollowUpKind.OUTREACH)
    return kind, next((row.uid for row in writable if row.kind is kind), "")


def template_kinds(kind: FollowUpKind, stage: Stage) -> tuple[str, ...]:
    """The kinds of templates that fit a message, the likeliest first."""
    if kind is FollowUpKind.OTHER:
        answer = ("reply", "check_in") if stage is Stage.REPLIED else ("check_in", "reply")
        return (*answer, "news")
    if kind in FIRST_MESSAGES:
        return (kind_for(kind), LINKEDIN_NOTE)
    if kind is FollowUpKind.CHECK_IN:
        return (kind_for(kind), "news")
    return (kind_for(kind),)


def latest_talk(interviews: Iterable[Interview]) -> Interview | None:
    """The talk that a message is most likely about: the last that was begun or agreed."""
    timed = [(at, talk) for talk in interviews if (at := talk.begins)]
    return max(timed, key=lambda found: found[0])[1] if timed else None
