"""Words that turn an informational interview into a request for a job (method A33, A41).

Shared by the question checks, the outreach checks and the thank-you.
"""

from __future__ import annotations

import re
from functools import cache

from infoview_tui.domain.wording import plain

# Searched in folded text. "apply" counts where it means an application, "opening" where it is
# a post: "how you apply research" and "the opening of the new lab" are innocent.
_WORDS = (
    r"\b(?:"
    r"jobs?|job[- ]?(?:hunt|search|seek)\w*|hir(?:e|ed|es|ing)|recruit(?:er|ers|ing|ment)|"
    r"vacanc(?:y|ies)|(?:job|current|any|an|your|for|suitable|possible|other) openings?|"
    r"openings|open (?:position|role|post)s?|"
    r"appl(?:y|ying|ied)(?= (?:for|to (?:a|an|the|your|work|join|be)|at|there|here|with)\b)|"
    r"(?:to|can|could|should|may|i|will) apply(?=\s*(?:$|[.?!,;]))|"
    r"(?:my|job|an|your) applications?|applicants?|candidates?|internships?|"
    r"refer(?:ring)? me|referrals?|put in a (?:good )?word|"
    r"cvs?|curriculum vitae|cover letter|"
    r"resumes?(?! (?:your|our|the|my|its|their|this|that|work)\b)"
    r")\b"
)

_POST = (
    r"(?:job|position|role|post|place|spot|internship|traineeship|apprenticeship|vacancy|opening)"
)
_END = r"(?=\s*(?:$|[?.!,;]))"

_ASKS = (
    r"\b(?:"
    + "|".join(
        (
            # Are they hiring?
            r"(?:are|is|will|would)(?: \S+){1,4} (?:hiring|recruiting)\b(?! (?:process|manager))",
            r"(?:plan|plans|planning|going|want|wants|looking) to (?:hire|recruit)\b",
            r"(?:who|anyone|anybody|someone|compan(?:y|ies)|firms?|teams?) "
            r"(?:(?:that|who) )?(?:is|are|might be) (?:\w+ )?(?:hiring|recruiting)\b",
            r"accepting applications",
            r"(?:about|for) (?:job|current|open) (?:openings|positions|roles)\b",
            r"need (?:an intern|interns|a trainee)\b",
            r"(?:are|is)(?: \S+){1,3} looking for "
            r"(?:interns?|juniors?|trainees?|staff|candidates|"
            r"(?:new |more )(?:people|employees|colleagues|hires))\b",
            r"take on (?:trainees|interns|apprentices|juniors)\b|(?:have|any) work for me\b",
            r"(?:room|space|place) for (?:me|someone like me|an? (?:junior|intern|trainee))\b",
            rf"(?:{_POST}s?|vacancies|headcount)(?: (?:is|are|becomes?))? "
            r"(?:(?:open|free|available)\b(?! (?:to|of|about)\b)|(?:coming|comes|opens) up\b)",
            r"(?:any|current|suitable|have an?|has an?|have|of|with) "
            r"(?:(?:job|current|other|open) )?"
            r"(?:openings?|vacanc(?:y|ies)|open (?:job|role|position|post)s?)\b",
            r"(?:any|open) (?:jobs?|positions?|internships?|traineeships?|apprenticeships?)\b",
            r"(?:offer|have) internships?\b",
            rf"(?:is there|are there|be)(?: an?| any)? (?:{_POST}s?|opportunit(?:y|ies)) "
            r"(?:for (?:me|someone like me|people like me)|i (?:could|can|might)|"
            r"(?:at|on) your)\b",
            rf"(?:any |an? )(?:chance of an? )?{_POST}s? "
            r"(?:for me|(?:on|in|with|at) (?:your|you)\b|at \w+)(?=.{0,20}$)",
            r"opportunit(?:y|ies) for (?:me|someone like me|people like me)\b",
            # Would they do something about it?
            r"refer(?:ring)? me|(?:my|a|for) referral\b|get me in\b|"
            r"(?:recommend|recommending|forward|suggest|consider) me\b",
            r"put (?:in a (?:good )?word|me forward|my name)|pass my name|"
            r"(?:good|kind) word for me|vouch for me",
            r"(?:hire|employ) (?:me|(?:an? )?(?:\w+ ){1,3}like me)\b",
            rf"(?:get|find|land|give|offer) (?:me )?(?:an?|the|my) (?:\w+ )?"
            rf"(?:{_POST}|interview|offer)(?: (?:at|with|in|on|for|here|there|by)\b|{_END})",
            r"(?:introduce|connect|put|get|recommend)(?: \S+){1,4} "
            r"(?:hiring manager|recruiter|hr|human resources)\b",
            r"who(?: is|'s)? (?:the |your )?(?:hiring manager|recruiter)",
            r"(?:send|pass|show|forward|give)(?: on)? my (?:profile|details|portfolio)\b",
            r"(?:give|write)(?: me)? a (?:reference|recommendation)\b|as (?:a|my) reference\b",
            # May I come to you?
            r"i (?:really )?need (?:a job|work)\b|i(?: \w+){0,3} applying\b",
            r"(?:possible|chance|way)(?: for me)? to "
            r"(?:work (?:at (?!home|night)|for|with)|join|intern|"
            r"get (?:in|into) .{0,30}through you)",
            r"i(?: \w+)? appl(?:y|ying)\b|"
            r"(?:should|could|can|may|might|to) apply (?:for|to|at|with)\b",
            r"(?:my|your) application\b|my (?:cv|resume|cover letter)\b",
            rf"(?:i am|i'm) (?:\w+ )?(?:looking|searching|hunting) for "
            rf"(?:an? |my )?(?:\w+ )?{_POST}\b",
            r"i(?: \w+){0,5} (?:get|be|being|getting) hired\b|chances of (?:being|getting) hired",
            r"i (?:\w+ )?(?:become|be) (?:a )?part of your\b",
            r"i(?: \w+){0,3} internship\b|(?:i am|i'm) available\b",
            r"i (?:\w+ )?(?:work|start|join|intern) (?:for|with|at|in)? ?(?:you|your \w+)\b"
            r"(?: (?:soon|next|this)\b|(?=\s*(?:$|[?.!,])))",
        )
    )
    + r")"
)


def job_words(text: str) -> tuple[str, ...]:
    """The words of `text` that speak of jobs and applications, as folded, each once, in order."""
    return tuple(dict.fromkeys(match.group() for match in _compiled(_WORDS).finditer(plain(text))))


def asks_for_job(text: str) -> str:
    """The words with which `text` asks for a job, an application or a referral; "" if it does not.

    Speaking about jobs is no request: "What surprised you in your first job?" passes.
    """
    match = _compiled(_ASKS).search(plain(text))
    return match.group() if match else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at the first text, not at start-up."""
    return re.compile(pattern)
