"""The panes as the app holds them: made while nobody types, so that each is there at its key."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from rich.console import RenderableType
from textual import work
from textual.screen import Screen
from textual.widget import Widget

from infoview_tui.domain.preferences import Preferences
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.keeping import KeepingApp
from infoview_tui.screens.panes import PANES, make_pane, read_code, sheet_of

_STEP = 0.01  # seconds between two looks whether a pane has drawn itself
# Seconds for a pane that comes to the front, before it is painted.
_COMPOSED = 0.05  # new: Textual's own
_DRAWN = 0.01  # made before: to draw what has changed since


class PanesApp(KeepingApp):
    """An app that makes its panes ahead, and goes to them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-normal"), (110, "-wide")]

    def __init__(
        self,
        preferences: Preferences,
        faults: Sequence[str] = (),
        journal: Journal | None = None,
    ) -> None:
        super().__init__(preferences, faults, journal)
        self._making = asyncio.Lock()  # a pane, which nobody may enter meanwhile
        self._stands = False  # the pane that one goes to

    @work(exit_on_error=False)
    async def at_leisure(self) -> None:
        """Makes the other panes while nobody waits for anything; one that stands opens at once."""
        from infoview_tui.journal.crash_log import crashed_lately

        if crashed_lately():
            return  # the pane that was at fault keeps nobody from the others
        for number, name in enumerate(PANES[1:], 2):
            await asyncio.to_thread(read_code, number)
            await self.rest()
            self._read_styles(str(sheet_of(number)))
            await self.rest()
            if self.leaving:
                return
            async with self._making:
                # What Textual does on a first visit. From here on the pane is one that was visited
                # and left: it hears of changes, themes and sizes, and ends, as those do.
                await self._init_mode(name)
            await self._paint_ahead(self._screen_stacks[name][0])

    async def _paint_ahead(self, pane: Screen[object]) -> None:
        """Once a pane has drawn itself: its widgets remember their lines until they are shown."""
        while self.is_busy(pane):
            await asyncio.sleep(_STEP)
        pane._screen_resized(self.size)  # what it shows by now may need other room
        for widget in pane.walk_children(Widget):
            widget.render_lines(widget.size.region)

    def _read_styles(self, path: str) -> None:
        if not self.stylesheet.has_source(path, ""):
            self.stylesheet.read(path)
            _ = self.stylesheet.rules  # parsed by that

    def make_pane(self, number: int) -> Screen[object]:
        """A new screen for pane `number`, 1 to 5."""
        pane = make_pane(number, self._journal)
        # A new screen is styled by the rules as they are now. Textual takes it for an old one
        # from before a change of theme, and would parse and apply all rules anew, twice.
        pane._css_update_count = self._css_update_count
        # So is its width known: it need not be drawn for another one first.
        pane.add_class(self._breadth(), update=False)
        return pane

    def _breadth(self) -> str:
        return max(point for point in self.HORIZONTAL_BREAKPOINTS if point[0] <= self.size.width)[1]

    @property
    def _journal(self) -> Journal:
        assert self.journal is not None  # panes exist only once the journal is open
        return self.journal

    async def go_to(self, pane: str) -> None:
        """Brings the pane of this name to the front."""
        async with self._making:
            self._stands = pane in self._screen_stacks
            await self.switch_mode(pane)
            self._stands = False

    def delay_update(self, delay: float = _COMPOSED) -> None:
        """Textual paints nothing for a while when a pane comes; one that stands needs less."""
        super().delay_update(_DRAWN if self._stands else delay)

    # Textual cannot end a pane that is half made: its parts go before it has found them.

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Ends the program, once no pane is being made."""
        self.leaving = True
        if self._making.locked():
            self.set_timer(_STEP, partial(self.exit, result, return_code, message))
        else:
            super().exit(result, return_code, message)

    async def _shutdown(self) -> None:
        self.leaving = True
        async with self._making:
            self.workers.cancel_all()  # none may draw on what goes
            await super()._shutdown()
