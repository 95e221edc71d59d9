"""A talk to be held: the records that the tests of the call and of the debrief begin with."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from infoview_tui.domain.models import (
    AnyRecord,
    Contact,
    Interview,
    NoteKind,
    Prep,
    Question,
    Status,
)
from infoview_tui.screens.live import LiveScreen
from infoview_tui.widgets.capture_field import CaptureField
from tests.screens.harness import NOW, OpenApp

QUESTIONS = (
    Question(uid="path", text="How did engineering shape how you build?", starred=True),
    Question(uid="missed", text="What did you miss?", parent="path"),
    Question(uid="no", text="How do you decide what not to build?"),
    Question(uid="learn", text="In my place, what would you learn first?", starred=True),
)


def planned(*, minutes_ahead: float = 10, **fields: Any) -> list[AnyRecord]:
    """Priya, introduced by Sam, and a talk with her that begins in some minutes."""
    talk: dict[str, Any] = {
        "uid": "talk",
        "contact": "priya",
        "status": Status.SCHEDULED,
        "starts_at": NOW + timedelta(minutes=minutes_ahead),
        "minutes": 20,
        "prep": Prep(purpose="Is product for me?", questions=QUESTIONS, person="Support first"),
    }
    return [
        Contact(uid="sam", name="Sam Okafor", company="Atlas"),
        Contact(
            uid="priya",
            name="Priya Natarajan",
            role="Staff PM",
            company="Northwind",
            timezone="America/Toronto",
            introduced_by="sam",
        ),
        Interview(**{**talk, **fields}),
    ]


def under_way(minute: float = 3, **fields: Any) -> list[AnyRecord]:
    """The talk, begun some minutes ago."""
    return planned(
        minutes_ahead=-minute, started_at=NOW - timedelta(minutes=minute), focus="path", **fields
    )


def in_file(path: Path, table: str = "interviews") -> list[dict[str, Any]]:
    """The documents of a table as the plain library finds them."""
    with TinyDB(path, encoding="utf-8") as db:
        return [dict(document) for document in db.table(table)]


async def live(o: OpenApp) -> LiveScreen:
    await o.press("3")
    return await o.screen(LiveScreen)


def talk(o: OpenApp) -> Interview:
    return o.journal.interviews["talk"]


def noted(o: OpenApp) -> list[tuple[NoteKind, str]]:
    return [(note.kind, note.text) for note in talk(o).notes]


def field(o: OpenApp) -> CaptureField:
    return o.app.screen.query_one(CaptureField)
