"""What the writing commands write, and when they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoview_tui.journal.journal import Journal
from tests.cli.conftest import CommandLine


def names(path: Path) -> list[str]:
    journal = Journal.open(path, read_only=True)
    try:
        return [contact.name for contact in journal.contacts]
    finally:
        journal.close()


def test_add_takes_one_line(infoview: CommandLine, journal_path: Path) -> None:
    said = infoview("add", "Lena Fischer,", "CPO", "@", "Holm")
    assert (said.code, said.out) == (0, "added Lena Fischer\n")
    assert "Lena Fischer" in names(journal_path)


@pytest.mark.parametrize(
    "words",
    [("add", "Lena Fischer"), ("log", "priya", "call"), ("merge", "other.json"), ("import", "x")],
)
def test_writing_beside_another_infoview_is_refused_in_one_line(
    infoview: CommandLine, journal_path: Path, words: tuple[str, ...]
) -> None:
    other = Journal.open(journal_path)
    try:
        said = infoview(*words)
    finally:
        other.close()
    assert said.code == 2
    assert said.err.count("\n") == 1
    assert "another infoview" in said.err
    assert len(names(journal_path)) == 2


def people(tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("Wer,Wo\nAnn Lee,Atlas\n", encoding="utf-8")
    return str(file)


def test_a_dry_run_writes_nothing_and_begins_no_journal(
    infoview: CommandLine, journal_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Name,Company\nAnn Lee,Atlas\nPriya Natarajan,Northwind\n", encoding="utf-8")
    plan = json.loads(infoview("import", str(file), "--dry-run", "--json").out)
    assert [new["name"] for new in plan["new"]] == ["Ann Lee"]
    assert [known["uid"] for known in plan["known"]] == ["p"]
    assert len(names(journal_path)) == 2
    nowhere = tmp_path / "none.json"
    said = infoview("--journal", str(nowhere), "import", str(file), "--dry-run")
    assert "2 would be new" in said.out
    assert not nowhere.exists()


def test_columns_of_an_unknown_file_are_mapped_by_the_user(
    infoview: CommandLine, journal_path: Path, tmp_path: Path
) -> None:
    file = people(tmp_path)
    assert infoview("import", file).code == 2
    said = infoview("import", file, "--map", "wer=name", "--map", "Wo = company")
    assert said.code == 0
    assert "Ann Lee" in names(journal_path)


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("wer", '--map wants "column=field"'),
        ("Wer=nmae", "did you mean name?"),
        ("Was=name", "no column 'Was'; it has: Wer, Wo"),
    ],
)
def test_a_mapping_that_means_nothing_is_explained(
    infoview: CommandLine, tmp_path: Path, pair: str, told: str
) -> None:
    said = infoview("import", people(tmp_path), "--dry-run", "--map", pair)
    assert said.code == 2
    assert told in said.err


def test_a_restore_unasked_takes_no_copy_of_a_damaged_file(
    infoview: CommandLine, journal_path: Path
) -> None:
    assert infoview("backup").code == 0
    for _ in range(2):  # the second time the newest copy is the damaged file of the first
        journal_path.write_bytes(b"rubbish")
        said = infoview("due")
        assert said.code == 2
        assert "-by-hand.json" in said.err
        assert infoview("restore").code == 0
        assert infoview("due").code == 0


@pytest.mark.parametrize("form", ["vcard", "ics", "json", "csv", "markdown"])
@pytest.mark.parametrize("tail", ["", ".age", ".log", ".lock", ".backups", ".backups/x"])
def test_an_export_never_takes_the_place_of_the_journal(
    infoview: CommandLine, journal_path: Path, form: str, tail: str
) -> None:
    assert infoview("backup").code == 0
    linked = journal_path.with_name("a-link")
    linked.symlink_to(journal_path.parent)
    before = journal_path.read_bytes()
    said = infoview("export", form, str(linked / f"{journal_path.name}{tail}"))
    assert (said.code, said.out) == (2, "")
    assert "that is the journal's own" in said.err
    assert journal_path.read_bytes() == before
    assert not (journal_path.with_name(f"{journal_path.name}.backups") / "x").exists()


@pytest.mark.parametrize("form", ["vcard", "ics", "json"])
def test_an_export_replaces_an_earlier_one_but_no_other_file_unless_told(
    infoview: CommandLine, tmp_path: Path, form: str
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ann,\n")
    refused = infoview("export", form, str(letter))
    assert (refused.code, refused.out) == (2, "")
    assert "--force" in refused.err
    assert letter.read_text() == "Dear Ann,\n"
    assert infoview("export", form, str(letter), "--force").code == 0
    first = letter.read_bytes()
    assert first != b"Dear Ann,\n"
    assert infoview("add", "Ann Lee").code == 0
    assert infoview("export", form, str(letter)).code == 0
    others = {"vcard", "ics", "json"} - {form}
    assert [infoview("export", other, str(letter)).code for other in sorted(others)] == [2, 2]
    assert (letter.read_bytes() != first) is (form != "ics")  # Ann has no talk yet
