"""What the editors of a party, and of a person or role, ask for."""

from __future__ import annotations

from ui.editor.forms.slots import IDENTITY, FormPage, Slot, day, long, pick, text, tick, zone

PARTY = (
    FormPage(
        "Party",
        (
            Slot("name", "Name", text("as the instruments call it")),
            Slot("short_name", "Short name", text("for tables", 240)),
            Slot("ours", "Side", tick("it is we, or one of our group")),
            Slot("email", "E-mail", text("e.g. name@company.com")),
            Slot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)

PERSON = (
    FormPage(
        "Person or role",
        (
            Slot("name", "Name", text("a person, or a role such as Finance")),
            Slot("role", "Sort", tick("this is a role, not a person")),
            Slot("email", "E-mail", text("e.g. name@company.com")),
            Slot("stand_in", "Stand-in", pick("who does while they are away", "person")),
            Slot("away_from", "Away from", day),
            Slot("away_until", "Away until", day, "The last day away."),
            Slot("zone", "Time zone", zone, "Reminders come by its clock; without one, by that of the docket."),
            Slot("remind_at", "Reminded at", text("e.g. 09:00", 92), "Where that is another time than the docket’s."),
            Slot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)
