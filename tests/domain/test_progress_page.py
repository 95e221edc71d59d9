"""The page of charts: true, within its width, and silent where there is nothing to say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from infoview_tui.domain.calendar import WorkCalendar
from infoview_tui.domain.charts import cells
from infoview_tui.domain.limits import Limits
from infoview_tui.domain.models import Closeness
from infoview_tui.domain.progress import talk_facts
from infoview_tui.domain.progress_page import ProgressFacts, as_text, progress_page
from tests.domain.small_journal import ANSWERS, CONTACTS, HEADS, NOW, TALKS, TOUCHES

FACTS = ProgressFacts(
    contacts=CONTACTS,
    touches=TOUCHES,
    heads=HEADS,
    talks=[facts for held in TALKS if (facts := talk_facts(held, NOW))],
    answers=ANSWERS,
)
EMPTY = ProgressFacts(contacts=(), touches={}, heads={}, talks=(), answers=())


def sections(width: int = 60) -> dict[str, tuple[str, ...]]:
    return {section.title: section.lines for section in progress_page(FACTS, NOW, width)}


def test_the_page_says_what_was_worked_out_by_hand() -> None:
    page = sections()
    assert list(page) == [
        "From contact to talk",
        "Reply rate by source",
        "Reply rate by opener",
        "Reply rate by channel",
        "Talks per week",
        "Habits",
        "Questions that bring most",
        "How I did",
    ]
    assert page["From contact to talk"][-1] == "Of 5 written to, 1 to 2 can be expected to reply."
    assert page["Reply rate by channel"] == (
        f"email    {'█' * 37} 100 %  2 of 2",
        f"linkedin {'█' * 18}▌{' ' * 18}  50 %  1 of 2",
    )
    assert page["Habits"] == (
        f"thanked within 24 h {'█' * 6}{' ' * 18} 1 of 4, 1 later",
        f"sheet ready         {'█' * 6}{' ' * 18} 1 of 4",
        f"questions asked     {'█' * 13}▊{' ' * 10} 4 of 7",  # 4/7 of 24 cells
    )
    assert page["Questions that bring most"][0] == "1.0 a talk, 1 asked: What surprised you?"
    assert page["How I did"][1] == "Listened more than I talked?     ▄▅▇ 3.0 of 5"


def test_no_figure_and_no_sentence_is_cut_where_it_is_narrow() -> None:
    late = replace(CONTACTS[0], name="Bartholomew Featherstonehaugh-Cholmondeley")
    facts = replace(FACTS, contacts=(late, *CONTACTS[1:]), cadences=dict.fromkeys(Closeness, 1))
    page = {one.title: one.lines for one in progress_page(facts, NOW, 35)}
    assert " ".join(page["From contact to talk"]).endswith(
        "Of 5 written to, 1 to 2 can be expected to reply."
    )
    assert page["How I did"][1] == "Listened more than I tal… 3.0 of 5"
    assert all(line.endswith("days, every 1") for line in page["Going cold"])
    assert max(cells(line) for lines in page.values() for line in lines) <= 35


def test_a_rate_below_the_band_shows_where_it_is_expected() -> None:
    line = next(line for line in sections()["Reply rate by source"] if line.startswith("cold"))
    assert line.index("┊") < line.rindex("┊")
    assert line.endswith("0 %  0 of 1")


def test_the_page_goes_by_the_limits_and_the_working_days_of_the_preferences() -> None:
    limits = Limits(thanks_hours=48, reply_rate=(0.2, 0.2))
    page = {s.title: s.lines for s in progress_page(FACTS, NOW, 60, limits)}
    assert page["Habits"][0].startswith("thanked within 48 h")
    assert page["From contact to talk"][-1] == "Of 5 written to, 1 can be expected to reply."
    sent = min(touch.at.date() for theirs in TOUCHES.values() for touch in theirs)
    away = replace(FACTS, calendar=WorkCalendar(away=((sent, NOW.date()),)))
    page = {s.title: s.lines for s in progress_page(away, NOW, 60)}
    assert not any(line.endswith("0 of 1") for line in page["Reply rate by source"])


def test_who_goes_cold_stands_first() -> None:
    page = progress_page(FACTS, NOW + timedelta(days=100))
    assert page[0].title == "Going cold"
    assert page[0].lines == ("Sam Okafor: 118 days, every 90 wanted",)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert all(cells(line) <= width for lines in sections(width).values() for line in lines)


def test_an_empty_journal_has_an_empty_page() -> None:
    assert progress_page(EMPTY, NOW) == ()


def test_the_page_is_exported_as_text() -> None:
    text = as_text(progress_page(FACTS, NOW))
    assert text.startswith("From contact to talk\n\n")
    assert text.endswith("\n")
    assert "\x1b" not in text
