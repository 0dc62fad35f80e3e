"""What each editor asks for: the fields of each kind of record, once, section by section."""

from __future__ import annotations

from collections.abc import Mapping

from ui.editor.forms.days import CLOSURE, EVENT
from ui.editor.forms.docket import CAPTION, DOCUMENT
from ui.editor.forms.instrument import INSTRUMENT
from ui.editor.forms.metric import METRIC
from ui.editor.forms.obligation import OBLIGATION
from ui.editor.forms.parties import PARTY, PERSON
from ui.editor.forms.relief import RELIEF
from ui.editor.forms.slots import FieldSlot, FormPage

__all__ = ["FORMS", "FieldSlot", "FormPage"]

FORMS: Mapping[str, tuple[FormPage, ...]] = {
    "obligation": OBLIGATION,
    "relief": RELIEF,
    "instrument": INSTRUMENT,
    "event": EVENT,
    "party": PARTY,
    "person": PERSON,
    "metric": METRIC,
    "closure": CLOSURE,
    "caption": CAPTION,
    "document": DOCUMENT,
}
"""The sections of each kind's editor. Every field of the record stands in one of them."""
