"""The line on top: the panes with their counts, and whether everything is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, TypeAlias

from msgspec import Struct
from rich.style import Style
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infoview_tui.widgets.columns import Span, cut, line_width
from infoview_tui.widgets.paint import PAINTED, PAINTED_CSS, paint

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

Severity: TypeAlias = Literal["muted", "success", "warning", "error"]


class Pane(Struct, frozen=True):
    """A pane of the program: the digit that opens it, its name, and a name for narrow terminals."""

    number: int
    name: str
    short: str


PANES = (
    Pane(1, "Contacts", "Cont"),
    Pane(2, "Prep", "Prep"),
    Pane(3, "Live", "Live"),
    Pane(4, "Follow-ups", "Due"),
    Pane(5, "Insights", "Ins"),
)

BRAND = "infoview"
SAVING = "saving"
_QUICK = 0.1  # seconds, less than one reads in; a slower save is shown as under way


class Part(NamedTuple):
    """A piece of the bar: its spans, and the pane that a click on it opens (0: none)."""

    spans: tuple[Span, ...]
    pane: int = 0


class _Detail(NamedTuple):
    """How much of the bar is written out."""

    brand: bool
    names: Literal["full", "short", "active", "none"]
    counts: Literal["all", "urgent", "none"]
    gap: int


# From the richest to the poorest; the first that leaves room for the save state is drawn.
_DETAILS = (
    _Detail(True, "full", "all", 2),
    _Detail(False, "full", "all", 2),
    _Detail(False, "full", "urgent", 2),
    _Detail(False, "short", "all", 2),
    _Detail(False, "short", "urgent", 1),
    _Detail(False, "active", "urgent", 1),
    _Detail(False, "none", "urgent", 1),
    _Detail(False, "none", "none", 1),
)


def bar_parts(
    width: int,
    panes: Sequence[Pane],
    active: int,
    counts: Mapping[int, str],
    state: Sequence[Span],
) -> list[Part]:
    """The parts of a bar of `width` cells: panes at the left, the state at the right, always."""
    room = width - line_width(state) - 3
    shown: list[Part] = []
    for detail in _DETAILS:
        shown = list(_panes(panes, active, counts, detail))
        if sum(line_width(part.spans) for part in shown) <= room:
            break
    taken = sum(line_width(part.spans) for part in shown)
    right = _cut_left_over(state, max(0, width - taken - 3))
    blanks = max(0, width - taken - line_width(right) - 1)
    return [*shown, Part(((" " * blanks, ""), *right, (" ", "")))]


def _panes(
    panes: Sequence[Pane], active: int, counts: Mapping[int, str], detail: _Detail
) -> Iterator[Part]:
    yield Part(((f" {BRAND}  " if detail.brand else " ", "accent"),))
    for pane in panes:
        here = pane.number == active
        name = _name(pane, here, detail)
        count = counts.get(pane.number, "")
        urgent = count.endswith("!")
        if detail.counts == "none" or (detail.counts == "urgent" and not urgent):
            count = ""
        elif count and not name:
            # Behind a bare digit a number would be read as one with it.
            count = "!"
        style = "strong accent" if here else ""
        spans = [(str(pane.number), style or "muted")]
        if name:
            spans.append((f" {name}", style))
        if count:
            spans.append((f" {count}" if name else count, "warning" if urgent else "muted"))
        yield Part(tuple(spans), pane.number)
        yield Part(((" " * detail.gap, ""),))


def _name(pane: Pane, here: bool, detail: _Detail) -> str:
    match detail.names:
        case "full":
            return pane.name
        case "short":
            return pane.short
        case "active" if here:
            return pane.name
    return ""


def _cut_left_over(spans: Sequence[Span], width: int) -> list[Span]:
    """The spans in at most `width` cells; the last one, which matters most, is cut last."""
    kept = list(spans)
    while len(kept) > 1 and line_width(kept) > width:
        kept.pop(0)
    return [(cut(text, width), style) for text, style in kept]


class PaneBar(Widget):
    """` infoview  1 Contacts 128  2 Prep  3 Live  4 Follow-ups 7!  5 Insights    saved 14:32`.

    `counts` are texts by pane number; one that ends in `!` is drawn as a warning and stays longest
    when the terminal is narrow.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = PAINTED | {"pane-bar--hover"}

    DEFAULT_CSS = f"""
    PaneBar {{
        dock: top;
        height: 1;
        width: 100%;
        background: $surface;
        color: $foreground;
        {PAINTED_CSS}
        & > .pane-bar--hover {{ background: $panel; }}
    }}
    """

    active: reactive[int] = reactive(0)
    """The number of the pane in front; 0 for none."""

    counts: reactive[Mapping[int, str]] = reactive[Mapping[int, str]](dict)
    """What stands behind a pane's name, by its number: `{1: "128", 4: "7!"}`."""

    save_state: reactive[str] = reactive("")
    """`saved 14:32`, `saving…`, `not saved: disk full`; always visible."""

    severity: reactive[Severity] = reactive[Severity]("muted")
    """How the save state is drawn."""

    masked: reactive[bool] = reactive(False)
    """Names are masked."""

    read_only: reactive[bool] = reactive(False)
    """Another program is writing the journal."""

    _hovered: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A pane was clicked."""

        number: int

    _slow: Timer | None = None  # runs while a save may yet be quick

    def set_save_state(self, text: str, severity: Severity = "muted") -> None:
        """Say how the journal stands; that it is saving only if that takes its time.

        A word that comes and goes with every line would be seen as a blink.
        """
        if text == SAVING and self.save_state and self.severity == "muted":
            if self._slow is None:
                self._slow = self.set_timer(_QUICK, lambda: self._say_state(text, severity))
        else:
            self._say_state(text, severity)

    def _say_state(self, text: str, severity: Severity) -> None:
        if self._slow is not None:
            self._slow.stop()
            self._slow = None
        self.save_state = text
        self.severity = severity

    def _parts(self) -> list[Part]:
        state: list[Span] = []
        if self.masked:
            state.append(("masked  ", "warning"))
        if self.read_only:
            state.append(("read-only  ", "warning"))
        state.append((self.save_state, self.severity))
        return bar_parts(self.size.width, PANES, self.active, self.counts, state)

    def render_line(self, y: int) -> Strip:
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        hover = base + Style(bgcolor=self.get_component_rich_style("pane-bar--hover").bgcolor)
        strips = [
            paint(self, part.spans, hover if part.pane and part.pane == self._hovered else base)
            for part in self._parts()
        ]
        return Strip.join(strips).adjust_cell_length(self.size.width, base)

    def _pane_at(self, x: int) -> int:
        for part in self._parts():
            x -= line_width(part.spans)
            if x < 0:
                return part.pane
        return 0

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hovered = self._pane_at(event.x)

    def on_leave(self) -> None:
        self._hovered = 0

    def on_click(self, event: events.Click) -> None:
        if number := self._pane_at(event.x):
            self.post_message(self.Chosen(number))
