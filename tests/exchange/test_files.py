"""Files written whole or not at all, for their owner only, inside their folder only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.errors import ExportRefused
from infoview_tui.exchange.files import (
    MANIFEST,
    FolderReport,
    safe_name,
    unique_names,
    write_file,
    write_folder,
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o777, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_permissions_under_any_umask(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "people.vcf", "x")
    write_folder(tmp_path / "notes", {"People/Ann.md": "x"})
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700
    assert mode(tmp_path / "a" / "b" / "people.vcf") == 0o600
    assert mode(tmp_path / "notes") == mode(tmp_path / "notes" / "People") == 0o700
    assert mode(tmp_path / "notes" / "People" / "Ann.md") == 0o600
    assert mode(tmp_path / "notes" / MANIFEST) == 0o600


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "people.vcf"
    target.write_text("old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    target = tmp_path / "people.vcf"
    target.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path if call == "replace" else os, call, full)
    with pytest.raises(ExportRefused, match="No space left on device"):
        write_file(target, "new")
    monkeypatch.undo()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_fills_half_way_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path, {"a.md": "old", "b.md": "old"})
    calls = iter(range(10))
    real = os.fsync

    def full_at_the_second(descriptor: int) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full_at_the_second)
    with pytest.raises(ExportRefused, match="nothing was replaced"):
        write_folder(tmp_path, {"a.md": "new", "b.md": "new", "c.md": "new"})
    monkeypatch.undo()
    assert {p.name: p.read_text() for p in tmp_path.glob("*.md")} == {"a.md": "old", "b.md": "old"}
    assert not list(tmp_path.glob(".*.tmp"))


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "", "a\\..\\x", "./../x", "People/../../x"]
)
def test_a_path_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "notes"
    with pytest.raises(ExportRefused, match="leaves the folder"):
        write_folder(folder, {name: "x"})
    assert not folder.exists()


def test_a_link_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "People").symlink_to(outside)
    with pytest.raises(ExportRefused, match="leads out"):
        write_folder(folder, {"People/Ann.md": "x"})
    assert list(outside.iterdir()) == []


def test_a_link_put_there_later_deletes_nothing_outside(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "Ann.md").write_text("x")
    folder = tmp_path / "notes"
    write_folder(folder, {"People/Ann.md": "x"})
    (folder / "People" / "Ann.md").unlink()
    (folder / "People").rmdir()
    (folder / "People").symlink_to(outside)
    with pytest.raises(ExportRefused, match="leads out"):
        write_folder(folder, {})
    assert (outside / "Ann.md").exists()


def test_a_manifest_that_was_tampered_with_deletes_nothing(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    folder = tmp_path / "notes"
    write_folder(folder, {"a.md": "1"})
    (folder / MANIFEST).write_text('{"../precious": "%s", "a.md": 3, "b": []}' % ("0" * 64))
    write_folder(folder, {})
    assert (tmp_path / "precious").read_text() == "x"
    (folder / MANIFEST).write_text("[" * 100_000)
    write_folder(folder, {"c.md": "1"})
    assert (folder / "c.md").exists()


def test_exporting_again_replaces_ours_removes_what_is_gone_and_keeps_what_was_edited(
    tmp_path: Path,
) -> None:
    (tmp_path / "mine.md").write_text("my own")
    write_folder(tmp_path, {"a.md": "1", "b.md": "1", "c.md": "1", "d.md": "1"})
    (tmp_path / "b.md").write_text("edited")
    report = write_folder(tmp_path, {"a.md": "2", "b.md": "2", "d.md": "1", "mine.md": "2"})
    assert report == FolderReport(
        written=("a.md",), unchanged=("d.md",), removed=("c.md",), kept=("b.md", "mine.md")
    )
    texts = {path.name: path.read_text() for path in tmp_path.glob("*.md")}
    assert texts == {"a.md": "2", "b.md": "edited", "d.md": "1", "mine.md": "my own"}


def test_force_replaces_what_was_edited_and_leaves_what_is_not_in_the_way(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.md": "1"})
    (tmp_path / "a.md").write_text("edited")
    (tmp_path / "mine.md").write_text("my own")
    assert write_folder(tmp_path, {"a.md": "2"}).kept == ("a.md",)
    assert write_folder(tmp_path, {"a.md": "2"}, force=True).kept == ()
    texts = {path.name: path.read_text() for path in tmp_path.glob("*.md")}
    assert texts == {"a.md": "2", "mine.md": "my own"}


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(ExportRefused, match="not a folder"):
        write_folder(tmp_path / "x", {"a.md": "1"})
    with pytest.raises(ExportRefused, match="it is a folder"):
        write_file(tmp_path, "1")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportRefused, match="no file that can be replaced"):
        write_file(tmp_path / "pipe", "1")
    with pytest.raises(ExportRefused):
        write_file(tmp_path / "x" / "y", "1")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lee", "Ann Lee"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows", "C Windows"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Ann [[x]] #y | z", "Ann x y z"),
        ("\u202eeeL nnA\x1b[31m", "eeL nnA 31m"),
        ("...", "unnamed"),
        ("-rf", "rf"),
        ("日本 太郎", "日本 太郎"),
        ("محمد علي", "محمد علي"),
    ],
)
def test_file_names_of_people_are_harmless(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_any_name_makes_one_legal_file_name(text: str) -> None:
    name = safe_name(text)
    assert 0 < len(name.encode()) < 200
    assert not set(name) & set('/\\:*?"<>|#^[]%\0\n')
    assert name == name.strip(" .")
    assert safe_name(name) == name


def test_people_of_one_name_get_files_of_their_own() -> None:
    names = unique_names(
        [("u1aaaa", "Jörg Ueda"), ("u2bbbb", "jörg ueda"), ("u2bbcc", "Jörg Ueda")]
    )
    assert names == {"u1aaaa": "Jörg Ueda", "u2bbbb": "jörg ueda u2bb", "u2bbcc": "Jörg Ueda u2bbc"}


@given(st.lists(st.tuples(st.uuids().map(str), st.sampled_from(["a", "A", "á", ""])), max_size=20))
def test_file_names_never_collide(named: list[tuple[str, str]]) -> None:
    names = unique_names(named)
    assert len({name.casefold() for name in names.values()}) == len({uid for uid, _ in named})
