"""The content lines of vCard 2.1, 3.0 and 4.0 as phones and mail programs really write them.

Works on bytes: a line folded after 75 octets may be cut inside a letter, so lines are joined
before they are decoded. Quoted-printable soft breaks, bare types (`TEL;CELL:`), groups
(`item1.EMAIL:`), raw line breaks inside a value and mixed encodings are all understood.
"""

from __future__ import annotations

import binascii
import io
import quopri
import re
from collections.abc import Iterator

from msgspec import Struct

from infoview_tui.exchange.decoding import decode_line
from infoview_tui.exchange.drafts import MAX_FIELD

_PROPERTY = re.compile(rb"(?:[A-Za-z0-9-]+\.)?([A-Za-z][A-Za-z0-9-]*)([;:])")
_EDGE = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_CHARSETS = re.compile(
    r"(utf|iso|latin|windows|cp\d|shift|sjis|gb|big5|euc|koi8|us-ascii|mac)", re.I
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# Types that tell nothing about whose or what kind a phone or address is.
_NO_KIND = frozenset(
    {"internet", "pref", "voice", "x400", "quoted-printable", "base64", "8bit", "7bit", "text"}
)
# Quoted-printable takes 3 bytes for each of the up to 4 bytes of a character.
_MOST_BYTES = 13 * MAX_FIELD
_MOST_PARAMETERS = 2_000


class Line(Struct, frozen=True):
    """One property: its name and parameters (upper case), decoded value and group (`item1`)."""

    name: str
    params: tuple[str, ...]
    value: str
    group: str = ""

    def kinds(self) -> list[str]:
        """What its types say, such as `work` and `fax`, in lower case."""
        types = (
            p.removeprefix("TYPE=") for p in self.params if p.startswith("TYPE=") or "=" not in p
        )
        words = (word.strip().lower() for part in types for word in part.split(","))
        return [word.removeprefix("x-") for word in words if len(word) > 1 and word not in _NO_KIND]

    def components(self) -> list[str]:
        """A structured value, split at semicolons that are not escaped, each part unescaped."""
        parts = re.split(r"(?<!\\);", self.value.replace("\\\\", "\0"))
        return [unescape(part.replace("\0", "\\\\")) for part in parts]

    def text(self) -> str:
        return unescape(self.value)


def unescape(value: str) -> str:
    """`\\n`, `\\,`, `\\;`, `\\\\` as what they stand for."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def content_lines(data: bytes) -> Iterator[Line]:
    """The properties in UTF-8 or mixed bytes, in order, BEGIN and END among them."""
    parts: list[bytes] = []
    size = 0
    quoted = keep_blank = False
    for raw in io.BytesIO(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        line = raw.rstrip(b"\n")[:_MOST_BYTES]
        soft_break = quoted and parts[-1].rstrip().endswith(b"=")
        if soft_break and not _EDGE.fullmatch(line):
            if size < _MOST_BYTES:
                parts[-1] = parts[-1].rstrip()[:-1]
                parts.append(line)
            size += len(line) + 1
        elif parts and line[:1] in (b" ", b"\t"):
            # 2.1 folds at a blank and keeps it; later versions add one and take it out again.
            if size < _MOST_BYTES:  # more is a picture, or an attack
                parts.append(line if keep_blank else line[1:])
            size += len(line)
        elif _PROPERTY.match(line):
            if parts:
                yield _parse(b"".join(parts))
            parts, size = [line], len(line)
            quoted = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
            if line[:8].upper() == b"VERSION:":
                keep_blank = line[8:].strip() == b"2.1"
        elif parts and line.strip():
            if size < _MOST_BYTES:
                parts.append(b"\n" + line)
            size += len(line) + 1
    if parts:
        yield _parse(b"".join(parts))


def _parse(line: bytes) -> Line:
    head, value = _split_head(line)
    name, *params = _split_quoted(head.decode("utf-8", "replace"), ";")
    params = [param.replace('"', "").strip().upper() for param in params]
    value = value[:_MOST_BYTES]
    encodings = {param.partition("=")[2] or param for param in params}
    if "QUOTED-PRINTABLE" in encodings:
        value = quopri.decodestring(value)
    elif encodings & {"B", "BASE64"}:
        value = _from_base64(value)
    charset = next((p[8:] for p in params if p.startswith("CHARSET=")), "")
    group, _, name = name.rpartition(".")
    return Line(name.upper(), tuple(params), _decoded(value, charset), group.lower())


def _split_head(line: bytes) -> tuple[bytes, bytes]:
    """The part before the colon that ends the parameters, and the value after it."""
    quoted = False
    for position, byte in enumerate(line[:_MOST_PARAMETERS]):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return line[:position], line[position + 1 :]
    head, _, value = line.partition(b":")
    return head[:_MOST_PARAMETERS], value


def _split_quoted(text: str, separator: str) -> list[str]:
    if '"' not in text:
        return text.split(separator)
    return re.findall(rf'(?:"[^"]*"|[^"{separator}])+', text) or [text]


def _decoded(value: bytes, charset: str) -> str:
    if charset and _CHARSETS.match(charset):
        try:
            return value.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return "\n".join(decode_line(line) for line in value.split(b"\n"))


def _from_base64(value: bytes) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except binascii.Error:
        return b""
