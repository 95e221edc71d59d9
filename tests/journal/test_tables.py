"""The journal in memory: lines left where the file has them, tables read when asked for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.journal import reading
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.layout import Mark, Snapshot, from_values, render, write_tables
from infoview_tui.journal.reading import Image, read_image
from infoview_tui.journal.tables import META, Table, Tables

_META = {"1": {"uid": "meta", "schema": 1}}


def _contacts(*uids: str) -> dict[str, Any]:
    return {str(number): {"uid": uid, "name": uid} for number, uid in enumerate(uids, 1)}


def _written(path: Path, **tables: Any) -> Image:
    """Tables, written as the journal does and read again."""
    write_tables(Disk(), path, from_values({**tables, "meta": _META}), Mark("log", 1))
    image = read_image(Disk(), path)
    assert image.sealed
    return image


@pytest.fixture(params=["when asked for", "at once"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of a journal, whose tables are read so."""
    if request.param == "at once":
        monkeypatch.setattr(reading, "_LARGE", 0)
    return tmp_path / "journal.json"


def test_lines_of_the_file_are_told_without_their_commas(path: Path) -> None:
    table = _written(path, contacts=_contacts("a", "b")).tables["contacts"]
    assert [table.line(uid) for uid in table.uids()] == [
        b'"1":{"uid":"a","name":"a"}',
        b'"2":{"uid":"b","name":"b"}',
    ]
    assert [table.raw(uid) for uid in table.uids()] == [
        b'{"uid":"a","name":"a"}',
        b'{"uid":"b","name":"b"}',
    ]
    assert (table.line("c"), table.raw("c")) == (None, None)


def test_lines_changed_added_and_removed_stand_among_those_of_the_file(path: Path) -> None:
    tables = _written(path, contacts=_contacts("a", "b", "c"), zoo=_contacts("z")).tables
    tables.put(("contacts", "b"), b'{"uid":"b"}')
    tables.put(("contacts", "d"), b'{"uid":"d"}')
    tables.put(("contacts", "a"), None)
    written = b"".join(render(Snapshot.of(tables), Mark()))
    assert written.startswith(
        b'{\n"contacts":{\n"2":{"uid":"b"},\n"3":{"uid":"c","name":"c"},\n"4":{"uid":"d"}\n},\n'
    )
    assert b'"zoo":{\n"1":{"uid":"z","name":"z"}\n}' in written


def test_a_document_that_comes_back_takes_its_old_place(path: Path) -> None:
    tables = _written(path, contacts=_contacts("a", "b")).tables
    before = b"".join(render(Snapshot.of(tables), Mark()))
    raw = tables.raw(("contacts", "a"))
    tables.put(("contacts", "a"), None)
    tables.put(("contacts", "a"), raw)
    assert b"".join(render(Snapshot.of(tables), Mark())) == before


def test_odd_keys_and_uids_are_documents_of_the_file_as_well(path: Path) -> None:
    odd = {"0": {"uid": "nought"}, "7": {"uid": 'a "b"'}, "08": {"uid": "eight"}}
    tables = _written(path, contacts=odd).tables
    assert list(tables.uids("contacts")) == ["nought", 'a "b"', "eight"]
    assert tables["contacts"].next_id == 9


def test_what_is_set_aside_is_known_before_its_table_is_asked_for(path: Path) -> None:
    entries = {**_contacts("a"), "x": {"uid": "b"}, "3": 4}
    image = _written(path, contacts=_contacts("a"), touches=entries)
    assert [(entry.table, entry.key) for entry in image.tables.aside()] == [
        ("touches", "x"),
        ("touches", "3"),
    ]
    assert list(image.tables.uids("touches")) == ["a"]


def test_all_tables_are_told_in_the_order_of_the_file_read_or_not(path: Path) -> None:
    tables = _written(path, touches=_contacts("t"), contacts=_contacts("a"), zoo={}).tables
    names = tables.names()
    assert list(tables.keys()) == [("contacts", "a"), ("touches", "t"), META]
    assert [table.name for table in tables] == tables.names() == names
    assert tables.raw(("unheard", "of")) is None
    assert tables.names() == names


@given(st.lists(st.tuples(st.integers(0, 11), st.sampled_from([None, b"{}", b'{"uid":"n"}']))))
def test_lines_that_stand_together_are_written_as_one_by_one(
    changes: list[tuple[int, bytes | None]],
) -> None:
    values = {"contacts": _contacts(*"abcdefghij"), "touches": {}, "meta": _META}
    file = b"".join(render(Snapshot.of(from_values(values)), Mark("log", 1)))
    tables = reading._scan(file)
    assert tables is not None
    for which, raw in changes:
        tables.put(("contacts", "abcdefghijkl"[which]), raw)
    with patch("infoview_tui.journal.tables._JOINED", 60):
        for table in Snapshot.of(tables).tables:
            assert b",\n".join(table.together()) == b",\n".join(table.in_order())


def test_threads_that_ask_first_at_the_same_time_get_the_same_table() -> None:
    tables, both = Tables(), Barrier(2)
    read = []

    def table() -> Table:
        read.append(made := Table("contacts"))
        made.load("a", b'"1":{"uid":"a"}', 1)
        return made

    def ask() -> Table:
        both.wait()
        return tables["contacts"]

    for _ in range(50):
        read.clear()
        tables.read_later("contacts", table)
        with ThreadPoolExecutor(2) as pool:
            one, other = pool.submit(ask), pool.submit(ask)
        assert one.result() is other.result() is read[0]
        assert len(read) == 1
