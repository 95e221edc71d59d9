"""CSV for spreadsheets, where a cell must never be a formula."""

from __future__ import annotations

import csv
import io

import pytest

from infoview_tui.domain.models import Contact
from infoview_tui.exchange.csv_files import contacts_csv, csv_folder, safe_cell
from tests.exchange.records import CONTACTS, FOLLOW_UPS, INTERVIEWS


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''=1"],
)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1-2", "'quoted'", "d'Arc", "日本"])
def test_plain_cells_stay(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_no_cell_of_any_table_is_a_formula() -> None:
    hostile = Contact(uid="x", name='=HYPERLINK("http://x")', role="@x", tags=("+1", "-2"))
    tables = csv_folder((*CONTACTS, hostile), INTERVIEWS, FOLLOW_UPS)
    assert sorted(tables) == ["contacts.csv", "follow-ups.csv", "interviews.csv", "notes.csv"]
    for text in tables.values():
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r\n"} and cell]


def test_contacts_say_who_introduced_them() -> None:
    priya, sam = rows(contacts_csv(CONTACTS))
    assert (priya["Introduced by"], sam["Introduced by"]) == ("Sam Okafor", "")
    assert priya["E-mail"] == "priya@example.com; p@example.org"
    assert priya["Phone"] == "'+1 416 555 0101"


def test_notes_stand_with_their_question_and_its_topic() -> None:
    note = rows(csv_folder(CONTACTS, INTERVIEWS, FOLLOW_UPS)["notes.csv"])[0]
    assert (note["Name"], note["Kind"], note["Topic"]) == ("Priya Natarajan", "insight", "path")
    assert note["Question"] == "How did Northwind shape you?"
