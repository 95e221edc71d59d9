"""What the reading commands print, for people and for scripts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from infoview_tui.journal.journal import Journal
from tests.cli.conftest import CommandLine


def test_due_prints_the_queue_and_the_same_as_json(infoview: CommandLine) -> None:
    said = infoview("due")
    assert said.code == 0
    assert said.out.startswith("OVERDUE 1\n  Priya Natarajan  ")
    (row,) = [row for row in json.loads(infoview("due", "--json").out) if row["uid"] == "f"]
    assert (row["name"], row["group"]) == ("Priya Natarajan", "overdue")


def test_show_prints_the_card_of_the_one_whom_a_part_of_the_name_means(
    infoview: CommandLine,
) -> None:
    said = infoview("show", "priya")
    assert said.out.splitlines()[:2] == ["Priya Natarajan", "        Staff PM · Northwind"]
    assert "owed    send her the article · due" in said.out
    assert "led to  Tomás Ibarra" in said.out
    card = json.loads(infoview("show", "ibarra", "--json").out)
    assert (card["introduced_by"], card["stage"]) == ("Priya Natarajan", "to_contact")


def test_a_name_that_nobody_has_is_exit_code_1_and_a_suggestion(infoview: CommandLine) -> None:
    said = infoview("show", "Pria")
    assert said.code == 1
    assert said.out == ""
    assert said.err == "infoview: no contact is called 'Pria'; did you mean Priya Natarajan?\n"


def test_a_name_that_two_have_is_exit_code_2(infoview: CommandLine) -> None:
    said = infoview("show", "a")
    assert said.code == 2
    assert "2 contacts match 'a': Priya Natarajan, Northwind; Tomás Ibarra, Lumen: " in said.err


def test_the_company_tells_apart_who_have_the_same_name(infoview: CommandLine) -> None:
    infoview("add", "Tomás Ibarra, CTO @ Atlas")
    assert infoview("show", "ibarra").code == 2
    assert json.loads(infoview("show", "ibarra, atlas", "--json").out)["role"] == "CTO"
    assert json.loads(infoview("show", "Tomás Ibarra, Lumen", "--json").out)["role"] == ""


def test_find_prints_the_lines_that_hold_the_words(infoview: CommandLine) -> None:
    assert "Priya Natarajan" in infoview("find", "article").out
    (hit, *_) = json.loads(infoview("find", "article", "--json").out)
    assert (hit["table"], hit["uid"], hit["name"]) == ("follow_ups", "f", "Priya Natarajan")
    assert infoview("find", "zebra").code == 1


def test_find_refuses_a_filter_that_it_cannot_read(infoview: CommandLine) -> None:
    said = infoview("find", "since:whenever")
    assert said.code == 2
    assert said.err.startswith("infoview: ")


def test_stats_counts_who_is_there(infoview: CommandLine) -> None:
    assert "From contact to talk" in infoview("stats").out
    assert json.loads(infoview("stats", "--json").out)["funnel"]["contacts"] == 2


def test_check_tells_the_record_and_the_path_of_each_fault(
    infoview: CommandLine, journal_path: Path
) -> None:
    assert json.loads(infoview("check", "--json").out) == []
    text = journal_path.read_text(encoding="utf-8")
    journal_path.write_text(text.replace('"Priya Natarajan"', "7"), encoding="utf-8")
    said = infoview("check", "--json")
    assert said.code == 1
    assert {fault["path"] for fault in json.loads(said.out)} == {"name"}


def test_path_tells_scripts_where_both_files_are(infoview: CommandLine, journal_path: Path) -> None:
    assert infoview("path").out == f"{journal_path}\n"
    known = json.loads(infoview("path", "--json").out)
    assert known["journal"] == str(journal_path)
    assert known["preferences"].endswith("config.toml")


def test_reading_works_beside_another_infoview(infoview: CommandLine, journal_path: Path) -> None:
    other = Journal.open(journal_path)
    try:
        assert infoview("due").code == 0
        assert infoview("show", "priya").code == 0
    finally:
        other.close()


def test_keys_prints_lines_that_the_preferences_take(infoview: CommandLine) -> None:
    lines = infoview("keys").out
    assert '"contacts.add" = "a"\n' in lines
    assert '"quit" = "q"\n' in lines
    assert set(tomllib.loads(lines).values()) > {"a", "question_mark,f1"}
    ids = {binding["id"] for binding in json.loads(infoview("keys", "--json").out)}
    assert ids == tomllib.loads(lines).keys()


def test_nothing_is_printed_in_colour_to_a_pipe(infoview: CommandLine) -> None:
    assert "\x1b" not in infoview("due").out + infoview("show", "priya").out
