"""What the messages of the widgets have in common."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass
class FromWidget(Message):
    """A message that names its widget: `@on(…, "#id")` goes by it."""

    widget: Widget

    @property
    def control(self) -> Widget:
        return self.widget
