"""One occurrence and all later ones: opens the editor on what goes on from it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget

from model.days.wording import say_day
from model.errors import InvalidRecord
from model.ledger.series import going_on, series_of
from model.record.base import new_id
from model.record.obligation import Obligation
from ui.editor.blank import next_ref
from ui.editor.drafts.drafts import drafts_of
from ui.frame.theme import Theme
from ui.series.followingeditor import FollowingEditor
from ui.workspace import Workspace


def open_following(
    workspace: Workspace, theme: Theme, obligation_id: str, period: date, due: date, parent: QWidget
) -> QDialog:
    """Open the editor on the successor of a series from the occurrence that ``period`` names and ``due`` dates.

    Raises :class:`DocketError` where it no longer recurs, or not on that day.
    """
    after = successor(workspace, obligation_id, period)
    return drafts_of(workspace).hold(
        ("following", f"{obligation_id} {period.isoformat()}"),
        lambda: FollowingEditor(workspace, theme, obligation_id, period, due, after, parent),
        parent,
    )


def successor(workspace: Workspace, obligation_id: str, period: date) -> Obligation:
    """The obligation as it goes on from the occurrence, with the next free ref. Raises :class:`DocketError`."""
    docket = workspace.docket
    obligation, series = series_of(docket, obligation_id)
    if docket.periods(series, period)[:1] == (period,):
        raise InvalidRecord(f"{say_day(period)} is the first of {obligation.ref}. Change all of them instead.")
    return replace(obligation, id=new_id("obligation"), ref=next_ref(docket), deadline=going_on(series, period))
