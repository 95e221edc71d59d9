"""What the command palette offers besides the keys: the rarer verbs of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.app import App
from textual.binding import Binding

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.panes import pane_class

PANE_NAMES = ("Contacts", "Prep", "Live", "Follow-ups", "Insights")


class Command(NamedTuple):
    """One entry of the palette."""

    title: str
    help: str
    run: Callable[[], object]


def commands(app: App[int], journal: Journal) -> Iterator[Command]:
    """The entries; each opens its screen only when it is chosen."""
    if not journal.read_only:
        yield Command(
            "Import people",
            "From LinkedIn, vCard, CSV or Markdown files, previewed first",
            lambda: _import(app, journal),
        )
        yield Command(
            "Merge duplicates",
            "Contacts that are probably the same person, or the two marked ones, become one",
            lambda: _merge(app, journal),
        )
        yield Command(
            "About me", "Who you are: what messages are filled from", lambda: _me(app, journal)
        )
    yield Command("Export", "Write the journal in another format", lambda: _export(app, journal))
    yield Command("Back up", "Make a backup copy now", lambda: _back_up(app, journal))


def elsewhere(app: App[int]) -> Iterator[Command]:
    """The verbs of the panes that are not in front: they come to the front first."""
    for number, pane in enumerate(PANE_NAMES, 1):
        cls = pane_class(number)
        if isinstance(app.screen, cls):
            continue
        told: set[str] = set()
        for binding in (b for each in cls.__mro__ for b in each.__dict__.get("BINDINGS", ())):
            if isinstance(binding, Binding) and binding.tooltip and binding.action not in told:
                told.add(binding.action)
                go = partial(_go, app, number, binding.action)
                yield Command(f"{pane}: {binding.description}", binding.tooltip, go)


def _go(app: App[int], number: int, action: str) -> None:
    async def there() -> None:
        await app.run_action(f"pane({number})")
        await app.run_action(action, app.screen)

    app.run_worker(there())


def _import(app: App[int], journal: Journal) -> None:
    from infoview_tui.screens.import_file import ImportScreen

    app.push_screen(ImportScreen(journal))


def _merge(app: App[int], journal: Journal) -> None:
    from infoview_tui.screens.contact_actions import ContactActions
    from infoview_tui.screens.duplicates import DuplicatesScreen

    screen = app.screen
    marked = screen.chosen() if isinstance(screen, ContactActions) else []
    app.push_screen(DuplicatesScreen(journal, marked if len(marked) == 2 else ()))


def _me(app: App[int], journal: Journal) -> None:
    from infoview_tui.screens.profile import ProfileScreen

    app.push_screen(ProfileScreen(journal))


def _export(app: App[int], journal: Journal) -> None:
    from infoview_tui.screens.export import export

    app.run_worker(export(app, journal))


def _back_up(app: App[int], journal: Journal) -> None:
    try:
        app.notify(f"Backup: {journal.store.backup()}")
    except InfoviewError as error:
        app.notify(str(error), severity="error")
