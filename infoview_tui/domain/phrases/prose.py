"""Dates inside a sentence: `send the article by fri`, `call yesterday: she liked it`.

Here a wrong find is worse than a missed one, so more is asked of a phrase than when it is
typed alone.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec.structs import replace

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.phrases.cursor import Cursor, Setting, Token, tokenize
from infoview_tui.domain.phrases.days import NEAR_DAYS
from infoview_tui.domain.phrases.spans import UNITS
from infoview_tui.domain.phrases.when import clock_today, read_when
from infoview_tui.domain.phrases.words import COUNTS, MONTHS, RANKS, WEEKDAYS

Found = tuple[date | datetime, int, int]
"""What was found, and where its phrase starts and ends in the text."""

# A promise or a touch is one line; a date further in belongs to something else.
LONGEST_LINE = 2_000

_DEADLINES = frozenset({"by", "before", "until", "till", "til", "due"})
_LEADS = _DEADLINES | {"on"}
_OPENERS = frozenset({"in", "within", "next", "this", "eow", "eom", "eoq", "eoy", "eod"})
_TOMORROW = frozenset({"tomorrow", "tmrw", "tmr", "tmw"})
# "schools of tomorrow", "what I learned from next week's guest" name a topic, not a date.
_TOPIC_WORDS = frozenset({"of", "about", "from", "since", "like", "than"})
# Words that are days and months only now and then; a pause must follow.
_HOMONYMS = frozenset({"sun", "sat", "may", "march", "mar", "weekend"})
_JOINING_MARKS = frozenset("'’-/@_%$€£+")
# With what word a phrase can begin at all: a sentence has few of them, and trying every rule at
# every word is most of the cost of a long queue.
_SMALL_WORDS = (
    "a an and at before beginning business by coming due early end first half in last late mid "
    "middle midday midnight midway next noon of on quarter second since start the third this "
    "tonight weekend within work working"
)
_WORD = re.compile(r"[a-z]+|[0-9]")
_FIRST_WORDS = frozenset(_SMALL_WORDS.split()).union(
    NEAR_DAYS, UNITS, COUNTS, MONTHS, RANKS, WEEKDAYS, _LEADS, _OPENERS, _TOMORROW
)


def _may_hold_one(text: str) -> bool:
    """Whether a phrase can begin anywhere in a text; sooner told than by its tokens."""
    if not text.isascii():
        return True
    words = _WORD.findall(text.lower())
    return not _FIRST_WORDS.isdisjoint(words) or any(map(str.isdecimal, words))


def _day_of(found: date | datetime) -> date:
    return found.date() if isinstance(found, datetime) else found


def _read_at(
    tokens: tuple[Token, ...], at: int, setting: Setting
) -> tuple[date | datetime, int] | None:
    """The phrase that begins at token `at`: its value and the token behind it."""
    if tokens[at].kind == "word" and tokens[at].text not in _FIRST_WORDS:
        return None
    cursor = Cursor(tokens, setting, at)
    try:
        found = cursor.attempt(read_when)
    except (InfoviewError, OverflowError):
        return None
    if found is None or not _stands_alone(tokens, at, cursor.at):
        return None
    return found, cursor.at


def _stands_alone(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """Whether the phrase is made of whole words and is not something else by looks."""
    first = tokens[at]
    if first.glued and at > 0 and tokens[at - 1].text not in ("(", ",", ":", ";", '"', "—", "–"):
        return False
    words = [token.text for token in tokens[at:end]]
    following = tokens[end] if end < len(tokens) else None
    if following is not None and following.glued and _continues(tokens, end):
        return False
    if _HOMONYMS.intersection(words) and following is not None and following.kind != "mark":
        return False
    return not _looks_like_a_number(words, following)


def _continues(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the token glued to the end of a phrase makes another word of it."""
    token = tokens[at]
    if token.kind != "mark" or token.text in _JOINING_MARKS:
        return True
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return token.text in ".:," and behind is not None and behind.glued and behind.kind == "digits"


def _looks_like_a_number(words: list[str], following: Token | None) -> bool:
    """`24/7`, `3/4 of it`, `24.12`: fractions and prices before they are dates."""
    if len(words) != 3 or words[1] not in ("/", "."):
        return False
    return (
        words[1] == "."
        or words == ["24", "/", "7"]
        or not (following is None or following.kind == "mark")
    )


def find_when(text: str, setting: Setting) -> Found | None:
    """The first date in a sentence; looking back (`Setting.past`), none that lies ahead."""
    if not _may_hold_one(text):
        return None
    tokens = tokenize(text[:LONGEST_LINE])
    setting = replace(setting, prose=True)
    for at in range(len(tokens)):
        read = _read_at(tokens, at, setting)
        if read is None or (setting.past and _day_of(read[0]) > setting.today):
            continue
        value, end = read
        start = at - 1 if at > 0 and tokens[at - 1].text == "on" else at
        return value, tokens[start].start, tokens[end - 1].end
    return None


def due_in_line(text: str, setting: Setting) -> tuple[str, date] | None:
    """The longest phrase of a promise that sets its day; of equals, the last."""
    tokens = tokenize(text[:LONGEST_LINE])
    setting = replace(setting, prose=True)
    best: tuple[str, date] | None = None
    for at in range(len(tokens)):
        read = _due_at(tokens, at, setting)
        if read is None or read[0] < setting.today:
            continue
        day, end = read
        phrase = text[tokens[at].start : tokens[end - 1].end]
        if best is None or len(phrase) >= len(best[0]):
            best = phrase, day
    return best


def _due_at(tokens: tuple[Token, ...], at: int, setting: Setting) -> tuple[date, int] | None:
    word = tokens[at]
    before = tokens[at - 1].text if at > 0 else ""
    if word.kind != "word" or (before in _JOINING_MARKS and word.glued):
        return None
    if word.text in _LEADS:
        return _after_lead(tokens, at, setting)
    if before in _TOPIC_WORDS or not _opens(tokens, at):
        return None
    read = _read_at(tokens, at, setting)
    return None if read is None else (_day_of(read[0]), read[1])


def _opens(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether this word can open a due date by itself."""
    word = tokens[at].text
    if word in _OPENERS or word in _TOMORROW or word == "day":
        return True
    return word == "today" and (at == 0 or at == len(tokens) - 1)


def _after_lead(tokens: tuple[Token, ...], at: int, setting: Setting) -> tuple[date, int] | None:
    """`by fri`, `due on 1 dec`, `before noon`."""
    begin = at + 1
    if tokens[at].text == "due" and begin < len(tokens) and tokens[begin].text in _LEADS:
        begin += 1
    if begin >= len(tokens) or tokens[begin].glued:
        return None
    read = _read_at(tokens, begin, setting)
    if read is None and tokens[at].text in _DEADLINES:
        read = _clock_at(tokens, begin, setting)
    return None if read is None else (_day_of(read[0]), read[1])


def _clock_at(
    tokens: tuple[Token, ...], at: int, setting: Setting
) -> tuple[date | datetime, int] | None:
    """`[by] 5pm`: a time alone, where only a deadline can be meant."""
    cursor = Cursor(tokens, setting, at)
    try:
        found = clock_today(cursor)
    except (InfoviewError, OverflowError):
        return None
    if found is None or not _stands_alone(tokens, at, cursor.at):
        return None
    return found, cursor.at
