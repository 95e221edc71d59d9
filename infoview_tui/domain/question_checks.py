"""The checks beside each question of the prep sheet: a reason and a better form (method: Checks).

They advise and never forbid. Everything is judged from the words alone; what cannot be judged
surely is let pass, because a false alarm costs more trust than a missed one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection

from msgspec import Struct

from infoview_tui.domain.job_words import asks_for_job
from infoview_tui.domain.question_form import is_closed
from infoview_tui.domain.question_public import answerable_from_website
from infoview_tui.domain.question_rewrites import open_form
from infoview_tui.domain.wording import content_words, plain

STALE_AFTER = 6
"""Asked this often without anything new, a question has gone stale."""


# What lies behind this is a pasted page and no question; typing must stay quick.
_LONGEST = 2_000


class Remark(Struct, frozen=True):
    """What a check has to say: `better` is a form to take over and edit, "" if there is none."""

    id: str
    reason: str
    better: str = ""


def check(
    text: str,
    *,
    fact: str = "",
    company: str = "",
    asked_before: Collection[str] = (),
    times_without_news: int = 0,
    position: int = 1,
    budget: int = 8,
) -> tuple[Remark, ...]:
    """The remarks on one question, the gravest first; none for a good one (or an empty line).

    `fact`: the line of the sheet it springs from. `asked_before`: what this person was asked in
    earlier talks. `times_without_news`: how often in a row it was asked, of anyone, without an
    insight. `position` counts from 1; `budget` is the number of questions the minutes allow.
    """
    text = text[:_LONGEST]
    if not text.strip(" ?.!"):
        return ()
    found: list[Remark | None] = [
        check_job(text),
        check_website(text, company),
        check_typical_day(text),
        check_closed(text),
        check_asked_before(text, asked_before),
        check_stale(times_without_news),
        check_budget(position, budget),
        check_fact(fact),
    ]
    return tuple(remark for remark in found if remark)


def check_job(text: str) -> Remark | None:
    """Method A33, A41: never ask for a job."""
    words = asks_for_job(text)
    if not words:
        return None
    return Remark(
        "job",
        f"asks for a job (“{words}”): it ends the learning and strains the goodwill",
        "In my place, what would you do in the next three months to grow into this field?",
    )


def check_website(text: str, company: str) -> Remark | None:
    """Method A6, B1: ask for what cannot be found online."""
    if not answerable_from_website(text, company):
        return None
    place = company.strip() or "your company"
    return Remark(
        "website",
        "the website or the profile answers this: read it before, and ask what it leaves out",
        f"I read what {place} says about itself. What would an outsider still get wrong?",
    )


def check_typical_day(text: str) -> Remark | None:
    """Method B11: not a typical day, but how they handle what is peculiar to their role."""
    if not is_typical_day(text):
        return None
    return Remark(
        "typical-day",
        "“a typical day” gets a list of meetings: ask how they handle what is peculiar to the role",
        "What was the hardest call of your last few weeks, and how did you handle it?",
    )


def check_closed(text: str) -> Remark | None:
    """Method A31: open questions; yes or no ends the story before it begins."""
    if not is_closed(text):
        return None
    return Remark("closed", "can be answered with yes or no", open_form(text))


def check_asked_before(text: str, asked_before: Collection[str]) -> Remark | None:
    earlier = next((asked for asked in asked_before if same_question(text, asked)), None)
    if earlier is None:
        return None
    return Remark(
        "asked-before",
        f"you asked them this before: “{earlier.strip()}”",
        "Last time you told me about this. What has changed since?",
    )


def check_stale(times_without_news: int) -> Remark | None:
    if times_without_news < STALE_AFTER:
        return None
    return Remark(
        "stale",
        f"asked {times_without_news} times in a row and nothing new came",
        "Everyone tells me much the same about this. Where do you see it differently?",
    )


def check_budget(position: int, budget: int) -> Remark | None:
    """Method: one question per 2.5 minutes; what lies beyond will hardly be reached."""
    if position <= budget:
        return None
    return Remark(
        "over-budget",
        f"number {position}, and the time holds {budget}: rank it higher or keep it for later",
    )


def check_fact(fact: str) -> Remark | None:
    """Method A32, B10: research shapes the question."""
    if re.search(r"\w", fact) and not _PLACEHOLDER.fullmatch(plain(fact).strip(" .!?-…")):
        return None
    return Remark(
        "no-fact",
        "tied to no fact of the sheet: anybody could ask anybody this",
        "I read that […]. How did that come about?",
    )


# --- typical day --------------------------------------------------------------------------------

_USUAL = r"(?:typical|average|normal|regular|usual|ordinary|standard|everyday)"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SPAN = rf"(?:(?:work(?:ing)?[ -]?)?(?:day|week)|shift|morning|month|{_WEEKDAY})s?"
_DAY_TO_DAY = (
    r"(?:day[- ]to[- ]day|daily)(?: (?:work|tasks?|job|life|role|business|duties|routine))?"
)
_TYPICAL_DAY = re.compile(
    r"\b(?:"
    + "|".join(
        (
            rf"{_USUAL}(?: \w+)? {_SPAN}\b",
            r"a day in (?:the|your) life\b",
            rf"(?:your|my|a) (?:whole |work |working )?{_SPAN} (?:(?:in|at|as|on) .{{1,30}} )?"
            r"(?:typically |usually |normally |generally )?(?:looks?|consists?|involves?|goes|be) ?"
            r"(?:like|of)?(?=\s*(?:$|[?.!,]| for you| at| in| now))",
            rf"your {_SPAN} (?:usually|typically|normally|generally) "
            r"(?:starts?|begins?|ends?|looks?)",
            rf"(?:is|are) (?:your|a) (?:{_SPAN}|schedule) like\b",
            r"(?:spend|structure|organi[sz]e|plan|fill|divide) your "
            r"(?:days?|weeks?)(?=\s*(?:$|[?.!,]))",
            rf"through your (?:\w+ )?{_SPAN}(?=\s*(?:$|[?.!,]| at| as| please))",
            r"you (?:\w+ )?(?:do|spend)(?: \w+){0,3} (?:all day(?: long)?|every day|each day|"
            r"on a daily basis|day[- ]to[- ]day|from day to day|day in,? day out)\b",
            rf"you (?:typically|usually|normally) (?:do|spend)(?: \w+){{0,3}} {_SPAN}\b",
            rf"your (?:\w+ )?{_DAY_TO_DAY}(?: \w+)?"
            r"(?=\s*(?:$|[?.!,]| look| like| at| as| in| for))",
            r"your (?:usual|typical|normal) (?:routine|schedule)\b",
            r"(?:what|how)\b.{1,30} on a (?:day[- ]to[- ]day|daily) basis",
            r"from (?:9|nine) to (?:5|five)\b",
            r"is your (?:day|week) (?:structured|organi[sz]ed|made up|divided)",
            rf"what(?: is| are| does| do)(?: \w+){{0,2}} {_DAY_TO_DAY}\b",
        )
    )
    + r")"
)
# "Your least typical day" and "how has a normal week changed" already ask the sharper thing.
_SHARPER = re.compile(
    rf"\b(?:least|anything but an?|not an?|nothing like an?|far from an?|no|never an?) {_USUAL}\b|"
    rf"\b(?:changed?|differs?|different|instead of|most surpris\w+|interrupt\w*|ruins?|upsets?|"
    rf"breaks?|spoils?)\b"
)


def is_typical_day(text: str) -> bool:
    """Whether the question is a form of "What is a typical day like?"."""
    asked = plain(text).replace("what's", "what is")
    return bool(_TYPICAL_DAY.search(asked)) and not _SHARPER.search(asked)


# --- asked before -------------------------------------------------------------------------------

_SAME_LETTERS = 0.86
_SAME_WORDS = 0.65
_PLACEHOLDER = re.compile(
    r"(?:n/?a|none|no|nothing|nothing yet|no fact|fact|tbd|tba|to do|todo|later|unknown|"
    r"x+|dunno|no idea|not yet|to be found|missing|empty|same|ditto|idk|null|nil)"
)


def same_question(one: str, other: str) -> bool:
    """Whether two questions ask the same, by their letters or by the words that carry meaning."""
    first, second = plain(one).strip(" ?.!"), plain(other).strip(" ?.!")
    if not first or not second:
        return False
    if first == second:
        return True
    mine, theirs = content_words(first), content_words(second)
    if not mine or not theirs:
        return False
    shared = len(mine & theirs)
    if shared / len(mine | theirs) >= _SAME_WORDS and shared >= 2:
        return True
    mostly = shared / max(len(mine), len(theirs)) > 0.5
    return mostly and _alike(first, second) >= _SAME_LETTERS


def _alike(one: str, other: str) -> float:
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SAME_LETTERS else 0.0
