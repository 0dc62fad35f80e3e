"""The steps that a count comes to, each with its question: calendar or business days, after or before, whose clock."""

from __future__ import annotations

from typing import Final, Literal

from model.days.notation.asking import Asker
from model.days.notation.draft import StepDraft
from model.days.notation.reader import Reader
from model.days.notation.refusal import NotationError
from model.days.operation import (
    Add,
    BusinessDays,
    ClearDays,
    CountDays,
    Fixed,
    Hours,
    LastDayOfMonth,
    LeapYearDays,
    Roll,
    Step,
)

PLAIN_LIMIT: Final = 31
"""Up to so many plain days are asked about; longer periods are calendar days everywhere."""


def steps_of(draft: StepDraft, reader: Reader, anchor: str, asker: Asker) -> tuple[Step, ...]:
    """The step or steps that a draft comes to; `anchor` stands in its questions."""
    if draft.rolls:
        roll = asker.ask("The nearest business day: by which reading?", draft.rolls)
        return (Roll(convention=roll.convention, use_forward_only=draft.forward_only),)
    if draft.fixed is not None:
        return (Fixed(date=draft.fixed(asker)),)
    if draft.ready or draft.count is None:
        return draft.ready
    n = draft.count(asker)
    side = draft.side
    if side == "of":
        said = f"{n} {draft.unit}{'' if n == 1 else 's'} of {anchor}: after or before?"
        side = asker.ask(said, [("after", f"after {anchor}"), ("before", f"before {anchor}")])
    return (_counted(draft, n if side == "after" else -n, reader, asker),)


def _counted(draft: StepDraft, n: int, reader: Reader, asker: Asker) -> Step:
    match draft.unit:
        case "day":
            return _days(draft, n, reader, asker)
        case "calendar day":
            return Add(n=n, unit="day")
        case "business day" | "market day":
            return BusinessDays(n=n, count="include_trigger" if draft.first_counted else "exclude_trigger")
        case "clear day" | "clear business day":
            side: Literal["before", "after"] = (
                "before" if n < 0 else draft.side if n == 0 and draft.side != "of" else "after"
            )
            return ClearDays(n=abs(n), direction=side, skip_non_business=draft.unit == "clear business day")
        case "hour":
            return Hours(n=n, tz=_zone(draft, reader, asker), roll=draft.hours_roll)
        case "last day":
            return LastDayOfMonth(months=n)
        case "fortnight":
            return Add(n=2 * n, unit="week")
        case "week":
            return Add(n=n, unit="week")
        case "full month":
            return _full_months(n, asker)
        case "quarter":
            return Add(n=3 * n, unit="month", month_end=draft.month_end)
        case "year":
            return Add(n=n, unit="year", month_end=draft.month_end)
        case _:
            return Add(n=n, unit="month", month_end=draft.month_end)


def _full_months(n: int, asker: Asker) -> Step:
    """Full months are so many months from date to date, or whole ones of the calendar: nobody can tell."""
    noun = "month" if abs(n) == 1 else "months"
    whole = LastDayOfMonth(months=n if n > 0 else n - 1)
    options: list[tuple[Step, str]] = [
        (Add(n=n, unit="month"), f"{abs(n)} {noun} from date to date"),
        (whole, f"{abs(n)} whole {noun} of the calendar"),
    ]
    return asker.ask(f"{abs(n)} full {noun}: from date to date, or whole months of the calendar?", options)


def _days(draft: StepDraft, n: int, reader: Reader, asker: Asker) -> Step:
    """Plain days: what is not counted settles their kind, else a short period is asked about."""
    if draft.leap:
        return LeapYearDays(n=n)
    if draft.not_counted is not None:
        return CountDays(n=n, skip_non_business=draft.closed_not_counted, exclude_ranges=tuple(draft.not_counted))
    calendar_days, business_days = Add(n=n, unit="day"), BusinessDays(n=n)
    if draft.first_counted:
        raise NotationError("Only business days can count their first day. Write “business days”.", draft.at)
    if n == 0 or abs(n) > PLAIN_LIMIT:
        return calendar_days
    context = reader.context
    noun = "day" if abs(n) == 1 else "days"
    question = f"{abs(n)} {noun}: calendar or business?"
    kinds: list[tuple[Step, str]] = [(calendar_days, "calendar"), (business_days, "business")]
    if context.counts:
        return business_days if context.counts == "business" else calendar_days
    return asker.ask(question, [(step, f"{abs(n)} {kind} {noun}") for step, kind in kinds])


_ZONES: Final = (
    ("America/New_York", "Eastern time"),
    ("Europe/London", "London time"),
    ("America/Denver", "Mountain time"),
    ("America/Los_Angeles", "Pacific time"),
    ("America/Toronto", "Toronto time"),
)


def _zone(draft: StepDraft, reader: Reader, asker: Asker) -> str:
    return draft.zone or zone_of(reader, asker)


def zone_of(reader: Reader, asker: Asker) -> str:
    """The instrument's zone, else the one that is asked for."""
    if reader.context.zone:
        return reader.context.zone
    return asker.ask("By the clock of which zone?", [(zone, f"by {said}") for zone, said in _ZONES])
