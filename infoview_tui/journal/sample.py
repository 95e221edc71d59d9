"""A rich sample journal: one person's half year of talks, dated from today.

Its texts are data (`sample_people.toml`, `sample_talks.toml`, `sample_ahead.toml`,
`sample_board.toml`); what it owes follows from the rules of the method.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec.structs import fields, replace

from infoview_tui.domain.errors import JournalUnusable
from infoview_tui.domain.models import (
    AnyRecord,
    Closeness,
    Confidence,
    Contact,
    FollowUp,
    FollowUpKind,
    Hypothesis,
    HypothesisKind,
    Interview,
    Meta,
    Profile,
    Relation,
    Source,
    Touch,
)
from infoview_tui.journal.core import local_now
from infoview_tui.journal.disk import Disk
from infoview_tui.journal.journal import Journal
from infoview_tui.journal.sample_history import Past
from infoview_tui.journal.sample_lines import Moments, fact_time, note_uid, touch, uid
from infoview_tui.journal.sample_talks import meeting, talk, thanks

_KINDS: Mapping[str, type[Source] | type[Closeness] | type[Relation]] = {
    "source": Source,
    "closeness": Closeness,
    "relation": Relation,
}
_LISTS = {field.name for field in fields(Contact) if "tuple" in str(field.type)}


def write_sample(path: Path, now: datetime | None = None, disk: Disk | None = None) -> None:
    """Writes the sample journal to a new file; raises `JournalUnusable` where one exists."""
    if path.exists():
        raise JournalUnusable(f"{path} exists: the sample journal is only written to a new file")
    moment = now or local_now()
    journal = Journal.open(path, clock=lambda: moment, disk=disk)
    try:
        meta, *others = sample_records(moment)
        assert isinstance(meta, Meta)
        own = replace(meta, journal_id=journal.meta.journal_id)
        journal.commit("the sample journal", [own, *others], undoable=False)
    finally:
        journal.close()


def sample_records(now: datetime) -> tuple[AnyRecord, ...]:
    """Every record of the sample journal as it stands at `now`, `meta` first."""
    when, board = Moments(now), _read("board")
    profile = Profile(**{name: text.strip() for name, text in board["profile"].items()})
    people = _read("people")
    contacts = {key: _contact(key, text) for key, text in people.items()}
    talks, touches = {}, []
    for key, text in people.items():
        touches += [touch(key, line, when) for line in text.get("happened", ())]
    for key, text in {**_read("talks"), **_read("ahead")}.items():
        who = contacts[key.rpartition("-")[0]]
        talks[key] = talk(key, text, profile.two_minute_me, who, when)
        if "took" in text:
            touches.append(meeting(talks[key]))
        if "thanks" in text:
            touches.append(thanks(key, talks[key], text["thanks"]))
    rows = [_row(text, when) for text in board["row"]]
    past = Past({c.uid: c for c in contacts.values()}, when, {row.uid: row for row in rows})
    interviews = past.live_through(touches, talks.values())
    return (
        Meta(profile=profile, last_review=when.day("-5")),
        *_with_beginnings(past.contacts.values(), touches),
        *interviews,
        *past.rows.values(),
        *touches,
        *(_line(text, talks) for text in board["line"]),
        *past.gaps,
    )


def _read(name: str) -> dict[str, Any]:
    data = files("infoview_tui.journal").joinpath(f"sample_{name}.toml").read_text("utf-8")
    return tomllib.loads(data)


def _contact(key: str, text: Mapping[str, Any]) -> Contact:
    values: dict[str, Any] = {}
    for name, value in text.items():
        if name == "introduced_by":
            values[name] = uid("contact", value)
        elif name in _KINDS:
            values[name] = _KINDS[name](value)
        elif name != "happened":
            values[name] = tuple(value) if name in _LISTS else value
    return Contact(uid=uid("contact", key), **values)


def _with_beginnings(contacts: Iterable[Contact], touches: list[Touch]) -> list[Contact]:
    """The contacts, each added on the day before the first touch."""
    first: dict[str, datetime] = {}
    for one in touches:
        first[one.contact] = min(one.at, first.get(one.contact, one.at))
    day = timedelta(days=1)
    return [replace(c, created_at=first[c.uid] - day) if c.uid in first else c for c in contacts]


def _row(text: Mapping[str, Any], when: Moments) -> FollowUp:
    return FollowUp(
        uid=uid("row", text["contact"], text["kind"]),
        contact=uid("contact", text["contact"]),
        kind=FollowUpKind(text["kind"]),
        due=when.day(text["due"]),
        reason=text["reason"],
        about=uid("contact", text["about"]) if "about" in text else "",
        repeat=text.get("repeat", ""),
        draft=text.get("draft", ""),
    )


def _line(text: Mapping[str, Any], talks: Mapping[str, Interview]) -> Hypothesis:
    said = [_confidence(line, talks) for line in text.get("confidence", ())]
    return Hypothesis(
        uid=uid("line", text["text"]),
        text=text["text"],
        kind=HypothesisKind(text.get("kind", HypothesisKind.HYPOTHESIS)),
        confidence=tuple(sorted(said, key=lambda one: one.at)),
        notes=tuple(note_uid(name) for name in text["notes"]),
        next_action=text.get("next_action", ""),
        created_at=min((one.at for one in said), default=None),
    )


def _confidence(line: str, talks: Mapping[str, Interview]) -> Confidence:
    """`priya-1 72 the reason`."""
    key, value, why = line.split(" ", 2)
    held = talks[key]
    assert held.debriefed_at is not None  # one says it in the debrief
    return Confidence(
        at=fact_time(held.debriefed_at), value=int(value), interview=held.uid, why=why
    )
