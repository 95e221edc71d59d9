"""Commands on a keyboard of another script."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.screens.dialogs import AskLine
from infoview_tui.screens.layouts import latin
from tests.screens.harness import open_app


@pytest.mark.parametrize(
    ("printed", "key"),
    [("ф", "a"), ("Ф", "A"), ("і", "s"), ("α", "a"), ("ש", "a"), ("ش", "a"), ("a", ""), ("é", "")],
)
def test_a_letter_stands_on_a_key(printed: str, key: str) -> None:
    assert latin(printed) == key


async def test_a_command_is_its_key_and_a_text_its_letters(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="a", name="Ann Lee")]) as opened:
        await opened.press("ф")
        await opened.screen(AskLine)
        await opened.write("Анна Фомина")
        await opened.press("enter")
        await opened.until(lambda: len(opened.journal.contacts) == 2)
        assert {contact.name for contact in opened.journal.contacts} == {"Ann Lee", "Анна Фомина"}
