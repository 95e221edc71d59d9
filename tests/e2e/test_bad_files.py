"""What is no journal gets one clear line and exit code 2; the file stays as it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infoview_tui.journal.store import Store
from tests.e2e.calls import infoview, on_screen

Make = Callable[[Path], object]


def sound() -> bytes:
    return b'{"meta": {"1": {"uid": "meta", "schema": 1, "journal_id": "x"}}, "contacts": {}}'


def content(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "gone" / "journal.json")


UNUSABLE: dict[str, tuple[Make, str]] = {
    "empty": (content(b""), "is empty"),
    "blank": (content(b" \n\n"), "is blank"),
    "text": (content(b"Dear diary,\n"), "is not JSON"),
    "cut off": (content(sound()[:-20]), "is not JSON"),
    "utf-16": (content(sound().decode().encode("utf-16")), "UTF-8"),
    "latin-1": (content('{"contacts": {"1": "Zoé"}}'.encode("latin-1")), "UTF-8"),
    "binary": (content(bytes(range(256)) * 16), "UTF-8"),
    "list": (content(b"[]"), "no journal"),
    "null": (content(b"null"), "no journal"),
    "number": (content(b"1e999"), "no journal"),
    "other JSON": (content(b'{"name": "left-pad", "version": "1.0"}'), "no journal"),
    "table is a list": (content(b'{"contacts": [], "meta": {}}'), "contacts"),
    "deep": (content(b"[" * 100_000 + b"]" * 100_000), "nested too deeply"),
    "newer": (content(sound().replace(b'"schema": 1', b'"schema": 99')), "newer"),
    "conflict": (content(b"<<<<<<< HEAD\n" + sound()), "is not JSON"),
    "pipe": (os.mkfifo, "is a pipe"),
    "folder": (Path.mkdir, "is a folder"),
    "link to itself": (loop, "cannot"),
}


def state(path: Path) -> object:
    stat = path.lstat()
    data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return stat.st_mode, stat.st_size, stat.st_mtime_ns, stat.st_ino, data


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_bad_file_is_named_in_one_line_and_left_alone(tmp_path: Path, kind: str) -> None:
    make, said = UNUSABLE[kind]
    path = tmp_path / "here" / "journal.json"
    path.parent.mkdir()
    make(path)
    before = state(path)
    with on_screen(path, columns=300) as terminal:
        assert terminal.wait_for_end() == 2
        line = terminal.text.strip()
    assert line.startswith("infoview: ")
    assert said in line
    assert "\n" not in line
    assert b"\x1b[?1049h" not in terminal.output  # said before anything is drawn
    assert state(path) == before
    assert os.listdir(path.parent) == ["journal.json"]  # noqa: PTH208 - names are wanted


@pytest.mark.parametrize("kind", ["empty", "text", "newer", "deep", "pipe", "folder"])
def test_the_queue_of_a_bad_file_is_one_line_too(tmp_path: Path, kind: str) -> None:
    make, said = UNUSABLE[kind]
    path = tmp_path / "here" / "journal.json"
    path.parent.mkdir()
    make(path)
    done = infoview(path, "due")
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_way_out_names_the_newest_backup_and_works(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    Store.open(path).close()
    assert infoview(path, "backup").returncode == 0
    path.write_bytes(path.read_bytes()[:40])
    done = infoview(path, "due")
    assert done.returncode == 2
    assert "infoview restore" in done.stderr
    assert infoview(path, "restore").returncode == 0
    assert infoview(path, "due").returncode == 1


def test_a_hundred_megabytes_of_rubbish_are_refused(tmp_path: Path) -> None:
    """A large file is read behind the first frame; the terminal is left before it is said."""
    path = tmp_path / "here" / "journal.json"
    path.parent.mkdir()
    with path.open("wb") as file:
        for _ in range(100):
            file.write(b'{"contacts": {"1": {"uid": "a", "name": "' + b"x" * 999_959)
    with on_screen(path, columns=300) as terminal:
        assert terminal.wait_for_end() == 2
        assert terminal.is_left
        assert "is not JSON" in terminal.text
    assert path.stat().st_size == 100 * 1_000_000


def test_a_byte_order_mark_is_said_and_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "here" / "journal.json"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + sound())
    with on_screen(path) as terminal:
        terminal.wait_for("byte order mark")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0


def test_no_name_for_a_journal_ends_in_a_fault(tmp_path: Path) -> None:
    for name in ("x" * 300, "~nobody-of-that-name/j.json", "/dev/null", "/proc/1/mem"):
        done = infoview(tmp_path / "x", "due", "--journal", name)
        assert done.returncode == 2, (name, done)
        assert done.stderr.startswith("infoview: "), name
        assert "fault" not in done.stderr, (name, done.stderr)
