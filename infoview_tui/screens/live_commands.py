"""What `/` offers in the empty field: the kinds of a line, and the screen's commands by name."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from infoview_tui.domain.capture import KIND_NAMES
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.text import fold


class Command(Struct, frozen=True):
    """One entry of the list; `action` is the screen's action, or the kind that it sets."""

    name: str
    help: str
    action: str = ""
    key: str = ""
    kind: NoteKind | None = None
    words: bool = False  # takes what is typed behind its name


COMMANDS: tuple[Command, ...] = (
    Command("/asked", "this question was asked; on to the next", "next_question", "tab"),
    Command("/questions", "all questions: jump, skip, star", "questions", "F7"),
    Command("/add question", "a question on the spot, under the one in focus", "add", words=True),
    Command("/steer", "the phrase that leads gently back", "steer", "ctrl+t"),
    Command("/more", "five more minutes, or as many as you write", "more", "ctrl+l", words=True),
    Command("/compact", "the strip of five rows, or all of the screen", "compact", "F8"),
    Command("/mask", "names as initials, for a shared screen", "mask", "ctrl+g"),
    Command("/edit", "correct an earlier line", "earlier", "up"),
    Command("/undo", "take the last change back", "undo_verb", "ctrl+z"),
    Command("/start", "the talk begins now", "start", "F4"),
    Command("/end", "end the talk and debrief it", "end", "F9"),
    Command("/contact", "their card", "contact"),
    Command("/prep", "the prep sheet", "prep", "F3"),
)

KINDS: tuple[Command, ...] = tuple(
    Command(name.prefix, f"{name.label}{f' → {name.becomes}' if name.becomes else ''}", kind=kind)
    for kind, name in KIND_NAMES.items()
    if name.prefix
)
PLAIN = Command(" ", "a plain note", kind=NoteKind.NOTE)


def is_command(line: str) -> bool:
    """Whether the line in the field is looking for a command."""
    return line.startswith("/")


def matching(line: str) -> tuple[Command, ...]:
    """The entries for `/`, `/e`, `/end`, `/add question what…`; none: the line is a note."""
    wanted = fold(line).strip()
    if wanted == "/":
        return (*KINDS, *COMMANDS)
    taking = [c for c in COMMANDS if c.words and wanted.startswith((f"{c.name} ", f"{_verb(c)} "))]
    return tuple(taking) or tuple(c for c in COMMANDS if c.name.startswith(wanted))


def argument(command: Command, line: str) -> str:
    """What stands behind the command's name (or its first word) in the line."""
    for name in (command.name, _verb(command)):
        if fold(line).startswith(f"{name} "):
            return line[len(name) :].strip()
    return ""


def entry(entries: Sequence[Command], key: str | None) -> Command | None:
    """The entry of this name, else the first."""
    return next((c for c in entries if c.name == key), entries[0] if entries else None)


def _verb(command: Command) -> str:
    return command.name.split()[0]
