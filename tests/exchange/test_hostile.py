"""Text that wants to be more than text, through every reader."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoview_tui.domain.errors import ImportRefused
from infoview_tui.exchange.drafts import PersonDraft, Reading
from infoview_tui.exchange.recognise import read_people

HEADER = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
WORDS = [
    "[/]",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J",
    "\x9b31m",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "a\x00b",
    "line\u2028two",
    "=cmd|' /C calc'!A0",
    "مريم العلي",
    "👩\u200d💻",
    "e\u0301" * 50,
    "../../etc/passwd",
]


def linkedin(*cells: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([HEADER, cells])
    return buffer.getvalue()


def shapes(word: str) -> list[str]:
    flat = " ".join(word.splitlines())
    return [
        linkedin("Ann", word, "", "", word, word, ""),
        f"BEGIN:VCARD\nFN:Ann {flat}\nORG:{flat}\nTITLE:{flat}\nNOTE:{flat}\nEND:VCARD",
        f"# Ann {flat}\n- company: {flat}\n- role: {flat}\n{flat}\n",
    ]


def texts(draft: PersonDraft) -> list[str]:
    return [
        *(draft.name, draft.role, draft.company, draft.url, draft.location, *draft.emails),
        *(*draft.phones, *draft.tags, *draft.notes.split("\n")),
        *(part for pair in draft.extra for part in pair),
    ]


def read(tmp_path: Path, content: str | bytes) -> Reading:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_people(path)


def assert_plain(reading: Reading) -> None:
    """Nothing that a terminal obeys, in drafts, reports and remarks alike."""
    said = [text for draft in reading.drafts for text in texts(draft)]
    said += [str(skip) for skip in reading.skipped] + list(reading.remarks)
    for text in said:
        assert [char for char in text if category(char) == "Cc" and char != "\t"] == []
        assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@pytest.mark.parametrize("word", WORDS)
def test_words_arrive_as_plain_text(tmp_path: Path, word: str) -> None:
    for content in shapes(word):
        reading = read(tmp_path, content)
        assert len(reading.drafts) == 1
        assert_plain(reading)


def test_skipped_rows_are_shown_plain(tmp_path: Path) -> None:
    reading = read(tmp_path, linkedin("", "", "", "", "\x1b[2J\u202eNorthwind", "[/]", ""))
    assert [skip.text for skip in reading.skipped] == ["[2JNorthwind · [/]"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "smb://host/x",
        "https://x y",
        "\\\\host\\share",
        "not an address",
    ],
)
def test_a_link_that_is_no_web_address_is_dropped_and_said(tmp_path: Path, url: str) -> None:
    reading = read(tmp_path, linkedin("Ann", "Lee", url, "", "Northwind", "", ""))
    assert reading.drafts[0].url == ""
    assert reading.remarks[0].startswith("row 2: link dropped, not a web address: ")


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("www.example.com/ann", "https://www.example.com/ann"),
        ("HTTPS://example.com", "HTTPS://example.com"),
        ("http://example.com/?q=a b".replace(" ", "+"), "http://example.com/?q=a+b"),
    ],
)
def test_a_web_address_is_kept(tmp_path: Path, typed: str, url: str) -> None:
    assert read(tmp_path, linkedin("A", "B", typed, "", "", "", "")).drafts[0].url == url


def test_a_formula_is_kept_as_the_text_it_is(tmp_path: Path) -> None:
    reading = read(tmp_path, linkedin("Ann", "Lee", "", "", "=1+1", "'=1+1", ""))
    assert (reading.drafts[0].company, reading.drafts[0].role) == ("=1+1", "=1+1")


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    header = (",".join(HEADER) + "\n").encode()
    for content in (data, header + data, b"BEGIN:VCARD\nFN:A\n" + data, b"# A\n- role: x\n" + data):
        try:
            reading = read(folder, content)
        except ImportRefused:
            continue
        assert_plain(reading)
        assert len(reading.drafts) + len(reading.skipped) == reading.rows
