"""What the editors do with the roll of a governing law: propose it to an instrument, and take it."""

from __future__ import annotations

from model.assess.lawroll import proposed_roll, with_roll
from model.days.lawroll import LawRoll, roll_of_rule
from model.ledger.commands import Put
from model.record.instrument import Instrument
from model.record.obligation import Obligation
from ui.editor.fields.lawrollfield import LawRollField
from ui.editor.form import RecordForm
from ui.workspace import Workspace


def follow_law(form: RecordForm, name: str = "") -> None:
    """Propose the roll of the governing law; where it was just taken, show its roll, and its calendars if none are."""
    row = form.rows.get("roll_rule")
    if row is None or not isinstance(row.field, LawRollField):
        return
    record, _ = form.record()
    if not isinstance(record, Instrument):
        return
    if name == "roll_rule" and row.field.proposal is not None:
        _show(form, record, with_roll(record, row.field.proposal))
    elif name == "roll" and record.roll_rule:
        found = roll_of_rule(record.roll_rule)
        if found is None or found.convention != record.roll:
            row.field.show_value("")
            form.touched.add("roll_rule")
    record, _ = form.record()
    row.field.propose(_by_its_days(record) if isinstance(record, Instrument) else None)


def _by_its_days(record: Instrument) -> LawRoll | None:
    """The proposal with the business days by which it would move: those that the instrument names, or the law's."""
    found = proposed_roll(record)
    return found._replace(calendars=record.calendars or found.calendars) if found else None


def _show(form: RecordForm, record: Instrument, wanted: Instrument) -> None:
    for name in ("roll", "calendars"):
        if getattr(record, name) != getattr(wanted, name):
            form.rows[name].field.show_value(getattr(wanted, name))
            form.touched.add(name)


def taking_roll(workspace: Workspace, node: Obligation) -> Put | None:
    """The change that gives the instrument of an obligation the roll of its law; None where there is none to take."""
    instrument = workspace.docket.instruments.get(node.instrument or "")
    found = proposed_roll(instrument)
    if instrument is None or found is None:
        return None
    return Put(with_roll(instrument, found), base=instrument, today=workspace.today)
