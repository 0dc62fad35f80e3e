"""Windows and stretches of time: so long before or after, between two days, in a quarter, by the end of a month.

>>> bool(_STRICT.search("but before")), bool(_STRICT.search("on or before"))
(True, False)
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.clause import Clause, event_name
from model.days.notation.clause_meaning import meaning_of_clause
from model.days.notation.counting import closing_notice, measure
from model.days.notation.dates import a_date
from model.days.notation.draft import StepDraft
from model.days.notation.heading import target_of
from model.days.notation.named_deadline import NamedDeadline, NamedSeries, NamedSpan, on_day, span_between
from model.days.notation.numbers import number
from model.days.notation.pattern import Pattern
from model.days.notation.qualifiers import read_qualifier
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.notation.series import monthly
from model.days.notation.stretches import month_end, period
from model.days.notation.units import SIDES
from model.days.notation.yeardays import THE
from model.days.wording import MONTHS
from model.errors import DayError

# --- Counted windows ------------------------------------------------------------------------------------

_FROM_TO: Final = Pattern(
    r"(?:at any time |on any (?:business )?day |any time |upon |on |with |giving |by giving |upon giving )?"
    r"(?:(?:within|during) the period )?(?:between|from|within)(?: the period)?(?: from)?(?= )"
)
_BOUND: Final = Pattern(
    r"(?:at any time |upon |on |with |giving |by giving |upon giving |on giving |subject to )?"
    r"(?:(?:(?:no|not) (?:less|fewer|more|later|earlier|sooner|longer) than(?: the)?|at least|at most"
    r"|a minimum of|a maximum of|minimum|maximum|up to|not exceeding|beginning|commencing|starting|from"
    r"|more than|less than)) ?(?=[0-9a-z(])"
)
_MORE_BOUND: Final = Pattern(
    r"[,;]? ?(?:and|nor|but|or)? ?,? ?(?:in no event |in any event )?(?:(?:no|not)? ?(?:less|fewer|more|later"
    r"|earlier|sooner|longer) than(?: the)?|at least|at most|a maximum of|a minimum of|maximum|minimum|ending"
    r"|not exceeding|and|to|or|until|through) ?(?=[0-9a-z(])"
)


def window(reader: Reader) -> Build[NamedDeadline] | None:
    """So long before or after: “not less than 30 nor more than 60 days before”, “between 30 and 60 days after”."""
    start = reader.at
    for form in (_period_ending, _period_beginning):
        if (found := form(reader)) is not None:
            return found
        reader.at = start
    led = reader.fits(_FROM_TO) or reader.fits(_BOUND)
    if led is None and not reader.sees(_SPAN_OF):
        return None
    clause = Clause(reader, reader.offset, led=True)
    one = _bound(reader)
    joint = reader.fits(_MORE_BOUND) if one else None
    if one is None or joint is None or (led and _no_window(led[0], joint[0])):
        reader.at = start
        return None
    two = _bound(reader)
    if two is None or not _share(one, two) or not _of_what(reader, clause, two):
        reader.at = start
        return None
    if not one.sided:
        one.side = two.side
    if one.side == "of" or two.side == "of":
        one.side = two.side = "after"
    later, sooner = (one, two) if _place(one) > _place(two) else (two, one)
    clause.drafts, clause.opens = [*clause.drafts, later], [*clause.drafts, sooner]
    while read_qualifier(reader, clause):
        reader.comma()
    return meaning_of_clause(clause) if reader.at_end() else None


def _no_window(led: str, joint: str) -> bool:
    """Whether two counts are no window: “within one year and one day of” is one, “10 or 20 days after” a doubt."""
    return joint.strip(" ,;") == "or" or (led.rsplit(maxsplit=1)[-1] == "within" and joint.strip(" ,") == "and")


_SPAN_OF: Final = Pattern(
    r"(?:[0-9]+|[a-z]+(?:-[a-z]+)?)(?: \( [0-9]+ \))? to (?:[0-9]+|[a-z]+(?:-[a-z]+)?)(?: \( [0-9]+ \))? [a-z]+"
)
_DURING: Final = Pattern(r"(?:at any time )?(?:in|during|within|over) the (?:last |final |period of )?(?=[0-9a-z])")
_ENDING: Final = Pattern(r"(?:period )?(?:ending|ended|expiring)(?: on| with| at)?(?= )")


def _period_ending(reader: Reader) -> Build[NamedDeadline] | None:
    """A period that ends on a day, that day its last: “in the 30-day period ending on the Outside Date”."""
    clause = Clause(reader, reader.offset, led=True)
    found = measure(reader) if reader.fits(_DURING) else None
    if found is None or found.unit not in ("day", "calendar day") or not reader.fits(_ENDING) or not target_of(clause):
        return None
    whole = found.count
    if whole is None or not reader.at_end():
        return None
    found.unit, found.side, found.count = "calendar day", "before", lambda asker: whole(asker) - 1
    same = StepDraft(found.at, "calendar day", constant(0))
    clause.drafts, clause.opens = [*clause.drafts, same], [*clause.drafts, found]
    return meaning_of_clause(clause)


_BEGINS: Final = Pattern(
    r"(?:period )?(?:beginning|commencing|starting|that (?:begins|commences|starts))(?: on| with| at| from)?"
    r"(?: and including)?(?= )"
)


def _period_beginning(reader: Reader) -> Build[NamedDeadline] | None:
    """A period that begins with a day, that day its first: “during the 30-day period beginning on the Closing Date”."""
    clause = Clause(reader, reader.offset, led=True)
    period = reader.fits(_DURING)
    found = measure(reader) if period and "within" not in period[0] else None
    if found is None or found.unit in ("hour", "clear day") or not reader.fits(_BEGINS) or not target_of(clause):
        return None
    if not reader.at_end() or clause.recurs:
        return None
    whole = [found]
    if found.unit == "business day":
        found.first_counted = True
    else:
        whole.append(StepDraft(found.at, "calendar day", constant(1), "before"))
    same = StepDraft(found.at, "calendar day", constant(0))
    clause.drafts, clause.opens = [*clause.drafts, *whole], [*clause.drafts, same]
    return meaning_of_clause(clause)


def _bound(reader: Reader) -> StepDraft | None:
    """A count with what it says of its unit and side; the other bound may lend what it lacks."""
    start, at = reader.at, reader.position(reader.offset)
    reader.skip(THE)
    found = measure(reader)
    if found is None:
        count = number(reader)
        if count is None:
            reader.at = start
            return None
        found = StepDraft(at, "", count)
    before_side = reader.at
    commaed = reader.comma() if found.unit else False
    side = reader.take(SIDES) if found.unit else None
    if side is None and commaed:
        reader.at = before_side
    found.sided = side is not None
    found.side = side or "after"
    if side is not None:
        reader.fits(_SAME)
    return found


_SAME: Final = Pattern(r"(?:it|that day|such date|that date)(?=,? (?:and|nor|but|or))")


def _share(one: StepDraft, two: StepDraft) -> bool:
    """What one bound lacks is that of the other; False where both lack it."""
    one.side, two.side = one.side if one.sided else two.side, two.side if two.sided else one.side
    one.sided = two.sided = one.sided or two.sided
    one.unit, two.unit = one.unit or two.unit, two.unit or one.unit
    one.calendars, two.calendars = one.calendars or two.calendars, two.calendars or one.calendars
    return bool(one.unit)


def _of_what(reader: Reader, clause: Clause, two: StepDraft) -> bool:
    """What both bounds count from."""
    first = clause.calendars
    first += [name for name in two.calendars if name not in first]
    effect = closing_notice(reader)
    if effect is not None:
        two.side = "before"
        if effect:
            clause.said_name, clause.name = effect, constant(effect)
            return True
    elif not two.sided:
        return False
    reader.comma()
    return target_of(clause)


_DAYS: Final = {"week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365, "business day": 1.4, "hour": 0.05}


def _place(draft: StepDraft) -> float:
    count = draft.count(Asker()) if draft.count else 0
    sign = -1 if draft.side == "before" else 1
    return sign * count * float(_DAYS.get(draft.unit, 1))


# --- Between two days -----------------------------------------------------------------------------------

_BETWEEN: Final = Pattern(
    r"(?:at any time |on any (?:business )?day |any time )?(?:"
    r"(?P<window>between|(?:not|no) (?:before|earlier than|sooner than|prior to)(?: the)?|on or after"
    r"|from and after|on and after)"
    r"|(?P<period>(?:during|within|in|throughout|for|over) the (?:period|time|interval)(?: of time)? ?(?:from"
    r"|between|commencing(?: on| with)?|beginning(?: on| with)?|starting(?: on)?)?)"
    r"|(?P<from>from|since|commencing on|beginning on|starting on))(?= )"
)
_INCLUDED: Final = Pattern(
    r"\(? ?(?:and|but)? ?(?:(?P<in>including|and including|(?:both (?:dates|days) )?inclusive)"
    r"|(?P<out>excluding|but excluding|exclusive)) ?\)?(?= |$)"
)
_TO: Final = Pattern(
    r",? ?(?P<and>and|nor|or|but)? ?,? ?(?:(?:not|no) (?:after|later than)|(?:nor )?after|before|to|until"
    r"|till|through|up to|prior to|ending(?: on| with| at)?|ends on|on or before|by|on or prior to"
    r"|expiring on|and)(?: the)?(?= )"
)


def between(reader: Reader) -> Build[NamedDeadline] | None:
    """From one day, or event, to another: a window to act in where it is said as one, else a time that lasts."""
    start = reader.at
    found = reader.fits(_BETWEEN)
    if found is None:
        return None
    acts = bool(found["window"]) or "any" in found[0].split()[:2]
    for first, last in reader.find(_TO, reader.at):
        if first == reader.at:
            continue
        two = _end(reader, last, reader.end, opening=False)
        one = (two and _lent(reader, first)) or _end(reader, reader.at, first, opening=True)
        if one and two:
            strict = _STRICT.search(reader.words(first, last).casefold())
            reader.at = reader.end
            return _between(one, _shifted(two, -1) if strict else two, acts=acts)
    reader.at = start
    return None


_LACKING: Final = Pattern(
    r"(?:the )?(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: (?:of )?(?P<month>[a-z]{3,9}))?"
    r"|(?P<month2>[a-z]{3,9}) (?P<day2>[0-9]{1,2}))"
)


class _Lent(NamedTuple):
    """A first day that takes its month, or its year, from the last: “between 1 and 15 May 2026”."""

    number: int
    month: int

    def before(self, last: date | str) -> date:
        """The day itself; a month that lies after the last day is that of the year before."""
        if isinstance(last, str):
            raise NotationError("The first day lacks its month or its year. Write it as 1 May 2026.", 0)
        first = last.replace(day=1, month=self.month or last.month)
        if not 1 <= self.number <= monthrange(first.year, first.month)[1]:
            said = f"{MONTHS[first.month - 1]} {first.year} has no day {self.number}. Correct the day."
            raise NotationError(said, 0)
        turned = bool(self.month) and first.replace(day=self.number) > last
        return first.replace(day=self.number, year=first.year - turned)


def _lent(reader: Reader, end: int) -> _Lent | None:
    words = " ".join(token.key for token in reader.tokens[reader.at : end])
    found = _LACKING.compiled.fullmatch(words)
    name = (found["month"] or found["month2"] or "") if found else ""
    month = next((place for place, full in enumerate(MONTHS, 1) if name and full.casefold().startswith(name)), 0)
    if found is None or bool(name) != bool(month):
        return None
    return _Lent(int(found["day"] or found["day2"]), month)


_STRICT: Final = Pattern(r"(?<!or )\b(?:before|prior to)\b")


def _end(reader: Reader, start: int, end: int, *, opening: bool) -> Build[date | str] | None:
    def form(part: Reader) -> Build[date | str] | None:
        shift = _shift(part, opening=opening)
        day = a_date(part) or month_end(part)
        name: Build[date | str] | None = day
        if day is None:
            clause = Clause(part, part.offset)
            name = clause.name if event_name(clause) else None
        shift = shift or _shift(part, opening=opening)
        return None if name is None else _shifted(name, shift)

    return reader.part(start, end, form)


def _shift(reader: Reader, *, opening: bool) -> int:
    found = reader.fits(_INCLUDED)
    return 0 if found is None or found["in"] else 1 if opening else -1


def _shifted(day: Build[date | str], shift: int) -> Build[date | str]:
    def build(asker: Asker) -> date | str:
        found = day(asker)
        if not shift:
            return found
        if isinstance(found, str):
            raise NotationError("An event's own day is left out. Write the day after, or the day before, instead.", 0)
        return found + timedelta(shift)

    return build


def _between(one: Build[date | str] | _Lent, two: Build[date | str], *, acts: bool) -> Build[NamedDeadline]:
    def build(asker: Asker) -> NamedDeadline:
        last = two(asker)
        first = one.before(last) if isinstance(one, _Lent) else one(asker)
        if acts and isinstance(first, date) and isinstance(last, date):
            if first > last:
                raise DayError("The window ends before it begins. Correct one of the two days.")
            return on_day(last, not_earlier_than=first)
        return span_between(first, last)

    return build


# --- Stretches of the calendar ---------------------------------------------------------------------------

_IN: Final = Pattern(
    r"(?P<all>throughout|for the whole of)|(?:(?:at any time|sometime|some time|any time"
    r"|on any (?:business )?day) )?(?:in|during|within|over|on a day in)(?= )"
)
_BARE: Final = Pattern(r"(?:by|before|no later than|not later than|due|due by|due in|from)(?= )")


def in_period(reader: Reader) -> Build[NamedDeadline] | None:
    """In a stretch of the calendar; by one, which of its ends is asked."""
    start = reader.at
    ends = month_end(reader)
    if ends is not None:
        return _day_with_qualifiers(reader, ends)
    reader.at = start
    inside = reader.fits(_IN)
    bare = None if inside else reader.fits(_BARE)
    span = period(reader)
    if span is None or not reader.at_end():
        reader.at = start
        return None
    first, last = span
    if inside is not None:
        return constant(NamedSpan(since=first, until=last) if inside["all"] else on_day(last, not_earlier_than=first))
    if bare is None and first.year == last.year and last.month - first.month == 11:
        reader.at = start
        return None
    options: list[tuple[NamedDeadline, str]] = [(on_day(last), "by its end")]
    options.append((on_day(first, strictly_before=True), "before it begins"))
    if bare is None:
        options.append((on_day(last, not_earlier_than=first), "within it"))
    question = f"“{reader.text}”: by the end, or before it begins?"
    return lambda asker: asker.ask(question, options)


_OF_THE_MONTH: Final = Pattern(
    r"(?:due )?(?:(?:by|on|on or before|no later than|not later than|before"
    r"|at) )?(?:the )?(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: day)?|last day|end) (?:of|in) (?:the |each "
    r"|every )?"
    r"(?:(?P<next>(?:calendar )?month (?:immediately |next )?(?:following|after|succeeding)|(?:following|next"
    r"|succeeding|immediately following) (?:calendar )?month|month thereafter)|month|calendar month"
    r"|current month|relevant month|such month)$"
)


def of_the_month(reader: Reader) -> Build[NamedDeadline] | None:
    """“the 10th day of the month”: of one month or of each, which is asked."""
    found = reader.fits(_OF_THE_MONTH)
    today = reader.context.today
    if found is None or re.search(r"\b(?:each|every)\b", found[0]):
        return None
    day = int(found["day"] or 31)
    if not 1 <= day <= 31:
        reader.refuse("No month has such a day. Write a place from 1st to 31st, or “last day”.", reader.offset)
    each = NamedSeries(rule=monthly(day))
    if today is None:
        return constant(each)
    month = today.month + (1 if found["next"] or day < today.day else 0)
    first = date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    coming = first.replace(day=min(day, monthrange(first.year, first.month)[1]))
    options: list[tuple[NamedDeadline, str]] = [(each, "of each month"), (on_day(coming), "of one month")]
    return lambda asker: asker.ask(f"“{reader.text}”: of one month, or of each?", options)


def _day_with_qualifiers(reader: Reader, day: Build[date]) -> Build[NamedDeadline] | None:
    clause = Clause(reader, reader.offset, day=day)
    reader.comma()
    while read_qualifier(reader, clause):
        reader.comma()
    return meaning_of_clause(clause) if reader.at_end() else None
