"""What the editors of a party, and of a person or role, ask for."""

from __future__ import annotations

from ui.editor.forms.slots import IDENTITY, FieldSlot, FormPage, day, long, pick, text, tick, zone

PARTY = (
    FormPage(
        "Party",
        (
            FieldSlot("name", "Name", text("as the instruments call it")),
            FieldSlot("short_name", "Short name", text("for tables", 240)),
            FieldSlot("ours", "Side", tick("it is we, or one of our group")),
            FieldSlot("email", "E-mail", text("e.g. name@company.com")),
            FieldSlot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)

PERSON = (
    FormPage(
        "Person or role",
        (
            FieldSlot("name", "Name", text("a person, or a role such as Finance")),
            FieldSlot("role", "Sort", tick("this is a role, not a person")),
            FieldSlot("email", "E-mail", text("e.g. name@company.com")),
            FieldSlot("stand_in", "Stand-in", pick("who does while they are away", "person")),
            FieldSlot("away_from", "Away from", day),
            FieldSlot("away_until", "Away until", day, "The last day away."),
            FieldSlot("zone", "Time zone", zone, "Reminders come by its clock; without one, by that of the docket."),
            FieldSlot(
                "remind_at", "Reminded at", text("e.g. 09:00", 92), "Where that is another time than the docket’s."
            ),
            FieldSlot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)
