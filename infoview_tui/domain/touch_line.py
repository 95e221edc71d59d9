"""One line that logs a touch: `call yesterday: she liked the draft`."""

from __future__ import annotations

import re
from datetime import datetime, time

from msgspec import Struct

from infoview_tui.domain.errors import UnclearDate
from infoview_tui.domain.models import Channel, Direction, Touch, TouchKind
from infoview_tui.domain.stages import Stage
from infoview_tui.domain.text import clean_line, fold, in_words

_CHANNELS = {
    Channel.PHONE: "call called phone phoned rang",
    Channel.EMAIL: "email emailed e-mail mail mailed",
    Channel.LINKEDIN: "linkedin li inmail",
    Channel.MESSAGE: "message messaged text texted sms chat chatted dm whatsapp signal slack",
    Channel.VIDEO: "video zoom teams facetime videocall",
    Channel.IN_PERSON: "coffee lunch dinner met meeting visit visited ran in-person",
}
_KINDS = {
    TouchKind.OUTREACH: "outreach invited invite",
    TouchKind.REPLY: "reply replied answer answered",
    TouchKind.THANK_YOU: "thanks thanked thank-you",
    TouchKind.GIVE: "gave give helped shared",
    TouchKind.ASK: "ask asked",
    TouchKind.INTRODUCTION: "intro introduced introduction",
    TouchKind.CHECK_IN: "check-in checked-in",
}
_FROM_THEM = frozenset({"she", "he", "they", "from", "got", "received", "incoming"})
# Words that only hold the others together.
_BETWEEN_WORDS = "a an by on over via with at me us i we had wrote to her him them"
_BETWEEN = frozenset(_BETWEEN_WORDS.split(" "))

_CHANNEL_OF = {word: channel for channel, words in _CHANNELS.items() for word in words.split()}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_LONGEST_HEAD = 8  # words
_WRITTEN = (Channel.EMAIL, Channel.LINKEDIN, Channel.MESSAGE)


class TouchLine(Struct, frozen=True):
    """What one line says of a touch; `kind` and `channel` are None where it does not say."""

    text: str
    kind: TouchKind | None = None
    channel: Channel | None = None
    at: datetime | None = None
    direction: Direction = Direction.OUT

    @property
    def is_written(self) -> bool:
        return self.channel in _WRITTEN


def read_touch(line: str, now: datetime, *, day_first: bool | None = None) -> TouchLine:
    """What `line` says: its head (`call yesterday`, up to a colon or as far as it is understood).

    A line whose head says nothing of the kind is all text. Raises `UnclearDate` for a touch that
    lies in the future: it has not happened yet.
    """
    line = clean_line(line)
    head, colon, rest = line.partition(":")
    if colon and (read := _read_head(head.split(), now, day_first)):
        return _with_text(read, rest)
    words = line.split()
    for end in range(min(len(words), _LONGEST_HEAD), 0, -1):
        if read := _read_head(words[:end], now, day_first):
            return _with_text(read, " ".join(words[end:]))
    return TouchLine(line)


def _with_text(read: TouchLine, text: str) -> TouchLine:
    return TouchLine(text.strip(" ,;-–—"), read.kind, read.channel, read.at, read.direction)


def _read_head(words: list[str], now: datetime, day_first: bool | None) -> TouchLine | None:
    """The head, if every word of it is understood and one of them says something."""
    kind: TouchKind | None = None
    channel: Channel | None = None
    direction = Direction.OUT
    left: list[str] = []
    for word in words:
        known = fold(word).strip(",;")
        if channel is None and known in _CHANNEL_OF:
            channel = _CHANNEL_OF[known]
        elif kind is None and known in _KIND_OF:
            kind = _KIND_OF[known]
        elif known in _FROM_THEM:
            direction = Direction.IN
        elif known not in _BETWEEN or left:
            left.append(word)
    if kind is TouchKind.REPLY:
        direction = Direction.IN
    at = _moment(" ".join(left), now, day_first) if left else None
    if (left and at is None) or not (kind or channel or at):
        return None
    return TouchLine("", kind, channel, at, direction)


def _moment(phrase: str, now: datetime, day_first: bool | None) -> datetime | None:
    """When it happened; a day alone is its noon. None if the phrase is no date."""
    from infoview_tui.domain.dates import parse_when  # the grammar, when a line is logged

    phrase = re.sub(r"^(?:on|at)\s+", "", phrase.strip(" ,;"))
    try:
        found = parse_when(phrase, now, day_first=day_first, past=True)
    except UnclearDate:
        return None
    if isinstance(found, datetime):
        moment = found
    elif found == now.date():
        return now
    else:
        moment = datetime.combine(found, time(12), now.tzinfo)
    if moment > now:
        raise UnclearDate(f"'{phrase}' lies ahead: a touch is something that has happened.")
    return moment


def say_touch(line: TouchLine, kind: TouchKind, channel: Channel, day: str) -> str:
    """What was understood, as one line: `phone, check-in · yesterday · "she liked it"`."""
    theirs = line.direction is Direction.IN and kind is not TouchKind.REPLY
    how = in_words(channel) if channel is not Channel.OTHER else ""
    parts = [part for part in ("from them" if theirs else "", how, in_words(kind), day) if part]
    return " · ".join([*parts, f"“{line.text}”"] if line.text else parts)


def resolved(line: TouchLine, stage: Stage, before: Touch | None) -> tuple[TouchKind, Channel]:
    """The kind and channel of a touch whose line does not say them.

    What comes from them is a reply; something written to a person who has not answered yet is
    outreach and starts the clock of the method; the rest is a check-in.
    """
    if line.kind is not None:
        kind = line.kind
    elif line.direction is Direction.IN:
        kind = TouchKind.REPLY
    elif line.is_written and stage in (Stage.TO_CONTACT, Stage.CONTACTED, Stage.RESTING):
        kind = TouchKind.OUTREACH
    else:
        kind = TouchKind.CHECK_IN
    answers = kind is TouchKind.REPLY and before is not None
    return kind, line.channel or (before.channel if answers and before else Channel.OTHER)
