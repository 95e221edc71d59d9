"""One prep sheet with all that is known around it: the person, earlier talks, what others said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct, field

from infoview_tui.domain.loops import Loop, open_loops
from infoview_tui.domain.models import Contact, Interview, Note, Prep, Profile, Question
from infoview_tui.domain.prep_edit import ranks
from infoview_tui.domain.prep_reuse import Research, shared_research
from infoview_tui.domain.prep_sections import say_tie
from infoview_tui.domain.question_bank import BankQuestion
from infoview_tui.domain.question_checks import Remark, check
from infoview_tui.domain.question_history import asked_of, open_questions, times_without_news
from infoview_tui.domain.question_order import question_budget
from infoview_tui.domain.tailoring import TailoredQuestion, propose

GRAVE = frozenset({"job", "website", "typical-day", "closed", "asked-before", "stale"})
"""The remarks on the question itself; the others are on its place on the sheet."""

_check = lru_cache(maxsize=512)(check)


class Surroundings(Struct, frozen=True):
    """What the journal knows beside the sheet; read later than the sheet, for it takes longer."""

    recent: tuple[Interview, ...] = ()  # the latest talks with anyone
    related: tuple[tuple[Contact, Interview], ...] = ()  # same company or industry
    silent: Mapping[str, int] = field(default_factory=dict)  # question uid: times without news
    disputes: tuple[str, ...] = ()  # questions that contested insights leave open


class Sheet(Struct, frozen=True, kw_only=True):
    """What pane 2 shows of one interview."""

    interview: Interview
    contact: Contact
    introducer: str = ""  # name
    earlier: tuple[Interview, ...] = ()  # other talks with this contact, latest first
    profile: Profile = field(default_factory=Profile)
    own: tuple[BankQuestion, ...] = ()  # the user's own questions in the bank
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def uid(self) -> str:
        return self.interview.uid

    @property
    def prep(self) -> Prep:
        return self.interview.prep

    @property
    def budget(self) -> int:
        """How many questions the minutes hold."""
        return question_budget(self.interview.minutes)

    @property
    def tie(self) -> str:
        """How we are linked and who introduced us, each said once."""
        return say_tie(self.contact.tie, self.introducer)

    def question(self, uid: str) -> Question | None:
        return next((q for q in self.prep.questions if q.uid == uid), None)

    def asked(self) -> tuple[Question, ...]:
        """What this person was asked in earlier talks, the latest first."""
        return asked_of(self.contact.uid, self.earlier, besides=self.uid)

    def loops(self) -> tuple[Loop, ...]:
        """What is open between the two of us."""
        return open_loops(self.earlier)

    def remarks(self, question: Question) -> tuple[Remark, ...]:
        """What the checks say to a question (which need not be on the sheet yet)."""
        places = ranks(self.prep)
        above = {q.uid for q in self.prep.questions}
        below = question.parent in above
        # Neither a follow-up question nor one that is skipped takes a place of its own.
        free = below or question.skipped
        place = 1 if free else places.get(question.uid, len(places) + 1)
        return _check(
            question.text,
            # A follow-up question springs from what is answered to the one above it.
            fact=question.fact or ("the answer" if below else ""),
            company=self.contact.company,
            asked_before=tuple(q.text for q in self.asked()),
            times_without_news=self.around.silent.get(question.uid, 0),
            position=place,
            budget=self.budget,
        )

    def drafts(self) -> tuple[TailoredQuestion, ...]:
        """Questions that only this person can answer, drafted from sheet and card."""
        return propose(self.contact, self.prep, [q.text for q in self.asked()])

    def my_open_questions(self) -> tuple[tuple[Note, Interview], ...]:
        """The `?` notes of other talks that nobody has answered yet; first those from the same
        company or industry.
        """
        texts = [q.text for q in self.prep.questions]
        near = {contact.uid for contact, _ in self.around.related}
        found = open_questions(self.around.recent, texts)
        return tuple(sorted(found, key=lambda pair: pair[1].contact not in near))

    def research(self) -> Research:
        """What was noted for others of the same company or industry, and lacks here."""
        return shared_research(self.contact, self.prep, self.around.related)


def silent_questions(
    questions: Iterable[Question], recent: tuple[Interview, ...]
) -> dict[str, int]:
    """How often in a row each of these questions was asked of anyone and brought nothing new."""
    return {q.uid: times_without_news(q, recent) for q in questions}
