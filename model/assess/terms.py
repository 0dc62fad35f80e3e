"""Terms: from when to when an instrument binds, and how days are counted under it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from model.assess.spells import ALWAYS, NEVER
from model.record.instrument import Instrument, calendars_of


class Terms(Struct, frozen=True, gc=False):
    """What an instrument says of all that arises under it: the first and the last day on which it is in force.

    Its roll, zone and cut-off are read off ``instrument``. Holds no reference circle.
    """

    instrument: Instrument | None = None
    begins: date = ALWAYS
    ends: date = NEVER

    @property
    def calendars(self) -> tuple[str, ...]:
        """The names of the business-day calendars that count under it."""
        return calendars_of(self.instrument)


NO_TERMS = Terms()
"""Those of what arises under no instrument: it binds always, and weekends alone are closed."""


def terms_of(instrument: Instrument | None) -> Terms:
    """The terms of an instrument."""
    if instrument is None:
        return NO_TERMS
    return Terms(instrument, instrument.begins or ALWAYS, instrument.in_force_until or NEVER)
