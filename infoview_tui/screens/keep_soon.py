"""What is typed is kept soon: less than a second after a change, however fast one types on."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

_SOON = 0.7  # seconds; with the writing of it, less than one


class KeepSoon:
    """Calls `keep` once after any number of changes, counted from the first.

    A debounce would wait for a pause that a fast typist never makes.
    """

    def __init__(self, owner: MessagePump, keep: Callable[[], None]) -> None:
        self._owner = owner
        self._keep = keep
        self._timer: Timer | None = None

    def changed(self) -> None:
        """Something else is there to be kept."""
        if self._timer is None:
            self._timer = self._owner.set_timer(_SOON, self._keep)

    def done(self) -> None:
        """All is kept, or given up."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
