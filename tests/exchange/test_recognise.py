"""What is refused, in one clear line, and what a hostile file cannot do."""

from __future__ import annotations

import contextlib
import csv
import os
import time
from pathlib import Path

import pytest

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.drafts import MAX_FIELD, MAX_FILE_BYTES, MAX_ROWS
from infoview_tui.exchange.recognise import read_people

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def refusal(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_people(path)
    message = str(refused.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def file(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"PK\x03\x04rest", "zip archive or spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (bytes(range(256)) * 4, "not a text file"),
        (b"Dear Ann,\nhow are you?\n", "unknown shape, it begins with: Dear Ann; accepted are"),
        (b"a,b,c\n1,2,3\n", "it begins with: a, b, c; accepted are LinkedIn"),
        (b"Wer;Wo\nAnn Lee;Atlas\n", 'say what a column means: --map "COLUMN=name"'),
        (b"# A plain note\nwithout any field\n", "unknown shape"),
        (b'{"people": []}', "unknown shape"),
        (HEADER.encode() + b"x," * 600_000, "longer than 1,000,000 characters"),
    ],
)
def test_what_is_no_list_of_people_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(file(tmp_path, content))


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "nowhere")
    assert "it is a folder" in refusal(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert "not a regular file" in refusal(tmp_path / "pipe")


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path, HEADER)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "no permission" in refusal(path)


def test_more_than_50_mb_is_refused_without_reading_all(tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as big:
        big.truncate(MAX_FILE_BYTES + 1)
    assert "larger than 50 MB" in refusal(path)


def test_more_rows_than_anybody_knows_people_are_refused(tmp_path: Path) -> None:
    assert "more than 100,000 rows" in refusal(
        file(tmp_path, HEADER + "A,B,,,,,\n" * (MAX_ROWS + 1))
    )


def test_more_cards_than_anybody_knows_people_are_refused(tmp_path: Path) -> None:
    cards = "BEGIN:VCARD\nEND:VCARD\n" * (MAX_ROWS + 1)
    assert "more than 100,000 cards" in refusal(file(tmp_path, cards))


def test_more_lines_than_any_export_has_are_refused(tmp_path: Path) -> None:
    assert "more than 3,000,000 lines" in refusal(file(tmp_path, HEADER + "\n" * 6_000_000))


def test_a_long_field_is_cut_and_said(tmp_path: Path) -> None:
    reading = read_people(file(tmp_path, f"{HEADER}Ann,Lee,,,{'x' * 200_000},PM,\n"))
    assert len(reading.drafts[0].company) == MAX_FIELD
    assert reading.remarks == ("row 2: text cut at 10,000 characters",)


def test_a_quote_that_is_never_closed_is_said(tmp_path: Path) -> None:
    rows = "".join(f"Ann{i},Lee,,,Northwind,PM,\n" for i in range(1_000))
    reading = read_people(file(tmp_path, f'{HEADER}Bo,Chen,,,"Atlas,PM,\n{rows}'))
    assert len(reading.drafts) == 1
    assert "a quote that is never closed?" in reading.remarks[0]


def test_the_limit_of_the_csv_module_is_left_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    read_people(file(tmp_path, HEADER + "Ann,Lee,,,Northwind,PM,\n"))
    with pytest.raises(ImportRefused):
        read_people(file(tmp_path, HEADER + "x," * 600_000))
    assert csv.field_size_limit() == before


BOMBS = {
    "same person 30,000 times": HEADER + "Ann,Lee,,,Northwind,PM,02 Sep 2015\n" * 30_000,
    "same name 30,000 profiles": HEADER
    + "".join(
        f"Ann,Lee,https://www.linkedin.com/in/{i},,Northwind,PM,02 Sep 2015\n"
        for i in range(30_000)
    ),
    "one line of at signs": HEADER + f"Ann,Lee,,{'@' * 900_000},,,\n",
    "a mail address without end": HEADER + f"Ann,Lee,,{'a' * 900_000},,,\n",
    "dots": HEADER + f"Ann,Lee,{'a.' * 400_000},,,,\n",
    "question marks": HEADER + f"Ann,{'?a' * 400_000},,,,,02 Sep 2015\n" * 2,
    "commas in a name": HEADER + f'Ann,"{"MBA," * 200_000}",,,,,\n',
    "properties of one card": "BEGIN:VCARD\nFN:A B\n" + "EMAIL:a@b.org\n" * 300_000 + "END:VCARD\n",
    "folds": "BEGIN:VCARD\nFN:A B\nNOTE:" + "\n x" * 300_000 + "\nEND:VCARD\n",
    "soft breaks": "BEGIN:VCARD\nFN:A B\nNOTE;QUOTED-PRINTABLE:" + "=\nx" * 300_000 + "\nEND:VCARD",
    "parameters": "BEGIN:VCARD\nFN;" + "A=B;" * 200_000 + ":A B\nEND:VCARD\n",
    "nested cards": "BEGIN:VCARD\nFN:A B\n" + "AGENT:\nBEGIN:VCARD\n" * 20_000,
    "headings": "# A B\n- role: x\n" * 30_000,
    "blanks in a note": "# A B\n- role: x\n-" + " " * 500_000 + "y\n",
    "blank lines": HEADER + "\n" * 1_000_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_costs_seconds_at_most(tmp_path: Path, content: str) -> None:
    path = file(tmp_path, content)
    start = time.process_time()
    with contextlib.suppress(ImportRefused):
        read_people(path)
    assert time.process_time() - start < 60  # some seconds; a bomb that goes off takes hours
