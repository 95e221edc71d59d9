"""A user's key map against the bindings there are: what of it holds, and what is wrong with it.

Textual passes over unknown ids, lets a bad key kill its binding, and lets a clash take the other
action's key away, all in silence. So nothing reaches it that was not checked here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from msgspec import Struct

EVERYWHERE = ""  # the place of bindings that hold on every screen

_MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_NAMED = frozenset(
    {"escape", "tab", "space", "enter", "backspace", "insert", "delete", "home", "end", "pageup"}
    | {"pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25))}
)
# As Textual calls them; the rest have their Unicode names.
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
# What a terminal sends as something else, or not at all.
_SWALLOWED = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+h": "backspace",
    "ctrl+j": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "nothing",
    "ctrl+slash": "something else",
    "ctrl+enter": "enter",
    "shift+enter": "enter",
    "alt+enter": "enter",
}


class Known(Struct, frozen=True):
    """A binding there is: its id, where it holds (a screen's name or `EVERYWHERE`), its keys."""

    id: str
    place: str
    keys: tuple[str, ...]


class Fault(Struct, frozen=True):
    """What is wrong with the line of one binding; the line then counts for nothing."""

    id: str
    message: str


def checked(
    wanted: Mapping[str, str], known: Iterable[Known]
) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """The part of a key map that holds (id to keys by their names), and what is wrong.

    Bindings of one place that share a key, such as archive and bring back, move together.
    """
    bindings = list(known)
    places: dict[str, list[Known]] = {}
    for binding in bindings:
        places.setdefault(binding.id, []).append(binding)
    faults: list[Fault] = []
    good: dict[str, str] = {}
    for uid, keys in wanted.items():
        if uid not in places:
            faults.append(Fault(uid, f"there is no binding {uid!r}{_meant(uid, places)}"))
        elif wrong := _wrong_key(keys):
            faults.append(Fault(uid, wrong))
        else:
            good[uid] = ",".join(key_name(key) for key in _split(keys))
    for uid in list(good):
        for twin in _sharing(places[uid], bindings):
            good.setdefault(twin, good[uid])
    while clash := _clash(good, wanted, bindings):
        faults.append(clash)
        for uid in (clash.id, *_sharing(places[clash.id], bindings)):
            good.pop(uid, None)
    return good, tuple(faults)


def key_name(key: str) -> str:
    """A key as Textual calls it: `?` is `question_mark`, `ctrl+/` is `ctrl+slash`."""
    key = key.strip()
    modifiers, last = _parts(key)
    if len(last) == 1 and not last.isalnum():
        name = unicodedata.name(last, last).lower().replace("-", "_").replace(" ", "_")
        last = _SHORT.get(name, name)
    return "+".join((*modifiers, last))


def _parts(key: str) -> tuple[list[str], str]:
    if key.endswith("++") or key == "+":
        return [part for part in key[:-1].split("+") if part], "+"
    *modifiers, last = key.split("+")
    return modifiers, last


def _split(keys: str) -> list[str]:
    """`j,down` is two keys; a comma alone is the comma."""
    return [","] if keys.strip() == "," else [key for key in keys.split(",") if key.strip()]


def _wrong_key(keys: str) -> str:
    """What is wrong with the keys of one line; "" for nothing."""
    if not _split(keys):
        return "names no key"
    for key in _split(keys):
        modifiers, last = _parts(key.strip())
        name = key_name(key)
        if name in _SWALLOWED:
            return f"terminals send {key.strip()} as {_SWALLOWED[name]}; choose another"
        character = len(last) == 1 and last.isprintable()
        there_is = character or last in _NAMED or _is_spelled(last)
        if set(modifiers) - set(_MODIFIERS) or not there_is:
            return f"there is no key {key.strip()!r}{_meant(last, _NAMED)}"
    return ""


def _is_spelled(name: str) -> bool:
    """Whether a key is called by its character's name: `question_mark`, `slash`."""
    if name in {key_name(chr(code)) for code in range(0x21, 0x7F)}:
        return True
    try:
        return bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False


def _sharing(mine: Iterable[Known], bindings: Iterable[Known]) -> list[str]:
    """The ids that have the same keys in the same place."""
    here = {(binding.place, binding.keys) for binding in mine}
    ids = {binding.id for binding in mine}
    return [b.id for b in bindings if (b.place, b.keys) in here and b.id not in ids]


def _clash(
    good: Mapping[str, str], wanted: Mapping[str, str], bindings: Iterable[Known]
) -> Fault | None:
    """The first binding of the map that would take another's key away."""
    holders: dict[str, list[Known]] = {}
    for binding in bindings:
        keys = good[binding.id].split(",") if binding.id in good else binding.keys
        for key in keys:
            holders.setdefault(key, []).append(binding)
    for key, held in holders.items():
        for binding in held:
            if binding.id not in wanted or binding.id not in good or key in binding.keys:
                continue  # what it shared by default was meant
            other = next((other for other in held if _meet(binding, other)), None)
            if other is not None:
                where = f" on {other.place}" if other.place else ""
                return Fault(binding.id, f"{key} is the key of {other.id!r}{where}")
    return None


def _meet(one: Known, other: Known) -> bool:
    """Whether two bindings can be in force together without being meant to share a key."""
    if one.id == other.id:
        return False
    if one.place == other.place:
        return one.keys != other.keys
    return EVERYWHERE in (one.place, other.place)


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
