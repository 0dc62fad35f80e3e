"""What the editor of an instrument asks for."""

from __future__ import annotations

from model.record.instrument import InstrumentKind
from ui.editor.forms.slots import (
    IDENTITY,
    FormPage,
    Slot,
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
from ui.editor.notice import NoticeField
from ui.editor.steps import ROLLS

INSTRUMENT = (
    FormPage(
        "What",
        (
            Slot("title", "Title", text("as it stands on its first page")),
            Slot("short_title", "Short title", text("for tables", 320)),
            Slot("kind", "Kind", choice(InstrumentKind)),
            Slot("amends", "Amends", pick("the instrument that it changes", "instrument")),
            Slot("parties", "Parties", picks("add a party", "party")),
            Slot(
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
            Slot("day", "Its day", source_day),
            Slot("in_force_from", "In force from", day, "Where that is not its own day."),
            Slot("in_force_until", "In force until", day, "Its last day."),
            Slot("governing_law", "Governing law", text("e.g. New York")),
        ),
    ),
    FormPage(
        "How its days count",
        (
            Slot("calendars", "Business days", calendars, "Closed where any of them is closed."),
            Slot(
                "counts",
                "“10 days”",
                worded(("it does not say", ""), ("are calendar days", "calendar"), ("are business days", "business")),
                "How it counts plain days. Where it does not say, you are asked each time.",
            ),
            Slot(
                "roll",
                "A closed day",
                worded(*((words, key) for key, words in ROLLS.items())),
                "Only where the instrument or a statute says so: some rights are lost by rolling.",
            ),
            Slot("roll_rule", "By its law", law_roll),
            Slot("zone", "Time zone", zone),
            Slot("cutoff", "Daily cut-off", text("e.g. 17:00", 92), "A time of day on 24 hours, in that zone."),
        ),
    ),
    FormPage("Notices", (Slot("notice", "Notice clause", NoticeField),)),
    FormPage("Notes", (Slot("notes", "Notes", long(4)), IDENTITY)),
)
