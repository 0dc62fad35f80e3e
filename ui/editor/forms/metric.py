"""What the editor of a metric asks for."""

from __future__ import annotations

from ui.editor.fields.definitions import definitions
from ui.editor.forms.slots import IDENTITY, FieldSlot, FormPage, long, text, tick, worded

METRIC = (
    FormPage(
        "Metric",
        (
            FieldSlot("name", "Name", text("as the instrument defines it: Consolidated Current Assets")),
            FieldSlot("short_name", "Short name", text("as it stands in formulas: current assets", 320)),
            FieldSlot(
                "unit",
                "Unit",
                worded(
                    ("money", "money"), ("ratio (to 1)", "ratio"), ("per cent", "percent"), ("plain number", "number")
                ),
            ),
            FieldSlot("currency", "Currency", text("code", 72), "Of a metric in money alone."),
            FieldSlot(
                "lasts",
                "Its figures",
                tick("stand until the next one"),
                "For a committed sum or a number of shares. A balance or a period’s profit is of its own day alone.",
            ),
        ),
    ),
    FormPage("Definition", (FieldSlot("definitions", "Versions", definitions),)),
    FormPage("Notes", (FieldSlot("notes", "Notes", long(4)), IDENTITY)),
)
