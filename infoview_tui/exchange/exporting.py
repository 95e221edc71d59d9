"""The journal in other programs' formats, on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from infoview_tui.domain.errors import ExportInTheWay, ExportRefused
from infoview_tui.domain.models import Contact, FollowUp, Interview
from infoview_tui.exchange.files import PRODUCT, write_file, write_folder
from infoview_tui.exchange.markdown_text import Style
from infoview_tui.journal.cipher import SUFFIX

if TYPE_CHECKING:
    from infoview_tui.journal.journal import Journal

Format = Literal["markdown", "vcard", "ics", "csv", "json"]

# What a format is called on the disk when no path is given; the first two are folders.
DEFAULT_NAMES = {
    "markdown": "infoview-notes",
    "csv": "infoview-csv",
    "vcard": "infoview.vcf",
    "ics": "infoview.ics",
    "json": "infoview.json",
}

# What stands in the first lines of a file of ours.
_MARKS = {
    "vcard": ("BEGIN:VCARD", PRODUCT),
    "ics": ("BEGIN:VCALENDAR", PRODUCT),
    "json": ('{\n  "infoview": {',),
}


def export_journal(
    journal: Journal,
    form: str,
    path: Path | None = None,
    *,
    style: Style = "obsidian",
    redact: bool = False,
    force: bool = False,
) -> str:
    """Write the journal in `form`; where it went, and what was left alone there.

    Without a path it goes to the current folder. With `redact` nobody can be recognised in it.
    A file that is no export of this format is replaced, and a note edited since, only by `force`.
    Raises `ExportRefused`; then nothing was replaced.
    """
    if form not in get_args(Format):
        raise ExportRefused(f"no such format: {form}; choose one of {', '.join(get_args(Format))}")
    target = path if path is not None else Path(DEFAULT_NAMES[form])
    _refuse_own(journal.store.path, target)
    if form in _MARKS and not force:
        _refuse_other(target, form)
    contacts, interviews, follow_ups = _records(journal)
    touches = [] if redact else journal.touches.all()
    if redact:
        from infoview_tui.exchange.redaction import redacted

        contacts, interviews, follow_ups = redacted(contacts, interviews, follow_ups)
    if form == "json":
        from infoview_tui.exchange.json_file import to_json

        return _written(target, to_json(contacts, interviews, follow_ups, touches))
    if form == "vcard":
        from infoview_tui.exchange.vcard import to_vcards

        return _written(target, to_vcards(contacts))
    if form == "ics":
        from infoview_tui.exchange.ics import to_ics

        return _written(target, to_ics(contacts, interviews, follow_ups, now=journal.now()))
    if form == "csv":
        from infoview_tui.exchange.csv_files import csv_folder

        return _folder(target, csv_folder(contacts, interviews, follow_ups), force)
    from infoview_tui.exchange.markdown import to_markdown

    return _folder(target, to_markdown(contacts, interviews, follow_ups, style), force)


def _refuse_own(journal: Path, target: Path) -> None:
    """An export must not take the place of the journal, of its log, its lock or its backups."""
    try:
        own, place = journal.resolve(), target.resolve()
        same = place.exists() and place.samefile(own)
    except (OSError, RuntimeError, ValueError):
        return  # a place where nothing can be written, as the writing will say
    plain = own.name.removesuffix(SUFFIX)  # which would be found before the encrypted one
    tails = ("", ".log", ".lock", ".backups")
    taken = {own.with_name(name + tail) for name in (plain, plain + SUFFIX) for tail in tails}
    if same or taken & {place, *place.parents}:
        raise ExportRefused(f"cannot export to {target}: that is the journal's own; name another")


def _refuse_other(target: Path, form: str) -> None:
    """What stands there must be an earlier export of this format, or empty."""
    try:
        if not target.is_file():
            return  # nothing is there, or what no file can replace, as the writing will say
        with target.open("rb") as file:
            head = file.read(200)
    except (OSError, ValueError):
        head = b"?"
    if head and not all(mark.encode() in head for mark in _MARKS[form]):
        reason = f"a file that is no {form} export stands there"
        raise ExportInTheWay(
            f"cannot export to {target}: {reason}; name another, or replace it with --force"
        )


def _records(
    journal: Journal,
) -> tuple[Sequence[Contact], Sequence[Interview], Sequence[FollowUp]]:
    """All records, oldest first, so that file names stay what they were as people are added."""
    never = datetime.max.replace(tzinfo=UTC)
    interviews = [journal.interviews[head.uid] for head in journal.heads.all()]
    return (
        sorted(journal.contacts.all(), key=lambda c: (c.created_at or never, c.uid)),
        sorted(interviews, key=lambda i: (i.created_at or never, i.uid)),
        sorted(journal.follow_ups.all(), key=lambda f: (f.due, f.uid)),
    )


def _written(path: Path, content: str | bytes) -> str:
    write_file(path, content)
    return str(path)


def _folder(path: Path, files: dict[str, str], force: bool) -> str:
    report = write_folder(path, files, force=force)
    said = f"{path} ({len(report.written) + len(report.unchanged)} files)"
    if report.kept:
        said += f"; left alone, edited since or not ours: {', '.join(report.kept[:5])}"
        said += f" and {len(report.kept) - 5} more" if len(report.kept) > 5 else ""
    return said
