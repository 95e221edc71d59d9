"""Another program at the same journal, as the screen hears of it: within two seconds."""

from __future__ import annotations

from pathlib import Path

from infoview_tui.domain.models import Contact
from infoview_tui.journal.journal import Journal
from infoview_tui.screens import keeping
from tests.screens.harness import NOW, open_app

SAM, LENA = Contact(uid="sam", name="Sam Okafor"), Contact(uid="lena", name="Lena Fischer")


def opened(path: Path) -> Journal:
    return Journal.open(path, clock=lambda: NOW)


def test_the_app_looks_around_often_enough() -> None:
    """One look notices everything (the two below), so its pace is the bound of two seconds."""
    assert 0 < keeping._POLL < 2


async def test_a_second_instance_hears_of_a_change_at_its_next_look(journal_path: Path) -> None:
    first = opened(journal_path)
    first.commit("add", [SAM])
    async with open_app(journal_path) as o:
        assert o.journal.read_only
        await o.until(lambda: o.shows("Sam Okafor"))
        first.commit("add", [LENA])
        await o.until(lambda: o.shows("Lena Fischer"))
    first.close()


async def test_a_file_replaced_underneath_is_noticed_at_the_next_look(
    journal_path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.json"
    async with open_app(journal_path, [SAM]) as o:
        assert o.journal.store.save_now()
        there.write_bytes(journal_path.read_bytes())
        other = opened(there)
        other.commit("add", [LENA])
        other.close()
        there.replace(journal_path)
        await o.until(lambda: o.shows("Lena Fischer"))
        assert "sam" in o.journal.contacts
