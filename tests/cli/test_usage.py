"""Command lines that say nothing, terminals that are none, and the shells' side of it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infoview_tui.cli import _COMMANDS
from infoview_tui.completion import script
from infoview_tui.exchange.ink import ink_for
from infoview_tui.grammar import COMMANDS, SHELLS
from tests.cli.conftest import CommandLine

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dew",), "there is no command 'dew'; did you mean due?"),
        (("xyzzy",), "there is no command 'xyzzy'; --help lists them"),
        (("due", "--jsn"), "'--jsn' says nothing here; did you mean --json?"),
        (("backup", "--json"), "'--json' says nothing here; see `infoview --help`"),
        (("export", "vcf"), "'vcf': choose one of markdown, vcard, ics, csv, json"),
        (("add",), "the following arguments are required: line; see `infoview add --help`"),
    ],
)
def test_a_typo_is_one_line_with_what_was_meant(
    infoview: CommandLine, words: tuple[str, ...], told: str
) -> None:
    said = infoview(*words)
    assert (said.code, said.out, said.err) == (2, "", f"infoview: {told}\n")


def test_every_command_of_the_grammar_is_carried_out() -> None:
    assert {command.name for command in COMMANDS} | {""} == set(_COMMANDS)


def test_the_journal_may_be_named_before_and_after_the_command(
    infoview: CommandLine, tmp_path: Path
) -> None:
    other = str(tmp_path / "other.json")
    assert infoview("--journal", other, "path").out == f"{other}\n"
    assert infoview("path", "--journal", other).out == f"{other}\n"


def test_without_a_terminal_the_screen_is_refused_in_a_sentence(infoview: CommandLine) -> None:
    said = infoview()
    assert said.code == 2
    assert "needs a terminal" in said.err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "bold"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_emphasis_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], bold: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"TERM": "xterm", **variables}.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b" in ink_for(Terminal()).strong("x")) is bold
    assert ink_for(io.StringIO()).strong("x") == "x"


def test_a_terminal_without_the_letters_still_gets_its_lines(journal_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "infoview_tui", "show", "ibarra"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith(b"Tom?s Ibarra")


def test_due_imports_nothing_of_the_screen(journal_path: Path) -> None:
    program = (
        "import sys; from infoview_tui.cli import run; run(['due']);"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'textual', 'rich', 'tinydb'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_can_be_completed(shell: str, infoview: CommandLine) -> None:
    text = infoview("completion", shell).out
    for command in COMMANDS:
        assert command.name in text
        for argument in command.arguments:
            if argument.is_option:
                assert argument.name.lstrip("-") in text
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=script(shell), text=True, check=True)


def completed(line: str) -> list[str]:
    """What bash offers for the last word of a line."""
    words = line.split(" ")
    asked = "\n".join(
        [
            script("bash"),
            "compopt() { :; }",
            f"COMP_WORDS=({' '.join(repr(word) for word in words)})",
            f"COMP_CWORD={len(words) - 1}",
            "_infoview",
            'printf "%s\\n" "${COMPREPLY[@]}"',
        ]
    )
    done = subprocess.run(["bash"], input=asked, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_bash_offers_what_fits_the_place() -> None:
    assert completed("infoview ex") == ["export"]
    assert completed("infoview export v") == ["vcard"]
    assert completed("infoview --journal x.json due --j") == ["--json", "--journal"]
    assert "pyproject.toml" in completed("infoview export vcard pyproj")
    assert completed("infoview export vcard v") == []
    assert "pyproject.toml" in completed("infoview --journal = pyproj")
    assert completed("infoview --journal = x.json ex") == ["export"]
    assert completed("infoview export --style ") == ["obsidian", "logseq"]
    assert "pyproject.toml" in completed("infoview import pyproj")
