"""The first line of a call keeps the clock whole at every width."""

from __future__ import annotations

from datetime import timedelta

import pytest

from infoview_tui.domain.talk_clock import Phase, Reading
from infoview_tui.widgets.clock_line import Who, clock_line, clock_spans
from infoview_tui.widgets.columns import line_width

PRIYA = Who("Priya Natarajan", "Staff PM", "Northwind", "09:14", "Toronto")


@pytest.mark.parametrize("width", range(40, 121))
@pytest.mark.parametrize("phase", [Phase.EARLY, Phase.UNDER_WAY, Phase.WRAP_UP, Phase.OVER])
def test_the_clock_is_never_cut(phase: Phase, width: int) -> None:
    left = timedelta(minutes=-2 if phase is Phase.OVER else 2, seconds=3)
    clock = clock_spans(Reading(phase, timedelta(minutes=18), left, 0.9))
    line = clock_line(width, PRIYA, clock)
    assert line_width(line) == width
    said = "".join(text for text, _ in line)
    minutes = clock[0 if phase is Phase.EARLY else 1 if phase is Phase.OVER else -1][0]
    assert minutes in said
    assert said.endswith(" ")
    assert said.lstrip().startswith("Pri")
