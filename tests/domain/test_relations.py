"""How they answer, what went both ways, and the ladder that is never climbed by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from infoview_tui.domain.models import (
    Contact,
    Direction,
    Interview,
    LoopState,
    Note,
    NoteKind,
    Relation,
    Status,
    Touch,
    TouchKind,
)
from infoview_tui.domain.relations import (
    ResponseClass,
    give_ask_balance,
    helped_by,
    mentor_card,
    response_class,
    suggest_relation,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PRIYA = Contact(uid="priya", name="Priya Natarajan")


def touch(days: float, kind: TouchKind, direction: Direction = Direction.OUT) -> Touch:
    at = MONDAY + timedelta(days=days)
    return Touch(uid=f"{days}", contact="priya", at=at, kind=kind, direction=direction)


def reply(days: float) -> Touch:
    return touch(days, TouchKind.REPLY, Direction.IN)


def out(days: float) -> Touch:
    return touch(days, TouchKind.OUTREACH)


def day(days: int) -> date:
    return (MONDAY + timedelta(days=days)).date()


@pytest.mark.parametrize(
    ("touches", "today", "found"),
    [
        ([], 10, ResponseClass.UNKNOWN),
        ([out(0)], 8, ResponseClass.UNKNOWN),  # 6 business days
        ([out(0)], 9, ResponseClass.QUIET),  # 7 business days
        ([out(0), reply(3)], 9, ResponseClass.QUICK),  # 3 business days
        ([out(0), reply(4)], 9, ResponseClass.UNHURRIED),
        ([out(4), reply(7)], 9, ResponseClass.QUICK),  # over a weekend
        ([out(0), out(9), reply(10)], 12, ResponseClass.QUICK),  # counted from the last one
        ([out(0), reply(1), out(20), reply(40), out(60), reply(61)], 70, ResponseClass.QUICK),
        ([out(0), reply(30)], 9, ResponseClass.QUIET),  # the reply lies ahead
    ],
)
def test_the_response_class_follows_from_how_they_answered(
    touches: list[Touch], today: int, found: ResponseClass
) -> None:
    assert response_class(touches, day(today)) is found


def test_the_response_class_can_be_set_by_hand() -> None:
    assert response_class([out(0)], day(30), "quick") is ResponseClass.QUICK
    assert response_class([out(0)], day(30), "no such class") is ResponseClass.QUIET


@pytest.mark.parametrize("found", ResponseClass)
def test_the_response_class_is_said_kindly(found: ResponseClass) -> None:
    assert found.say
    assert "curmudgeon" not in found.say


def talk(days: float, *notes: Note) -> Interview:
    ended = MONDAY + timedelta(days=days)
    return Interview(
        uid=f"i{days}", contact="priya", status=Status.HELD, ended_at=ended, notes=notes
    )


def note(kind: NoteKind, state: LoopState | None = None, **fields: Any) -> Note:
    fields = {"at": MONDAY, "text": "write", **fields}
    return Note(uid=f"{kind}{state}", kind=kind, state=state, **fields)


def test_the_balance_counts_gives_and_asks_both_ways() -> None:
    touches = [
        touch(1, TouchKind.GIVE),
        touch(2, TouchKind.INTRODUCTION),
        touch(3, TouchKind.ASK),
        touch(4, TouchKind.GIVE, Direction.IN),
        touch(5, TouchKind.THANK_YOU),
    ]
    balance = give_ask_balance(touches, [talk(0)])
    assert balance.say == "gave 2 · asked 1 · received 2"
    assert balance.my_turn
    assert not give_ask_balance([touch(1, TouchKind.GIVE)]).my_turn


def test_an_introduction_suggests_an_advocate() -> None:
    suggestion = suggest_relation(PRIYA, [talk(0)], introduced=2)
    assert suggestion is not None
    assert suggestion.relation is Relation.ADVOCATE
    assert suggestion.why == "introduced you to 2"


def test_a_kept_offer_suggests_an_advocate() -> None:
    kept = talk(0, note(NoteKind.OFFER, LoopState.DONE))
    suggestion = suggest_relation(PRIYA, [kept], introduced=0)
    assert suggestion is not None
    assert suggestion.why == "kept 1 offer"
    assert suggest_relation(PRIYA, [talk(0, note(NoteKind.OFFER))], introduced=0) is None


MENTORED = [
    talk(0, note(NoteKind.ADVICE, LoopState.TRIED)),
    talk(50, note(NoteKind.ADVICE, LoopState.REPORTED)),
    talk(90),
]


def test_three_talks_over_three_months_and_advice_tried_suggest_a_mentor() -> None:
    suggestion = suggest_relation(PRIYA, MENTORED, introduced=0)
    assert suggestion is not None
    assert suggestion.relation is Relation.MENTOR
    assert suggest_relation(PRIYA, [*MENTORED[:2], talk(89)], introduced=0) is None
    assert suggest_relation(PRIYA, MENTORED[1:], introduced=0) is None
    untried = [talk(0), *MENTORED[1:]]
    assert suggest_relation(PRIYA, untried, introduced=0) is None


def test_the_ladder_is_never_climbed_down_or_twice() -> None:
    mentor = replace(PRIYA, relation=Relation.MENTOR)
    assert suggest_relation(mentor, MENTORED, introduced=3) is None
    advocate = replace(PRIYA, relation=Relation.ADVOCATE)
    assert suggest_relation(advocate, [talk(0)], introduced=3) is None


def test_nobody_is_suggested_before_a_talk() -> None:
    assert suggest_relation(PRIYA, [], introduced=3) is None


def test_the_mentors_card_shows_a_challenge_and_their_last_advice() -> None:
    later = MONDAY + timedelta(days=9)
    talks = [
        talk(9, note(NoteKind.ADVICE, text="later", at=later)),
        talk(0, note(NoteKind.ADVICE, text="first"), note(NoteKind.GAP, text="SQL")),
    ]
    card = mentor_card(talks)
    assert (card.challenge, card.last_advice) == ("SQL", "later")
    asked = talk(1, note(NoteKind.QUESTION, text="how do they plan?"))
    assert mentor_card([*talks, asked]).challenge == "how do they plan?"


def test_good_news_goes_to_everyone_who_helped() -> None:
    sam = Contact(uid="sam", name="Sam Okafor")
    silent = Contact(uid="silent", name="Kim Silent")
    tomas = Contact(uid="tomas", name="Tomás Ibarra", introduced_by="sam")
    helpers = helped_by(
        [silent, tomas, PRIYA, sam],
        {"priya": [talk(0), talk(9)], "sam": [talk(1)], "silent": []},
        {"tomas": [touch(1, TouchKind.GIVE, Direction.IN)], "silent": [out(0)]},
    )
    assert [(h.contact.name, h.ways) for h in helpers] == [
        ("Sam Okafor", ("talked with you", "introduced 1 person")),
        ("Priya Natarajan", ("talked with you 2 times",)),
        ("Tomás Ibarra", ("gave you a hand",)),
    ]
