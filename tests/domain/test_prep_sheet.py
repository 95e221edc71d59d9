"""A sheet with what stands around it: remarks in their place, drafts, what others left open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from infoview_tui.domain.models import (
    Contact,
    Interview,
    Note,
    NoteKind,
    Prep,
    Question,
    Status,
)
from infoview_tui.domain.prep_sheet import Sheet, Surroundings, silent_questions

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
PRIYA = Contact(uid="priya", name="Priya", company="Northwind", industry="payments")
SAM = Contact(uid="sam", name="Sam", company="Northwind GmbH")


def talk(uid: str, contact: str, days: int, prep: Prep, *notes: Note) -> Interview:
    begun = NOW - timedelta(days=days)
    return Interview(
        uid=uid, contact=contact, status=Status.HELD, started_at=begun, prep=prep, notes=notes
    )


def sheet(*questions: Question, minutes: int = 20) -> Sheet:
    interview = Interview(
        uid="next", contact="priya", minutes=minutes, prep=Prep(questions=questions)
    )
    return Sheet(interview=interview, contact=PRIYA)


def ids(found: Sheet, question: Question) -> set[str]:
    return {remark.id for remark in found.remarks(question)}


def test_the_budget_counts_ranks_and_not_follow_up_questions() -> None:
    tops = [Question(uid=f"q{n}", text=f"How did step {n} go?", fact="a fact") for n in range(3)]
    below = Question(uid="below", text="And what then?", parent="q2")
    found = sheet(*tops, below, minutes=5)
    assert [ids(found, q) for q in tops] == [set(), set(), {"over-budget"}]
    assert ids(found, below) == set()


def test_a_question_not_yet_on_the_sheet_is_judged_as_its_last() -> None:
    tops = [Question(uid=f"q{n}", text=f"How did step {n} go?") for n in range(2)]
    assert "over-budget" in ids(sheet(*tops, minutes=5), Question(uid="new", text="How so?"))


def test_what_they_were_asked_before_is_remarked() -> None:
    asked = Question(uid="a", text="How do you decide what not to build?", asked_at=NOW)
    again = Question(uid="b", text="How do you decide what not to build?", fact="a fact found")
    found = replace(sheet(again), earlier=(talk("first", "priya", 30, Prep(questions=(asked,))),))
    assert ids(found, again) == {"asked-before"}


def test_a_question_that_brought_nothing_new_six_times_is_stale() -> None:
    question = Question(uid="q", text="What surprised you in your first year?", fact="a fact found")
    asked = replace(question, uid="asked", asked_at=NOW)
    recent = tuple(talk(f"t{n}", "sam", n, Prep(questions=(asked,))) for n in range(6))
    silent = silent_questions([question], recent)
    assert silent == {"q": 6}
    found = replace(sheet(question), around=Surroundings(recent=recent, silent=silent))
    assert ids(found, question) == {"stale"}
    assert ids(sheet(question), question) == set()


def test_open_questions_of_mine_come_first_from_the_same_company() -> None:
    def wondered(uid: str, text: str) -> Note:
        return Note(uid=uid, at=NOW, kind=NoteKind.QUESTION, text=text)

    elsewhere = talk("t1", "lena", 1, Prep(), wondered("n1", "Who pays for fraud in the end?"))
    colleague = talk("t2", "sam", 9, Prep(), wondered("n2", "How is scope agreed on?"))
    around = Surroundings(recent=(elsewhere, colleague), related=((SAM, colleague),))
    found = replace(sheet(), around=around).my_open_questions()
    assert [note.uid for note, _ in found] == ["n2", "n1"]


def test_research_of_the_same_company_is_offered_where_the_sheet_is_empty() -> None:
    colleague = talk("t2", "sam", 9, Prep(company="Series B in March"))
    found = replace(sheet(), around=Surroundings(related=((SAM, colleague),)))
    assert found.research().company == "Series B in March"
    written = replace(found, interview=replace(found.interview, prep=Prep(company="mine")))
    assert not written.research().company


def test_the_tie_names_nobody_twice() -> None:
    found = replace(sheet(), introducer="Inês Carvalho")
    assert found.tie == "introduced by Inês Carvalho"
    alumni = replace(found, contact=replace(PRIYA, tie="Waterloo alumni"))
    assert alumni.tie == "Waterloo alumni · introduced by Inês Carvalho"
    told = replace(found, contact=replace(PRIYA, tie="Ines Carvalho introduced us"))
    assert told.tie == "Ines Carvalho introduced us"
