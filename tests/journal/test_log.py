"""The log: a torn end is cut with a word, damage before confirmed entries is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.journal import backups
from infoview_tui.journal.layout import Identity
from infoview_tui.journal.log import entry_line, header_line, read_log
from infoview_tui.journal.recovery import repair
from infoview_tui.journal.store import Store
from infoview_tui.journal.tables import Key
from tests.journal.test_store import copy_as_after_a_kill
from tests.journal.workload import counted, entry

BASE = Identity(10, 20)
KEY: Key = ("contacts", "a")


def log(*synced: int) -> list[bytes]:
    """A header and one line for each entry, written when `synced` entries were durable."""
    patch = [{"p": ["name"], "-": "A", "+": "B – ü"}]
    lines = [entry_line(n, known, "edit", [(KEY, patch)]) for n, known in enumerate(synced, 1)]
    return [header_line("abc", BASE), *lines]


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A journal as after a kill, with five entries in its log, each one synced."""
    store = Store.open(tmp_path / "first.json")
    for n in range(1, 6):
        store.commit(entry(store, n))
        assert store.wait_durable(60)
    path = copy_as_after_a_kill(store.path, tmp_path / "left")
    store.close()
    return path


def log_of(path: Path) -> Path:
    return path.with_name(path.name + ".log")


def test_what_is_written_is_read() -> None:
    image = read_log(b"".join(log(0, 1, 1)))
    assert (image.id, image.base, image.torn, image.damaged) == ("abc", BASE, 0, None)
    assert [found.n for found in image.entries] == [1, 2, 3]
    assert image.entries[0].changes == [(KEY, [{"p": ["name"], "-": "A", "+": "B – ü"}])]


def test_a_log_cut_at_any_byte_keeps_its_whole_lines() -> None:
    lines = log(0, 1, 2)
    whole = b"".join(lines)
    for size in range(len(whole)):
        image = read_log(whole[:size])
        complete = whole[:size].count(b"\n")
        assert image.damaged is None
        assert image.lines == lines[:complete]
        assert image.torn == size - sum(map(len, lines[:complete]))


def test_any_flipped_byte_is_found() -> None:
    lines = log(0, 1, 2)
    whole = b"".join(lines)
    for place in range(len(whole)):
        image = read_log(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        hit = whole[:place].count(b"\n")
        assert len(image.lines) == hit
        last = hit == len(lines) - 1
        if hit and whole[place : place + 1] != b"\n":  # a lost line break makes one bad line of two
            assert image.damaged == (None if last else hit + 1)


def test_damage_in_what_was_never_synced_is_a_torn_end() -> None:
    lines = log(0, 0, 0)
    lines[2] = bytes(len(lines[2]) - 1) + b"\n"
    image = read_log(b"".join(lines))
    assert image.damaged is None
    assert [found.n for found in image.entries] == [1]
    assert image.torn == len(lines[2]) + len(lines[3])
    assert image.cut == 1
    lines = [b"\x00\n", *log(0, 0)[1:]]
    assert read_log(b"".join(lines)).damaged is None


def test_a_missing_line_is_damage() -> None:
    lines = log(0, 1, 2)
    assert read_log(b"".join([lines[0], lines[1], lines[3]])).damaged == 3


@pytest.mark.parametrize("rest", [b"{", b'{"crc":"00000000","n":6}', b"\x00" * 300, b"x\n"])
def test_a_torn_end_is_cut_with_a_word(left: Path, rest: bytes) -> None:
    with log_of(left).open("ab") as file:
        file.write(rest)
    store = Store.open(left)
    assert counted(store) == 5
    assert "cut off an unfinished line at the end of the change log" in store.notices
    store.commit(entry(store, 6))
    assert store.wait_durable(60)
    again = copy_as_after_a_kill(left, left.parent / "again")
    store.close()
    last = Store.open(again)
    assert counted(last) == 6
    assert "cut off" not in " ".join(last.notices)
    last.close()


def test_damage_in_the_middle_refuses_names_the_way_and_can_be_repaired(left: Path) -> None:
    place = log_of(left)
    lines = place.read_bytes().splitlines(keepends=True)
    lines[5] = lines[5].replace(b"Contact 5", b"Contact 6")
    lines[4] = lines[4].replace(b"Contact 4", b"Contact 5")
    damaged = b"".join(lines)
    place.write_bytes(damaged)
    store = Store.open(left)  # the last two are an end that no line confirms
    assert counted(store) == 3
    store.close()

    place.write_bytes(b"".join([*lines[:4], lines[4], entry_line(5, 4, "x", [])]))
    whole = left.read_bytes()
    with pytest.raises(JournalUnusable, match=r"damaged in line 5.*check --repair"):
        Store.open(left)
    assert left.read_bytes() == whole
    repaired = repair(left)
    assert any("readable changes" in action for action in repaired.actions)
    assert any(file.suffix == ".log" for file in backups.folder_of(left).iterdir())
    store = Store.open(left)
    assert counted(store) == 3
    store.close()


def test_an_empty_log_or_one_without_entries_says_nothing(left: Path) -> None:
    for content in (b"", header_line("abc", BASE), b"\x00" * 100):
        log_of(left).write_bytes(content)
        store = Store.open(left)
        assert store.recovered == 0
        assert store.count("contacts") == 0
        assert not log_of(left).exists()
        store.close()


def test_a_log_that_the_file_already_holds_is_not_replayed(left: Path) -> None:
    content = log_of(left).read_bytes()
    Store.open(left).close()
    whole = left.read_bytes()
    log_of(left).write_bytes(content)
    store = Store.open(left)
    assert store.recovered == 0
    assert counted(store) == 5
    store.close()
    assert left.read_bytes() == whole
