"""A message about to be sent: its draft, its link, its checks, its channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infoview_tui.domain.message import (
    Message,
    check_message,
    latest_talk,
    likely_channel,
    next_message,
    template_kinds,
)
from infoview_tui.domain.models import (
    Channel,
    Contact,
    Direction,
    FollowUp,
    FollowUpKind,
    Interview,
    Note,
    NoteKind,
    Touch,
    TouchKind,
)
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.templates import templates

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30)


@given(LINE.map(str.strip), LINE)
def test_a_draft_reads_back_as_the_message(subject: str, body: str) -> None:
    if subject or not body.startswith("Subject: "):
        assert Message.from_draft(Message(subject, body).draft) == Message(subject, body)


def test_the_mail_link_carries_subject_and_body_and_cannot_add_headers() -> None:
    message = Message("Tea & talk?", "Hi,\n50 % of it & more\ncc=evil@example.org")
    link = urlsplit(message.mailto("ann@example.org?cc=evil@example.org"))
    assert link.scheme == "mailto"
    assert "?" not in link.path
    fields = parse_qs(link.query)
    assert set(fields) == {"subject", "body"}
    assert fields["body"] == ["Hi,\r\n50 % of it & more\r\ncc=evil@example.org"]


def touch(channel: Channel, days: int, direction: Direction = Direction.OUT) -> Touch:
    at = NOW - timedelta(days=days)
    return Touch(
        uid=f"{days}", contact="c", at=at, kind=TouchKind.CHECK_IN, channel=channel,
        direction=direction,
    )  # fmt: skip


def test_the_channel_is_the_one_last_used_to_write_else_the_address_on_the_card() -> None:
    bare = Contact(uid="c", name="Ann")
    mail = Contact(uid="c", name="Ann", emails=("a@b.example",), url="https://linkedin.com/in/a")
    profile = Contact(uid="c", name="Ann", url="https://www.LinkedIn.com/in/a")
    written = [touch(Channel.LINKEDIN, 9), touch(Channel.MESSAGE, 3), touch(Channel.PHONE, 1)]
    assert likely_channel(bare, []) is None
    assert likely_channel(mail, []) is Channel.EMAIL
    assert likely_channel(profile, []) is Channel.LINKEDIN
    assert likely_channel(mail, written) is Channel.MESSAGE
    assert likely_channel(bare, [touch(Channel.PHONE, 1)]) is None
    assert likely_channel(mail, written, "linkedin_note") is Channel.LINKEDIN


@pytest.mark.parametrize(
    ("kind", "count"),
    [("outreach", 12), ("linkedin_note", 4), ("thank_you", 5), ("check_in", 2)],
)
def test_each_kind_has_its_checks(kind: str, count: int) -> None:
    checks = check_message(kind, "Hi [one thing…]", Contact(uid="c", name="Ann"))
    assert len(checks) == count
    assert len({check.number for check in checks}) == count
    assert any(check.passed is False and "one thing" in check.reason for check in checks)


def test_a_thank_you_is_checked_against_what_they_said() -> None:
    note = Note(uid="n", at=NOW, kind=NoteKind.QUOTE, text="one page or no project")
    text = "Thank you! One page or no project: I will write mine on Friday."
    contact = Contact(uid="c", name="Ann")
    assert check_message("thank_you", text, contact, notes=[note])[0].passed
    assert check_message("thank_you", "Thanks!", contact, notes=[note])[0].passed is False


def row(kind: FollowUpKind, days: int, draft: str = "") -> FollowUp:
    due = NOW.date() + timedelta(days=days)
    return FollowUp(uid=f"{kind}", contact="c", kind=kind, due=due, draft=draft)


@pytest.mark.parametrize(
    ("stage", "rows", "kind", "uid"),
    [
        (Stage.TO_CONTACT, [], "outreach", ""),
        (Stage.CONTACTED, [row(FollowUpKind.SECOND_TRY, 5)], "second_try", "second_try"),
        (Stage.CONTACTED, [row(FollowUpKind.TRY_ANOTHER, 0)], "second_try", ""),
        (Stage.REPLIED, [], "other", ""),
        (Stage.SCHEDULED, [row(FollowUpKind.CONFIRM, 1)], "confirm", "confirm"),
        (Stage.MET, [row(FollowUpKind.CHECK_IN, 30)], "check_in", "check_in"),
        (Stage.MET, [row(FollowUpKind.CHECK_IN, 0), row(FollowUpKind.THANK_YOU, -1)],
         "thank_you", "thank_you"),
        (Stage.MET, [row(FollowUpKind.ASK, 9, "Dear")], "ask", "ask"),
        (Stage.RESTING, [], "revisit", ""),
    ],
)  # fmt: skip
def test_what_is_due_goes_before_what_was_begun_before_the_next_step(
    stage: Stage, rows: list[FollowUp], kind: str, uid: str
) -> None:
    assert next_message(stage, rows, NOW.date()) == (FollowUpKind(kind), uid)


def test_there_is_a_template_for_every_kind_of_row() -> None:
    for kind in FollowUpKind:
        for stage in Stage:
            for wanted in template_kinds(kind, stage):
                assert templates(wanted), (kind, wanted)
    assert template_kinds(FollowUpKind.OTHER, Stage.REPLIED)[0] == "reply"


def test_the_talk_that_a_message_is_about_is_the_latest() -> None:
    talks = [
        Interview(uid="old", contact="c", started_at=NOW - timedelta(days=9)),
        Interview(uid="new", contact="c", starts_at=NOW - timedelta(days=2)),
        Interview(uid="none", contact="c"),
    ]
    found = latest_talk(talks)
    assert found is not None
    assert found.uid == "new"
    assert latest_talk(talks[2:]) is None
