"""How texts are cleaned and written."""

from __future__ import annotations

import pytest

from infoview_tui.domain.text import initials, opening, with_names


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


@pytest.mark.parametrize(
    ("tie", "masked"),
    [
        ("via Priya Natarajan", "via P. N."),
        ("Waterloo alumni · introduced by Sam O'Neil", "W. alumni · introduced by S. O."),
        ("met at the (Berlin) meetup in 2024", "met at the B. meetup in 2024"),
        ("see ann@holm.example or https://holm.example/ann", "see a. or h."),
        ("同窓 · we met once", "同. · we met once"),
        ("", ""),
    ],
)
def test_of_a_line_the_names_alone_are_masked(tie: str, masked: str) -> None:
    assert with_names(tie, initials) == masked
    assert with_names(tie, str) == tie
