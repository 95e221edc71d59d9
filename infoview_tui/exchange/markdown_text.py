"""Words of people as Markdown that shows them as they are, for Obsidian and for Logseq."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Style = Literal["obsidian", "logseq"]

# Inside a line: emphasis, code, links, HTML, tags, highlights, comments, formulas, block ids.
_INLINE = re.compile(r"([\\`*\[\]<$^]|(?<!\w)_|_(?!\w)|#(?=\w)|==|%%|~~|::|\{\{|\(\()")
# At the start of a line: headings, lists, quotes, rules, tables.
_OPENING = re.compile(r"([#>+|-]|=+$)")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_BARE = re.compile(r"\d{4}-\d\d-\d\d|[1-9]\d{0,3}", re.ASCII)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def escaped(text: str) -> str:
    """One line of plain text as Markdown that reads the same and does nothing.

    >>> escaped("[[Sam]] said *no* #1")
    '\\\\[\\\\[Sam\\\\]\\\\] said \\\\*no\\\\* \\\\#1'
    """
    line = _INLINE.sub(r"\\\1", " ".join(text.splitlines()).strip())
    line = _NUMBERED.sub(r"\1\\\2", line) if _NUMBERED.match(line) else line
    return f"\\{line}" if _OPENING.match(line) else line


def unescaped(markdown: str) -> str:
    """Plain text of a line of Markdown: a backslash before punctuation goes."""
    return _UNESCAPE.sub(r"\1", markdown)


class Section(Struct, frozen=True):
    """A heading and its points; points are Markdown already, a task begins with `[ ] `."""

    heading: str
    points: tuple[str, ...]


class Page(Struct, frozen=True):
    """One note: its title, properties, plain paragraphs and sections; texts already Markdown."""

    title: str
    properties: tuple[tuple[str, str | Sequence[str]], ...] = ()
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    def render(self, style: Style) -> str:
        """The file's text; empty properties and sections are left out."""
        return self._obsidian() if style == "obsidian" else self._logseq()

    def _obsidian(self) -> str:
        lines = ["---"]
        for name, value in self.properties:
            if isinstance(value, str):
                lines += [f"{name}: {_yaml(value)}"] if value else []
            elif value:
                lines += [f"{name}:", *(f"  - {_yaml(item)}" for item in value)]
        lines += ["---", f"# {escaped(self.title)}", ""]
        for paragraph in self.paragraphs:
            lines += [paragraph, ""]
        for section in self.sections:
            if section.points:
                points = (f"- {point}" for point in section.points)
                lines += [f"## {section.heading}", "", *points, ""]
        return "\n".join(lines).rstrip() + "\n"

    def _logseq(self) -> str:
        lines = []
        for name, value in self.properties:
            text = value if isinstance(value, str) else ", ".join(value)
            key = name.replace("_", "-")
            lines += [f"{key}:: {text if _is_link(text) else escaped(text)}"] if text else []
        lines += [""] if lines else []
        lines += [f"- {paragraph}" for paragraph in self.paragraphs]
        for section in self.sections:
            if section.points:
                lines.append(f"- ## {section.heading}")
                lines += [f"\t- {_task(point)}" for point in section.points]
        return "\n".join(lines).rstrip() + "\n"


def _yaml(value: str) -> str:
    """A YAML scalar: a date, a number or, in double quotes as in JSON, a text."""
    return value if _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _is_link(text: str) -> bool:
    return re.fullmatch(r"\[\[[^\[\]]+\]\](, \[\[[^\[\]]+\]\])*", text) is not None


def _task(point: str) -> str:
    """Logseq marks tasks by a word, not by a box."""
    return re.sub(r"^\[( |x)\] ", lambda box: "LATER " if box[1] == " " else "DONE ", point)
