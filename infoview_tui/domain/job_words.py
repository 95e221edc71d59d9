"""Words that turn an informational interview into a request for a job (method A33, A41).

Shared by the question checks, the outreach checks and the thank-you.
"""

from __future__ import annotations

import re

from infoview_tui.domain.wording import plain

# Searched in folded text. "apply" counts where it means an application, "opening" where it is
# a post: "how you apply research" and "the opening of the new lab" are innocent.
_WORDS = re.compile(
    r"\b(?:"
    r"jobs?|job[- ]?(?:hunt|search|seek)\w*|hir(?:e|ed|es|ing)|recruit(?:er|ers|ing|ment)|"
    r"vacanc(?:y|ies)|(?:job|current|any|an|your|for|suitable|possible|other) openings?|"
    r"openings|open (?:position|role|post)s?|"
    r"appl(?:y|ying|ied)(?= (?:for|to (?:a|an|the|your|work|join|be)|at|there|here|with)\b)|"
    r"(?:to|can|could|should|may|i|will) apply(?=\s*(?:$|[.?!,;]))|"
    r"(?:my|job|an|your) applications?|applicants?|candidates?|internships?|"
    r"refer me|referrals?|put in a (?:good )?word|"
    r"cvs?|curriculum vitae|cover letter|"
    r"resumes?(?! (?:your|our|the|my|its|their|this|that|work)\b)"
    r")\b"
)

_ASKS = re.compile(
    r"\b(?:"
    # Are they hiring?
    r"(?:are|is|will|would)(?: \S+){1,4} (?:hiring|recruiting)\b(?! (?:process|someone like you))|"
    r"(?:any|other|current|open|new|suitable) (?:jobs?|vacanc(?:y|ies)|openings?|positions?|"
    r"internships?|(?:job )?opportunities (?:for me|at|in your|on your|with)|"
    r"traineeships?|apprenticeships?|place for me)\b|"
    r"(?:have|know of|aware of|there|is there|offer) (?:an?|any)(?: \S+){0,2}? "
    r"(?:job|vacancy|opening|internship|position|place|spot|role)s? "
    r"(?:for (?:me|someone like me|people like me)|i (?:could|can|might)|open|available|free|"
    r"that (?:i|would suit me))|"
    r"(?:job|position|role|post|vacancy|internship)s? (?:open|available|coming up)\b|"
    # Would they do something about it?
    r"refer me|(?:recommend|forward|suggest) me\b|put (?:in a (?:good )?word|me forward|my name)|"
    r"(?:hire|employ|take) (?:me on|me|someone like me|a person like me|someone with my)|"
    r"(?:a|good|kind) word for me|vouch for me|"
    r"(?:get|find|land|give|offer)(?: me)? (?:an?|the|my|me an?|me the)(?: \w+)? "
    r"(?:job|internship|interview|position|offer|contract)\b"
    r"(?= (?:at|with|in|on|for|here|there|through|by)\b|\s*(?:$|[?.!,]))|"
    r"(?:job|work|position|role|place|spot|internship) (?:for me|on your team|in your team|"
    r"at your (?:company|firm|place))|"
    # How do I get in at your place?
    r"(?:i|me)(?: \w+)? appl(?:y|ying|ication)\b|(?:my|your) application\b|"
    r"(?:should|could|can|may|might|to) apply (?:for|to|at|with|here|there)\b|"
    r"(?:look at|read|review|see|check|pass on|pass|forward|send|share|hand|have|leave|attach\w*|"
    r"take a look at|go over|give you|give)(?: \S+){0,3} my (?:cv|resume|cover letter|application)|"
    r"my (?:cv|resume)\b|"
    r"who(?: is|'s)? (?:the |your )?(?:hiring manager|recruiter)|"
    r"contact in (?:hr|human resources|recruiting)|"
    r"(?:salary|pay|contract) (?:would|could|can|will) (?:i|you offer me)|"
    r"\bi (?:\w+ )?(?:work|start|join|intern) (?:for|with|at|in)? ?(?:you|your \w+)\b"
    r"(?= (?:soon|next|this)\b|\s*(?:$|[?.!,]))|"
    r"(?:chance|chances) (?:of|at|for) (?:me )?(?:getting|a job|being hired|to be hired)"
    r")"
)


def job_words(text: str) -> tuple[str, ...]:
    """The words of `text` that speak of jobs and applications, as folded, each once, in order."""
    return tuple(dict.fromkeys(match.group() for match in _WORDS.finditer(plain(text))))


def asks_for_job(text: str) -> str:
    """The words with which `text` asks for a job, an application or a referral; "" if it does not.

    Speaking about jobs is no request: "What surprised you in your first job?" passes.
    """
    match = _ASKS.search(plain(text))
    return match.group() if match else ""
