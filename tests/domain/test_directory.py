"""The list of people: its order, its colours, and what a few words find."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infoview_tui.domain.cadence import Colour
from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.directory import (
    Order,
    Summary,
    in_order,
    matching,
    summarise,
    urgency,
)
from infoview_tui.domain.models import (
    Closeness,
    Contact,
    FollowUp,
    FollowUpKind,
    Relation,
    Source,
    Touch,
    TouchKind,
)

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def summary(contact: Contact, days: int | None = None, due: int | None = None) -> Summary:
    """The line of a contact touched `days` ago who has a row due in `due` days."""
    touches = [
        Touch(uid="t", contact=contact.uid, at=NOW - timedelta(days=ago), kind=TouchKind.CHECK_IN)
        for ago in (days,)
        if ago is not None
    ]
    rows = [
        FollowUp(
            uid="f",
            contact=contact.uid,
            kind=FollowUpKind.PROMISE,
            due=NOW.date() + timedelta(days=ahead),
        )
        for ahead in (due,)
        if ahead is not None
    ]
    return summarise(contact, touches, [], rows, NOW, WorkCalendar())


def person(name: str, closeness: Closeness | None = None, **more: object) -> Contact:
    return Contact(uid=name, name=name, closeness=closeness, **more)  # type: ignore[arg-type]


def test_cadence_colours_amber_at_the_interval_and_red_at_one_and_a_half() -> None:
    ann = person("Ann", Closeness.WARM)  # every 90 days
    colours = [summary(ann, days).colour for days in (89, 90, 134, 135)]
    assert colours == [Colour.CALM, Colour.AMBER, Colour.AMBER, Colour.RED]
    assert summary(person("Bo"), 900).colour is Colour.CALM


def test_urgency_puts_what_is_late_before_what_is_due_before_the_rest() -> None:
    late = summary(person("late"), due=-7)
    cold = summary(person("cold", Closeness.CLOSE), days=45)  # 1.5 x 30
    due = summary(person("due"), due=0)
    soon = summary(person("soon"), due=3)
    quiet = summary(person("quiet", Closeness.WARM), days=3)
    nothing = summary(person("nothing"))
    ordered = in_order([nothing, quiet, soon, due, cold, late], Order.URGENCY)
    assert [s.name for s in ordered] == ["late", "cold", "due", "soon", "quiet", "nothing"]
    assert due.urgency == 1.0


def test_urgency_counts_from_the_day_and_a_resting_contact_does_not_press() -> None:
    assert urgency(60, 30, [], NOW.date()) == 2.0
    assert urgency(60, 30, [], NOW.date(), resting=True) == 0.0
    far = FollowUp(uid="f", contact="c", kind=FollowUpKind.REVISIT, due=date(2027, 5, 1))
    assert urgency(None, None, [far], NOW.date()) == 0.0


def test_equals_stand_with_the_warmest_source_first() -> None:
    people = [person("Cold", source=Source.COLD), person("Kin", source=Source.CIRCLE)]
    assert [s.name for s in in_order(map(summary, people), Order.URGENCY)] == ["Kin", "Cold"]


def test_the_other_orders() -> None:
    some = [
        summary(person("Änne", company="Zet"), days=5),
        summary(person("Bo", company="Atlas"), days=1),
        summary(person("Cy")),
    ]
    assert [s.name for s in in_order(some, Order.NAME)] == ["Änne", "Bo", "Cy"]
    assert [s.name for s in in_order(some, Order.COMPANY)] == ["Bo", "Änne", "Cy"]
    assert [s.name for s in in_order(some, Order.LAST_TOUCH)] == ["Bo", "Änne", "Cy"]


def test_every_word_must_be_found_without_accents_or_case_and_names_come_first() -> None:
    some = [
        summary(person("Lena Fischer", company="Tomahawk")),
        summary(person("Tomás Ibarra", role="Growth PM", tags=("berlin",))),
    ]
    assert matching(some, "tom") == ["Tomás Ibarra", "Lena Fischer"]
    assert matching(some, "TOMÁS growth") == ["Tomás Ibarra"]
    assert matching(some, "#berlin") == ["Tomás Ibarra"]
    assert matching(some, "tom lumen") == []
    assert matching(some, "  ") == ["Lena Fischer", "Tomás Ibarra"]


def test_what_a_person_has_become_stands_for_the_stage() -> None:
    assert summary(person("Sam", relation=Relation.MENTOR)).state == "mentor"
    assert summary(person("Lena")).state == "to contact"
