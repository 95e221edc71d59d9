"""Templates: one for every kind and tie, blanks instead of tracebacks, own ones first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.message_check import Level
from infoview_tui.domain.models import (
    Contact,
    FollowUpKind,
    Interview,
    Medium,
    Note,
    NoteKind,
    Prep,
    Profile,
    Source,
)
from infoview_tui.domain.outreach import check_note, check_outreach
from infoview_tui.domain.templates import (
    BLANKS,
    LINKEDIN_NOTE,
    Template,
    blanks,
    choose,
    fill,
    first_name,
    kind_for,
    kinds,
    merge_fields,
    templates,
)
from infoview_tui.domain.thank_you import check_thank_you, is_ready

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ME = Profile(name="Noor Haddad", pitch="support engineer finding my way towards product work.")
PRIYA = Contact(
    uid="p",
    name="Priya Natarajan",
    role="Staff PM",
    company="Northwind",
    industry="payments",
    source=Source.ALUMNI,
    tie="Waterloo alumni",
    past_roles=("engineering",),
)
PEOPLE = [
    (PRIYA, ""),
    (replace(PRIYA, source=Source.MUTUAL, tie=""), "Sam Okafor"),
    (replace(PRIYA, source=Source.CIRCLE, tie="colleagues at Atlas until 2021"), ""),
    (replace(PRIYA, source=Source.ASSOCIATION, tie="the Product Guild Toronto"), ""),
    (replace(PRIYA, source=Source.COMMUNITY, tie="the Lisbon research meetup"), ""),
    (replace(PRIYA, source=Source.LINKEDIN, tie=""), ""),
    (replace(PRIYA, source=Source.COLD, tie=""), ""),
    (replace(PRIYA, source=None, tie=""), ""),
    (
        Contact(
            uid="l",
            name="Dr. Lena Fischer-Østergaard",
            role="Head of Grid Planning",
            company="Holm Energi AS",
            industry="renewable energy",
            source=Source.COMMUNITY,
            tie="the wind forum in Aarhus",
            past_roles=("Physicist at DTU (2009-2014)",),
        ),
        "",
    ),
]
NOTES = [
    Note(uid="1", at=NOW, kind=NoteKind.QUOTE, text="one page or no project"),
    Note(uid="2", at=NOW, kind=NoteKind.ADVICE, text="write the press release first"),
    Note(uid="3", at=NOW, kind=NoteKind.RESOURCE, text="Inspired by Marty Cagan"),
]


def message(kind: str, contact: Contact, introducer: str = "", **more: Any) -> str:
    template = choose(kind, contact, introducer=introducer)
    return fill(template.text, merge_fields(contact, ME, introducer=introducer, **more))


@pytest.mark.parametrize(("contact", "introducer"), PEOPLE)
def test_a_filled_first_message_passes_the_eleven_checks(contact: Contact, introducer: str) -> None:
    text = message("outreach", contact, introducer)
    checks = check_outreach(text, contact, introducer=introducer, profile=ME)
    assert [check for check in checks if check.passed is False] == []
    assert len(checks) == 11
    assert {check.level for check in checks} == {Level.OK}
    assert blanks(text) == ()


@pytest.mark.parametrize(("contact", "introducer"), PEOPLE)
def test_a_filled_invitation_note_fits_200_characters(contact: Contact, introducer: str) -> None:
    checks = check_note(message(LINKEDIN_NOTE, contact, introducer))
    assert [check for check in checks if check.passed is False] == []


@pytest.mark.parametrize(
    ("source", "variant"),
    [(source, source.value) for source in Source if source is not Source.MUTUAL],
)
def test_the_first_message_follows_the_tie(source: Source, variant: str) -> None:
    assert choose("outreach", replace(PRIYA, source=source)).id == f"outreach.{variant}"


def test_who_was_introduced_writes_so_whatever_the_source() -> None:
    assert choose("outreach", PRIYA, introducer="Sam").id == "outreach.mutual"
    assert choose(LINKEDIN_NOTE, PRIYA, introducer="Sam").id == "linkedin_note.mutual"


def test_a_tie_that_is_only_a_way_is_no_group_to_belong_to() -> None:
    via = replace(PRIYA, source=Source.MUTUAL, tie="via Sam Okafor")
    assert "tie" not in merge_fields(via, ME)
    met = merge_fields(replace(PRIYA, tie="via the Waterloo meetup"), ME)
    assert met["tie"] == "the Waterloo meetup"


def test_a_source_without_its_tie_is_written_to_as_cold() -> None:
    assert choose("outreach", replace(PRIYA, tie=" ")).id == "outreach.cold"


@pytest.mark.parametrize("row", list(FollowUpKind))
def test_every_row_of_the_queue_has_a_message(row: FollowUpKind) -> None:
    assert templates(kind_for(row))


@pytest.mark.parametrize("template", [t for kind in kinds() for t in templates(kind)])
def test_no_template_speaks_of_jobs_or_checks_in_for_nothing(template: Template) -> None:
    text = fill(
        template.text, {name: f"the {name}" for name in (*BLANKS, *merge_fields(PRIYA, ME))}
    )
    assert blanks(text) == ()
    assert "just checking in" not in text.lower()
    assert not any("job" in c.name and not c.passed for c in check_outreach(text, PRIYA))
    assert len(text.split()) <= 100
    assert template.title


def test_the_thank_you_is_ready_as_filled_from_the_talk() -> None:
    text = message("thank_you", PRIYA, notes=NOTES)
    assert "“one page or no project”" in text
    assert "I will write the press release first" in text
    assert is_ready(check_thank_you(text, NOTES))
    assert blanks(text) == ()


def test_a_missing_field_is_a_visible_blank_and_not_a_traceback() -> None:
    text = fill("Dear {first_name}, {detail} {unknown_thing}", {"first_name": "  "})
    assert text == "Dear [first name…], [one thing true only of them…] [unknown thing…]"
    assert blanks(text) == (
        "[first name…]",
        "[one thing true only of them…]",
        "[unknown thing…]",
    )


def test_what_is_filled_in_is_not_filled_again() -> None:
    assert fill("{tie}", {"tie": "{me} %s {0}", "me": "secret"}) == "{me} %s {0}"


@pytest.mark.parametrize(
    ("purpose", "said"),
    [
        ("how you decide", "It is for: how you decide."),
        ("Careful or slow?", "It is for: Careful or slow?"),
        ("A look at Acme Inc.", "It is for: A look at Acme Inc."),
        ("", "It is for: [what you hope to learn…]."),
    ],
)
def test_a_sentence_ends_once(purpose: str, said: str) -> None:
    assert fill("It is for: {purpose}.", {"purpose": purpose}) == said


def test_braces_that_are_no_field_stay() -> None:
    assert fill("{} {A} {first-name} {{x}}", {"x": "y"}) == "{} {A} {first-name} {y}"


def test_the_detail_comes_from_the_card_or_stays_blank() -> None:
    assert merge_fields(PRIYA, ME)["detail"] == "your move from engineering to Staff PM"
    assert "detail" not in merge_fields(replace(PRIYA, past_roles=()), ME)
    assert merge_fields(PRIYA, ME, more={"detail": "your talk"})["detail"] == "your talk"
    assert "[one thing true only of them…]" in message("outreach", replace(PRIYA, past_roles=()))


def test_the_confirmation_holds_time_length_place_and_purpose() -> None:
    talk = Interview(
        uid="i",
        contact="p",
        minutes=25,
        medium=Medium.VIDEO,
        link="https://meet.example/x",
        prep=Prep(purpose="how discovery is paid for.\nmore"),
    )
    text = message(
        "confirm", PRIYA, interview=talk, more={"when": "Fri 27 Nov, 14:30 for me, 08:30 for you"}
    )
    assert "Fri 27 Nov, 14:30 for me, 08:30 for you, 25 minutes" in text
    assert "https://meet.example/x" in text
    assert "how discovery is paid for. Nothing to prepare" in text
    assert blanks(text) == ()


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Priya Natarajan", "Priya"),
        ("Dr. Lena Fischer", "Lena"),
        ("Prof. Dr. Ana Sá", "Ana"),
        ("Cher", "Cher"),
        ("Dr.", "Dr."),
        ("", ""),
        ("  Tomás\nIbarra ", "Tomás"),
    ],
)
def test_the_first_name_is_the_one_to_greet_with(name: str, greeted: str) -> None:
    assert first_name(name) == greeted


def test_own_templates_stand_first_and_replace_by_name() -> None:
    own = {
        "outreach.cold": "Subject: Hello {company}\nMine, {first_name}?",
        "thank_you.short_one": "Thanks!",
        "holiday wishes": "Happy new year",
    }
    first, *others = templates("outreach", own)
    assert (first.subject, first.text, first.own) == (
        "Hello {company}",
        "Mine, {first_name}?",
        True,
    )
    assert "outreach.cold" not in {t.id for t in others}
    assert "holiday wishes" in {t.id for t in others}
    assert templates("thank_you", own)[0].title == "short one"
    assert choose("outreach", replace(PRIYA, source=Source.COLD), own=own) is not None
    assert choose("outreach", replace(PRIYA, source=Source.COLD), own=own).own


def test_an_unknown_kind_has_no_template() -> None:
    assert templates("poem") == ()
    with pytest.raises(KeyError):
        choose("poem", PRIYA)


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=12), st.text(max_size=20)))
def test_any_template_can_be_filled_with_anything(text: str, fields: dict[str, str]) -> None:
    blanks(fill(text, fields))
    templates("outreach", {text: text})


@given(*[st.text(max_size=40)] * 6)
def test_any_card_fills_every_template(
    name: str, role: str, company: str, tie: str, past: str, note: str
) -> None:
    contact = Contact(
        uid="c", name=name, role=role, company=company, tie=tie, past_roles=(past,),
        source=Source.ALUMNI,
    )  # fmt: skip
    notes = [Note(uid="n", at=NOW, kind=NoteKind.QUOTE, text=note)]
    for kind in kinds():
        fill(choose(kind, contact).text, merge_fields(contact, ME, notes=notes))


@pytest.mark.parametrize(
    ("kind", "words", "subject"),
    [
        (NoteKind.QUOTE, "one page or no project", "Thank you: “one page or no project”"),
        (
            NoteKind.QUOTE,
            "I went to every meeting, and then none",
            "Thank you: “I went to every meeting, and…”",
        ),
        (
            NoteKind.INSIGHT,
            "PMs write the release first, then build",
            "Thank you: PMs write the release first, then…",
        ),
    ],
)
def test_a_subject_that_is_cut_says_so_and_closes_the_quote(
    kind: NoteKind, words: str, subject: str
) -> None:
    fields = merge_fields(PRIYA, ME, notes=[Note(uid="n", at=NOW, kind=kind, text=words)])
    template = choose("thank_you", PRIYA)
    assert fill(template.subject, fields) == subject
