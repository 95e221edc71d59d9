"""Two contacts that are one person, made one: nothing that either card says is lost."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from infoview_tui.domain.models import Closeness, Contact, FollowUp, FollowUpState, Relation
from infoview_tui.domain.text import fold

_CLOSEST = (Closeness.CLOSE, Closeness.WARM, Closeness.LIGHT)
_HIGHEST = (Relation.MENTOR, Relation.ADVOCATE, Relation.CONTACT)


def merged(keep: Contact, other: Contact) -> Contact:
    """`keep` with what `other` knows besides; what both say differently is `keep`'s.

    A role or company of `other` that reads differently goes to the past roles, another address,
    place or tie to the personal lines.
    """
    was = ", ".join(filter(None, (other.role, other.company)))
    same_job = all(
        not brought or fold(had) == fold(brought)
        for had, brought in ((keep.role, other.role), (keep.company, other.company))
    )
    new_job = not (keep.role or keep.company)
    past = () if same_job or new_job else (was,)
    lines = tuple(
        brought
        for had, brought in (
            (keep.url, other.url),
            (keep.location, other.location),
            (keep.tie, other.tie),
        )
        if had and brought and fold(had) != fold(brought)
    )
    also = () if fold(keep.name) == fold(other.name) else (f"also {other.name}",)
    stamps = [stamp for stamp in (keep.created_at, other.created_at) if stamp]
    return replace(
        keep,
        role=keep.role or (other.role if new_job or same_job else ""),
        company=keep.company or (other.company if new_job or same_job else ""),
        industry=keep.industry or other.industry,
        emails=_union(keep.emails, other.emails),
        phones=_union(keep.phones, other.phones),
        url=keep.url or other.url,
        location=keep.location or other.location,
        timezone=keep.timezone or other.timezone,
        source=keep.source or other.source,
        tie=keep.tie or other.tie,
        introduced_by=_introducer(keep, other),
        tags=_union(keep.tags, other.tags),
        closeness=next((c for c in _CLOSEST if c in (keep.closeness, other.closeness)), None),
        cadence_days=keep.cadence_days or other.cadence_days,
        relation=next(r for r in _HIGHEST if r in (keep.relation, other.relation)),
        personal=_union(keep.personal, (*also, *other.personal, *lines)),
        past_roles=_union(keep.past_roles, (*past, *other.past_roles)),
        connected_on=keep.connected_on or other.connected_on,
        away_until=max(filter(None, (keep.away_until, other.away_until)), default=None),
        response=keep.response or other.response,
        archived=keep.archived and other.archived,
        created_at=min(stamps, default=None),
        extra={**other.extra, **keep.extra},
    )


def without_repeats(rows: Iterable[FollowUp]) -> list[FollowUp]:
    """The rows with what is now owed twice dropped: of equals the one due first stays open."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in sorted(rows, key=lambda row: (row.due, row.uid)):
        what = (row.kind, row.interview, row.note, row.about, row.reason)
        repeats = row.state is FollowUpState.OPEN and what in seen
        if row.state is FollowUpState.OPEN:
            seen.add(what)
        kept.append(replace(row, state=FollowUpState.DROPPED) if repeats else row)
    return kept


def _introducer(keep: Contact, other: Contact) -> str:
    """Who introduced them; nobody introduces oneself."""
    found = (uid for uid in (keep.introduced_by, other.introduced_by) if uid)
    return next((uid for uid in found if uid not in (keep.uid, other.uid)), "")


def _union(had: tuple[str, ...], brought: Iterable[str]) -> tuple[str, ...]:
    """Both without repeats, whatever the case and the accents."""
    found: dict[str, str] = {}
    for text in (*had, *brought):
        found.setdefault(fold(text), text)
    return tuple(found.values())
