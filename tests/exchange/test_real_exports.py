"""What each program exports, as it really writes it, goes in; nothing goes without a word."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from infoview_tui.domain.records import encode
from infoview_tui.exchange.columns import says_nothing
from infoview_tui.exchange.decoding import as_utf_8, decode
from infoview_tui.exchange.importing import Import, preview, summary
from infoview_tui.exchange.matching import as_contact
from infoview_tui.exchange.vcard_lines import content_lines

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, dict[str, object]] = {
    "iphone.vcf": {
        "name": "Priya Devi Natarajan",
        "phones": ("+1 416 555 0101", "+1 416 555 0100"),
        "timezone": "America/Toronto",
        "birthday": "--04-12",
        "beside": {"work fax": "+1 416 555 0199", "assistant": "+1 416 555 0188", "prefix": "Dr."}
        | {"spouse": "Arun Natarajan", "anniversary": "2012-06-09", "impp": "skype:priya.n"},
    },
    "android.vcf": {
        "name": "Greta Dvořák",
        "phones": ("+420123456789",),
        "location": "Brno, Česko",
        "beside": {"nickname": "Gre", "relation": "Jan", "assist": "+420888"},
    },
    "google.vcf": {
        "name": "Sam Okafor",
        "url": "https://www.linkedin.com/in/sam-o",
        "tags": ("Alumni",),
        "beside": {"spouse": "Ada", "anniversary": "20100501"},
    },
    "outlook.vcf": {
        "name": "Nadia Grünwald",
        "company": "Café Nord GmbH",
        "phones": ("030 123456", "0170 99"),
        "notes": "Zeile 1\nGrüße",
        "beside": {"prefix": "Frau", "credentials": "MBA", "manager": "Chefin", "spouse": "Jo"},
    },
    "nextcloud.vcf": {
        "name": "Tomás Ibarra",
        "phones": ("+34 600 000", "+34-555-0100 ext. 42"),
        "timezone": "Europe/Madrid",
        "url": "https://www.linkedin.com/in/tomas",
        "beside": {"mastodon": "@tomas@social.example", "met": "2020-01-01", "spouse": "Maria"},
    },
    "outlook-en.csv": {
        "name": "Priya Natarajan",
        "phones": ("+1 (416) 555-0101", "+1 416 555 0102"),
        "location": "Toronto, ON, Canada",
        "beside": {"Assistant's Phone": "+1 416 555 0666", "Business Fax": "+1 416 555 0199"},
    },
    "outlook-de.csv": {
        "name": "Lena Fischer",
        "emails": ("lena@holm.example", "l@x.example"),
        "phones": ("030 123", "0170 456"),
        "location": "Berlin, Deutschland",
        "birthday": "1990-03-04",
        "beside": {"Anrede": "Frau", "Fax geschäftlich": "030 124", "Partner/in": "Jo"},
    },
    "google-2023.csv": {
        "name": "Sam J Okafor",
        "phones": ("+1 416-555-0103", "+1 416-555-0104"),
        "birthday": "--04-12",
        "beside": {"Work Fax": "+1 416 555 9", "Relation 1 - Value": "Ada"},
    },
    "google-2024.csv": {
        "name": "Tomás Ibarra",
        "emails": ("t@lumen.example", "t2@lumen.example"),
        "location": "Madrid, ES",
        "beside": {"Nickname": "Tomi", "Custom Field 1 - Value": "at conf"},
    },
    "thunderbird.csv": {
        "name": "Ann Lee",
        "phones": ("9 8 7",),
        "location": "Oslo, Norway",
        "birthday": "1980-02-29",
        "beside": {"Fax Number": "1 2 3", "url": "http://two.example"},
    },
    "thunderbird-de.tsv": {
        "name": "Anna Lee",
        "role": "PM",
        "phones": ("9 8 7", "170"),
        "location": "Berlin, Deutschland",
        "birthday": "1980-02-29",
    },
    "thunderbird.ldif": {
        "name": "Ann Lee",
        "emails": ("ann@x.example", "a2@x.example"),
        "location": "Oslo, Norway",
        "birthday": "1980-02-29",
        "notes": "Über uns",
    },
}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_first_person_of_each_program(name: str) -> None:
    wanted = dict(EXPECTED[name])
    beside = wanted.pop("beside", {})
    assert isinstance(beside, dict)
    draft = preview((), DATA / name).plan.new[0]
    assert {field: getattr(draft, field) for field in wanted} == wanted
    assert beside.items() <= dict(draft.extra).items()


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith(("csv", "tsv"))])
def test_every_cell_of_a_table_is_taken_or_spoken_of(name: str) -> None:
    text = decode((DATA / name).read_bytes())
    delimiter = "\t" if name.endswith("tsv") else ","
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    said = told(preview((), DATA / name))
    for row in rows:
        for column, cell in zip(header, row, strict=False):
            if column != "Photo" and cell.strip().casefold() not in says_nothing(column):
                for piece in re.split(r" ::: |[;\r\n]", cell[:60]):
                    assert known(piece, said), (column, piece)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith("vcf")])
def test_every_property_of_a_card_is_taken_or_spoken_of(name: str) -> None:
    said = told(preview((), DATA / name))
    bookkeeping = re.compile(
        "BEGIN|VERSION|PRODID|UID|REV|KIND|X-AB(ADR|LABEL|UID|SHOWAS)|X-IMAGETYPE|LABEL|PHOTO"
        "|X-MS-(SIGNATURE|OL-.*)|X-NC-.*"
    )
    for line in content_lines(as_utf_8((DATA / name).read_bytes())):
        if line.name == "END":
            return  # what follows is no person
        if bookkeeping.fullmatch(line.name):
            continue
        parts = line.components() if line.name in {"N", "ADR", "ORG"} else [line.text()]
        if line.name == "X-ANDROID-CUSTOM":
            parts = parts[0].split(";")[1:2]
        for piece in (piece for part in parts for piece in re.split("[,\n]", part)):
            assert known(piece, said), (line.name, piece)


def told(wanted: Import) -> set[str]:
    """The words of all that the journal holds afterwards, and of all that the preview says."""
    people = [encode(as_contact(draft)) for draft in wanted.plan.new]
    return set(words(json.dumps(people, ensure_ascii=False) + summary(wanted)))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("\\n", " "))


def known(piece: str, said: set[str]) -> bool:
    """Whether each word is said somewhere; a day may be written in another way."""
    piece = piece.removeprefix("tel:").replace(";ext=", " ")
    dashed = re.sub(r"^(?:--|1604-)?(\d\d)(\d\d)$|^(\d{4})(\d\d)(\d\d)$", r"\1\3 \2\4 \5", piece)
    padded = re.sub(r"^(\d)$", r"0\1", piece)  # a birthday in three columns
    ways = (piece, dashed, padded, piece.replace("1604-", ""))
    return any(said.issuperset(words(way)) for way in ways) or piece.strip("* ") in {
        "myContacts",
        "starred",
    }
