"""What is counted and on which side of what: "45 days after", "three (3) London business days before"."""

from __future__ import annotations

from typing import Final

from model.days.notation.asking import Asker, Build, constant
from model.days.notation.draft import StepDraft
from model.days.notation.numbers import number
from model.days.notation.pattern import Pattern
from model.days.notation.phrases import Phrases
from model.days.notation.places import calendars
from model.days.notation.reader import Reader
from model.days.notation.units import SIDES, UNITS, Side
from model.days.operation import MonthEnd

MONTH_ENDS: Final[Phrases[MonthEnd]] = Phrases(
    "a month-end policy",
    {
        "month end to month end": "sticky",
        "month-end to month-end": "sticky",
        "end of month": "sticky",
        "last business day to last business day": "sticky_business",
        "less a day": "day_before",
        "less one day": "day_before",
        "same number or last day": "clip",
    },
    ("month end to month end", "last business day to last business day", "less a day"),
)
FIRST_DAY_COUNTED: Final = Phrases(
    "“the first day counted”",
    dict.fromkeys(
        ("the first day counted", "first day counted", "counting the first day", "the first day included",
         "including the first day", "including that day", "counting that day"), True),
    ("the first day counted",),
)  # fmt: skip
_NOTICE: Final = Pattern(
    r"(?:prior |advance |previous |written |irrevocable |formal |express ){0,4}notice(?: in writing)?"
    r"(?: (?:to|by|from) (?:(?!of |before |prior |expiring |ending |terminating |that )[^ ,;:()]+ ?){1,6})?(?= |$)"
)
_NOTICE_OF: Final = Pattern(
    r"(?:of|before|prior to|in advance of|expiring (?:on or before|on|at|no later than)|ending (?:on|at)"
    r"|terminating on|to expire on|to take effect on"
    r"|taking effect on|that expires on)(?: the)?(?: date of)?(?= )"
)
EFFECT: Final = "day on which the notice takes effect"
"""What notice of so many days counts back from where the words don't say of what it is notice."""
_ONE: Final = Phrases("a number", {"a": 1, "an": 1, "one full": 1})
_SIGNED: Final = Phrases("“+”", {"+": 1, "-": -1, "plus": 1, "minus": -1})
_PERIOD: Final = Pattern(r"(?:the |a )?period of (?:not more than |up to )?|the (?=[0-9]|[a-z]+ (?:\( )?[a-z0-9]+ )")
_OF_PERIOD: Final = Pattern(r"(?:period|window)(?: (?:immediately|next))?(?= )")
_AND_MORE: Final = Phrases("“and”", {"and": True, ", and": True, ",": True, "+": True, "plus": True, ", plus": True,
    "less": False, "minus": False})  # fmt: skip
_END_OF: Final = Pattern(
    r"(?:on |upon |at )?the (?:end|expiry|expiration|conclusion|last day) of (?:the |a )?(?:period of )?"
    r"(?=[0-9]|(?!(?:the|a|an|each|every|any|such|that|this|its)\b)[a-z-]+ (?:\( )?[a-z0-9])"
)


def closing_notice(reader: Reader) -> str | None:
    """Whether notice is counted: None where it is not, empty where it says of what, else what it counts back from."""
    if not reader.fits(_NOTICE):
        return None
    return "" if reader.fits(_NOTICE_OF) else EFFECT


def distance(reader: Reader) -> list[StepDraft]:
    """A distance up to what it counts from; several where one period is added to another, in their order."""
    ends = reader.fits(_END_OF) is not None
    reader.fits(_PERIOD)
    first = measure(reader)
    if first is None:
        return []
    drafts, less = [first], list[StepDraft]()
    while len(drafts) < 4:
        start = reader.at
        joined = reader.see(_AND_MORE)
        reader.at += joined[0] if joined else 0
        further = measure(reader) if joined else None
        if further is None:
            reader.at = start
            break
        drafts.append(further)
        if joined is not None and not joined[1]:
            less.append(further)
    _between_unit_and_side(reader, first)
    start = reader.at
    if reader.fits(_NOTICE):
        return [] if ends or less else _of_notice(reader, drafts)
    reader.at = start
    if not less and reader.fits(_IN_ADVANCE):
        drafts[-1].effect = EFFECT
        for draft in drafts:
            draft.side = "before"
        return drafts
    reader.fits(_OF_PERIOD)
    if not less and reader.fits(_BEGINNING):
        return _first_day_in(drafts)
    side = reader.take(SIDES)
    if side is None:
        return []
    for draft in drafts:
        draft.side = side
    return drafts if not less else _taken_off(drafts, less, side)


def _taken_off(drafts: list[StepDraft], less: list[StepDraft], side: Side) -> list[StepDraft]:
    """Days that a period lacks run the other way: “five years less three days from”."""
    if drafts[0].unit not in ("month", "year", "week") or any(
        draft.unit not in ("day", "calendar day") for draft in less
    ):
        return []
    for draft in less:
        draft.unit, draft.side = "calendar day", "after" if side == "before" else "before"
    return drafts


_IN_ADVANCE: Final = Pattern(r"(?:in advance|beforehand|prior notice)(?=$)")
_BEGINNING: Final = Pattern(
    r"(?:beginning|commencing|starting|running|counting)(?: on and including| and including"
    r"| from and including| on| with| from)(?= )|(?:from|after|following) (?:and|but) including(?= )"
)


def _first_day_in(drafts: list[StepDraft]) -> list[StepDraft]:
    """A period that begins with a day counts it: 28 days beginning with 1 March end on 28 March."""
    if drafts[-1].unit in ("hour", "clear day", "clear business day"):
        return []
    if drafts[0].unit in ("business day", "market day"):
        drafts[0].first_counted = True
        return drafts
    return [*drafts, StepDraft(drafts[0].at, "calendar day", constant(1), "before")]


def measure(reader: Reader) -> StepDraft | None:
    """A number of something: "45 days", "three (3) London business days"."""
    at, start = reader.position(reader.offset), reader.at
    one = reader.see(_ONE)
    if one is not None and reader.see(UNITS, one[0]):
        reader.at += one[0]
        count: Build[int] | None = constant(1)
    else:
        count = number(reader)
    if count is None:
        return None
    named: tuple[str, ...] = ()
    if not reader.see(UNITS):
        named = calendars(reader, noun=False) or ()
    unit = reader.take(UNITS)
    if unit is None or (named and unit not in ("business day", "market day", "day")):
        reader.at = start
        return None
    kind = "business day" if named else unit
    said = count(Asker())
    if reader.sees(Pattern(rf"\( {said} \)(?= )")):
        reader.at += 3
    return StepDraft(at, kind, count, calendars=named)


def _of_notice(reader: Reader, drafts: list[StepDraft]) -> list[StepDraft]:
    """Notice counts back: from what it is notice of, or from the day on which it takes effect."""
    for draft in drafts:
        draft.side = "before"
    if not reader.fits(_NOTICE_OF):
        drafts[-1].effect = EFFECT
        if not reader.at_end() and reader.token is not None and reader.token.key not in _AFTER_NOTICE:
            return []
    return drafts


_AFTER_NOTICE: Final = frozenset({",", ";", "(", ")", "in", "and", "or", "whichever"})


def offset(reader: Reader) -> list[StepDraft]:
    """What is added behind a day or a name: "+ 30d", "plus 2 business days", "- 5bd"."""
    sign = reader.take(_SIGNED)
    first = measure(reader) if sign else None
    if first is None or sign is None:
        return []
    first.side = "after" if sign > 0 else "before"
    return [first]


def _between_unit_and_side(reader: Reader, draft: StepDraft) -> None:
    """A policy set off by commas, as in "3 months, month end to month end, after closing"."""
    start = reader.at
    if not reader.comma():
        return
    policy = reader.see(MONTH_ENDS)
    counted = reader.see(FIRST_DAY_COUNTED)
    seen = policy or counted
    if seen is None:
        reader.at = start
        return
    reader.at += seen[0]
    reader.comma()
    if policy is not None:
        draft.month_end = policy[1]
    else:
        draft.first_counted = True
