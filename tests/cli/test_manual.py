"""The manual page in the wheel says what the program does now."""

from __future__ import annotations

import runpy
from pathlib import Path

MANUAL = Path(__file__).parent.parent.parent / "share" / "manual.py"


def test_the_page_is_what_the_grammar_says() -> None:
    written = runpy.run_path(str(MANUAL))
    page: Path = written["PAGE"]
    assert page.read_text(encoding="utf-8") == written["manual"](), "run: python share/manual.py"
