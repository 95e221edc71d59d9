"""Everything on a contact's card, as a form; leaving it saves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import available_timezones

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Select, Static

from infoview_tui.domain import cadence
from infoview_tui.domain.contact_fields import (
    WrongField,
    read_days,
    read_list,
    read_tags,
    read_zone,
)
from infoview_tui.domain.dates import say_day
from infoview_tui.domain.errors import InfoviewError, UnclearDate
from infoview_tui.domain.meeting_time import local_time_there
from infoview_tui.domain.models import Closeness, Contact, Relation, Source
from infoview_tui.domain.relations import ResponseClass
from infoview_tui.domain.text import clean_line, clean_lines, fold, in_words
from infoview_tui.journal.core import Keys
from infoview_tui.journal.directory import Directory
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.form import FormRow, choice, text_input
from infoview_tui.screens.pane import JournalScreen
from infoview_tui.widgets.field import TextField

_CHOICES: dict[str, type[StrEnum]] = {
    "source": Source,
    "closeness": Closeness,
    "relation": Relation,
    "response": ResponseClass,
}


class ContactForm(JournalScreen[None]):
    """All fields of one contact. Esc saves and leaves; `u` takes the edit back."""

    CSS_PATH = "form.tcss"

    number = 1
    HELP_TEXT = """
    Everything the card knows. Esc saves and goes back; nothing typed here is lost, and u takes
    the whole edit back. A field that cannot be read says why at its right.

    Closeness sets how often you want to be in touch: close {cadences[close]} days,
    warm {cadences[warm]}, light {cadences[light]}; a number of your own in “every days” goes
    before it.
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Save, back", id="contact_form.leave", tooltip="Save and leave"),
        Binding("ctrl+s", "save", "Save", id="contact_form.save", tooltip="Save and stay"),
        Binding("tab", "app.focus_next", "Next field", id="contact_form.next"),
    ]

    def __init__(self, journal: Journal, directory: Directory, uid: str) -> None:
        super().__init__(journal)
        self._directory = directory
        self._uid = uid
        self._first = journal.contacts[uid]
        self._warned = ""

    # The fields ----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="contact-form", can_focus=False):
            name = self.shown(self._first.name)
            yield Static(f"Edit {name}", classes="form-title", markup=False)
            yield from self._rows(self._first)

    def _rows(self, contact: Contact) -> Iterator[FormRow]:
        yield self._text("name", "Name", contact.name)
        yield self._text("role", "Role", contact.role)
        yield self._text("company", "Company", contact.company)
        yield self._text("industry", "Industry", contact.industry)
        yield self._choice("source", "Found through", contact.source)
        yield self._text("tie", "How linked", contact.tie, "same alumni group, both ex-support")
        introducer = self.journal.contacts.get(contact.introduced_by)
        yield self._text(
            "introduced_by", "Introduced by", introducer.name if introducer else "", "a name"
        )
        yield self._choice("closeness", "Closeness", contact.closeness)
        days = str(contact.cadence_days) if contact.cadence_days else ""
        yield self._text("cadence_days", "Every … days", days)
        yield self._choice("relation", "Relation", contact.relation, allow_blank=False)
        tags = " ".join(f"#{tag}" for tag in contact.tags)
        yield self._text("tags", "Tags", tags, "#growth #toronto")
        yield self._text("emails", "E-mail", ", ".join(contact.emails))
        yield self._text("phones", "Phone", ", ".join(contact.phones))
        yield self._text("url", "Profile", contact.url)
        yield self._text("location", "Location", contact.location)
        zones = SuggestFromList(sorted(available_timezones()), case_sensitive=False)
        yield self._text(
            "timezone", "Time zone", contact.timezone, "America/Toronto", suggester=zones
        )
        away = contact.away_until.isoformat() if contact.away_until else ""
        yield self._text("away_until", "Away until", away, "their out-of-office: 1 dec")
        known = {kind.value for kind in ResponseClass}
        answers = ResponseClass(contact.response) if contact.response in known else None
        yield self._choice("response", "Answers", answers)
        yield self._lines("personal", "Personal", contact.personal)
        yield self._lines("past_roles", "Past roles", contact.past_roles)

    def _text(
        self, name: str, label: str, value: str, placeholder: str = "", **options: Any
    ) -> FormRow:
        field = text_input(value, placeholder, id=f"contact-{name}", **options)
        return FormRow(label, field)

    def _choice(self, name: str, label: str, value: Any, **options: Any) -> FormRow:
        return FormRow(label, choice(_CHOICES[name], value, id=f"contact-{name}", **options))

    def _lines(self, name: str, label: str, lines: tuple[str, ...]) -> FormRow:
        field = TextField("\n".join(lines), id=f"contact-{name}", placeholder="one a line")
        return FormRow(label, field)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#contact-name", Input).focus()
        self._remark_all()

    def changed(self, keys: Keys) -> None:
        """Another screen or program changed records: what is typed here stays."""

    # Reading what is typed -------------------------------------------------------------

    @property
    def _before(self) -> Contact:
        """The contact as it is now; one that was undone meanwhile as it was."""
        return self.journal.contacts.get(self._uid) or self._first

    def _value(self, name: str) -> str:
        return clean_line(self.query_one(f"#contact-{name}", Input).value)

    def _chosen(self, name: str) -> Any:
        value = self.query_one(f"#contact-{name}", Select).value
        return _CHOICES[name](value) if isinstance(value, str) else None

    def _lines_of(self, name: str) -> tuple[str, ...]:
        return tuple(clean_lines(self.query_one(f"#contact-{name}", TextField).text))

    def _typed(self) -> tuple[Contact, dict[str, str]]:
        """The contact as typed and what is wrong; a wrong field keeps the value it had."""
        before = self._before
        contact = replace(
            before,
            role=self._value("role"),
            company=self._value("company"),
            industry=self._value("industry"),
            tie=self._value("tie"),
            url=self._value("url"),
            location=self._value("location"),
            response=self._chosen("response") or "",
            emails=read_list(self._value("emails")),
            phones=read_list(self._value("phones")),
            tags=read_tags(self._value("tags")),
            source=self._chosen("source"),
            closeness=self._chosen("closeness"),
            relation=self._chosen("relation") or Relation.CONTACT,
            personal=self._lines_of("personal"),
            past_roles=self._lines_of("past_roles"),
        )
        wrong: dict[str, str] = {}
        readers: dict[str, Callable[[], Any]] = {
            "name": self._called,
            "introduced_by": self._introducer,
            "cadence_days": lambda: read_days(self._value("cadence_days")),
            "timezone": lambda: read_zone(self._value("timezone"), self._value("location")),
            "away_until": self._away,
        }
        for name, read in readers.items():
            try:
                contact = replace(contact, **{name: read()})
            except InfoviewError as error:
                wrong[name] = str(error)
        return contact, wrong

    def _called(self) -> str:
        if not (name := self._value("name")):
            raise WrongField("A contact has a name.")
        return name

    def _introducer(self) -> str:
        """The uid of the one contact that is called so."""
        typed = fold(self._value("introduced_by"))
        before = self.journal.contacts.get(self._before.introduced_by)
        if not typed:
            return ""
        if before is not None and fold(before.name) == typed:
            return before.uid
        found = [s for s in self._directory.named(typed, limit=50) if s.uid != self._uid]
        found = [s for s in found if all(word in s.order[0] for word in typed.split())]
        found = [s for s in found if s.order[0] == typed] or found
        if len(found) == 1:
            return found[0].uid
        names = ", ".join(summary.name for summary in found[:3])
        raise WrongField(f"{len(found)} are called so: {names}" if found else "nobody is called so")

    def _away(self) -> Any:
        typed = self._value("away_until")
        if not typed:
            return None
        found = self.journal.read_when(typed)
        if isinstance(found, datetime):
            raise UnclearDate("a day, without a time")
        return found

    # What stands at the right -------------------------------------------------------------

    @on(Input.Changed)
    @on(Select.Changed)
    def _remark_all(self) -> None:
        contact, wrong = self._typed()
        today = self.journal.today()
        interval = cadence.interval_days(
            contact.closeness, contact.cadence_days, self.journal.preferences.cadences
        )
        introducer = self.journal.contacts.get(contact.introduced_by)
        said = {
            "name": "",
            "introduced_by": _role_at(introducer) if introducer else "",
            "cadence_days": f"every {interval} days" if interval else "no reminder",
            "timezone": self._say_zone(contact.timezone),
            "away_until": say_day(contact.away_until, today) if contact.away_until else "",
        }
        for name, text in said.items():
            row = self.query_one(f"#contact-{name}").parent
            assert isinstance(row, FormRow)
            row.remark(wrong.get(name, text), wrong=name in wrong)

    def _say_zone(self, zone: str) -> str:
        clock_24 = self.journal.preferences.clock_24
        there = local_time_there(self.journal.now(), zone, clock_24=clock_24)
        return f"{there} ({zone})" if there and zone != self._value("timezone") else there

    # Leaving ------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.focus_next()

    def flush(self) -> None:
        """Saves what can be read."""
        with self.reporting():
            self.journal.edit_contact(self._typed()[0])

    def action_save(self) -> None:
        _, wrong = self._typed()
        self.flush()
        self._say_wrong(wrong)

    def action_leave(self) -> None:
        """Saves and leaves; the first time something is wrong it is shown instead."""
        _, wrong = self._typed()
        self.flush()
        problem = "; ".join(wrong.values())
        if wrong and problem != self._warned:
            self._warned = problem
            self._say_wrong(wrong)
        else:
            self.dismiss(None)

    def _say_wrong(self, wrong: dict[str, str]) -> None:
        for name, why in wrong.items():
            self.query_one(f"#contact-{name}", Input).focus()
            said = f"{in_words(name)}: {why} · Esc again leaves it as it was"
            self.notify(said, severity="warning")
            return


def _role_at(contact: Contact) -> str:
    return ", ".join(part for part in (contact.role, contact.company) if part)
