"""Small charts in text: 80 columns, no colour needed, the figure beside every bar."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from msgspec import Struct

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEVELS = "▁▂▃▄▅▆▇█"
_LABEL = 24  # cells at most
_WIDE = frozenset("WF")
_ROOMY = 50  # columns, from which a chart has room for words


class Bar(Struct, frozen=True):
    """One bar: its label, its value, and what is said of it behind the bar."""

    label: str
    value: float
    said: str = ""


def bars(
    rows: Iterable[Bar],
    width: int = 80,
    top: float | None = None,
    band: tuple[float, float] | None = None,
) -> tuple[str, ...]:
    """Horizontal bars on one scale from 0 to `top` (default: the largest value).

    `band` marks where a value is expected: dots below the bar's end, `┊` at its two edges.
    """
    drawn = list(rows)
    labels = min(_LABEL, max((cells(bar.label) for bar in drawn), default=0))
    said = max((cells(bar.said) for bar in drawn), default=0)
    room = max(4, width - labels - said - 2)
    most = top if top is not None else max((bar.value for bar in drawn), default=0)
    return tuple(
        f"{fit(bar.label, labels)} {_bar(bar.value, most, room, band)} {bar.said}".rstrip()
        for bar in drawn
    )


def _bar(value: float, top: float, room: int, band: tuple[float, float] | None) -> str:
    if top <= 0:
        return " " * room
    eighths = round(max(0.0, min(1.0, value / top)) * room * 8)
    if value > 0:
        eighths = max(1, eighths)  # little is not nothing
    whole, rest = divmod(eighths, 8)
    drawn = list(("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(room))
    if band is not None:
        first, last = (min(room - 1, round(min(1.0, edge / top) * room)) for edge in band)
        for at in range(first, last + 1):
            if drawn[at] == " ":
                drawn[at] = "┊" if at in (first, last) else "·"
    return "".join(drawn)


def sparkline(values: Sequence[float | None], top: float | None = None) -> str:
    """One character a value, from 0 to `top` (default: the largest); None leaves a gap."""
    most = top if top is not None else max((v for v in values if v is not None), default=0)
    return "".join(" " if value is None else _level(value, most) for value in values)


def _level(value: float, top: float) -> str:
    if top <= 0:
        return _LEVELS[0]
    return _LEVELS[round(max(0.0, min(1.0, value / top)) * (len(_LEVELS) - 1))]


def columns(rows: Sequence[Bar], height: int = 4) -> tuple[str, ...]:
    """Upright bars, two cells each, over their labels' first two characters; values on top."""
    most = max((bar.value for bar in rows), default=0)
    lines = []
    for floor in reversed(range(height)):
        cells_of = []
        for bar in rows:
            eighths = round(bar.value / most * height * 8) - floor * 8 if most > 0 else 0
            sign = " " if eighths <= 0 else "█" if eighths >= 8 else _LEVELS[eighths - 1]
            cells_of.append(sign * 2)
        lines.append(" ".join(cells_of).rstrip())
    lines.append(" ".join(fit(f"{bar.value:g}", 2) for bar in rows).rstrip())
    lines.append(" ".join(fit(bar.label, 2) for bar in rows).rstrip())
    return tuple(lines)


def funnel(rows: Sequence[tuple[str, int]], width: int = 80) -> tuple[str, ...]:
    """Steps of a way, each with its count and its share of the step before."""
    bars_of = []
    before: int | None = None
    for label, count in rows:
        of_these = " of these" if width >= _ROOMY else ""
        share = f"  {percent(count / before)}{of_these}" if before else ""
        bars_of.append(Bar(label, count, f"{count}{share}"))
        before = count
    return bars(bars_of, width)


def percent(share: float | None) -> str:
    """`33 %`; a dash where there is nothing to divide."""
    return "–" if share is None else f"{round(100 * share)} %"


def cells(text: str) -> int:
    """How many columns of a terminal the text takes, near enough for a chart."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in _WIDE)
        for c in text
    )


def fit(text: str, width: int) -> str:
    """The text in exactly `width` columns, cut with an ellipsis or filled up."""
    if cells(text) > width:
        kept = ""
        for c in text:
            if cells(kept + c) > width - 1:
                break
            kept += c
        text = f"{kept}…" if width else ""
    return text + " " * (width - cells(text))
