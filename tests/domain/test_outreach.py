"""The eleven checks of a first message, the invitation note, and the thank-you."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.limits import Limits
from infoview_tui.domain.message import check_message
from infoview_tui.domain.message_check import Level, MessageCheck, check_blanks
from infoview_tui.domain.models import Contact, Note, NoteKind, Profile, Source
from infoview_tui.domain.outreach import check_note, check_outreach
from infoview_tui.domain.templates import LINKEDIN_NOTE
from infoview_tui.domain.thank_you import check_thank_you, is_ready

TOMAS = Contact(
    uid="t",
    name="Tomás Ibarra",
    role="Growth PM",
    company="Lumen",
    industry="education technology",
    source=Source.ALUMNI,
    tie="Universidad de Chile, class of 2012",
    past_roles=("Science teacher",),
    personal=("runs mountain marathons",),
)
GOOD = """Hi Tomás,

we were both at the Universidad de Chile. I teach physics, and your step from teaching science to
Lumen is one I think about.

How do you see education technology changing what teachers do, and what did you have to unlearn?

Could we talk for 20 minutes in the next two weeks, whenever suits you?

Noor"""


def checks(text: str, contact: Contact = TOMAS, **more: object) -> dict[int, MessageCheck]:
    return {c.number: c for c in check_outreach(text, contact, **more)}  # type: ignore[arg-type]


def test_a_good_message_passes_all_eleven() -> None:
    found = checks(GOOD)
    assert list(found) == list(range(1, 12))
    assert {n: c for n, c in found.items() if c.passed is not True} == {}


@pytest.mark.parametrize(
    ("words", "level"), [(75, "ok"), (76, "warn"), (100, "warn"), (101, "fail"), (0, "ok")]
)
def test_1_over_75_words_warns_and_over_100_fails(words: int, level: str) -> None:
    check = checks("word " * words)[1]
    assert check.level == level
    assert f"{words} words" in check.reason


@pytest.mark.parametrize(
    "text",
    [
        "I am looking for a job in product.",
        "I would like to apply for a role.",
        "I saw that you are hiring.",
        "Is there an opening?",
        "Do you know of a vacancy?",
        "Could you refer me?",
        "My CV is on my site.",
        "I can send my résumé.",
        "I am in the middle of my job search.",
        "Are there internships?",
    ],
)
def test_2_job_words_are_named(text: str) -> None:
    assert checks(text)[2].passed is False


@pytest.mark.parametrize(
    "text",
    [
        "How do you apply research in classrooms?",
        "The opening of your Santiago office made me curious.",
        "What do you refer to as growth?",
        "I resume my studies in March.",
        "What makes your work worth the trouble?",
    ],
)
def test_2_innocent_words_pass(text: str) -> None:
    assert checks(text)[2].passed is True


def test_2_asking_for_a_job_weighs_more_than_a_word() -> None:
    assert checks("Could you refer me?")[2].level is Level.FAIL
    assert checks("My last job taught me much.")[2].level is Level.WARN


def test_3_the_tie_stands_in_the_first_sentence() -> None:
    assert checks("Hi Tomás, like you I studied in Chile. More.")[3].passed
    late = checks("I like Lumen. We were both at the Universidad de Chile.")[3]
    assert late.passed is False
    assert "late" in late.reason
    assert "Universidad" in checks("I like Lumen. How are you?")[3].reason


def test_3_the_introducer_is_a_tie() -> None:
    mutual = replace(TOMAS, tie="", source=Source.MUTUAL)
    assert checks("Dear Dr. Ibarra, Sam Okafor told me of you.", mutual, introducer="Sam Okafor")[
        3
    ].passed
    assert not checks("You do good work. Bye.", mutual, introducer="Sam Okafor")[3].passed


def test_3_without_any_tie_it_cannot_be_judged() -> None:
    cold = replace(TOMAS, tie="", source=Source.COLD)
    assert checks("Hello", cold)[3].passed is None
    assert checks("Hello", cold)[3].level is Level.OK


def test_4_the_ask_is_a_question() -> None:
    assert checks("Could we talk?")[4].passed
    assert not checks("I would like to talk to you.")[4].passed


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("How do you see the field?", True),
        ("I would value your perspective.", True),
        ("I'd love to learn from your path.", True),
        ("Could I pick your brain?", False),
        ("Could you do me a favour and tell me how you see it?", False),
        ("Would you introduce me to your boss?", False),
        ("Shall we talk on Monday?", False),
    ],
)
def test_5_asks_for_a_view_and_not_for_a_favour(text: str, passed: bool) -> None:
    assert checks(text)[5].passed is passed


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("How does Lumen see education technology?", True),
        ("What does your team see that the industry does not?", True),
        ("What is new at Lumen?", False),
        ("What is new in the field?", False),
        ("What is new?", False),
    ],
)
def test_6_narrow_and_broad_interest(text: str, passed: bool) -> None:
    assert checks(text)[6].passed is passed


def test_6_says_which_half_is_missing() -> None:
    assert "field" in checks("What is new at Lumen?")[6].reason
    assert "Lumen" in checks("What is new in the field?")[6].reason


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("You and your team know what I do not.", True),
        ("I think I know my way, and I like me. You?", False),
        ("I like you.", False),
        ("I like you and Lumen.", True),
    ],
)
def test_7_more_about_them_than_about_me(text: str, passed: bool) -> None:
    assert checks(text)[7].passed is passed


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("20 minutes, whenever suits you?", True),
        ("Fifteen minutes on Tuesday or Thursday?", True),
        ("A 20-minute call at your convenience?", True),
        ("15 to 20 min next week?", True),
        ("Half an hour, any time that works for you?", True),
        ("20 minutes at noon?", False),
        ("A call whenever suits you?", False),
        ("A call?", False),
    ],
)
def test_8_length_and_flexible_times(text: str, passed: bool) -> None:
    assert checks(text)[8].passed is passed


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("You taught science before.", True),
        ("I too run marathons.", True),
        ("Your talk on quiet classrooms stayed with me.", True),
        ("You have an impressive career.", False),
        ("I am a teacher.", False),
        ("[one thing true only of them…] and your talk on quiet classrooms", False),
    ],
)
def test_9_one_detail_true_only_of_them(text: str, passed: bool) -> None:
    assert checks(text)[9].passed is passed


def test_9_knows_the_lines_of_the_sheet() -> None:
    text = "You wrote about discovery debt."
    assert not checks(text)[9].passed
    assert checks(text, details=["post on discovery debt"])[9].passed


def test_10_names_what_is_missing_of_who_why_what() -> None:
    assert checks(GOOD)[10].passed
    reason = checks("I am a physics teacher.")[10].reason
    assert "who you are" not in reason
    assert "why you write to Tomás" in reason
    assert "what you hope to learn" in reason
    assert (
        checks("Physics teaching is my world.", profile=Profile(pitch="physics teacher"))[
            10
        ].reason.count("who you are")
        == 0
    )


@pytest.mark.parametrize(
    "text", ["My résumé is attached.", "See the PDF.", "I enclose… enclosed you find", "attachment"]
)
def test_11_no_attachment(text: str) -> None:
    assert checks(text)[11].passed is False


def test_11_a_message_that_carries_nothing_passes() -> None:
    assert checks(GOOD)[11].passed


@pytest.mark.parametrize(("length", "level"), [(200, "ok"), (201, "fail")])
def test_the_invitation_note_holds_200_characters(length: int, level: str) -> None:
    assert check_note("x" * length)[0].level == level


@pytest.mark.parametrize(("length", "level"), [(300, "ok"), (301, "fail")])
def test_the_paid_note_holds_300(length: int, level: str) -> None:
    contact, paid = Contact(uid="c", name="Ann"), Limits(note_characters=300)
    assert check_message(LINKEDIN_NOTE, "x" * length, contact, limits=paid)[0].level == level


# --- thank-you ----------------------------------------------------------------------------------


def note(kind: NoteKind, text: str) -> Note:
    return Note(uid=text, at=datetime(2026, 11, 20, tzinfo=UTC), kind=kind, text=text)


TALK = [
    note(NoteKind.QUOTE, "one page or no project"),
    note(NoteKind.ADVICE, "write the press release first"),
    note(NoteKind.NOTE, "joined from support"),
]


@pytest.mark.parametrize(
    ("text", "ready"),
    [
        ("Thank you! “One page or no project” stays with me. I will try it this week.", True),
        ("Thanks. Your advice about the press release: I'll write mine tonight.", True),
        ("Thank you. I have started to write my first press release.", True),
        ("Thank you. One page per project: my next step is to cut mine.", True),
        ("Thank you for your time. It was very helpful.", False),
        ("Thank you. “One page or no project” stays with me.", False),
        ("Thank you. I will try it this week.", False),
        ("Thank you. “One page or no project”! I will never forget it.", False),
        ("Thank you. One page or no project: I will let you know.", False),
        ("Thank you. You joined from support, and I will remember: I will read on.", False),
    ],
)
def test_ready_only_with_their_words_and_my_next_step(text: str, ready: bool) -> None:
    assert is_ready(check_thank_you(text, TALK)) is ready


def test_the_reason_offers_their_words() -> None:
    found = check_thank_you("Thank you.", TALK)
    assert "one page or no project" in found[0].reason
    assert "I will" in found[1].reason


def test_without_notes_the_first_must_cannot_be_judged() -> None:
    found = check_thank_you("Thanks. I will read on.", [note(NoteKind.QUOTE, "")])
    assert found[0].passed is None
    assert is_ready(found)


def test_a_thank_you_asks_for_no_job_and_leaves_no_blank() -> None:
    found = check_thank_you("Could you refer me? [one thing…] I will.", TALK)
    assert [c.level for c in found[3:]] == [Level.FAIL, Level.FAIL]
    assert not found[2].passed


def test_blanks_are_named() -> None:
    assert "[their field…]" in check_blanks(1, "How is [their field…]?").reason
    assert check_blanks(1, "Nothing [open].").passed


@given(st.text(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_any_message_gets_its_eleven_verdicts(text: str, name: str, tie: str) -> None:
    contact = Contact(uid="c", name=name, tie=tie, company=tie, industry=name)
    assert [c.number for c in check_outreach(text, contact)] == list(range(1, 12))
    assert len(check_thank_you(text, [note(NoteKind.QUOTE, tie)])) == 5


def test_a_pasted_book_is_judged_at_once() -> None:
    assert checks("Hello you and your team. " * 40_000)[1].level is Level.FAIL
