"""Encryption at rest: one age file, opened by one passphrase.

    -----BEGIN AGE ENCRYPTED FILE-----    a key of its own, encrypted with the passphrase:
    …                                     eight lines
    -----END AGE ENCRYPTED FILE-----
    age-encryption.org/v1                 the journal, encrypted to that key
    …

To make a key of a passphrase takes a second or more, on purpose, and halts all threads: so it
happens once, before the journal opens. Everything written afterwards is encrypted to the
journal's key, which takes microseconds; a line of the change log is `{"age":"<base64>"}`. The
key is never changed while a journal is in use, so any of its copies opens with its passphrase
alone. The README says how the `age` command reads the file.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal.cipher import ARMOR, LINE, SUFFIX, Cipher, Damaged, Locked, is_encrypted
from infoview_tui.journal.reading import way_out

try:
    import pyrage
except ImportError as error:
    raise JournalUnusable(
        "an encrypted journal needs the package pyrage: pip install 'infoview[age]'"
    ) from error

if TYPE_CHECKING:
    from pathlib import Path

_END = b"-----END AGE ENCRYPTED FILE-----\n"
_HEAD = 4096  # bytes; the key takes less than 500
_PIECE = 1 << 20
_LINES_KEPT = 4096  # a reader sees the lines of the log again and again


class AgeCipher(Cipher):
    """Encrypts to the key of one journal; `key` is that key as its files carry it."""

    suffix = SUFFIX

    def __init__(self, identity: pyrage.x25519.Identity, key: bytes) -> None:
        self.key = key
        self._identities = [identity]
        self._recipients = [identity.to_public()]
        self._line = lru_cache(_LINES_KEPT)(self._decrypted_line)

    def seal(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        sink = _Sink()
        pyrage.encrypt_io(_Source(pieces), sink, self._recipients)
        return [self.key, *sink.pieces]

    def open(self, data: bytes) -> bytes:
        if not is_encrypted(data):
            return data
        sink = _Sink()
        try:
            self._decrypt(data, sink)
        except (pyrage.DecryptError, OSError) as error:
            if str(error) == "No matching keys found":
                raise Locked("is encrypted with another key than this journal") from None
            raise Damaged("is encrypted, and cut off or damaged") from None
        return b"".join(sink.pieces)

    def readable(self, data: bytes) -> bytes:
        if not is_encrypted(data):
            return data
        sink = _Sink()
        with suppress(pyrage.DecryptError, OSError):  # what comes before the damage is sound
            self._decrypt(data, sink)
        return b"".join(sink.pieces)

    def seal_line(self, line: bytes) -> bytes:
        sealed = pyrage.encrypt(line, self._recipients)
        return LINE + binascii.b2a_base64(sealed, newline=False) + b'"}'

    def open_line(self, line: bytes) -> bytes:
        return self._line(line) if line.startswith(LINE) else line

    def _decrypt(self, data: bytes, sink: _Sink) -> None:
        pyrage.decrypt_io(_Source(_pieces(_body(data))), sink, self._identities)

    def _decrypted_line(self, line: bytes) -> bytes:
        try:
            sealed = binascii.a2b_base64(line[len(LINE) : -2])
            opened: bytes = pyrage.decrypt(sealed, self._identities)
        except (binascii.Error, pyrage.DecryptError):
            raise Locked("is encrypted with another key than its journal") from None
        return opened


def new_cipher(passphrase: str) -> AgeCipher:
    """A new key under this passphrase."""
    identity = pyrage.x25519.Identity.generate()
    text = f"{identity}\n".encode()
    return AgeCipher(identity, pyrage.passphrase.encrypt(text, passphrase, armored=True))


def unlock(path: Path, passphrase: Callable[[], str]) -> AgeCipher:
    """The cipher of the journal at `path`; raises `JournalUnusable` for a wrong passphrase.

    The passphrase is only asked for where it can be of use.
    """
    key = _key(path)
    try:
        identity = pyrage.x25519.Identity.from_str(
            pyrage.passphrase.decrypt(key, passphrase()).decode().strip()
        )
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeError) as error:
        raise JournalUnusable(f"{path} stays closed: {_why(error)}") from None
    return AgeCipher(identity, key)


def _key(path: Path) -> bytes:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(ARMOR):
        raise JournalUnusable(
            f"{path} is an age file, but none that infoview wrote: decrypt it with `age`, and"
            " let `infoview encrypt` write it anew"
        )
    end = head.find(_END)
    if end < 0:
        raise JournalUnusable(f"{path} is cut off within its key{way_out(path)}")
    return head[: end + len(_END)]


def _why(error: Exception) -> str:
    if str(error) == "Decryption failed":
        return "that is not its passphrase"
    if str(error).startswith("Excessive work"):
        return "its passphrase takes this machine too long to check"
    return "its key is damaged; `infoview restore` brings back a backup"


def _body(data: bytes) -> memoryview:
    """What follows the key."""
    end = data.find(_END)
    return memoryview(data)[len(data) if end < 0 else end + len(_END) :]


def _pieces(data: memoryview) -> Iterator[bytes]:
    return (bytes(data[start : start + _PIECE]) for start in range(0, len(data), _PIECE))


class _Source:
    """Pieces as a file to read from. It also is where other threads get their turn."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        taken, self._left = self._left[:size], self._left[size:]
        return bytes(taken)


class _Sink:
    """A file to write to that keeps its pieces."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing beneath."""
