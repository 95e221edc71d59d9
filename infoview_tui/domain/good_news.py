"""Good news (a role, a decision, an exam): a message to everyone who helped (method "After")."""

from __future__ import annotations

from datetime import date

from infoview_tui.domain.identity import derived_uid
from infoview_tui.domain.models import FollowUp, FollowUpKind

_PREFIX = "good news: "


def tell_news(contact: str, news: str, due: date) -> FollowUp:
    """The row to tell `contact` (uid) the news; the same news is the same row."""
    return FollowUp(
        uid=derived_uid(contact, "news", news),
        contact=contact,
        kind=FollowUpKind.OTHER,
        due=due,
        reason=f"{_PREFIX}{news}",
    )


def news_of(row: FollowUp | None) -> str:
    """The news that a row is there to tell; "" for all other rows."""
    if row is None or not row.reason.startswith(_PREFIX):
        return ""
    return row.reason.removeprefix(_PREFIX).rstrip(". ")
