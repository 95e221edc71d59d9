"""What a website, an encyclopedia or a profile answers, and nobody's time should be spent on.

Only questions that end there count: "What are your values?" is on the website, "What are your
values worth when a deadline is close?" is not. So every pattern must match the whole question.
"""

from __future__ import annotations

import re
from functools import cache

from infoview_tui.domain.wording import plain, without_legal_form

_PLACE = (
    r"(?:your|the|this) (?:company|firm|organi[sz]ation|employer|business|start-?up|agency|bank|"
    r"school|university|hospital|institute|ngo|charity|foundation|group|studio|practice|club|"
    r"association|publisher|clinic|museum|plant|factory)"
)
_LEAD = re.compile(
    r"^(?:so|and|but|also|well|ok|okay|first|firstly|hi|hello|just|please|maybe|quick question|"
    r"(?:can|could|would|will) you(?: please)?(?: quickly| briefly)? "
    r"(?:tell|remind|say|explain|share|give)(?: to)?(?: me| us)?|"
    r"(?:please )?tell me|i (?:would|'d) (?:like|love) to know|i'd (?:like|love) to know|"
    r"i wonder|i was wondering|do you know|may i ask|can i ask|by the way)\b[,: ]*"
)
_TAIL = re.compile(
    r"[, ]+(?:exactly|today|currently|right now|at the moment|again|these days|now|in total|"
    r"actually|please|at the company|worldwide|globally|overall|roughly|approximately|by the way)$"
)

_BE = r"(?:is|are|was|were|'s|'re)"
_IT = r"(?:ORG|it|they|you|you guys|you all)"
_YOUR = r"(?:ORG's|ORG|your|their|its|the)"
_THINGS = (
    r"(?:products?|services?|brands?|solutions?|courses?|programmes?|programs?|degrees?|"
    r"customers?|clients?|competitors?|partners?|offices?|locations?|branches|subsidiar(?:y|ies)|"
    r"markets?|countries|industr(?:y|ies)|sectors?|languages?)"
)
_PEOPLE = (
    r"(?:employees?|people|staff|workers?|colleagues|offices?|customers?|clients?|users?|stores?|"
    r"shops?|branches|locations?|sites?|students?|members?|countries|patents?|plants?|factories)"
)
_FIGURES = (
    r"(?:mission|mission statement|vision|vision statement|core values|company values|values|"
    r"motto|slogan|tagline|revenue|revenues|turnover|market share|market cap|share price|"
    r"stock price|headquarters|head office|main office|address|website|products?|services?|"
    r"product range|main products?|main services?|business model|legal form|history|size|"
    r"organi[sz]ation chart|opening hours|office hours|tuition|tuition fees?|fees?|benefits)"
)

_ANSWERED = (
    # What it is and does
    rf"(?:what|who) (?:exactly )?{_BE} ORG(?: about)?",
    rf"what (?:does|do|did) {_IT} (?:actually |really |exactly )?"
    r"(?:do|make|sell|produce|offer|build|provide|manufacture|stand for|do for a living|"
    r"do for work|do at ORG|do here|do there)",
    r"what (?:(?:exactly|actually) )?ORG (?:actually |really |exactly )?"
    r"(?:does|do|makes|sells|produces|offers|is|stands for)",
    r"what (?:kind|type|sort) of (?:company|business|firm|organi[sz]ation|work) "
    rf"(?:{_BE}|does|do) {_IT}(?: do)?",
    r"what (?:does|do) (?:an? )(?:[\w-]+ ){1,4}do(?: all day)?",
    r"what are the (?:main |typical |usual )?(?:responsibilities|duties|tasks) of an? .{1,40}",
    r"where (?:can|could|do) i find .{0,20}"
    r"(?:annual report|website|brochure|prospectus).{0,20}",
    r"what benefits (?:does|do) (?:ORG|you) (?:offer|have|give|provide)(?: .{1,20})?",
    rf"(?:what|which) (?:(?:kind|type|sort)s? of |other )?{_THINGS}(?: (?:and|or) {_THINGS})? "
    rf"(?:does|do|{_BE}) {_IT} "
    r"(?:offer|sell|make|provide|have|produce|work in|in|operate in|serve|active in|"
    r"sell to|ship to|deliver to|export to|present in)",
    rf"in (?:what|which|how many) {_THINGS} (?:does|do|{_BE}) {_IT} "
    r"(?:operate|work|sell|active|present|based|in)",
    r"(?:a (?:bit|little) |something |more |a little more |a bit more )?about "
    r"(?:ORG|what ORG (?:does|makes|sells|offers)|"
    r"the history of ORG|ORG's (?:history|products|services|mission))",
    # When, who, how many, where
    rf"(?:when|in (?:what|which) year|by whom|by who|who) (?:{_BE}|did) {_IT} "
    r"(?:founded|started|established|set up|created|incorporated|launched|start|begin)"
    r"(?: by)?",
    r"when ORG (?:was (?:founded|started|established|set up)|started)",
    r"how (?:old|big|large) (?:is|are) (?:ORG|you as a company)",
    r"who (?:founded|started|owns|runs|heads|leads|set up|manages) ORG",
    rf"who (?:{_BE}) (?:the |ORG's |your |their )?(?:current |main |biggest |largest |key |"
    r"top |direct |new )?(?:ceo|cto|cfo|coo|founders?|owners?|president|chair\w*|"
    r"managing director|director|head|board|board members|competitors?|competition|clients?|"
    r"customers?|investors?|shareholders?|rector|dean|principal)"
    r"(?: of ORG| at ORG| behind ORG)?",
    r"how many [a-z -]{2,30} (?:does|did) ORG (?:have|own|operate|run|employ|sell|make|produce)"
    r"(?: .{1,20})?",
    r"how many people are on (?:the )?staff",
    r"when did ORG (?:go public|merge|move|expand|enter|launch|open)(?: .{1,25})?",
    r"what is ORG (?:best )?known for",
    r"who (?:invested in|invests in|funds|finances) ORG",
    r"(?:what|which|how many) (?:awards?|prizes?|patents?) "
    r"(?:has|have|did) ORG (?:won|win|got|get)",
    rf"how many {_PEOPLE}(?: \w+)? (?:does|do|did) {_IT} "
    r"(?:have|employ|serve|run|own|operate|hold)(?: in .+)?",
    rf"how many {_PEOPLE} (?:work|are|are there|are employed|{_BE} working)"
    r"(?: (?:for|at|in|with) (?:ORG|you|the company))",
    rf"how many {_PEOPLE} (?:ORG|you) (?:has|have|employs?)",
    r"how many countries are (?:ORG|you|they) in",
    rf"where(?: exactly)? {_BE} {_IT}(?: (?:based|located|headquartered|situated))?",
    rf"where(?: exactly)? {_BE} {_YOUR} (?:headquarters|head office|main office|offices?|"
    r"company|campus|factory|plant)(?: (?:based|located|situated))?",
    r"where ORG (?:is|has) .*",
    rf"what {_BE} {_YOUR} (?:current |annual |yearly |main |exact |official |company |"
    rf"company's |stated |core )*{_FIGURES}(?: and {_FIGURES})?(?: of ORG| at ORG)?",
    rf"how much (?:revenue|money|profit|turnover|funding) (?:does|do|did|has|have) {_IT} "
    r"(?:make|earn|have|raised?|turn over|generate)(?: .{1,20})?",
    r"(?:is|are) (?:ORG|you) (?:a |an )?(?:publicly |privately )?(?:public|private|listed|"
    r"traded|held|owned|family|profitable|non-?profit|international|global)(?:ly \w+)?"
    r"(?: (?:company|business|firm|organi[sz]ation))?",
    r"(?:does|do) (?:ORG|you|they) have (?:an? |any )?(?:other |more )?(?:office|offices|"
    r"branch|branches|website|newsletter|blog|internship programmes?|internship programs?|"
    r"graduate (?:programme|program)|"
    r"subsidiar(?:y|ies)|graduate scheme|apprenticeship)(?: .{1,30})?",
    r"(?:does|do) (?:ORG|you|they) offer (?:\w+ )?(?:internships?|courses?|training|degrees?)",
    r"is ORG (?:a )?(?:part|subsidiary|division) of .{1,30}",
    r"(?:what|which) (?:departments|divisions|teams|offices) (?:does|do) (?:ORG|you) have",
    rf"what (?:size|industry|sector) {_BE} {_IT}(?: in)?",
    # What the programme's page says
    r"what are the (?:admission|admissions|entry|entrance|application) "
    r"(?:requirements?|criteria|deadlines?|fees?)(?: .{1,40})?",
    r"how (?:much|long) (?:does|do|is|are) (?:the |your |a )?(?:tuition|courses?|programmes?|"
    r"programs?|degrees?|masters?|training|licence|certificate|certification)"
    r"(?: .{1,20})? ?(?:cost|take|last)?",
    r"when (?:is|are) (?:the |your )?(?:application |admission )?deadlines?(?: .{1,40})?",
    # What their own profile says
    r"what (?:is|was|'s) your (?:current |exact |official |present |last )?(?:job title|title|"
    r"job|position|role|degree|major|(?:\w+ )?background|education)"
    r"(?: (?:at|with|in (?:the|your|this) (?:company|firm|team|organi[sz]ation)) ?.{0,30})?",
    r"what (?:is it you do|you do)(?: (?:at ORG|for a living|for work|here))?",
    r"(?:how long|how many years|since when) have you "
    r"(?:been|worked|been working) (?:at|with|for|in) "
    r"(?:ORG|your (?:current )?(?:role|position|job)|this (?:role|position|job)|there)"
    r"(?: as .+)?",
    r"how long (?:has|have) (?:ORG|you) (?:been in business|existed|been around)",
    r"how many years(?: of (?:work )?experience)? (?:do|did) you have(?: .{1,30})?",
    r"(?:what|where) was your (?:first|last|previous) "
    r"(?:job|role|position|employer)(?: .{1,30})?",
    r"what did you do before (?:ORG|this|that|you joined(?: ORG)?|joining(?: ORG)?)",
    r"what degrees? (?:do|did) you (?:have|hold|get|do)",
    r"how long have you (?:been|worked|been working) (?:here|as an? .{1,30})",
    r"how long have you been an? .{1,30}",
    r"what does your (?:role|position|job) (?:involve|entail|include|consist of)",
    r"what are your (?:main |key |current )?"
    r"(?:responsibilities|duties|tasks)(?: (?:at|in) .{1,30})?",
    r"(?:a (?:bit|little) |something |more )?about your (?:current )?(?:role|position|job)",
    r"how long did you (?:work|stay) (?:at|with|for) .{1,30}",
    r"where did you (?:study|go to (?:university|college|school|uni)|graduate|"
    r"do your (?:degree|masters?|phd|mba|training)|work before(?: .{1,30})?)",
    r"(?:what|which) (?:subject |degree |university |college |school )?did you "
    r"(?:study|major in|attend|go to|graduate in|graduate from)(?: (?:at|in) .{1,30})?",
    r"(?:what|which) year did you (?:graduate|join|start|leave)(?: .{1,30})?",
    r"when did you (?:join|start at|start working (?:at|for)|leave|graduate)"
    r"(?: (?:from )?.{1,30})?",
    r"(?:who|whom|where) did you work (?:for )?before(?: .{1,30})?",
    r"(?:what|which) (?:companies|firms|employers) (?:have|did) you work(?:ed)? (?:for|at)"
    r"(?: before.*)?",
)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled at the first question, not at start-up."""
    return tuple(map(re.compile, _ANSWERED))


def answerable_from_website(text: str, company: str = "") -> bool:
    """Whether the company's website or the person's profile answers `text`, whole as it is."""
    asked = _asked(text, company)
    return any(pattern.fullmatch(asked) for pattern in patterns())


def _asked(text: str, company: str) -> str:
    """The question bare: folded, without lead-in and tail, the company's names as ORG."""
    sentences = [s for s in re.split(r"(?<=[?!])\s+|(?<=[a-z]{3}\.)\s+", plain(text)) if s]
    asked = (sentences[-1] if sentences else "").strip(" ?.!\"'")
    asked = re.sub(r"\b(what|who|where)'s\b", r"\1 is", asked)
    names = "|".join(map(re.escape, _names(company)))
    place = rf"\b(?:{names}|{_PLACE})(?!\w)" if names else rf"\b{_PLACE}(?!\w)"
    asked = re.sub(place, "ORG", asked)
    while (lead := _LEAD.match(asked)) and lead.end() < len(asked):
        asked = asked[lead.end() :]
    while (tail := _TAIL.search(asked)) and tail.start() > 0:
        asked = asked[: tail.start()]
    return asked


def _names(company: str) -> list[str]:
    """What a company may be called, the longest first: its name, without legal form, first word."""
    whole = plain(company).strip()
    if not whole:
        return []
    short = without_legal_form(company)
    first = short.split()[0] if short else ""
    names = {whole, short} | ({first} if len(first) >= 4 and first not in _COMMON else set())
    return sorted((name for name in names if name), key=len, reverse=True)


_COMMON_WORDS = """
    bank city data east first free global home house hospital institute land life museum national
    north open public school south state united university west work world your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
