"""Dates that people type and read: parsed by a grammar that refuses rather than guesses."""

from __future__ import annotations

from datetime import date, datetime

from infoview_tui.domain.errors import InfoviewError, UnclearDate
from infoview_tui.domain.phrases.cursor import Cursor, Setting, tokenize
from infoview_tui.domain.phrases.when import read_when
from infoview_tui.domain.text import clean_line

_LONGEST_PHRASE = 100
_EXAMPLES = "'fri 14:30', 'in 2 weeks' or '1 dec'"


def parse_when(
    text: str, now: datetime, *, day_first: bool | None = None, past: bool = False
) -> date | datetime:
    """The day or time that `text` says, seen from `now`; a time has the zone of `now`.

    Raises UnclearDate, with one line that says what is unclear.
    """
    shown = clean_line(text[:_LONGEST_PHRASE])[:40]
    if len(text) > _LONGEST_PHRASE:
        raise UnclearDate(f"'{shown}…' is too long for a date: try {_EXAMPLES}.")
    tokens = tokenize(text)
    cursor = Cursor(tokens, Setting(now, day_first, past=past))
    cursor.take("on", "by", "until", "till", "til")
    try:
        found = cursor.attempt(read_when)
    except UnclearDate:
        raise
    except (InfoviewError, OverflowError) as error:
        raise UnclearDate(f"'{shown}' lies outside the calendar: {error}") from None
    if found is None or not cursor.ended:
        raise UnclearDate(f"'{shown}' is no date that I can read: try {_EXAMPLES}.")
    return found
