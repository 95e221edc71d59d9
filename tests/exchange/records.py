"""A small journal's records for the tests of the exporters, hostile names among them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from infoview_tui.domain.models import (
    Contact,
    Debrief,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Source,
    Status,
)

HOSTILE = "[/] [@click=app.quit]x[/] <script>alert(1)</script> [[Sam]] `rm` #tag %%x%% $1$ -"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

PRIYA = Contact(
    uid="c-priya",
    name="Priya Natarajan",
    role="Staff PM",
    company="Northwind",
    industry="payments",
    emails=("priya@example.com", "p@example.org"),
    phones=("+1 416 555 0101",),
    url="https://www.linkedin.com/in/priya-n",
    location="Toronto, Canada",
    timezone="America/Toronto",
    source=Source.ALUMNI,
    introduced_by="c-sam",
    tags=("product design", "alumni"),
    personal=("plays chess", HOSTILE),
    past_roles=("Engineer, Atlas, Inc.",),
    connected_on=date(2015, 9, 2),
    extra={"birthday": "--04-12"},
)
SAM = Contact(uid="c-sam", name="Sam Okafor", company="Atlas, Inc.")
CONTACTS = (PRIYA, SAM)

TALK = Interview(
    uid="i-1",
    contact="c-priya",
    status=Status.HELD,
    starts_at=datetime(2026, 11, 20, 14, 30, tzinfo=UTC),
    timezone="America/Toronto",
    started_at=datetime(2026, 11, 20, 14, 31, tzinfo=UTC),
    ended_at=datetime(2026, 11, 20, 14, 55, tzinfo=UTC),
    link="https://meet.example.com/abc",
    prep=Prep(
        purpose="Learn how Northwind builds",
        company="Founded by Priya's uncle",
        person="Spoke at a conference",
        questions=(
            Question(
                uid="q-1",
                text="How did Northwind shape you?",
                topic="path",
                asked_at=datetime(2026, 11, 20, 14, 33, tzinfo=UTC),
            ),
            Question(uid="q-2", text="What is hard?", starred=True),
        ),
    ),
    notes=(
        Note(
            uid="n-1",
            at=datetime(2026, 11, 20, 14, 38, tzinfo=UTC),
            kind=NoteKind.INSIGHT,
            text="Priya: PMs at Northwind write first, mail sam@example.com or +1 416 555 0101",
            question="q-1",
        ),
        Note(
            uid="n-2",
            at=datetime(2026, 11, 20, 14, 40, tzinfo=UTC),
            kind=NoteKind.PERSONAL,
            text="two children",
        ),
        Note(uid="n-3", at=datetime(2026, 11, 20, 14, 41, tzinfo=UTC), text=HOSTILE),
    ),
    debrief=Debrief(answers={"surprised": "Sam was right about 2026-11-20"}),
)
NEXT = Interview(
    uid="i-2",
    contact="c-sam",
    status=Status.SCHEDULED,
    starts_at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    minutes=30,
)
PLANNED = Interview(uid="i-3", contact="gone")
INTERVIEWS = (TALK, NEXT, PLANNED)

THANKS = FollowUp(
    uid="f-1",
    contact="c-priya",
    kind=FollowUpKind.THANK_YOU,
    due=date(2026, 11, 21),
    due_at=datetime(2026, 11, 21, 14, 55, tzinfo=UTC),
    reason="Priya's press-release trick",
)
CHECK_IN = FollowUp(
    uid="f-2", contact="c-priya", kind=FollowUpKind.CHECK_IN, due=date(2026, 12, 20), reason="="
)
DONE = FollowUp(
    uid="f-3",
    contact="gone",
    kind=FollowUpKind.OTHER,
    due=date(2026, 11, 1),
    state=FollowUpState.DONE,
)
FOLLOW_UPS = (THANKS, CHECK_IN, DONE)
