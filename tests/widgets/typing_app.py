"""The smallest program around one field: `python typing_app.py line|text|form [PLAIN]`.

What is typed is shown in the field; F2 writes it to the file named by `TYPED`, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from infoview_tui.widgets.field import LineField, TextField
from infoview_tui.widgets.form_input import FormInput


class TypingScreen(Screen[None]):
    """One field, and the lines it has submitted."""

    BINDINGS = [("f2", "write", "Write"), ("tab", "next", "Next")]

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.lines: list[str] = []

    def compose(self) -> ComposeResult:
        match self.kind:
            case "line":
                yield LineField(clear_on_submit=True)
            case "text":
                yield TextField()
            case "form":
                yield FormInput()
            case "plain":
                yield Input()
        yield Static("ready")

    def on_line_field_submitted(self, event: LineField.Submitted) -> None:
        self.lines.append(event.text)

    def action_next(self) -> None:
        self.lines.append("<tab>")

    def action_write(self) -> None:
        field = self.query("Input, TextArea").first()
        text = field.value if isinstance(field, Input) else ""
        if isinstance(field, TextArea):
            text = field.text
        path = Path(os.environ["TYPED"])
        part = path.with_suffix(".part")
        part.write_text(json.dumps([*self.lines, text]), encoding="utf-8")
        part.replace(path)
        self.app.exit()


class TypingApp(App[None]):
    """The screen alone."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def get_default_screen(self) -> Screen[None]:
        return TypingScreen(self.kind)


if __name__ == "__main__":
    TypingApp(sys.argv[1]).run()
