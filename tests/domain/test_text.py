"""How texts are cleaned and written."""

from __future__ import annotations

import pytest

from infoview_tui.domain.text import opening


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Hi Ana,\n\nThank you for your time.\nWhat stays…", "Thank you for your time."),
        ("Dear Ana, \nyour talk on queues", "your talk on queues"),
        ("called about the draft", "called about the draft"),
        ("she liked it\nmore next week", "she liked it"),
        ("Hi Ana,", "Hi Ana,"),
        ("\n\n", ""),
        ("", ""),
    ],
)
def test_a_message_is_told_by_what_follows_its_greeting(message: str, said: str) -> None:
    assert opening(message) == said
