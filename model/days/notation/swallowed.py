"""What no name of an event may hold: a day, a count, a time of day, how often. It would be lost within the name.

>>> swallowed("fifth anniversary of the Closing Date"), swallowed("receipt of notice thereof")
('fifth', '')
"""

from __future__ import annotations

import re
from typing import Final

from model.days.notation.letters import tidy
from model.days.notation.names import is_known, without_article
from model.days.notation.pattern import Pattern
from model.days.wording import MONTHS, WEEKDAYS

_COUNTED: Final = r"(?:day|week|fortnight|month|year|hour|minute|quarter|bd|yr|wk|mo|mth|hr)s?"
_ORDINALS: Final = (
    "first|second|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth|fortieth|"
    "fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth|penultimate"
)
_NUMBERS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty|"
    "seventy|eighty|ninety|hundred"
)
_NOUN: Final = (
    rf"(?! (?:(?:full|whole|calendar|fiscal|financial|business|working|banking|such|annual|yearly|next|to|of|and"
    rf"|or|in|on|half|{_COUNTED}|date|anniversar(?:y|ies)|{'|'.join(WEEKDAYS)})\b)) (?=[a-z])"
)
"""A noun that an ordinal tells from others of its kind, “the first payment”: nothing that is counted."""
_FIRST_DAY: Final = (
    r"(?<=\bfirst) (?:day|date) (?:of (?:the |any |such |a |his |her |their )?(?:[a-z]+ )?"
    r"(?:trial|hearing|term|employment|tenancy|sale|meeting|service|leave|absence)\b|(?:set|fixed|scheduled) for\b)"
)
"""The day on which something begins, which is an event: “the first day of trial”."""
_PLAIN_MONTHS: Final = "|".join(name for name in MONTHS if name not in ("March", "May"))
_HELD: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}|\b(?:19|20|21)[0-9]{2}\b"
    r"|\b[0-9]+(?:st|nd|rd|th)\b|\b[0-9]{1,2}[:.][0-9]{2}\b|\b[0-9]{1,2} ?[ap]\.?m\b"
    rf"|\b[0-9]+[ -]*(?:{_COUNTED}|bd|[dwmyh])\b|[+=?\[\]_•]"
    rf"|\b(?:{_PLAIN_MONTHS}|{'|'.join(WEEKDAYS)}|noon|midday|midnight|o'clock)s?\b|\b[0-9]{{1,2}} (?:march|may)\b"
    r"|\b(?:march|may),? [0-9]|\bmay of\b"
    rf"|\b(?:{_ORDINALS}|third|fourth)\b(?!{_NOUN}|{_FIRST_DAY})"
    rf"|\b(?:{_NUMBERS})\b.{{0,12}}\b{_COUNTED}\b|\bhalf[ -]?(?:a |an )?(?:year|month|day|hour|week)"
    r"|\b(?:days|weeks|months|hours|minutes|fortnights?)\b|\bmonth\b|\banniversar(?:y|ies)\b"
    r"|\b(?:business|working|banking|bank|trading|calendar|clear|court|full) days?\b|\b(?:at )?(?:all|any) times?\b"
    r"|\b(?:earlier|earliest|later|latest|sooner|soonest|last|first) (?:to occur )?of\b|\bwhichever\b"
    r"|\bday (?:after|before|following|preceding)\b|\bas the case may be\b|\binclusive$"
    r"|\bin (?:any|no|each) (?:event|case)\b|\b(?:no|not) (?:later|earlier|sooner|less|more|fewer)\b"
    r"|\b(?:prior to|on or (?:before|after)|within|promptly|forthwith|immediately|as soon as|asap|every|each"
    r"|daily|weekly"
    r"|monthly|quarterly|annually|yearly|biannually|fortnightly|per annum|until|unless|provided|except|whilst"
    r"|close of business|cob|eod|end of (?:the )?(?:business|day)|start of business|opening of business)\b"
    r"|\b(?:few|several|some|couple|suitable|appropriate|convenient|moment|sometime|soon|tbc|tbd|tba|xx+|thereabouts)\b"
    r"|\bbasis$|\breasonable (?:time|period)\b|\b(?:or|and) so\b|\b(?:earlier|later|sooner)\b|\bnext\b|\bbut\b|\bif\b"
    r"|\bthen\b(?! ?-?current)"
    r"|\b(?:this|coming|following) (?:week|year|quarter)\b|\b[0-9.]+ ?%|\bbusiness$|\b[0-9]{3,}\b",
    re.IGNORECASE,
)
_EXACT_HELD: Final = re.compile(
    r"\b(?:March|May)\b(?! be\b)|\b(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct"
    r"|Nov|Dec)\b\.?|\bQ[1-4]\b|\bH[12]\b"
)
_BEGINS: Final = re.compile(
    r"(?:after|before|prior|following|on|by|within|of|and|or|to|from|until|in|than|that|which|thereof|thereafter|it|"
    r"then|preceding|upon|for|during|later|earlier|post|pre|since|between|not|no|at|as|about|with|x|n|lorem)\b(?![-/])",
    re.IGNORECASE,
)


def swallowed(name: str) -> str:
    """The first words of a name that belong to the deadline itself; empty for a name that holds none."""
    plain = name.replace("’", "'")
    found = _BEGINS.match(plain) or _HELD.search(plain) or _EXACT_HELD.search(plain)
    return found[0].strip() if found else ""


_CHOICE: Final = Pattern(
    r"\b(?:earli|lat)(?:er|est)(?: to occur)? of\b|\b(?:first|last) to occur\b"
    r"|\b[0-9]+ (?:\w+ )?(?:day|week|month|year|hour)s?\b",
    re.IGNORECASE,
)
_REPEATING: Final = frozenset({"each", "every"})
_LONGEST_NEW: Final = 120


def why_no_name(typed: str, anchors: tuple[str, ...]) -> str:
    """Why words are no new name: they could be more than one; empty where nothing speaks against them."""
    words = typed.casefold().split()
    if len(typed) > _LONGEST_NEW:
        return f"A name of {len(typed):,} characters is not read. Write at most {_LONGEST_NEW}."
    if held := swallowed(without_article(tidy(typed))):
        if _REPEATING & set(words):
            return "Write “each” directly before the event: 45 days after each fiscal quarter end."
        if "or" in words or _CHOICE.search(typed):
            return "Two things stand here. Write “the earlier of … and …”, or put one name in “ ”."
        return (
            f"“{held}” belongs to no event's name. Write the deadline from it: a day, or a count such as"
            " “10 business days after closing”; or put a name that holds it in “ ”."
        )
    if _REPEATING & set(words):
        return "Write “each” directly before the event: 45 days after each fiscal quarter end."
    sides = _SIDES.split(typed)
    if len(sides) > 1 and any(is_known(side, anchors) for side in sides):
        return "Two things stand here. Write “the earlier of … and …”, or put one name in “ ”."
    if "or" in words and (not _OF_EITHER.match(typed) or any(is_known(side, anchors) for side in typed.split(" or "))):
        return "Two things stand here. Write “the earlier of … and …”, or put one name in “ ”."
    return ""


_SIDES: Final = re.compile(r" ?/ ?| and/or | and ", re.IGNORECASE)
"""What joins two events of which one at least is known: “Closing Date and/or Effective Date” is neither of them."""
_OF_EITHER: Final = re.compile(
    r"(?:(?! or ).)*\b(?:of|by|to|from|for) .* or |(?:the )?(?:satisfaction or waiver|delivery or posting|receipt or"
    r" deemed receipt|expir(?:y|ation) or (?:earlier )?termination|termination or expir(?:y|ation)"
    r"|sale or (?:other )?disposition"
    r"|incurrence or issuance|issuance or incurrence|resignation or removal|death or (?:permanent )?disability) ",
    re.IGNORECASE,
)
"""One thing that happens to this or that: “receipt of any notice or demand”."""
