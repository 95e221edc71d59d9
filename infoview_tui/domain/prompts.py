"""The questions one answers oneself after a talk (method "Debrief prompts")."""

from __future__ import annotations

from typing import NamedTuple

from infoview_tui.domain.models import Interview, NoteKind

SHOWN = 5
BEST, WORST = 5, 1


class Prompt(NamedTuple):
    """One prompt; `id` keys the answer in `Debrief.answers`, or the score in `scores`."""

    id: str
    text: str


SURPRISED = Prompt("surprised", "What surprised me?")
WANTS = Prompt("wants", "What do I want, or not want, now?")
NEW = Prompt("new", "What was new?")
FIT = Prompt("fit", "Would I like this work: its hours, stress and culture?")
LACK = Prompt("lack", "What do I lack, and what is the next step?")
WHO_NEXT = Prompt("who_next", "Whom do I ask next, and what?")
QUESTIONS = Prompt("questions", "Which question do I keep, which do I drop?")
THEY_DID_WELL = Prompt("they_did_well", "What did they do well that I can learn?")

ALWAYS = (SURPRISED, WANTS)
PROMPTS = (*ALWAYS, NEW, FIT, LACK, WHO_NEXT, QUESTIONS, THEY_DID_WELL)

# How did I do: 1 to 5 each.
SCORES = (
    Prompt("on_time", "On time?"),
    Prompt("listened", "Listened more than I talked?"),
    Prompt("kept_time", "Kept to the time agreed?"),
)


def prompts_for(interview: Interview) -> tuple[Prompt, ...]:
    """Five prompts: the two of every talk, what was answered already, then what its notes touch."""
    answered = [p for p in PROMPTS if interview.debrief.answers.get(p.id)]
    chosen = tuple(dict.fromkeys([*ALWAYS, *answered, *_touched(interview), *PROMPTS]))
    return chosen[: max(SHOWN, len({*ALWAYS, *answered}))]


def _touched(interview: Interview) -> list[Prompt]:
    kinds = {note.kind for note in interview.notes}
    touched = []
    if NoteKind.GAP in kinds:
        touched.append(LACK)
    if kinds & {NoteKind.PERSON, NoteKind.QUESTION}:
        touched.append(WHO_NEXT)
    if any(question.asked_at for question in interview.prep.questions):
        touched.append(QUESTIONS)
    return touched
