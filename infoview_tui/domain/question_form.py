"""Open or closed: can a question be answered with yes or no?

A small reading of English question forms: the text is cut into clauses, and the first clause
that shows its form decides. "Could you tell me how…" is open, "Could you tell me whether…" is not.
"""

from __future__ import annotations

import re
from enum import Enum

from infoview_tui.domain.wording import plain

_AUXILIARY = (
    r"(?:do|does|did|is|are|am|was|were|have|has|had|can|could|will|would|shall|should|may|might|"
    r"must)(?:n't)?|can't|won't|cannot|ain't"
)
_SUBJECT = (
    r"(?:you|it|they|there|we|i|he|she|that|this|these|those|your|the|people|most|many|any|"
    r"anyone|anything|everyone)"
)
_SHOW = (
    r"(?:tell|walk|talk|take|describe|explain|share|show|give|help|say|outline|sketch|teach|point|"
    r"name|run|recall|compare|guide|lead|let|elaborate|expand|speak|paint|list|take)"
)
_SHOWING = (
    r"(?:telling|walking|talking|taking|describing|explaining|sharing|showing|giving|helping|"
    r"saying|outlining|expanding|elaborating|speaking)"
)
_SOFTENER = r"(?: (?:please|maybe|perhaps|possibly|also|just|briefly|quickly|kindly))*"
_OBJECT = r"(?: (?:me|us|a bit|a little|something|please|honestly|to me|with me))*"
_WHETHER = rf"{_OBJECT} (?:if|whether)\b"

_LEAD = re.compile(
    r"^(?:so|and|but|also|well|ok|okay|now|then|first|firstly|second|finally|lastly|just|maybe|"
    r"perhaps|basically|please|hi|hello|hey|actually|oh|or|because|honestly|generally|overall|again|next|"
    r"another question|quick question|one question|my question is|question)[,:]? "
)
_ASKING_WORD = re.compile(
    r"(?:(?:in|at|to|for|with|by|from|on|of|under|about|during|against|over|through|since|until) )?"
    r"(?:how|what|why|which|who|whom|whose)\b"
)
# "When did you…" asks, "When you moved, …" only sets the scene.
_WHEN_WHERE = re.compile(
    rf"(?:when|where)(?:'s|'d|'re| else| exactly| and how)*(?: {_AUXILIARY})\b|when's|where's"
)
_SHOWS = re.compile(rf"(?:{_SHOW}|do {_SHOW})\b(?!\s*$)(?! me$| us$)")
_SHOWS_WHETHER = re.compile(rf"(?:do )?{_SHOW}{_WHETHER}")
_REQUEST = re.compile(
    rf"(?:can|could|would|will|might|can't|couldn't) you{_SOFTENER}"
    rf"(?: be (?:able|willing|happy|open|so kind as) to)?{_SOFTENER} {_SHOW}\b(?!{_WHETHER})"
    rf"|(?:can|could|do) you{_SOFTENER} (?:remember|recall|think back to|imagine) "
    rf"(?:how|what|why|which|who|where|when)\b"
    rf"|(?:would|do) you mind{_SOFTENER} {_SHOWING}\b(?!{_WHETHER})"
)
_REQUEST_WHETHER = re.compile(
    rf"(?:can|could|would|will|might) you{_SOFTENER}(?: be (?:able|willing|happy) to)?"
    rf"{_SOFTENER} {_SHOW}{_WHETHER}"
)
_PERMISSION = re.compile(
    r"(?:may|might) (?:i|we)\b"
    r"|(?:can|could) (?:i|we)(?: please| perhaps| also| maybe)? (?:ask|use|come back|contact|"
    r"write|mention|call|send|follow up|keep|take notes|record|quote|get back|reach|connect|"
    r"share|buy|visit|check|pick|hear|borrow|return|tell|say|offer|help|be of)\b"
    r"|(?:is|would) (?:it|that) (?:be )?(?:ok|okay|all right|alright|possible|fine)\b"
    r"|(?:would|do) you mind if\b"
    r"|would you be (?:open|willing|happy|up)\b"
)
_WONDERS_WHETHER = re.compile(
    r"\b(?:wonder|wondering|wondered|curious|know|ask|asking|see|hear|learn|find out)"
    r" (?:if|whether)\b"
)
_INVERTED = re.compile(rf"(?:had|were|should) {_SUBJECT}\b")
_ELLIPTIC = re.compile(r"(?:any|anything|anyone|anybody|anywhere|ever)\b")
_TAG = re.compile(r"(?:right|correct|yes|no|true|eh|huh|or not|is that so|am i right)$")
_ASSERTS = re.compile(
    r"(?:you|you're|you've|it|it's|this|that|there's|they|they're|we|he|she|that's)\b"
)
_PAIR = re.compile(rf"\b(?:{_AUXILIARY}) {_SUBJECT}\b")
_ANY_ASKING = re.compile(r"\b(?:how|what|why|which|who|whom|whose)\b")
_OPENS_AFTER_ALL = re.compile(
    r"\b(?:if so|and|or) (?:why|how|what|in what|in which|to what)\b|\bif so\b"
)


class _Form(Enum):
    OPEN = "open"
    CLOSED = "closed"


def is_closed(text: str) -> bool:
    """Whether `text` can be answered with yes or no. One open sentence among several opens it."""
    asked = _sentences(text)
    return bool(asked) and all(_sentence_form(s) is _Form.CLOSED for s in asked)


def closed_part(text: str) -> tuple[str, str]:
    """The last asking sentence of a closed question, folded, in two: the clauses that set the
    scene ("in your opinion,") and, from its closed clause on, what it asks.
    """
    asked = _sentences(text)
    body = asked[-1].rstrip("?!. ") if asked else ""
    parts = [part.strip() for part in re.split(r"(?<=[,;:])\s+", body)]
    for place, part in enumerate(parts):
        clause = _without_leads(part.rstrip(",;:"))
        if clause and _clause_form(clause) is _Form.CLOSED and not _is_tag(clause, place):
            scene = [p for p in parts[:place] if _without_leads(p.rstrip(",;:"))]
            return " ".join(scene), " ".join([clause, *parts[place + 1 :]]).strip()
    return "", _without_leads(body)


def _is_tag(clause: str, place: int) -> bool:
    """`…, isn't it`: what it hangs on is the question."""
    return place > 0 and len(clause.split()) <= 2


def _sentences(text: str) -> list[str]:
    """The sentences that end in a question mark, or the last one if none does."""
    sentences = [s for s in re.findall(r"[^.!?]+[.!?]*", plain(text)) if s.strip(" .!?\"'")]
    asked = [s.strip() for s in sentences if s.rstrip().endswith("?")]
    return asked or [s.strip() for s in sentences[-1:]]


def _sentence_form(sentence: str) -> _Form:
    asks = sentence.endswith("?")
    body = sentence.rstrip("?!. ")
    clauses = [c for c in map(_without_leads, re.split(r"[,;:()…—–]| - ", body)) if c]
    for place, clause in enumerate(clauses):
        form = _clause_form(clause)
        if form is _Form.CLOSED and _rest_opens(clause, clauses[place + 1 :]):
            return _Form.OPEN
        if form is not None:
            return form
    if not asks or not clauses:
        return _Form.OPEN
    if _TAG.match(clauses[-1]):
        return _Form.CLOSED
    pair, word = _PAIR.search(body), _ANY_ASKING.search(body)
    if pair and (word is None or pair.start() < word.start()):
        return _Form.CLOSED
    return _Form.CLOSED if _ASSERTS.match(clauses[0]) and word is None else _Form.OPEN


def _clause_form(clause: str) -> _Form | None:
    """What one clause says about the form; None if it only sets the scene."""
    if _ASKING_WORD.match(clause) or _WHEN_WHERE.match(clause):
        return _Form.OPEN
    if _SHOWS_WHETHER.match(clause) or _REQUEST_WHETHER.match(clause):
        return _Form.CLOSED
    if _REQUEST.match(clause) or _PERMISSION.match(clause) or _SHOWS.match(clause):
        return _Form.OPEN
    if wonder := _WONDERS_WHETHER.search(clause):
        rest = clause[wonder.end() :].strip()
        asked = re.sub(r"^you (can|could|would|might)\b", r"\1 you", rest)
        return _Form.OPEN if _REQUEST.match(asked) else _Form.CLOSED
    if re.match(rf"(?!have an? )(?:{_AUXILIARY})\b", clause) or _ELLIPTIC.match(clause):
        return _Form.CLOSED
    return None


def _rest_opens(clause: str, rest: list[str]) -> bool:
    """Opened after all: "Do you enjoy it, and why?", "Had you known, what would you have done?"."""
    if _INVERTED.match(clause) and any(_clause_form(c) is _Form.OPEN for c in rest):
        return True
    return bool(
        _OPENS_AFTER_ALL.search(clause)
        or any(re.match(r"(?:if so|how|why|in what way)\b", c) for c in rest)
    )


def _without_leads(clause: str) -> str:
    clause = clause.strip(" \"'")
    while lead := _LEAD.match(clause + " "):
        clause = clause[lead.end() :].strip()
    return clause
