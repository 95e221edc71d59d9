"""What the user may set; every default is the method's (method §2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from infoview_tui.domain.limits import DAYS_BY_CLOSENESS, DEFAULT, Limits
from infoview_tui.domain.models import Medium
from infoview_tui.domain.say_dates import DateStyle


class Preferences(Struct, frozen=True, kw_only=True):
    """Preferences as values; read from a TOML file by `exchange.preferences_file`."""

    theme: str = "infoview-dark"
    clock_24: bool = True
    dates: DateStyle = DateStyle.WORDS
    day_first: bool | None = None  # how 3/4 is read; None: refused as unclear
    workdays: frozenset[int] = frozenset(range(5))  # Monday is 0
    holidays: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()  # one's own vacations, both days included
    minutes: int = 20  # the length to ask for
    wrap_up_minutes: int = 5
    early_minutes: int = 5  # online and on the phone
    early_minutes_in_person: int = 10
    keymap: Mapping[str, str] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)  # own message templates by name
    questions: tuple[str, ...] = ()  # own questions for the bank
    limits: Limits = DEFAULT
    # Days between touches, by closeness.
    cadences: Mapping[str, int] = field(default_factory=lambda: DAYS_BY_CLOSENESS)

    def minutes_early(self, medium: Medium) -> int:
        """How long before a talk to be there (method: 5 minutes online, 10 in person)."""
        online = medium in (Medium.VIDEO, Medium.PHONE)
        return self.early_minutes if online else self.early_minutes_in_person
