"""What the editors of an event and of a closure ask for."""

from __future__ import annotations

from ui.editor.deadline.fiscal import FiscalField
from ui.editor.deadline.recurrence import ONCE, RuleField
from ui.editor.fields.calendars import CalendarField
from ui.editor.fields.day import NeededDayField
from ui.editor.fields.happenings import happenings
from ui.editor.forms.slots import IDENTITY, FieldSlot, FormPage, Shown, long, source_day, text, tick, zone


def _again(shown: Shown) -> bool:
    return bool(shown["again"])


def _not_again(shown: Shown) -> bool:
    return not shown["again"]


EVENT = (
    FormPage(
        "Event",
        (
            FieldSlot("title", "Title", text("a closing, a quarter end, a notice received")),
            FieldSlot("again", "Again", tick("it happens any number of times, on no rule, such as a request")),
            FieldSlot(
                "happened", "Happened on", source_day, "A fact. It starts the clocks that count from it.", _not_again
            ),
            FieldSlot(
                "happenings",
                "Happened on",
                happenings,
                "A series with it has an occurrence for each.",
                _again,
            ),
            FieldSlot(
                "expected",
                "Expected on",
                source_day,
                "A forecast: nothing falls due by it.",
            ),
            FieldSlot(
                "recurs",
                "Recurs",
                lambda kit, name: RuleField(kit.theme, name, ONCE),
                "From its first day on.",
                _not_again,
            ),
            FieldSlot(
                "fiscal",
                "Fiscal periods",
                lambda kit, name: FiscalField(kit.theme, name),
                "Instead of a rule: the ends of a company’s years or quarters, from its first day on.",
                _not_again,
            ),
            FieldSlot("time", "Time of day", text("e.g. 16:00", 92), "Where a deadline counts hours from it."),
            FieldSlot("zone", "Time zone", zone),
            FieldSlot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)

CLOSURE = (
    FormPage(
        "Closure",
        (
            FieldSlot("calendar", "Calendar", lambda kit, name: CalendarField(kit.theme, name)),
            FieldSlot("day", "Closed on", lambda kit, name: NeededDayField(kit.theme, name, kit.today)),
            FieldSlot("reason", "Reason", text("e.g. storm, day of mourning"), "Each deadline that it moves names it."),
            FieldSlot("source", "Source", text("the order, notice or proclamation")),
            IDENTITY,
        ),
    ),
)
