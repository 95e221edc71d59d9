"""Screens that are left once."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """A screen that leaves the stack itself, or nobody.

    Textual takes whatever stands in front: of two answers to one question (a key, and a worker that
    has just done its work) the second would close the screen beneath, or end the program.
    """

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
