"""Documents to records and back: nothing lost, every fault named."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.errors import InvalidRecord
from infoview_tui.domain.models import TABLES, AnyRecord, Contact, FollowUp, Interview, NoteKind
from infoview_tui.domain.records import codecs, decode, encode

INTERVIEW = {
    "uid": "i1",
    "contact": "c1",
    "status": "held",
    "starts_at": "2026-11-18T14:30:00+01:00",
    "prep": {"questions": [{"uid": "q1", "text": "What changed?", "weight": 3}]},
    "notes": [
        {"uid": "n1", "at": "2026-11-18T13:31:00+00:00", "kind": "insight", "text": "One page"}
    ],
    "mood": {"from": "another program"},
}


def test_a_document_survives_decoding_and_encoding() -> None:
    assert encode(decode(Interview, INTERVIEW)) == INTERVIEW


def test_unknown_fields_are_kept_at_every_depth() -> None:
    interview = decode(Interview, INTERVIEW)
    assert interview.extra == {"mood": {"from": "another program"}}
    assert interview.prep.questions[0].extra == {"weight": 3}
    assert interview.notes[0].kind is NoteKind.INSIGHT


def test_every_problem_is_named_with_its_path() -> None:
    with pytest.raises(InvalidRecord) as caught:
        decode(
            Interview,
            {
                "uid": "i1",
                "minutes": "twenty",
                "starts_at": "2026-11-18T14:30",
                "notes": [{"uid": "n1", "at": "2026-11-18T13:31:00+00:00", "kind": "shout"}],
                "prep": {"questions": [{"uid": "q1"}, 7]},
            },
        )
    assert {problem.path for problem in caught.value.problems} == {
        "contact",
        "minutes",
        "starts_at",
        "notes[0].kind",
        "prep.questions[0].text",
        "prep.questions[1]",
    }


@pytest.mark.parametrize("document", [None, [], 3, "text", True])
def test_what_is_no_object_is_no_record(document: object) -> None:
    with pytest.raises(InvalidRecord, match="must be an object"):
        decode(Contact, document)


def test_text_from_the_file_is_cleaned() -> None:
    contact = decode(Contact, {"uid": "c1", "name": "A\x1b[31mn\u202en", "tags": ["x\x00"]})
    assert contact.name == "A[31mnn"
    assert contact.tags == ("x",)


def test_empty_fields_are_left_out() -> None:
    document = {"uid": "f1", "contact": "c1", "kind": "promise", "due": "2026-11-27"}
    assert encode(decode(FollowUp, document)) == document


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)
documents = st.sampled_from(list(TABLES.values())).flatmap(
    lambda cls: st.tuples(
        st.just(cls),
        st.dictionaries(st.sampled_from([codec.name for codec in codecs(cls)]), json_values),
    )
)


@given(documents)
def test_any_json_is_read_or_refused_and_never_anything_else(
    drawn: tuple[type[AnyRecord], dict[str, Any]],
) -> None:
    cls, document = drawn
    with contextlib.suppress(InvalidRecord):
        record = decode(cls, document)
        assert decode(cls, json.loads(json.dumps(encode(record)))) == record
