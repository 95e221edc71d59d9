"""Message templates by kind and by tie, filled from card, profile and talk.

A field that nobody knows leaves a visible blank, `[one thing true only of them…]`; `blanks`
finds those that are still there. The texts are data (`templates.toml`, read at the first use);
a person's own come as a mapping and stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from infoview_tui.domain.models import (
    Contact,
    FollowUpKind,
    Interview,
    Medium,
    Note,
    NoteKind,
    Profile,
    Source,
)
from infoview_tui.domain.quick_add import introducer_named
from infoview_tui.domain.text import clean_line, clean_text

LINKEDIN_NOTE = "linkedin_note"
CONNECT = "introduction.connect"  # goes to both, once both said yes

BLANKS: Mapping[str, str] = {
    "tie": "what links us",
    "introducer": "who introduced us",
    "detail": "one thing true only of them",
    "field": "their field",
    "pitch": "one line on who you are",
    "me": "your name",
    "slots": "three times that suit you",
    "purpose": "what you hope to learn",
    "when": "the time, with both time zones",
    "place": "the link, the number or the place",
    "heard": "one specific thing they said",
    "heard_short": "a word of what they said",
    "action": "one thing you will do",
    "advice": "what they advised",
    "outcome": "what came of it",
    "resource": "what they recommended",
    "promise": "what you promised",
    "offer": "what they offered",
    "news": "what has happened",
    "topic": "what you talked about",
    "question": "one specific question",
    "person": "the other person",
    "person_first": "the other person",
    "person_line": "one line on the other person",
    "request": "what you ask for",
    "give": "what may be of use to them",
}
"""The fields that a template may use besides those of the card, and what their blanks say."""

_SUBJECT_WORDS = 6
_FIELD = re.compile(r"\{([a-z_]{1,30})\}(\.?)")  # and the full stop behind it
_BLANK = re.compile(r"\[[^\[\]\n]{1,80}…\]")
_KIND_OF_ROW = {
    FollowUpKind.TRY_ANOTHER: "outreach",
    FollowUpKind.OTHER: "check_in",
}


class Template(Struct, frozen=True, kw_only=True):
    """One message to start from; `kind` is a follow-up's kind, `linkedin_note`, `reply` or `news`.

    A template of one's own whose name starts with no known kind has the kind "" and fits all.
    """

    id: str
    kind: str
    title: str
    subject: str
    text: str
    own: bool = False


def kind_for(row: FollowUpKind) -> str:
    """The kind of message that a row of the queue asks for."""
    return _KIND_OF_ROW.get(row, row.value)


def kinds() -> tuple[str, ...]:
    """Every kind of message there is a template for."""
    return tuple(dict.fromkeys(template.kind for template in _packaged()))


def templates(kind: str, own: Mapping[str, str] | None = None) -> tuple[Template, ...]:
    """The templates of a kind, one's own first (they replace a packaged one of the same name).

    `own`: name to text. A name such as `thank_you.short` gives the kind; a first line
    `Subject: …` gives the subject.
    """
    mine = tuple(_own(name, text) for name, text in (own or {}).items())
    replaced = {template.id for template in mine}
    return tuple(
        template
        for template in (*mine, *_packaged())
        if template.kind in (kind, "") and (template.own or template.id not in replaced)
    )


def choose(
    kind: str, contact: Contact, *, introducer: str = "", own: Mapping[str, str] | None = None
) -> Template:
    """The template to open with: for a first message the one that fits the tie, else the first.

    Raises KeyError for a kind that has no template at all.
    """
    found = templates(kind, own)
    if not found:
        raise KeyError(kind)
    wanted = _variant(kind, contact, introducer)
    return next((t for t in found if t.id == f"{kind}.{wanted}"), found[0])


def fill(text: str, fields: Mapping[str, str]) -> str:
    """`text` with every `{field}` replaced; one that is missing or blank becomes a `[…]`.

    What is filled in is not searched for fields again; what ends its own sentence gets no
    second full stop.
    """

    def value(match: re.Match[str]) -> str:
        name, stop = match.groups()
        known = fields.get(name, "").strip()
        if known.endswith((".", "!", "?", "…")):
            return known
        return (known or f"[{BLANKS.get(name, name.replace('_', ' '))}…]") + stop

    return _FIELD.sub(value, text).strip()


def blanks(text: str) -> tuple[str, ...]:
    """The blanks still to fill, in order, each once."""
    return tuple(dict.fromkeys(_BLANK.findall(text)))


def next_blank(text: str, after: int) -> tuple[int, int] | None:
    """Start and end of the first blank behind `after` characters, round to the first of all."""
    found = _BLANK.search(text, after) or _BLANK.search(text)
    return found.span() if found else None


def merge_fields(
    contact: Contact,
    profile: Profile,
    *,
    introducer: str = "",
    interview: Interview | None = None,
    notes: Iterable[Note] = (),
    minutes: int = 20,
    more: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """What the journal knows for the fields of a template; `more` adds and overrides.

    `notes`: those that the message is about, of the talk or of a single row of the queue.
    """
    found = {
        "first_name": first_name(contact.name),
        "name": contact.name,
        "role": contact.role,
        "company": contact.company,
        "field": contact.industry,
        "location": contact.location,
        "tie": "" if introducer_named(contact) else contact.tie.removeprefix("via "),
        "introducer": introducer,
        "detail": _detail(contact),
        "me": profile.name,
        "pitch": profile.pitch.rstrip(". "),
        "minutes": str(interview.minutes if interview else minutes),
        **_from_notes(notes),
    }
    if interview:
        found["purpose"] = interview.prep.purpose.strip().split("\n")[0].rstrip(". ")
        found["place"] = _place(interview)
        found.setdefault("give", interview.prep.give.strip().split("\n")[0])
    found.update({name: value for name, value in (more or {}).items() if value.strip()})
    return {name: clean_line(value) for name, value in found.items() if value.strip()}


def first_name(name: str) -> str:
    """The name to greet somebody with: `Dr. Priya Natarajan` is `Priya`."""
    words = clean_line(name).split()
    titles = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "ing", "dipl"}
    while len(words) > 1 and words[0].rstrip(".").lower() in titles:
        words = words[1:]
    return words[0].rstrip(",") if words else ""


@cache
def _packaged() -> tuple[Template, ...]:
    import tomllib
    from importlib.resources import files

    data = files("infoview_tui.domain").joinpath("templates.toml").read_text("utf-8")
    return tuple(
        Template(
            id=f"{kind}.{variant}",
            kind=kind,
            title=fields["title"],
            subject=fields.get("subject", ""),
            text=fields["text"].strip(),
        )
        for kind, variants in tomllib.loads(data).items()
        for variant, fields in variants.items()
    )


def _own(name: str, text: str) -> Template:
    head, _, body = clean_text(text).strip().partition("\n")
    subject = re.match(r"subject:\s*(.*)", head, re.IGNORECASE)
    kind = name.partition(".")[0]
    return Template(
        id=name,
        kind=kind if kind in kinds() else "",
        title=clean_line(name.partition(".")[2].replace("_", " ") or name),
        subject=subject[1].strip() if subject else "",
        text=(body if subject else f"{head}\n{body}").strip(),
        own=True,
    )


def _variant(kind: str, contact: Contact, introducer: str) -> str:
    if kind not in ("outreach", LINKEDIN_NOTE):
        return "default"
    if introducer.strip():
        return "mutual"
    if kind == LINKEDIN_NOTE:
        return "default"
    needs_tie = contact.source not in (None, Source.LINKEDIN, Source.COLD, Source.MUTUAL)
    if contact.source is None or (needs_tie and not contact.tie.strip()):
        return Source.COLD.value
    return contact.source.value


def _detail(contact: Contact) -> str:
    """The one detail that the card itself can vouch for: the move from the earlier role."""
    from infoview_tui.domain.tailoring import bare_role

    earlier = next((role for role in map(bare_role, contact.past_roles) if role), "")
    present = bare_role(contact.role)
    if not earlier or not present or earlier == present:
        return ""
    return f"your move from {earlier} to {present}"


def _place(interview: Interview) -> str:
    if interview.link.strip():
        return f"The link: {interview.link.strip()}"
    if interview.medium is Medium.PHONE:
        return "I will call you."
    return ""


def _from_notes(notes: Iterable[Note]) -> dict[str, str]:
    """The first note of each kind that a message can speak of."""
    first: dict[NoteKind, str] = {}
    for note in notes:
        if note.text.strip():
            first.setdefault(note.kind, note.text.strip().rstrip("."))
    quote = first.get(NoteKind.QUOTE, "").strip("\"“”'")
    said = quote or first.get(NoteKind.INSIGHT) or first.get(NoteKind.ADVICE, "")
    found = {
        "heard": f"“{said}”" if quote else said,
        "heard_short": f"“{_begun(said)}”" if quote else _begun(said),
        "action": first.get(NoteKind.ADVICE) or first.get(NoteKind.PROMISE, ""),
        "advice": first.get(NoteKind.ADVICE, ""),
        "resource": first.get(NoteKind.RESOURCE, ""),
        "promise": first.get(NoteKind.PROMISE, ""),
        "offer": first.get(NoteKind.OFFER, ""),
        "person": first.get(NoteKind.PERSON, ""),
    }
    return {name: text for name, text in found.items() if text}


def _begun(words: str) -> str:
    """The first words of a saying, for a subject; a sign says that it goes on."""
    said = words.split()
    if len(said) <= _SUBJECT_WORDS:
        return words
    return " ".join(said[:_SUBJECT_WORDS]).rstrip(",;:.") + "…"
