"""The keys that act on rows of the queue, wherever they are listed."""

from __future__ import annotations

from textual.binding import Binding, BindingType

# What these actions are about must stand under the cursor.
NEEDS_ROW = frozenset({"done", "snooze", "drop", "compose", "edit"})
NEEDS_CONTACT = frozenset({"log", "reply", "history", "plan", "write"})

ROW_KEYS: list[BindingType] = [
    Binding("d", "done", "Done", id="follow_ups.done", tooltip="Done: close the row"),
    Binding("s", "snooze", "Snooze", id="follow_ups.snooze", tooltip="Move it to another day"),
    Binding("c", "compose", "Compose", id="follow_ups.compose", tooltip="Write the message"),
    Binding("C", "write", "Write", show=False, id="follow_ups.write",
            tooltip="Write any kind of message to this contact"),
    Binding("e", "edit", "Edit", id="follow_ups.edit",
            tooltip="Another reason or day; let it repeat"),
    Binding("x", "drop", "Drop", id="follow_ups.drop", tooltip="Let it go"),
    Binding("l", "log", "Log touch", id="follow_ups.log",
            tooltip="Log that you were in touch, or that they answered"),
    Binding("r", "reply", "Replied", id="follow_ups.reply",
            tooltip="Log that they answered: what waits for it is done"),
    Binding("h", "history", "History", id="follow_ups.history",
            tooltip="Everything that happened with this contact"),
    Binding("i", "plan", "Interview", show=False, id="follow_ups.plan",
            tooltip="Plan a talk with this contact"),
]  # fmt: skip
"""The keys that act on rows; a screen puts its own before or behind them."""
