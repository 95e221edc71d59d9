"""Credentials set apart, names compared, letters lost."""

from __future__ import annotations

import pytest

from infoview_tui.exchange.names import could_have_been, name_key, split_credentials


@pytest.mark.parametrize(
    ("typed", "name", "credentials"),
    [
        ("Katarzyna Eklund, MBA", "Katarzyna Eklund", "MBA"),
        ("Ann Lee, PhD, PMP®", "Ann Lee", "PhD, PMP®"),
        ("Ann Lee, Ph.D., SHRM-CP", "Ann Lee", "Ph.D., SHRM-CP"),
        ("Ann Lee PhD", "Ann Lee", "PhD"),
        ("Ann Lee MBA, CFA", "Ann Lee", "MBA, CFA"),
        ("Martin King, Jr.", "Martin King, Jr.", ""),
        ("Martin King, Jr., MBA", "Martin King, Jr.", "MBA"),
        ("Lee, Ann", "Lee, Ann", ""),
        ("JACK MA", "JACK MA", ""),
        ("JACK LEE MBA", "JACK LEE MBA", ""),
        ("MBA", "MBA", ""),
        (", MBA", ", MBA", ""),
        ("Ann Lee,", "Ann Lee", ""),
        ("", "", ""),
    ],
)
def test_credentials_are_set_apart(typed: str, name: str, credentials: str) -> None:
    assert split_credentials(typed) == (name, credentials)


def test_names_are_compared_without_accents_case_and_pictures() -> None:
    assert name_key("Esmé  ABARA 🚀") == name_key("esme abara") == "esme abara"
    assert name_key("Dr. Ann Lee") == name_key("Ann Lee")
    assert name_key("Dr. No") == "dr no"
    assert name_key("🚀") == "🚀"
    assert name_key("李小龍") != name_key("李大龍")


@pytest.mark.parametrize(
    ("damaged", "whole", "same"),
    [
        ("Greta Dvo?ák", "Greta Dvořák", True),
        ("??kasz Nowak", "Łukasz Nowak", True),
        ("Greta Dvo?ák", "Greta Dvorská", False),
        ("Greta Novak", "Greta Novak", False),  # nothing was lost
        ("??? ???", "Greta Novak", False),  # nothing is left to compare
        ("?a" * 50, "a" * 100, False),
    ],
)
def test_a_name_that_lost_letters(damaged: str, whole: str, same: bool) -> None:
    assert could_have_been(damaged, whole) is same
