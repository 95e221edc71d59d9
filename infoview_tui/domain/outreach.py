"""The eleven checks beside a first message (method: "Outreach checks"), live while one types.

They advise: each says in a line what is missing, and the message may be sent all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from infoview_tui.domain.limits import DEFAULT
from infoview_tui.domain.message_check import Level, MessageCheck, check_job_words, verdict
from infoview_tui.domain.models import Contact, Profile, Source
from infoview_tui.domain.templates import blanks
from infoview_tui.domain.text import fold
from infoview_tui.domain.wording import content_words, count_words, plain, sentences

WARN_WORDS = 75
MOST_WORDS = 100

# What lies behind this is counted and not read, so that typing stays quick.
_LONGEST = 5_000


def check_outreach(
    text: str,
    contact: Contact,
    *,
    introducer: str = "",
    profile: Profile | None = None,
    details: Collection[str] = (),
) -> tuple[MessageCheck, ...]:
    """The eleven checks of a first message, in the method's order.

    `introducer`: the name of whoever introduced us. `details`: lines of the sheet on this person;
    with the card's earlier roles, tags and personal lines they tell a detail true only of them.
    """
    words = count_words(text)
    text = text[:_LONGEST]
    body = _without_greeting(text)
    return (
        _length(words),
        check_job_words(2, text),
        _tie_first(body, contact, introducer),
        _ask_is_question(body),
        _asks_view(body),
        _narrow_and_broad(body, contact),
        _more_about_them(body, contact),
        _length_and_times(body),
        (detail := _detail(body, contact, details)),
        _who_why_what(body, contact, profile or Profile(), why=bool(detail.passed)),
        _no_attachment(body),
    )


def check_note(text: str, most: int = DEFAULT.note_characters) -> tuple[MessageCheck, ...]:
    """The checks of a LinkedIn invitation note: 200 characters, no job words, a question."""
    left = most - len(text)
    said = f"{left} characters left" if left >= 0 else f"{-left} characters too many of {most}"
    return (
        verdict(1, f"at most {most} characters", left >= 0, said, failing=Level.FAIL),
        check_job_words(2, text),
        _ask_is_question(_without_greeting(text)),
    )


# --- the eleven, in order -----------------------------------------------------------------------


def _length(words: int) -> MessageCheck:
    name = f"at most {MOST_WORDS} words"
    if words > MOST_WORDS:
        reason = f"{words} words: cut {words - MOST_WORDS}, better {words - WARN_WORDS}"
        return verdict(1, name, False, reason, failing=Level.FAIL)
    if words > WARN_WORDS:
        return verdict(1, name, False, f"{words} words: under {WARN_WORDS} is read on a phone")
    return verdict(1, name, True, f"{words} words")


_SOURCE_WORDS = {
    Source.ALUMNI: r"alum|stud(?:ied|y)|graduat|class of|universit|college|campus|same school",
    Source.MUTUAL: r"suggest|introduc|mention|told me|recommend|pointed me|friend",
    Source.ASSOCIATION: r"member|association|chapter|society",
    Source.COMMUNITY: r"\bmet\b|meet-?up|event|your talk|conference|group|crossed",
    Source.LINKEDIN: r"linkedin|connect",
    Source.CIRCLE: r"go back|we (?:met|worked|know|shared)|together|remember|long time|old days",
}


def _tie_first(body: str, contact: Contact, introducer: str) -> MessageCheck:
    name = "the tie comes first"
    words = content_words(f"{contact.tie} {introducer}")
    pattern = _SOURCE_WORDS.get(contact.source) if contact.source else None
    if not words and not pattern:
        return verdict(3, name, None, "no tie on the card: who could introduce you?")
    told = sentences(body)
    first = told[0] if told else ""
    if words & content_words(first) or (pattern and re.search(pattern, first)):
        return verdict(3, name, True, "the first sentence says what links you")
    if words & content_words(body):
        return verdict(3, name, False, "the tie comes late: move it into the first sentence")
    tie = contact.tie.strip() or introducer.strip() or f"{contact.source}"
    return verdict(3, name, False, f"say in the first sentence what links you: {tie}")


def _ask_is_question(body: str) -> MessageCheck:
    passed = any(s.rstrip("\"'”) ").endswith("?") for s in sentences(body))
    reason = "the ask is a question" if passed else "end your request with a question mark"
    return verdict(4, "the ask is a question", passed, reason)


_VIEW = re.compile(
    r"\byour (?:\w+ )?(?:view|views|perspective|take|thoughts?|opinion|experience|path|story|eyes|"
    r"judgement|lessons?|impression)\b|"
    r"\b(?:how|what|where|which|why|whether)\b(?: \S+){0,5}? (?:you|your)\b|"
    r"\b(?:learn|hear|understand)(?: \w+){0,2} (?:from|how|what|about|why|your)\b"
)
_FAVOUR = re.compile(
    r"\b(?:favou?r|pick your brain|help me (?:get|find|land|to get|to find|with my)|"
    r"do me|your help|introduce me|connect me|put me in touch|pass (?:on )?my|forward my|"
    r"recommend me|mentor me|be my mentor|review my|look (?:at|over) my|sponsor me)\b"
)


def _asks_view(body: str) -> MessageCheck:
    name = "asks for their view, not for a favour"
    text = plain(body)
    if favour := _FAVOUR.search(text):
        return verdict(5, name, False, f"“{favour.group()}” is a favour: ask how they see it")
    if _VIEW.search(text):
        return verdict(5, name, True, "you ask how they see it")
    return verdict(5, name, False, "ask how they see something: “how do you…”, “your view of…”")


_BROAD = re.compile(
    r"\b(?:field|industry|sector|profession|trade|line of work|discipline|market|area|branch|"
    r"craft|space|domain)\b"
)
_NARROW = re.compile(
    r"\b(?:where you (?:are|work|stand)|your (?:\w+ )?(?:team|company|firm|lab|school|clinic|"
    r"place|group|office|organi[sz]ation|department|practice|studio|desk))\b"
)


def _narrow_and_broad(body: str, contact: Contact) -> MessageCheck:
    name = "their place and the field"
    words = content_words(body)
    narrow = bool(content_words(contact.company) & words) or bool(_NARROW.search(plain(body)))
    field = content_words(contact.industry) - content_words(contact.company)
    broad = bool(field & words) or bool(_BROAD.search(plain(body)))
    if narrow and broad:
        return verdict(6, name, True, "you name their place and the field")
    lacking = "the field as a whole" if narrow else f"{contact.company or 'their place'}"
    if not narrow and not broad:
        lacking += " and the field as a whole"
    return verdict(6, name, False, f"show interest in {lacking} too")


_ME = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|mine|myself)\b")
_YOU = re.compile(r"\b(?:you|you're|you've|you'd|you'll|your|yours|yourself)\b")


def _more_about_them(body: str, contact: Contact) -> MessageCheck:
    text = plain(body)
    me = len(_ME.findall(text))
    company = plain(contact.company)
    you = len(_YOU.findall(text)) + (text.count(company) if company else 0)
    passed = you > me
    reason = f"you {you} times, I {me} times"
    return verdict(
        7, "more about them than about me", passed, reason if passed else f"{reason}: turn it round"
    )


_SPAN = re.compile(
    r"\b(?:\d{1,2}|five|ten|fifteen|twenty|twenty-five|thirty)(?:\s*(?:-|–|to|or)\s*\w+)?[\s-]*"
    r"min(?:ute)?s?\b|\bhalf an hour\b|\bquarter of an hour\b|\bhalf-hour\b"
)
_DAYS = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?"
_FLEXIBLE = re.compile(
    r"\b(?:whenever|any ?time|suits? you|works? (?:best )?for you|convenien\w*|flexible|"
    r"your (?:schedule|calendar|convenience)|you prefer|easiest for you|fits? (?:you|your)|"
    r"around your|adapt|(?:next|coming|following) (?:\w+ )?(?:weeks?|days|month)|"
    rf"{_DAYS}(?: \w+)? (?:or|and) {_DAYS}|mornings? or|afternoons? or|before or after)\b"
)


def _length_and_times(body: str) -> MessageCheck:
    text = plain(body)
    lacking = [
        what
        for what, found in (
            ("how many minutes", _SPAN.search(text)),
            ("that the time is theirs to choose", _FLEXIBLE.search(text)),
        )
        if not found
    ]
    reason = f"say {' and '.join(lacking)}" if lacking else "short and flexible"
    return verdict(8, "length and flexible times", not lacking, reason)


_OF_THEM = re.compile(r"\b(?:you|your|too|also|both|we|us|our)\b")
_THEIR_WORK = re.compile(
    r"\byour (?:\w+ )?(?:move|switch|change|talk|article|post|paper|book|podcast|interview|"
    r"project|thesis|essay|lecture|keynote|launch|work on|piece|answer|comment|research|step|"
    r"return|study|piece on|report|blog|newsletter|workshop|years? (?:at|in|as))\b(?: \S+){2,}"
)


def _detail(body: str, contact: Contact, details: Collection[str]) -> MessageCheck:
    name = "one detail true only of them"
    left = [blank for blank in blanks(body) if "true only" in blank]
    if left:
        return verdict(9, name, False, f"fill the blank {left[0]}")
    known = (*contact.past_roles, *contact.personal, *contact.tags, *details)
    common = content_words(f"{contact.role} {contact.company} {contact.industry} {contact.name}")
    about_them = " ".join(s for s in sentences(body) if _OF_THEM.search(s))
    words = content_words(about_them)
    if any((content_words(line) - common) & words for line in known):
        return verdict(9, name, True, "you name something true only of them")
    if _THEIR_WORK.search(plain(body)):
        return verdict(9, name, True, "you name something that they did")
    return verdict(9, name, False, "name one thing true only of them: a talk, a move, a project")


_WHO = re.compile(
    r"\b(?:i am|i'm|my name is|a line on me|about me|as an? \w+|i (?:work|study|teach|run|lead|"
    r"research|spent|trained|used to|have (?:been|worked|spent|studied)|currently|just finished)|"
    r"i've (?:been|worked|spent)|where i am now|myself)\b"
)
_WHY = re.compile(
    r"\b(?:because|since you|drew me|caught my eye|struck|stayed with me|noticed|i (?:read|saw|"
    r"heard|watched|came across|found|follow|have been following|admire|enjoyed|learned|learnt|"
    r"discovered)|following your|suggest(?:ed|s)|introduced|mention(?:ed|s)|told me|pointed me|"
    r"reason i|why i write|your (?:move|talk|article|post|path|work|paper|book|switch|project)|"
    r"you (?:moved|made|wrote|built|led|left|went|started|switched|spoke|said|founded)|"
    r"few people|made me curious|impressed|inspired)\b"
)
_LEARN = re.compile(
    r"\b(?:learn|understand|find out|hear|curious|wonder|know (?:how|what|why|more)|"
    r"ask(?: you)? (?:how|what|why|about)|how (?:do|did|does|would|you)|"
    r"what (?:do|did|does|would|you|your|has|is)|your (?:view|perspective|take|experience))\b"
)


def _who_why_what(body: str, contact: Contact, profile: Profile, *, why: bool) -> MessageCheck:
    """`why`: the message already names a detail true only of them, which is a reason."""
    text = plain(body)
    words = content_words(body)
    me = bool(content_words(profile.pitch) & words) or bool(_WHO.search(text))
    lacking = [
        part
        for part, found in (
            ("who you are", me),
            (f"why you write to {contact.name.split()[0] if contact.name.split() else 'them'}",
             why or _WHY.search(text)),
            ("what you hope to learn", _LEARN.search(text)),
        )
        if not found
    ]  # fmt: skip
    reason = f"missing: {', '.join(lacking)}" if lacking else "all three are there"
    return verdict(10, "who I am, why you, what I hope to learn", not lacking, reason)


_ATTACHMENT = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclos(?:ed|ing|ure)|see (?:the )?(?:pdf|file|document)|"
    r"pdf|docx?|portfolio (?:below|here)|in the appendix|annex)\b"
)


def _no_attachment(body: str) -> MessageCheck:
    found = _ATTACHMENT.search(plain(body))
    reason = f"“{found.group()}”: a first message carries nothing" if found else "nothing attached"
    return verdict(11, "no attachment", not found, reason)


_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|moin|servus)\b"
    r"(?: (?:dr|prof|mr|mrs|ms)\.)?[^,.!:\n–—]{0,60}[,.!:–—\n]?\s*"
)


def _without_greeting(text: str) -> str:
    """The message from its first sentence on."""
    found = _GREETING.match(fold(text))
    # Folding may change the length of what it folds: cut the folded text, the checks fold anyway.
    return fold(text)[found.end() :] if found else text
