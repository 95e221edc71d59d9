"""Identities that follow from facts, so that the same fact never makes a second record."""

from __future__ import annotations

try:  # `hashlib` takes it from there, but loads OpenSSL first, which takes longer than a command
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def derived_uid(*parts: str) -> str:
    """The uid that `parts` always lead to; as long as a random one (80 bits, hexadecimal).

    A thank-you derived from its interview has one identity, however often it is proposed and on
    however many machines: accepting it twice is accepting it once.
    """
    joined = "\x1f".join(parts).encode(errors="surrogatepass")
    return blake2b(joined, digest_size=10).hexdigest()
