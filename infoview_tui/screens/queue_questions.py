"""What the queue asks before it acts: one thing at most. Each returns a value, writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace
from textual.app import App

from infoview_tui.domain.dates import say_day
from infoview_tui.domain.errors import InfoviewError
from infoview_tui.domain.follow_ups import MESSAGES
from infoview_tui.domain.introducing import Step, step_of
from infoview_tui.domain.loops import is_open
from infoview_tui.domain.message import likely_channel
from infoview_tui.domain.models import (
    Channel,
    Contact,
    FollowUp,
    FollowUpKind,
    LoopState,
    Note,
    new_uid,
)
from infoview_tui.domain.outreach_plan import another_at
from infoview_tui.domain.quick_add import as_contact, parse_quick_line
from infoview_tui.domain.reasons import ask_for_reason, best_reason, may_just_check_in
from infoview_tui.domain.stages import may_let_go
from infoview_tui.domain.text import fold, in_words
from infoview_tui.domain.why import NO_REASON
from infoview_tui.journal.backgrounds import background
from infoview_tui.journal.journal import Journal
from infoview_tui.screens.dialogs import AskLine, Choose

_CHANNELS = (
    Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE, Channel.PHONE, Channel.IN_PERSON,
)  # fmt: skip
_OTHERS = 8  # one digit is left for somebody new
_TOLD_LATER = frozenset({FollowUpKind.ADVICE, FollowUpKind.RESOURCE})


class Done(Struct, frozen=True):
    """How rows were done: by which message, if any, and what became of the loop behind them."""

    channel: Channel | None = None
    closes_loop: bool = True
    tell_later: bool = False  # tried or read, but not told yet


async def how_done(app: App[int], journal: Journal, rows: Sequence[FollowUp]) -> Done | None:
    """What `d` has to know: at most one question; None if it was taken back."""
    if len(rows) == 1:
        row = rows[0]
        note = loop_of(journal, row)
        if note is not None and row.kind in _TOLD_LATER:
            return await _loop_done(app, row, note)
        if note is not None and row.kind is FollowUpKind.OFFER:
            return await _offer_done(app)
    if any(row.kind in MESSAGES for row in rows):
        return await _said(app, journal, rows)
    return Done()


async def _said(app: App[int], journal: Journal, rows: Sequence[FollowUp]) -> Done | None:
    first = rows[0]
    contact = journal.contacts.get(first.contact)
    usual = likely_channel(contact, journal.touches_of.of(first.contact)) if contact else None
    order = sorted(_CHANNELS, key=lambda channel: channel is not usual)
    options = [(channel.value, in_words(channel)) for channel in order]
    options.append(("nothing", "no message: only close it"))
    what = "Done. How did it reach them?" if len(rows) == 1 else f"{len(rows)} done. By what?"
    answer = await app.push_screen_wait(Choose(what, options, "it is logged as a touch"))
    if answer is None:
        return None
    return Done() if answer == "nothing" else Done(Channel(answer))


async def _loop_done(app: App[int], row: FollowUp, note: Note) -> Done | None:
    """Advice and resources: tried or read first, then told."""
    advice = row.kind is FollowUpKind.ADVICE
    told = ("told", "told them what came of it")
    begun = ("tried", f"{'tried' if advice else 'read'} it; telling them comes next")
    options = [told] if note.state in (LoopState.TRIED, LoopState.DONE) else [begun, told]
    options.append(("nothing", "neither: only close the row"))
    answer = await app.push_screen_wait(Choose("What came of it?", options))
    if answer is None:
        return None
    return Done(
        channel=Channel.OTHER if answer == "told" else None,
        closes_loop=answer == "told",
        tell_later=answer == "tried",
    )


async def _offer_done(app: App[int]) -> Done | None:
    options = (("taken", "taken up: the offer is closed"), ("reminded", "reminded them: it waits"))
    answer = await app.push_screen_wait(Choose("What became of their offer?", options))
    return None if answer is None else Done(closes_loop=answer == "taken")


def loop_of(journal: Journal, row: FollowUp) -> Note | None:
    """The open loop that a row is about."""
    talk = journal.interviews.get(row.interview) if row.note else None
    notes = talk.notes if talk else ()
    return next((note for note in notes if note.uid == row.note and is_open(note)), None)


async def outcome(app: App[int], name: str) -> str | None:
    """What became of a talk: `held`, `no_show`, `cancelled`, `moved`."""
    options = (
        ("held", "it was held"),
        ("moved", "another time was agreed"),
        ("no_show", "nobody came"),
        ("cancelled", "it was cancelled"),
    )
    return await app.push_screen_wait(Choose(f"The talk with {name}?", options))


async def wants_to_meet(app: App[int], row: FollowUp, name: str, other: str) -> str | None:
    """What came of the question whether to introduce somebody: `yes`, `no` or just `asked`."""
    options = [("yes", "yes"), ("no", "no: let the introduction go")]
    if step_of(row) is Step.ASK:
        options.append(("asked", "asked by now, no answer yet"))
    return await app.push_screen_wait(Choose(f"Would {name} like to meet {other}?", options))


async def let_go(app: App[int], journal: Journal, row: FollowUp, name: str) -> str | None:
    """`go` or `yearly`, where two check-ins had no answer (method §2); else `go` unasked."""
    touches = journal.touches_of.of(row.contact)
    if row.kind is not FollowUpKind.CHECK_IN or not may_let_go(touches, journal.preferences.limits):
        return "go"
    options = (
        ("go", "let go: ask again only when they write"),
        ("yearly", "write once a year"),
    )
    return await app.push_screen_wait(Choose(f"{name} has not answered twice.", options))


async def somebody_else(app: App[int], journal: Journal, row: FollowUp) -> Contact | None:
    """Another person at the same company, to whom nobody has written yet; may be a new one."""
    contact = journal.contacts[row.contact]
    there = journal.at_company.of(fold(contact.company)) if contact.company else []
    stages = {c.uid: journal.stage_of(c.uid) for c in there}
    others = another_at(contact, there, stages)[:_OTHERS]
    if not others:
        return await _new_colleague(app, contact.company)
    options = [(c.uid, ", ".join(p for p in (c.name, c.role) if p)) for c in others]
    options.append(("new", "somebody new"))
    answer = await app.push_screen_wait(Choose(f"Who else at {contact.company}?", options))
    if answer == "new":
        return await _new_colleague(app, contact.company)
    return journal.contacts.get(answer) if answer else None


async def _new_colleague(app: App[int], company: str) -> Contact | None:
    """Somebody at this company by one line: `Ann Lee, Growth PM`."""
    line = await app.push_screen_wait(
        AskLine(
            f"Who else at {company}?" if company else "Who else?",
            placeholder="Ann Lee, Growth PM",
            hint="name, role: a new contact there, to whom you write instead",
            check=lambda text: None if parse_quick_line(text).name else "Begin with a name.",
        )
    )
    if not line:
        return None
    person = as_contact(parse_quick_line(line))
    return person if person.company else replace(person, company=company)


async def reason(app: App[int], journal: Journal, row: FollowUp, why: str, name: str) -> str | None:
    """Why to write now, where no fact says it; "" where none is needed."""
    touches = journal.touches_of.of(row.contact)
    if row.kind is FollowUpKind.CHECK_IN:
        contact = journal.contacts.get(row.contact)
        found = best_reason(background(journal, contact), journal.now()) if contact else None
        if found is not None or may_just_check_in(touches):
            return ""
    elif why != NO_REASON:
        return ""

    def wrong(line: str) -> str | None:
        return None if line and "checking in" not in fold(line) else "Name a reason, in a line."

    return await app.push_screen_wait(
        AskLine(
            f"A reason to write to {name}",
            placeholder="the talk you gave at the fintech day",
            hint=ask_for_reason(touches),
            check=wrong,
        )
    )


async def new_row(
    app: App[int], journal: Journal, name_of: Callable[[str], str]
) -> FollowUp | None:
    """A row by one line: `Priya: send her the article by fri`."""

    def read(line: str) -> FollowUp:
        name, colon, what = line.partition(":")
        if not colon or not what.strip():
            raise InfoviewError("Write it as: name: what by when")
        contact = journal.find_contact(name)
        found = journal.read_follow_up(what)
        return FollowUp(
            uid=new_uid(), contact=contact.uid, kind=found.kind, due=found.due, reason=found.reason
        )

    def wrong(line: str) -> str | None:
        try:
            read(line)
        except InfoviewError as error:
            return str(error)
        return None

    def echo(line: str) -> str:
        if ":" not in line:
            return ""
        try:
            row = read(line)
        except InfoviewError as error:
            return str(error)
        day = say_day(row.due, journal.today())
        return f"{name_of(row.contact)} · {row.kind.replace('_', ' ')} · due {day}"

    days = journal.preferences.limits.promise_days
    line = await app.push_screen_wait(
        AskLine(
            "A follow-up for whom, what and by when?",
            placeholder="Priya: send her the article by fri",
            hint=f"name: what by when; {days} days, unless you say when",
            check=wrong,
            echo=echo,
        )
    )
    return read(line) if line else None
