"""Who led to whom, what came of it, and who is owed a word."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.acquaintances import Names, acquaintances
from infoview_tui.domain.introductions import (
    Branch,
    Duty,
    Facts,
    Harvest,
    by_source,
    forest,
    harvest,
    report_back,
    rows,
)
from infoview_tui.domain.models import (
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Source,
)
from tests.domain.small_journal import (
    CONTACTS,
    FOUND,
    HEADS,
    LENA,
    NOW,
    PRIYA,
    TALKS,
    TODAY,
    TOMAS,
    TOUCHES,
    UMA,
    at,
)

HARVESTS = {held.contact: harvest(held) for held in TALKS}
TOLD = FollowUp(
    uid="told",
    contact="sam",
    about="lena",
    kind=FollowUpKind.REPORT_BACK,
    due=date(2026, 11, 19),
    state=FollowUpState.DONE,
    closed_at=at(17),
)
FACTS = Facts(HEADS, TOUCHES, {"sam": (TOLD,)}, HARVESTS)
NOTHING = Facts({}, {}, {}, {})


def test_a_talk_brings_its_leads_offers_and_insights() -> None:
    assert HARVESTS["tomas"] == Harvest(talks=1, leads=1, offers=1, insights=0)
    assert HARVESTS["priya"] == Harvest(talks=1, leads=0, offers=0, insights=1)


def test_each_branch_says_what_it_led_to() -> None:
    (sam,) = forest(CONTACTS, FACTS, NOW)
    assert (sam.contact.uid, sam.people) == ("sam", 3)
    assert sam.total == Harvest(talks=3, leads=1, offers=1, insights=3)
    assert [(b.contact.uid, b.people, b.total.leads) for b in sam.children] == [
        ("priya", 1, 1),
        ("lena", 0, 0),
    ]


def test_the_tree_is_drawn_with_lines() -> None:
    assert [row.text for row in rows(forest(CONTACTS, FACTS, NOW), today=TODAY)] == [
        "Sam Okafor  1 talk · led to 3 people, 3 talks · 1 lead · 1 offer",
        "├─ Priya Natarajan  1 talk · report back by Mon 19 Oct",
        "│  └─ Tomás Ibarra  1 talk · 1 lead · 1 offer · report back by Wed 2 Dec",
        "└─ Lena Fischer  1 talk",
    ]


def test_a_folded_branch_is_one_line_that_says_it_all() -> None:
    drawn = list(rows(forest(CONTACTS, FACTS, NOW), folded={"priya"}, today=TODAY))
    assert [row.contact for row in drawn] == ["sam", "priya", "lena"]
    assert drawn[1].text.startswith(
        "├─ Priya Natarajan ▸  1 talk · led to 1 person, 1 talk · 1 lead · 1 offer"
    )


def test_report_back_is_due_14_days_after_the_first_contact() -> None:
    assert report_back(TOMAS, FACTS, NOW) == (Duty.OWED, date(2026, 12, 2))  # met 18 Nov
    assert report_back(PRIYA, FACTS, NOW) == (Duty.OVERDUE, date(2026, 10, 19))  # wrote 5 Oct
    assert report_back(LENA, FACTS, NOW) == (Duty.TOLD, None)
    assert report_back(UMA, FACTS, NOW) == (Duty.NONE, None)


def test_no_report_is_owed_before_the_first_contact_or_once_it_was_dropped() -> None:
    assert report_back(PRIYA, NOTHING, NOW) == (Duty.NONE, None)
    dropped = replace(TOLD, about="priya", state=FollowUpState.DROPPED)
    facts = replace(FACTS, follow_ups={"sam": (dropped,)})
    assert report_back(PRIYA, facts, NOW) == (Duty.NONE, None)


def test_roots_stand_by_source_warmest_first() -> None:
    cold = [UMA, Contact(uid="x", name="Xenia", introduced_by="uma")]
    grouped = by_source(forest([*cold, *CONTACTS[:4]], NOTHING, NOW))
    assert [(source, [t.contact.uid for t in trees]) for source, trees in grouped] == [
        (Source.ALUMNI, ["sam"]),
        (Source.COLD, ["uma"]),
    ]


def test_people_who_introduced_each_other_in_a_circle_are_still_drawn_once() -> None:
    circle = [
        Contact(uid=uid, name=uid.upper(), introduced_by=by)
        for uid, by in [("a", "c"), ("b", "a"), ("c", "b")]
    ]
    drawn = [row.text for row in rows(forest(circle, NOTHING, NOW))]
    assert drawn == ["A  led to 2 people", "└─ B", "   └─ C"]


def test_an_introducer_who_is_gone_makes_a_root() -> None:
    (tree,) = forest([PRIYA, TOMAS], NOTHING, NOW)
    assert tree.contact.uid == "priya"


def test_a_chain_of_thousands_is_no_trouble() -> None:
    chain = [
        Contact(uid=str(n), name=str(n), introduced_by=str(n - 1) if n else "") for n in range(5000)
    ]
    (tree,) = forest(chain, NOTHING, NOW)
    assert tree.people == 4999
    assert sum(1 for _ in rows([tree])) == 5000


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_every_linked_contact_stands_in_the_forest_exactly_once(introducers: list[int]) -> None:
    contacts = [
        Contact(uid=str(n), name=str(n), introduced_by=str(by)) for n, by in enumerate(introducers)
    ]
    drawn = [row.contact for row in rows(forest(contacts, NOTHING, NOW))]
    linked = {
        uid
        for c in contacts
        if c.introduced_by != c.uid and int(c.introduced_by) < len(contacts)
        for uid in (c.uid, c.introduced_by)
    }
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == linked


def test_a_contact_named_in_anothers_talk_is_offered_as_a_link() -> None:
    (found,) = acquaintances(FOUND, Names(CONTACTS))
    assert (found.speaker, found.named, found.finding.note.uid) == ("priya", "lena", "n-lena")


def test_people_linked_already_and_names_that_two_bear_are_not_offered() -> None:
    linked = replace(LENA, introduced_by="priya")
    assert acquaintances(FOUND, Names([PRIYA, linked])) == ()
    assert acquaintances(FOUND, Names([*CONTACTS, replace(LENA, uid="lena2")])) == ()


def tree_size(branch: Branch) -> int:
    return 1 + sum(map(tree_size, branch.children))


def test_people_counts_everybody_below() -> None:
    (sam,) = forest(CONTACTS, FACTS, NOW)
    assert tree_size(sam) == 1 + sam.people
