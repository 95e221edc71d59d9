"""What an earlier sheet gives to a new one: a second talk starts from the first, and research on
a company is done once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from infoview_tui.domain.models import Contact, Interview, Prep, new_uid
from infoview_tui.domain.wording import plain, without_legal_form


class Research(Struct, frozen=True):
    """Lines on an industry and a company that were noted for somebody else, and for whom."""

    industry: str
    company: str
    noted_for: str  # uid of the contact

    def __bool__(self) -> bool:
        return bool(self.industry or self.company)


def next_sheet(earlier: Interview, make_uid: Callable[[], str] = new_uid) -> Prep:
    """The sheet of a second talk with the same person, begun from the first.

    Research, common ground and what I can say stay; the questions that were not asked come along
    with new uids; purpose and checklist start afresh.
    """
    old = earlier.prep
    left = [q for q in old.questions if q.asked_at is None and not q.skipped and q.text.strip()]
    uids = {question.uid: make_uid() for question in left}
    return replace(
        old,
        purpose="",
        checklist=(),
        questions=tuple(replace(q, uid=uids[q.uid], parent=uids.get(q.parent, "")) for q in left),
        extra={},
    )


def shared_research(
    contact: Contact, prep: Prep, others: Iterable[tuple[Contact, Interview]]
) -> Research:
    """What was noted for others and lacks on this sheet: on the same company, on its industry.

    `others`: contacts with their interviews, the latest first; the first that fits is taken. The
    result is falsy if there is nothing to offer.
    """
    industry = company = noted_for = ""
    for other, talk in others:
        if other.uid == contact.uid:
            continue
        same_company = same_place(other.company, contact.company)
        if same_company and not company and not prep.company.strip():
            company = talk.prep.company.strip()
            noted_for = noted_for or (other.uid if company else "")
        if (
            not industry
            and not prep.industry.strip()
            and (same_company or _same(other.industry, contact.industry))
        ):
            industry = talk.prep.industry.strip()
            noted_for = noted_for or (other.uid if industry else "")
    return Research(industry, company, noted_for)


def same_place(one: str, other: str) -> bool:
    """Whether two company names mean the same place: case, accents and legal form do not count."""
    place = without_legal_form(one)
    return bool(place) and place == without_legal_form(other)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and plain(one) == plain(other)
