"""Notes in Markdown, in and out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.models import Interview
from infoview_tui.exchange.drafts import PersonDraft, Reading
from infoview_tui.exchange.markdown import to_markdown
from infoview_tui.exchange.markdown_text import Style, escaped, unescaped
from infoview_tui.exchange.recognise import read_people
from tests.exchange.records import CONTACTS, FOLLOW_UPS, INTERVIEWS, PRIYA

NOTE = """# Priya Natarajan, PMP
- role: Staff PM
- **company**: Northwind
- email: priya@example.com, p@example.org
- connected: 2015-09-02
- tags: #payments, alumni
- she said: write first
Met at the alumni evening.

# Sam Okafor
Company:: none of the fields is a list item

# Bo Chen
* employer: Atlas, Inc.
"""


def read(tmp_path: Path, text: str) -> Reading:
    path = tmp_path / "note"
    path.write_text(text, encoding="utf-8")
    return read_people(path)


def test_a_heading_is_a_person_and_its_list_the_fields(tmp_path: Path) -> None:
    reading = read(tmp_path, NOTE)
    assert reading.source_name == "Markdown notes"
    assert reading.drafts == (
        PersonDraft(
            row=1,
            name="Priya Natarajan",
            role="Staff PM",
            company="Northwind",
            emails=("priya@example.com", "p@example.org"),
            connected_on=date(2015, 9, 2),
            tags=("payments", "alumni"),
            notes="- she said: write first\nMet at the alumni evening.",
            extra=(("credentials", "PMP"),),
        ),
        PersonDraft(row=13, name="Bo Chen", company="Atlas, Inc."),
    )
    assert [(s.row, s.text) for s in reading.skipped] == [(10, "Sam Okafor")]


def test_front_matter_above_the_heading_counts(tmp_path: Path) -> None:
    text = '---\nrole: "Head \\"of\\" x"\nemail:\n  - a@x.org\n  - b@x.org\n---\n# Ann Lee\nhello\n'
    (draft,) = read(tmp_path, text).drafts
    assert (draft.role, draft.emails, draft.notes) == (
        'Head "of" x',
        ("a@x.org", "b@x.org"),
        "hello",
    )


@pytest.mark.parametrize("style", ["obsidian", "logseq"])
def test_every_link_leads_to_a_file(style: Style) -> None:
    files = to_markdown(CONTACTS, INTERVIEWS, FOLLOW_UPS, style)
    titles = {Path(name).stem for name in files}
    links = {
        link for text in files.values() for link in re.findall(r"(?<!\\)\[\[([^\]]+)\]\]", text)
    }
    assert links == {"Priya Natarajan", "Sam Okafor", "2026-11-20 Priya Natarajan"} | {
        "2026-12-01 Sam Okafor"
    }
    assert links <= titles
    assert len(files) == len(CONTACTS) + len(INTERVIEWS)


def test_a_persons_note_for_obsidian() -> None:
    note = to_markdown(CONTACTS, INTERVIEWS, FOLLOW_UPS)["People/Priya Natarajan.md"]
    front, body = note.removeprefix("---\n").split("\n---\n", 1)
    assert 'introduced_by: "[[Sam Okafor]]"' in front.split("\n")
    assert "connected_on: 2015-09-02" in front.split("\n")
    assert body.startswith("# Priya Natarajan\n")
    assert "- [ ] thank-you: Priya's press-release trick (due 2026-11-21)" in body
    assert "- [[2026-11-20 Priya Natarajan]]" in body


def test_a_talks_note_counts_minutes_and_shows_their_wall_clock() -> None:
    note = to_markdown(CONTACTS, INTERVIEWS)["Talks/2026-11-20 Priya Natarajan.md"]
    assert 'time: "09:30"' in note
    assert "- 07 insight: Priya: PMs at Northwind write first" in note
    assert "- [x] How did Northwind shape you?" in note
    assert "- What surprised me? Sam was right" in note


def test_the_edges_of_the_calendar_have_names() -> None:
    east = timezone(timedelta(hours=14))
    talks = [
        Interview(uid="1", contact="", starts_at=datetime(1, 1, 1, tzinfo=east), timezone="UTC"),
        Interview(uid="2", contact="", starts_at=datetime(9999, 12, 31, tzinfo=UTC)),
    ]
    assert sorted(to_markdown([], talks)) == [
        "Talks/0001-01-01 somebody.md",
        "Talks/9999-12-31 somebody.md",
    ]


def test_logseq_has_properties_blocks_and_words_for_tasks() -> None:
    note = to_markdown(CONTACTS, INTERVIEWS, FOLLOW_UPS, "logseq")["pages/Priya Natarajan.md"]
    assert note.startswith("role:: Staff PM\ncompany:: Northwind\n")
    assert "introduced-by:: [[Sam Okafor]]\n" in note
    assert "\t- LATER thank-you: Priya's press-release trick (due 2026-11-21)" in note


def test_hostile_words_do_nothing() -> None:
    files = to_markdown(CONTACTS, INTERVIEWS, FOLLOW_UPS)
    for text in files.values():
        assert "[/]" not in text.replace("\\[", "")
        assert "<script" not in text.replace("\\<", "")
        assert "[[Sam]]" not in text.replace("\\[", "")


@given(st.text(alphabet="ab \\`*_[]<>#$^=%~:{}()|+-.1!\"'", max_size=60))
def test_escaping_can_be_taken_back(text: str) -> None:
    assert unescaped(escaped(text)) == " ".join(text.splitlines()).strip()


def test_an_exported_person_reads_back(tmp_path: Path) -> None:
    note = to_markdown([PRIYA])["People/Priya Natarajan.md"]
    (draft,) = read(tmp_path, note).drafts
    assert (draft.name, draft.role, draft.company) == (PRIYA.name, PRIYA.role, PRIYA.company)
    assert (draft.emails, draft.phones, draft.url) == (PRIYA.emails, PRIYA.phones, PRIYA.url)
    assert (draft.location, draft.connected_on) == (PRIYA.location, PRIYA.connected_on)
    assert draft.notes.split("\n")[::2][:2] == list(PRIYA.personal)


@pytest.mark.parametrize("line", ["BEGIN:VCARD", "dn: cn=Bo", "First Name,Last Name,URL"])
def test_a_note_is_a_note_whatever_stands_in_it(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, f"---\ncompany: Northwind\n---\n# Ann\n\n{line}\n")
    assert reading.skipped == ()
    assert [(d.name, d.notes) for d in reading.drafts] == [("Ann", line)]
