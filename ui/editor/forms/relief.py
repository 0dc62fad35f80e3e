"""What the editor of a relief asks for."""

from __future__ import annotations

from model.record.relief import Reinstatement, ReliefKind, Signed
from ui.editor.forms.slots import (
    NOTED,
    REMINDED,
    SOURCED,
    FieldSlot,
    FormPage,
    Shown,
    choice,
    day,
    pick,
    picks,
    source_day,
    tags,
    text,
    tick,
    worded,
)


def _extension(shown: Shown) -> bool:
    return bool(shown["kind"] == "extension")


RELIEF = (
    FormPage(
        "What",
        (
            FieldSlot("ref", "Reference", text("e.g. USMX-24", 160)),
            FieldSlot("title", "Title", text("what is granted, in a line")),
            FieldSlot("short_title", "Short title", text("for tables and links, where the title is long")),
            FieldSlot("kind", "Kind", choice(ReliefKind)),
            FieldSlot("instrument", "Instrument", pick("what it stands in", "instrument")),
            FieldSlot("locator", "Clause", text("e.g. Section 2")),
            FieldSlot("tags", "Tags", tags, "Words between commas."),
            FieldSlot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    FormPage(
        "Who",
        (
            FieldSlot("granted_by", "Granted by", pick("who waives, stands still, extends or releases", "party")),
            FieldSlot("owner", "Owner", pick("who sees to it on our side", "person")),
        ),
    ),
    FormPage(
        "What it covers",
        (
            FieldSlot("covers", "Covers", picks("add an obligation that it relieves", "obligation")),
            FieldSlot(
                "extends",
                "Extends",
                picks("add a relief that it keeps alive", "relief"),
                "It lives on while this one does.",
                _extension,
            ),
            FieldSlot("new_due", "New due day", day, "It covers nothing past that day.", _extension),
        ),
    ),
    FormPage(
        "When",
        (
            FieldSlot("granted_on", "Granted on", source_day, "Leave it empty while it is only asked for."),
            FieldSlot("since", "With effect from", day, "It counts from its grant, even where that is later."),
            FieldSlot("until", "Until", day),
            FieldSlot(
                "until_reading",
                "The last day",
                worded(
                    ("still counts (inclusive)", "inclusive"),
                    ("no longer counts (exclusive)", "exclusive"),
                    ("is unclear: read as not counting", "unclear"),
                ),
            ),
        ),
    ),
    FormPage(
        "Conditions",
        (
            FieldSlot("conditions", "Conditions", picks("add an obligation that it hangs on", "obligation")),
            FieldSlot("conditions_complete", "Completeness", tick("these are all the conditions there are")),
            FieldSlot(
                "reinstatement",
                "On a lapse",
                choice(Reinstatement),
                "What it covered stands again, from then or from ever.",
            ),
        ),
    ),
    FormPage(
        "Signature",
        (
            FieldSlot("signed", "Signed", choice(Signed)),
            FieldSlot("signed_documents", "Signed documents", picks("add a document of this docket", "document")),
            FieldSlot("rights_reserved", "Reservation", tick("rights are reserved")),
        ),
    ),
    REMINDED,
    SOURCED,
    NOTED,
)
