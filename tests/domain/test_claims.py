"""Claims across talks: single voice, corroborated, contested."""

from __future__ import annotations

from msgspec.structs import replace

from infoview_tui.domain.claims import (
    Standing,
    claims,
    contradicting,
    joined,
    open_questions,
    supporting,
    unlinked,
)
from tests.domain.small_journal import FOUND

BY_UID = {finding.note.uid: finding for finding in FOUND}
CLAIMS = {claim.uid: claim for claim in claims(FOUND)}


def test_one_voice_is_a_single_voice() -> None:
    assert CLAIMS["n-law"].standing is Standing.SINGLE
    assert CLAIMS["n-law"].say == "single voice: Lena Fischer"


def test_two_people_corroborate_whichever_way_the_link_was_made() -> None:
    claim = CLAIMS["n-press"]
    assert [voice.note.uid for voice in claim.voices] == ["n-press", "n-release"]
    assert claim.standing is Standing.CORROBORATED
    assert "n-release" not in CLAIMS


def test_the_same_person_twice_is_still_a_single_voice() -> None:
    first, second = BY_UID["n-law"], BY_UID["n-release"]
    alone = replace(second, note=supporting(second.note, "n-law"))
    (claim,) = claims([first, alone])
    assert (len(claim.voices), claim.standing) == (2, Standing.SINGLE)


def test_a_contradiction_contests_both_sides() -> None:
    assert CLAIMS["n-fast"].standing is Standing.CONTESTED
    assert CLAIMS["n-fast"].say == "contested: Lena Fischer says otherwise"
    assert CLAIMS["n-slow"].standing is Standing.CONTESTED  # a plain note, linked


def test_contradiction_reaches_all_who_say_the_same() -> None:
    against = BY_UID["n-law"]
    against = replace(against, note=contradicting(against.note, "n-release"))
    found = {**BY_UID, "n-law": against}
    claim = next(c for c in claims(found.values()) if c.uid == "n-press")
    assert (claim.standing, claim.people) == (Standing.CONTESTED, 2)


def test_how_a_note_stands_to_others_is_known_through_its_claim_and_from_both_ends() -> None:
    assert joined("n-press", FOUND) == joined("n-release", FOUND) == {"n-press", "n-release"}
    assert joined("n-fast", FOUND) == joined("n-slow", FOUND) == {"n-fast", "n-slow"}
    assert joined("n-law", FOUND) == {"n-law"}


def test_of_two_who_contradict_the_same_it_is_not_known_whether_they_agree() -> None:
    law = replace(BY_UID["n-law"], note=contradicting(BY_UID["n-law"].note, "n-press"))
    slow = replace(BY_UID["n-slow"], note=contradicting(BY_UID["n-slow"].note, "n-press"))
    found = {**BY_UID, "n-law": law, "n-slow": slow}.values()
    assert joined("n-law", found) == {"n-law", "n-press", "n-release"}
    assert joined("n-press", found) == {"n-press", "n-release", "n-law", "n-slow"}


def test_contested_claims_stand_first() -> None:
    standings = [claim.standing for claim in claims(FOUND)]
    assert standings == [
        Standing.CONTESTED,
        Standing.CONTESTED,
        Standing.CORROBORATED,
        Standing.SINGLE,
    ]


def test_links_to_itself_and_to_notes_that_are_gone_are_passed_over() -> None:
    law = BY_UID["n-law"].note
    assert supporting(law, "n-law") is law
    odd = replace(BY_UID["n-law"], note=replace(law, supports=("n-law", "gone")))
    (claim,) = claims([odd])
    assert claim.standing is Standing.SINGLE


def test_a_link_is_one_or_the_other_and_can_be_taken_off() -> None:
    law = BY_UID["n-law"].note
    turned = contradicting(supporting(law, "x"), "x")
    assert (turned.supports, turned.contradicts) == ((), ("x",))
    assert unlinked(turned, "x") == law


def test_contested_claims_and_question_notes_are_open_questions() -> None:
    opened = [(question.text, question.why) for question in open_questions(FOUND)]
    assert opened == [
        ("Is it so? shipping takes a year", "Lena Fischer and Priya Natarajan disagree"),
        ("who owns pricing?", "open since the talk with Tomás Ibarra"),
    ]


def test_a_question_note_with_an_answer_linked_to_it_is_settled() -> None:
    law = BY_UID["n-law"]
    answer = replace(law, note=supporting(law.note, "n-open"))
    texts = [q.text for q in open_questions({**BY_UID, "n-law": answer}.values())]
    assert "who owns pricing?" not in texts
