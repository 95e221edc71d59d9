"""The patch: exact, reversible, small, and honest about clashes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.journal.changes import Change, Entry, apply, clashes, diff, same

_TEXT = st.text(max_size=4)
_SCALARS = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.0, 1.0]) | _TEXT


def _objects(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    names = st.sampled_from(["a", "b", "notes", "prep"])
    items = st.lists(
        st.fixed_dictionaries({"uid": st.sampled_from("uvwxyz")}, optional={"a": children}),
        max_size=5,
        unique_by=lambda item: item["uid"],
    )
    return st.dictionaries(names, children, max_size=3) | st.lists(children, max_size=3) | items


VALUES = st.recursive(_SCALARS, _objects, max_leaves=12)
DOCUMENTS = st.dictionaries(st.sampled_from(["uid", "a", "b", "notes", "prep"]), VALUES, max_size=5)
MAYBE = st.none() | DOCUMENTS


@settings(deadline=None)
@given(MAYBE, MAYBE)
def test_a_patch_leads_from_one_document_to_the_other(before: Any, after: Any) -> None:
    patch = json.loads(json.dumps(diff(before, after)))
    assert same(apply(patch, before), after)
    assert (patch == []) == same(before, after)


@settings(deadline=None)
@given(MAYBE, MAYBE)
def test_a_patch_does_not_clash_where_it_belongs_nor_where_it_was_applied(
    before: Any, after: Any
) -> None:
    patch = diff(before, after)
    assert clashes(patch, before) == []
    again = [step for step in clashes(patch, after) if "<" not in step]
    assert again == []


@settings(deadline=None)
@given(DOCUMENTS, DOCUMENTS, MAYBE)
def test_a_patch_can_be_applied_to_any_document(before: Any, after: Any, other: Any) -> None:
    apply(diff(before, after), other)
    clashes(diff(before, after), other)


def test_one_note_costs_little_of_an_interview() -> None:
    notes = [{"uid": f"{n:020x}", "kind": "note", "text": "words " * 20} for n in range(200)]
    note = {"uid": "f" * 20, "kind": "note", "text": "joined from support, then engineering"}
    before = {"uid": "i1", "notes": notes, "updated_at": "2026-11-22T10:00:00+00:00"}
    after = {**before, "notes": [*notes, note], "updated_at": "2026-11-22T10:00:09+00:00"}
    assert len(json.dumps(diff(before, after))) < 3 * len(json.dumps(note))


def test_numbers_and_truth_values_are_told_apart() -> None:
    assert diff({"a": 1}, {"a": True}) == [{"p": ["a"], "-": 1, "+": True}]
    assert not same({"a": 0}, {"a": False})
    assert not same([1.0], [1])


def test_items_keep_their_places() -> None:
    def listed(uids: str) -> dict[str, Any]:
        return {"uid": "i", "questions": [{"uid": uid} for uid in uids]}

    for old, new in (("abc", "cab"), ("abc", "xaybz"), ("abcdef", "fd"), ("", "ab"), ("ab", "")):
        assert apply(diff(listed(old), listed(new)), listed(old)) == listed(new)


def test_items_added_on_two_sides_both_stay() -> None:
    base: dict[str, Any] = {"uid": "i", "notes": [{"uid": "a"}]}
    ours = {"uid": "i", "notes": [{"uid": "a"}, {"uid": "b"}]}
    theirs = {"uid": "i", "notes": [{"uid": "a"}, {"uid": "c"}]}
    patch = diff(base, ours)
    assert clashes(patch, theirs) == []
    merged = apply(patch, theirs)
    assert merged is not None
    assert [note["uid"] for note in merged["notes"]] == ["a", "c", "b"]


def test_an_item_into_a_list_that_is_gone_clashes_and_can_be_forced() -> None:
    patch = diff(
        {"uid": "i", "notes": [{"uid": "a"}]}, {"uid": "i", "notes": [{"uid": "a"}, {"uid": "b"}]}
    )
    assert clashes(patch, {"uid": "i"}) == patch
    assert apply(patch, {"uid": "i"}) == {"uid": "i", "notes": [{"uid": "b"}]}


def test_an_entry_is_reversed_whole() -> None:
    entry = Entry("x", (Change("t", "a", None, {"uid": "a"}), Change("t", "b", {"uid": "b"}, None)))
    back = entry.reversed()
    assert [(change.uid, change.before, change.after) for change in back.changes] == [
        ("b", None, {"uid": "b"}),
        ("a", {"uid": "a"}, None),
    ]
    assert back.reversed() == entry
