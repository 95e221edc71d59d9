"""Who is new, who is known, what has changed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import Contact
from infoview_tui.exchange.drafts import PersonDraft
from infoview_tui.exchange.identity import profile_slug
from infoview_tui.exchange.matching import as_contact, changes, match, updated

ANN = Contact(
    uid="ann",
    name="Ann Lee",
    role="PM",
    company="Northwind",
    emails=("ann@example.com",),
    phones=("+1 416 555 0101",),
    url="https://www.linkedin.com/in/ann-lee-1",
)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://www.linkedin.com/in/Ann-Lee-1/", "ann-lee-1"),
        ("http://de.linkedin.com/in/ann-lee-1?trk=x#y", "ann-lee-1"),
        ("https://linkedin.com/mwlite/in/ann-lee-1/details", "ann-lee-1"),
        ("https://www.linkedin.com/in/zo%C3%AB-lee", "zoë-lee"),
        ("https://www.linkedin.com/company/northwind", ""),
        ("https://notlinkedin.com/in/ann", ""),
        ("https://example.com/linkedin.com/in/ann", ""),
        ("", ""),
    ],
)
def test_a_profile_is_named_by_its_slug(url: str, slug: str) -> None:
    assert profile_slug(url) == slug


@pytest.mark.parametrize(
    ("draft", "by"),
    [
        (PersonDraft("A. L.", url="https://de.linkedin.com/in/ANN-lee-1"), "profile"),
        (PersonDraft("Ann Smith", emails=("ANN@example.com",)), "e-mail"),
        (PersonDraft("Ann Smith", phones=("0416 555-0101",)), "phone"),
        (PersonDraft("ánn lee", company="northwind"), "name and company"),
        (PersonDraft("Ann Lee"), "name"),
    ],
)
def test_a_known_person_is_found(draft: PersonDraft, by: str) -> None:
    plan = match([draft], [ANN])
    assert [(known.contact_uid, known.by) for known in plan.known] == [("ann", by)]
    assert plan.new == ()


@pytest.mark.parametrize(
    "draft",
    [
        PersonDraft("Ann Lee", company="Northwind", url="https://www.linkedin.com/in/ann-lee-2"),
        PersonDraft("Ann Lee", company="Lumen"),
    ],
)
def test_a_namesake_is_new_and_said_to_look_alike(draft: PersonDraft) -> None:
    plan = match([draft], [ANN])
    assert (plan.new, plan.lookalikes) == ((draft,), ((draft, "ann"),))


def test_somebody_else_at_a_shared_address_is_new() -> None:
    assert match([PersonDraft("Bo Chen", emails=("ann@example.com",))], [ANN]).known == ()


def test_a_first_name_alone_proves_nothing() -> None:
    ann = Contact(uid="1", name="Ann")
    assert match([PersonDraft("Ann", company="Northwind")], [ann]).known == ()


def test_who_left_for_another_company_is_known_by_the_day_of_connection() -> None:
    day = date(2015, 9, 2)
    before = Contact(uid="1", name="Ann Lee", company="Northwind", connected_on=day)
    plan = match([PersonDraft("Ann Lee", company="Lumen", connected_on=day)], [before])
    assert [(c.field, c.old, c.new, c.is_news) for c in plan.changed] == [
        ("company", "Northwind", "Lumen", True)
    ]


def test_two_of_one_name_at_one_company_are_told_by_the_day() -> None:
    days = [date(2022, 2, 18), date(2022, 2, 26)]
    drafts = [PersonDraft("Hiroshi Petrov", company="Lumen", connected_on=day) for day in days]
    first = match(drafts, [])
    assert first.new == tuple(drafts)
    contacts = [as_contact(draft) for draft in first.new]
    again = match(drafts, contacts)
    assert [known.contact_uid for known in again.known] == [contact.uid for contact in contacts]


def test_the_same_person_twice_in_one_import_is_skipped_with_its_reason() -> None:
    drafts = [
        PersonDraft("Ann Lee", company="Lumen", row=2),
        PersonDraft("ANN LEE", company="Lumen", role="PM", row=3),
    ]
    plan = match(drafts, [])
    assert plan.new[0].role == "PM"
    assert [(s.row, s.reason) for s in plan.skipped] == [
        (3, "same name and company as row 2, merged with it")
    ]
    assert len(plan.new) == 1


def test_news_replaces_and_keeps_what_was() -> None:
    draft = PersonDraft("Ann Lee", role="CPO", company="Lumen", phones=("+1",), location="Oslo")
    after = updated(ANN, draft)
    assert (after.role, after.company, after.past_roles) == ("CPO", "Lumen", ("PM, Northwind",))
    assert (after.phones, after.location) == ((*ANN.phones, "+1"), "Oslo")
    assert after.emails == ANN.emails
    assert changes(after, draft) == []


def test_without_taking_news_only_blanks_are_filled() -> None:
    draft = PersonDraft("Ann Lee", role="CPO", company="Lumen", phones=("+1",))
    after = updated(ANN, draft, take_news=False)
    assert (after.role, after.company, after.phones) == (
        "PM",
        "Northwind",
        (*ANN.phones, "+1"),
    )


def test_what_a_known_person_brings_is_filled_in_or_kept_beside() -> None:
    before = replace(ANN, location="Oslo", extra={"imported": {"spouse": "Bo"}})
    draft = PersonDraft(
        "Ann Lee",
        url="https://de.linkedin.com/in/ANN-lee-1",
        location="Bergen",
        timezone="Europe/Oslo",
        birthday="1990-04-12",
        tags=("alumni",),
        extra=(("spouse", "Bo"), ("spouse", "Jo")),
    )
    after = updated(before, draft)
    assert (after.location, after.timezone, after.tags) == ("Oslo", "Europe/Oslo", ("alumni",))
    beside = {"spouse": "Bo; Jo", "location": "Bergen"}
    assert after.extra == {"imported": beside, "birthday": "1990-04-12"}
    assert {change.field: change.new for change in changes(before, draft)} == {
        "tags": "alumni",
        "timezone": "Europe/Oslo",
        "birthday": "1990-04-12",
        "imported.spouse": "Bo; Jo",
        "imported.location": "Bergen",
    }
    assert changes(after, draft) == []


def test_a_number_that_is_written_in_another_way_is_no_second_one() -> None:
    draft = PersonDraft("Ann Lee", company="Northwind", phones=("+1 (416) 555-0101", "12"))
    assert updated(ANN, draft).phones == ("+1 416 555 0101", "12")


def test_spelling_and_lost_letters_are_no_news() -> None:
    person = Contact(uid="1", name="Ann Lee", role="Head of growth", company="Škoda")
    for company in ("?koda", "SKODA", "Škoda, Inc."):
        draft = PersonDraft("Ann Lee", role="HEAD OF GROWTH", company=company)
        assert changes(person, draft) == []


def test_a_profile_kept_beside_another_address_tells_who_it_is() -> None:
    profile = "https://www.linkedin.com/in/ann"
    website = Contact(uid="1", name="Ann Lee", url="https://ann.example")
    person = updated(website, PersonDraft("Ann Lee", url=profile))
    assert person.url == "https://ann.example"
    (known,) = match([PersonDraft("Ann Chen", url=profile)], [person]).known
    assert (known.contact_uid, known.by) == ("1", "profile")


names = st.sampled_from(["Ann Lee", "ann lee", "Bo Chen", "Ann", "Zoë Lee", "Lee"])
drafts = st.builds(
    PersonDraft,
    name=names,
    role=st.sampled_from(["", "PM", "CTO"]),
    company=st.sampled_from(["", "Northwind", "Lumen"]),
    emails=st.lists(st.sampled_from(["a@x.org", "b@x.org"]), max_size=2, unique=True).map(tuple),
    phones=st.lists(st.sampled_from(["555 0101", "555 0102"]), max_size=1).map(tuple),
    url=st.sampled_from(
        ["", "https://www.linkedin.com/in/a", "https://www.linkedin.com/in/b", "https://x.org"]
    ),
    connected_on=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)]),
)


@given(st.lists(drafts, max_size=6), st.lists(drafts, max_size=3))
@settings(max_examples=200, deadline=None)
def test_importing_twice_adds_nobody(people: list[PersonDraft], others: list[PersonDraft]) -> None:
    contacts = {c.uid: c for c in map(as_contact, match(others, []).new)}
    first = match(people, contacts.values())
    for draft, uid, _ in first.known:
        contacts[uid] = updated(contacts[uid], draft, take_news=False)
    again = match(people, [*contacts.values(), *map(as_contact, first.new)])
    assert again.new == ()
    assert len(again.known) == len(people)


@given(st.lists(drafts, max_size=8))
@settings(max_examples=100, deadline=None)
def test_every_draft_is_accounted_for(people: list[PersonDraft]) -> None:
    plan = match(people, [ANN])
    assert len(plan.new) + len(plan.known) + len(plan.skipped) == len(people)
