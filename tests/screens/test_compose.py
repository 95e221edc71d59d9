"""The composer by keys: nothing typed is lost, and sent starts what the method asks for."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from infoview_tui.domain.models import (
    AnyRecord,
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    FollowUpState,
    Interview,
    Meta,
    Note,
    NoteKind,
    Profile,
    Source,
    Status,
    TouchKind,
)
from infoview_tui.screens import clipboard, compose
from infoview_tui.screens.compose import ComposeScreen
from infoview_tui.screens.contacts import ContactsScreen
from infoview_tui.screens.dialogs import Choose
from infoview_tui.screens.messages import OpenCompose
from infoview_tui.screens.profile import ProfileScreen
from infoview_tui.widgets.field import TextField
from infoview_tui.widgets.lines import Lines
from tests.screens.harness import NOW, OpenApp, open_app


def someone(**more: object) -> list[AnyRecord]:
    lena = Contact(
        uid="lena",
        name="Lena Fischer",
        role="Designer",
        company="Holm",
        industry="furniture",
        past_roles=("Architect",),
        tie="Ladies that UX",
        source=Source.COMMUNITY,
        **more,  # type: ignore[arg-type]
    )
    return [lena, Meta(profile=Profile(name="Ada Winter", pitch="I move from support to design"))]


def the_text(o: OpenApp) -> str:
    return o.widget("#compose-text", TextField).text


def the_checks(o: OpenApp) -> str:
    lines = o.widget("#compose-checks", Lines).lines
    return "\n".join("".join(text for text, _ in line) for line in lines)


async def turn(o: OpenApp) -> None:
    """To the next template, as it stands in the head."""
    before = o.lines()[1]
    await o.press("ctrl+t")
    await o.until(lambda: o.lines()[1] != before)


async def test_outreach_is_filled_by_the_tie_and_its_checks_are_live(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        assert the_text(o).startswith("Hi Lena,")
        assert "Ladies that UX" in the_text(o)
        assert "Ada Winter" in the_text(o)
        assert "12 of 12 fine" in the_checks(o)
        await o.write("Please find my CV attached. ")
        await o.until(lambda: "“attached”" in the_checks(o))


async def test_sent_logs_the_touch_and_starts_the_two_clocks(journal_path: Path) -> None:
    async with open_app(journal_path, someone(emails=("lena@holm.example",))) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.write("PS ")
        await o.press("ctrl+s")
        await o.screen(ContactsScreen)
        [touch] = o.journal.touches_of.of("lena")
        assert (touch.kind, touch.channel) == (TouchKind.OUTREACH, Channel.EMAIL)
        assert touch.text.startswith("PS Hi Lena,")
        assert touch.template == "outreach.community"
        due = {row.kind: row.due for row in o.journal.open_rows("lena")}
        assert due == {
            FollowUpKind.TRY_ANOTHER: date(2026, 11, 23),
            FollowUpKind.SECOND_TRY: date(2026, 11, 27),
        }


async def test_the_channel_is_asked_for_only_if_nothing_tells_it(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.press("ctrl+s")
        await o.screen(Choose)
        await o.press("escape")
        await o.screen(ComposeScreen)
        assert not o.journal.touches_of.of("lena")
        await o.press("ctrl+s")
        await o.screen(Choose)
        await o.press("2")
        await o.screen(ContactsScreen)
        assert o.journal.touches_of.of("lena")[0].channel is Channel.LINKEDIN


async def test_a_message_begun_is_kept_and_found_again(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.write("Begun. ")
        await o.press("escape")
        await o.screen(ContactsScreen)
        [row] = o.journal.open_rows("lena")
        assert row.kind is FollowUpKind.OUTREACH
        assert row.due == NOW.date()
    async with open_app(journal_path) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        assert the_text(o).startswith("Begun. Hi Lena,")
        await o.write("More. ")
        await o.press("ctrl+q")  # quitting keeps it too
    async with open_app(journal_path) as o:
        [row] = o.journal.open_rows("lena")
        assert "More. Begun. Hi Lena," in row.draft


async def test_a_template_that_was_only_looked_at_leaves_no_row(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.press("ctrl+t", "escape")
        await o.screen(ContactsScreen)
        assert not o.journal.open_rows("lena")


async def test_a_linkedin_note_has_no_subject_also_when_it_is_taken_up_again(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        screen = await o.screen(ComposeScreen)
        assert screen.query_one("#compose-subject").display
        while not o.shows("LinkedIn note to Lena"):
            await turn(o)
        assert not screen.query_one("#compose-subject").display
        await o.write("Begun. ")
        await o.press("escape")
        await o.screen(ContactsScreen)
        await o.press("o")
        screen = await o.screen(ComposeScreen)
        await o.until(lambda: o.shows("LinkedIn note to Lena"))
        assert the_text(o).startswith("Begun. ")
        assert not screen.query_one("#compose-subject").display


async def test_another_template_replaces_the_text_and_undo_brings_it_back(
    journal_path: Path,
) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.write("Mine. ")
        await o.press("ctrl+t")
        await o.until(lambda: "Mine." not in the_text(o))
        await o.press("ctrl+z")
        await o.until(lambda: the_text(o).startswith("Mine. Hi Lena,"))


async def test_undo_of_another_template_brings_the_subject_back_too(journal_path: Path) -> None:
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        screen = await o.screen(ComposeScreen)
        subject = screen.query_one("#compose-subject", Input)
        text, before, head = the_text(o), subject.value, o.lines()[1]
        assert before
        turned = 0
        while not o.shows("LinkedIn note"):
            await turn(o)
            turned += 1
        assert not subject.value
        await o.press(*["ctrl+z"] * turned)
        await o.until(lambda: the_text(o) == text)
        await o.until(lambda: (subject.value, o.lines()[1]) == (before, head))
        assert subject.display
        await o.press("escape")
        await o.screen(ContactsScreen)
        assert not o.journal.open_rows("lena")  # nothing was written


async def test_tab_goes_from_blank_to_blank_to_type_over_them(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="ann", name="Ann Lee", company="Holm")]) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        assert the_text(o).count("…]") > 2
        left = the_text(o).count("…]")
        await o.press("tab")
        await o.write("X")
        await o.press("tab")
        await o.write("Y")
        await o.until(lambda: the_text(o).count("…]") == left - 2)
        assert 0 < the_text(o).index("X") < the_text(o).index("Y")
        assert o.shows("P in Contacts says who you are")


async def test_who_one_is_goes_into_the_next_message(journal_path: Path) -> None:
    async with open_app(journal_path, [Contact(uid="ann", name="Ann Lee")]) as o:
        await o.press("P")
        await o.screen(ProfileScreen)
        await o.write("Ada Winter")
        await o.press("enter")
        await o.write("I teach maths")
        await o.press("escape")
        await o.screen(ContactsScreen)
        await o.press("o")
        await o.screen(ComposeScreen)
        assert "Ada Winter" in the_text(o)
        assert "I teach maths" in the_text(o)


def talked(*rows: FollowUp) -> list[AnyRecord]:
    began = (NOW - timedelta(hours=3)).astimezone(UTC)
    talk = Interview(
        uid="talk",
        contact="lena",
        status=Status.HELD,
        started_at=began,
        ended_at=began + timedelta(minutes=20),
        notes=(Note(uid="n1", at=began, kind=NoteKind.QUOTE, text="one page or no project"),),
    )
    return [*someone(emails=("lena@holm.example",)), talk, *rows]


async def test_a_thank_you_names_what_they_said_and_closes_its_row(journal_path: Path) -> None:
    row = FollowUp(
        uid="thanks",
        contact="lena",
        kind=FollowUpKind.THANK_YOU,
        due=NOW.date(),
        interview="talk",
    )
    async with open_app(journal_path, talked(row)) as o:
        contacts = await o.screen(ContactsScreen)
        contacts.post_message(OpenCompose("lena", FollowUpKind.THANK_YOU, "thanks"))
        await o.screen(ComposeScreen)
        assert "one page or no project" in the_text(o)
        assert "✓ one specific thing they said" in the_checks(o)
        await o.press("ctrl+s")
        await o.screen(ContactsScreen)
        assert o.journal.follow_ups["thanks"].state is FollowUpState.DONE
        [touch] = o.journal.touches_of.of("lena")
        assert (touch.kind, touch.interview) == (TouchKind.THANK_YOU, "talk")


async def test_an_ask_too_soon_after_the_talk_is_braked_by_one_line(journal_path: Path) -> None:
    async with open_app(journal_path, talked()) as o:
        contacts = await o.screen(ContactsScreen)
        contacts.post_message(OpenCompose("lena", FollowUpKind.ASK))
        await o.screen(ComposeScreen)
        assert "thank them first" in the_checks(o)


async def test_a_check_in_without_a_reason_asks_for_one(journal_path: Path) -> None:
    async with open_app(journal_path, talked()) as o:
        contacts = await o.screen(ContactsScreen)
        contacts.post_message(OpenCompose("lena", FollowUpKind.CHECK_IN))
        await o.screen(ComposeScreen)
        assert "Why write now?" in the_checks(o)


async def test_a_second_try_before_its_time_is_told_so(journal_path: Path) -> None:
    async with open_app(journal_path, someone(emails=("lena@holm.example",))) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.press("ctrl+s")
        await o.screen(ContactsScreen)
        await o.press("o")
        await o.screen(ComposeScreen)
        assert o.shows("The one and only second try")
        assert "the second try is due Fri 27 Nov" in the_checks(o)


def copying(monkeypatch: pytest.MonkeyPatch, way: str) -> list[str]:
    """The texts that are copied from now on, without a clipboard."""
    copied: list[str] = []

    def copy(text: str, osc52: object) -> str:
        copied.append(text)
        return way

    monkeypatch.setattr(clipboard, "copy", copy)
    return copied


async def test_copying_says_by_what(journal_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied = copying(monkeypatch, "wl-copy")
    async with open_app(journal_path, someone()) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.press("f7")
        await o.until(lambda: o.shows("Copied by wl-copy"))
        assert copied == [the_text(o)]


async def test_without_a_display_the_mail_link_is_copied(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = copying(monkeypatch, "tmux")
    monkeypatch.setattr(compose, "has_display", lambda: False)
    async with open_app(journal_path, someone(emails=("lena@holm.example",))) as o:
        await o.press("o")
        await o.screen(ComposeScreen)
        await o.press("f8")
        await o.until(lambda: copied)
        assert copied[0].startswith("mailto:lena@holm.example?subject=")
