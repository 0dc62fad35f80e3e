"""Counts that do not say everything: from which event, or how often they come again.

>>> bool(_OFTEN.match("annually , within 120 days")), _UNIT_OF["annually"]
(True, 'year')
"""

from __future__ import annotations

from typing import Final

from model.days.deadline import After
from model.days.notation.asking import Asker, Build
from model.days.notation.clause import Clause
from model.days.notation.clause_meaning import meaning_of_clause
from model.days.notation.context import Context
from model.days.notation.counting import measure
from model.days.notation.limits import LIMITS
from model.days.notation.named_deadline import NamedDeadline, NamedSeries, with_each
from model.days.notation.names import is_period_end, period_unit
from model.days.notation.pattern import Pattern
from model.days.notation.reader import ReadDated, Reader
from model.days.notation.refusal import NotationError
from model.days.notation.series import PERIOD_RULES
from model.days.notation.units import SIDES

_OFFERED: Final = 6
_ANY_EVENTS: Final = ("receipt of notice", "signing")
"""What a count could run from where no event is known."""
_LATER: Final = Pattern(r"(?:thereafter|thereof|later|afterwards)(?=$)")


def goes_on(typed: str, context: Context) -> bool:
    """Whether words are a count that may still go on with what it counts from: “45 days”."""
    reader = Reader(typed, context)
    reader.take(LIMITS)
    return measure(reader) is not None and reader.at_end()


def bare_count(reader: Reader) -> Build[NamedDeadline] | None:
    """A count that does not say from what: “within 5 days”. From which event is asked, of those that are known."""
    clause = Clause(reader, reader.offset, led=True)
    clause.limit = reader.take(LIMITS)
    draft = measure(reader)
    if draft is None or clause.limit in ("on", "before"):
        return None
    reader.want(SIDES.name, SIDES.shown, SIDES.words)
    reader.fits(_LATER)
    if not reader.at_end():
        return None
    draft.side = "before" if clause.limit == "at least" else "after"
    known = reader.context.anchors[:_OFFERED]
    events = known if len(known) > 1 else (*known, *_ANY_EVENTS)
    question = f"“{reader.text}”: {draft.side} what?"
    clause.name = lambda asker: asker.ask(question, [(event, f"{draft.side} {event}") for event in events])
    clause.said_name = "it"
    clause.drafts = [draft]
    return meaning_of_clause(clause)


_OFTEN: Final = Pattern(
    r"(?:on an? )?(?P<often>annually|yearly|annual|quarterly|monthly|each year|every year|each quarter|every quarter"
    r"|each month|every month|each calendar year|each fiscal year|each fiscal quarter)(?: basis)? ?,? ?"
    r"(?=(?:within|not|no|by|on or|at|in|[0-9a-z]))"
)
_UNIT_OF: Final = {
    **dict.fromkeys(("annually", "yearly", "annual", "each year", "every year", "each calendar year"), "year"),
    **dict.fromkeys(("quarterly", "each quarter", "every quarter", "each fiscal quarter"), "quarter"),
    **dict.fromkeys(("monthly", "each month", "every month"), "month"),
    "each fiscal year": "year",
}


def often_counted(reader: Reader, dated: ReadDated) -> Build[NamedDeadline] | None:
    """How often, and then a count from the end of a period: “annually, within 120 days after fiscal year end”."""
    found = reader.fits(_OFTEN)
    if found is None:
        return None
    unit = _UNIT_OF[found["often"]]
    inner = reader.part(reader.at, reader.end, dated) or _from_each_end(reader, unit)
    if inner is None:
        return None
    reader.at = reader.end

    def build(asker: Asker) -> NamedDeadline:
        deadline = inner(asker)
        if isinstance(deadline, NamedSeries) and unit in (period_unit(deadline.event), _RULED.get(deadline.rule)):
            return deadline
        if not isinstance(deadline, After) or not isinstance(deadline.anchor, str) or deadline.not_earlier_than:
            raise NotationError(f"How often, and then a day: write “each {unit}” with the day in it.", 0)
        if not is_period_end(deadline.anchor) or period_unit(deadline.anchor) != unit:
            raise NotationError(
                f"“{deadline.anchor}” does not say that it comes each {unit}. Write “each {deadline.anchor}”, or leave"
                f" out “{found['often']}”.", 0,
            )  # fmt: skip
        return with_each(deadline)

    return build


_RULED: Final = {rule: period.removeprefix("calendar ") for period, rule in PERIOD_RULES.items()}


def _from_each_end(reader: Reader, unit: str) -> Build[NamedDeadline] | None:
    """A count from the end of a period that the words call by its unit alone: “monthly, 5 days after month end”."""
    ending = Pattern(rf"(?i)(?<= )(?:the )?(?:{unit}[ -]end|end of (?:the |that ){unit})$")
    words, ends = ending.compiled.subn(f"each {unit} end", reader.words(reader.at, reader.end))
    return reader.reworded(words) if ends else None
