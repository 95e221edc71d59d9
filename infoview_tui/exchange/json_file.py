"""The records of a journal as one JSON document, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from infoview_tui.domain.models import SCHEMA, Contact, FollowUp, Interview, Touch
from infoview_tui.domain.records import encode


def to_json(
    contacts: Sequence[Contact],
    interviews: Sequence[Interview] = (),
    follow_ups: Sequence[FollowUp] = (),
    touches: Sequence[Touch] = (),
) -> str:
    """The documents that the journal file holds, table by table, with a newline at the end."""
    tables = {
        "contacts": contacts,
        "interviews": interviews,
        "follow_ups": follow_ups,
        "touches": touches,
    }
    document: dict[str, object] = {"infoview": {"schema": SCHEMA}}
    for table, records in tables.items():
        document[table] = [encode(record) for record in records]
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
