"""What the editors of the docket itself, and of a document, ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.days.wording import say_day
from ui.editor.fields.plain import IdentityField
from ui.editor.forms.slots import IDENTITY, FieldSlot, FormPage, day, identity, long, text

CAPTION = (
    FormPage(
        "Docket",
        (
            FieldSlot("title", "Title", text("the company, or the matter")),
            FieldSlot("subtitle", "Subtitle", text("what it is about")),
            FieldSlot(
                "legend", "Legend", text("e.g. Privileged and confidential"), "Stands on every page of a report."
            ),
            FieldSlot(
                "ref_prefix",
                "Prefix",
                text("e.g. USMX-", 160),
                "New references begin so, and tables leave it out.",
            ),
            FieldSlot("clock", "Its own clock", day, "For a docket that stands still on one day, as the sample does."),
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
            FieldSlot("title", "Title", text("as it is cited")),
            FieldSlot("media_type", "Media type", identity),
            FieldSlot("size", "Bytes", lambda kit, name: FixedField(kit.theme, name)),
            FieldSlot("sha256", "SHA-256", identity),
            FieldSlot("added_by", "Added by", identity),
            FieldSlot("added_on", "Added on", lambda kit, name: FixedField(kit.theme, name)),
            FieldSlot("notes", "Notes", long(4)),
            IDENTITY,
        ),
    ),
)
