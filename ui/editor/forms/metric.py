"""What the editor of a metric asks for."""

from __future__ import annotations

from ui.editor.definitions import definitions
from ui.editor.forms.slots import IDENTITY, FormPage, Slot, long, text, tick, worded

METRIC = (
    FormPage(
        "Metric",
        (
            Slot("name", "Name", text("as the instrument defines it: Consolidated Current Assets")),
            Slot("short_name", "Short name", text("as it stands in formulas: current assets", 320)),
            Slot(
                "unit",
                "Unit",
                worded(
                    ("money", "money"), ("ratio (to 1)", "ratio"), ("per cent", "percent"), ("plain number", "number")
                ),
            ),
            Slot("currency", "Currency", text("code", 72), "Of a metric in money alone."),
            Slot(
                "lasts",
                "Its figures",
                tick("stand until the next one"),
                "For a committed sum or a number of shares. A balance or a period’s profit is of its own day alone.",
            ),
        ),
    ),
    FormPage("Definition", (Slot("definitions", "Versions", definitions),)),
    FormPage("Notes", (Slot("notes", "Notes", long(4)), IDENTITY)),
)
