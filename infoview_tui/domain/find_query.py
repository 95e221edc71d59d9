"""What is typed into the finder: words, "phrases", -words to leave out, and filters.

    press release kind:insight company:northwind since:"3 months" tag:growth -hiring

Every word must be found, in any order. Several values of one filter mean any of them
(`kind:insight,quote` or the filter twice); different filters must all hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.models import HypothesisKind, NoteKind
from infoview_tui.domain.phrases.words import MONTHS
from infoview_tui.domain.text import fold

# What a found line can be: a note's kind, a line of the decision board, or where it stands.
KINDS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            "contact",
            "company",
            *map(str, NoteKind),
            "prep",
            "debrief",
            "follow_up",
            "touch",
            *map(str, HypothesisKind),
        ]
    )
)
FILTERS: Mapping[str, str] = {
    "kind": "what the line is: insight, quote, contact, follow_up…",
    "company": "the contact's company, or a part of it",
    "with": "the contact's name, or a part of it",
    "tag": "a tag of the contact",
    "topic": "the topic of the note or question",
    "since": 'a day or a length of time: since:2026-03 or since:"3 months"',
    "until": 'the last day: until:2026-03-31 or until:"2 weeks"',
}
_SYNONYMS = {"person": "with", "contact": "with", "before": "until", "after": "since"}
LONGEST = 1000  # characters: what is longer was pasted by mistake
_PERIODS = ("1 week", "1 month", "3 months", "6 months", "1 year")


class UnclearQuery(InfoviewError):
    """A filter of the finder that cannot be understood; the message says what it takes."""


class FindQuery(Struct, frozen=True):
    """A parsed query; every text in it is folded (see `domain.text.fold`)."""

    terms: tuple[str, ...] = ()  # words and phrases that a line must hold
    without: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != FindQuery()


class _Token(Struct, frozen=True):
    """One blank-separated piece of the query and where it starts in the text."""

    start: int
    name: str  # of a filter, or empty
    value: str
    quoted: bool
    negative: bool


_TOKEN = re.compile(
    r"""(?P<negative>-)?(?:(?P<bare>[A-Za-z_]+):(?=\s|$)"""
    r"""|(?:(?P<name>[A-Za-z_]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+)))"""
)


def parse(text: str, today: date) -> FindQuery:
    """The query in `text`; raises `UnclearQuery` for a filter that it cannot understand.

    A text of over `LONGEST` characters is refused too.
    An unfinished quotation mark or filter (`kind:`) is no error: people search as they type.
    """
    if len(text) > LONGEST:
        raise UnclearQuery(f"Nobody looks for {len(text):,} characters; at most {LONGEST:,}")
    query = FindQuery()
    for token in _tokens(text):
        query = _with_token(query, token, today)
    return query


def complete(text: str, known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The whole queries that the last piece of `text` may grow into, best first.

    `known` holds the journal's values by filter name (`company`, `with`, `tag`, `topic`).
    """
    tokens = _tokens(text)
    if not tokens or (text[-1:].isspace() and text.count('"') % 2 == 0):
        return ()
    last = tokens[-1]
    head, sign = text[: last.start], "-" if last.negative else ""
    if not last.name:
        names = [f"{name}:" for name in FILTERS if name.startswith(fold(last.value))]
        return tuple(head + sign + name for name in names if last.value and not last.quoted)
    name = _SYNONYMS.get(last.name, last.name)
    given, _, part = last.value.rpartition(",")
    prefix = f"{head}{sign}{last.name}:" + (f"{given}," if given else "")
    return tuple(prefix + _quoted(value) for value in _options(name, fold(part), known))


def explain(text: str) -> str:
    """What the filter takes whose value is still to be typed; nothing if there is none."""
    last = next(iter(reversed(_tokens(text))), None)
    if last is None or not last.name or last.value or text[-1:].isspace():
        return ""
    name = _SYNONYMS.get(last.name, last.name)
    return f"{last.name}: {FILTERS[name]}" if name in FILTERS else ""


def _options(name: str, part: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """The values of one filter that hold `part`, those that start with it first."""
    values: Iterable[str] = known.get(name, ())
    if name == "kind":
        values = KINDS
    elif name in ("since", "until"):
        values = _PERIODS
    held = [(fold(value).find(part), value) for value in values]
    return [
        v for at, v in sorted(held, key=lambda pair: pair[0] > 0) if at >= 0 and fold(v) != part
    ]


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"\s", value) else value


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    if len(text) > LONGEST:
        return found
    for match in _TOKEN.finditer(text):
        name = (match["name"] or match["bare"] or "").lower()
        quoted = match["quoted"] is not None
        value = match["quoted"] if quoted else match["plain"] or ""
        negative = match["negative"] is not None
        if name and name not in FILTERS and name not in _SYNONYMS:
            # Not a filter of ours but a word with a colon: `re: budget`, `http://…`.
            name, value = "", match[0].removeprefix("-")
        found.append(_Token(match.start(), name, value, quoted, negative))
    return found


def _with_token(query: FindQuery, token: _Token, today: date) -> FindQuery:
    name = _SYNONYMS.get(token.name, token.name)
    if not name:
        term = " ".join(fold(token.value).replace('"', " ").split())
        if not term:
            return query
        if token.negative:
            return replace(query, without=(*query.without, term))
        return replace(query, terms=(*query.terms, term))
    if token.negative:
        raise UnclearQuery(f"-{name}: a filter cannot be left out; give the values that you want")
    if name in ("since", "until"):
        if not token.value.strip():
            return query
        named = past_day(token.value, today)
        return replace(query, since=named) if name == "since" else replace(query, until=named)
    values = [fold(value).strip() for value in token.value.split(",")]
    return _with_values(query, name, [value for value in values if value])


def _with_values(query: FindQuery, name: str, values: Sequence[str]) -> FindQuery:
    if name == "kind":
        return replace(query, kinds=query.kinds.union(map(_kind, values)))
    if name == "company":
        return replace(query, companies=(*query.companies, *values))
    if name == "with":
        return replace(query, people=(*query.people, *values))
    if name == "tag":
        return replace(query, tags=(*query.tags, *(value.lstrip("#") for value in values)))
    return replace(query, topics=(*query.topics, *values))


def _kind(value: str) -> str:
    """A kind by its name, its plural, or a beginning that only one kind has."""
    value = value.replace("-", "_").replace(" ", "_")
    for name in (value, value.removesuffix("s")):
        if name in KINDS:
            return name
    begun = [kind for kind in KINDS if kind.startswith(value)]
    if len(begun) == 1:
        return begun[0]
    choices = ", ".join(begun or KINDS)
    raise UnclearQuery(f"kind:{value}: choose one of {choices}")


_UNITS = {"d": 1, "day": 1, "w": 7, "week": 7}
_MONTH_UNITS = {"m": 1, "mo": 1, "month": 1, "quarter": 3, "y": 12, "year": 12}


def past_day(text: str, today: date) -> date:
    """The day that `text` names, never after `today` unless it is a full date.

    A length of time counts back (`3 months`, `2w`); a month or year means its first day.
    """
    value = fold(text).strip().removesuffix("ago").strip()
    try:
        return _named_day(value, today)
    except (ValueError, OverflowError):
        raise UnclearQuery(
            f"{text}: not a day or a length of time; try 2026-03, 2026-03-14, march or 3 months"
        ) from None


def _named_day(value: str, today: date) -> date:
    if value in ("today", "yesterday"):
        return today - timedelta(days=value == "yesterday")
    if re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", value):
        year, month, day = [*map(int, value.split("-")), 1, 1][:3]
        return date(year, month, day)
    if (length := re.fullmatch(r"(?:(\d{1,4}|an?|last) ?)?([a-z]+?)s?", value)) is not None:
        number = int(length[1]) if (length[1] or "").isdigit() else 1
        if length[2] in _UNITS:
            return today - timedelta(days=number * _UNITS[length[2]])
        if length[2] in _MONTH_UNITS:
            return _months_before(today, number * _MONTH_UNITS[length[2]])
    if value not in MONTHS:
        raise ValueError(value)
    return date(today.year - (MONTHS[value] > today.month), MONTHS[value], 1)


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"{months} months before {day}")
