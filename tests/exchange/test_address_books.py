"""CSV of Google, Outlook and Thunderbird, and of nobody in particular."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.columns import guess_mapping
from infoview_tui.exchange.drafts import Reading
from infoview_tui.exchange.recognise import read_header, read_people

GOOGLE = (
    "First Name,Middle Name,Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Address 1 - City,Address 1 - Country,"
    "Website 1 - Label,Website 1 - Value\n"
    'Priya,,Natarajan,,PMP,,,Northwind,Staff PM,,1990-04-12,"met, twice",,* myContacts ::: alumni,'
    "* Work,priya@example.com ::: p@example.com,,p2@example.com,Mobile,+1 416 555 0101,"
    ",,Toronto,Canada,Profile,https://www.linkedin.com/in/priya-n\n"
)
OLD_GOOGLE = (
    "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title\n"
    "Sam Okafor,Sam,,Okafor,* myContacts,* Work,sam@example.com,Atlas,CTO\n"
)
OUTLOOK = (
    '"First Name","Middle Name","Last Name","Title","Suffix","E-mail Address","E-mail 2 Address",'
    '"Business Phone","Mobile Phone","Job Title","Company","Business City",'
    '"Business Country/Region","Web Page","Birthday","Notes","Categories"\r\n'
    '"Lena","","Fischer","Ms.","","lena@example.de","","030 1","0170 2","Designer","Holm",'
    '"Berlin","Germany","www.example.de","4/13/1990","","Friends;Design"\r\n'
)
THUNDERBIRD = (
    "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,"
    "Mobile Number,Home City,Work City,Job Title,Organization,Web Page 1,Birth Year,Birth Month,"
    "Birth Day,Notes\n"
    ",,Tomás Ibarra,,tomas@example.es,t@example.org,1,2,,Madrid,Growth PM,Lumen,,,4,2,\n"
)


def read(tmp_path: Path, content: str, mapping: dict[str, str] | None = None) -> Reading:
    path = tmp_path / "people"
    path.write_text(content, encoding="utf-8")
    return read_people(path, mapping)


def test_google_contacts(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOGLE)
    (draft,) = reading.drafts
    assert reading.source_name == "Google contacts"
    assert (draft.name, draft.role, draft.company) == ("Priya Natarajan", "Staff PM", "Northwind")
    assert draft.emails == ("priya@example.com", "p@example.com", "p2@example.com")
    assert (draft.location, draft.birthday) == ("Toronto, Canada", "1990-04-12")
    assert (draft.notes, draft.tags) == ("met, twice", ("alumni",))
    assert ("credentials", "PMP") in draft.extra


def test_google_contacts_before_2024(tmp_path: Path) -> None:
    reading = read(tmp_path, OLD_GOOGLE)
    (draft,) = reading.drafts
    assert reading.source_name == "Google contacts"
    assert (draft.name, draft.role, draft.company) == ("Sam Okafor", "CTO", "Atlas")


def test_outlook_contacts_where_title_is_no_role(tmp_path: Path) -> None:
    reading = read(tmp_path, OUTLOOK)
    (draft,) = reading.drafts
    assert reading.source_name == "Outlook contacts"
    assert (draft.name, draft.role, draft.url) == (
        "Lena Fischer",
        "Designer",
        "https://www.example.de",
    )
    assert (draft.phones, draft.location) == (("030 1", "0170 2"), "Berlin, Germany")
    assert (draft.birthday, draft.tags) == ("1990-04-13", ("Friends", "Design"))
    assert ("Title", "Ms.") in draft.extra


def test_thunderbird_with_a_display_name_and_a_birthday_without_year(tmp_path: Path) -> None:
    reading = read(tmp_path, THUNDERBIRD)
    (draft,) = reading.drafts
    assert reading.source_name == "Thunderbird address book"
    assert (draft.name, draft.company, draft.location) == ("Tomás Ibarra", "Lumen", "Madrid")
    assert (draft.emails, draft.birthday) == (("tomas@example.es", "t@example.org"), "--04-02")


def test_outlook_in_german(tmp_path: Path) -> None:
    text = (
        "Vorname,Nachname,Firma,Position,E-Mail-Adresse,E-Mail 2: Adresse,Telefon geschäftlich,"
        "Mobiltelefon,Notizen\nLena,Fischer,Holm,Designerin,l@x.de,,030 123,0170 456,Messe\n"
    )
    (draft,) = read(tmp_path, text).drafts
    assert (draft.name, draft.role, draft.company) == ("Lena Fischer", "Designerin", "Holm")
    assert (draft.emails, draft.phones) == (("l@x.de",), ("030 123", "0170 456"))
    assert draft.notes == "Messe"


def test_the_line_that_tells_excel_its_delimiter_is_no_header(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, "sep=;\nName;Company\nAnn Lee;Atlas, Inc.\n").drafts
    assert (draft.name, draft.company, draft.row) == ("Ann Lee", "Atlas, Inc.", 3)


def test_any_csv_whose_columns_have_usual_names(tmp_path: Path) -> None:
    (draft,) = read(tmp_path, "Full name;Employer;Shoe size\nAnn Lee;Northwind;38\n").drafts
    assert (draft.name, draft.company) == ("Ann Lee", "Northwind")
    assert draft.extra == (("Shoe size", "38"),)


def test_any_csv_by_a_mapping(tmp_path: Path) -> None:
    mapping = {"Wer": "name", "Wo": "company", "Seit": "connected_on", "x": "ignore"}
    (draft,) = read(tmp_path, "Wer|Wo|Seit|x\nAnn Lee|Northwind|2.9.2015|y\n", mapping).drafts
    assert (draft.name, draft.company) == ("Ann Lee", "Northwind")
    assert (draft.connected_on, draft.extra) == (date(2015, 9, 2), ())


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"Wer": "nom de guerre"}, "no such field: nom de guerre"),
        ({"Wo": "company"}, "names no column for the name"),
        ({"Who": "name"}, "not all of Who among its columns: Wer, Wo"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    tmp_path: Path, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(tmp_path, "Wer|Wo\nAnn Lee|Northwind\n", mapping)


def test_the_columns_for_a_mapping_question(tmp_path: Path) -> None:
    path = tmp_path / "people"
    path.write_text("\nWer|Wo, genau\nAnn Lee|Northwind\n", encoding="utf-8")
    assert read_header(path) == ("Wer", "Wo, genau")


def test_guesses_keep_to_one_column_for_a_field_of_one_value() -> None:
    assert guess_mapping(["Name", "Title", "Job Title", "Mail", "E-Mail", "Phone"]) == {
        "Name": "name",
        "Job Title": "role",
        "E-Mail": "email",
        "Phone": "phone",
    }


def test_cells_beyond_the_header_are_kept_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Company\nAnn Lee,Northwind,more\n")
    assert reading.drafts[0].extra == (("column", "more"),)
    assert reading.remarks == ("row 2: more cells than the header has columns",)


@pytest.mark.parametrize(
    ("others", "day_first", "birthday"),
    [
        ("25/12/1980", None, "1990-04-03"),
        ("12/25/1980", None, "1990-03-04"),
        ("5/6/1980", True, "1990-04-03"),
        ("5/6/1980", False, "1990-03-04"),
        ("5/6/1980", None, ""),
        ("12/25/1980\nBo Chen,25/12/1980", None, ""),
    ],
)
def test_a_date_that_could_be_two_is_told_by_the_file_or_the_preferences(
    tmp_path: Path, others: str, day_first: bool | None, birthday: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"Name,Birthday\nAnn Lee,3/4/1990\nZoe Fox,{others}\n", encoding="utf-8")
    reading = read_people(path, day_first=day_first)
    assert reading.drafts[0].birthday == birthday
    doubt = "row 2: 3/4/1990 could be two days, so such dates stay text; `day_first` in the "
    assert reading.remarks == (() if birthday else (f"{doubt}preferences tells which",))
    assert dict(reading.drafts[0].extra).get("birthday", "") == ("" if birthday else "3/4/1990")


def test_columns_that_are_left_out_are_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Company,Photo\nAnn Lee,Northwind,https://example.com/a.jpg\n")
    assert reading.remarks == ("Photo left out: 1",)


def test_an_address_is_taken_whole_from_where_the_person_is_met(tmp_path: Path) -> None:
    text = "Name,Home City,Home Country,Work City,Industry,Time zone\nAnn,Bergen,Norway,Oslo,Fish,"
    (draft,) = read(tmp_path, f"{text}Europe/Oslo\n").drafts
    assert (draft.location, draft.industry, draft.timezone) == ("Oslo", "Fish", "Europe/Oslo")
    assert draft.extra == (("Home City", "Bergen"), ("Home Country", "Norway"))
