"""The fields of a contact's form take what people write there, and refuse what they cannot."""

from __future__ import annotations

import pytest

from infoview_tui.domain.contact_fields import (
    WrongField,
    read_days,
    read_list,
    read_tags,
    read_zone,
)


def test_addresses_are_parted_by_commas_and_semicolons() -> None:
    assert read_list(" a@x.example; b@x.example,, ") == ("a@x.example", "b@x.example")


def test_tags_stand_once_and_without_their_sign() -> None:
    assert read_tags("#growth, toronto #growth #") == ("growth", "toronto")


@pytest.mark.parametrize(("text", "days"), [("", None), ("1", 1), ("3650", 3650)])
def test_days_are_a_number_or_none(text: str, days: int | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["0", "3651", "-1", "often", "00001" + "9" * 5000])
def test_what_is_no_number_of_days_is_refused(text: str) -> None:
    with pytest.raises(WrongField, match="1 to 3650"):
        read_days(text)


def test_a_zone_is_named_or_follows_from_a_place() -> None:
    assert read_zone("Europe/Madrid", "Berlin") == "Europe/Madrid"
    assert read_zone("Toronto", "Berlin") == "America/Toronto"
    assert read_zone("", "Berlin") == "Europe/Berlin"
    assert read_zone("", "somewhere") == ""
    with pytest.raises(WrongField, match="unknown zone"):
        read_zone("Mars", "Berlin")
