"""Rows of a table to drafts of people, by a mapping of its columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from infoview_tui.domain.zones import zone_of
from infoview_tui.exchange.cleaning import ASIDE, Border, without_repetitions
from infoview_tui.exchange.columns import guess_mapping, place_of, says_nothing
from infoview_tui.exchange.days import day_comes_first, read_birthday
from infoview_tui.exchange.drafts import PersonDraft, Reading, Skipped
from infoview_tui.exchange.names import split_credentials
from infoview_tui.exchange.tables import Table

# Several values in one cell: Google joins with " ::: ", others with ";".
_JOINED = " ::: "
# The apostrophe by which careful programs keep a cell from being a formula.
_GUARD = re.compile(r"^'(?='*[=+\-@＝＋－＠\t\r\n])")
_One = Callable[[str], str]


def people_in(table: Table, border: Border, mapping: Mapping[str, str] | None = None) -> Reading:
    """The people of a table; without a mapping its columns mean what their names say."""
    mapping = guess_mapping(table.header) if mapping is None else mapping
    fields = [mapping.get(column, "") for column in table.header]
    told = _day_first(table, fields)
    border.day_first = border.day_first if told is None else told
    layout = _Layout(tuple(table.header), tuple(fields))
    drafts: list[PersonDraft] = []
    skipped: list[Skipped] = []
    for number, cells in table.rows:
        draft = layout.draft(number, cells, border)
        if draft is None:
            shown = " · ".join(filter(None, (border.line(cell[:200], number) for cell in cells)))
            skipped.append(Skipped(number, "no name", shown[:120]))
        else:
            drafts.append(draft)
    border.remarks += [f"{column} left out: {rows}" for column, rows in layout.ignored.items()]
    kept, repeated = without_repetitions(drafts)
    return Reading(
        drafts=tuple(kept),
        skipped=tuple(sorted(skipped + repeated, key=lambda skip: skip.row)),
        rows=len(table.rows),
        source_name=table.program or "CSV file",
        remarks=tuple(border.remarks),
    )


def _day_first(table: Table, fields: Sequence[str]) -> bool | None:
    dates = [i for i, field in enumerate(fields) if field in {"connected_on", "birthday"}]
    return day_comes_first(
        cells[i] for _, cells in table.rows for i in dates if i < len(cells) and cells[i]
    )


class _Layout:
    """What the columns mean: a field each, "" for one kept in `extra`."""

    def __init__(self, header: tuple[str, ...], fields: tuple[str, ...]) -> None:
        self.header = header
        self.fields = fields
        self.ignored: Counter[str] = Counter()  # the cells left out of a column
        self._empty = [says_nothing(column) for column in header]

    def draft(self, row: int, cells: tuple[str, ...], border: Border) -> PersonDraft | None:
        """One row as a draft; None when it names nobody."""
        values: defaultdict[str, list[str]] = defaultdict(list)
        extra: list[tuple[str, str]] = []
        places: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        columns = zip(self.header, self.fields, self._empty, cells, strict=False)
        label = ""  # Google names a number in the column before it
        for column, meaning, empty, cell in columns:
            before, label = label, cell if column.endswith((" - Type", " - Label")) else ""
            if not cell or cell.isspace() or cell.strip().casefold() in empty:
                continue
            if meaning == "ignore":
                self.ignored[column] += 1
            elif meaning == "location":
                whose, part = place_of(column)
                places[whose].append((part, column, _GUARD.sub("", cell)))
            elif meaning == "phone" and ASIDE.search(before):
                extra.append((border.line(before, row), border.line(cell, row)))
            elif meaning:
                cell = _GUARD.sub("", cell)
                values[meaning] += [cell] if meaning == "notes" else _several(cell, meaning)
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
        connected_on = border.day(one("connected_on"), row)
        if one("connected_on") and connected_on is None:
            extra.append(("connected on", one("connected_on")))
        birthday = border.birthday(one("birthday"), row) or _birthday(one)
        if one("birthday") and not birthday:
            extra.append(("birthday", one("birthday")))
        timezone = one("timezone")
        if timezone and zone_of(timezone) is None:
            extra.append(("time zone", timezone))
            timezone = ""
        whose = min(places, key=_nearness, default="")
        location = ", ".join(border.lines((cell for _, _, cell in sorted(places[whose])), row))
        others = (places[other] for other in sorted(places, key=_nearness) if other != whose)
        extra += [(column, border.line(cell, row)) for _, column, cell in chain(*others)]
        urls = [url for text in values["url"] if (url := border.url(text, row))]
        extra += [("url", url) for url in urls[1:]]
        return PersonDraft(
            name=name,
            role=one("role"),
            company=one("company"),
            emails=border.emails(values["email"], row),
            phones=border.lines(values["phone"], row),
            url=urls[0] if urls else "",
            location=location,
            industry=one("industry"),
            timezone=timezone,
            connected_on=connected_on,
            birthday=birthday,
            notes="\n".join(filter(None, (border.text(text, row) for text in values["notes"]))),
            tags=border.lines((part for text in values["tags"] for part in _tags(text)), row),
            extra=tuple(extra),
            row=row,
        )


def _several(cell: str, meaning: str) -> list[str]:
    return (cell.replace("; ", _JOINED) if meaning == "phone" else cell).split(_JOINED)


def _nearness(whose: str) -> tuple[int, str]:
    """Where somebody is met: their only place, at work, at home, then any other."""
    order = ("", "work", "home")
    return (order.index(whose) if whose in order else len(order)), whose


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
