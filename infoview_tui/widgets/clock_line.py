"""The first line of a call: who, their time, and the clock; one line, repainted once a second."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from rich.cells import cell_len
from textual.reactive import reactive

from infoview_tui.domain.talk_clock import Phase, Reading, say_elapsed, say_left
from infoview_tui.widgets.columns import Span, cut, line_width
from infoview_tui.widgets.meter import bar
from infoview_tui.widgets.one_line import OneLine

_BAR_WIDTH = 12
_GAP = 2
_EDGES = 2  # a blank at either side
_NAME_LEAST = 12


class Who(Struct, frozen=True):
    """Whom one talks to, and the time where they are: `09:14` and `Toronto`."""

    name: str = ""
    role: str = ""
    company: str = ""
    clock: str = ""
    place: str = ""

    @property
    def there(self) -> str:
        return f"{self.clock} in {self.place}" if self.place else self.clock


class ClockLine(OneLine):
    """`Priya Natarajan · Staff PM, Northwind · 09:14 there    12:41 ▕██████░░░░▏ 7 min 19 left`."""

    who: reactive[Who] = reactive(Who())
    clock: reactive[tuple[Span, ...]] = reactive[tuple[Span, ...]](())
    """What the clock says; redrawn only when it says something else."""

    note: reactive[str] = reactive("")
    """A word of warning before the clock: not saved."""

    def line_at(self, width: int) -> list[Span]:
        return clock_line(width, self.who, self.clock, self.note)


def clock_spans(reading: Reading, early_minutes: int = 5) -> tuple[Span, ...]:
    """The clock in words, calm before and after, amber in the last minutes."""
    left = say_left(reading.left)
    match reading.phase:
        case Phase.UNTIMED:
            return (("no time agreed", "muted"),)
        case Phase.AHEAD:
            return ((f"in {left}", ""), (f" · be there {early_minutes} min early", "muted"))
        case Phase.EARLY:
            return ((f"in {left}", "strong accent"), (" · be there now", ""))
        case Phase.LATE:
            return ((f"agreed {say_left(-reading.left)} ago", "warning"),)
        case Phase.ENDED:
            return (("ended after ", "muted"), (say_elapsed(reading.elapsed), ""))
        case Phase.OVER:
            over = say_left(-reading.left)
            more = (" · five more? ctrl+l", "accent")
            return ((say_elapsed(reading.elapsed), ""), (f"  {over} over", "accent"), more)
    style = "warning" if reading.phase is Phase.WRAP_UP else "accent"
    return (
        (say_elapsed(reading.elapsed), "strong"),
        (f" {bar(reading.share, _BAR_WIDTH)} ", style),
        (f"{left} left", style if reading.phase is Phase.WRAP_UP else ""),
    )


def clock_line(width: int, who: Who, clock: tuple[Span, ...], note: str = "") -> list[Span]:
    """Who at the left, the clock at the right; what matters least gives way first."""
    right = list(clock)
    if note:
        right = [(f"{note}  ", "error"), *right]
    if width - line_width(right) - _GAP < _NAME_LEAST:
        # The bar says what the minutes say; without one, what is offered is said in the help too.
        barred = any("▕" in text for text, _ in right)
        right = [("  " if "▕" in text else text, style) for text, style in right]
        right = right if barred else right[: max(1, len(right) - 1)]
    room = max(0, width - line_width(right) - _GAP - _EDGES)
    parts = next((p for p in _ways(who) if cell_len(" · ".join(p)) <= room), (who.name,))
    name, *rest = parts
    shown: list[Span] = [(" ", ""), (cut(name, room), "strong")]
    shown += [(f" · {part}", "muted") for part in rest]
    blanks = max(_GAP, width - line_width(shown) - line_width(right) - 1)
    return [*shown, (" " * blanks, ""), *right, (" ", "")]


def _ways(who: Who) -> Iterator[tuple[str, ...]]:
    """How to say who it is, from the fullest to the shortest."""
    there = f"{who.clock} there" if who.clock else ""
    for parts in (
        (who.name, ", ".join(filter(None, (who.role, who.company))), who.there),
        (who.name, ", ".join(filter(None, (who.role, who.company))), there),
        (who.name, who.role, there),
        (who.name, there),
    ):
        yield tuple(filter(None, parts))
