"""Dialogs that give a choice say in their last line by which keys."""

from __future__ import annotations

from pathlib import Path

from infoview_tui.screens.dialogs import Choose, Confirm
from tests.screens.harness import open_app

OPTIONS = (("red", "Red"), ("blue", "Blue"))


async def test_a_choice_says_its_keys_and_takes_the_number_and_enter(journal_path: Path) -> None:
    async with open_app(journal_path) as o:
        answers: list[str | None] = []
        for keys in (("2",), ("down", "enter"), ("escape",)):
            o.app.push_screen(Choose("Which?", OPTIONS), answers.append)
            await o.screen(Choose)
            await o.until(lambda: "enter Choose" in o.lines()[-1])
            assert "1-9 By number" in o.lines()[-1]
            await o.press(*keys)
            await o.until(lambda: not isinstance(o.app.screen, Choose))
        assert answers == ["blue", "blue", None]


async def test_yes_or_no_says_its_letters(journal_path: Path) -> None:
    async with open_app(journal_path) as o:
        answers: list[str | None] = []
        for key in ("y", "n", "1", "2"):
            o.app.push_screen(Confirm("Really?"), answers.append)
            await o.screen(Confirm)
            await o.until(lambda: "y Yes  n No" in o.lines()[-1])
            assert "1-9" not in o.lines()[-1]
            await o.press(key)
            await o.until(lambda: not isinstance(o.app.screen, Confirm))
        assert answers == ["yes", "no", "yes", "no"]
