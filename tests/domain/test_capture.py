"""The first character of a live line is its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.capture import (
    KIND_NAMES,
    PREFIXES,
    Captured,
    capture,
    capture_lines,
    kind_of,
    line_of,
    person_in_line,
)
from infoview_tui.domain.models import NoteKind
from infoview_tui.domain.text import clean_line

TABLE = {
    "!": NoteKind.INSIGHT,
    ">": NoteKind.ADVICE,
    "<": NoteKind.OFFER,
    "+": NoteKind.PROMISE,
    "@": NoteKind.PERSON,
    "=": NoteKind.RESOURCE,
    '"': NoteKind.QUOTE,
    "~": NoteKind.GAP,
    "$": NoteKind.LEAD,
    "?": NoteKind.QUESTION,
    "%": NoteKind.PERSONAL,
}


def test_the_eleven_prefixes_are_those_of_the_table() -> None:
    assert PREFIXES == TABLE
    assert set(KIND_NAMES) == set(NoteKind)


@pytest.mark.parametrize(("prefix", "kind"), TABLE.items())
def test_the_first_character_gives_the_kind_with_or_without_a_blank(
    prefix: str, kind: NoteKind
) -> None:
    assert capture(f"{prefix} one page first") == Captured(kind, "one page first")
    assert capture(f"{prefix}one page first") == Captured(kind, "one page first")


@pytest.mark.parametrize(("prefix", "kind"), TABLE.items())
def test_a_kind_alone_is_a_mark(prefix: str, kind: NoteKind) -> None:
    for line in (prefix, f"{prefix}   "):
        captured = capture(line)
        assert captured == Captured(kind, "")
        assert captured.is_mark
        assert captured  # worth committing


def test_an_empty_line_is_nothing() -> None:
    assert not capture("")
    assert not capture("  \t ")


def test_any_other_line_is_a_plain_note() -> None:
    for line in ("joined from support", "-- a dash", "5 $ each", "email a@b.co", "日本 office"):
        assert capture(line) == Captured(NoteKind.NOTE, line)


def test_a_blank_in_front_keeps_a_prefix_as_text() -> None:
    assert capture(" $5M revenue") == Captured(NoteKind.NOTE, "$5M revenue")


def test_a_quote_may_be_closed_and_typographic() -> None:
    for line in ('"one page"', "“one page”", "„one page“", "«one page»", '" one page'):
        assert capture(line) == Captured(NoteKind.QUOTE, "one page")


def test_quotation_marks_inside_a_quote_stay() -> None:
    assert capture('" he said "no"').text == 'he said "no"'


def test_control_characters_never_get_into_a_note() -> None:
    assert capture("! one\x1b[31m\u202epage") == Captured(NoteKind.INSIGHT, "one[31mpage")


def test_a_paste_is_one_note_a_line_without_the_empty_ones() -> None:
    pasted = "! first\r\n\n  @ Tomás Ibarra\n+\nplain\u2028last"
    assert capture_lines(pasted) == (
        Captured(NoteKind.INSIGHT, "first"),
        Captured(NoteKind.NOTE, "@ Tomás Ibarra"),
        Captured(NoteKind.PROMISE, ""),
        Captured(NoteKind.NOTE, "plain"),
        Captured(NoteKind.NOTE, "last"),
    )


@given(st.sampled_from(NoteKind), st.text(max_size=40).map(clean_line))
def test_the_line_of_a_note_captures_as_the_note(kind: NoteKind, text: str) -> None:
    note = Captured(kind, text)
    assert capture(line_of(note)) == note


@given(st.text(max_size=60))
def test_any_line_captures_and_survives_a_second_time(line: str) -> None:
    captured = capture(line)
    assert captured.text == clean_line(captured.text)
    assert capture(line_of(captured)) == captured


def test_a_character_that_is_no_prefix_has_no_kind() -> None:
    assert kind_of("a") is None
    assert kind_of("") is None
    assert kind_of("“") is NoteKind.QUOTE


def test_a_person_note_names_role_and_company() -> None:
    person = person_in_line("Tomás Ibarra, growth PM at Lumen")
    assert (person.name, person.role, person.company) == ("Tomás Ibarra", "growth PM", "Lumen")
