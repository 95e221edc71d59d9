"""The one-page sheet."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.models import (
    Contact,
    Interview,
    LoopState,
    Medium,
    Note,
    NoteKind,
    Prep,
    Profile,
    Question,
    Status,
)
from infoview_tui.domain.prep_page import escape_markdown, one_page

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
START = datetime(2026, 11, 27, 14, 30, tzinfo=BERLIN)
PRIYA = Contact(
    uid="c",
    name="Priya [PM] Natarajan",
    role="Staff PM",
    company="North*wind",
    timezone="America/Toronto",
    tie="Waterloo alumni",
)
TALK = Interview(
    uid="i",
    contact="c",
    status=Status.SCHEDULED,
    starts_at=START,
    minutes=20,
    medium=Medium.VIDEO,
    link="https://meet.example/a_b",
    prep=Prep(
        purpose="decide between product and research",
        person="- moved from engineering\n- wrote #discovery",
        questions=(
            Question(uid="1", text="How did the move shape you?", fact="moved", starred=True),
            Question(uid="2", text="And since?", parent="1"),
            Question(uid="3", text="Dropped?", skipped=True),
            Question(uid="4", text="What would you read?"),
        ),
        closing_asks=("Who else should I talk to?",),
        checklist=("link",),
    ),
)


def page(talk: Interview = TALK, **more: object) -> str:
    return one_page(PRIYA, talk, Profile(name="Me", pitch="a nurse"), now=NOW, **more)  # type: ignore[arg-type]


def test_the_header_says_who_when_for_both_how_and_the_tie() -> None:
    text = page(introduced_by_name="Sam Okafor")
    assert text.startswith("# Priya \\[PM\\] Natarajan\n\nStaff PM · North\\*wind\n")
    assert "Fri 27 Nov, 14:30 here · 08:30 in Toronto" in text
    assert "video call · 20 min · <https://meet.example/a_b>" in text
    assert "Waterloo alumni · introduced by Sam Okafor" in text
    assert "introduced by" not in page(introduced_by_name="Waterloo alumni")


def test_a_link_that_is_no_web_address_stays_text() -> None:
    for link in ("javascript:alert(1)", "room <b>", "https://a b"):
        assert f"<{link}" not in page(replace(TALK, link=link))


def test_sections_that_hold_nothing_are_left_out() -> None:
    text = page()
    assert "## Purpose" in text
    assert "## Company" not in text
    assert "- wrote \\#discovery" in text


def test_two_minute_me_falls_back_on_the_profile() -> None:
    assert "## Two-minute me\n\n- a nurse" in page()


def test_questions_are_numbered_with_star_fact_and_follow_ups() -> None:
    text = page()
    assert "## Questions (8 fit into 20 min)" in text
    assert "1. ★ How did the move shape you? *(moved)*\n   - And since?\n2. What would" in text
    assert "Dropped" not in text


def test_closing_asks_and_logistics_are_boxes_to_tick() -> None:
    text = page()
    assert "- [ ] Who else should I talk to?" in text
    assert "- [x] link tested" in text
    assert "- [ ] notifications off" in text


def test_a_talk_without_a_time_says_so() -> None:
    assert "not yet agreed" in page(replace(TALK, starts_at=None))


def test_earlier_talks_newest_first_with_what_was_asked() -> None:
    asked = Question(uid="a", text="Why payments?", asked_at=NOW)
    old = Interview(uid="o", contact="c", started_at=datetime(2025, 3, 1, 10, tzinfo=UTC))
    recent = Interview(
        uid="r",
        contact="c",
        started_at=datetime(2026, 5, 1, 10, tzinfo=UTC),
        prep=Prep(questions=(asked, replace(asked, uid="b", text="Unasked?", asked_at=None))),
    )
    text = page(earlier=[old, recent, TALK])
    assert text.index("2026-05-01") < text.index("2025-03-01")
    assert "asked: Why payments?" in text
    assert "Unasked?" not in text
    assert "2026-11-27" not in text


def test_open_loops_are_listed_with_their_state() -> None:
    loop = Note(
        uid="n", at=NOW, kind=NoteKind.ADVICE, text="press release first", state=LoopState.TRIED
    )
    assert "- advice: press release first (tried)" in page(open_loops=[loop])


def test_the_edges_of_the_calendar_are_said_too() -> None:
    for edge in (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)):
        assert "**When:**" in page(replace(TALK, starts_at=edge))


def test_markdown_in_peoples_text_is_shown_and_not_obeyed() -> None:
    assert escape_markdown("*a* _b_ `c` [d](e) <f>") == r"\*a\* \_b\_ \`c\` \[d\](e) \<f\>"
    assert escape_markdown("# no title") == r"\# no title"
    assert escape_markdown("- no list") == r"\- no list"
    assert escape_markdown("12. no number") == r"12\. no number"
    assert escape_markdown("one\ntwo") == "one two"


@given(st.text(max_size=60))
def test_no_text_makes_a_heading_or_a_line_of_its_own(text: str) -> None:
    plain = page()
    hostile = page(replace(TALK, prep=replace(TALK.prep, purpose=f"x{text}", give=text)))
    headings = [line for line in hostile.split("\n") if line.startswith("#")]
    assert set(headings) - {"## What I can give"} == {
        line for line in plain.split("\n") if line.startswith("#")
    }
