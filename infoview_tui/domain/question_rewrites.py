"""A better form for a closed question: a first open one to edit, keeping what it is about."""

from __future__ import annotations

import re

from infoview_tui.domain.question_form import closed_part
from infoview_tui.domain.wording import plain

# A closed form, whole and folded, and the open one; the first that fits is taken.
_FORMS = (
    # Likes and feelings
    (
        r"(?:do|did) you (?:really |still )?(?:like|enjoy|love|miss) (.+)",
        r"what do you like most, and least, about \1",
    ),
    (
        r"(?:are|were) you (?:still )?(happy|glad|proud|satisfied|content)(.*)",
        r"what makes you \1\2, and what less so",
    ),
    # It is hard to…
    (
        r"(?:is it|is this|is that|it must be|it is|it's) (?:\w+ly |very |so )?"
        r"(hard|difficult|tough|easy|stressful|boring|lonely|scary) (.+?)"
        r"(?:, (?:is|isn't|does|doesn't) it(?: not)?)?",
        r"what makes it \1 \2",
    ),
    (
        r"was (?:it|this|that) (?:\w+ly |very |so )?"
        r"(hard|difficult|tough|easy|stressful|boring|lonely|scary) (.+)",
        r"what made it \1 \2",
    ),
    (r"(?:is|was|were|are) (.+?) worth it", r"what did you get out of \1, and what did it cost"),
    # Again
    (
        r"would you (?:do|choose|take|study|join|make|go) .*\bagain",
        r"what would you do differently if you began again",
    ),
    (r"(would|could|did|do) you (\w+) any ?thing(?: else)?(.*)", r"what \1 you \2\3"),
    (r"(would|could|did|do) you (\w+) any ?(?:body|one)(?: else)?(.*)", r"whom \1 you \2\3"),
    # Is there…
    (
        r"(?:(?:is|are) there )?(?:any ?|some)(?:one|body)( else)? (i|you|we) "
        r"(should|could|can|would|might|must) (.+)",
        r"who\1 \3 \2 \4",
    ),
    (
        r"(?:(?:is|are) there )?(?:any|some) ?thing( else)? (i|you|we) "
        r"(should|could|can|would|might|must) (.+)",
        r"what\1 \3 \2 \4",
    ),
    (r"(?:(?:is|are) there )?(?:any|some) ?thing( else)? you (.+)", r"what\1 do you \2"),
    (r"(?:is|are) there (?:any |still )?(.+)", r"where do you see \1"),
    (r"(?:was|were) there (?:any |ever )?(.+)", r"what do you remember of \1"),
    # Advice
    (
        r"(?:(?:do|would) you have |have you got )?any (?:\w+ )?"
        r"(?:advice|tips?|suggestions?|ideas?)(.*)",
        r"what would you do first in my place\1",
    ),
    (
        r"would you (?:recommend|suggest|advise) (.+)",
        r"to whom would you recommend \1, and to whom not",
    ),
    (r"(?:should|shall) i (.+)", r"in my place, how would you decide whether to \1"),
    (r"(?:can|could) i (.+)", r"what would it take for me to \1"),
    # Views
    (
        r"(?:do you (?:think|believe|feel|agree)|am i right|is it true|is it right)(?: that)? (.+)",
        r"what speaks for and against the view that \1",
    ),
    (
        r"(?:.{0,40}\b)?(?:tell|know|wonder|wondering|ask|curious|see|say)(?: me| us)? "
        r"(?:if|whether) (?!you\b)(.+)",
        r"what speaks for and against the view that \1",
    ),
    (
        r"(?:.{0,40}\b)?(?:tell|know|wonder|wondering|ask|curious|see|say)(?: me| us)? "
        r"(?:if|whether) (you .+)",
        r"how did it come about that \1",
    ),
    # Experience
    (r"(?:have you|ever) (?!been\b)(?:ever )?(.+)", r"when have you \1, and what came of it"),
    (r"do you ever (.+)", r"when did you last \1, and what came of it"),
    (r"did you ever (.+)", r"when did you \1, and what came of it"),
    # How, where the verb bears it
    (
        r"(?:do|does|did) .*\b(?:change|affect|shape|influence|support|use|help|handle|deal|cope|"
        r"manage|measure|decide|choose|prepare|promote|collaborate|get along)\b.*",
        r"how \g<0>",
    ),
    # A statement with a question mark, or with a tag
    (
        r"((?:you|it|they|there|we|he|she|this|that|your)\b.+?)"
        r"(?:,? (?:right|correct|yes|no|true|am i right|or not))?",
        r"how did it come about that \1",
    ),
    # Every other auxiliary
    (r"(?!any\b).+", r"to what extent \g<0>, and where does it show"),
)
_LAST_RESORT = "What was it like when you last met this, and what did you make of it?"


def open_form(text: str) -> str:
    """A first open form of a closed question: "Do you like X?" becomes "What do you like most, and
    least, about X?". Always a whole question, never the closed one again.
    """
    scene, asked = closed_part(text)
    asked = re.sub(r"^(\w+)n't\b", r"\1", asked).replace("can't", "can")
    for closed, opened in _FORMS:
        if match := re.fullmatch(closed, asked):
            better = _as_typed(f"{scene} {match.expand(opened)}".strip(), text)
            return f"{better[0].upper()}{better[1:]}?"
    return _LAST_RESORT


def _as_typed(folded: str, text: str) -> str:
    """The capitals and accents of `text` back in `folded`: names, `MBA`, but no sentence starts."""
    words = re.findall(r"(?:^|(?<=\s))[\w'’-]+", " ".join(text.split()))
    starts = set(re.findall(r"(?:^|(?<=[.!?] ))[\w'’-]+", " ".join(text.split())))
    typed = {plain(word): word for word in words if word not in starts}
    typed["i"] = "I"
    return re.sub(r"[\w'-]+", lambda match: typed.get(match.group(), match.group()), folded)
