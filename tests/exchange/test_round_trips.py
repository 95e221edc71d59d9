"""What goes out comes back: through vCard, CSV and Markdown, whatever people are called."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import Contact
from infoview_tui.domain.records import decode
from infoview_tui.domain.text import clean_line
from infoview_tui.exchange.csv_files import contacts_csv
from infoview_tui.exchange.drafts import PersonDraft
from infoview_tui.exchange.json_file import to_json
from infoview_tui.exchange.markdown import to_markdown
from infoview_tui.exchange.matching import match
from infoview_tui.exchange.names import split_credentials
from infoview_tui.exchange.recognise import read_people
from infoview_tui.exchange.vcard import to_vcards
from tests.exchange.records import CONTACTS, FOLLOW_UPS, INTERVIEWS

# Letters of every script and all that is special in some format, cleaned as at every border.
text = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")),
        st.sampled_from(";,:\\\"'=+-@|#[]*_<>`$~^(){}!."),
    ),
    max_size=30,
).map(clean_line)
# A text of nothing but question marks is taken for one that was lost.
said = text.filter(lambda t: t.replace("?", "").replace("\ufffd", "").strip() != "" or t == "")
names = said.filter(lambda name: name != "" and split_credentials(name) == (name, ""))
mails = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.(org|com)", fullmatch=True)
contacts = st.builds(
    Contact,
    uid=st.uuids().map(lambda uid: uid.hex),
    name=names,
    role=said,
    company=said,
    emails=st.lists(mails, max_size=3, unique=True).map(tuple),
    phones=st.lists(st.from_regex(r"\+?\d[\d ]{3,9}\d", fullmatch=True).map(clean_line), max_size=2)
    .map(dict.fromkeys)
    .map(tuple),
    url=st.sampled_from(["", "https://www.linkedin.com/in/ann", "http://example.org/?a=1,2;3"]),
    location=said,
    industry=said,
    timezone=st.sampled_from(["", "Europe/Madrid", "America/Toronto"]),
    tags=st.lists(st.from_regex(r"[a-zé][a-z-]{0,8}", fullmatch=True), max_size=3, unique=True).map(
        tuple
    ),
    personal=st.lists(said.filter(bool), max_size=3).map(tuple),
    connected_on=st.none() | st.dates(min_value=date(1000, 1, 1)),
)


def back(content: str) -> tuple[PersonDraft, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people"
        path.write_bytes(content.encode())
        reading = read_people(path)
    assert reading.skipped == ()
    return tuple(replace(draft, row=0) for draft in reading.drafts)


def expected(contact: Contact) -> PersonDraft:
    return PersonDraft(
        name=contact.name,
        role=contact.role,
        company=contact.company,
        emails=contact.emails,
        phones=contact.phones,
        url=contact.url,
        location=contact.location,
        timezone=contact.timezone,
        connected_on=contact.connected_on,
        notes="\n".join(contact.personal),
        tags=contact.tags,
    )


@given(contacts)
@settings(max_examples=60, deadline=None)
def test_a_contact_goes_through_vcard_unchanged(contact: Contact) -> None:
    assert back(to_vcards([contact])) == (expected(contact),)


@given(contacts)
@settings(max_examples=60, deadline=None)
def test_a_contact_goes_through_csv_unchanged(contact: Contact) -> None:
    (draft,) = back(contacts_csv([contact]))
    assert draft == replace(expected(contact), industry=contact.industry)


@given(contacts)
@settings(max_examples=60, deadline=None)
def test_a_contact_goes_through_markdown_with_all_its_fields(contact: Contact) -> None:
    contact = replace(contact, company=contact.company or "Northwind")  # a bare name is no note
    (draft,) = back(next(iter(to_markdown([contact]).values())))
    wanted = expected(contact)
    assert (draft.name, draft.role, draft.company) == (wanted.name, wanted.role, wanted.company)
    assert (draft.emails, draft.phones, draft.url) == (wanted.emails, wanted.phones, wanted.url)
    assert (draft.location, draft.tags) == (wanted.location, wanted.tags)
    assert draft.connected_on == wanted.connected_on


@given(st.lists(contacts, max_size=4, unique_by=lambda contact: contact.uid))
@settings(max_examples=60, deadline=None)
def test_importing_ones_own_export_adds_nobody(people: list[Contact]) -> None:
    for written in (to_vcards(people), contacts_csv(people)):
        if people:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "people"
                path.write_bytes(written.encode())
                plan = match(read_people(path).drafts, people)
            assert plan.new == ()


def test_json_holds_the_documents_of_the_journal() -> None:
    document = json.loads(to_json(CONTACTS, INTERVIEWS, FOLLOW_UPS))
    assert tuple(decode(Contact, each) for each in document["contacts"]) == CONTACTS
    assert [each["uid"] for each in document["follow_ups"]] == ["f-1", "f-2", "f-3"]
