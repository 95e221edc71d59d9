"""Every text of our own themes is readable on every background it may stand on (WCAG 4.5:1)."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from infoview_tui.widgets.theme import THEMES, readable

BACKGROUNDS = ("background", "surface", "panel")
TEXTS = (
    "foreground",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-accent",
    "text-warning",
    "text-error",
    "text-success",
    "primary",
    "accent",
    "warning",
    "error",
    "success",
)
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("button-color-foreground", "primary"),
    ("foreground", "focused-field"),
    ("text-disabled", "focused-field"),
)
# The row under the cursor keeps the colours of its cells.
ON_CURSOR_ROW = ("foreground", "text-muted", "text-accent", "text-warning", "text-error")


def colours(theme: Theme) -> dict[str, Color]:
    system = theme.to_color_system().generate() | theme.variables
    system["background"] = theme.background or ""
    panel, ink = Color.parse(system["panel"]), Color.parse(system["foreground"])
    # Textual tints the field that has the focus.
    system["focused-field"] = panel.blend(ink, 0.05).hex
    return {
        name: Color.parse(system[name])
        for name in {*BACKGROUNDS, *TEXTS, *(name for pair in PAIRS for name in pair)}
    }


def luminance(colour: Color) -> float:
    """Relative luminance by WCAG 2."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(text: Color, ground: Color) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_is_readable_on_every_background(theme: Theme) -> None:
    named = colours(theme)
    pairs = [(text, ground) for text in TEXTS for ground in BACKGROUNDS]
    pairs += PAIRS
    pairs += [(text, "block-cursor-blurred-background") for text in ON_CURSOR_ROW]
    found = {pair: round(contrast(named[pair[0]], named[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in found.items() if value < 4.5} == {}


def test_a_terminal_of_16_colours_keeps_its_own() -> None:
    assert readable("infoview-dark", "standard") == "ansi-dark"
    assert readable("infoview-light", "standard") == "ansi-light"
    assert readable("nord", "standard") == "nord"
    assert readable("infoview-dark", "256") == "infoview-dark"
