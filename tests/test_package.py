"""What a wheel and an sdist hold: every file that the program reads is in them."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "infoview_tui"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both, built by the backend that pip uses, without the network."""
    folder = tmp_path_factory.mktemp("built")
    program = (
        "import sys; from hatchling import build;"
        "build.build_wheel(sys.argv[1]); build.build_sdist(sys.argv[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def files_of_the_package() -> set[str]:
    """Every file that is no leftover of a run."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_package_its_data_and_the_manual(built: Path) -> None:
    (wheel,) = built.glob("infoview-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert files_of_the_package() <= names
    assert {"infoview_tui/py.typed", "infoview_tui/infoview.tcss"} <= names
    assert any(name.endswith("data/share/man/man1/infoview.1") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith("tests") for name in names)


def test_the_wheel_starts_the_program_by_its_name(built: Path) -> None:
    (wheel,) = built.glob("infoview-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "infoview = infoview_tui.__main__:main" in archive.read(entry).decode()


def test_the_sdist_can_be_built_and_tested_from(built: Path) -> None:
    (sdist,) = built.glob("infoview-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert files_of_the_package() <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "share/manual.py"} <= names
    assert "tests/test_package.py" in names
