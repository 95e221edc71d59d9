"""Documents to records and back: nothing lost, every fault named."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.errors import InvalidRecord
from infoview_tui.domain.models import (
    TABLES,
    AnyRecord,
    Contact,
    FollowUp,
    Interview,
    InterviewHead,
    Note,
    NoteKind,
    Prep,
    Question,
)
from infoview_tui.domain.records import codecs, decode, encode, read_line, read_ordinary

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


TEXTS = st.sampled_from(
    ["", "a\nb", "\x1b[31m", "\\u", "caf\xe9", "\u202e", "\x7f", "\u2028", 'x\t"y"']
)
MOMENTS = ["2026-11-18T14:30:00+01:00", "2026-11-18T14:30:00Z", "2026-11-18T14:30", "2026-11-18"]
MORE = ["20261118", "2026-11-18T14:30:00.1234567+00:00", "2026-11-18 24:00:00+00:00", "9999-12-31"]
KINDS = ["held", "promise", "insight", "open", "alumni", "warm", "video", "out", "outreach"]
values = (
    st.sampled_from([*MOMENTS, *MORE, *KINDS])
    | TEXTS
    | st.text(max_size=5)
    | st.sampled_from([None, True, 3, 2.0, 0.5, -1, 2**70, 1e999])
    | st.lists(TEXTS, max_size=2)
    | st.dictionaries(TEXTS, TEXTS | st.integers(), max_size=2)
)
REQUIRED = {
    "uid": "u", "name": "Ann", "contact": "c", "kind": "promise", "due": "2026-11-27",
    "at": MOMENTS[0], "text": "One page",
}  # fmt: skip


def in_bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


@given(st.sampled_from([*TABLES.values(), Note, Prep, Question]), st.data())
def test_what_is_read_at_once_is_what_is_read_with_care(cls: type, data: st.DataObject) -> None:
    names = [codec.name for codec in codecs(cls)]
    document: dict[str, Any] = {name: REQUIRED[name] for name in names if name in REQUIRED}
    document |= data.draw(st.dictionaries(st.sampled_from([*names, "extra", "\x7f"]), values))
    if "notes" in document and cls is Interview and data.draw(st.booleans()):
        document["notes"] = [{"uid": "n", "at": MOMENTS[0], "text": data.draw(TEXTS)}]
    record = read_ordinary(cls, in_bytes(document))
    if record is not None:
        assert record == decode(cls, json.loads(in_bytes(document)))
        assert type(record) is cls


@pytest.mark.parametrize(
    "changed",
    [
        {"extra": {"a": 1}},
        {"\x7f": {"a": 1}},
        {"weight": 3},
        {"name": "A\x1b[31mn"},
        {"url": "\u202e"},
    ],
)
def test_what_is_out_of_the_ordinary_is_read_with_care(changed: dict[str, Any]) -> None:
    document = {"uid": "c", "name": "Ann"} | changed
    line = in_bytes(document)
    assert read_ordinary(Contact, line) is None
    assert read_line(Contact, line) == decode(Contact, document)


def test_what_is_written_here_is_read_at_once() -> None:
    ordinary = {key: value for key, value in INTERVIEW.items() if key not in ("mood", "prep")}
    ordinary["notes"] = [{"uid": "n1", "at": MOMENTS[1], "text": 'Zoë: "one page"\nor no project'}]
    interview = read_ordinary(Interview, in_bytes(ordinary))
    assert interview == decode(Interview, ordinary)
    assert read_ordinary(InterviewHead, in_bytes(INTERVIEW)) is not None
