"""What people write into the fields of a contact's form, read."""

from __future__ import annotations

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.places import guess_zone
from infoview_tui.domain.text import clean_line
from infoview_tui.domain.zones import valid_zone

_MOST_DAYS = 3650


class WrongField(InfoviewError):
    """What stands in one field of a form cannot be taken as it is."""


def read_list(text: str) -> tuple[str, ...]:
    """`a@x.org; b@x.org`: what commas or semicolons part."""
    return tuple(part for part in map(clean_line, text.replace(";", ",").split(",")) if part)


def read_tags(text: str) -> tuple[str, ...]:
    """`#growth, toronto`: each word once, without its sign."""
    words = (word.lstrip("#") for word in text.replace(",", " ").split())
    return tuple(dict.fromkeys(word for word in words if word))


def read_days(text: str) -> int | None:
    """A cadence of one's own, in days; None for an empty field. Raises `WrongField`."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4 or not 1 <= int(text) <= _MOST_DAYS:
        raise WrongField(f"a number of days, 1 to {_MOST_DAYS}")
    return int(text)


def read_zone(text: str, location: str) -> str:
    """An IANA zone by its name or by a place, of an empty field by the location; "" if that says
    none. Raises `WrongField`.
    """
    if not text:
        return guess_zone(location) or ""
    if zone := text if valid_zone(text) else guess_zone(text):
        return zone
    raise WrongField("unknown zone: America/Toronto")
