"""One line adds a person, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Source
from infoview_tui.domain.quick_add import (
    QuickContact,
    found_via,
    introducer_named,
    parse_quick_line,
)
from infoview_tui.domain.text import clean_line

CASES = {
    "Tomás Ibarra, Growth PM @ Lumen via Priya #growth": QuickContact(
        "Tomás Ibarra", "Growth PM", "Lumen", "Priya", ("growth",)
    ),
    "Tomás Ibarra, growth PM at Lumen": QuickContact("Tomás Ibarra", "growth PM", "Lumen"),
    "Tomás Ibarra": QuickContact("Tomás Ibarra"),
    "Tomás Ibarra @ Lumen": QuickContact("Tomás Ibarra", "", "Lumen"),
    "Tomás Ibarra @Lumen": QuickContact("Tomás Ibarra", "", "Lumen"),
    "Tomás Ibarra at Lumen": QuickContact("Tomás Ibarra", "", "Lumen"),
    "Tomás Ibarra (Lumen)": QuickContact("Tomás Ibarra", "", "Lumen"),
    "Tomás Ibarra (growth PM at Lumen)": QuickContact("Tomás Ibarra", "growth PM", "Lumen"),
    "Tomás Ibarra - growth PM at Lumen": QuickContact("Tomás Ibarra", "growth PM", "Lumen"),
    "Tomás Ibarra, growth PM": QuickContact("Tomás Ibarra", "growth PM"),
    "Tomás Ibarra, growth PM, Lumen": QuickContact("Tomás Ibarra", "growth PM", "Lumen"),
    "Jean-Luc Ng, Head of Ops at Holm": QuickContact("Jean-Luc Ng", "Head of Ops", "Holm"),
    "Ann, PM at Holm, knows payments": QuickContact("Ann", "PM", "Holm", about="knows payments"),
    "Kat Hat, Engineer": QuickContact("Kat Hat", "Engineer"),  # no `at` inside words
    "Lena Fischer introduced by Sam Okafor": QuickContact("Lena Fischer", via="Sam Okafor"),
    "Lena <lena@holm.example> #design #berlin": QuickContact(
        "Lena", tags=("design", "berlin"), email="lena@holm.example"
    ),
    "Lena https://linkedin.com/in/lena via Sam": QuickContact(
        "Lena", via="Sam", url="https://linkedin.com/in/lena"
    ),
    "#growth Lena #growth": QuickContact("Lena", tags=("growth",)),
    "Tomás Ibarra, growth PM at Lumen (via LinkedIn)": QuickContact(
        "Tomás Ibarra", "growth PM", "Lumen", "LinkedIn"
    ),
    "Ann, PM at Lumen (payments)": QuickContact("Ann", "PM", "Lumen", about="payments"),
    "Ann, Head of Ops (EMEA) at Lumen": QuickContact("Ann", "Head of Ops (EMEA)", "Lumen"),
    "Ann Lee · Growth PM · Lumen": QuickContact("Ann Lee", "Growth PM", "Lumen"),
    "Ann Lee | Growth PM | Lumen": QuickContact("Ann Lee", "Growth PM", "Lumen"),
    "Ann Lee – Growth PM – Lumen": QuickContact("Ann Lee", "Growth PM", "Lumen"),
    "Ann-Marie Lee": QuickContact("Ann-Marie Lee"),
    "": QuickContact(""),
    "via Sam": QuickContact("", via="Sam"),
}


@pytest.mark.parametrize(("line", "person"), CASES.items())
def test_a_line_is_understood(line: str, person: QuickContact) -> None:
    assert parse_quick_line(line) == person


@given(st.text(max_size=80))
def test_no_line_is_refused_and_no_character_is_invented(line: str) -> None:
    person = parse_quick_line(line)
    said = (person.name, person.role, person.company, person.via, person.about)
    for part in (*said, *person.tags):
        assert all(word in clean_line(line) for word in part.split())


@pytest.mark.parametrize(
    ("via", "name"),
    {
        "Priya": "Priya",
        "Priya Natarajan at Northwind": "Priya Natarajan",
        "Marie von der Heide, her sister": "Marie von der Heide",
        "O. Öz (met in May)": "O. Öz",
        "the Waterloo meetup": "",
        "Waterloo alumni": "",
    }.items(),
)
def test_a_tie_names_the_introducer_if_it_is_a_name(via: str, name: str) -> None:
    contact = found_via(Contact(uid="a", name="Ann"), via)
    assert (contact.tie, contact.source) == (f"via {via}", Source.MUTUAL)
    assert introducer_named(contact) == name
    assert introducer_named(replace(contact, source=Source.ALUMNI)) == ""


def test_somebody_found_via_linkedin_was_introduced_by_nobody() -> None:
    contact = found_via(Contact(uid="a", name="Ann"), "LinkedIn")
    assert (contact.tie, contact.source) == ("", Source.LINKEDIN)
    assert introducer_named(contact) == ""


WORDS = st.lists(
    st.text(st.characters(categories=["Lu", "Ll"]), min_size=3, max_size=8).filter(
        lambda word: word.casefold() not in {"via", "introduced"}
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(WORDS, st.just("") | WORDS, st.just("") | WORDS, st.just("") | WORDS, st.lists(WORDS))
def test_what_is_said_reads_back(
    name: str, role: str, company: str, via: str, tags: list[str]
) -> None:
    known = tuple(dict.fromkeys(tag.replace(" ", "") for tag in tags))
    person = QuickContact(name, role, company, via, known, "ann@holm.example")
    assert parse_quick_line(person.say) == person
