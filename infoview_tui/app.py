"""The program's frame: panes, navigation, quitting. Everything else is a screen's business."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import messages
from infoview_tui.screens.commands import commands, elsewhere
from infoview_tui.screens.opening import OpeningScreen
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.screens.panes import PANES
from infoview_tui.screens.panes_app import PanesApp
from infoview_tui.widgets.pane_bar import PaneBar


def pane_bindings() -> list[BindingType]:
    """A digit and a function key for each pane; the function key works while typing."""
    names = ("Contacts", "Prep", "Live", "Follow-ups", "Insights")
    return [
        Binding(
            f"{number},f{number + 1}",
            f"pane({number})",
            name,
            show=False,
            id=f"pane.{PANES[number - 1]}",
            tooltip=f"Show pane {number}, {name}",
        )
        for number, name in enumerate(names, 1)
    ]


class InfoviewApp(PanesApp):
    """The journal on screen.

    A small journal is best opened before and given as `journal`; otherwise `open_journal` runs in
    a thread, after the first frame.
    """

    TITLE = "infoview"
    CSS_PATH = "infoview.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *pane_bindings(),
        Binding("slash", "find", "Find", key_display="/", show=False, id="find"),
        Binding("question_mark,f1", "help", "Help", key_display="?", show=False, id="help"),
        Binding("colon", "command_palette", "Commands", key_display=":", show=False, id="palette"),
        # Textual adds it only where nothing else opens the palette.
        Binding("ctrl+p", "command_palette", "Commands", show=False, id="palette.typing"),
        Binding("u", "undo", "Undo", show=False, id="undo"),
        Binding("U", "redo", "Redo", show=False, id="redo"),
        Binding("w", "review", "Weekly review", show=False, id="review"),
        Binding("m", "mask", "Mask names", show=False, id="mask"),
        Binding("ctrl+g", "mask", "Mask names", show=False, id="mask.typing"),
        Binding("q", "quit", "Quit", show=False, id="quit"),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True, id="quit.anywhere"),
        Binding("ctrl+c", "interrupt", "Quit", show=False, id="interrupt"),
    ]

    def __init__(
        self,
        open_journal: Callable[[], Journal],
        preferences: Preferences | None = None,
        journal: Journal | None = None,
        faults: Sequence[str] = (),
        *,
        welcome: bool = False,
    ) -> None:
        if journal is not None:
            # The first screen is pane 1, and not one that is to be replaced at once.
            self.DEFAULT_MODE = PANES[0]  # type: ignore[misc]
        super().__init__(preferences or Preferences(), faults, journal)
        self._open_journal = open_journal
        self.wants_sample = False  # to be shown next, by whoever runs this app
        self._welcome = welcome  # lead into a journal that is new
        self.animation_level = "none"

    # Opening and quitting ------------------------------------------------------

    def get_default_screen(self) -> Screen[object]:
        return OpeningScreen() if self.journal is None else self.make_pane(1)

    def on_ready(self) -> None:
        if self.journal is None:
            self._load()
        else:
            self._name_first_pane()
            self._attend(self.journal)

    @work
    async def _load(self) -> None:
        try:
            journal = await asyncio.to_thread(self._open_unless_leaving)
        except InfoviewError as error:
            self._refuse(error)
        else:
            if journal is not None:
                await self._begin(journal)

    def _open_unless_leaving(self) -> Journal | None:
        """The journal; closed again if meanwhile the program was asked to end."""
        journal = self._open_journal()
        if self.leaving:
            journal.close()
            return None
        return journal

    def _refuse(self, error: InfoviewError) -> None:
        self.failure = error
        self.exit(2, return_code=2)

    async def _begin(self, journal: Journal) -> None:
        self.journal = journal
        self._name_first_pane()
        await self.switch_mode(PANES[0])
        self._attend(journal)

    def _name_first_pane(self) -> None:
        """Makes pane 1 a place to come back to, shown already or not."""
        self.add_mode(PANES[0], partial(self.make_pane, 1))

    def _attend(self, journal: Journal) -> None:
        """The journal is open: the panes can be shown, and it is looked after."""
        for number, name in enumerate(PANES[1:], 2):
            self.add_mode(name, partial(self.make_pane, number))
        self.keep(journal)
        self.attend_to_wishes()
        if self._welcome and journal.is_new:
            self._lead_in(journal)

    @work
    async def _lead_in(self, journal: Journal) -> None:
        """The first five minutes, once."""
        from infoview_tui.screens.welcome import WelcomeScreen

        way = await self.push_screen_wait(WelcomeScreen(journal))
        if way == "import":
            from infoview_tui.screens.import_file import ImportScreen

            self.push_screen(ImportScreen(journal))
        elif way == "add":
            await self.screen.run_action("add")

    async def on_welcome_screen_sample_asked(self) -> None:
        self.wants_sample = True
        await self.action_quit()

    def preferences_taken(self) -> None:
        if self.journal is not None:
            self.journal.take_preferences(self.preferences)
            panes = [stack[0] for stack in self._screen_stacks.values() if stack]
            for pane in panes:
                if isinstance(pane, JournalScreen) and pane.is_mounted:
                    pane.start_anew()

    # Going places --------------------------------------------------------------

    async def action_pane(self, number: int) -> None:
        if self.journal is not None:
            await self.go_to(PANES[number - 1])

    @on(PaneBar.Chosen)
    async def _pane_chosen(self, event: PaneBar.Chosen) -> None:
        await self.action_pane(event.number)

    @on(messages.OpenPane)
    async def _open_pane(self, event: messages.OpenPane) -> None:
        await self.action_pane(event.number)

    @on(messages.OpenContact)
    async def _open_contact(self, event: messages.OpenContact) -> None:
        await self._open_in("contacts", event.contact)

    @on(messages.OpenPeople)
    async def _open_people(self, event: messages.OpenPeople) -> None:
        await self._open_in("contacts", part=event.text)

    @on(messages.OpenHistory)
    def _open_history(self, event: messages.OpenHistory) -> None:
        from infoview_tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self._journal, event.contact, event.event))

    @on(messages.OpenPrep)
    async def _open_prep(self, event: messages.OpenPrep) -> None:
        await self._open_in("prep", event.interview, event.part)

    @on(messages.OpenLive)
    async def _open_live(self, event: messages.OpenLive) -> None:
        await self._open_in("live", event.interview)

    @on(messages.OpenBoard)
    async def _open_board(self, event: messages.OpenBoard) -> None:
        await self._open_in("insights", event.line)

    async def _open_in(self, mode: str, uid: str = "", part: str = "") -> None:
        await self.go_to(mode)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if isinstance(self.screen, JournalScreen):
            if uid:
                self.screen.open(uid)
            if part:
                self.screen.open_part(part)

    @on(messages.OpenNote)
    def _open_note(self, event: messages.OpenNote) -> None:
        from infoview_tui.screens.talk import TalkScreen

        self.push_screen(TalkScreen(self._journal, event.interview, event.note))

    @on(messages.OpenDebrief)
    def _open_debrief(self, event: messages.OpenDebrief) -> None:
        from infoview_tui.screens.debrief import DebriefScreen

        self.push_screen(DebriefScreen(self._journal, event.interview, event.prompt))

    @on(messages.OpenCompose)
    def _open_compose(self, event: messages.OpenCompose) -> None:
        from infoview_tui.screens.compose import ComposeScreen

        self._push_if_there(lambda: ComposeScreen(self._journal, event))

    @on(messages.OpenPlan)
    def _open_plan(self, event: messages.OpenPlan) -> None:
        from infoview_tui.screens.plan import PlanScreen

        self._push_if_there(lambda: PlanScreen(self._journal, event.contact, event.interview))

    def _push_if_there(self, make: Callable[[], Screen[None]]) -> None:
        """Pushes a screen about a record; one that is gone (undone, merged) is said in a line."""
        try:
            screen = make()
        except InfoviewError as error:
            self.notify(str(error), severity="error")
        else:
            self.push_screen(screen)

    @on(messages.OpenReview)
    def action_review(self) -> None:
        from infoview_tui.screens.review import ReviewScreen

        self._push_once(ReviewScreen)

    @on(messages.OpenFind)
    def action_find(self) -> None:
        from infoview_tui.screens.find import FindScreen

        self._push_once(FindScreen)

    def _push_once(self, screen: type[JournalScreen[object]]) -> None:
        if self.journal is not None and not isinstance(self.screen, screen):
            self.push_screen(screen(self.journal))

    def action_help(self) -> None:
        from infoview_tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    # Everywhere ------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every verb of the program: the bindings of the screen in front, then those everywhere."""
        seen: set[str] = set()
        titles: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.description and binding.action not in seen and active.enabled:
                seen.add(binding.action)
                key = self.get_key_display(binding)
                titles.add(binding.description)
                yield SystemCommand(
                    f"{binding.description}  ({key})",
                    active.tooltip or "",
                    self._runner(binding.action, active.node),
                )
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand(
            "Reload preferences", "Read the preferences file again", self.action_reload_preferences
        )
        if self.journal is not None:
            for command in (*commands(self, self.journal), *elsewhere(self)):
                if command.title not in titles:
                    yield SystemCommand(*command)

    def _runner(self, action: str, node: object) -> Callable[[], None]:
        def run() -> None:
            self.call_later(self.run_action, action, node)

        return run
