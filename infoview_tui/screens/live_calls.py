"""Which talk the live screen is about, and whom one could call."""

from __future__ import annotations

from datetime import datetime, timedelta

from infoview_tui.domain.models import InterviewHead
from infoview_tui.domain.text import fold
from infoview_tui.journal.journal import Journal

_FAR = float("inf")
_LATE = timedelta(hours=1)  # a talk may begin late; then the queue asks what became of it
NEAR = timedelta(hours=1)  # before its time: Enter alone starts no talk of another day


def talk_at_hand(journal: Journal, *, held: str = "") -> InterviewHead | None:
    """The talk under way (the last one begun), else the next one that was agreed.

    One whose time is long over, begun and never ended or never begun, comes after the others. The
    one that was just `held` stays until its debrief is written or another is near.
    """
    ahead: InterviewHead | None = None
    running: InterviewHead | None = None
    now = journal.now()
    for head in journal.heads.all():
        if head.under_way:
            if running is None or _moment(head.started_at) > _moment(running.started_at):
                running = head
        elif head.ahead and (ahead is None or _order(head, now) < _order(ahead, now)):
            ahead = head
    if running is not None and ahead is not None and _order(running, now)[0]:
        return ahead if _near(ahead, now) else running
    just = journal.heads.get(held)
    if running is None and just is not None and just.awaits_debrief:
        return ahead if ahead is not None and _near(ahead, now) else just
    return running or ahead


def awaiting_debrief(journal: Journal) -> InterviewHead | None:
    """The last talk that was held and not debriefed."""
    found = [head for head in journal.heads.all() if head.awaits_debrief]
    return max(found, key=lambda head: _moment(head.ended_at), default=None)


def _order(head: InterviewHead, now: datetime) -> tuple[bool, float]:
    over = timedelta(minutes=head.minutes) + _LATE
    return head.begins is not None and now - head.begins > over, _moment(head.begins)


def _near(head: InterviewHead, now: datetime) -> bool:
    """Whether it may begin any minute: agreed for the hour to come, or for just now."""
    soon = head.starts_at is not None and head.starts_at - now < NEAR
    return soon and not _order(head, now)[0]


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else _FAR


class People:
    """Everybody who could be called, found by any part of name or company."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._people = sorted(
            (fold(contact.name), fold(f"{contact.name} {contact.company}"), contact.uid)
            for contact in journal.contacts.all()
            if not contact.archived
        )

    def matching(self, typed: str, most: int = 50) -> list[str]:
        """The uids of those whom `typed` could mean, best first."""
        words = fold(typed).split()
        found = [
            (not name.startswith(words[0] if words else ""), uid)
            for name, everything, uid in self._people
            if all(word in everything for word in words)
        ]
        found.sort(key=lambda match: match[0])
        return [uid for _, uid in found[:most]]
