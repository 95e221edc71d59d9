"""Several programs at one journal in any order: one writes, one reads, a sync tool interferes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infoview_tui.journal.changes import Change, Entry, same
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Document
from tests.journal.test_store import copy_as_after_a_kill, everything

_ACTIONS = st.lists(
    st.sampled_from(
        [
            "write", "write", "note", "note", "fold", "follow", "reopen",
            "write there", "note there", "arrive", "arrive", "poll", "crash",
        ]
    ),
    min_size=3,
    max_size=25,
)  # fmt: skip


class Machine:
    """One computer with the journal open, and the texts that were written on it."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self.count = 0
        self.written: set[str] = set()
        self.store = Store.open(path)

    def write(self) -> None:
        """A new record."""
        text = self._text()
        self._commit("contacts", {"uid": text, "name": text})

    def note(self) -> None:
        """A new note in the interview that both machines hold."""
        before = self.store.document("interviews", "talk") or {"uid": "talk", "notes": []}
        note = {"uid": self._text(), "text": self._text()}
        self._commit("interviews", {**before, "notes": [*before["notes"], note]})

    def missing(self) -> set[str]:
        """What was written here and stands in neither the journal nor its conflicts."""
        return {text for text in self.written if text not in str(everything(self.store))}

    def _text(self) -> str:
        self.count += 1
        text = f"<{self.name}{self.count}>"
        self.written.add(text)
        return text

    def _commit(self, table: str, after: Document) -> None:
        after = {**after, "updated_at": f"2026-11-22T10:{self.count:02d}"}
        before = self.store.document(table, after["uid"])
        self.store.commit(Entry("write", (Change(table, after["uid"], before, after),)))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_ACTIONS)
def test_nothing_written_anywhere_is_lost(
    tmp_path_factory: pytest.TempPathFactory, actions: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("machines")
    here = Machine(folder / "here" / "journal.json", "h")
    here.write()
    here.store.fold()
    shutil.copytree(folder / "here", folder / "there")
    (folder / "there" / "journal.json.lock").unlink()
    there = Machine(folder / "there" / "journal.json", "t")
    reader = Store.open(here.path)
    arrived: set[str] = set()
    for action in [*actions, "poll"]:
        match action:
            case "write":
                here.write()
            case "note":
                here.note()
            case "write there":
                there.write()
            case "note there":
                there.note()
            case "fold":
                here.store.fold()
            case "poll":
                here.store.poll()
            case "reopen":
                reader.close()
                here.store.close()
                here.store = Store.open(here.path)
                reader = Store.open(here.path)
            case "follow":
                reader.poll()
                assert same(everything(reader), everything(here.store))
            case "crash":
                left = copy_as_after_a_kill(here.path, tmp_path_factory.mktemp("x") / "left")
                found = Store.open(left)
                assert same(everything(found), everything(here.store))
                found.close()
            case "arrive":
                # The tool takes the other machine's file as it is, ours be what it may; what
                # is in ours only as a file, not in the memory of a program, is its to lose.
                there.store.fold()
                shutil.copy(there.path, folder / "incoming")
                (folder / "incoming").replace(here.path)
                arrived = set(there.written)
                here.store.poll()
        assert here.missing() == set()
    there.written = arrived
    text = str(everything(here.store))
    assert {found for found in arrived if found not in text} == set()
    reader.poll()
    assert same(everything(reader), everything(here.store))
    reader.close()
    before = everything(here.store)
    here.store.close()
    last = Store.open(here.path)
    assert same(everything(last), before)
    last.close()
    there.store.close()
