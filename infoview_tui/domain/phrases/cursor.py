"""Tokens of a typed phrase, and the cursor that the rules of the grammar move over them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct, field

from infoview_tui.domain.calendar import WorkCalendar

_TOKEN = re.compile(r"(?P<blank>\s+)|(?P<digits>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<mark>.)", re.DOTALL)
# Longer runs of digits are no day, month, year, hour or count of anything.
_MOST_DIGITS = 4

T = TypeVar("T")


class Token(Struct, frozen=True):
    """A number, a word (lower case) or a single mark; `glued`: no blank stands before it."""

    text: str
    kind: str
    start: int
    end: int
    glued: bool

    @property
    def value(self) -> int:
        return int(self.text)


def tokenize(text: str) -> tuple[Token, ...]:
    """Every token of `text` in order; only ASCII digits count as numbers. Never fails."""
    tokens: list[Token] = []
    glued = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "blank":
            glued = False
            continue
        tokens.append(Token(match[0].lower(), kind, match.start(), match.end(), glued))
        glued = True
    return tuple(tokens)


class Setting(Struct, frozen=True):
    """What a phrase is read against.

    `past`: days without a year or week lie behind us (a touch is logged), not ahead.
    `prose`: the phrase stands inside a sentence, where a bare number is no hour or day.
    """

    now: datetime
    day_first: bool | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    past: bool = False
    prose: bool = False

    @property
    def today(self) -> date:
        return self.now.date()


class Cursor:
    """A place in the tokens. A `take` method moves on when it finds its token, else stays."""

    def __init__(self, tokens: tuple[Token, ...], setting: Setting, at: int = 0) -> None:
        self.tokens = tokens
        self.setting = setting
        self.at = at

    @property
    def today(self) -> date:
        return self.setting.today

    @property
    def ended(self) -> bool:
        return self.at >= len(self.tokens)

    @property
    def pauses(self) -> bool:
        """Whether a sentence pauses here: "on the 2nd." is a day, "on the 2nd floor" none."""
        token = self.peek()
        return token is None or token.kind == "mark"

    def peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def take_number(self, *, glued: bool = False) -> Token | None:
        """The next token, if it is a number of one to four digits."""
        token = self.peek()
        if token is None or token.kind != "digits" or len(token.text) > _MOST_DIGITS:
            return None
        if glued and not token.glued:
            return None
        self.at += 1
        return token

    def take(self, *choices: str, glued: bool = False) -> str | None:
        """The next token's text, if it is one of `choices` (words or marks)."""
        token = self.peek()
        if token is None or token.text not in choices or (glued and not token.glued):
            return None
        self.at += 1
        return token.text

    def take_from(self, table: dict[str, T], *, glued: bool = False) -> T | None:
        """What `table` holds for the next token."""
        token = self.peek()
        if token is None or (glued and not token.glued) or token.text not in table:
            return None
        self.at += 1
        return table[token.text]

    def take_all(self, phrase: str) -> bool:
        """Whether all words of `phrase` come next; takes all of them or none."""
        words = phrase.split()
        following = self.tokens[self.at : self.at + len(words)]
        if [token.text for token in following] != words:
            return False
        self.at += len(words)
        return True

    def attempt(self, rule: Callable[[Cursor], T | None]) -> T | None:
        """What `rule` reads here; the cursor stays where it was if that is nothing."""
        start = self.at
        found = rule(self)
        if found is None:
            self.at = start
        return found

    def first_of(self, *rules: Callable[[Cursor], T | None]) -> T | None:
        """What the first rule that fits reads here."""
        for rule in rules:
            if (found := self.attempt(rule)) is not None:
                return found
        return None
