"""A message of the window ends with its cause."""

from __future__ import annotations

from model.errors import StoreError
from model.ledger.commands import Put
from model.ledger.ledger import Ledger
from model.record.person import Person
from ui.shell.bars.messages import Messages
from ui.shell.window import Window
from ui.workspace import TRIES

LONG = Person(id="clerk", name="Clerk " * 20_000)
HALE = Person(id="hale", name="Hale")


def ledger_of(window: Window) -> Ledger:
    assert window.workspace.ledger is not None
    return window.workspace.ledger


def fill(window: Window) -> None:
    """The disk has no room for another page."""
    connection = ledger_of(window)._connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")


def make_room(window: Window) -> None:
    ledger_of(window)._connection.execute("PRAGMA max_page_count=1000000")


def look(window: Window) -> None:
    """As long as it takes until writing is tried again."""
    for _ in range(TRIES):
        window.workspace.look_again()


def shown(messages: Messages) -> str:
    return messages.bar.happened.text() if messages.isVisible() else ""


def test_no_room_on_the_disk_is_said_until_there_is_some(window: Window) -> None:
    fill(window)
    assert window.workspace.do(Put(LONG)) is None
    assert "There is no room left on the disk" in shown(window.messages)
    look(window)
    assert "There is no room left on the disk" in shown(window.messages)
    make_room(window)
    look(window)
    assert not window.messages.isVisible()


def test_a_change_that_goes_through_ends_the_failure_before_it(window: Window) -> None:
    fill(window)
    assert window.workspace.do(Put(LONG)) is None
    make_room(window)
    assert window.workspace.do(Put(HALE)) is not None
    assert not window.messages.isVisible()


def test_a_failure_elsewhere_stays_when_the_docket_can_be_written_again(window: Window) -> None:
    fill(window)
    assert window.workspace.do(Put(LONG)) is None
    window.workspace.fail(StoreError("The copy was not written."))
    make_room(window)
    look(window)
    assert shown(window.messages) == "The copy was not written."


def test_the_offer_to_undo_goes_with_the_next_change(window: Window) -> None:
    """Its button would take back that change instead."""
    window.messages.tell("Done: deleted USMX-1.", "Undo brings it back.", undo=True)
    assert window.workspace.do(Put(HALE)) is not None
    assert not window.messages.isVisible()


def test_what_was_done_stays_said(window: Window) -> None:
    window.messages.tell("A verified copy was saved.", "It is at home.")
    assert window.workspace.do(Put(HALE)) is not None
    assert shown(window.messages) == "A verified copy was saved."


def test_that_nothing_is_selected_goes_when_something_is(window: Window) -> None:
    window.workspace.select(())
    window.handlers.what_if.assume()
    assert shown(window.messages) == "Nothing is selected."
    window.workspace.select((next(iter(window.workspace.docket.obligations)),))
    assert not window.messages.isVisible()
