"""What the editors of the docket itself, and of a document, ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.days.wording import say_day
from ui.editor.forms.slots import IDENTITY, FormPage, Slot, day, identity, long, text
from ui.editor.plain import IdentityField

CAPTION = (
    FormPage(
        "Docket",
        (
            Slot("title", "Title", text("the company, or the matter")),
            Slot("subtitle", "Subtitle", text("what it is about")),
            Slot("legend", "Legend", text("e.g. Privileged and confidential"), "Stands on every page of a report."),
            Slot(
                "ref_prefix",
                "Prefix",
                text("e.g. USMX-", 160),
                "New references begin so, and tables leave it out.",
            ),
            Slot("clock", "Its own clock", day, "For a docket that stands still on one day, as the sample does."),
            IDENTITY,
        ),
    ),
)


class FixedField(IdentityField):
    """What is known of a file, and not typed."""

    def show_value(self, value: Any) -> None:
        words = say_day(value) if isinstance(value, date) else f"{value:,}" if isinstance(value, int) else ""
        super().show_value(words)


DOCUMENT = (
    FormPage(
        "Document",
        (
            Slot("title", "Title", text("as it is cited")),
            Slot("media_type", "Media type", identity),
            Slot("size", "Bytes", lambda kit, name: FixedField(kit.theme, name)),
            Slot("sha256", "SHA-256", identity),
            Slot("added_by", "Added by", identity),
            Slot("added_on", "Added on", lambda kit, name: FixedField(kit.theme, name)),
            Slot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)
