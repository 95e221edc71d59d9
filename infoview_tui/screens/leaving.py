"""Screens that are left once, with all that they do, and go on where they were cut short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.worker import active_worker

from infoview_tui.widgets.form_input import FormInput

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


class Asking(LeftOnce[Result]):
    """A screen that asks something, in fields of one line.

    If the program has to end meanwhile, the app keeps what stands in them by the question, and
    offers it when the same is asked again.
    """

    question = ""

    @dataclass
    class Opened(Message):
        """Something is asked: it may have been answered by half before."""

        screen: Asking[Any]

    def on_mount(self) -> None:
        self._at_first = self._answer()
        self.post_message(self.Opened(self))

    def unfinished(self) -> str:
        """What was typed since, a line a field; nothing if nothing was."""
        answer = self._answer()
        return "" if answer == self._at_first else answer.rstrip("\n")

    def resume(self, answer: str) -> None:
        """Goes on with what was typed before."""
        fields = self.query(FormInput)
        for field, text in zip(fields, answer.split("\n"), strict=False):
            field.select_on_focus = False
            field.value = text
            field.cursor_position = len(text)
        fields.first().focus()
        self.notify("As it was when the program ended", timeout=4)

    def _answer(self) -> str:
        return "\n".join(field.value for field in self.query(FormInput))
