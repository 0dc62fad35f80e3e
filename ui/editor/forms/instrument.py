"""What the editor of an instrument asks for."""

from __future__ import annotations

from model.record.instrument import InstrumentKind
from ui.editor.deadline.byparts import END_FORMS
from ui.editor.deadline.deadline import DeadlineField
from ui.editor.deadline.steps import ROLLS
from ui.editor.fields.inforce import InForceWhenField
from ui.editor.fields.notice import NoticeField
from ui.editor.forms.slots import (
    IDENTITY,
    FieldSlot,
    FormPage,
    calendars,
    choice,
    day,
    law_roll,
    long,
    pick,
    picks,
    source_day,
    text,
    worded,
    zone,
)

INSTRUMENT = (
    FormPage(
        "What",
        (
            FieldSlot("title", "Title", text("as it stands on its first page")),
            FieldSlot("short_title", "Short title", text("for tables", 320)),
            FieldSlot("kind", "Kind", choice(InstrumentKind)),
            FieldSlot("amends", "Amends", pick("the instrument that it changes", "instrument")),
            FieldSlot("parties", "Parties", picks("add a party", "party")),
            FieldSlot(
                "source_rank",
                "We hold",
                worded(
                    ("the executed instrument", "executed instrument"),
                    ("only a summary of it", "summary"),
                ),
            ),
        ),
    ),
    FormPage(
        "In force",
        (
            FieldSlot("day", "Its day", source_day),
            FieldSlot("in_force_from", "In force from", day, "Where that is not its own day."),
            FieldSlot("in_force_when", "In force when", InForceWhenField, "Once all of it has come, for good."),
            FieldSlot("in_force_until", "In force until", day, "Its last day."),
            FieldSlot(
                "ends",
                "Ends by",
                lambda kit, name: DeadlineField(
                    kit.theme,
                    name,
                    kit.records("event", "obligation", "instrument")._replace(leave_out=frozenset()),
                    kit.today,
                    END_FORMS,
                    "nothing but its stated last day",
                ),
                "What it comes to is its last day; beside a stated one the earlier.",
            ),
            FieldSlot("governing_law", "Governing law", text("e.g. New York")),
        ),
    ),
    FormPage(
        "How its days count",
        (
            FieldSlot("calendars", "Business days", calendars, "Closed where any of them is closed."),
            FieldSlot(
                "counts",
                "“10 days”",
                worded(("it does not say", ""), ("are calendar days", "calendar"), ("are business days", "business")),
                "How it counts plain days. Where it does not say, you are asked each time.",
            ),
            FieldSlot(
                "roll",
                "A closed day",
                worded(*((words, key) for key, words in ROLLS.items())),
                "Only where the instrument or a statute says so: some rights are lost by rolling.",
            ),
            FieldSlot("roll_rule", "By its law", law_roll),
            FieldSlot("zone", "Time zone", zone),
            FieldSlot("cutoff", "Daily cut-off", text("e.g. 17:00", 92), "A time of day on 24 hours, in that zone."),
        ),
    ),
    FormPage("Notices", (FieldSlot("notice", "Notice clause", NoticeField),)),
    FormPage("Notes", (FieldSlot("notes", "Notes", long(4)), IDENTITY)),
)
