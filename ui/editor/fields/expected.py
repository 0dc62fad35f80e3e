"""An event dated ahead in its editor: it has not happened, and is offered as expected on that day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from model.days.wording import say_day
from model.ledger.happening import as_expected, still_to_come
from model.record.base import Record
from model.record.event import Event
from ui.editor.form import RecordForm


def offer_expected(form: RecordForm, record: Record, today: date) -> None:
    """Beside the sentence that a day is still to come, offer to record the event as expected on it."""
    row = form.rows.get("happened")
    if row is None or not isinstance(record, Event):
        return
    asked = bool(row.message) and record.happened is not None and still_to_come(record, today) is not None
    row.offer_mend(f"Record it as expected on {say_day(record.happened.on)}" if asked and record.happened else "")


def expect(form: RecordForm, event: Event) -> None:
    """Move the day that is typed as that of the happening to where the expected day stands."""
    moved = as_expected(event)
    for name, value in (("happened", moved.happened), ("expected", moved.expected)):
        field = form.rows[name].field
        field.show_value(value)
        field.changed.emit()
    form.rows["expected"].field.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)
