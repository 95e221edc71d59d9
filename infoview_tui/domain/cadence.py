"""Staying in touch: intervals, colours and repeats, counted from the last real touch."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from infoview_tui.domain.errors import InfoviewError


class OutsideCalendar(InfoviewError):
    """Arithmetic that leaves the years 1 to 9999."""


def months_after(anchor: date, n: int) -> date:
    """`anchor` moved by n months, to the last day where the month is shorter.

    Always from the anchor, never chained: 31 Jan + 1 is 28 Feb, + 2 is 31 Mar. Raises
    OutsideCalendar beyond the years 1 to 9999.
    """
    try:
        return anchor + relativedelta(months=n)
    except (ValueError, OverflowError):
        raise OutsideCalendar(
            f"{n} months from {anchor} lie outside the years 1 to 9999: choose fewer."
        ) from None
