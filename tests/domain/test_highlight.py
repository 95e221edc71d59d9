"""Hits stand where the written text has them, accents, capitals and quotes kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.highlight import SNIPPET, folded, highlight, spans
from infoview_tui.domain.text import clean_line


def marked(text: str, *terms: str) -> list[str]:
    return [text[begin:end] for begin, end in spans(text, terms)]


def test_folded_terms_are_found_in_written_text() -> None:
    assert marked("Tomás IBARRA’s straße", "tomas", "ibarra's", "strasse") == [
        "Tomás",
        "IBARRA’s",
        "straße",
    ]


def test_overlapping_hits_are_one() -> None:
    assert marked("press release", "press re", "release") == ["press release"]


def test_combining_characters_stay_with_their_letter() -> None:
    assert marked("Toma\u0301s", "ma") == ["ma"]
    assert marked("Toma\u0301s", "mas") == ["ma\u0301s"]


def test_a_long_line_is_cut_around_its_first_hit() -> None:
    text = "word " * 100 + "needle " + "word " * 100
    snippet, found = highlight(text, ["needle"])
    assert len(snippet) == SNIPPET
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert [snippet[begin:end] for begin, end in found] == ["needle"]


def test_a_short_line_is_shown_whole() -> None:
    assert highlight("one  page", ["page"]) == ("one page", ((4, 8),))


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_spans_lie_in_the_snippet_in_order_and_apart(text: str, terms: list[str]) -> None:
    snippet, found = highlight(text, [folded(term) for term in terms])
    assert len(snippet) <= SNIPPET
    edges = [edge for span in found for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= begin < end <= len(snippet) for begin, end in found)


@given(st.text(max_size=60))
def test_folding_letter_by_letter_is_folding(text: str) -> None:
    line = clean_line(text)
    assert "".join(map(folded, line)) == folded(line)
