"""How a clause begins: a time, what is counted and from where, what comes again, a day or a name by itself.

>>> bool(_TRADE_DAY.match("t + 2")), bool(_EACH_ANNIVERSARY.match("each of the first four anniversaries of closing"))
(True, True)
"""

from __future__ import annotations

from datetime import date
from typing import Final

from model.days.notation.asking import Asker, constant
from model.days.notation.clause import (
    Clause,
    day_here,
    event_name,
    known_name_here,
    like_a_rule,
)
from model.days.notation.dates import a_date
from model.days.notation.draft import StepDraft
from model.days.notation.limits import LIMITS
from model.days.notation.names import is_known, is_period_end, resolve
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.placing import lead
from model.days.notation.reader import Reader
from model.days.notation.repeating import each_counted_from, repeats
from model.days.notation.repeating_words import EACH
from model.days.notation.series import Repeat
from model.days.notation.swallowed import swallowed
from model.days.notation.times import end_of_day, time_of_day, zone_after_time
from model.days.operation import Add, Unit

STARTS: Final = (
    "45 days after",
    "10 business days after",
    "at least 20 business days before",
    "the last business day of each month",
    "each fiscal quarter end",
)


_ON_A_DAY: Final = Phrases("“on”", dict.fromkeys(("on", ", on", "on the date of"), True))


def head(reader: Reader, *, joined: bool) -> Clause | None:
    """A clause up to what is said after it. `joined`: "and" or "or" ends a name, since another clause follows."""
    clause = Clause(reader, reader.offset)
    reader.want("a deadline", STARTS)
    clause.limit = reader.take(LIMITS)
    start = reader.at
    _time_first(clause)
    for form in (_trade_day, _anniversaries, _day_then_each, _counted, _repeated, _stated, _named):
        if form(clause, joined=joined):
            return clause
        reader.at = start
        clause = Clause(reader, clause.at, clause.limit)
        _time_first(clause)
    return None


def _time_first(clause: Clause) -> None:
    """A time before its day: “by 5:00 p.m. Eastern time on 30 June 2027”, “noon, London time, 10 days after”."""
    reader, start = clause.reader, clause.reader.at
    if clause.limit not in ("by", "on", "before", None):
        return
    if end_of_day(reader):
        reader.comma()
        reader.skip(_ON_A_DAY)
        if reader.at_end():
            reader.at = start
        return
    seen = time_of_day(reader)
    if seen is None:
        return
    named = zone_after_time(reader)
    comma = reader.comma()
    if not reader.skip(_ON_A_DAY) and not (comma or clause.limit or named) and not _counts_on(reader):
        reader.at = start
        return
    if reader.at_end():
        reader.at = start
        return
    clause.time, clause.zone = seen, named or ""
    clause.limit = "by" if clause.limit == "before" else clause.limit
    further = reader.see(LIMITS)
    if further is not None and further[1] in ("by", "on", "within", "most"):
        reader.at += further[0]


def _counts_on(reader: Reader) -> bool:
    return reader.token is not None and not reader.at_end()


def _counted(clause: Clause, *, joined: bool) -> bool:
    start = clause.reader.at
    drafts = lead(clause.reader)
    if not drafts and clause.reader.fits(_DAY_THAT):
        drafts = lead(clause.reader)
    if not drafts or drafts[-1].unit == "that":
        clause.reader.at = start
        return False
    if clause.limit in ("within", "most", "by"):
        for draft in drafts:
            draft.side = "after" if draft.side == "of" else draft.side
    clause.drafts += drafts
    clause.calendars += [name for draft in drafts for name in draft.calendars]
    clause.led = True
    if drafts[-1].effect is not None:
        return _effect(clause, drafts[-1].effect)
    return _target(clause, joined=joined)


def _effect(clause: Clause, name: str) -> bool:
    """Notice of so many days without what it is notice of counts back from the day on which it takes effect."""
    clause.said_name, clause.name = name, constant(name)
    return True


_EACH_ANNIVERSARY: Final = Pattern(
    r"(?:annually |yearly |each year |every year )?,? ?(?:on |upon |by )?(?P<each>each|every|each and every"
    r"|the|each of the first (?P<n>[a-z]+|[0-9]{1,2}))(?: succeeding| subsequent)?(?: (?:annual|yearly))?"
    r" (?P<many>anniversar(?:y|ies))(?: date)? of(?= )"
)
_EVERY_AFTER: Final = Pattern(
    r"(?:each|every) (?:(?P<n>[0-9]{1,3}|[a-z]+)(?: \( [0-9]+ \))? )?(?:calendar )?(?P<unit>day|week|month"
    r"|quarter|year)s? (?:after|following|from and after|from)(?= )"
)
_FREQUENCIES: Final = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_COUNTS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "eighteen": 18,
    "other": 2,
    "second": 2,
    "third": 3,
}


def _anniversaries(clause: Clause, *, joined: bool) -> bool:
    """Each anniversary of a day or an event; every so many months after one: the first lies one period after it."""
    reader, start = clause.reader, clause.reader.at
    found = reader.fits(_EACH_ANNIVERSARY)
    if found is not None and (found["each"] != "the" or found[0].startswith(("annually", "yearly", "each", "every"))):
        if found["n"] is None:
            return _each_period(clause, "YEARLY", 1, joined=joined)
        clause.times = int(found["n"]) if found["n"].isdigit() else _COUNTS.get(found["n"], 0)
        return clause.times > 0 and _each_period(clause, "YEARLY", 1, joined=joined)
    reader.at = start
    if (nth := reader.fits(_NTH_ANNIVERSARY)) is not None:
        return _anniversaries_from(clause, nth["nth"])
    found = reader.fits(_EVERY_AFTER)
    if found is None:
        return False
    said = found["n"] or "1"
    count = int(said) if said.isdigit() else _COUNTS.get(said, 0)
    freq, times = _FREQUENCIES[found["unit"]]
    if not 1 <= count <= 300 or (found["n"] is None and found["unit"] in ("month", "quarter", "year")):
        return False
    return _each_period(clause, freq, count * times, joined=joined)


_NTH_ANNIVERSARY: Final = Pattern(
    r"(?:on |upon )?the (?P<nth>first|second|third|fourth|fifth|sixth|seventh|tenth|1st|2nd|3rd|[4-9]th|10th)"
    r" anniversary(?: date)? of(?= .* (?:each|every) (?:subsequent |succeeding |further )?anniversary\b)"
)
_EACH_THEREAFTER: Final = Pattern(
    r",? ?and (?:on |upon )?(?:each|every) (?:(?:subsequent|succeeding|further) )?anniversary(?: date)?"
    r"(?: (?:thereof|thereafter|of (?:that|such) (?:date|day)))*(?= |,|$)"
)
_NTH: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "tenth": 10}


def _anniversaries_from(clause: Clause, nth: str) -> bool:
    """An anniversary and all that follow: “the second anniversary of closing and each anniversary thereafter”."""
    years = _NTH.get(nth) or int(nth[:-2])
    return _each_period(clause, "YEARLY", 1, years, joined=True) and clause.reader.fits(_EACH_THEREAFTER) is not None


_UNIT_OF: Final[dict[str, Unit]] = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def _each_period(clause: Clause, freq: str, interval: int, after: int = 0, *, joined: bool) -> bool:
    """A series whose first day lies one period, or `after` units, after its start."""
    inner = Clause(clause.reader, clause.at)
    if not _target(inner, joined=joined) or inner.drafts or inner.repeat or inner.each:
        return False
    day, name = inner.day, inner.name
    rule = f"FREQ={freq}" + (f";INTERVAL={interval}" if interval > 1 else "")
    step = Add(n=after or interval, unit=_UNIT_OF[freq])

    def repeat(asker: Asker, _: date | None) -> Repeat:
        return Repeat(rule, "", (step,), day(asker) if day else None, name(asker) if name and not day else "")

    clause.repeat = repeat
    return True


_AND_EACH: Final = Pattern(r",? ?and (?:on |upon )?(?=(?:each|every|the last) )")
_THEREAFTER: Final = Pattern(r"(?:ending |occurring |falling )?thereafter(?= |$)")


def _day_then_each(clause: Clause, *, joined: bool) -> bool:
    """A first day and what comes after it: “on 31 March 2006 and on each month end thereafter”."""
    del joined
    reader = clause.reader
    day = a_date(reader)
    if day is None or not reader.fits(_AND_EACH):
        return False
    clause.repeat = repeats(reader)
    if clause.repeat is None or not reader.fits(_THEREAFTER):
        clause.repeat = None
        return False
    clause.start = day
    return True


_TRADE_DAY: Final = Pattern(
    r"(?:the )?(?:t|trade date|trade day) (?P<sign>[+-]) (?P<n>[0-9]{1,2})(?: ?(?:business days?|bds?))?(?=$"
    r"| [,;)]| and | or )"
)


def _trade_day(clause: Clause, *, joined: bool) -> bool:
    """T+2, as markets say it: two business days after the trade date."""
    del joined
    reader = clause.reader
    found = reader.fits(_TRADE_DAY)
    if found is None:
        return False
    draft = StepDraft(reader.position(clause.at), "business day", constant(int(found["n"])))
    draft.side = "after" if found["sign"] == "+" else "before"
    if int(found["n"]) == 0:
        draft.unit = "calendar day"
    clause.drafts.append(draft)
    clause.led = True
    clause.said_name, clause.name = "trade date", resolve("trade date", reader.context.anchors)
    return True


def _repeated(clause: Clause, *, joined: bool) -> bool:
    del joined
    if clause.reader.fits(_INSTALMENTS):
        clause.limit = None
        clause.reader.skip(LIMITS)
    clause.repeat = repeats(clause.reader)
    return clause.repeat is not None


_INSTALMENTS: Final = Pattern(
    r"(?:(?:in|by) )?(?:(?:equal|consecutive|successive|level|substantially|approximately|two|four|six|twelve"
    r"|[0-9]{1,3}|\( [0-9]+ \)) ){0,4}(?:monthly|quarterly|semi-annual|half-yearly|annual|yearly|weekly)"
    r" (?:instal+ments?|payments?)(?: of [a-z ]{1,20})?(?: in (?:advance|arrears))? ?,?(?: (?:due|payable))?(?= )"
)


def _stated(clause: Clause, *, joined: bool) -> bool:
    clause.day = day_here(clause.reader, joined=joined)
    return clause.day is not None


def _named(clause: Clause, *, joined: bool) -> bool:
    """A name by itself: known, in quotation marks, or after words such as "on"; else anything would do."""
    reader = clause.reader
    clause.each = reader.skip(EACH)
    called = reader.fits(_CALLED) is not None
    kind = reader.token.kind if reader.token else ""
    if kind == "number" and not is_known(known_name_here(reader), reader.context.anchors):
        return False
    if not event_name(clause, joined=joined):
        return False
    if kind == "quoted":
        held = swallowed(clause.said_name) and not is_known(clause.said_name, reader.context.anchors)
        return called or joined or clause.each or clause.limit is not None or not held
    if clause.each:
        return not like_a_rule(clause.said_name)
    known = is_known(clause.said_name, reader.context.anchors) or is_period_end(clause.said_name)
    goes_on = reader.token is not None and reader.token.key in (",", "or")
    return known or joined or goes_on or clause.limit is not None


_CALLED: Final = Pattern(r"the event(?= [“\"‘])")


def _target(clause: Clause, *, joined: bool, depth: int = 0) -> bool:
    """What a distance counts from: a further distance from something else, a recurrence, a day, or a name."""
    reader = clause.reader
    clause.repeat = each_counted_from(reader)
    if clause.repeat is not None:
        return True
    if reader.skip(EACH):
        clause.each = True
        return event_name(clause, joined=joined)
    if not known_name_here(reader) and depth < _DEEPEST and _nested(clause, joined=joined, depth=depth):
        return True
    clause.day = day_here(reader, joined=joined)
    return clause.day is not None or event_name(clause, joined=joined)


def target_of(clause: Clause) -> bool:
    """Read into the clause what a window counts from."""
    return _target(clause, joined=False)


_DEEPEST: Final = 4
_DAY_THAT: Final = Pattern(
    r"(?:the |such |a )?(?:date|day)(?: (?:that|which))?(?: (?:is|falls|occurs|shall be|falling|occurring"
    r"|being|ending|of))?(?= )"
)


def _nested(clause: Clause, *, joined: bool, depth: int) -> bool:
    """A distance within a distance: “two business days before the date that is 30 days after closing”."""
    reader, start = clause.reader, clause.reader.at
    kept = list(clause.drafts)
    reader.fits(_DAY_THAT)
    drafts = lead(reader)
    if not drafts or drafts[-1].unit == "that" or drafts[-1].effect is not None:
        reader.at = start
        drafts = lead(reader)
    if not drafts or drafts[-1].unit == "that" or drafts[-1].effect is not None:
        reader.at = start
        return False
    clause.drafts = [*drafts, *kept]
    clause.calendars += [name for draft in drafts for name in draft.calendars if name not in clause.calendars]
    if _target(clause, joined=joined, depth=depth + 1):
        return True
    clause.drafts, reader.at = kept, start
    return False
