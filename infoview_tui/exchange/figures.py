"""How it goes, in figures: `infoview stats` as the pane's page, and as JSON for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from infoview_tui.domain.insights import answers
from infoview_tui.domain.progress import (
    by_channel,
    by_source,
    funnel,
    going_cold,
    prep_coverage,
    reply_rates,
    talk_facts,
    talks_per_week,
    thank_you_punctuality,
)
from infoview_tui.domain.progress_page import ProgressFacts, progress_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from infoview_tui.journal.journal import Journal

_WEEKS = 12


def facts(journal: Journal) -> ProgressFacts:
    """What the figures are made of; reads every talk."""
    now = journal.now()
    contacts = journal.contacts.all()
    talks = [journal.interviews[head.uid] for head in journal.heads.all()]
    return ProgressFacts(
        contacts=contacts,
        touches={contact.uid: journal.touches_of.of(contact.uid) for contact in contacts},
        heads={contact.uid: journal.interviews_of.of(contact.uid) for contact in contacts},
        talks=[found for talk in talks if (found := talk_facts(talk, now))],
        answers=[
            answer
            for talk in talks
            for answer in answers(talk, journal.contacts.get(talk.contact), now)
        ],
        cadences=journal.preferences.cadences,
        calendar=journal.calendar,
    )


def as_text(journal: Journal, width: int, strong: Callable[[str], str] = str) -> str:
    """The page; "" if there is nothing to say yet."""
    page = progress_page(facts(journal), journal.now(), width, journal.preferences.limits)
    return "\n\n".join("\n".join((strong(part.title), *part.lines)) for part in page)


def as_json(journal: Journal) -> str:
    """The figures behind the page; shares are between 0 and 1, null where nothing was counted."""
    known, now, limits = facts(journal), journal.now(), journal.preferences.limits
    thanks = thank_you_punctuality(known.heads, known.touches, now, limits)
    prep = prep_coverage(known.talks)
    figures = {
        "funnel": dict(funnel(known.contacts, known.touches, known.heads).steps),
        "reply_rate": {
            name: {
                str(key): {"asked": rate.asked, "replied": rate.replied, "share": rate.share}
                for key, rate in reply_rates(
                    known.contacts, known.touches, by, now.date(), known.calendar, limits
                )
            }
            for name, by in (("source", by_source), ("channel", by_channel))
        },
        "talks_per_week": {
            monday.isoformat(): count
            for monday, count in talks_per_week(known.talks, now.date(), _WEEKS)
        },
        "thank_you": {
            "in_time": thanks.in_time,
            "late": thanks.late,
            "never": thanks.never,
            "share": thanks.share,
        },
        "prep": {
            "talks": prep.talks,
            "ready": prep.ready,
            "planned": prep.planned,
            "asked": prep.asked,
        },
        "going_cold": [
            {"name": cold.contact.name, "days": cold.days, "interval": cold.interval}
            for cold in going_cold(known.contacts, known.touches, known.heads, now, known.cadences)
        ],
    }
    return json.dumps(figures, ensure_ascii=False, indent=2)
