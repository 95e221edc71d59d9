"""A thank-you is ready when it names one thing they said and one thing I will do (method A46)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from infoview_tui.domain.message_check import (
    MessageCheck,
    check_blanks,
    check_job_words,
    verdict,
)
from infoview_tui.domain.models import Note, NoteKind
from infoview_tui.domain.wording import content_words, plain

SAID = frozenset({NoteKind.QUOTE, NoteKind.INSIGHT, NoteKind.ADVICE})
"""The kinds of notes that hold what they said."""

_MUSTS = frozenset({1, 2})


def check_thank_you(text: str, notes: Iterable[Note]) -> tuple[MessageCheck, ...]:
    """The checks beside a thank-you: their words, my next step, thanks, no job words, no blanks.

    `notes` are those of the talk; their quotes, insights and advice are what can be named.
    """
    return (
        _names_what_they_said(text, [note for note in notes if note.kind in SAID]),
        _says_what_i_will_do(text),
        _thanks(text),
        check_job_words(4, text),
        check_blanks(5, text),
    )


def is_ready(checks: Iterable[MessageCheck]) -> bool:
    """Whether the two musts of a thank-you hold; it may be sent even if not."""
    return all(check.passed is not False for check in checks if check.number in _MUSTS)


def names(text: str, note: Note) -> bool:
    """Whether `text` speaks of what `note` holds: two of its words, or all if it has fewer."""
    words = content_words(note.text)
    return bool(words) and len(words & content_words(text)) >= min(2, len(words))


def _names_what_they_said(text: str, said: list[Note]) -> MessageCheck:
    name = "one specific thing they said"
    said = [note for note in said if content_words(note.text)]
    if not said:
        return verdict(1, name, None, "no quote, insight or advice noted: name one from memory")
    named = next((note for note in said if names(text, note)), None)
    if named:
        return verdict(1, name, True, f"you name: {_short(named.text)}")
    return verdict(1, name, False, f"name one thing they said, such as: {_short(said[0].text)}")


_VERB = r"(?!(?:not|never|be (?:happy|glad|able)|always remember|let you know|keep you)\b)[a-z']+"
_WILL_DO = re.compile(
    rf"\bi(?: will|'ll) (?:also |now |first |start by |certainly |definitely )?{_VERB}|"
    rf"\bi(?: am|'m) (?:going to|about to|planning to) {_VERB}|"
    rf"\b(?:i (?:plan|intend|mean|want) to|my next step|my plan is to|next i) {_VERB}|"
    r"\bmy (?:next|first) step(?: is|:)|"
    r"\bi (?:have|'ve) (?:already |just )?(?:ordered|started|begun|signed|written|booked|asked|"
    r"contacted|read|tried|put|made|set|scheduled|reached|bought|applied it|sent|joined)\b|"
    r"\bi (?:already |just )?(?:ordered|started|began|signed up|wrote|booked|contacted|tried|"
    r"scheduled|joined)\b|"
    r"\b(?:this|next) (?:week|weekend|month|monday|tuesday|wednesday|thursday|friday),? i\b"
)


def _says_what_i_will_do(text: str) -> MessageCheck:
    passed = bool(_WILL_DO.search(plain(text)))
    reason = "you say what you will do" if passed else "say one thing you will do: “I will …”"
    return verdict(2, "one thing I will do", passed, reason)


def _thanks(text: str) -> MessageCheck:
    passed = bool(re.search(r"\b(?:thank|thanks|grateful|appreciate)", plain(text)))
    return verdict(3, "thanks", passed, "you thank them" if passed else "say thank you")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:57].rstrip() + '…'}”"
