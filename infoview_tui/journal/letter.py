"""A message to one contact: what the composer reads from the journal to write and judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infoview_tui.domain.brake import brake
from infoview_tui.domain.follow_ups import is_open
from infoview_tui.domain.good_news import news_of
from infoview_tui.domain.meeting_time import say_to_them
from infoview_tui.domain.message import (
    FIRST_MESSAGES,
    Message,
    check_message,
    latest_talk,
    likely_channel,
    template_kinds,
)
from infoview_tui.domain.message_check import MessageCheck
from infoview_tui.domain.models import Channel, FollowUpKind, Interview, Note
from infoview_tui.domain.outreach_plan import active_targets, limit_says
from infoview_tui.domain.reasons import ask_for_reason, reasons
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.templates import (
    Template,
    choose,
    fill,
    kind_for,
    merge_fields,
    templates,
)
from infoview_tui.domain.text import clean_line
from infoview_tui.domain.thank_you import is_ready
from infoview_tui.journal.backgrounds import background
from infoview_tui.journal.journal import Journal

_ABOUT_THE_TALK = (FollowUpKind.THANK_YOU, FollowUpKind.CONFIRM, FollowUpKind.ADVICE)
_REASONS = 3


class Letter:
    """One message to `contact`, for the open row `follow_up` if there is one.

    Raises `UnknownRecord` if there is no such contact. What was read then stays as it was: a
    contact that is undone meanwhile takes no typed text with it.
    """

    def __init__(
        self, journal: Journal, contact: str, kind: FollowUpKind, follow_up: str = ""
    ) -> None:
        self._journal = journal
        self.kind = kind
        self.contact = journal.contacts[contact]
        self.row = journal.follow_ups.get(follow_up)
        introducer = journal.contacts.get(self.contact.introduced_by)
        self._introducer = introducer.name if introducer else ""
        self._talk = self._find_talk()
        self._notes = self._find_notes()
        own = journal.preferences.templates
        kinds = template_kinds(kind, journal.stage_of(contact))
        self._news = news_of(self.row)
        if self._news:  # it has a template of its own
            kinds = ("news", *(k for k in kinds if k != "news"))
        self.template = choose(kinds[0], self.contact, introducer=self._introducer, own=own)
        self._templates = [template for kind in kinds for template in templates(kind, own)]
        self.reasons = self._find_reasons()
        self._many = self._say_many()

    @property
    def what(self) -> str:
        """What kind of message it is, in words."""
        return kind_for(self.kind).replace("_", " ")

    @property
    def interview(self) -> str:
        """The uid of the talk that the message belongs to, if it does."""
        return self._talk.uid if self._talk and self.kind in _ABOUT_THE_TALK else ""

    # Writing ---------------------------------------------------------------------

    def begun(self) -> Message:
        """The template, filled with what is known."""
        fields = merge_fields(
            self.contact,
            self._journal.profile,
            introducer=self._introducer,
            interview=self._talk,
            notes=self._notes,
            minutes=self._journal.preferences.minutes,
            more=self._more_fields(),
        )
        subject = clean_line(fill(self.template.subject, fields))
        return Message(subject, fill(self.template.text, fields))

    def drafted(self) -> Message | None:
        """What was written before and not sent."""
        return Message.from_draft(self.row.draft) if self.row and self.row.draft else None

    def turn(self) -> Template:
        """Goes on to the next template that fits."""
        ids = [template.id for template in self._templates]
        at = ids.index(self.template.id) if self.template.id in ids else -1
        self.template = self._templates[(at + 1) % len(ids)]
        return self.template

    def keep(self, message: Message) -> None:
        """Keeps the message as the draft of its row; without one a row is made for it."""
        uid = self._journal.keep_message(
            self.contact.uid, self.kind, message.draft, follow_up=self.row.uid if self.row else ""
        )
        self.row = self._journal.follow_ups.get(uid)

    def send(self, message: Message, channel: Channel) -> None:
        """It is sent: logs the touch, closes the row and starts what follows."""
        self._journal.log_sent(
            self.contact.uid,
            self.kind,
            channel,
            message.body,
            follow_up=self.row.uid if self.row else "",
            template=self.template.id,
            interview=self.interview,
        )

    # Judging ---------------------------------------------------------------------

    def checks(self, text: str) -> tuple[MessageCheck, ...]:
        """The method's checks of this text, as it stands."""
        return check_message(
            self.template.kind or kind_for(self.kind),
            text,
            self.contact,
            introducer=self._introducer,
            profile=self._journal.profile,
            details=self._talk.prep.person.split("\n") if self._talk else (),
            notes=self._notes,
        )

    def is_ready(self, checks: Iterable[MessageCheck]) -> bool | None:
        """Whether a thank-you names what they said and what I will do; None for the others."""
        return is_ready(checks) if self.kind is FollowUpKind.THANK_YOU else None

    def warnings(self) -> Iterator[str]:
        """The quiet lines before an ask, a second try or one more outreach that comes too early."""
        touches = self._journal.touches_of.of(self.contact.uid)
        heads = self._journal.interviews_of.of(self.contact.uid)
        limits = self._journal.preferences.limits
        if line := brake(self.kind, touches, heads, self._journal.now(), limits):
            yield line
        row, today = self.row, self._journal.today()
        if row is not None and row.kind is FollowUpKind.SECOND_TRY and row.due > today:
            yield f"They may still answer: the second try is due {say_day(row.due, today)}."
        if self._many:
            yield self._many

    def channel(self) -> Channel | None:
        """By what it will be sent, if anything tells."""
        touches = self._journal.touches_of.of(self.contact.uid)
        return likely_channel(self.contact, touches, self.template.kind)

    # What it is made from ----------------------------------------------------------

    def _find_talk(self) -> Interview | None:
        """The talk that the row is about, else the latest one with this contact."""
        find = self._journal.interviews.get
        if self.row is not None and self.row.interview:
            return find(self.row.interview)
        heads = self._journal.interviews_of.of(self.contact.uid)
        return latest_talk(talk for head in heads if (talk := find(head.uid)))

    def _find_notes(self) -> tuple[Note, ...]:
        """What the message is about: the row's own note, else those of the talk."""
        notes = self._talk.notes if self._talk else ()
        about = tuple(note for note in notes if self.row is not None and note.uid == self.row.note)
        return about or notes

    def _find_reasons(self) -> tuple[str, ...]:
        """Why to write now; a message that has its reason in its kind needs none."""
        if self.kind not in (FollowUpKind.CHECK_IN, FollowUpKind.OTHER):
            return ()
        facts = background(self._journal, self.contact)
        found = tuple(reason.text for reason in reasons(facts, self._journal.now()))
        return found[:_REASONS] or (ask_for_reason(facts.touches),)

    def _say_many(self) -> str:
        """The quiet limit, before somebody new is written to (method: five at once)."""
        journal = self._journal
        if self.kind not in FIRST_MESSAGES or journal.stage_of(self.contact.uid) is Stage.CONTACTED:
            return ""
        asked = {row.contact for row in journal.follow_ups.all() if is_open(row)}
        active = active_targets({uid: journal.stage_of(uid) for uid in asked})
        return limit_says(len(active), journal.preferences.limits)

    def _more_fields(self) -> dict[str, str]:
        """The fields that need more than card and notes: the other person, the time."""
        about = self._journal.contacts.get(self.row.about) if self.row else None
        more = {"person": about.name if about else "", "news": self._news}
        if self._talk is not None and self._talk.starts_at is not None:
            clock_24 = self._journal.preferences.clock_24
            now, zone = self._journal.now(), self._talk.timezone
            more["when"] = say_to_them(self._talk.starts_at, now, zone, clock_24=clock_24)
        return more
