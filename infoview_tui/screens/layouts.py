"""Letters of other scripts by the key that they stand on: a command is a key, not a letter."""

from __future__ import annotations

_ROWS = "qwertyuiop asdfghjkl zxcvbnm"
# What the standard keyboards print on these keys; a dot where that is no letter.
_KEYBOARDS = (
    "йцукенгшщз фывапролд ячсмить",  # Russian
    ".......... .і....... .......",  # Ukrainian, where it differs
    ".ςερτυθιοπ ασδφγηξκλ ζχψωβνμ",  # Greek
    "..קראטוןםפ שדגכעיחלך זסבהנמצ",  # Hebrew
    "ضصثقفغعهخح شسيبلاتنم ئءؤر.ىة",  # Arabic
)
_LATIN = {
    printed: key
    for keyboard in _KEYBOARDS
    for printed, key in zip(keyboard, _ROWS, strict=True)
    if printed not in ". "
}
_LATIN |= {p.upper(): key.upper() for p, key in _LATIN.items() if p.upper() != p}


def latin(character: str | None) -> str:
    """The Latin letter on the key of a character, "" for one that is on no keyboard known here.

    >>> latin("ф"), latin("Ф"), latin("a")
    ('a', 'A', '')
    """
    return _LATIN.get(character or "", "")
