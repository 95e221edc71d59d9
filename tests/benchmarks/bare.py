"""The smallest Textual program with one field: what every speed is compared with."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Input

READY = "type here"


class Bare(App[None]):
    """One `Input`."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder=READY)


if __name__ == "__main__":
    Bare().run()
