"""How the bytes of a journal stand on the medium: as they are, or encrypted (`encryption`).

What is written passes through a cipher last, what is read passes through it first. A file
is known as encrypted by how it begins, whatever its name.
"""

from __future__ import annotations

from collections.abc import Iterable

SUFFIX = ".age"
ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----\n"
_BINARY = b"age-encryption.org/v1\n"
LINE = b'{"age":"'  # begins an encrypted line of the change log


class Locked(Exception):
    """What this cipher cannot read; the message goes on after the name of the file."""


class Damaged(Locked):
    """What no cipher can read as a whole."""


class Cipher:
    """Leaves everything as it is: the cipher of a plain journal."""

    suffix = ""  # of the journal's name

    def seal(self, pieces: Iterable[bytes]) -> Iterable[bytes]:
        """What is to be written of a whole file."""
        return pieces

    def open(self, data: bytes) -> bytes:
        """The content of a whole file; a plain one stays as it is. Raises `Locked`."""
        if is_encrypted(data):
            raise Locked("is encrypted, and was opened without its passphrase")
        return data

    def readable(self, data: bytes) -> bytes:
        """As much of the content of a damaged file as can be read."""
        return b"" if is_encrypted(data) else data

    def seal_line(self, line: bytes) -> bytes:
        """A line of the change log, a JSON object before and after."""
        return line

    def open_line(self, line: bytes) -> bytes:
        """That line again; a plain one stays as it is. Raises `Locked`."""
        if line.startswith(LINE):
            raise Locked("is encrypted, and its journal is not")
        return line


PLAIN = Cipher()


def is_encrypted(data: bytes) -> bool:
    """Whether a file that begins so is an age file."""
    return data.startswith((ARMOR, _BINARY))


def name_for(name: str, data: bytes) -> str:
    """The name that says what the file holds: with `.age` if it is encrypted."""
    plain = name.removesuffix(SUFFIX)
    return plain + SUFFIX if is_encrypted(data) else plain
