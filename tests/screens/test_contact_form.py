"""The contact form by keys: leaving saves, wrong fields say why, nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input, Select

from infoview_tui.domain.models import AnyRecord, Closeness, Contact, Source
from infoview_tui.screens.contact_form import ContactForm
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.widgets.field import TextField
from tests.screens.harness import OpenApp, open_app


def people() -> list[AnyRecord]:
    return [
        Contact(uid="lena", name="Lena Fischer", company="Holm", extra={"theirs": "kept"}),
        Contact(uid="sam", name="Sam Okafor", archived=True),
        Contact(uid="sama", name="Samantha Ito"),
        Contact(uid="priya", name="Priya Natarajan", company="Northwind"),
    ]


async def the_form(o: OpenApp) -> ContactForm:
    (await o.screen(ContactsScreen)).open("lena")
    await o.pilot.pause()
    await o.press("e")
    return await o.screen(ContactForm)


def fill(o: OpenApp, **values: str) -> None:
    for name, value in values.items():
        o.widget(f"#contact-{name}", Input).value = value


async def test_every_field_is_saved_on_the_way_out(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await the_form(o)
        await o.press("end")
        await o.write(" MBA")
        fill(
            o,
            role="Designer",
            industry="furniture",
            tie="same class",
            introduced_by="priya",
            cadence_days="45",
            tags="#craft wood, #craft",
            emails="a@b.example; c@d.example",
            phones="+49 30 1",
            url="https://holm.example",
            location="Berlin",
            timezone="Europe/Berlin",
            away_until="1 dec",
        )
        o.widget("#contact-source", Select).value = "alumni"
        o.widget("#contact-closeness", Select).value = "light"
        o.widget("#contact-personal", TextField).load_text("rows on Sundays\n\ntwo kids")
        await o.pilot.pause()
        await o.press("escape")
        await o.screen(ContactsScreen)
        lena = o.journal.contacts["lena"]
    assert lena == Contact(
        uid="lena",
        name="Lena Fischer MBA",
        role="Designer",
        company="Holm",
        industry="furniture",
        tie="same class",
        introduced_by="priya",
        cadence_days=45,
        closeness=Closeness.LIGHT,
        source=Source.ALUMNI,
        tags=("craft", "wood"),
        emails=("a@b.example", "c@d.example"),
        phones=("+49 30 1",),
        url="https://holm.example",
        location="Berlin",
        timezone="Europe/Berlin",
        away_until=date(2026, 12, 1),
        personal=("rows on Sundays", "two kids"),
        created_at=lena.created_at,
        updated_at=lena.updated_at,
        extra={"theirs": "kept"},
    )


async def test_leaving_without_a_change_writes_nothing(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await the_form(o)
        before = o.journal.contacts["lena"]
        await o.press("escape")
        await o.screen(ContactsScreen)
        assert o.journal.contacts["lena"] == before
        assert o.journal.undo() is None


async def test_a_wrong_field_says_why_and_is_left_as_it_was_at_the_second_escape(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, people(), size=(120, 32)) as o:
        await the_form(o)
        fill(o, role="Designer", timezone="Nowhere/Land", introduced_by="okonkwo")
        await o.until(lambda: o.shows("unknown zone") and o.shows("nobody is called so"))
        await o.press("escape")
        await o.screen(ContactForm)
        await o.press("escape")
        await o.screen(ContactsScreen)
        lena = o.journal.contacts["lena"]
        assert (lena.role, lena.timezone, lena.introduced_by) == ("Designer", "", "")


async def test_a_name_is_never_emptied(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await the_form(o)
        fill(o, name="  ")
        await o.pilot.pause()
        await o.press("escape", "escape")
        await o.screen(ContactsScreen)
        assert o.journal.contacts["lena"].name == "Lena Fischer"


async def test_the_location_gives_the_zone_and_their_time_is_shown(journal_path: Path) -> None:
    async with open_app(journal_path, people(), size=(120, 32)) as o:
        await the_form(o)
        fill(o, location="Toronto")
        await o.until(lambda: o.shows("04:00 in Toronto (America/Toronto)"))
        await o.press("escape")
        await o.screen(ContactsScreen)
        assert o.journal.contacts["lena"].timezone == "America/Toronto"


async def test_quitting_from_the_form_saves_it(journal_path: Path) -> None:
    async with open_app(journal_path, people()) as o:
        await the_form(o)
        await o.press("end")
        await o.write(" MBA")
        await o.press("ctrl+q")
    async with open_app(journal_path) as o:
        assert o.journal.contacts["lena"].name == "Lena Fischer MBA"
