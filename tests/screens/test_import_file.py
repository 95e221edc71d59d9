"""A file comes in: seen first, written once, taken back by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, ProgressBar

from infoview_tui.domain.models import Contact
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.import_file import ImportScreen
from tests.screens.harness import OpenApp, open_app

DATA = Path(__file__).parent.parent / "exchange" / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


async def begin(opened: OpenApp, file: Path) -> ImportScreen:
    opened.app.push_screen(ImportScreen(opened.journal, str(file)))
    screen = await opened.screen(ImportScreen)
    await opened.press("enter")
    return screen


def found(opened: OpenApp, text: str) -> bool:
    """Whether the search finds it, once it has read all that it has heard of."""
    while opened.journal.read_for_search(1.0):
        pass
    return bool(opened.journal.find(text))


async def test_a_file_is_shown_then_written_then_taken_back(journal_path: Path) -> None:
    async with open_app(journal_path) as opened:
        await begin(opened, DATA / "Connections.csv")
        await opened.until(lambda: opened.shows("240 rows: 236 new, 0 known, 4 skipped"))
        assert opened.shows("SKIPPED 4")
        assert len(opened.journal.contacts) == 0
        assert not found(opened, "eklund")
        await opened.press("ctrl+s")
        await opened.until(lambda: not isinstance(opened.app.screen, ImportScreen))
        assert len(opened.journal.contacts) == 236
        await opened.until(lambda: "1 Contacts 236" in opened.lines()[0])
        assert found(opened, "eklund")
        await opened.press("u")
        await opened.until(lambda: len(opened.journal.contacts) == 0)
        await opened.until(lambda: "1 Contacts 0" in opened.lines()[0])
        assert not found(opened, "eklund")
    assert list(journal_path.parent.glob("journal.json.backups/*before-import*"))


async def test_what_is_altered_or_kept_beside_is_said_in_whole_lines(journal_path: Path) -> None:
    async with open_app(journal_path, size=(60, 24)) as opened:
        screen = await begin(opened, DATA / "iphone.vcf")
        await opened.until(lambda: opened.shows("pictures, sounds and keys are left out: 1"))
        assert opened.shows("KEPT BESIDE")
        assert opened.shows("phonetic-first-name: 1")
        assert not screen.check_action("columns", ())


async def test_news_is_taken_only_when_asked_for(journal_path: Path, tmp_path: Path) -> None:
    ann = Contact(uid="a", name="Ann Lee", role="PM", company="Atlas")
    file = tmp_path / "Connections.csv"
    file.write_text(HEADER + "Ann,Lee,,,Atlas,CPO,\n", encoding="utf-8")
    async with open_app(journal_path, [ann]) as opened:
        await begin(opened, file)
        await opened.until(lambda: opened.shows("role: PM → CPO"))
        await opened.press("n")
        await opened.until(lambda: opened.shows("taken over"))
        await opened.press("ctrl+s")
        await opened.until(lambda: opened.journal.contacts["a"].role == "CPO")


async def test_an_unknown_table_asks_what_its_columns_mean(
    journal_path: Path, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Wer,Wo\nAnn Lee,Atlas\n", encoding="utf-8")
    async with open_app(journal_path) as opened:
        await begin(opened, file)
        await opened.until(lambda: opened.shows("Which column holds the name?"))
        await opened.press("enter")
        await opened.screen(Choose)
        await opened.press("1")
        await opened.until(lambda: opened.shows("ctrl+s goes on"))
        await opened.press("ctrl+s")
        await opened.until(lambda: opened.shows("1 row: 1 new"))
        await opened.press("ctrl+s")
        await opened.until(lambda: len(opened.journal.contacts) == 1)
        assert opened.journal.contacts.all()[0].name == "Ann Lee"


async def test_what_cannot_be_read_is_said_in_a_line_and_the_path_stays(
    journal_path: Path, tmp_path: Path
) -> None:
    async with open_app(journal_path) as opened:
        screen = await begin(opened, tmp_path / "nothing.csv")
        await opened.until(lambda: opened.shows("cannot import"))
        assert screen.query_one("#import-path", Input).value.endswith("nothing.csv")


async def test_names_of_the_preview_are_masked_on_a_shared_screen(journal_path: Path) -> None:
    async with open_app(journal_path) as opened:
        await begin(opened, DATA / "Connections.csv")
        await opened.until(lambda: opened.shows("Wanjiru Zeller"))
        await opened.press("m")
        await opened.until(lambda: opened.shows("W. Z."))
        assert not opened.shows("Wanjiru")
        assert opened.shows("duplicate: same profile as row 64")


async def test_a_bar_shows_how_far_the_matching_is_while_it_lasts(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[float | None, float, bool]] = []
    async with open_app(journal_path) as opened:
        screen = ImportScreen(opened.journal, str(DATA / "Connections.csv"))
        update = ProgressBar.update

        def spied(bar: ProgressBar, **figures: float) -> None:
            update(bar, **figures)
            seen.append((bar.total, bar.progress, bar.display))

        monkeypatch.setattr(ProgressBar, "update", spied)
        opened.app.push_screen(screen)
        await opened.screen(ImportScreen)
        await opened.press("enter")
        await opened.until(lambda: opened.shows("236 new"))
        await opened.until(lambda: seen[-1][:2] == (236, 236))
        assert any(showing and 0 < done < 236 for _, done, showing in seen)
        await opened.until(lambda: not opened.widget("#import-progress", ProgressBar).display)
