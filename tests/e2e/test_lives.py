"""The series of random ends: a short one always, the long ones with `pytest -m slow`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

KINDS = ("kill", "SIGTERM", "SIGHUP", "SIGINT", "hang-up", "stop", "resume")
CODES = {"kill": {"-9", "0"}, "stop": {"-9"}}  # some are killed while they quit, or just after
HOUSE = Path(__file__).parents[2]


def check_series(kind: str, count: int, seed: int, oldest: float = 1.0) -> None:
    """No line is lost, and of the unfinished one no more than its last so many seconds."""
    command = [sys.executable, "-m", "tests.e2e.lives", kind, str(count), str(seed), str(oldest)]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True)
    tally = json.loads(done.stdout)
    assert tally["lives"] == count, done.stderr
    faults = {name: tally[name] for name in ("lost", "garbled", "stale", "unreadable")}
    assert not any(faults.values()), (faults, done.stderr)
    assert not tally["wild"]
    # A kill leaves the change log and the name of the lock, which the next start takes away.
    assert not tally["littered"]
    assert set(tally["codes"]) <= CODES.get(kind, {"0"})


def test_kills_while_typing_lose_nothing() -> None:
    check_series("kill", 2, seed=1, oldest=60.0)  # a busy machine may keep it late


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_long_series_loses_nothing(kind: str) -> None:
    check_series(kind, 1000 if kind == "kill" else 200, seed=2)
