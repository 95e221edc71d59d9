"""Bytes of a file to text, whatever program wrote them, and refusal of what cannot be text."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.drafts import MAX_FILE_BYTES, MAX_LINES

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_bounded(path: Path) -> bytes:
    """The bytes of a regular file of at most 50 MB; anything else raises `ImportRefused`."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise ImportRefused(f"cannot import {path}: it is {kind}; name one exported file")
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise ImportRefused(f"cannot import {path}: there is no such file") from None
    except PermissionError:
        raise ImportRefused(f"cannot import {path}: no permission to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportRefused(f"cannot import {path}: {reason}") from None
    if len(data) > MAX_FILE_BYTES:
        raise ImportRefused(
            f"cannot import {path}: larger than {MAX_FILE_BYTES // 1024**2} MB; split it first"
        )
    if data.startswith(_ZIP):
        raise ImportRefused(
            f"cannot import {path}: a zip archive or spreadsheet; unpack it, or save it as CSV"
        )
    if data.startswith(_OLD_EXCEL):
        raise ImportRefused(f"cannot import {path}: an Excel workbook; save it as CSV first")
    if data.count(b"\n") + data.count(b"\r") > 2 * MAX_LINES:  # CRLF counts twice
        raise ImportRefused(f"cannot import {path}: more than {MAX_LINES:,} lines; split it first")
    return data


def decode(data: bytes) -> str:
    """Text from UTF-8, UTF-16 (with or without BOM) or Windows-1252, told line by line.

    A line that is valid UTF-8 is hardly ever anything else, so one broken byte spoils one line.
    """
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
    elif (encoding := _utf_16(data)) is not None:
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(map(decode_line, data.splitlines(keepends=True)))


def as_utf_8(data: bytes) -> bytes:
    """The same bytes without a BOM, UTF-16 made UTF-8: for formats that are read as bytes."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :]
    return data if _utf_16(data) is None else decode(data).encode("utf-8", "replace")


def decode_line(line: bytes) -> str:
    """One line of text from UTF-8, else Windows-1252 with its five unassigned bytes left out."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "ignore")


def looks_binary(text: str) -> bool:
    """Whether decoded text is no text: it begins with many characters that nobody types."""
    head = text[:4096]
    odd = sum(char < " " and char not in "\t\r\n\f\x1b" for char in head)
    return odd > 16 and odd * 20 > len(head)


def _utf_16(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    head = data[:400]
    # Without a BOM: Latin letters in UTF-16 have a zero in every second byte.
    if len(head) >= 8 and head[1::2].count(0) * 10 > len(head) * 4 and 0 not in head[::2]:
        return "utf-16-le"
    if len(head) >= 8 and head[::2].count(0) * 10 > len(head) * 4 and 0 not in head[1::2]:
        return "utf-16-be"
    return None
