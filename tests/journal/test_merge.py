"""Merging: nothing of either side is lost, both orders agree, twice is as good as once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.journal.changes import Change, Entry, same
from infoview_tui.journal.merge import merge_copies, merge_documents, merge_tables
from infoview_tui.journal.tables import Document, Key, Tables, dump_document

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

_NOTES = st.lists(
    st.fixed_dictionaries({"uid": st.sampled_from("uvwx"), "text": st.sampled_from("12")}),
    max_size=3,
    unique_by=lambda note: note["uid"],
)
_DOCUMENTS = st.fixed_dictionaries(
    {"updated_at": st.sampled_from(["2026-11-01", "2026-11-02", "2026-11-03"])},
    optional={"name": st.sampled_from("AB"), "role": st.sampled_from("PQ"), "notes": _NOTES},
)
_TABLES = st.dictionaries(st.sampled_from("abc"), _DOCUMENTS, max_size=3)


def _tables(documents: dict[str, Document]) -> Tables:
    tables = Tables()
    for uid, document in documents.items():
        tables.put(("contacts", uid), dump_document({"uid": uid, **document}))
    return tables


def _apply(tables: Tables, changes: dict[Key, Document | None]) -> Tables:
    merged = Tables()
    for key in tables.keys():  # noqa: SIM118 - a method of ours
        merged.put(key, tables.raw(key))
    for key, document in changes.items():
        merged.put(key, None if document is None else dump_document(document))
    return merged


def _all(tables: Tables) -> dict[Key, Any]:
    """Every record; of a conflict its content, whose time does not matter."""
    found = {}
    for key in tables.keys():  # noqa: SIM118 - a method of ours
        document = tables.document(key) or {}
        found[key] = document.get("document", document)
    return found


@settings(deadline=None)
@given(_TABLES, _TABLES)
def test_both_orders_agree(one: dict[str, Document], other: dict[str, Document]) -> None:
    here = _apply(_tables(one), merge_copies(_tables(one), _tables(other), NOW).changes)
    there = _apply(_tables(other), merge_copies(_tables(other), _tables(one), NOW).changes)
    assert same(_all(here), _all(there))


@settings(deadline=None)
@given(_TABLES, _TABLES)
def test_twice_is_as_good_as_once(one: dict[str, Document], other: dict[str, Document]) -> None:
    once = _apply(_tables(one), merge_copies(_tables(one), _tables(other), NOW).changes)
    again = merge_copies(once, _tables(other), NOW)
    assert again.changes == {}


@settings(deadline=None)
@given(_TABLES, _TABLES, _TABLES)
def test_no_value_of_either_side_is_lost(
    base: dict[str, Document], one: dict[str, Document], other: dict[str, Document]
) -> None:
    ours, theirs = _tables(one), _tables(other)
    loaded: dict[Key, bytes | None] = {
        ("contacts", uid): _tables(base).raw(("contacts", uid)) for uid in {*base, *one}
    }
    merged = _apply(ours, merge_tables(loaded, ours, theirs, NOW, descends=True).changes)
    for side in (one, other):
        for uid, document in side.items():
            if same(document, base.get(uid)):
                continue  # unchanged on this side: the other one may change or remove it
            new = _values(document) - _values(base.get(uid, {}))
            assert new <= _values(list(_all(merged).values()))


def _values(value: Any) -> set[tuple[str, str]]:
    """Every name, role and note text in it."""
    if isinstance(value, list):
        return {found for item in value for found in _values(item)}
    if not isinstance(value, dict):
        return set()
    texts = {(name, text) for name, text in value.items() if name in {"name", "role", "text"}}
    return texts | {found for part in value.values() for found in _values(part)}


def test_different_fields_both_hold() -> None:
    base = {"uid": "a", "name": "Ann", "role": "PM", "updated_at": "1"}
    ours = {**base, "name": "Anna", "updated_at": "3"}
    theirs = {**base, "role": "VP", "updated_at": "2"}
    merged = merge_documents(base, ours, theirs)
    assert merged.document == {"uid": "a", "name": "Anna", "role": "VP", "updated_at": "3"}
    assert merged.older is None


def test_of_one_field_the_newer_stays_and_the_older_is_kept() -> None:
    base = {"uid": "a", "name": "Ann", "updated_at": "1"}
    ours = {**base, "name": "Anna", "updated_at": "2"}
    theirs = {**base, "name": "Anne", "updated_at": "3"}
    for merged in (merge_documents(base, ours, theirs), merge_documents(base, theirs, ours)):
        assert merged.document == theirs
        assert merged.older == ours
        assert merged.fields == ("name",)


def test_a_change_outlives_a_removal() -> None:
    base = {"uid": "a", "name": "Ann", "updated_at": "1"}
    changed = {**base, "name": "Anna", "updated_at": "2"}
    assert merge_documents(base, None, changed).document == changed
    assert merge_documents(base, changed, None).document == changed
    assert merge_documents(base, base, None).document is None


def test_what_was_written_may_be_merged_as_an_entry() -> None:
    ours, theirs = _tables({"a": {"name": "A"}}), _tables({"b": {"name": "B"}})
    report = merge_copies(ours, theirs, NOW)
    changes = tuple(Change(*key, None, after) for key, after in report.changes.items())
    assert Entry("merge", changes).changes[0].uid == "b"
    assert str(report) == "1 added"
