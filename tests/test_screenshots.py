"""The pictures show the program as it is: taken again, they say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screenshots.take import FOLDER, PICTURES, Picture, take, words
from tests.quiet import make_pilots_wait


@pytest.fixture(autouse=True)
def _pilots_that_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    make_pilots_wait(monkeypatch)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_not_stale(picture: Picture) -> None:
    kept = words(picture.path.read_text(encoding="utf-8"))
    taken = words(await take(picture, awaited=kept))
    assert kept.splitlines() == taken.splitlines(), (
        f"stale: python -m screenshots.take {picture.name}"
    )


def test_every_file_is_a_picture_that_the_program_takes() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == {p.name for p in PICTURES}


def test_pictures_fetch_nothing_and_name_no_machine() -> None:
    for path in Path(FOLDER).glob("*.svg"):
        svg = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"url\((?!#)|href=|/(?:tmp|home|work)/", svg), path.name
