"""LinkedIn's Connections.csv in the shapes it has had, and what people do to it in Excel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from infoview_tui.exchange.drafts import PersonDraft, Reading
from infoview_tui.exchange.matching import as_contact, match
from infoview_tui.exchange.recognise import read_people

DATA = Path(__file__).parent / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANN = "Ann,Lee,https://www.linkedin.com/in/ann-lee,,Northwind,PM,02 Sep 2015"


def read(tmp_path: Path, content: str | bytes, name: str = "any.txt") -> Reading:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_people(path)


def test_the_present_shape_gives_236_of_240_and_says_why_four_are_left_out() -> None:
    reading = read_people(DATA / "Connections.csv")
    assert (reading.rows, len(reading.drafts)) == (240, 236)
    assert [skip.reason for skip in reading.skipped] == [
        "no name",
        "duplicate: same profile as row 64",
        "no name",
        "no name",
    ]
    assert reading.source_name == "LinkedIn connections"


def test_a_row_becomes_a_draft_with_its_credentials_apart() -> None:
    first = read_people(DATA / "Connections.csv").drafts[0]
    assert first == PersonDraft(
        row=5,
        name="Katarzyna Eklund",
        role="People Partner",
        company="Kestrel Health",
        url="https://www.linkedin.com/in/katarzyna-eklund-0",
        connected_on=date(2015, 9, 2),
        extra=(("credentials", "MBA"),),
    )


def test_the_shape_of_2018_has_no_profiles_and_american_dates() -> None:
    reading = read_people(DATA / "Connections-2018.csv")
    assert (reading.rows, len(reading.drafts)) == (30, 29)
    assert reading.drafts[1].connected_on == date(2017, 7, 17)


def test_the_shape_saved_by_excel_is_semicolons_in_windows_1252() -> None:
    reading = read_people(DATA / "Connections-excel.csv")
    assert (reading.rows, len(reading.drafts)) == (40, 39)
    assert reading.drafts[1].name == "Björn Castellanos"
    assert reading.drafts[1].connected_on == date(2013, 10, 27)


def test_a_second_run_of_any_shape_adds_nobody() -> None:
    contacts = [as_contact(draft) for draft in read_people(DATA / "Connections.csv").drafts]
    for shape in ("Connections.csv", "Connections-2018.csv", "Connections-excel.csv"):
        plan = match(read_people(DATA / shape).drafts, contacts)
        assert plan.new == ()
        assert plan.changed == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = f"{HEADER}\n{ANN}\n".replace("Ann", "Zoë").replace(",", delimiter)
    reading = read(tmp_path, lines.encode(encoding))
    assert [(d.name, d.company) for d in reading.drafts] == [("Zoë Lee", "Northwind")]


def test_letters_that_excel_lost_make_no_second_person(tmp_path: Path) -> None:
    whole = f"{HEADER}\nGreta,Dvořák 🚀,,,日本データ株式会社,PM,02 Sep 2015\n"
    lost = f"{HEADER}\nGreta,Dvo?ák ??,,,?????????,PM,02.09.2015\n"
    contacts = [as_contact(draft) for draft in read(tmp_path, whole).drafts]
    reading = read(tmp_path, lost)
    plan = match(reading.drafts, contacts)
    assert (plan.new, plan.changed) == ((), ())
    assert [known.by for known in plan.known] == ["name and day of connection"]
    assert reading.remarks == ("row 2: a text was lost when the file was saved: ?????????",)


def test_the_header_is_found_below_notes_up_to_row_15(tmp_path: Path) -> None:
    notes = "Notes:\r\n" + '"Some, text"\r\n' * 13
    reading = read(tmp_path, f"{notes}{HEADER}\r\n{ANN}\r\n")
    assert [draft.row for draft in reading.drafts] == [16]
    assert reading.rows == 1


def test_slashed_dates_are_day_first_when_the_column_says_so(tmp_path: Path) -> None:
    rows = "A,B,,,C,D,3/4/2020\nE,F,,,C,D,25/4/2020\n"
    dates = [draft.connected_on for draft in read(tmp_path, f"{HEADER}\n{rows}").drafts]
    assert dates == [date(2020, 4, 3), date(2020, 4, 25)]
