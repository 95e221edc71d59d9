"""One open journal at the screen: the bar says how it stands, and nothing is lost at the end."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.text import Text
from textual import on, work
from textual.driver import Driver
from textual.screen import Screen

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.core import Keys
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.leaving import Asking
from infoview_tui.screens.pace import REST, WORK
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.undoing import take_step
from infoview_tui.screens.wishes import WishesApp
from infoview_tui.widgets.pane_bar import PaneBar

_POLL = 1.0  # seconds
_QUEUE_AFTER = 0.2  # seconds: the first frame comes first


class KeepingApp(WishesApp[int]):
    """An app that looks after its journal: others' changes, what is due, undo, and the end."""

    def __init__(
        self,
        preferences: Preferences,
        faults: Sequence[str] = (),
        journal: Journal | None = None,
    ) -> None:
        super().__init__(preferences, faults)
        self.journal = journal
        self.masked = False
        self.failure: InfoviewError | None = None
        self.leaving = self._crashed = False
        self._told = 0  # of the journal's notices

    def keep(self, journal: Journal) -> None:
        """To be called once the journal is open and a screen stands."""
        journal.subscribe(self._records_changed)
        journal.store.subscribe(self._save_state_changed)
        self.set_timer(_QUEUE_AFTER, self._read_queue)
        self.set_interval(_POLL, self._poll)
        self.app_suspend_signal.subscribe(self, self._suspended, immediate=True)
        self._tell_news()

    def at_leisure(self) -> object:
        """All that is due is known, and nobody waits for anything."""
        return None

    def notify(self, message: str, *, markup: bool = False, **options: Any) -> None:
        """Says something in a corner: as it stands, for it may hold what people wrote."""
        super().notify(message, markup=False, **options)

    # Records and the bar -------------------------------------------------------

    @work(thread=True, exclusive=True, group="poll", exit_on_error=False)
    def _poll(self) -> None:
        journal = self.journal
        if journal is not None and (keys := journal.look_around()):
            self.call_from_thread(journal.hear, keys)
        self.call_from_thread(self._polled)

    def _polled(self) -> None:
        self._tell_news()
        self._age_queue()

    def _tell_news(self) -> None:
        """What opening, merging and taking over had to say since the last time."""
        if self.journal is None:
            return
        notices = self.journal.notices
        for notice in notices[self._told :]:
            self.screen.notify(notice, timeout=8)
        if self._told < len(notices):
            self._told = len(notices)
            self.fill_bar()

    def _age_queue(self) -> None:
        if self.journal is not None and not self.journal.read_queue(WORK):
            self._read_queue()  # a new day: every row is another

    def _save_state_changed(self, _state: object) -> None:
        self.call_later(self.fill_bar)  # heard from any thread

    def _records_changed(self, keys: Keys) -> None:
        self.fill_bar()

    @on(JournalScreen.Shown)
    def _screen_shown(self, event: JournalScreen.Shown) -> None:
        event.screen.masked = self.masked
        self.fill_bar()

    def fill_bar(self) -> None:
        if self.journal is None:
            return
        for bar in self.screen.query(PaneBar):
            bar.counts = self.journal.counts()
            bar.set_save_state(*self.journal.save_line())
            bar.masked = self.masked
            bar.read_only = self.journal.read_only

    @on(Asking.Opened)
    def _asked(self, event: Asking.Opened) -> None:
        """Offers what was being typed when the same was asked and the program had to end."""
        screen = event.screen
        if self.journal is not None and (answer := self.journal.take_unfinished(screen.question)):
            screen.resume(answer)

    def all_screens(self) -> Iterable[JournalScreen[object]]:
        return [screen for screen in self._stacked() if isinstance(screen, JournalScreen)]

    def _stacked(self) -> list[Screen[Any]]:
        """Every screen that stands, in front or not; one that is being made holds nothing yet."""
        stacks = self._screen_stacks.values()
        return [screen for stack in stacks for screen in stack if screen.is_mounted]

    async def action_undo(self) -> None:
        await self._take_step("Undone", "Nothing to undo", backwards=True)

    async def action_redo(self) -> None:
        await self._take_step("Redone", "Nothing to redo", backwards=False)

    async def _take_step(self, done: str, nothing: str, *, backwards: bool) -> None:
        """What is pressed or asked for meanwhile waits, the end of the program too."""
        if self.journal is None:
            return
        try:
            undone = await take_step(self.journal, backwards=backwards, begun=self.fill_bar)
        except InfoviewError as error:
            self.notify(str(error), severity="error")
        else:
            self.notify(f"{done}: {undone.label}" if undone else nothing, timeout=3)
        self.fill_bar()

    def action_mask(self) -> None:
        """Shows names, companies and personal lines as initials; never written to the file."""
        self.masked = not self.masked
        for screen in self.all_screens():
            screen.masked = self.masked
        self.fill_bar()

    # The end ---------------------------------------------------------------------

    def get_driver_class(self) -> type[Driver]:
        """On Unix a driver of our own, for terminals that go away."""
        if sys.platform != "win32":
            from infoview_tui.screens.terminal import TerminalDriver

            return TerminalDriver
        return super().get_driver_class()

    def _suspended(self, _app: object) -> None:
        self._flush_screens()  # who is stopped may be killed

    async def action_quit(self) -> None:
        """Nothing is ever unsaved: folds the log into the journal, then leaves.

        Only where the disk refuses to the last it asks what to do.
        """
        self._flush_screens()
        if self.journal is None or self.journal.store.save_now():
            self._leave()
        else:
            self._ask_unsaved(self.journal)

    async def action_interrupt(self) -> None:
        await self.action_quit()

    def on_leave_asked(self) -> None:
        """A signal, or the end of the terminal: as `q`, once what was typed before is done."""
        if not self.leaving:
            self.leaving = True
            self.run_worker(self._leave_unasked())

    async def _leave_unasked(self) -> None:
        await self.settled()
        self._leave()

    @work(exclusive=True, group="quit")
    async def _ask_unsaved(self, journal: Journal) -> None:
        from infoview_tui.screens.unsaved import COPY, LOSE, Unsaved

        if isinstance(self.screen, Unsaved):
            return
        answer = await self.push_screen_wait(Unsaved(journal.why_unsaved, journal.store.unsaved))
        if answer == LOSE:
            self._leave(rescue=False)
        elif answer == COPY:
            try:
                self.failure = journal.rescued()
            except InfoviewError as error:
                self.notify(str(error), severity="error")
            else:
                self._leave(rescue=False)

    def _leave(self, *, rescue: bool = True) -> None:
        """Ends the program; what the disk refuses goes, if nobody could be asked, elsewhere."""
        self.leaving = True
        journal = self.journal
        try:
            self.close_journal()
        except InfoviewError as error:
            self.failure = self.failure or error
            if journal is not None and rescue:
                with contextlib.suppress(InfoviewError):
                    self.failure = journal.rescued()
        code = 2 if self.failure else self.return_code or 0
        news = [] if journal is None else journal.notices[self._told :]
        last_words = Text("\n".join(f"infoview: {notice}" for notice in news))
        self.exit(code, return_code=code, message=last_words if news else None)

    def close_journal(self) -> None:
        """Flushes what is being typed and closes the journal; safe to call again."""
        self._flush_screens()
        journal, self.journal = self.journal, None
        if journal is not None:
            try:
                asking = [screen for screen in self._stacked() if isinstance(screen, Asking)]
                journal.keep_unfinished({screen.question: screen.unfinished() for screen in asking})
            finally:
                journal.close()

    def _flush_screens(self) -> None:
        """Writes what is being typed; one screen's fault does not cost another one's text."""
        if self.journal is None:
            return
        faults: list[Exception] = []
        for screen in self.all_screens():
            try:
                screen.flush()
            except Exception as fault:
                faults.append(fault)
        if faults:
            self._handle_exception(faults[0])

    def _fatal_error(self) -> None:
        """Textual would print every local variable, and with them the user's notes."""
        from infoview_tui.journal.crash_log import tell_crash

        if not self._crashed:  # what follows from a fault is not worth a word
            self._crashed = self.leaving = True
            error = sys.exc_info()[1] or self._exception
            line = tell_crash(error) if error is not None else "infoview: stopped by a fault"
            self._exit_renderables[:] = [Text(line)]
            with contextlib.suppress(Exception):  # whatever broke, the notes come first
                self.close_journal()
        self._close_messages_no_wait()

    @work(exclusive=True, group="queue")
    async def _read_queue(self) -> None:
        """What is due, computed a slice at a time, so that the screen stays alive."""
        while self.journal is not None and not self.journal.read_queue(WORK):
            await asyncio.sleep(REST)
        self.fill_bar()
        self.at_leisure()
