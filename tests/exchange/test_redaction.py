"""Insights to share: nobody can be read out of them."""

from __future__ import annotations

import pytest

from infoview_tui.domain.models import Contact, Interview, Note, NoteKind
from infoview_tui.exchange.csv_files import csv_folder
from infoview_tui.exchange.ics import to_ics
from infoview_tui.exchange.json_file import to_json
from infoview_tui.exchange.markdown import to_markdown
from infoview_tui.exchange.redaction import redacted
from infoview_tui.exchange.vcard import to_vcards
from tests.exchange.records import CONTACTS, FOLLOW_UPS, INTERVIEWS, NOW

SECRETS = (
    *("Priya", "Natarajan", "Okafor", "Northwind", "Atlas", "example.com", "416", "chess"),
    *("two children", "linkedin", "Toronto, Canada", "uncle", "meet.example"),
)


def test_no_format_tells_a_name_a_company_or_anything_personal() -> None:
    records = redacted(CONTACTS, INTERVIEWS, FOLLOW_UPS)
    everything = [
        to_json(*records),
        to_vcards(records.contacts),
        to_ics(*records, now=NOW).decode(),
        *csv_folder(*records).values(),
        *to_markdown(*records).values(),
        *to_markdown(*records),
    ]
    for text in everything:
        assert [secret for secret in SECRETS if secret in text] == []


def test_the_insight_itself_stays() -> None:
    talk = redacted(CONTACTS, INTERVIEWS).interviews[0]
    assert talk.notes[0].text == "P.: PMs at (company) write first, mail (removed) or (removed)"
    assert talk.debrief.answers["surprised"] == "S. was right about 2026-11-20"
    assert talk.prep.purpose == "Learn how (company) builds"


def test_the_records_given_are_not_changed() -> None:
    before = to_json(CONTACTS, INTERVIEWS, FOLLOW_UPS)
    redacted(CONTACTS, INTERVIEWS, FOLLOW_UPS)
    assert to_json(CONTACTS, INTERVIEWS, FOLLOW_UPS) == before


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ask DVORAK about it", "ask D. about it"),
        ("Greta Dvořák's team at Holm & Søn", "G. D.'s team at (company)"),
        ("holm  &  son grew", "(company) grew"),
        ("in 2026-11-20 and 1999-2004", "in 2026-11-20 and 1999-2004"),
        ("call 030 1234 5678", "call (removed)"),
        ("", ""),
    ],
)
def test_names_are_found_in_any_spelling(text: str, shown: str) -> None:
    greta = Contact(uid="1", name="Greta Dvořák", company="Holm & Søn")
    note = Note(uid="n", at=NOW, kind=NoteKind.INSIGHT, text=text)
    talk = Interview(uid="i", contact="1", notes=(note,))
    assert redacted([greta], [talk]).interviews[0].notes[0].text == shown
