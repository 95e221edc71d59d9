"""A journal's key under the passphrase `correct horse`.

It was made with the least work that age allows to be checked (scrypt with 2^10 rounds), so
that a test opens it in milliseconds; a key that `encryption` makes takes seconds.
"""

from __future__ import annotations

import pyrage

from infoview_tui.journal.encryption import AgeCipher

PASSPHRASE = "correct horse"
KEY = b"""\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBRZ1R3WkN0aGN3RlUzVzVV
cE1VVTJRIDEwCk9TWng3U0hGY3doeDdqTXFKVVFid09FRGhvSS9vUm9WQWZKcEN0
R2tMVWsKLS0tIFVlNzdmQ2NWanB2YU9pUFNIUmFSZlFwQkVSell0V3BFKzFzSFJG
RkdGamsKotx31gDzsUnRu6VTk+WjS6i9LiF2cuvNHa8VApuw0I0nYI8n0rTFtPnz
z3Jq3yxhxmLkgNEWHW2/AkyIGmFn05LnSj0KD4vajw8q08pghQYARKusoblgon9E
Zwqlj1UDAY1XQv13X/6CIE0=
-----END AGE ENCRYPTED FILE-----
"""


def cipher() -> AgeCipher:
    """The cipher of that key."""
    text = pyrage.passphrase.decrypt(KEY, PASSPHRASE).decode().strip()
    return AgeCipher(pyrage.x25519.Identity.from_str(text), KEY)


def other_cipher() -> AgeCipher:
    """Another key; which passphrase opens it, these tests do not ask."""
    return AgeCipher(pyrage.x25519.Identity.generate(), KEY)
