"""The numbers of the method in one place; each may be changed in the preferences."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Defaults of the method's rules; units stand in the names or beside them."""

    try_another: int = 3  # business days without a reply: someone else at the same place
    second_try: int = 7  # business days without a reply: the one and only follow-up
    attempts: int = 2  # a person, then resting
    rest_months: int = 6
    reply_hours: int = 24  # to a yes
    active_targets: int = 5
    reply_rate: tuple[float, float] = (0.20, 0.40)  # the band to expect
    confirm_days: int = 1  # before the talk
    thin_prep_hours: int = 72  # before the talk
    thanks_amber_hours: int = 20
    thanks_hours: int = 24
    promise_days: int = 7
    loop_days: int = 7  # try the advice, read the resource
    offer_days: int = 10  # business days
    ask_days: int = 7  # after the talk, at the earliest
    report_back_days: int = 14  # after the first contact with the person referred
    check_in_days: int = 30  # after the talk
    silent_check_ins: int = 2  # then let go
    review_days: int = 7
    note_characters: int = 200  # of a LinkedIn invitation note; a paid account has 300


DEFAULT = Limits()

# method: close 30 d, warm 90 d, light 365 d between two touches.
DAYS_BY_CLOSENESS: Mapping[str, int] = MappingProxyType({"close": 30, "warm": 90, "light": 365})
