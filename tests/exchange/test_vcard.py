"""vCards as phones and mail programs write them, right and wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.exchange.drafts import PersonDraft, Reading
from infoview_tui.exchange.recognise import read_people
from infoview_tui.exchange.vcard import to_vcards


def read(tmp_path: Path, content: str | bytes) -> Reading:
    path = tmp_path / "cards.bin"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_people(path)


def only(tmp_path: Path, *lines: str | bytes, version: str = "3.0") -> PersonDraft:
    head = f"BEGIN:VCARD\r\nVERSION:{version}\r\n".encode()
    body = b"".join((x.encode() if isinstance(x, str) else x) + b"\r\n" for x in lines)
    reading = read(tmp_path, head + body + b"END:VCARD\r\n")
    assert len(reading.drafts) == 1, reading.skipped
    return reading.drafts[0]


IPHONE = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.5//EN
N:Natarajan;Priya;;;PMP
FN:Priya Natarajan
ORG:Northwind;Payments
TITLE:Staff PM
item1.EMAIL;type=INTERNET;type=pref:priya@example.com
item1.X-ABLabel:_$!<Work>!$_
EMAIL;type=INTERNET;type=HOME:priya.n@example.org
TEL;type=CELL;type=VOICE;type=pref:+1 416 555 0101
item2.ADR;type=HOME:;;12 King St;Toronto;ON;M5V;Canada
item2.X-ABADR:ca
item3.URL;type=pref:https://www.linkedin.com/in/priya-n
BDAY;value=date:1604-04-12
NOTE:First line\\nsecond\\, with comma
CATEGORIES:alumni,payments
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAMCAgICAgMCAgID
END:VCARD
"""

OUTLOOK = """BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252:Gr\xfcnwald;Nadia
FN;CHARSET=Windows-1252:Nadia Gr\xfcnwald
ORG;CHARSET=Windows-1252:Caf\xe9 Nord GmbH
TITLE:Analyst
TEL;WORK;VOICE:030 123456
EMAIL;PREF;INTERNET:nadia@example.de
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Trifft sich=0D=0Agern =
am Fr=FChst=FCck
AGENT:
BEGIN:VCARD
VERSION:2.1
FN:Assistant
END:VCARD
REV:20240101T000000Z
END:VCARD
"""

ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=44=76=6F=C5=99=C3=A1=6B;=47=72=65=74=61;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=47=72=65=74=61=20=44=76=6F=C5=99=C3=
=A1=6B
TEL;CELL;PREF:+420123456789
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Gre;1;;;;;;;;;;;;;
END:VCARD
"""

FOUR = """BEGIN:VCARD
VERSION:4.0
KIND:individual
FN:Tomás Ibarra
N:Ibarra;Tomás;;;
TEL;VALUE=uri;TYPE="voice,home":tel:+34-555-0100
EMAIL;PREF=1:tomas@example.es
ORG:Lumen Labs
ROLE:Growth PM
BDAY:--0412
URL:https://example.es
END:VCARD
"""


def test_an_iphone_card(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, IPHONE).drafts
    assert draft == PersonDraft(
        row=1,
        name="Priya Natarajan",
        role="Staff PM",
        company="Northwind",
        emails=("priya@example.com", "priya.n@example.org"),
        phones=("+1 416 555 0101",),
        url="https://www.linkedin.com/in/priya-n",
        location="Toronto, ON, Canada",
        birthday="--04-12",
        notes="First line\nsecond, with comma",
        tags=("alumni", "payments"),
        extra=(
            ("credentials", "PMP"),
            ("department", "Payments"),
            ("address", "12 King St, Toronto, ON, M5V, Canada"),
            ("kind", "+1 416 555 0101: cell"),
            ("kind", "priya@example.com: work"),
            ("kind", "priya.n@example.org: home"),
        ),
    )


def test_an_outlook_card_in_windows_1252_with_an_agent_inside(tmp_path: Path) -> None:
    reading = read(tmp_path, OUTLOOK.encode("cp1252"))
    (draft,) = reading.drafts
    assert (draft.name, draft.company) == ("Nadia Grünwald", "Café Nord GmbH")
    assert reading.remarks == ("row 1: the assistant's card inside it is left out",)
    assert draft.notes == "Trifft sich\ngern am Frühstück"
    assert (draft.phones, draft.emails) == (("030 123456",), ("nadia@example.de",))


def test_an_android_card_in_quoted_printable(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, ANDROID).drafts
    assert draft.name == "Greta Dvořák"
    assert draft.phones == ("+420123456789",)


def test_a_card_of_version_4(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, FOUR).drafts
    assert (draft.name, draft.role, draft.birthday) == ("Tomás Ibarra", "Growth PM", "--04-12")
    assert (draft.phones, draft.emails) == (("+34-555-0100",), ("tomas@example.es",))


def test_a_fold_inside_a_letter_is_mended(tmp_path: Path) -> None:
    name = "Zoë".encode()
    draft = only(tmp_path, b"FN:" + name[:3] + b"\r\n " + name[3:] + b" Lee")
    assert draft.name == "Zoë Lee"


def test_commas_that_should_have_been_escaped_stay(tmp_path: Path) -> None:
    draft = only(tmp_path, "FN:Ann Lee", "ORG:Atlas, Inc.", "TITLE:Head, Growth")
    assert (draft.company, draft.role) == ("Atlas, Inc.", "Head, Growth")


def test_escaped_semicolons_do_not_split(tmp_path: Path) -> None:
    draft = only(tmp_path, r"N:Lee\;Smith;Ann;;;", r"ORG:A\;B\\;Dept")
    assert (draft.name, draft.company) == ("Ann Lee;Smith", "A;B\\")
    assert draft.extra == (("department", "Dept"),)


def test_a_raw_line_break_inside_a_note_is_kept(tmp_path: Path) -> None:
    draft = only(tmp_path, "FN:Ann Lee", "NOTE:one", "two and no colon", "TITLE:PM")
    assert (draft.notes, draft.role) == ("one\ntwo and no colon", "PM")


def test_mixed_encodings_in_one_file(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN:{}\nEND:VCARD\n"
    content = card.format("Jörg Ueda").encode() + card.format("Björn Rossi").encode("cp1252")
    assert [d.name for d in read(tmp_path, content).drafts] == ["Jörg Ueda", "Björn Rossi"]


def test_utf_16_and_old_mac_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path, FOUR.encode("utf-16")).drafts[0].name == "Tomás Ibarra"
    assert read(tmp_path, FOUR.replace("\n", "\r")).drafts[0].name == "Tomás Ibarra"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("EMAIL:a@example.com", "no name"),
        ("FN:Rowers\nX-ADDRESSBOOKSERVER-KIND:group", "a group, not a person"),
        ("FN:Northwind\nORG:Northwind\nX-ABShowAs:COMPANY", "an organisation, not a person"),
        ("KIND:org\nFN:Northwind", "an organisation, not a person"),
    ],
)
def test_what_is_no_person_is_skipped_with_its_reason(
    tmp_path: Path, lines: str, reason: str
) -> None:
    reading = read(tmp_path, f"BEGIN:VCARD\n{lines}\nEND:VCARD\n{FOUR}")
    assert [(s.row, s.reason) for s in reading.skipped] == [(1, reason)]
    assert [d.name for d in reading.drafts] == ["Tomás Ibarra"]


def test_a_card_that_is_cut_off_is_skipped_and_one_without_end_is_not(tmp_path: Path) -> None:
    reading = read(tmp_path, "BEGIN:VCARD\nFN:Ann Lee\nBEGIN:VCARD\nFN:Bo Chen\nEMAIL:bo@exam")
    assert [d.name for d in reading.drafts] == ["Ann Lee"]
    assert [s.reason for s in reading.skipped] == ["the card is cut off: no END:VCARD"]
    assert reading.skipped[0].text == "Bo Chen"


def test_an_empty_quoted_printable_value_ends_at_the_card(tmp_path: Path) -> None:
    draft = only(tmp_path, "FN:Ann Lee", "NOTE;ENCODING=QUOTED-PRINTABLE:=", version="2.1")
    assert draft.notes == ""


def test_lines_are_folded_at_75_octets_and_never_inside_a_letter() -> None:
    card = to_vcards([Contact(uid="1", name="Zoë " * 60, personal=("日本" * 50,))])
    for line in card.split("\r\n"):
        assert len(line.encode()) <= 75
    assert card.count("BEGIN:VCARD") == card.count("END:VCARD") == 1


def test_a_name_cannot_add_a_line_to_a_card() -> None:
    card = to_vcards([Contact(uid="1", name="Ann\r\nEND:VCARD\nTEL:1")])
    assert [line for line in card.split("\r\n") if line.startswith("TEL")] == []


def test_pictures_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{}\r\n{}END:VCARD\r\n"
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgAB\r\n"
    cards = card.format("Ann Lee", picture) + card.format("Bob Fox", "")
    assert read(tmp_path, cards).remarks == ("pictures, sounds and keys are left out: 1",)


def test_a_zone_by_its_name_is_taken_and_an_offset_is_kept_beside(tmp_path: Path) -> None:
    assert only(tmp_path, "FN:Ann Lee", "TZ:Europe/Oslo").timezone == "Europe/Oslo"
    draft = only(tmp_path, "FN:Ann Lee", "TZ:-05:00")
    assert (draft.timezone, draft.extra) == ("", (("time zone", "-05:00"),))
    card = to_vcards([Contact(uid="1", name="Ann Lee", timezone="Europe/Oslo")])
    assert read(tmp_path, card).drafts[0].timezone == "Europe/Oslo"
