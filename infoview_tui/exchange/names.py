"""Names as people write them in other programs: degrees and certificates set apart.

Decision: `Katarzyna Eklund, MBA` becomes the contact `Katarzyna Eklund`; `MBA` is kept beside
the name (`extra`, "credentials"). A letter opens with the name, and a certificate that comes or
goes must not make a second person. What is not surely a credential stays in the name: `King, Jr.`.
"""

from __future__ import annotations

import re

_GENERATIONS = {"jr", "sr", "ii", "iii", "iv", "v"}
_CREDENTIALS = {
    *(
        "mba",
        "emba",
        "phd",
        "dphil",
        "md",
        "jd",
        "llm",
        "llb",
        "msc",
        "bsc",
        "ma",
        "ba",
        "ms",
        "bs",
    ),
    *("meng", "beng", "mph", "mpa", "mpp", "edd", "rn", "pe", "ceng", "cfa", "cpa", "cma", "cia"),
    *("acca", "aca", "frm", "cfp", "pmp", "csm", "cspo", "psm", "capm", "cissp", "cisa", "cism"),
    *("shrm-cp", "shrm-scp", "phr", "sphr", "pmi-acp", "itil", "sixsigma", "esq", "facc", "fca"),
}
# Sure even without a comma, in this spelling: no family is called so.
_SURE = {"MBA", "EMBA", "PhD", "Ph.D.", "CFA", "CPA", "PMP", "CISSP", "CSPO", "SHRM-CP", "PMI-ACP"}
_LOOKS_LIKE = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z-]*")


def _is_credential(piece: str) -> bool:
    plain = re.sub(r"[.®™\s]", "", piece)
    if plain.lower() in _GENERATIONS:
        return False
    return plain.lower() in _CREDENTIALS or (len(plain) <= 8 and bool(_LOOKS_LIKE.fullmatch(plain)))


def split_credentials(name: str) -> tuple[str, str]:
    """A cleaned name and its credentials: `Ann Lee, MBA, PMP` -> (`Ann Lee`, `MBA, PMP`)."""
    head, *pieces = [piece.strip() for piece in name.split(",")]
    credentials: list[str] = []
    while pieces and (not pieces[-1] or _is_credential(pieces[-1])):
        credentials.insert(0, pieces.pop())
    words = head.split()
    while not pieces and len(words) > 2 and words[-1] in _SURE and not name.isupper():
        credentials.insert(0, words.pop())
    rest = ", ".join([" ".join(words), *pieces])
    if not rest.strip(", "):
        return name, ""
    return rest, ", ".join(filter(None, credentials))
