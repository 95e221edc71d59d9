"""Screens that are left once, with all that they were doing."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen
from textual.worker import active_worker

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """A screen that leaves the stack itself, or nobody."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leaves, if this screen stands in front.

        Textual takes whatever stands there: of two answers to one question (a key, and a worker
        that has just done its work) the second would close the screen beneath, or end the program.
        """
        if not self.is_active:
            return AwaitComplete()
        self._stop_working()
        return super().dismiss(result)

    def _stop_working(self) -> None:
        """Textual stops the workers of a screen later than it takes the widgets that they fill."""
        at_work = active_worker.get(None)
        for worker in self.workers:
            if worker.node is self and worker is not at_work:
                worker.cancel()
