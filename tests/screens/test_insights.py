"""Pane 5 by keys, on the journal whose answers were worked out by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from infoview_tui.domain.models import (
    AnyRecord,
    Confidence,
    FollowUpKind,
    Hypothesis,
    HypothesisKind,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Status,
)
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, AskWhen
from infoview_tui.screens.insights import InsightsScreen
from infoview_tui.screens.messages import OpenBoard
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import RecordList
from tests.domain.small_journal import CONTACTS, NOW, TALKS, TOUCHES, at
from tests.screens.harness import OpenApp, open_app

WRITING = Hypothesis(
    uid="writing",
    text="Product work suits me",
    notes=("n-press",),
    confidence=(
        Confidence(at=at(1), value=40),
        Confidence(at=at(9, 12), value=65, interview="talk-priya", why="they write"),
    ),
    created_at=at(1),
)
AHEAD = Interview(
    uid="talk-uma", contact="uma", status=Status.SCHEDULED, starts_at=at(25), created_at=at(20)
)
HOSTILE = Note(uid="n-hostile", at=at(2, 10, 5), kind=NoteKind.ADVICE, text="[/] [@click=quit]no")
RECORDS: tuple[AnyRecord, ...] = (
    *CONTACTS,
    *TALKS,
    *(touch for touches in TOUCHES.values() for touch in touches),
    WRITING,
    AHEAD,
)


@asynccontextmanager
async def insights(
    path: Path, *keys: str, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[OpenApp]:
    """The pane, once all talks are read, after these keys."""
    async with open_app(path, RECORDS, size=size, now=NOW) as opened:
        await opened.press("5")
        screen = await opened.screen(InsightsScreen)
        await opened.until(lambda: len(list(screen.library.talks())) == len(TALKS) + 1)
        await opened.press(*keys)
        await opened.pilot.pause()
        yield opened


def notes_of(journal: Journal, talk: str) -> dict[str, Note]:
    return {note.uid: note for note in journal.interviews[talk].notes}


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("L", "the release comes"),
        ("A", "came in by law school"),
        ("C", "CONTESTED 1"),
        ("R", "NOT YET 1"),
        ("T", "└─ Lena Fischer"),
        ("B", "moved it most"),
        ("P", "FROM CONTACT TO TALK"),
        ("O", "OFFERED TO ME 1"),
    ],
)
@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 24), (40, 12)])
async def test_every_view_has_its_key_and_holds_at_any_size(
    journal_path: Path, key: str, said: str, size: tuple[int, int]
) -> None:
    async with insights(journal_path, key, size=size) as opened:
        two_steps = size[0] < 90 and key in "LAB"
        if two_steps:
            await opened.press("enter")
        await opened.until(lambda: opened.shows(said[: size[0] // 3]))


async def test_the_library_is_laid_out_by_company(journal_path: Path) -> None:
    async with insights(journal_path, "b", "b") as opened:
        await opened.until(lambda: opened.shows("Northwind"))
        headings = opened.widget(".insights-headings", RecordList)
        assert headings.keys == ["northwind", "holm"]  # two people are heard at Northwind


async def test_a_contradiction_is_linked_and_taken_back(journal_path: Path) -> None:
    async with insights(journal_path, "enter", "x") as opened:  # the newest insight
        await opened.until(lambda: opened.shows("Which note says otherwise"))
        await opened.write("press")  # that one says the same: it is linked already
        await opened.until(lambda: opened.shows("No other note has these words"))
        await opened.press(*["backspace"] * 5)
        await opened.write("law")
        await opened.press("enter")
        await opened.until(
            lambda: notes_of(opened.journal, "talk-lena")["n-release"].contradicts == ("n-law",)
        )
        await opened.press("u")
        note = notes_of(opened.journal, "talk-lena")["n-release"]
        assert note.supports == ("n-press", "gone")


async def test_a_contested_claim_becomes_a_question_for_the_next_person(
    journal_path: Path,
) -> None:
    async with insights(journal_path, "C") as opened:
        claims = opened.app.screen.query_one("#claims .insights-headings", RecordList)
        claims.highlighted = "question n-slow"
        await opened.press("a", "1")
        await opened.until(lambda: opened.journal.interviews["talk-uma"].prep.questions)
        (question,) = opened.journal.interviews["talk-uma"].prep.questions
        assert question.text == "Is it so? shipping takes a year"


async def test_links_are_taken_away_on_both_sides(journal_path: Path) -> None:
    async with insights(journal_path, "C", "enter", "d") as opened:
        await opened.until(lambda: not notes_of(opened.journal, "talk-lena")["n-slow"].contradicts)
        await opened.until(lambda: not opened.shows("CONTESTED"))


async def test_the_tree_folds_and_a_mutual_acquaintance_is_accepted(journal_path: Path) -> None:
    async with insights(journal_path, "T") as opened:
        await opened.until(lambda: opened.shows("Priya Natarajan named Lena Fischer"))
        await opened.press("space")
        await opened.until(lambda: not opened.shows("Tomás"))
        await opened.press("G", "v")
        await opened.until(lambda: opened.journal.contacts["lena"].introduced_by == "priya")


async def test_the_board_is_written_by_keys(journal_path: Path) -> None:
    async with insights(journal_path, "B", "c") as opened:
        await opened.write("80 they all do\n")
        await opened.until(lambda: opened.journal.hypotheses["writing"].confidence[-1].value == 80)
        await opened.press("n")
        await opened.write("shadow a PM\n")
        await opened.until(
            lambda: opened.journal.hypotheses["writing"].next_action == "shadow a PM"
        )
        await opened.press("a", "2")
        await opened.write("a small team\n")
        await opened.until(lambda: len(opened.journal.hypotheses) == 2)
        (want,) = [h for h in opened.journal.hypotheses.all() if h.uid != "writing"]
        assert (want.kind, want.text) == (HypothesisKind.WANT, "a small team")
        await opened.until(lambda: opened.shows("a small team"))


async def test_a_gap_heard_of_is_taken_to_the_board(journal_path: Path) -> None:
    async with insights(journal_path, "B", "G", "t") as opened:
        await opened.press("down", "down", "down", "down", "enter")  # begin a gap
        await opened.until(lambda: len(opened.journal.hypotheses) == 2)
        (gap,) = [h for h in opened.journal.hypotheses.all() if h.uid != "writing"]
        assert (gap.kind, gap.notes) == (HypothesisKind.GAP, ("n-sql",))


async def test_a_loop_goes_a_step_further(journal_path: Path) -> None:
    async with insights(journal_path, "O", "n") as opened:
        await opened.until(
            lambda: notes_of(opened.journal, "talk-tomas")["n-offer"].state is LoopState.DONE
        )
        await opened.until(lambda: opened.shows("Nothing is open"))


async def test_a_changed_note_is_shown_changed(journal_path: Path) -> None:
    async with insights(journal_path) as opened:
        talk = opened.journal.interviews["talk-sam"]
        opened.journal.commit("note", [replace(talk, notes=(*talk.notes, HOSTILE))])
        await opened.until(lambda: opened.shows("advice they gave"))
        await opened.press("j")
        await opened.until(lambda: opened.shows("[/] [@click=quit]no"))


async def test_a_view_is_written_as_text_and_masked_as_it_is_seen(
    journal_path: Path, tmp_path: Path
) -> None:
    async with insights(journal_path, "R", "Y") as opened:
        path = tmp_path / "leads.txt"
        opened.app.screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await opened.press("enter")
        await opened.until(path.exists)
        assert "growth role, not before February (Tomás Ibarra, Northwind)" in path.read_text()
        await opened.press("m")
        await opened.until(lambda: not opened.shows("Tomás"))


async def test_the_board_is_written_with_what_comes_next_and_what_is_closed(
    journal_path: Path, tmp_path: Path
) -> None:
    async with insights(journal_path, "B", "n") as opened:
        await opened.write("shadow a PM\n")
        await opened.until(lambda: opened.shows("shadow a PM"))
        await opened.press("d")
        await opened.until(lambda: opened.journal.hypotheses["writing"].closed_at is not None)
        await opened.press("Y")
        dialog = await opened.screen(AskLine)
        path = tmp_path / "board.txt"
        dialog.query_one(Input).value = str(path)
        await opened.press("enter")
        await opened.until(lambda: path.exists() and path.read_text())
        assert f"- {WRITING.text} (closed): 40 → 65 · next: shadow a PM" in path.read_text()


async def test_an_empty_journal_says_what_to_do(journal_path: Path) -> None:
    async with open_app(journal_path) as opened:
        await opened.press("5")
        await opened.screen(InsightsScreen)
        for key, said in (("L", "3 Live"), ("T", "@"), ("B", "begins"), ("R", "$")):
            await opened.press(key)
            await opened.until(lambda said=said: opened.shows(said))  # type: ignore[misc]


async def test_esc_goes_back_to_the_headings(journal_path: Path) -> None:
    async with insights(journal_path, "enter", size=(60, 24)) as opened:
        await opened.until(lambda: opened.widget(".insights-lines", RecordList).has_focus)
        await opened.press("escape")
        await opened.until(lambda: opened.widget(".insights-headings", RecordList).has_focus)


async def test_the_line_under_the_cursor_is_said_whole(journal_path: Path) -> None:
    async with insights(journal_path, "B") as opened:
        await opened.press("enter")
        await opened.until(lambda: "moved it most" in said(opened))
        await opened.press("escape")
        await opened.until(lambda: said(opened) == "Product work suits me\n")


async def test_the_finder_leads_to_the_line_of_the_board(journal_path: Path) -> None:
    other = replace(WRITING, uid="other", text="A small team is better", notes=())
    async with insights(journal_path, "1") as opened:
        opened.journal.edit_hypothesis(other)
        opened.app.screen.post_message(OpenBoard("other"))
        await opened.screen(InsightsScreen)
        await opened.until(lambda: said(opened).startswith("A small team is better"))


def said(opened: OpenApp) -> str:
    lines = opened.widget("#insights-reading", Lines).lines
    return "\n".join(text for line in lines for text, _ in line)


async def test_a_decision_is_taken_with_its_reason(journal_path: Path) -> None:
    async with insights(journal_path, "B", "a", "5") as opened:
        await opened.screen(AskLine)
        await opened.write("no law school\n")
        await opened.until(lambda: opened.shows("Why? What led to it"))
        await opened.write("three of four would not do it again\n")
        await opened.until(lambda: opened.shows("because three of four would not do it again"))
        await opened.until(lambda: opened.shows("c Why"))
        await opened.press("c")
        await opened.screen(AskLine)
        await opened.press("ctrl+u")
        await opened.write("too slow\n")
        await opened.until(lambda: opened.shows("because too slow"))
        [line] = [h for h in opened.journal.hypotheses if h.kind is HypothesisKind.DECISION]
    assert (line.text, line.why) == ("no law school", "too slow")


async def test_a_lead_is_planned_and_raised_by_keys(journal_path: Path) -> None:
    async with insights(journal_path, "R") as opened:
        await opened.until(lambda: opened.shows("NOT YET 1"))
        await opened.press("f")
        await opened.screen(AskWhen)
        await opened.press("ctrl+u")
        await opened.write("2027-03-01\n")
        await opened.until(lambda: "the day of your follow-up" in said(opened))
        [row] = [row for row in opened.journal.follow_ups if row.note]
        assert (row.kind, row.due) == (FollowUpKind.ASK, date(2027, 3, 1))
        await opened.press("d")
        await opened.until(lambda: opened.shows("RAISED 1"))
        await opened.until(lambda: not opened.shows("d Raised"))
        await opened.press("u")
        await opened.until(lambda: opened.shows("NOT YET 1"))


async def test_a_lead_says_when_it_may_be_raised_before_whence_it_is_known(
    journal_path: Path,
) -> None:
    async with insights(journal_path, "R", size=(80, 24)) as opened:
        await opened.until(lambda: opened.shows("not before"))
        lead, when, whence = said(opened).splitlines()[:3]
        assert (lead, when.partition(":")[0][:10]) == (
            "growth role, not before February",
            "not before",
        )
        assert whence.startswith("Tomás Ibarra")
