"""What README.md says of the file format and the command line is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from infoview_tui.domain import models
from infoview_tui.grammar import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

RECORDS: dict[str, type] = {
    **models.TABLES,
    "prep": models.Prep,
    "question": models.Question,
    "note": models.Note,
    "debrief": models.Debrief,
    "confidence": models.Confidence,
    "profile": models.Profile,
}


def rows(heading: str) -> list[tuple[str, str]]:
    """The rows of the table below a heading."""
    section = README.split(f"\n#### {heading}\n", 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| (`.*`) \| (.*) \|$", section, re.MULTILINE)


def names(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("heading", RECORDS)
def test_the_file_format_names_every_field_once(heading: str) -> None:
    described = [name for fields, _ in rows(heading) for name in names(fields)]
    known = [f.name for f in msgspec.structs.fields(RECORDS[heading]) if f.name != "extra"]
    assert sorted(described) == sorted(known)


@pytest.mark.parametrize(
    ("heading", "field", "choices"),
    [
        ("contacts", "source", models.Source),
        ("contacts", "relation", models.Relation),
        ("interviews", "status", models.Status),
        ("note", "kind", models.NoteKind),
        ("note", "state", models.LoopState),
        ("follow_ups", "kind", models.FollowUpKind),
        ("follow_ups", "state", models.FollowUpState),
        ("touches", "kind", models.TouchKind),
        ("touches", "channel", models.Channel),
        ("touches", "direction", models.Direction),
        ("hypotheses", "kind", models.HypothesisKind),
    ],
)
def test_the_file_format_names_every_choice(
    heading: str, field: str, choices: type[models.Source]
) -> None:
    said = next(holds for fields, holds in rows(heading) if field in names(fields))
    assert names(said) == [str(choice) for choice in choices]


def test_every_command_and_option_is_on_the_page_and_no_other() -> None:
    described = re.findall(r"`infoview ([a-z]+)([^`]*)`", README)
    assert {name for name, _ in described} == {command.name for command in COMMANDS}
    for command in COMMANDS:
        said = " ".join(rest for name, rest in described if name == command.name)
        options = {a.name for a in command.arguments if a.name.startswith("--")} - {"--json"}
        assert options == set(re.findall(r"--[a-z-]+", said)), command.name


def test_every_picture_on_the_page_exists() -> None:
    for picture in re.findall(r"\]\((screenshots/[^)]+)\)", README):
        assert (ROOT / picture).exists(), picture
