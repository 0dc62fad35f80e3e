"""Small dockets for tests of the table, and the table on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from model.assess import assess
from model.docket import Docket
from ui.docket.model import ID_ROLE, DocketModel

TODAY = date(1996, 11, 20)


def model_on(docket: Docket, day: date = TODAY) -> DocketModel:
    """A model that shows ``docket``."""
    model = DocketModel()
    model.show(docket, assess(docket, day))
    return model


def ids(model: DocketModel) -> list[str]:
    """Every row's record id or group key, as the view reads it."""
    return [model.data(model.index(row, 0), ID_ROLE) for row in range(model.rowCount())]


def refs(model: DocketModel) -> list[str]:
    """The refs of the records shown, top to bottom."""
    entries = (model.entry(row) for row in range(model.rowCount()))
    return [entry.ref for entry in entries if entry is not None]


def counted(model: DocketModel, change: Callable[[], object]) -> list[str]:
    """The signals that a change makes the model emit, by name."""
    heard: list[str] = []
    for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "layoutChanged", "modelReset", "dataChanged"):
        getattr(model, name).connect(lambda *_, name=name: heard.append(name))
    change()
    return heard
