"""Deadlines as counsel types them: a strict grammar that asks where words could mean two things.

>>> from datetime import date
>>> context = Context(today=date(1996, 11, 20), anchors=("fiscal quarter end", "closing"), calendars=("US-FED",))
>>> said = parse("within forty-five (45) days following the fiscal quarter end", context)
>>> said.steps, said.anchor
((Add(n=45, unit='day', month_end='clip'),), 'fiscal quarter end')
>>> format_deadline(said)
'45 days after fiscal quarter end'
>>> format_deadline(parse("at least 20 Business Days prior to Closing, SEC.", context))
'20 business days before closing, SEC'
>>> parse("10 days after closing", context)
Traceback (most recent call last):
model.days.notation.refusal.Ambiguous: 10 days: calendar or business?
"""

from __future__ import annotations

from model.days.notation.completing import Completion, complete
from model.days.notation.context import Context
from model.days.notation.explaining import counted_lines, explain
from model.days.notation.named_deadline import NamedDeadline, NamedSeries, NamedSpan, checked
from model.days.notation.parsing import parse
from model.days.notation.refusal import Ambiguous, NotationChoice, NotationError
from model.days.notation.unplaced import goes_on
from model.days.notation.writing import format_deadline

__all__ = [
    "Ambiguous",
    "Completion",
    "Context",
    "NamedDeadline",
    "NamedSeries",
    "NamedSpan",
    "NotationChoice",
    "NotationError",
    "checked",
    "complete",
    "counted_lines",
    "explain",
    "format_deadline",
    "goes_on",
    "parse",
]
