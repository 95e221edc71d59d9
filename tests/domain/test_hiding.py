"""Names that must not be read are hidden wherever they stand in a text."""

from __future__ import annotations

import pytest

from infoview_tui.domain.hiding import names_hidden
from infoview_tui.domain.models import Contact
from infoview_tui.domain.text import initials

PEOPLE = (
    Contact(uid="1", name="Sam Okafor", company="Atlas"),
    Contact(uid="2", name="Tomás Ibarra", company="Atlas Freight"),
    Contact(uid="3", name="X", company=""),
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sam Okafor's trick", "S. O.'s trick"),
        ("tomas ibarra, then sam okafor", "T. I., then S. O."),
        ("at Atlas Freight, not (Atlas)", "at A. F., not (A.)"),
        ("Sam said: same atlases", "Sam said: same atlases"),
        ("x marks the spot", "x marks the spot"),
        ("", ""),
    ],
)
def test_full_names_and_companies_are_initials(written: str, shown: str) -> None:
    assert names_hidden(PEOPLE).hide(written) == shown


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Priya Natarajan", "P. N."),
        ("Oluwaseun “Dele” Bankole", "O. D. B."),
        ("Ann [PM]", "A. P."),
        ("Kai 🌊", "K."),
        ("🌊", "…"),
        ("", ""),
    ],
)
def test_initials_are_letters(name: str, masked: str) -> None:
    assert initials(name) == masked
