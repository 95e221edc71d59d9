"""Touches logged by one line."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.models import Channel, Direction, Touch, TouchKind
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.touch_line import TouchLine, read_touch, resolved, say_touch

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # a Wednesday
OUT, IN = Direction.OUT, Direction.IN


@pytest.mark.parametrize(
    ("line", "kind", "channel", "day", "direction", "text"),
    [
        ("call yesterday: she liked it", None, "phone", "2026-11-17", OUT, "she liked it"),
        ("called yesterday", None, "phone", "2026-11-17", OUT, ""),
        ("emailed fri about the draft", None, "email", "2026-11-13", OUT, "about the draft"),
        ("coffee 3 days ago: told me of his move", None, "in_person", "2026-11-15", OUT,
         "told me of his move"),
        ("thanked by email", "thank_you", "email", "", OUT, ""),
        ("reply by linkedin: yes", "reply", "linkedin", "", IN, "yes"),
        ("she called: wants the slides", None, "phone", "", IN, "wants the slides"),
        ("intro: Tomás and Lena", "introduction", None, "", OUT, "Tomás and Lena"),
        ("we talked of old times", None, None, "", OUT, "we talked of old times"),
        ("her view: ship less", None, None, "", OUT, "her view: ship less"),
        ("lunch", None, "in_person", "", OUT, ""),
        ("1 nov: saw her at the fair", None, None, "2026-11-01", OUT, "saw her at the fair"),
        ("", None, None, "", OUT, ""),
    ],
)  # fmt: skip
def test_a_line_says_how_when_and_what(
    line: str, kind: str | None, channel: str | None, day: str, direction: Direction, text: str
) -> None:
    read = read_touch(line, NOW)
    assert (read.kind, read.channel) == (
        TouchKind(kind) if kind else None,
        Channel(channel) if channel else None,
    )
    assert (read.at.date().isoformat() if read.at else "") == day
    assert (read.direction, read.text) == (direction, text)


def test_what_lies_ahead_has_not_happened() -> None:
    with pytest.raises(UnclearDate, match="lies ahead"):
        read_touch("call tomorrow: prices", NOW)


def test_today_is_now_and_another_day_its_noon() -> None:
    assert read_touch("call today", NOW).at == NOW
    yesterday = read_touch("call yesterday", NOW).at
    assert yesterday == datetime(2026, 11, 17, 12, tzinfo=NOW.tzinfo)


@given(st.text(max_size=80))
def test_any_line_is_read_or_refused_and_no_word_of_plain_text_is_lost(line: str) -> None:
    try:
        read = read_touch(line, NOW)
    except UnclearDate:
        return
    if not (read.kind or read.channel or read.at):
        assert read.text == " ".join(read.text.split())
    assert read.at is None or read.at <= NOW


def test_what_the_line_does_not_say_follows_from_the_stage() -> None:
    earlier = Touch(uid="t", contact="c", at=NOW, kind=TouchKind.OUTREACH, channel=Channel.EMAIL)
    written = TouchLine("", channel=Channel.EMAIL)
    assert resolved(written, Stage.TO_CONTACT, None) == (TouchKind.OUTREACH, Channel.EMAIL)
    assert resolved(written, Stage.MET, earlier) == (TouchKind.CHECK_IN, Channel.EMAIL)
    spoken = TouchLine("", channel=Channel.PHONE)
    assert resolved(spoken, Stage.TO_CONTACT, None) == (TouchKind.CHECK_IN, Channel.PHONE)
    theirs = TouchLine("", direction=Direction.IN)
    assert resolved(theirs, Stage.CONTACTED, earlier) == (TouchKind.REPLY, Channel.EMAIL)
    assert resolved(TouchLine("x"), Stage.MET, earlier) == (TouchKind.CHECK_IN, Channel.OTHER)


def test_what_was_understood_is_said_back() -> None:
    line = read_touch("call yesterday: she liked it", NOW)
    said = say_touch(line, TouchKind.CHECK_IN, Channel.PHONE, "yesterday")
    assert said == "phone · check-in · yesterday · “she liked it”"
    theirs = TouchLine("hi", direction=Direction.IN)
    assert say_touch(theirs, TouchKind.CHECK_IN, Channel.OTHER, "today").startswith("from them")
