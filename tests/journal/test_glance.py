"""What a line tells at a glance is what its parsed document says, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.journal import glance
from infoview_tui.journal.tables import dump_document

TRICKY = ['"state":"done"', 'a","contact":"b', "{", '\\"', "ü", "", "plain words", "debriefed_at"]
TEXTS = st.sampled_from(TRICKY) | st.text(max_size=12)
VALUES = st.none() | st.booleans() | TEXTS | st.lists(TEXTS, max_size=2)
NESTED = st.dictionaries(
    st.sampled_from(["state", "contact", "debriefed_at", "company", "notes"]), VALUES, max_size=3
)


def documents(**known: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Documents with these fields, some left out, and others, in any order."""
    fields = st.fixed_dictionaries({}, optional=known | {"other": NESTED, "text": TEXTS})
    shuffled = fields.flatmap(lambda found: st.permutations(list(found.items())))
    return shuffled.map(lambda pairs: {"uid": "u", **dict(pairs)})


def line(document: Mapping[str, Any]) -> bytes:
    return b'"12":' + dump_document(dict(document))


@given(documents(contact=VALUES))
def test_the_owner_is_told_right_or_not_at_all(document: dict[str, Any]) -> None:
    told = glance.owner(line(document))
    assert told is None or told == document["contact"]


@given(documents(company=TEXTS, introduced_by=TEXTS))
def test_a_text_is_told_right_or_not_at_all(document: dict[str, Any]) -> None:
    for name in ("company", "introduced_by"):
        told = glance.text_of(name)(line(document))
        assert told is None or told == document.get(name, "")


@given(documents(state=st.sampled_from(["open", "done", "dropped"]) | TEXTS, reason=TEXTS))
def test_only_what_is_done_or_dropped_is_taken_for_closed(document: dict[str, Any]) -> None:
    if glance.is_closed(line(document)):
        assert document["state"] in {"done", "dropped"}


MOMENTS = st.sampled_from([None, "2026-11-20T09:00:00+00:00"])
STATES = st.sampled_from(["held", "scheduled", "cancelled"])


@given(documents(status=STATES, debriefed_at=MOMENTS, prep=NESTED, notes=st.just([]), link=TEXTS))
def test_only_talks_that_were_held_and_thought_over_are_settled(document: dict[str, Any]) -> None:
    if glance.is_settled(line(document)):
        assert document["status"] == "held"
        assert document["debriefed_at"]


@given(documents(closeness=TEXTS, cadence_days=st.integers(1, 9)))
def test_a_card_with_a_cadence_is_never_told_to_have_none(document: dict[str, Any]) -> None:
    if glance.has_no_cadence(line(document)):
        assert "closeness" not in document
        assert "cadence_days" not in document


def test_what_we_write_is_told_at_a_glance() -> None:
    document = {"uid": "u", "contact": "c", "kind": "other", "state": "done"}
    assert glance.owner(line(document)) == "c"
    assert glance.is_closed(line(document))
