"""The time zone of a place, where only one can be meant: `Toronto, Ontario` but not `USA`."""

from __future__ import annotations

import re
from functools import cache

from infoview_tui.domain.text import fold

_LONGEST_LOCATION = 200
_FRAME = re.compile(r"\b(greater|metropolitan|metro|area|region|bay)\b|[.]")


def _names(column: str) -> list[str]:
    return [fold(name.strip()) for name in column.split(",") if name.strip()]


@cache
def _table() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """(zone by name that says enough, zones by any name), from `places.tsv`.

    Beside the names that say enough by themselves stand those that only qualify a city: a
    country of several zones, or a name that is used elsewhere too.
    """
    enough: dict[str, str] = {}
    possible: dict[str, frozenset[str]] = {}
    from importlib.resources import files

    text = files("infoview_tui.domain").joinpath("places.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        zone, countries, qualifiers, cities = line.split("\t")
        for name in (*_names(countries), *_names(cities)):
            enough[name] = zone
        for name in (*_names(countries), *_names(qualifiers), *_names(cities)):
            possible[name] = possible.get(name, frozenset()) | {zone}
    return enough, possible


def guess_zone(location: str) -> str | None:
    """The IANA zone of a place as people write it; None unless all of it agrees on one.

    `Berlin`, `Toronto, Ontario, Canada` and `Greater London, UK` are known; `USA`, `London,
    Ontario` and `Paris, Texas` give None, as does any part that the small table lacks.
    """
    if len(location) > _LONGEST_LOCATION:
        return None
    enough, possible = _table()
    parts = [" ".join(_FRAME.sub("", part).split()) for part in fold(location).split(",")]
    zones: frozenset[str] | None = None
    for part in filter(None, parts):
        here = possible.get(part, frozenset())
        zones = here if zones is None else zones & here
    if zones is None or len(zones) != 1 or not any(part in enough for part in parts):
        return None
    return next(iter(zones))
