"""How long before a day reminders come, as a line of text: "14, 3 w, 0", where a w counts working days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from model.errors import UnreadableInput
from model.record.obligation import Reminder

Before = Literal["due", "act by", "review"]
_LEAD = re.compile(r"(\d+)(?:\s*(?:(w(?:d|orking\s+days?)?)|d(?:ays?)?))?(?=[\s,;]|$)", re.IGNORECASE)
MOST = 3650


def write_leads(leads: Iterable[Reminder], before: Before) -> str:
    """The leads before one of the three days, the longest first.

    >>> write_leads((Reminder(lead=0), Reminder(lead=3, unit="working day"), Reminder(lead=14)), "due")
    '14, 3 w, 0'
    """
    of_it = sorted((one for one in leads if one.before == before), key=lambda one: (-one.lead, one.unit))
    return ", ".join(f"{one.lead} w" if one.unit == "working day" else f"{one.lead}" for one in of_it)


def read_leads(text: str, before: Before) -> tuple[Reminder, ...]:
    """The reminders that a line says, each once. An empty line is none.

    Raises :class:`model.errors.UnreadableInput` for what is no number of days.

    >>> [one.lead for one in read_leads("3w; 14 days 0", "due")]
    [14, 3, 0]
    """
    found: dict[Reminder, None] = {}
    rest = text.strip(" ,;")
    while rest:
        hit = _LEAD.match(rest)
        if hit is None:
            raise UnreadableInput(f"“{rest}” is no number of days. Write 14, 3, 0; a w after it counts working days.")
        if len(hit[1]) > 4 or int(hit[1]) > MOST:
            raise UnreadableInput(f"{hit[1]} days is more than ten years. Write {MOST:,} or fewer.")
        found[Reminder(lead=int(hit[1]), unit="working day" if hit[2] else "day", before=before)] = None
        rest = rest[hit.end() :].lstrip(" \t,;")
    return tuple(sorted(found, key=lambda one: (-one.lead, one.unit)))
