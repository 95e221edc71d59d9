"""Two talks to prepare, and what the tests of pane 2 read of them."""

from __future__ import annotations

from datetime import UTC, timedelta

from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Status,
)
from infoview_tui.screens.prep import PrepScreen
from infoview_tui.widgets.lines import Lines
from infoview_tui.widgets.record_list import RecordList
from tests.screens.harness import NOW, OpenApp

SOON = NOW + timedelta(days=1, hours=3)
THEN = (NOW - timedelta(days=20)).astimezone(UTC)
HOSTILE = "Ann [PM] [/] [@click=app.quit]x"


def question(uid: str, text: str, fact: str = "", parent: str = "") -> Question:
    return Question(uid=uid, text=text, fact=fact, parent=parent)


QUESTIONS = (
    question("move", "What did the move to product change?", "from support to product"),
    question("enjoy", "Do you like your job?"),
    question("below", "And what did you keep?", parent="move"),
)


def records(prep: Prep | None = None) -> list[AnyRecord]:
    """Two talks ahead on one day: with Priya, of whom something is known, and with Ann."""
    return [
        Contact(uid="sam", name="Sam Okafor", company="Northwind GmbH"),
        Contact(
            uid="priya",
            name="Priya Natarajan",
            role="Staff PM",
            company="Northwind",
            tie="Waterloo alumni",
            introduced_by="sam",
            timezone="America/Toronto",
        ),
        Contact(uid="ann", name=HOSTILE, company="[red]Co"),
        Interview(
            uid="past",
            contact="sam",
            status=Status.HELD,
            started_at=THEN,
            ended_at=THEN + timedelta(minutes=20),
            debriefed_at=THEN,
            prep=Prep(company="Series B in March"),
            notes=(Note(uid="n1", at=THEN, kind=NoteKind.QUESTION, text="Who decides on scope?"),),
        ),
        Interview(
            uid="second",
            contact="ann",
            status=Status.SCHEDULED,
            starts_at=SOON + timedelta(hours=2),
        ),
        Interview(
            uid="first",
            contact="priya",
            status=Status.SCHEDULED,
            starts_at=SOON,
            timezone="America/Toronto",
            prep=prep or Prep(),
        ),
    ]


async def show_prep(o: OpenApp) -> PrepScreen:
    await o.press("2")
    return await o.screen(PrepScreen)


def prep(o: OpenApp, uid: str = "first") -> Prep:
    return o.journal.interviews[uid].prep


def section(o: OpenApp) -> str | None:
    return o.widget("#prep-sections", RecordList).highlighted


def questions(o: OpenApp) -> list[str]:
    return [q.text for q in prep(o).questions]


def detail(o: OpenApp) -> str:
    lines = o.widget("#prep-detail", Lines).lines
    return "\n".join("".join(text for text, _ in line) for line in lines)
