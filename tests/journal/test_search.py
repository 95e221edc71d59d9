"""Find anything: every kind of line, in the right order, fresh after every change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.find_query import parse
from infoview_tui.domain.highlight import folded
from infoview_tui.domain.text import clean_line
from infoview_tui.journal.search import Hit, SearchIndex

TODAY = date(2026, 11, 22)
Documents = dict[tuple[str, str], dict[str, Any]]


def journal() -> Documents:
    return {
        ("contacts", "priya"): {
            "name": "Priya Natarajan",
            "role": "Staff PM",
            "company": "Northwind",
            "tags": ["growth"],
            "updated_at": "2026-11-20T10:00:00+00:00",
        },
        ("contacts", "tomas"): {
            "name": "Tomás Ibarra",
            "role": "Growth PM",
            "company": "Lumen Price",
            "updated_at": "2026-11-01T10:00:00+00:00",
        },
        ("interviews", "old"): {
            "contact": "tomas",
            "starts_at": "2026-02-10T10:00:00+01:00",
            "notes": [{"uid": "n0", "kind": "note", "text": "press release for every project"}],
        },
        ("interviews", "new"): {
            "contact": "priya",
            "starts_at": "2026-11-20T10:00:00+01:00",
            "prep": {
                "purpose": "Is product work for me?",
                "company": "Payments\nSeries B",
                "questions": [{"uid": "q1", "text": "How did support shape you?", "topic": "path"}],
            },
            "notes": [
                {"uid": "n1", "kind": "insight", "text": "PMs write the press release first"},
                {
                    "uid": "n2",
                    "kind": "quote",
                    "text": "“One page” – or no project",
                    "question": "q1",
                },
                {"uid": "n3", "kind": "person", "text": "Tomás Ibarra, growth"},
                {"uid": "n4", "kind": "gap", "text": "pricing, priced, reprice"},
            ],
            "debrief": {"answers": {"surprise": "how little they plan"}},
        },
        ("follow_ups", "f1"): {
            "contact": "priya",
            "reason": "send the article on discovery",
            "due": "2026-11-27",
        },
        ("touches", "t1"): {
            "contact": "tomas",
            "at": "2026-11-02T10:00:00+00:00",
            "text": "she liked the article",
        },
        ("hypotheses", "h1"): {"text": "Growth suits me", "next_action": "ask Priya"},
    }


def indexed(documents: Documents) -> SearchIndex:
    index = SearchIndex(lambda table, uid: documents.get((table, uid)))
    index.changed(documents)
    for _ in index.build():
        pass
    return index


def found(query: str, documents: Documents | None = None) -> list[str]:
    hits = indexed(documents or journal()).find(parse(query, TODAY))
    return [hit.key[2] if hit.key[0] == "interviews" else hit.key[1] for hit in hits]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("support shape", ["q1"]),
        ("release press", ["n1", "n0"]),
        ('"press release" first', ["n1"]),
        ('"release press"', []),
        ("series b", ["company"]),
        ("little plan", ["debrief.surprise"]),
        ("article", ["f1", "t1"]),
        ("ibarra tomas", ["tomas", "n3"]),
        ("IBARRÁ", ["tomas", "n3"]),
        ('"one page" - or', ["n2"]),
        ("product", ["purpose"]),
        ("press -first", ["n0"]),
        ("nothing like it", []),
        ("", []),
    ],
)
def test_words_find_their_lines_in_any_order(query: str, parts: list[str]) -> None:
    assert found(query) == parts


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("kind:quote", ["n2"]),
        ("kind:insight,gap", ["n1", "n4"]),
        ("press company:lumen", ["n0"]),
        ("press with:priya", ["n1"]),
        ("kind:contact tag:growth pm", ["priya"]),
        ("press since:2026-11", ["n1"]),
        ("press until:2026-06", ["n0"]),
        ("topic:path", ["q1", "n2"]),
        ("kind:follow_up", ["f1"]),
    ],
)
def test_filters_narrow(query: str, parts: list[str]) -> None:
    assert found(query) == parts


def test_a_word_may_stand_in_the_name_or_company_of_the_lines_contact() -> None:
    assert found("natarajan press") == ["n1"]
    assert found("northwind discovery") == ["f1"]
    assert found("natarajan northwind") == ["priya", "priya"]  # the name and the company line


def test_names_come_before_titles_and_titles_before_other_lines() -> None:
    hits = indexed(journal()).find(parse("growth", TODAY))
    assert [hit.key for hit in hits] == [
        ("contacts", "priya", "tags"),
        ("contacts", "tomas", "role"),
        ("hypotheses", "h1", "text"),
        ("interviews", "new", "n3"),
    ]
    assert found("tomas") == ["tomas", "n3"]


def test_whole_words_come_before_beginnings_and_these_before_insides() -> None:
    documents: Documents = {
        ("touches", name): {"contact": "", "at": f"2026-0{day}-01T00:00:00+00:00", "text": text}
        for day, name, text in [
            (9, "inside", "reprice"),
            (8, "start", "prices"),
            (1, "whole-old", "the price, then"),
            (2, "whole-new", "a price"),
        ]
    }
    assert found("price", documents) == ["whole-new", "whole-old", "start", "inside"]


def test_hits_stand_where_the_written_text_has_them() -> None:
    (hit,) = indexed(journal()).find(parse('"one page" no', TODAY))
    assert [hit.snippet[begin:end] for begin, end in hit.spans] == ["One page", "no"]
    assert hit.kind == "quote"
    assert hit.contact == "priya"


def test_a_changed_line_is_found_at_once_and_its_old_words_no_more() -> None:
    documents = journal()
    index = indexed(documents)
    documents["interviews", "old"]["notes"][0]["text"] = "roadmaps are promises"
    index.changed([("interviews", "old")])
    assert [hit.key[2] for hit in index.find(parse("roadmaps", TODAY))] == ["n0"]
    assert [hit.key[2] for hit in index.find(parse("press", TODAY))] == ["n1"]


def test_a_renamed_contact_is_found_by_its_new_name_only() -> None:
    documents = journal()
    index = indexed(documents)
    documents["contacts", "priya"]["name"] = "Priya Rao"
    index.changed([("contacts", "priya")])
    assert [hit.key[2] for hit in index.find(parse("rao press", TODAY))] == ["n1"]
    assert index.find(parse("natarajan", TODAY)) == []


def test_a_removed_record_is_found_no_more() -> None:
    documents = journal()
    index = indexed(documents)
    del documents["interviews", "new"]
    index.changed([("interviews", "new")])
    assert [hit.key[2] for hit in index.find(parse("press", TODAY))] == ["n0"]


def test_the_index_answers_from_what_is_there_while_it_is_built() -> None:
    documents: Documents = {
        ("touches", f"t{n}"): {"contact": "", "text": f"word number{n}"} for n in range(100)
    }
    index = SearchIndex(lambda table, uid: documents.get((table, uid)))
    index.changed(documents)
    steps = index.build()
    next(steps)
    assert index.pending == 99
    assert index.find(parse("number0", TODAY))
    assert not index.find(parse("number50", TODAY))
    for _ in steps:
        pass
    assert index.find(parse("number50", TODAY))
    assert index.pending == 0


def test_contacts_and_companies_are_found_once() -> None:
    documents = journal()
    documents["contacts", "sam"] = {"name": "Sam", "company": "NORTHWIND", "role": "Growth PM"}
    documents["contacts", "priya"]["role"] = "Growth PM"
    index = indexed(documents)
    assert sorted(hit.key[1:] for hit in index.find(parse("growth pm kind:contact", TODAY))) == [
        ("priya", "role"),
        ("sam", "role"),
        ("tomas", "role"),
    ]
    assert [hit.kind for hit in index.find(parse("northwind", TODAY))] == ["company"]
    assert len(index.find(parse("kind:contact", TODAY))) == 3


def test_a_limit_keeps_the_best() -> None:
    documents: Documents = {
        ("touches", f"t{n:02}"): {"at": f"20{n:02}-01-01T00:00:00+00:00", "text": "word"}
        for n in range(10, 40)
    }
    hits = indexed(documents).find(parse("word", TODAY), limit=3)
    assert [hit.key[1] for hit in hits] == ["t39", "t38", "t37"]


def test_documents_of_any_shape_are_indexed_without_an_error() -> None:
    documents: Documents = {
        ("interviews", "a"): {"notes": [3, None, {"text": 4}, {"text": "sound", "uid": 7}]},
        ("interviews", "b"): {"prep": [], "debrief": {"answers": []}, "starts_at": "soon"},
        ("contacts", "c"): {"name": None, "tags": {"x": 1}, "company": ["y"]},
        ("elsewhere", "d"): {"text": "sound"},
    }
    (hit,) = indexed(documents).find(parse("sound", TODAY))
    assert hit.key == ("interviews", "a", "")


texts = st.text(alphabet="abñÑ ß’“-İ漢e\u0301.", min_size=1, max_size=24)


@given(st.lists(texts, max_size=8), texts)
def test_the_index_finds_exactly_the_lines_that_hold_the_term(lines: list[str], term: str) -> None:
    documents: Documents = {("touches", str(n)): {"text": line} for n, line in enumerate(lines)}
    query = parse(f'"{term}"', TODAY)
    expected = {
        str(n)
        for n, line in enumerate(lines)
        if query.terms
        and all(folded(t) in folded(clean_line(line)) for t in query.terms)
        and line.strip()
    }
    hits: list[Hit] = indexed(documents).find(query)
    if len(term.strip()) > 1:
        assert {hit.key[1] for hit in hits} == expected
    assert all(hit.spans for hit in hits)


words = st.sampled_from(["ab", "abc", "cab", "c", "ada"])


@given(
    st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), max_size=8),
    st.lists(words, min_size=1, max_size=3),
)
def test_every_word_stands_in_the_line_or_around_it_and_one_in_the_line(
    lines: list[str], terms: list[str]
) -> None:
    documents: Documents = {
        ("interviews", "talk"): {
            "contact": "ada",
            "notes": [{"uid": str(n), "text": line} for n, line in enumerate(lines)],
        },
        ("contacts", "ada"): {"name": "Ada"},
    }
    around = "ada" if len(terms) > 1 else ""
    expected = {
        str(n)
        for n, line in enumerate(lines)
        if all(term in line or term in around for term in terms)
        and any(term in line for term in terms)
    }
    hits = indexed(documents).find(parse(" ".join(terms), TODAY))
    assert {hit.key[2] for hit in hits if hit.key[0] == "interviews"} == expected
