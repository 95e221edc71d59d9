"""Names as people write them in other programs: compared, and credentials set apart.

Decision: `Katarzyna Eklund, MBA` becomes the contact `Katarzyna Eklund`; `MBA` is kept beside
the name (`extra`, "credentials"). A letter opens with the name, and a certificate that comes or
goes must not make a second person. What is not surely a credential stays in the name: `King, Jr.`.
"""

from __future__ import annotations

import re

from infoview_tui.domain.text import fold

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "mme", "sr", "sra"}
_LEGAL_FORMS = {
    *("inc", "incorporated", "corp", "corporation", "co", "llc", "llp", "ltd", "limited", "plc"),
    *("gmbh", "ag", "se", "kg", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy"),
}
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
_DAMAGED = re.compile(r"[?\ufffd]+")
_WORDS = re.compile(r"[^\W_]+")
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


def name_key(text: str) -> str:
    """A name or company as comparison sees it: no accents, case, punctuation, pictures or `Dr.`."""
    folded = fold(text)
    words = _WORDS.findall(folded)
    if len(words) > 2 and words[0] in _TITLES:
        del words[0]
    return " ".join(words) or folded.strip()


def company_key(text: str) -> str:
    """A company as comparison sees it: as `name_key`, and `Atlas, Inc.` is `Atlas`."""
    words = name_key(text).split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def could_have_been(damaged: str, whole: str) -> bool:
    """Whether a text with `?` for lost letters is another text, damaged (`Dvo?ák`, `Dvořák`)."""
    pieces = _DAMAGED.split(fold(damaged))
    # Bounded, for a hostile name would make the search run for ever.
    if not 1 < len(pieces) < 8 or len(damaged) > 200 or not any(map(str.strip, pieces)):
        return False
    gaps = [f".{{1,{len(gap)}}}" for gap in _DAMAGED.findall(damaged)]
    pattern = re.escape(pieces[0])
    pattern += "".join(gap + re.escape(piece) for gap, piece in zip(gaps, pieces[1:], strict=True))
    return re.fullmatch(pattern, fold(whole)) is not None
