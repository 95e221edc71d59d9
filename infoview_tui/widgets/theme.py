"""Our own two themes: warm paper and warm ink, one accent, every text readable (4.5:1 and more)."""

from __future__ import annotations

from textual.theme import Theme

INFOVIEW_DARK = Theme(
    name="infoview-dark",
    dark=True,
    primary="#d9a566",
    secondary="#b08d6a",
    accent="#e0a458",
    warning="#e6b450",
    error="#ef8a7a",
    success="#a3be7c",
    foreground="#e6ded3",
    background="#1d1a17",
    surface="#24201c",
    panel="#2c2723",
    boost="#332d28",
    variables={
        "text-muted": "#a89d8f",
        "text-disabled": "#a59a8c",
        "text-primary": "#d9a566",
        "text-accent": "#e0a458",
        "text-warning": "#e6b450",
        "text-error": "#ef8a7a",
        "text-success": "#a3be7c",
        "block-cursor-background": "#e0a458",
        "block-cursor-foreground": "#1d1a17",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#3b332b",
        "block-cursor-blurred-foreground": "#e6ded3",
        "input-cursor-background": "#e0a458",
        "input-cursor-foreground": "#1d1a17",
        "input-selection-background": "#5a4630",
        "input-selection-foreground": "#f3ece2",
        "border": "#b08d6a",
        "border-blurred": "#3b352f",
        "scrollbar": "#4a4139",
        "scrollbar-hover": "#6a5d50",
        "scrollbar-active": "#e0a458",
        "scrollbar-background": "#1d1a17",
        "footer-background": "#24201c",
        "footer-foreground": "#e6ded3",
        "footer-key-foreground": "#e0a458",
        "footer-description-foreground": "#a89d8f",
        "button-color-foreground": "#1d1a17",
        "button-focus-text-style": "reverse",
    },
)

INFOVIEW_LIGHT = Theme(
    name="infoview-light",
    dark=False,
    primary="#8a4b10",
    secondary="#7a5c3e",
    accent="#9a4f0c",
    warning="#805700",
    error="#a8321f",
    success="#47661c",
    foreground="#2e2822",
    background="#faf6ef",
    surface="#f4eee4",
    panel="#ece4d7",
    boost="#e9e0d1",
    variables={
        "text-muted": "#655b4f",
        "text-disabled": "#655b4f",
        "text-primary": "#8a4b10",
        "text-accent": "#9a4f0c",
        "text-warning": "#805700",
        "text-error": "#a8321f",
        "text-success": "#47661c",
        "block-cursor-background": "#9a4f0c",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#eee2ce",
        "block-cursor-blurred-foreground": "#2e2822",
        "input-cursor-background": "#9a4f0c",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#ecd3ae",
        "input-selection-foreground": "#2e2822",
        "border": "#9a7b58",
        "border-blurred": "#d9cdba",
        "scrollbar": "#d0c3ae",
        "scrollbar-hover": "#b8a78d",
        "scrollbar-active": "#9a4f0c",
        "scrollbar-background": "#faf6ef",
        "footer-background": "#f4eee4",
        "footer-foreground": "#2e2822",
        "footer-key-foreground": "#9a4f0c",
        "footer-description-foreground": "#655b4f",
        "button-color-foreground": "#ffffff",
        "button-focus-text-style": "reverse",
    },
)

THEMES = (INFOVIEW_DARK, INFOVIEW_LIGHT)
_OF_16_COLOURS = {"infoview-dark": "ansi-dark", "infoview-light": "ansi-light"}


def readable(theme: str, color_system: str | None) -> str:
    """The theme, or instead of one of ours the terminal's own colours where it has but 16.

    The nearest of 16 colours to ours leave the chosen row grey on grey.
    """
    few = color_system in {"standard", "windows"}
    return _OF_16_COLOURS.get(theme, theme) if few else theme
