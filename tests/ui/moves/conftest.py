"""A placement on the sample: a closing, what counts from it over two levels, and what is set by hand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from model.days.operation import Add
from model.ledger.commands import PutMany
from model.record.base import Record
from model.record.day import Day
from model.record.deadline import After, Anchor, EventAnchor, ObligationAnchor, Override
from model.record.event import Event
from model.record.obligation import Obligation
from tests.ui.editor.conftest import edit, window
from ui.moves.card import MovesCard
from ui.workspace import Workspace

__all__ = ["edit", "window"]

CLOSING = EventAnchor(event="closing")


def closing(day: int) -> Event:
    return Event(id="closing", title="Closing of the placement", happened=Day(on=date(1996, 11, day)))


def counted(number: int, title: str, anchor: Anchor, days: int, override: Override | None = None) -> Obligation:
    deadline = After(anchor=anchor, steps=(Add(n=days, unit="day"),))
    return Obligation(
        id=f"usmx-{number}",
        ref=f"USMX-{number}",
        title=title,
        kind="delivery",
        deadline=deadline,
        override=override,
    )


def due_of(number: int) -> ObligationAnchor:
    return ObligationAnchor(obligation=f"usmx-{number}", of="due")


def performance_of(record_id: str) -> ObligationAnchor:
    return ObligationAnchor(obligation=record_id, of="performed")


PLACEMENT: tuple[Record, ...] = (
    closing(8),
    counted(31, "Officers' certificate", CLOSING, 10),
    counted(32, "Registration of the resale", CLOSING, 45),
    counted(33, "Fee of the placement agent", due_of(31), 7),
    counted(35, "Report to the exchange", CLOSING, 10, Override(day=date(1996, 11, 22), reason="agreed")),
    counted(38, "Report of the offering", performance_of("usmx-08"), 5),
)


@pytest.fixture
def placed(workspace: Workspace) -> Workspace:
    """The workspace with the placement entered."""
    assert workspace.do(PutMany(PLACEMENT, "Enter the placement")) is not None
    return workspace


def head(workspace: Workspace) -> object:
    assert workspace.ledger is not None
    return workspace.ledger.head


def entries(workspace: Workspace) -> int:
    assert workspace.ledger is not None
    return workspace.ledger.head.seq


def card_in(host: QWidget) -> MovesCard:
    """The card that is open over the window of ``host``."""
    (found,) = [each for each in host.window().findChildren(MovesCard) if each.is_open]
    return found


def has_card(host: QWidget) -> bool:
    return any(each.is_open for each in host.window().findChildren(MovesCard))
