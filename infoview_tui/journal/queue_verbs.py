"""Verbs of the queue that more than one record follows: done by a message, loops, letting go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta

from msgspec.structs import replace

from infoview_tui.domain import follow_ups as rules
from infoview_tui.domain import loops
from infoview_tui.domain.good_news import tell_news
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.loops import Loop
from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Closeness,
    Contact,
    FollowUp,
    FollowUpKind,
    Interview,
    LoopState,
    Note,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.moments import days_after
from infoview_tui.domain.stages import last_touched
from infoview_tui.journal.contact_verbs import TOUCH_OF
from infoview_tui.journal.introduction_verbs import IntroductionVerbs

# The last state that a row which is done brings its loop to.
_CLOSES = {
    FollowUpKind.PROMISE: LoopState.DONE,
    FollowUpKind.OFFER: LoopState.DONE,
    FollowUpKind.ADVICE: LoopState.REPORTED,
    FollowUpKind.RESOURCE: LoopState.REPORTED,
}


class QueueVerbs(IntroductionVerbs):
    """What is done with rows and with the loops behind them; each is one step of undo."""

    # Rows ------------------------------------------------------------------------------

    def finish(
        self, rows: Iterable[FollowUp], channel: Channel | None = None, *, closes_loop: bool = True
    ) -> list[FollowUp]:
        """Done: closes rows and the loops behind them; the rows that come back (repeats).

        With a channel a message went out for each row that is one: it is logged as a touch, and
        what follows from it in the queue happens (outreach starts the clock).
        """
        chosen = list(rows)
        records: dict[str, AnyRecord] = {}
        following = []
        for row in chosen:
            if channel is not None and step_of(row):
                sent = self._introducing(row, channel, row.draft)
                records |= {r.uid: r for r in sent}
            elif channel is not None and row.kind in rules.MESSAGES:
                touch = self._touch_for(row, channel)
                records[touch.uid] = touch
                records |= {r.uid: r for r in self._consequences(touch, row.uid)}
        for row in chosen:
            closed, next_row = rules.complete(row, self.now())
            if not (channel and step_of(row) is Step.ANSWER):  # asked again, it waits on
                records[closed.uid] = closed
            if next_row is not None:
                following.append(next_row)
                records[next_row.uid] = next_row
            if closes_loop and row.note and row.kind in _CLOSES:
                self._set_note(records, row.interview, row.note, _CLOSES[row.kind])
            if row.kind is FollowUpKind.CONFIRM:
                self._tick_confirmed(records, row.interview)
        self.commit(self._label("done", chosen), records.values())
        return following

    def check_in_yearly(self, row: FollowUp) -> None:
        """Instead of letting somebody go who stays silent: a light relation, once a year."""
        contact = self.contacts[row.contact]
        light = replace(contact, closeness=Closeness.LIGHT, cadence_days=None)
        touches, heads = self.touches_of.of(row.contact), self.interviews_of.of(row.contact)
        last = last_touched(touches, heads, self.now()) or self.today()
        due = max(days_after(last, self.preferences.cadences["light"]), days_after(self.today(), 1))
        self.commit(f"once a year: {contact.name}", [light, rules.snooze(row, due)])

    def try_another(self, row: FollowUp, other: Contact) -> FollowUp:
        """Somebody else at the same place instead: closes the row; returns the new one.

        `other` may be new to the journal; to whom a first message is owed already, that row is it.
        """
        name = self.contacts[row.contact].name
        why = f"{name} has not answered yet; the same place"
        outreach = rules.outreach_to(other, why, self.today(), row.uid)
        owed = next((r for r in self.open_rows(other.uid) if r.kind is outreach.kind), outreach)
        closed, _ = rules.complete(row, self.now())
        new = [] if other.uid in self.contacts else [other]
        self.commit(f"write to {other.name} instead", [*new, closed, owed])
        return owed

    def spread_news(self, contacts: Iterable[str], news: str) -> list[FollowUp]:
        """Good news to tell these contacts (uids), each by a row due today; those that are new."""
        rows = [tell_news(uid, news, self.today()) for uid in contacts]
        new = [row for row in rows if row.uid not in self.follow_ups]
        self.commit(f"good news for {len(new)}", new)
        return new

    def was_held(self, uid: str) -> None:
        """A talk whose clock did not run was held as agreed: it is a touch, thanks are due."""
        interview = self.interviews[uid]
        began = (interview.starts_at or self.now()).astimezone(UTC).replace(microsecond=0)
        ended = began + timedelta(minutes=interview.minutes)
        held = replace(interview, status=Status.HELD, started_at=began, ended_at=ended)
        touch = Touch(
            uid=f"{uid}-talk",
            contact=interview.contact,
            at=began,
            kind=TouchKind.INTERVIEW,
            interview=uid,
        )
        rows = self.open_rows(interview.contact)
        before = [r for r in rows if r.interview == uid and r.kind is FollowUpKind.CONFIRM]
        closed = self._closed([*rules.closed_by_reply(rows), *before])
        name = self.contacts[interview.contact].name
        self.commit(f"the talk with {name} was held", [held, touch, *closed])

    def _consequences(
        self, touch: Touch, follow_up: str = "", kind: FollowUpKind | None = None
    ) -> list[AnyRecord]:
        """A message about a loop closes it: they know now. A confirmation is ticked."""
        records = {r.uid: r for r in super()._consequences(touch, follow_up, kind)}
        row = self.follow_ups.get(follow_up)
        if kind is FollowUpKind.CONFIRM:
            self._tick_confirmed(records, row.interview if row else touch.interview)
        if row is not None and row.note and row.kind in _CLOSES:
            self._set_note(records, row.interview, row.note, _CLOSES[row.kind])
        return list(records.values())

    def _tick_confirmed(self, records: dict[str, AnyRecord], interview: str) -> None:
        """Puts the interview with its sheet ticked as confirmed among the records."""
        from infoview_tui.domain.prep_edit import confirmed

        talk = records.get(interview) or self.interviews.get(interview)
        if isinstance(talk, Interview):
            records[interview] = replace(talk, prep=confirmed(talk.prep))

    # Loops -----------------------------------------------------------------------------

    def advance_loop(self, loop: Loop, *, tell: bool = True) -> FollowUp | None:
        """A loop one step further; what asked for that in the queue is done.

        What was tried or read is to be told: the row for it is returned, and with `tell` it is
        in the queue.
        """
        note = loops.advance(loop.note)
        row = (
            loops.tell_them(replace(loop, note=note), self.now(), self.preferences.limits)
            if tell
            else None
        )
        self._move(loop, note, "loop", [row] if row else [])
        return row

    def let_loop_go(self, loop: Loop) -> None:
        """Closes a loop that one does not follow up."""
        self._move(loop, loops.let_go(loop.note), "let go", [])

    def _move(self, loop: Loop, note: Note, verb: str, new: list[FollowUp]) -> None:
        rows = [r for r in self.open_rows(loop.contact) if r.note == note.uid]
        asked = [r for r in rows if r.kind in _CLOSES and r.uid not in {n.uid for n in new}]
        records: dict[str, AnyRecord] = {}
        for row in (*self._closed(asked), *new):
            records[row.uid] = row
        assert note.state is not None  # a loop that was moved has a state
        self._set_note(records, loop.interview, note.uid, note.state)
        label = loops.Loop(loop.contact, loop.interview, note).label
        self.commit(f"{verb}: {note.kind} {label}", records.values())

    def _set_note(
        self, records: dict[str, AnyRecord], interview: str, note: str, state: LoopState
    ) -> None:
        """Puts the interview with this note in another state among the records."""
        talk = records.get(interview) or self.interviews.get(interview)
        if isinstance(talk, Interview):
            notes = tuple(replace(n, state=state) if n.uid == note else n for n in talk.notes)
            records[interview] = replace(talk, notes=notes)

    def _touch_for(self, row: FollowUp, channel: Channel) -> Touch:
        kind = TOUCH_OF.get(row.kind, TouchKind.CHECK_IN)
        interview = row.interview if row.kind is FollowUpKind.THANK_YOU else ""
        return self._message(row.contact, kind, channel, row.draft, interview=interview)
