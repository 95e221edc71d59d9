"""What was asked before, what went stale, what is open, and what a new sheet starts from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Interview, Note, NoteKind, Prep, Question
from infoview_tui.domain.prep_reuse import next_sheet, same_place, shared_research
from infoview_tui.domain.question_history import asked_of, open_questions, times_without_news

DAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
WHY = Question(uid="w", text="Why do people leave your field?", bank="left-the-field")


def talk(day: int, contact: str, *questions: Question, notes: tuple[Note, ...] = ()) -> Interview:
    return Interview(
        uid=f"i{day}",
        contact=contact,
        started_at=DAY + timedelta(days=day),
        prep=Prep(questions=questions),
        notes=notes,
    )


def asked(uid: str, text: str = WHY.text) -> Question:
    return Question(uid=uid, text=text, asked_at=DAY)


def note(kind: NoteKind, text: str, question: str = "") -> Note:
    return Note(uid=text, at=DAY, kind=kind, text=text, question=question)


def test_only_what_this_person_was_really_asked_counts_latest_first() -> None:
    talks = [
        talk(1, "ann", asked("1"), Question(uid="2", text="Unasked?")),
        talk(2, "bob", asked("3")),
        talk(3, "ann", asked("4", "How now?")),
        talk(4, "ann", asked("5", "Being prepared?")),
    ]
    assert [q.uid for q in asked_of("ann", talks, besides="i4")] == ["4", "1"]


def test_a_question_goes_stale_by_talks_in_a_row_without_news() -> None:
    talks = [talk(day, f"c{day}", asked(f"q{day}")) for day in range(7)]
    assert times_without_news(WHY, talks) == 7
    fresh = talk(3, "c3", asked("q3"), notes=(note(NoteKind.INSIGHT, "hours", "q3"),))
    assert times_without_news(WHY, [*talks[:3], fresh, *talks[4:]]) == 3


def test_a_plain_note_is_no_news_and_other_questions_do_not_count() -> None:
    plain = talk(1, "a", asked("q"), notes=(note(NoteKind.NOTE, "well", "q"),))
    elsewhere = talk(2, "b", asked("x", "What do you read?"))
    assert times_without_news(WHY, [plain, elsewhere]) == 1
    assert times_without_news(Question(uid="n", text="Quite new?"), [plain, elsewhere]) == 0


def test_a_bank_question_is_the_same_however_it_was_worded() -> None:
    reworded = replace(asked("q", "Who quit, and what can I learn?"), bank="left-the-field")
    assert times_without_news(WHY, [talk(1, "a", reworded)]) == 1


def test_open_questions_are_offered_until_asked() -> None:
    first = talk(1, "a", notes=(note(NoteKind.QUESTION, "Who pays for discovery?"),))
    second = talk(2, "b", notes=(note(NoteKind.QUESTION, "How small can a team be?"),))
    assert [n.text for n, _ in open_questions([first, second])] == [
        "How small can a team be?",
        "Who pays for discovery?",
    ]
    later = talk(3, "c", asked("q", "Who pays for the discovery?"))
    assert [n.text for n, _ in open_questions([first, second, later])] == [
        "How small can a team be?"
    ]
    assert open_questions([second], already=["How small can a team be?"]) == ()


def test_a_question_asked_before_it_arose_again_is_still_open() -> None:
    earlier = talk(1, "a", asked("q", "Who pays for discovery?"))
    again = talk(2, "b", notes=(note(NoteKind.QUESTION, "Who pays for discovery?"),))
    assert len(open_questions([earlier, again])) == 1


def test_a_second_talk_starts_from_the_first() -> None:
    first = Interview(
        uid="i",
        contact="a",
        prep=Prep(
            purpose="old",
            company="Series B",
            give="an article",
            closing_asks=("Who else?",),
            checklist=("link",),
            questions=(
                asked("done"),
                Question(uid="left", text="What is next?", starred=True, fact="Series B"),
                Question(uid="below", text="And then?", parent="left"),
                Question(uid="orphan", text="Since?", parent="done"),
                Question(uid="out", text="Skipped?", skipped=True),
            ),
        ),
    )
    uids = map(str, count())
    sheet = next_sheet(first, lambda: next(uids))
    assert (sheet.purpose, sheet.checklist) == ("", ())
    assert (sheet.company, sheet.give, sheet.closing_asks) == (
        "Series B",
        "an article",
        ("Who else?",),
    )
    assert [(q.uid, q.text, q.parent) for q in sheet.questions] == [
        ("0", "What is next?", ""),
        ("1", "And then?", "0"),
        ("2", "Since?", ""),
    ]
    assert sheet.questions[0].starred
    assert sheet.questions[0].fact == "Series B"


ANN = Contact(uid="ann", name="Ann", company="Northwind GmbH", industry="Payments")
BOB = Contact(uid="bob", name="Bob", company="northwind", industry="banking")
CAT = Contact(uid="cat", name="Cat", company="Lumen", industry="payments")


def sheet_of(contact: Contact, **prep: str) -> tuple[Contact, Interview]:
    return contact, Interview(uid=contact.uid, contact=contact.uid, prep=Prep(**prep))  # type: ignore[arg-type]


def test_research_on_the_same_company_is_offered() -> None:
    found = shared_research(ANN, Prep(), [sheet_of(BOB, company="Series B", industry="fraud")])
    assert (found.company, found.industry, found.noted_for) == ("Series B", "fraud", "bob")


def test_research_on_the_same_industry_is_offered_without_the_company() -> None:
    found = shared_research(ANN, Prep(), [sheet_of(CAT, company="IPO", industry="instant")])
    assert (found.company, found.industry, found.noted_for) == ("", "instant", "cat")


def test_nothing_is_offered_that_the_sheet_already_holds_or_nobody_noted() -> None:
    others = [sheet_of(BOB, company="Series B", industry="fraud")]
    assert not shared_research(ANN, Prep(company="mine", industry="mine"), others)
    assert not shared_research(ANN, Prep(), [sheet_of(BOB)])
    assert not shared_research(ANN, Prep(), [sheet_of(ANN, company="own")])
    nameless = Contact(uid="x", name="X")
    assert not shared_research(
        nameless, Prep(), [sheet_of(Contact(uid="y", name="Y"), company="?")]
    )


def test_a_place_is_the_same_whatever_case_accents_and_legal_form() -> None:
    assert same_place("Café Müller GmbH", "cafe muller")
    assert not same_place("Northwind", "Northwind Labs")
    assert not same_place("", "")
