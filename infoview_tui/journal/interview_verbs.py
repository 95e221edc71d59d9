"""Verbs about one interview before and during the talk: planning, preparing, taking notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain.models import (
    Channel,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Medium,
    Note,
    Prep,
    Question,
    Status,
    Touch,
    TouchKind,
    new_uid,
    with_question,
)
from infoview_tui.domain.stages import by_begin
from infoview_tui.journal.core import Core

if TYPE_CHECKING:
    from infoview_tui.domain.capture import Captured

_CHANNEL_OF = {Medium.VIDEO: Channel.VIDEO, Medium.PHONE: Channel.PHONE}
_NO_DRAFT: dict[str, Any] = {"draft": "", "draft_note": "", "draft_cursor": None}
# A call that comes this near to an agreed talk is that talk.
_ABOUT_NOW = timedelta(hours=2)


class InterviewVerbs(Core):
    """From the plan to the end of the talk."""

    # Planning ------------------------------------------------------------------

    def plan_interview(self, interview: Interview) -> Interview:
        """Plans a talk, or changes its plan; the confirmation is due the day before.

        An agreed time is an answer: it takes the waiting rows out of the queue. A talk that is
        moved wants to be confirmed again.
        """
        name = self.contacts[interview.contact].name
        scheduled = Status.SCHEDULED if interview.starts_at else Status.PLANNED
        interview = replace(interview, status=scheduled)
        before = self.interviews.get(interview.uid)
        known = before is not None
        if before is not None and before.starts_at != interview.starts_at:
            from infoview_tui.domain.prep_edit import confirmed

            interview = replace(interview, prep=confirmed(interview.prep, done=False))
        if not known and interview.prep == Prep():
            interview = replace(interview, prep=self._sheet_to_start_from(interview.contact))
        label = f"{'change' if known else 'plan'} the interview with {name}"
        theirs = self.follow_ups_of.of(interview.contact)
        rows = rules.after_planning(interview, self.now(), theirs, self.preferences.limits)
        new = {row.uid for row in rows}
        agreed = rules.closed_by_reply(theirs) if interview.starts_at else ()
        answered = [replace(row, state=FollowUpState.DONE, closed_at=self.now()) for row in agreed]
        replaced = [
            replace(row, state=FollowUpState.DROPPED, closed_at=self.now())
            for row in self._rows_of(interview)
            if row.kind is FollowUpKind.CONFIRM and row.uid not in new
        ]
        self.commit(label, [interview, *answered, *replaced, *rows])
        return interview

    def cancel_interview(self, uid: str, status: Status = Status.CANCELLED) -> None:
        """The talk does not take place (or nobody came): its open rows are dropped."""
        interview = self.interviews[uid]
        name = self.contacts[interview.contact].name
        rows = [
            replace(row, state=FollowUpState.DROPPED, closed_at=self.now())
            for row in self._rows_of(interview)
        ]
        cancelled = replace(interview, status=status)
        if status is Status.NO_SHOW:
            rows.append(rules.after_no_show(cancelled, self.now()))
        self.commit(f"cancel the interview with {name}", [cancelled, *rows])

    def _rows_of(self, interview: Interview) -> list[FollowUp]:
        rows = self.follow_ups_of.of(interview.contact)
        return [r for r in rows if r.interview == interview.uid and r.state is FollowUpState.OPEN]

    def _sheet_to_start_from(self, contact: str) -> Prep:
        heads = sorted(self.interviews_of.of(contact), key=by_begin, reverse=True)
        found = (self.interviews[head.uid] for head in heads)
        earlier = next((talk for talk in found if talk.prep != Prep()), None)
        from infoview_tui.domain.prep_reuse import next_sheet

        return next_sheet(earlier) if earlier else Prep()

    # The prep sheet --------------------------------------------------------------

    def edit_prep(
        self, uid: str, label: str, change: Callable[[Prep], Prep], *, session: str = ""
    ) -> Prep:
        """Changes the prep sheet by a function of it; returns the new sheet.

        What is typed into one field without a break (a `session`) is one step of undo.
        """
        interview = self.interviews[uid]
        prep = change(interview.prep)
        self.commit(label, [replace(interview, prep=prep)], session=session)
        return prep

    def keep_question(self, question: Question) -> bool:
        """Keeps a question in the bank for other talks; False if it is there already."""
        from infoview_tui.domain.question_bank import bank
        from infoview_tui.domain.question_checks import same_question

        meta = self.meta
        known = [kept.text for kept in meta.questions] + [kept.text for kept in bank()]
        if any(same_question(question.text, text) for text in known):
            return False
        kept = Question(uid=new_uid(), text=question.text, topic=question.topic)
        self.commit("keep a question", [replace(meta, questions=(*meta.questions, kept))])
        return True

    # The talk --------------------------------------------------------------------

    def start_interview(self, uid: str) -> Interview:
        """The talk begins now; begun before, it goes on with the clock it had."""
        interview = self.interviews[uid]
        if interview.started_at is not None and interview.ended_at is None:
            return interview
        first = next((q.uid for q in interview.prep.questions if not q.asked_at), "")
        started = replace(
            interview,
            started_at=interview.started_at or self._moment(),
            ended_at=None,
            focus=interview.focus or first,
        )
        self.commit(f"start the talk with {self.contacts[interview.contact].name}", [started])
        return started

    def start_unplanned(self, contact: str) -> Interview:
        """A call that nobody planned: an interview that begins now."""
        now = self.now().replace(second=0, microsecond=0)
        interview = Interview(
            uid=new_uid(),
            contact=contact,
            status=Status.SCHEDULED,
            starts_at=now,
            minutes=self.preferences.minutes,
            medium=Medium.PHONE,
            started_at=self._moment(),
        )
        self.commit(f"start a talk with {self.contacts[contact].name}", [interview])
        return interview

    def call_now(self, contact: str) -> Interview:
        """The talk with this contact that is under way or agreed for about now, else a new one."""
        now = self.now()
        for head in self.interviews_of.of(contact):
            agreed = head.ahead and head.starts_at and abs(head.starts_at - now) <= _ABOUT_NOW
            if head.under_way or agreed:
                return self.start_interview(head.uid)
        return self.start_unplanned(contact)

    def keep_draft(
        self, uid: str, draft: str, note: str = "", *, cursor: int | None = None, parked: str = ""
    ) -> None:
        """Keeps the unfinished line; no step of undo.

        `note` is the one that it corrects, `parked` the new line that was begun before that.
        """
        kept = replace(
            self.interviews[uid], draft=draft, draft_note=note, draft_cursor=cursor, parked=parked
        )
        self.commit("typing", [kept], undoable=False)

    def capture(self, uid: str, lines: Sequence[Captured]) -> tuple[Note, ...]:
        """Commits lines as notes at this minute, under the question in focus."""
        interview = self.interviews[uid]
        at = self._moment()
        notes = tuple(
            Note(uid=new_uid(), at=at, kind=line.kind, text=line.text, question=interview.focus)
            for line in lines
        )
        changed = replace(interview, notes=(*interview.notes, *notes), **_NO_DRAFT)
        self.commit("note" if len(notes) == 1 else f"{len(notes)} notes", [changed])
        return notes

    def correct_note(self, uid: str, note: Note) -> None:
        """Replaces a note by its corrected form (words, kind, state)."""
        interview = self.interviews[uid]
        notes = tuple(note if n.uid == note.uid else n for n in interview.notes)
        self.commit("correct a note", [replace(interview, notes=notes, **_NO_DRAFT)])

    def remove_note(self, uid: str, note: str) -> None:
        interview = self.interviews[uid]
        notes = tuple(n for n in interview.notes if n.uid != note)
        self.commit("remove a note", [replace(interview, notes=notes, **_NO_DRAFT)])

    def focus_question(self, uid: str, question: str) -> None:
        """Puts another question in focus; later notes belong to it."""
        self.commit("question", [replace(self.interviews[uid], focus=question)], undoable=False)

    def ask_question(self, uid: str, question: str, then: str = "") -> None:
        """Marks a question asked now and puts `then` in focus."""
        interview = self.interviews[uid]
        asked = next(q for q in interview.prep.questions if q.uid == question)
        prep = interview.prep
        if asked.asked_at is None:
            prep = with_question(prep, replace(asked, asked_at=self._moment(), skipped=False))
        self.commit("asked", [replace(interview, prep=prep, focus=then or interview.focus)])

    def add_question(self, uid: str, question: Question, *, focus: bool = False) -> None:
        """Adds a question to the sheet, during the talk also into focus."""
        interview = self.interviews[uid]
        changed = replace(interview, prep=with_question(interview.prep, question))
        if focus:
            changed = replace(changed, focus=question.uid)
        self.commit("add a question", [changed])

    def change_question(self, uid: str, label: str, question: Question) -> None:
        """Replaces a question by its changed form (skipped, starred, other words)."""
        interview = self.interviews[uid]
        prep = with_question(interview.prep, question)
        self.commit(label, [replace(interview, prep=prep)])

    def give_minutes(self, uid: str, minutes: int) -> None:
        """They agreed to go on: more minutes for this talk."""
        interview = self.interviews[uid]
        self.commit(
            f"{minutes} more minutes", [replace(interview, minutes=interview.minutes + minutes)]
        )

    def end_interview(self, uid: str) -> Interview:
        """The talk is over: it was held, it is a touch, and the thank-you clock starts (24 h)."""
        from infoview_tui.domain.capture import capture

        interview = self.interviews[uid]
        begun = [interview.parked if interview.draft_note else interview.draft]
        if lines := [line for line in map(capture, begun) if line]:
            self.capture(uid, lines)
            interview = self.interviews[uid]
        ended = replace(interview, status=Status.HELD, ended_at=self._moment(), parked="")
        touch = Touch(
            uid=f"{uid}-talk",
            contact=interview.contact,
            at=ended.started_at or self._moment(),
            kind=TouchKind.INTERVIEW,
            channel=_CHANNEL_OF.get(interview.medium, Channel.IN_PERSON),
            interview=uid,
        )
        waiting = rules.closed_by_reply(
            [r for r in self.follow_ups_of.of(interview.contact) if r.state is FollowUpState.OPEN]
        )
        closed = [
            replace(row, state=FollowUpState.DONE, closed_at=self.now())
            for row in (*waiting, *self._rows_of(interview))
            if row.kind is not FollowUpKind.THANK_YOU
        ]
        name = self.contacts[interview.contact].name
        self.commit(f"end the talk with {name}", [ended, touch, *closed])
        return ended

    def _moment(self) -> datetime:
        """Now as a fact of the file: UTC, whole seconds."""
        return self.now().astimezone(UTC).replace(microsecond=0)
