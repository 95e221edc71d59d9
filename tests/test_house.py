"""The rules of the house, checked by machines: lint, format, types, import contracts."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import infoview_tui

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["mypy", "--platform", "win32", "infoview_tui"],
        ["mypy", "--platform", "darwin", "infoview_tui"],
        ["lint-imports"],
    ],
    ids=lambda command: " ".join(command),
)
def test_the_machines_have_nothing_to_say(command: list[str]) -> None:
    done = subprocess.run(
        [SCRIPTS / command[0], *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_names_the_version_of_the_package() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    newest = re.search(r"^### (\d+\.\d+\.\d+)", readme, re.MULTILINE)
    assert newest is not None, "the changelog has no version"
    assert newest[1] == infoview_tui.__version__


def test_the_readme_installs_what_the_project_offers() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    commands = [
        line
        for line in readme.splitlines()
        if line.startswith("python3 -m venv") and "pip install" in line
    ]
    run, test = commands[:2]
    assert run.endswith("infoview demo")
    assert "infoview" in project["scripts"]
    assert ".[test]" in test
    assert "test" in project["optional-dependencies"]


def test_ci_runs_the_readme_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "'.[test]'" in script
    assert "-m pytest" in script


def test_the_package_is_marked_as_typed() -> None:
    assert (ROOT / "infoview_tui" / "py.typed").exists()
