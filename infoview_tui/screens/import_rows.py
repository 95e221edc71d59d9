"""What an import would do, as the lines of a list: the counts first, then whom they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct, field

from infoview_tui.exchange.importing import Import, kept_beside
from infoview_tui.widgets.columns import Column, Columns, Line
from infoview_tui.widgets.rows import Heading, Row

_COLUMNS = Columns(
    Column(4, align="right", style="muted"),
    Column(14, grow=2, most=30),
    Column(16, grow=4, style="muted"),
)
_REMARK = Columns(Column(4), Column(30, grow=1))
_SKIPPED, _ALTERED, _BESIDE = "SKIPPED", "ALTERED", "KEPT BESIDE"


class PreviewRows(Struct):
    """The rows of a preview, and how each is drawn."""

    rows: list[Row] = field(default_factory=list)
    _cells: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _reasons: set[str] = field(default_factory=set)  # rows whose text is our own
    _remarks: set[str] = field(default_factory=set)  # rows of one text

    @classmethod
    def of(cls, wanted: Import, *, take_news: bool) -> PreviewRows:
        made = cls()
        for title, detail, cells in _sections(wanted, take_news):
            if cells:
                made.rows.append(Heading(title, f"{len(cells)}  {detail}".rstrip()))
            for row, name, text in cells:
                key = str(len(made.rows))
                made.rows.append(key)
                made._cells[key] = (str(row) if row else "", name, text)
                if title == _SKIPPED:
                    made._reasons.add(key)
                elif title in {_ALTERED, _BESIDE}:
                    made._remarks.add(key)
        return made

    def draw(self, key: str, width: int, shown: Callable[[str], str] = str) -> Line:
        """The line of a row; `shown` may mask what tells who somebody is."""
        row, name, text = self._cells.get(key, ("", "", ""))
        if key in self._remarks:
            return _REMARK.line(width, ("", shown(name)))
        text = text if key in self._reasons else shown(text)
        return _COLUMNS.line(width, (row, shown(name), text))


_Cells = list[tuple[int, str, str]]


def _sections(wanted: Import, take_news: bool) -> Iterator[tuple[str, str, _Cells]]:
    """Title, a word on it, and (row, name, text) of each entry."""
    reading, plan, names = wanted.reading, wanted.plan, wanted.names
    news = [change for change in plan.changed if change.is_news]
    filled = [change for change in plan.changed if not change.is_news]
    skipped = sorted((*reading.skipped, *plan.skipped), key=lambda skip: skip.row)
    word = "taken over" if take_news else "a reason to write; n takes them over"
    yield "NEWS", word, [(0, names[c.contact_uid], f"{c.field}: {c.old} → {c.new}") for c in news]
    beside = {draft.row: (draft.row, draft.name, draft.company) for draft, _ in plan.lookalikes}
    yield "SAME NAME", "new beside somebody of that name", list(beside.values())
    yield _SKIPPED, "", [(skip.row, skip.text, skip.reason) for skip in skipped]
    yield _ALTERED, "", [(0, remark, "") for remark in reading.remarks]
    yield "FILLED IN", "", [(0, names[c.contact_uid], f"{c.field}: {c.new}") for c in filled]
    kept = [(0, line, "") for line in kept_beside(wanted)]
    yield _BESIDE, "in `imported`, for there is no field", kept
    new = [(draft.row, draft.name, _job(draft.role, draft.company)) for draft in plan.new]
    yield "NEW", "", new


def _job(role: str, company: str) -> str:
    return ", ".join(filter(None, (role, company)))


def said(wanted: Import) -> str:
    """The whole of it in one line."""
    reading, plan = wanted.reading, wanted.plan
    skipped = len(reading.skipped) + len(plan.skipped)
    changed = len({change.contact_uid for change in plan.changed})
    rows = f"{reading.rows} row{'s' if reading.rows != 1 else ''}"
    parts: Sequence[str] = (
        f"{len(plan.new)} new",
        f"{len(plan.known)} known",
        f"{changed} of them with something new" if changed else "",
        f"{skipped} skipped" if skipped else "",
    )
    return f"{reading.source_name}, {rows}: {', '.join(filter(None, parts))}"
