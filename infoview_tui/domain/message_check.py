"""What the checks beside a message have in common: a verdict, its weight and its reason."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from infoview_tui.domain.job_words import asks_for_job, job_words
from infoview_tui.domain.templates import blanks


class Level(StrEnum):
    """How much a verdict weighs; even `fail` only advises, the message may be sent anyway."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class MessageCheck(Struct, frozen=True):
    """One check: `passed` is None where the journal knows too little to judge."""

    number: int
    name: str
    passed: bool | None
    level: Level
    reason: str


def verdict(
    number: int, name: str, passed: bool | None, reason: str, *, failing: Level = Level.WARN
) -> MessageCheck:
    """A check that weighs `failing` if it did not pass."""
    return MessageCheck(number, name, passed, failing if passed is False else Level.OK, reason)


def check_job_words(number: int, text: str) -> MessageCheck:
    """Method A33, A41: never ask for a job; the bare words already raise the suspicion."""
    name = "no job words"
    if asked := asks_for_job(text):
        return verdict(number, name, False, f"“{asked}” asks for a job", failing=Level.FAIL)
    if words := job_words(text):
        return verdict(number, name, False, f"sounds like a job hunt: {', '.join(words)}")
    return verdict(number, name, True, "you ask to learn, not for a job")


def check_blanks(number: int, text: str) -> MessageCheck:
    """A message with blanks goes out by mistake."""
    left = blanks(text)
    if left:
        reason = f"still to fill: {', '.join(left)}"
        return verdict(number, "no blanks", False, reason, failing=Level.FAIL)
    return verdict(number, "no blanks", True, "every blank is filled")
