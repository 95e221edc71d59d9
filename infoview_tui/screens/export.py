"""The journal in another program's format, asked for from the command palette."""

from __future__ import annotations

from pathlib import Path

from textual.app import App

from infoview_tui.domain.errors import ExportInTheWay, InfoviewError
from infoview_tui.exchange.exporting import DEFAULT_NAMES, export_journal
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, Choose

_FORMATS = (
    ("markdown", "Markdown notes, as Obsidian likes them"),
    ("vcard", "vCard, for address books"),
    ("ics", "iCalendar: talks and follow-ups"),
    ("csv", "CSV, for spreadsheets"),
    ("json", "JSON: everything"),
)
_IN_THE_WAY = (("leave", "Leave it"), ("replace", "Replace it"))  # Enter alone replaces nothing


async def export(app: App[int], journal: Journal) -> None:
    """Asks for the format and the place, and again before a file that is not ours is replaced."""
    form = await app.push_screen_wait(Choose("Export as", _FORMATS))
    if form is None:
        return
    default = str(Path.cwd() / DEFAULT_NAMES[form])
    place = await app.push_screen_wait(
        AskLine("Export to", value=default, check=lambda text: None if text else "Say where to.")
    )
    if place is None:
        return
    try:
        path = Path(place).expanduser()
        try:
            wrote = export_journal(journal, form, path)
        except ExportInTheWay:
            said = f"{path} is there already, and is no {form} export."
            if await app.push_screen_wait(Choose(said, _IN_THE_WAY)) != "replace":
                return
            wrote = export_journal(journal, form, path, force=True)
    except (InfoviewError, RuntimeError) as error:
        app.notify(str(error), severity="error")
    else:
        app.notify(f"Wrote {wrote}", timeout=8)
