"""`kill -9` at any instant: 0 lost, 0 unreadable, no litter. The long series is marked slow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SERIES = Path(__file__).with_name("kill_series.py")


def _series(*arguments: str) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, str(SERIES), *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    tally: dict[str, int] = json.loads(done.stdout)
    return tally


@pytest.mark.parametrize(
    "arguments",
    [
        ("calls",),
        ("recovery",),
        ("random", "120", "1"),
        ("encrypted", "random", "120", "3"),
        pytest.param(("encrypted", "conversion"), marks=pytest.mark.slow),
        pytest.param(("encrypted", "calls"), marks=pytest.mark.slow),
        pytest.param(("encrypted", "recovery"), marks=pytest.mark.slow),
        pytest.param(("random", "10000", "2"), marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_a_kill_loses_no_confirmed_entry(arguments: tuple[str, ...]) -> None:
    tally = _series(*arguments)
    assert tally["kills"] >= 100
    assert tally["confirmed"] > tally["kills"]
    assert (tally["lost"], tally["unreadable"], tally["litter"]) == (0, 0, 0)
