"""People in notes written in Markdown: a heading a person, a list of what is known, then text.

    # Priya Natarajan
    - role: Staff PM
    - company: Northwind
    - email: priya@example.com
    - tags: payments, alumni
    Met at the alumni evening.

Understood are the names of `columns.FIELDS` (role, company, email, phone, url, location,
connected on, birthday, tags) and their usual synonyms. Every other line is a note. The same
fields may stand in front matter (`---`) above the first heading, as in Obsidian.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import defaultdict
from functools import lru_cache

from msgspec import Struct, field

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.cleaning import Border, without_repetitions
from infoview_tui.exchange.columns import guess_mapping
from infoview_tui.exchange.drafts import MAX_FIELD, MAX_ROWS, PersonDraft, Reading, Skipped
from infoview_tui.exchange.markdown_text import unescaped
from infoview_tui.exchange.names import split_credentials

_HEADING = re.compile(r"#\s+(.+)")
_FIELD = re.compile(r"[-*+]\s+\**([^\W\d][\w -]{1,24}?)\**\s*(?:::?)\**\s*(.*)")
_FRONT = re.compile(r"([^\W\d][\w -]{0,24}?)\s*:\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.*)")


class _Section(Struct):
    row: int
    name: str
    values: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)


def looks_like_markdown(text: str) -> bool:
    """Whether the first line that is not blank is a heading or opens front matter."""
    first = text[:10_000].lstrip().partition("\n")[0].rstrip()
    return first == "---" or _HEADING.fullmatch(first) is not None


def read_markdown(text: str, source: object, border: Border) -> Reading | None:
    """The people in a note; None when no field of a person stands in it. `row` is a line."""
    sections = _sections(text, source)
    if not any(section.values for section in sections):
        return None
    drafts: list[PersonDraft] = []
    skipped: list[Skipped] = []
    for section in sections:
        if section.values:
            drafts.append(_draft(section, border))
        else:
            name = border.line(section.name, section.row)[:120]
            skipped.append(Skipped(section.row, "no field of a person below this heading", name))
    kept, repeated = without_repetitions(drafts)
    skipped = sorted(skipped + repeated, key=lambda skip: skip.row)
    remarks = tuple(border.remarks)
    return Reading(tuple(kept), tuple(skipped), len(sections), "Markdown notes", remarks)


def _sections(text: str, source: object) -> list[_Section]:
    lines = text.replace("\r\n", "\n").split("\n")
    front, start = _front_matter(lines)
    sections: list[_Section] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        if heading := _HEADING.fullmatch(line.rstrip()):
            if len(sections) == MAX_ROWS:
                raise ImportRefused(f"cannot import {source}: more than {MAX_ROWS:,} people")
            sections.append(_Section(number, unescaped(heading[1])))
            if front:
                sections[0].values |= front
                front = defaultdict(list)
        elif sections:
            known = _FIELD.fullmatch(line[:20_000].strip())
            name = _field_name(known[1]) if known else ""
            if known and name:
                sections[-1].values[name].append(unescaped(known[2]))
            elif len(sections[-1].notes) <= MAX_FIELD:  # the text is cut there, and that is said
                sections[-1].notes.append(unescaped(line[: MAX_FIELD + 1]))
    return sections


def _front_matter(lines: list[str]) -> tuple[defaultdict[str, list[str]], int]:
    """The fields between two lines of `---` at the top, and the index of the line after them."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    if not lines or lines[0].strip() != "---":
        return values, 0
    name = ""
    for index, line in enumerate(lines[1:1_000], start=1):
        if line.strip() == "---":
            return values, index + 1
        if item := _ITEM.fullmatch(line[:20_000]):
            if name:
                values[name].append(_unquoted(item[1]))
        elif found := _FRONT.fullmatch(line[:20_000].rstrip()):
            name = _field_name(found[1])
            if name and found[2] not in {"", "[]"}:
                values[name].append(_unquoted(found[2]))
    return defaultdict(list), 0


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        with contextlib.suppress(ValueError):
            return str(json.loads(value, strict=False))
    return value.strip("[]'")


@lru_cache(maxsize=256)
def _field_name(word: str) -> str:
    """What a word of a note means, "" when it is no field."""
    known = guess_mapping([word]).get(word, "")
    return "" if known in {"name", "notes", "first_name", "last_name"} else known


def _draft(section: _Section, border: Border) -> PersonDraft:
    row, values = section.row, section.values

    def one(name: str) -> str:
        return next(filter(None, (border.line(text, row) for text in values[name])), "")

    name, credentials = split_credentials(border.line(section.name, row))
    urls = [url for text in values["url"] if (url := border.url(text, row))]
    return PersonDraft(
        name=name,
        role=one("role"),
        company=one("company"),
        emails=border.emails(values["email"], row),
        phones=border.lines(values["phone"], row),
        url=urls[0] if urls else "",
        location=", ".join(border.lines(values["location"], row)),
        connected_on=border.day(one("connected_on"), row),
        birthday=border.birthday(one("birthday"), row),
        notes=border.text("\n".join(section.notes), row),
        tags=border.lines(
            (tag.strip(" #") for text in values["tags"] for tag in text.split(",")), row
        ),
        extra=(("credentials", credentials),) if credentials else (),
        row=row,
    )
