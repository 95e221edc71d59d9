"""Questions that only this person can answer, drafted from the sheet (method: Tailoring).

A pattern whose slots are not filled proposes nothing: a draft never holds a blank.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from msgspec import Struct

from infoview_tui.domain.models import Contact, Prep
from infoview_tui.domain.question_bank import Tiara
from infoview_tui.domain.question_checks import same_question
from infoview_tui.domain.text import clean_line, fold

_LONGEST_QUOTE = 90


class TailoredQuestion(Struct, frozen=True, kw_only=True):
    """A draft to edit: `fact` is the line of the sheet or the card from which it springs."""

    pattern: str
    text: str
    fact: str
    topic: str
    tiara: Tiara = Tiara.INSIGHTS


def propose(
    contact: Contact, prep: Prep, already: Collection[str] = ()
) -> tuple[TailoredQuestion, ...]:
    """The drafts that card and sheet allow, in the order of the method's patterns.

    `already`: questions that stand on the sheet or were asked before; no draft repeats them.
    """
    taken = (*already, *(q.text for q in prep.questions))
    return tuple(
        draft
        for draft in _drafts(contact, prep)
        if not any(same_question(draft.text, text) for text in taken)
    )


def _drafts(contact: Contact, prep: Prep) -> Iterator[TailoredQuestion]:
    yield from _moves(contact, prep)
    yield from _phases(contact, prep)
    yield from _challenges(contact, prep)
    yield from _proudest(contact, prep)
    yield from _obstacle(contact)


# --- earlier field -> present role (method B12) -------------------------------------------------

_MOVE = re.compile(
    r"\b(?:from|ex-?)\s+(?P<earlier>[^,;.()→]{2,40}?)\s+(?:in)?to\s+(?P<present>[^,;.()→]{2,40})"
    r"|(?P<before>[^,;.()→]{2,40}?)\s*(?:→|->|=>)\s*(?P<after>[^,;.()→]{2,40})",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s+(?:in (?:19|20)\d\d|since .*|after .*|at .*|\d{4})$", re.IGNORECASE)


def _moves(contact: Contact, prep: Prep) -> Iterator[TailoredQuestion]:
    for line in _lines(prep.person):
        if move := _MOVE.search(line):
            earlier = move["earlier"] or move["before"]
            present = move["present"] or move["after"]
            yield _move(bare_role(earlier), bare_role(present), line)
            return
    earlier = next((role for role in map(bare_role, contact.past_roles) if role), "")
    present = bare_role(contact.role)
    if earlier and present and fold(earlier) != fold(present):
        yield _move(earlier, present, f"{earlier} → {present}")


def _move(earlier: str, present: str, fact: str) -> TailoredQuestion:
    return TailoredQuestion(
        pattern="move",
        text=f"You went from {earlier} to {present}. What did that change in how you work?",
        fact=fact,
        topic="path",
    )


# --- (company in phase P): how it shaped your way of leading (method B13) -----------------------

_PHASES: tuple[tuple[str, str], ...] = (
    (r"series ([a-h])\b", r"its Series \1"),
    (r"\bipo\b|went public|listing on|stock exchange", "going public"),
    (r"\bmerg(?:er|ed|es|ing)\b", "a merger"),
    (r"\bacqui(?:red|sition|res|ring)\b|taken over|takeover|bought by", "an acquisition"),
    (r"\blay-?offs?\b|laid off|job cuts|cut \d+ .*(?:jobs|staff)", "layoffs"),
    (r"reorgani[sz]|restructur|turn-?around", "a reorganisation"),
    (r"new (?:ceo|director|owner|leadership|management|head)|successor", "a change at the top"),
    (r"new (?:office|site|market|plant|country)|expan(?:d|sion)|opened in", "an expansion"),
    (r"doubl|tripl|scal(?:e|ing)|fast growth|grew|growing|growth|hypergrowth", "fast growth"),
    (r"\bseed\b|founded in 202\d|start-?up|early stage|pre-product", "its first years"),
    (r"pivot|new strategy|strategy shift|change of strategy", "a change of course"),
    (r"hiring freeze|budget cut|saving programme|cost.cutting", "lean times"),
)
_LEADS = re.compile(
    r"\b(?:head|lead|leads|leader|director|manager|chief|c[a-z]o|vp|vice president|founder|"
    r"co-?founder|partner|principal|president|owner|dean|supervisor)\b"
)


def _phases(contact: Contact, prep: Prep) -> Iterator[TailoredQuestion]:
    company = clean_line(contact.company)
    if not company:
        return
    for line in _lines(prep.company):
        if phase := _phase(line):
            way = "your way of leading" if _LEADS.search(fold(contact.role)) else "how you work"
            yield TailoredQuestion(
                pattern="phase",
                text=f"With {company} in {phase}: how has that shaped {way}?"
                if phase.startswith("its")
                else f"{company} has been through {phase}. How has that shaped {way}?",
                fact=line,
                topic="culture",
            )
            return


def _phase(line: str) -> str:
    folded = fold(line)
    for pattern, name in _PHASES:
        if match := re.search(pattern, folded):
            return match.expand(name.replace(r"\1", match[1].upper())) if match.groups() else name
    return ""


# --- a challenge peculiar to the role: how you manage it (method B11) ---------------------------

_CHALLENGE = re.compile(
    r"challeng|problem|\bhard\b|difficult|struggl|shortage|lack of|risk|pressure|regulat|"
    r"\blaw\b|\bact\b|compet|declin|falling|shrink|cost|slow|fraud|churn|burn-?out|debt|crisis|"
    r"conflict|tension|complain|delay|backlog|threat|uncertain|trust"
)


def _challenges(contact: Contact, prep: Prep) -> Iterator[TailoredQuestion]:
    role = bare_role(contact.role)
    where = f"in your role as {role}" if role else "in your role"
    for line in _lines(f"{prep.industry}\n{prep.person}\n{prep.company}"):
        if _CHALLENGE.search(fold(line)):
            yield TailoredQuestion(
                pattern="challenge",
                text=f"I noted “{_quote(line)}”. How do you handle that {where}?",
                fact=line,
                topic="handling",
            )
            return


# --- proudest project, unexpected obstacle (method B14) -----------------------------------------

_WORK = re.compile(
    r"\b(?:built|builds|launch\w*|led|wrote|writes|written|author|publish\w*|paper|book|thesis|"
    r"shipped|founded|co-?founded|designed|created|started|project|talk|keynote|podcast|article|"
    r"blog|award|patent|open.?source|migrat\w*|introduced|organi[sz]ed|set up|rolled out)\b"
)


def _proudest(contact: Contact, prep: Prep) -> Iterator[TailoredQuestion]:
    for line in _lines(prep.person):
        if _WORK.search(fold(line)):
            yield TailoredQuestion(
                pattern="proudest",
                text=f"I noted “{_quote(line)}”. What about it makes you proud that few see?",
                fact=line,
                topic="likes",
            )
            return
    if company := clean_line(contact.company):
        yield TailoredQuestion(
            pattern="proudest",
            text=f"Which project at {company} are you proudest of, and what did it take?",
            fact=_place(contact),
            topic="likes",
        )


def _obstacle(contact: Contact) -> Iterator[TailoredQuestion]:
    if role := bare_role(contact.role):
        yield TailoredQuestion(
            pattern="obstacle",
            text=f"On your way to {role}, which obstacle had nobody warned you of?",
            fact=_place(contact),
            topic="path",
            tiara=Tiara.ADVICE,
        )


def _place(contact: Contact) -> str:
    return " · ".join(
        part for part in (clean_line(contact.role), clean_line(contact.company)) if part
    )


def _lines(text: str) -> list[str]:
    return [line for line in (clean_line(raw).strip("-*• ") for raw in text.splitlines()) if line]


def bare_role(role: str) -> str:
    """A role without place and years: `Engineer at Lumen (2015-19)` -> `Engineer`."""
    name = re.split(r"\s+(?:at|@|bei|chez)\s+|\s*[,;(|·]\s*|\s+[-–—]\s+", clean_line(role))[0]
    return _TRAILING.sub("", name).strip(" .:")


def _quote(line: str) -> str:
    """A line fit to stand in quotation marks: no marks of its own, not too long to say."""
    words = line.strip(" .?!").replace("“", "‘").replace("”", "’").replace('"', "'")
    if len(words) <= _LONGEST_QUOTE:
        return words
    return words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
