"""What the editors of an event and of a closure ask for."""

from __future__ import annotations

from ui.editor.calendars import CalendarField
from ui.editor.day import NeededDayField
from ui.editor.fiscal import FiscalField
from ui.editor.forms.slots import IDENTITY, FormPage, Slot, long, source_day, text, zone
from ui.editor.recurrence import ONCE, RuleField

EVENT = (
    FormPage(
        "Event",
        (
            Slot("title", "Title", text("a closing, a quarter end, a notice received")),
            Slot("happened", "Happened on", source_day, "A fact. It starts the clocks that count from it."),
            Slot(
                "expected",
                "Expected on",
                source_day,
                "A forecast: nothing falls due by it.",
            ),
            Slot("recurs", "Recurs", lambda kit, name: RuleField(kit.theme, name, ONCE), "From its first day on."),
            Slot(
                "fiscal",
                "Fiscal periods",
                lambda kit, name: FiscalField(kit.theme, name),
                "Instead of a rule: the ends of a company’s years or quarters, from its first day on.",
            ),
            Slot("time", "Time of day", text("e.g. 16:00", 92), "Where a deadline counts hours from it."),
            Slot("zone", "Time zone", zone),
            Slot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)

CLOSURE = (
    FormPage(
        "Closure",
        (
            Slot("calendar", "Calendar", lambda kit, name: CalendarField(kit.theme, name)),
            Slot("day", "Closed on", lambda kit, name: NeededDayField(kit.theme, name, kit.today)),
            Slot("reason", "Reason", text("e.g. storm, day of mourning"), "Each deadline that it moves names it."),
            Slot("source", "Source", text("the order, notice or proclamation")),
            IDENTITY,
        ),
    ),
)
