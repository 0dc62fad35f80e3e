"""A new obligation begins with what the last one had, or with the only one that there is."""

from __future__ import annotations

from model.record.instrument import Instrument
from model.record.obligation import Obligation
from model.record.party import Party
from model.record.person import Person
from tests.builders import docket_of
from ui.editor.blank import blank

NOTE, LEASE = Instrument(id="note", title="Note"), Instrument(id="lease", title="Lease")
ISSUER, BANK = Party(id="issuer", name="Issuer"), Party(id="bank", name="Bank")
COUNSEL, CLERK = Person(id="counsel", name="Counsel"), Person(id="clerk", name="Clerk")
LAST = Obligation(
    id="last",
    ref="X-1",
    title="Pay",
    kind="payment",
    instrument="lease",
    obligor="issuer",
    obligee="bank",
    owner="clerk",
)


def filled(*records: Instrument | Party | Person | Obligation) -> tuple[str | None, ...]:
    made = blank(docket_of(records), "obligation")
    assert isinstance(made, Obligation)
    return made.instrument, made.obligor, made.obligee, made.owner


def test_the_last_entry_gives_instrument_parties_and_owner() -> None:
    assert filled(NOTE, LEASE, ISSUER, BANK, COUNSEL, CLERK, LAST) == ("lease", "issuer", "bank", "clerk")


def test_without_an_entry_the_only_one_is_taken() -> None:
    assert filled(NOTE, ISSUER, COUNSEL) == ("note", "issuer", None, "counsel")


def test_of_several_none_is_guessed() -> None:
    assert filled(NOTE, LEASE, ISSUER, BANK, COUNSEL, CLERK) == (None, None, None, None)
