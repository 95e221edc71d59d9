"""Tailored drafts: only from filled slots, tied to a fact, and good by the checks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.models import Contact, Prep, Question
from infoview_tui.domain.question_checks import check
from infoview_tui.domain.tailoring import TailoredQuestion, propose

PRIYA = Contact(
    uid="c",
    name="Priya Natarajan",
    role="Head of Product",
    company="Northwind",
    past_roles=("Support Engineer at Lumen (2015-19)",),
)
SHEET = Prep(
    person="moved from engineering to product in 2019\nwrote “Discovery debt”",
    company="Series B in March, team doubled",
    industry="instant payments become mandatory\nfraud is the hard part of instant payments",
)


def by_pattern(contact: Contact, prep: Prep) -> dict[str, TailoredQuestion]:
    return {draft.pattern: draft for draft in propose(contact, prep)}


def test_a_full_sheet_fills_all_five_patterns() -> None:
    drafts = by_pattern(PRIYA, SHEET)
    assert list(drafts) == ["move", "phase", "challenge", "proudest", "obstacle"]
    assert drafts["move"].text == (
        "You went from engineering to product. What did that change in how you work?"
    )
    assert drafts["phase"].text == (
        "With Northwind in its Series B: how has that shaped your way of leading?"
    )
    assert "fraud is the hard part" in drafts["challenge"].text
    assert "Head of Product" in drafts["challenge"].text
    assert "Discovery debt" in drafts["proudest"].text
    assert "obstacle" in drafts["obstacle"].text


def test_every_draft_names_the_line_it_springs_from() -> None:
    drafts = by_pattern(PRIYA, SHEET)
    assert drafts["move"].fact == "moved from engineering to product in 2019"
    assert drafts["phase"].fact in SHEET.company
    assert drafts["challenge"].fact in SHEET.industry
    assert all(draft.fact for draft in drafts.values())


def test_every_draft_passes_the_checks() -> None:
    for draft in propose(PRIYA, SHEET):
        assert check(draft.text, fact=draft.fact, company="Northwind") == ()


def test_an_empty_card_and_sheet_propose_nothing() -> None:
    assert propose(Contact(uid="c", name="Ann"), Prep()) == ()


def test_the_card_fills_the_move_when_the_sheet_does_not() -> None:
    assert by_pattern(PRIYA, Prep())["move"].fact == "Support Engineer → Head of Product"


def test_an_earlier_role_that_is_the_present_one_is_no_move() -> None:
    stayed = Contact(uid="c", name="Ann", role="Analyst", past_roles=("analyst, Lumen",))
    assert "move" not in by_pattern(stayed, Prep())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nurse -> UX research", "from nurse to UX research"),
        ("law → policy (2020)", "from law to policy"),
        ("switched from sales into data science after ten years", "from sales to data science"),
    ],
)
def test_a_move_is_read_in_several_spellings(line: str, said: str) -> None:
    assert said in by_pattern(PRIYA, Prep(person=line))["move"].text


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("raised a Series C last spring", "its Series C"),
        ("IPO planned for 2027", "going public"),
        ("merged with Atlas", "a merger"),
        ("bought by Holm in May", "an acquisition"),
        ("laid off 80 people", "layoffs"),
        ("restructured twice", "a reorganisation"),
        ("new CEO since June", "a change at the top"),
        ("opened in Lisbon", "an expansion"),
        ("team grew from 20 to 60", "fast growth"),
    ],
)
def test_a_phase_is_recognised(line: str, phase: str) -> None:
    assert phase in by_pattern(PRIYA, Prep(company=line))["phase"].text


def test_no_phase_no_draft() -> None:
    assert "phase" not in by_pattern(PRIYA, Prep(company="makes payment terminals"))


def test_who_does_not_lead_is_not_asked_about_leading() -> None:
    analyst = Contact(uid="c", name="Ann", role="Analyst", company="Northwind")
    text = by_pattern(analyst, Prep(company="merger with Atlas"))["phase"].text
    assert text.endswith("How has that shaped how you work?")


def test_nothing_that_stands_on_the_sheet_is_proposed_again() -> None:
    first = propose(PRIYA, SHEET)[0]
    sheet = Prep(questions=(Question(uid="q", text=first.text),), person=SHEET.person)
    assert "move" not in by_pattern(PRIYA, sheet)
    assert "move" not in {d.pattern for d in propose(PRIYA, SHEET, already=[first.text])}


@given(*[st.text(max_size=80)] * 5)
def test_any_text_makes_drafts_without_blanks(
    role: str, company: str, past: str, person: str, field: str
) -> None:
    contact = Contact(uid="c", name="x", role=role, company=company, past_roles=(past,))
    for draft in propose(contact, Prep(person=person, company=field, industry=field)):
        assert draft.text.endswith("?")
        assert draft.fact.strip()
        assert "\n" not in draft.text
