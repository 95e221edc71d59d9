"""What is done with rows of the queue, by the same keys wherever they are listed."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from textual import work
from textual.message import Message

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.loops import Loop
from infoview_tui.domain.models import Channel, FollowUp, FollowUpKind, Status
from infoview_tui.domain.queue_row import Row, Task
from infoview_tui.domain.why import NO_REASON
from infoview_tui.screens import contact_questions
from infoview_tui.screens import queue_questions as ask
from infoview_tui.screens.compose_menu import introduction, what_to_write
from infoview_tui.screens.messages import (
    OpenCompose,
    OpenContact,
    OpenDebrief,
    OpenPlan,
    OpenPrep,
    OpenReview,
)
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.queue_keys import NEEDS_CONTACT, NEEDS_ROW
from infoview_tui.screens.row_form import EditRow
from infoview_tui.screens.snooze import AskSnooze
from infoview_tui.widgets.record_list import RecordList


class QueueRows(JournalScreen[object]):
    """A screen with a list of rows. Subclasses say which list it is and what stands in it."""

    keep: str | None = None
    """The record on which the cursor is to stand when the list is next filled."""

    @property
    def rows_list(self) -> RecordList:
        """The list whose records are acted on."""
        raise AssertionError("a subclass says which list it is")

    def row(self, key: str) -> Row | None:
        """The row of the queue that a record of the list stands for."""
        raise AssertionError("a subclass knows its rows")

    def contact_of(self, key: str) -> str:
        """The uid of the contact that a record is about; "" for none."""
        row = self.row(key)
        return row.contact if row else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted:
            return True
        if action in NEEDS_CONTACT:
            return self._contact() in self.journal.contacts
        if action in NEEDS_ROW:
            rows = self._chosen()
            if action == "done":
                return any(row.follow_up or row.task is Task.OUTCOME for row in rows)
            one = len(rows) == 1 or action in ("snooze", "drop")
            return one and any(row.follow_up is not None for row in rows)
        return True

    # Whom and what it is about -----------------------------------------------------------

    def _chosen(self) -> list[Row]:
        """The marked rows, else the one under the cursor."""
        rows = self.rows_list
        marked = rows.marked and [key for key in rows.keys if key in rows.marked]
        keys = marked or [rows.highlighted or ""]
        return [row for key in keys if (row := self.row(key)) is not None]

    def _next_key(self) -> str | None:
        """The record below those that are acted on, else the one above."""
        keys, acted = self.rows_list.keys, {row.key for row in self._chosen()}
        places = [place for place, key in enumerate(keys) if key in acted]
        if not places:
            return None
        below = [key for key in keys[places[0] :] if key not in acted]
        above = [key for key in keys[: places[0]] if key not in acted]
        return below[0] if below else above[-1] if above else None

    def _owed(self) -> list[FollowUp]:
        """The chosen rows that are follow-ups; the others are done by doing them."""
        return [row.follow_up for row in self._chosen() if row.follow_up is not None]

    def _contact(self) -> str:
        key = self.rows_list.highlighted
        return self.contact_of(key) if key else ""

    def _who(self, rows: list[FollowUp]) -> str:
        return self.name_of(rows[0].contact) if len(rows) == 1 else f"{len(rows)} rows"

    @property
    def _today(self) -> date:
        return self.journal.today()

    def _told(self, what: str) -> None:
        self.rows_list.marked = frozenset()
        self.notify(f"{what} · u takes it back")

    # Acting ----------------------------------------------------------------------------------

    @work
    async def action_done(self) -> None:
        chosen, rows = self._chosen(), self._owed()
        if len(chosen) == 1 and chosen[0].task is Task.OUTCOME:
            await self._account_for(chosen[0])
        if not rows:
            return
        if len(rows) == 1 and step_of(rows[0]) in (Step.ASK, Step.ANSWER):
            await self._answered(rows[0])
            return
        done = await ask.how_done(self.app, self.journal, rows)
        if done is None:
            return
        with self.reporting():
            note = ask.loop_of(self.journal, rows[0]) if done.tell_later else None
            if note is not None:
                loop = Loop(rows[0].contact, rows[0].interview, note)
                tell = self.journal.advance_loop(loop)
                when = f" · tell them {say_day(tell.due, self._today)}" if tell else ""
                self._told(f"{self._who(rows)}: noted{when}")
                return
            following = self.journal.finish(rows, done.channel, closes_loop=done.closes_loop)
            again = f"; again {say_day(following[0].due, self._today)}" if following else ""
            self._told(f"{self._who(rows)}: done{again}")

    async def _answered(self, row: FollowUp) -> None:
        """Whether one side of an introduction wants it."""
        name, other = self.name_of(row.contact), self.name_of(row.about)
        answer = await ask.wants_to_meet(self.app, row, name, other)
        with self.reporting():
            if answer == "asked":
                self.journal.log_introduction(row, Channel.OTHER, "")
                self._told(f"{name} was asked: the answer is waited for")
            elif answer == "no":
                self.journal.answer_introduction(row, yes=False)
                self._told(f"{name} and {other}: let go")
            elif answer == "yes":
                both = self.journal.answer_introduction(row, yes=True)
                self._told(f"{name} agreed" + ("; both did: c introduces them" if both else ""))

    async def _account_for(self, row: Row) -> None:
        """A talk whose time is over: held, moved, cancelled, or nobody came."""
        name = self.name_of(row.contact)
        answer = await ask.outcome(self.app, name)
        with self.reporting():
            if answer == "held":
                self.journal.was_held(row.interview)
                hours = self.journal.preferences.limits.thanks_hours
                self._told(f"The talk with {name} was held: thank them within {hours} h")
            elif answer == "moved":
                self.post_message(OpenPlan(row.contact, row.interview))
            elif answer is not None:
                self.journal.cancel_interview(row.interview, Status(answer))
                self._told(f"The talk with {name}: {answer.replace('_', '-')}")

    @work
    async def action_drop(self) -> None:
        rows = self._owed()
        if not rows:
            return
        answer = "go"
        if len(rows) == 1:
            name = self.name_of(rows[0].contact)
            answer = await ask.let_go(self.app, self.journal, rows[0], name) or ""
        with self.reporting():
            if answer == "yearly":
                self.journal.check_in_yearly(rows[0])
                self._told(f"{self._who(rows)}: once a year")
            elif answer == "go":
                self.journal.drop(rows)
                self._told(f"{self._who(rows)}: dropped")

    @work
    async def action_snooze(self) -> None:
        rows = self._owed()
        if not rows:
            return
        until = await self.app.push_screen_wait(
            AskSnooze(self.journal.now(), self.journal.read_when)
        )
        if until is not None:
            with self.reporting():
                self.keep = self._next_key()  # not where the row has gone
                self.journal.snooze(rows, until)
                times = max(len(row.snoozed) for row in rows) + 1
                again = f", snoozed {times} times" if times > 1 else ""
                self._told(f"{self._who(rows)}: {say_day(until, self._today)}{again}")

    @work
    async def action_edit(self) -> None:
        rows = self._owed()
        if len(rows) != 1:
            return
        row = rows[0]
        kind = row.kind.replace("_", " ")
        form = EditRow(
            f"{kind[:1].upper()}{kind[1:]} for {self.name_of(row.contact)}",
            row,
            self.journal.today(),
            self.journal.read_when,
        )
        edited = await self.app.push_screen_wait(form)
        if edited is not None:
            with self.reporting():
                self.journal.edit_follow_up(edited)

    @work
    async def action_log(self) -> None:
        uid = self._contact()
        touch = await contact_questions.touch(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            self._log(uid, touch)

    @work
    async def action_reply(self) -> None:
        uid = self._contact()
        touch = await contact_questions.reply(self.app, self.journal, uid, self.name_of(uid))
        if touch is not None:
            self._log(uid, touch)

    def _log(self, uid: str, touch: contact_questions.LoggedTouch) -> None:
        with self.reporting():
            self.journal.log_touch(
                uid, touch.kind, touch.channel,
                text=touch.text, at=touch.at, direction=touch.direction,
            )  # fmt: skip
            self._told(f"Logged with {self.name_of(uid)}")

    # Going places ------------------------------------------------------------------------------

    @work
    async def action_compose(self) -> None:
        """The message that a row asks for; without any reason it asks for one first."""
        chosen = next((row for row in self._chosen() if row.follow_up is not None), None)
        row = chosen.follow_up if chosen else None
        if chosen is None or row is None:
            self.write_to(self._contact())
            return
        with self.reporting():
            if row.kind is FollowUpKind.TRY_ANOTHER:
                await self._write_to_another(row)
                return
            if row.kind is FollowUpKind.INTRODUCTION and not row.about:
                if wanted := await introduction(self, row.contact, row):
                    self.post_message(wanted)
                return
            name = self.name_of(row.contact)
            reason = await ask.reason(self.app, self.journal, row, chosen.why, name)
            if reason is None:
                return
            if reason:
                row = replace(row, reason=reason)
                self.journal.edit_follow_up(row)
            elif row.uid not in self.journal.follow_ups:
                self.journal.add_follow_up(row)  # its draft needs a row to be kept in
            self.post_message(OpenCompose(row.contact, row.kind, row.uid))

    @work
    async def action_write(self) -> None:
        """Any kind of message to the contact of this row."""
        with self.reporting():
            if wanted := await what_to_write(self, self._contact()):
                self.post_message(wanted)

    def write_to(self, contact: str) -> None:
        """Begins a message to somebody for whom no row of the queue stands here."""

    async def _write_to_another(self, row: FollowUp) -> None:
        other = await ask.somebody_else(self.app, self.journal, row)
        if other is not None:
            new = self.journal.try_another(row, other)
            self.post_message(OpenCompose(other.uid, new.kind, new.uid))

    def action_history(self) -> None:
        from infoview_tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.journal, self._contact()))

    def action_plan(self) -> None:
        uid = self._contact()
        ahead = next((h.uid for h in self.journal.interviews_of.of(uid) if h.ahead), "")
        self.post_message(OpenPlan(uid, ahead))

    def open_row(self, row: Row) -> None:
        """Goes to what a row is about: the review, the debrief, the sheet, else the contact."""
        target: Message = OpenContact(row.contact)
        if row.task is Task.REVIEW:
            target = OpenReview()
        elif row.task is Task.DEBRIEF:
            target = OpenDebrief(row.interview)
        elif row.task is Task.PREP:
            target = OpenPrep(row.interview)
        self.post_message(target)

    # What a row says -----------------------------------------------------------------------------

    def why(self, row: Row) -> str:
        """Why now, how often it was put off, and what to do where no reason stands."""
        if self.masked:
            return "…"
        follow_up = row.follow_up
        said = row.why
        if said == NO_REASON:
            said = f"{said}: e writes one"
        times = len(follow_up.snoozed) if follow_up else 0
        return f"{said} (snoozed {times} times)" if times > 1 else said
