"""A file of people into the journal: read, matched, previewed, then written as one change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from infoview_tui.domain.models import Contact, Source
from infoview_tui.exchange.drafts import PersonDraft, Reading
from infoview_tui.exchange.matching import ImportPlan, as_contact, match, updated
from infoview_tui.exchange.recognise import read_people

if TYPE_CHECKING:
    from infoview_tui.journal.changes import Entry
    from infoview_tui.journal.journal import Journal

# Past so many lines of one kind a preview only counts them.
_SHOWN = 20

Progress = Callable[[int, int], None]


class Import(Struct, frozen=True):
    """What a file brings to a journal: what was read of it and what would be done."""

    reading: Reading
    plan: ImportPlan
    names: Mapping[str, str]  # of the contacts that the plan speaks of, by uid


def preview(
    contacts: Sequence[Contact],
    path: Path,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    day_first: bool | None = None,
) -> Import:
    """What importing the file beside these contacts would do; raises `ImportRefused`.

    `progress` hears how many people of how many are matched, about a hundred times. `day_first`
    says how `3/4/2024` is read where the file does not tell.
    """
    reading = read_people(path, mapping, day_first=day_first)
    drafts = reading.drafts
    plan = match(_told(drafts, progress) if progress else drafts, contacts)
    spoken_of = {change.contact_uid for change in plan.changed}
    return Import(reading, plan, {c.uid: c.name for c in contacts if c.uid in spoken_of})


def _told(drafts: Sequence[PersonDraft], progress: Progress) -> Iterator[PersonDraft]:
    """The drafts; `progress` hears of every hundredth part of them."""
    step = max(1, len(drafts) // 100)
    for done, draft in enumerate(drafts):
        if done % step == 0:
            progress(done, len(drafts))
        yield draft
    progress(len(drafts), len(drafts))


def carry_out(journal: Journal, wanted: Import, *, take_news: bool = False) -> int:
    """Write the import as one change, undone by one `u`; the number of contacts written."""
    keys = journal.remember(write(journal, wanted, take_news=take_news))
    journal.hear(keys)
    return len(keys)


def write(journal: Journal, wanted: Import, *, take_news: bool = False) -> Entry:
    """The same as far as a thread may do it; `remember` and `hear` are for the event loop.

    Blanks of known contacts are filled. A role or company that reads differently is replaced only
    with `take_news`: what stands in the journal may have been corrected by hand.
    """
    linkedin = wanted.reading.source_name.startswith("LinkedIn")
    source = Source.LINKEDIN if linkedin else None
    new = [as_contact(draft, source) for draft in wanted.plan.new]
    changed: dict[str, Contact] = {}
    for draft, uid, _ in wanted.plan.known:
        before = changed.get(uid) or journal.contacts[uid]
        after = updated(before, draft, take_news=take_news)
        if after != before:
            changed[uid] = after
    return journal.write_import(wanted.reading.source_name, new, changed.values())


def summary(wanted: Import, *, dry_run: bool = False) -> str:
    """The import in lines of plain text: the counts first, then everything out of the ordinary."""
    reading, plan = wanted.reading, wanted.plan
    skipped = sorted((*reading.skipped, *plan.skipped), key=lambda skip: skip.row)
    news = [change for change in plan.changed if change.is_news]
    filled = [change for change in plan.changed if not change.is_news]
    head = (
        f"{reading.source_name}: {reading.rows} row{'s' if reading.rows != 1 else ''}, "
        f"{len(plan.new)} "
        f"{'would be new' if dry_run else 'new'}, {len(plan.known)} known, {len(skipped)} skipped"
    )
    sections = (
        ("skipped", [str(skip) for skip in skipped]),
        (
            "added beside someone of the same name",
            list(dict.fromkeys(f"row {d.row}: {d.name}, {d.company}" for d, _ in plan.lookalikes)),
        ),
        (
            "news, a reason to write",
            [f"{wanted.names[c.contact_uid]}: {c.field} {c.old} -> {c.new}" for c in news],
        ),
        ("filled in", [f"{wanted.names[c.contact_uid]}: {c.field} {c.new}" for c in filled]),
        ("altered on the way", list(reading.remarks)),
        ("kept beside, in `imported`", kept_beside(wanted)),
    )
    return "\n".join([head, *(line for title, rows in sections for line in _listed(title, rows))])


def kept_beside(wanted: Import) -> list[str]:
    """What new people bring that the journal has no field for: its name, and of how many."""
    found = Counter(name for draft in wanted.plan.new for name in dict(draft.extra))
    return [f"{name}: {count}" for name, count in sorted(found.items())]


def as_json(wanted: Import) -> str:
    """The import as one object: counts, and rows that are new, known, changed or skipped."""
    reading, plan = wanted.reading, wanted.plan
    skipped = sorted((*reading.skipped, *plan.skipped), key=lambda skip: skip.row)
    document = {
        "source": reading.source_name,
        "rows": reading.rows,
        "new": [{"row": d.row, "name": d.name, "company": d.company} for d in plan.new],
        "known": [{"row": k.draft.row, "uid": k.contact_uid, "by": k.by} for k in plan.known],
        "changed": [
            {"uid": c.contact_uid, "name": wanted.names[c.contact_uid], "field": c.field}
            | {"old": c.old, "new": c.new, "news": c.is_news}
            for c in plan.changed
        ],
        "skipped": [{"row": s.row, "reason": s.reason, "text": s.text} for s in skipped],
        "lookalikes": [{"row": d.row, "name": d.name, "uid": uid} for d, uid in plan.lookalikes],
        "remarks": list(reading.remarks),
        "beside": kept_beside(wanted),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _listed(title: str, rows: list[str]) -> Iterator[str]:
    if not rows:
        return
    yield f"{title}:"
    yield from (f"  {row}" for row in rows[:_SHOWN])
    if len(rows) > _SHOWN:
        yield f"  and {len(rows) - _SHOWN} more"
