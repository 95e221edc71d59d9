"""Rows of a table to drafts of people, by a mapping of its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from infoview_tui.domain.dataclasses import dataclass
from infoview_tui.exchange.cleaning import Border, without_repetitions
from infoview_tui.exchange.columns import guess_mapping
from infoview_tui.exchange.days import day_comes_first, read_birthday, read_day
from infoview_tui.exchange.drafts import PersonDraft, Reading, Skipped
from infoview_tui.exchange.names import split_credentials
from infoview_tui.exchange.tables import Table

# Several values in one cell: Google joins with " ::: ", others with ";".
_JOINED = " ::: "
# The apostrophe by which careful programs keep a cell from being a formula.
_GUARD = re.compile(r"^'(?='*[=+\-@＝＋－＠\t\r\n])")
_One = Callable[[str], str]


def people_in(table: Table, mapping: Mapping[str, str] | None = None) -> Reading:
    """The people of a table; without a mapping its columns mean what their names say."""
    mapping = guess_mapping(table.header) if mapping is None else mapping
    fields = [mapping.get(column, "") for column in table.header]
    border = Border()
    layout = _Layout(tuple(table.header), tuple(fields), _day_first(table, fields))
    drafts: list[PersonDraft] = []
    skipped: list[Skipped] = []
    for number, cells in table.rows:
        draft = layout.draft(number, cells, border)
        if draft is None:
            shown = " · ".join(filter(None, (border.line(cell[:200], number) for cell in cells)))
            skipped.append(Skipped(number, "no name", shown[:120]))
        else:
            drafts.append(draft)
    kept, repeated = without_repetitions(drafts)
    return Reading(
        drafts=tuple(kept),
        skipped=tuple(sorted(skipped + repeated, key=lambda skip: skip.row)),
        rows=len(table.rows),
        source_name=table.program or "CSV file",
        remarks=tuple(border.remarks),
    )


def _day_first(table: Table, fields: Sequence[str]) -> bool:
    dates = [i for i, field in enumerate(fields) if field in {"connected_on", "birthday"}]
    return day_comes_first(
        cells[i] for _, cells in table.rows for i in dates if i < len(cells) and cells[i]
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    header: tuple[str, ...]
    fields: tuple[str, ...]  # the field of each column, "" for one kept in `extra`
    day_first: bool

    def draft(self, row: int, cells: tuple[str, ...], border: Border) -> PersonDraft | None:
        """One row as a draft; None when it names nobody."""
        values: defaultdict[str, list[str]] = defaultdict(list)
        extra: list[tuple[str, str]] = []
        for column, field, cell in zip(self.header, self.fields, cells, strict=False):
            if not cell or cell.isspace():
                continue
            if field:
                cell = _GUARD.sub("", cell)
                values[field] += [cell] if field == "notes" else _several(cell, field)
            else:
                extra.append(
                    (border.line(column, row) or "column", border.line(_GUARD.sub("", cell), row))
                )
        beyond = [border.line(cell, row) for cell in cells[len(self.header) :]]
        if any(beyond):
            border.remarks.append(f"row {row}: more cells than the header has columns")
            extra += [("column", cell) for cell in beyond if cell]

        def one(field: str) -> str:
            return next(filter(None, (border.line(text, row) for text in values[field])), "")

        name, credentials = split_credentials(_name(one))
        if not name:
            return None
        if credentials:
            extra.append(("credentials", credentials))
        connected_on = read_day(one("connected_on"), day_first=self.day_first)
        if one("connected_on") and connected_on is None:
            extra.append(("connected on", one("connected_on")))
        birthday = read_birthday(one("birthday"), day_first=self.day_first) or _birthday(one)
        if one("birthday") and not birthday:
            extra.append(("birthday", one("birthday")))
        urls = [url for text in values["url"] if (url := border.url(text, row))]
        extra += [("url", url) for url in urls[1:]]
        return PersonDraft(
            name=name,
            role=one("role"),
            company=one("company"),
            emails=border.emails(values["email"], row),
            phones=border.lines(values["phone"], row),
            url=urls[0] if urls else "",
            location=", ".join(border.lines(values["location"], row)),
            connected_on=connected_on,
            birthday=birthday,
            notes="\n".join(filter(None, (border.text(text, row) for text in values["notes"]))),
            tags=border.lines((part for text in values["tags"] for part in _tags(text)), row),
            extra=tuple(extra),
            row=row,
        )


def _several(cell: str, field: str) -> list[str]:
    return (cell.replace("; ", _JOINED) if field == "phone" else cell).split(_JOINED)


def _name(one: _One) -> str:
    """The full name, else its parts; a suffix stands behind a comma, as people write it."""
    parts = " ".join(filter(None, (one("first_name"), one("middle_name"), one("last_name"))))
    name = parts or one("name")
    suffix = one("suffix")
    return f"{name}, {suffix}" if name and suffix else name


def _birthday(one: _One) -> str:
    """Thunderbird's three columns; the year may be missing."""
    year, month, day = one("birth_year"), one("birth_month"), one("birth_day")
    if not (month.isdecimal() and day.isdecimal()):
        return ""
    start = f"{year}-" if year.isdecimal() and len(year) == 4 else "--"
    return read_birthday(f"{start}{month:0>2}-{day:0>2}")


def _tags(text: str) -> list[str]:
    """Labels of one cell; Google marks its own groups with an asterisk (`* myContacts`)."""
    return [part for part in text.replace(";", ",").split(",") if not part.strip().startswith("*")]
