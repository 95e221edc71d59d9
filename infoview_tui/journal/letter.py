"""A message to one contact: what the composer reads from the journal to write and judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infoview_tui.domain.brake import brake
from infoview_tui.domain.good_news import news_of
from infoview_tui.domain.introducing import Step, said_of, same, step_of
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
from infoview_tui.domain.models import Channel, FollowUp, FollowUpKind, Interview, Note
from infoview_tui.domain.outreach_plan import active_targets, limit_says
from infoview_tui.domain.quick_add import introducer_named
from infoview_tui.domain.reasons import ask_for_reason, reasons
from infoview_tui.domain.say_dates import say_day
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.templates import (
    CONNECT,
    LINKEDIN_NOTE,
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
# What a message is called; of the other kinds the title of the template says enough.
_SAID = {
    "outreach": "first message",
    LINKEDIN_NOTE: "LinkedIn note",
    "second_try": "second try",
    "reply": "answer",
    "confirm": "confirmation",
    "thank_you": "thank-you",
    "report_back": "report",
    "ask": "request",
}


class Letter:
    """One message to `contact`, for the open row `follow_up` if there is one.

    Raises `UnknownRecord` if there is no such contact. What was read then stays as it was: a
    contact that is undone meanwhile takes no typed text with it.
    """

    def __init__(
        self,
        journal: Journal,
        contact: str,
        kind: FollowUpKind,
        follow_up: str = "",
        *,
        template: str = "",
        about: str = "",
    ) -> None:
        """`template`: the kind of template to begin with; `about`: the uid of another contact."""
        self._journal = journal
        self.kind = kind
        self.contact = journal.contacts[contact]
        self.row = journal.follow_ups.get(follow_up)
        self.about = journal.contacts.get(self.row.about if self.row else about)
        introducer = journal.contacts.get(self.contact.introduced_by)
        self._introducer = introducer.name if introducer else introducer_named(self.contact)
        self._talk = self._find_talk()
        self._notes = self._find_notes()
        own = journal.preferences.templates
        kinds = template_kinds(kind, journal.stage_of(contact))
        self._news = news_of(self.row)
        if first := "news" if self._news else template:
            kinds = (first, *(k for k in kinds if k != first))
        if LINKEDIN_NOTE in kinds and (draft := self.drafted()) and not draft.subject:
            kinds = (LINKEDIN_NOTE, *(k for k in kinds if k != LINKEDIN_NOTE))
        self.template = choose(kinds[0], self.contact, introducer=self._introducer, own=own)
        self._templates = [template for kind in kinds for template in templates(kind, own)]
        if self.row is not None and step_of(self.row) is Step.CONNECT:
            self.template = next((t for t in self._templates if t.id == CONNECT), self.template)
        self.reasons = self._find_reasons()
        self._many = self._say_many()

    @property
    def what(self) -> str:
        """What kind of message it is, in words."""
        return _SAID.get(self.template.kind or kind_for(self.kind), "message")

    @property
    def has_subject(self) -> bool:
        """A LinkedIn note has none."""
        return self.template.kind != LINKEDIN_NOTE

    @property
    def addresses(self) -> tuple[str, ...]:
        """To whom it goes by mail: an introduction goes to both."""
        both = self.template.id == CONNECT and self.about is not None
        people = (self.contact, self.about) if both else (self.contact,)
        return tuple(person.emails[0] for person in people if person and person.emails)

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

    @property
    def turns(self) -> bool:
        """Whether there is another template to go on to."""
        return any(template.id != self.template.id for template in self._templates)

    def turn(self) -> Template:
        """Goes on to the next template that fits."""
        ids = [template.id for template in self._templates]
        at = ids.index(self.template.id) if self.template.id in ids else -1
        self.template = self._templates[(at + 1) % len(ids)]
        return self.template

    def keep(self, message: Message) -> None:
        """Keeps the message as the draft of its row; without one a row is made for it."""
        uid = self._journal.keep_message(
            self.contact.uid,
            self.kind,
            message.draft,
            follow_up=self.row.uid if self.row else "",
            about=self.about.uid if self.about else "",
        )
        self.row = self._journal.follow_ups.get(uid)

    def send(self, message: Message, channel: Channel) -> None:
        """It is sent: logs the touch, closes the row and starts what follows."""
        if self.row is not None and step_of(self.row):
            self._journal.log_introduction(self.row, channel, message.body, self.template.id)
            return
        self._journal.log_sent(
            self.contact.uid,
            self.kind,
            channel,
            message.body,
            follow_up=self.row.uid if self.row else "",
            template=self.template.id,
            interview=self.interview,
        )

    def other_side(self) -> FollowUp | None:
        """The row that asks the other one of an introduction, once this one was asked."""
        row = self.row
        if row is None or step_of(row) is not Step.ASK or self.about is None:
            return None
        theirs = same(row, self._journal.open_rows(self.about.uid))
        return next((r for r in theirs if step_of(r) is Step.ASK), None)

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
            limits=self._journal.preferences.limits,
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
        """The talk that the row is about: of a report, that with whom one was introduced to.
        Without one, the talk to confirm is the next, and any other message is about the latest.
        """
        find = self._journal.interviews.get
        if self.row is not None and self.row.interview:
            return find(self.row.interview)
        person = self.about if self.kind is FollowUpKind.REPORT_BACK else self.contact
        if person is None:
            return None
        heads = self._journal.interviews_of.of(person.uid)
        ahead = [head for head in heads if head.ahead and head.starts_at is not None]
        if self.kind is FollowUpKind.CONFIRM and ahead:
            return find(min(ahead, key=lambda head: head.starts_at or self._journal.now()).uid)
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
        asked = filter(journal.open_rows, journal.follow_ups_of.keys())
        active = active_targets({uid: journal.stage_of(uid) for uid in asked})
        return limit_says(len(active), journal.preferences.limits)

    def _more_fields(self) -> dict[str, str]:
        """The fields that need more than card and notes: the other person, the time."""
        more = {"news": self._news, **(said_of(self.about, self.contact) if self.about else {})}
        if self._talk is not None and self._talk.starts_at is not None:
            clock_24 = self._journal.preferences.clock_24
            now, zone = self._journal.now(), self._talk.timezone
            more["when"] = say_to_them(self._talk.starts_at, now, zone, clock_24=clock_24)
        return more
