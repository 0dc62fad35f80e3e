"""What the editor of a relief asks for."""

from __future__ import annotations

from model.record.relief import Reinstatement, ReliefKind, Signed
from ui.editor.forms.slots import (
    NOTED,
    REMINDED,
    SOURCED,
    FormPage,
    Shown,
    Slot,
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
            Slot("ref", "Reference", text("e.g. USMX-24", 160)),
            Slot("title", "Title", text("what is granted, in a line")),
            Slot("short_title", "Short title", text("for tables and links, where the title is long")),
            Slot("kind", "Kind", choice(ReliefKind)),
            Slot("instrument", "Instrument", pick("what it stands in", "instrument")),
            Slot("locator", "Clause", text("e.g. Section 2")),
            Slot("tags", "Tags", tags, "Words between commas."),
            Slot("confidential", "Confidential", tick("calendar feeds say only “Deadline” of it")),
        ),
    ),
    FormPage(
        "Who",
        (
            Slot("granted_by", "Granted by", pick("who waives, stands still, extends or releases", "party")),
            Slot("owner", "Owner", pick("who sees to it on our side", "person")),
        ),
    ),
    FormPage(
        "What it covers",
        (
            Slot("covers", "Covers", picks("add an obligation that it relieves", "obligation")),
            Slot(
                "extends",
                "Extends",
                picks("add a relief that it keeps alive", "relief"),
                "It lives on while this one does.",
                _extension,
            ),
            Slot("new_due", "New due day", day, "It covers nothing past that day.", _extension),
        ),
    ),
    FormPage(
        "When",
        (
            Slot("granted_on", "Granted on", source_day, "Leave it empty while it is only asked for."),
            Slot("since", "With effect from", day, "It counts from its grant, even where that is later."),
            Slot("until", "Until", day),
            Slot(
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
            Slot("conditions", "Conditions", picks("add an obligation that it hangs on", "obligation")),
            Slot("conditions_complete", "Completeness", tick("these are all the conditions there are")),
            Slot(
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
            Slot("signed", "Signed", choice(Signed)),
            Slot("signed_documents", "Signed documents", picks("add a document of this docket", "document")),
            Slot("rights_reserved", "Reservation", tick("rights are reserved")),
        ),
    ),
    REMINDED,
    SOURCED,
    NOTED,
)
