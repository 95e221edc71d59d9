"""What the notes of a talk imply (method "After"), proposed and never taken for granted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.debrief import marks, open_proposals, propose
from infoview_tui.domain.follow_ups import asks
from infoview_tui.domain.models import (
    Contact,
    Debrief,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HypothesisKind,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Source,
    Status,
)
from infoview_tui.domain.prompts import ALWAYS, PROMPTS, SCORES, prompts_for
from infoview_tui.domain.proposals import Proposal, ProposalKind

BERLIN = timezone(timedelta(hours=1))
ENDED = datetime(2026, 11, 20, 13, 0, tzinfo=BERLIN)  # a Friday
NOW = ENDED + timedelta(minutes=10)
SAM = Contact(uid="sam", name="Sam Okafor")
PRIYA = Contact(uid="priya", name="Priya Natarajan", company="Northwind", introduced_by="sam")
CALENDAR = WorkCalendar()


def note(kind: NoteKind, text: str, uid: str = "n") -> Note:
    return Note(uid=uid, at=(ENDED - timedelta(minutes=9)).astimezone(UTC), kind=kind, text=text)


def talk(*notes: Note) -> Interview:
    return Interview(
        uid="i",
        contact="priya",
        status=Status.HELD,
        started_at=ENDED - timedelta(minutes=24),
        ended_at=ENDED,
        notes=notes,
    )


def proposals(
    *notes: Note,
    known: tuple[Contact, ...] = (SAM, PRIYA),
    existing: tuple[FollowUp, ...] = (),
    contact: Contact = PRIYA,
) -> tuple[Proposal, ...]:
    return propose(talk(*notes), contact, SAM, known, NOW, CALENDAR, existing)


def only(kind: ProposalKind, found: tuple[Proposal, ...]) -> Proposal:
    (one,) = [p for p in found if p.kind is kind]
    return one


def test_every_talk_proposes_thanks_the_report_to_the_introducer_and_a_first_check_in() -> None:
    found = proposals()
    assert [(p.kind, p.due) for p in found] == [
        (ProposalKind.THANK_YOU, date(2026, 11, 21)),
        (ProposalKind.REPORT_BACK, date(2026, 12, 4)),
        (ProposalKind.CHECK_IN, date(2026, 12, 20)),
    ]
    thanks = only(ProposalKind.THANK_YOU, found).follow_up
    assert thanks is not None
    assert thanks.due_at == ENDED + timedelta(hours=24)
    report = only(ProposalKind.REPORT_BACK, found).follow_up
    assert report is not None
    assert (report.contact, report.about) == ("sam", "priya")


def test_nobody_is_told_where_nobody_introduced_us() -> None:
    alone = replace(PRIYA, introduced_by="")
    assert ProposalKind.REPORT_BACK not in {p.kind for p in proposals(contact=alone)}


def test_a_promise_is_due_on_the_date_in_its_line_counted_from_the_note() -> None:
    found = proposals(note(NoteKind.PROMISE, "send her the article by tue"))
    assert only(ProposalKind.PROMISE, found).due == date(2026, 11, 24)


def test_a_promise_without_a_date_is_due_after_7_days() -> None:
    found = proposals(note(NoteKind.PROMISE, "send her the article"))
    promise = only(ProposalKind.PROMISE, found)
    assert promise.due == date(2026, 11, 27)
    assert promise.follow_up is not None
    assert promise.follow_up.reason == "send her the article"


def test_an_offer_is_nudged_after_10_business_days() -> None:
    found = proposals(note(NoteKind.OFFER, "look at my portfolio"))
    assert only(ProposalKind.OFFER, found).due == date(2026, 12, 4)


def test_advice_and_resources_are_due_after_7_days_and_then_to_be_told() -> None:
    found = proposals(
        note(NoteKind.ADVICE, "write the press release first", "n1"),
        note(NoteKind.RESOURCE, "Working Backwards", "n2"),
    )
    for kind in (ProposalKind.ADVICE, ProposalKind.RESOURCE):
        proposal = only(kind, found)
        assert proposal.due == date(2026, 11, 27)
        assert "tell them" in proposal.why


def test_a_person_named_becomes_a_contact_introduced_by_this_one_to_write_to_within_24_h() -> None:
    found = proposals(note(NoteKind.PERSON, "Tomás Ibarra, growth PM at Lumen"))
    person = only(ProposalKind.PERSON, found)
    contact = person.contact
    assert contact is not None
    assert (contact.name, contact.role, contact.company) == ("Tomás Ibarra", "growth PM", "Lumen")
    assert (contact.introduced_by, contact.source) == ("priya", Source.MUTUAL)
    assert person.follow_up is not None
    assert (person.follow_up.kind, person.follow_up.due) == (
        FollowUpKind.OUTREACH,
        date(2026, 11, 21),
    )
    assert person.follow_up.contact == contact.uid
    assert not person.known


def test_a_person_in_the_journal_is_recognised_without_accents_and_not_added_again() -> None:
    tomas = Contact(uid="tomas", name="Tomas Ibarra")
    found = proposals(
        note(NoteKind.PERSON, "TOMÁS IBARRA, growth PM at Lumen"), known=(PRIYA, tomas)
    )
    person = only(ProposalKind.PERSON, found)
    assert person.known
    assert person.contact == replace(tomas, introduced_by="priya")


def test_a_namesake_elsewhere_is_another_person() -> None:
    other = Contact(uid="tomas", name="Tomás Ibarra", company="Atlas")
    found = proposals(note(NoteKind.PERSON, "Tomás Ibarra at Lumen"), known=(PRIYA, other))
    person = only(ProposalKind.PERSON, found)
    assert not person.known
    assert person.contact is not None
    assert person.contact.uid != "tomas"


def test_who_introduced_them_first_stays_and_nobody_introduces_each_other_in_a_circle() -> None:
    lena = Contact(uid="lena", name="Lena Fischer", introduced_by="someone")
    found = proposals(
        note(NoteKind.PERSON, "Lena Fischer", "n1"),
        note(NoteKind.PERSON, "Sam Okafor", "n2"),
        known=(SAM, PRIYA, lena),
    )
    people = [p.contact for p in found if p.kind is ProposalKind.PERSON]
    assert people == [lena, SAM]  # Sam introduced Priya


def test_a_person_named_twice_is_one_proposal_and_the_contact_is_none() -> None:
    found = proposals(
        note(NoteKind.PERSON, "Tomás Ibarra", "n1"),
        note(NoteKind.PERSON, "Tomas Ibarra, growth PM", "n2"),
        note(NoteKind.PERSON, "Priya Natarajan", "n3"),
    )
    assert len([p for p in found if p.kind is ProposalKind.PERSON]) == 1


def test_a_gap_goes_to_the_decision_board_with_the_note_that_speaks_for_it() -> None:
    line = only(ProposalKind.GAP, proposals(note(NoteKind.GAP, "SQL"))).hypothesis
    assert line is not None
    assert (line.text, line.kind, line.notes) == ("SQL", HypothesisKind.GAP, ("n",))


def test_a_personal_detail_goes_to_the_card_once() -> None:
    detail = note(NoteKind.PERSONAL, "runs marathons")
    assert only(ProposalKind.PERSONAL, proposals(detail)).personal == "runs marathons"
    on_card = replace(PRIYA, personal=("Runs marathons",))
    assert ProposalKind.PERSONAL not in {p.kind for p in proposals(detail, contact=on_card)}


def test_marks_are_completed_first_and_propose_nothing() -> None:
    mark, plain = note(NoteKind.ADVICE, ""), note(NoteKind.ADVICE, "write", "n2")
    assert marks(talk(mark, plain)) == (mark,)
    assert len(proposals(mark)) == len(proposals())


def test_leads_questions_quotes_and_insights_stay_where_they_are() -> None:
    kinds = (NoteKind.LEAD, NoteKind.QUESTION, NoteKind.QUOTE, NoteKind.INSIGHT, NoteKind.NOTE)
    assert len(proposals(*(note(kind, "x", kind) for kind in kinds))) == len(proposals())


def test_what_was_decided_is_not_proposed_again() -> None:
    first = proposals(note(NoteKind.GAP, "SQL"))
    interview = replace(talk(), debrief=Debrief(decided=("n:gap", "i:thank_you")))
    left = {p.id for p in open_proposals(interview, first)}
    assert left == {"i:report_back", "i:check_in"}


def test_the_ids_follow_from_the_notes_so_that_a_debrief_can_be_left_and_resumed() -> None:
    notes = (note(NoteKind.PROMISE, "x", "n1"), note(NoteKind.PERSON, "Lena", "n2"))
    later = propose(talk(*notes), PRIYA, SAM, [], NOW + timedelta(days=3), CALENDAR)
    now = propose(talk(*notes), PRIYA, SAM, [], NOW, CALENDAR)
    assert later == now
    assert {p.id for p in now} >= {"n1:promise", "n2:person"}


def test_what_the_queue_holds_already_is_not_proposed() -> None:
    found = proposals(note(NoteKind.PROMISE, "x"))
    rows = tuple(p.follow_up for p in found if p.follow_up)
    done = tuple(replace(r, state=FollowUpState.DONE) for r in rows)
    again = proposals(note(NoteKind.PROMISE, "x"), existing=done)
    assert [p.kind for p in again] == [ProposalKind.CHECK_IN]


def test_a_check_in_open_from_an_earlier_talk_is_moved_and_not_doubled() -> None:
    earlier = FollowUp(
        uid="old", contact="priya", kind=FollowUpKind.CHECK_IN, due=date(2026, 11, 25)
    )
    moved = only(ProposalKind.CHECK_IN, proposals(existing=(earlier,))).follow_up
    assert moved == replace(earlier, due=date(2026, 12, 20), snoozed=(date(2026, 11, 25),))


def test_a_proposal_can_be_reworded_and_moved() -> None:
    promise = only(ProposalKind.PROMISE, proposals(note(NoteKind.PROMISE, "send it")))
    edited = promise.edit(text="send the\nessay", due=date(2026, 12, 1))
    assert edited.id == promise.id
    assert edited.label == "send the essay"
    assert edited.follow_up is not None
    assert (edited.follow_up.reason, edited.due) == ("send the essay", date(2026, 12, 1))


def test_a_person_can_be_corrected() -> None:
    person = only(ProposalKind.PERSON, proposals(note(NoteKind.PERSON, "Tomas, PM at Lumen")))
    corrected = person.edit(text="Tomás Ibarra, growth PM at Lumen").contact
    assert person.contact is not None
    assert corrected == replace(person.contact, name="Tomás Ibarra", role="growth PM")


def test_a_card_line_and_a_gap_can_be_reworded() -> None:
    found = proposals(note(NoteKind.PERSONAL, "runs", "n1"), note(NoteKind.GAP, "SQL", "n2"))
    assert only(ProposalKind.PERSONAL, found).edit(text="runs far").personal == "runs far"
    gap = only(ProposalKind.GAP, found).edit(text="window functions").hypothesis
    assert gap is not None
    assert gap.text == "window functions"


def test_an_edit_without_words_changes_nothing() -> None:
    for proposal in proposals(note(NoteKind.PROMISE, "x")):
        assert proposal.edit(text="  ") == proposal


NOTES = st.lists(
    st.builds(
        Note,
        uid=st.uuids().map(str),
        at=st.just(ENDED.astimezone(UTC)),
        kind=st.sampled_from(NoteKind),
        text=st.text(max_size=40),
    ),
    max_size=12,
)


@given(NOTES)
def test_no_notes_lead_to_doubled_rows_or_rows_without_a_reason(notes: list[Note]) -> None:
    found = proposals(*notes)
    rows = [p.follow_up for p in found if p.follow_up]
    assert len({p.id for p in found}) == len(found)
    assert len({r.uid for r in rows}) == len({asks(r) for r in rows}) == len(rows)
    assert all(r.reason.strip() for r in rows)
    assert all(p.records or p.personal for p in found)


def test_five_prompts_two_of_them_always() -> None:
    shown = prompts_for(talk())
    assert len(shown) == 5
    assert shown[:2] == ALWAYS
    assert [p.id for p in ALWAYS] == ["surprised", "wants"]
    assert [s.id for s in SCORES] == ["on_time", "listened", "kept_time"]


def test_the_prompts_follow_the_notes() -> None:
    asked = Prep(questions=(Question(uid="q", text="How?", asked_at=ENDED),))
    interview = replace(talk(note(NoteKind.GAP, "SQL")), prep=asked)
    assert {p.id for p in prompts_for(interview)} >= {"lack", "questions"}
    named = talk(note(NoteKind.PERSON, "Lena"))
    assert "who_next" in {p.id for p in prompts_for(named)}


def test_an_answered_prompt_never_disappears() -> None:
    answers = {prompt.id: "yes" for prompt in PROMPTS}
    everything = replace(talk(), debrief=Debrief(answers=answers))
    assert set(prompts_for(everything)) == set(PROMPTS)
    one = replace(talk(), debrief=Debrief(answers={"they_did_well": "listened"}))
    assert "they_did_well" in {p.id for p in prompts_for(one)}
    assert len(prompts_for(one)) == 5


def test_a_note_of_blanks_alone_is_a_mark_and_proposes_nothing() -> None:
    blank = Note(uid="n", at=ENDED, kind=NoteKind.ADVICE, text="\r ")
    assert blank.is_mark
    assert [p for p in proposals(blank) if p.follow_up and p.follow_up.note == "n"] == []
