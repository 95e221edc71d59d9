"""The journal that is measured has the size and the shape that the figures speak of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from infoview_tui.domain.validation import faults
from infoview_tui.journal.journal import Journal
from tests.benchmarks.generate import ROOT, TODAY, Generator, write

N = 60


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "journal.json"
    write(N, path)
    return path


def test_every_document_is_valid(path: Path) -> None:
    with TinyDB(path) as db:
        for table in db.tables():
            for document in db.table(table):
                assert faults(table, dict(document)) == []


def test_the_tables_stand_in_the_proportions_that_are_promised(path: Path) -> None:
    tables = json.loads(path.read_text("utf-8"))
    assert {name: len(documents) for name, documents in tables.items()} == {
        "contacts": N * 12 // 10,
        "interviews": N,
        "follow_ups": N * 2,
        "touches": N * 4,
        "hypotheses": N // 20,
        "meta": 1,
    }
    held = [i for i in tables["interviews"].values() if i["status"] == "held"]
    words = [sum(len(note["text"]) for note in interview["notes"]) for interview in held]
    assert 2500 < sum(words) / len(held) < 3500
    assert all(len(i["prep"]["questions"]) == 12 for i in tables["interviews"].values())
    assert len(held) < N


def test_the_same_size_gives_the_same_journal(path: Path) -> None:
    assert Generator(N, TODAY).tables() == Generator(N, TODAY).tables()


def test_the_journal_opens_as_one_of_its_own(path: Path) -> None:
    journal = Journal.open(path)
    assert not journal.store.notices
    assert len(journal.heads) == N
    journal.close()


def test_the_command_writes_a_file_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "tests/benchmarks/generate.py"), "3", "out.json"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["interviews"]) == 3
