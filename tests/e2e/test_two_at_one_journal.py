"""Two programs at one journal: one writes, the other follows, and takes over."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from infoview_tui.journal.changes import Change, Entry
from infoview_tui.journal.store import Store
from tests.e2e.calls import begin_call, call_of, in_call, infoview, litter, on_screen

QUIT = "\x11"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    begin_call(path)
    return path


@pytest.mark.parametrize("end", ["quit", "killed"])
def test_the_second_reads_along_and_takes_over_when_the_first_is_gone(path: Path, end: str) -> None:
    with in_call(path) as first, on_screen(path) as second:
        second.wait_for("read-only")
        second.wait_for("another infoview (process")
        first.press("said in the first", "enter")
        first.wait_for("said in the first")
        second.press("f4")
        second.wait_for("said in the first")
        second.press("written in the second", "enter")
        second.wait_for("writes this journal")
        first.press("unfinished")
        first.wait_for("unfinished")
        if end == "quit":
            first.press(QUIT)
        else:
            first.take(1.0)
            first.signal(signal.SIGKILL)
        first.wait_for_end()
        second.wait_for("this one writes now")
        second.wait_until(lambda: "read-only" not in second.text.split("\n")[0], "still a reader")
        second.press("enter")
        second.press(QUIT)
        assert second.wait_for_end() == 0
    assert [note.text for note in call_of(path).notes] == [
        "said in the first",
        "written in the second",
    ]
    assert litter(path) == []


def test_a_command_that_writes_is_refused_while_the_program_is_open(path: Path) -> None:
    with on_screen(path) as terminal:
        terminal.wait_for("saved")
        for words in (["add", "Lena Fischer"], ["log", "Sam", "call"], ["restore"]):
            done = infoview(path, *words)
            assert done.returncode == 2, words
            assert done.stdout == ""
            assert len(done.stderr.splitlines()) == 1
            assert "infoview" in done.stderr
        assert infoview(path, "due").returncode in (0, 1)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert infoview(path, "add", "Lena Fischer").returncode == 0


def test_a_file_that_is_replaced_is_merged_and_said(path: Path) -> None:
    other = path.with_name("other") / path.name
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    elsewhere = Store.open(other)
    lena = {"uid": "lena", "name": "Lena Fischer"}
    elsewhere.commit(Entry("add", (Change("contacts", "lena", None, lena),)))
    elsewhere.close()
    with on_screen(path) as terminal:
        terminal.wait_for("Sam Okafor")
        terminal.press("a", "Tomás Ibarra", "enter")
        terminal.wait_for("Tomás Ibarra")
        os.replace(other, path)  # noqa: PTH105 - what a sync tool does
        terminal.wait_for("Lena Fischer")
        terminal.wait_for("was replaced by another program; merged: 1")
        assert "Tomás Ibarra" in terminal.text
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    store = Store.open(path, read_only=True)
    names = {str((store.document("contacts", uid) or {})["name"]) for uid in store.uids("contacts")}
    assert {"Lena Fischer", "Tomás Ibarra", "Sam Okafor"} <= names


def test_a_file_replaced_by_rubbish_is_said_and_not_overwritten(path: Path) -> None:
    good = path.read_bytes()
    with in_call(path) as terminal:
        path.write_bytes(b'<<<<<<< HEAD\n{"contacts": {}}\n')
        terminal.press("kept in the log", "enter")
        terminal.wait_for("is not JSON")
        terminal.press(QUIT)
        terminal.wait_for_end()
        assert "infoview restore" in terminal.text.replace("\n", "")
    assert path.read_bytes().startswith(b"<<<<<<< HEAD")
    path.write_bytes(good)
    assert [note.text for note in call_of(path).notes] == ["kept in the log"]
