"""The benchmarks can be run: here on a journal of a few interviews, once, the quickest row."""

from __future__ import annotations

import pytest

from tests.benchmarks.rows import ROWS, Figure
from tests.benchmarks.run import line, main
from tests.benchmarks.stopwatch import differing


def test_a_row_is_measured_and_judged(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--only", "due", "--rounds", "1", "--sizes", "3"])
    *_, bare, last = capsys.readouterr().out.splitlines()
    assert bare.startswith("python -c pass")
    assert last.startswith("due, 3")
    assert last.endswith(("kept", "MISSED"))


def test_every_bar_that_is_named_must_be_kept() -> None:
    assert Figure("told", 9.0, "ms").kept
    assert not Figure("slow", 9.0, "ms", 8.0).kept
    assert not Figure("slow by ratio", 7.0, "ms", 8.0, 1.6, 1.5).kept
    assert line(Figure("quick", 7.0, "ms", 8.0, 1.4, 1.5)).endswith("<= 8 ms, 1.5 x  kept")


def test_pictures_are_compared_line_by_line() -> None:
    assert differing(["12:41", "notes"], ["12:42", "notes"]) == 1


def test_every_row_says_what_it_measures() -> None:
    assert all(row.__doc__ for row in ROWS.values())
