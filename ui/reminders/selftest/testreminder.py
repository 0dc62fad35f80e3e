"""The reminder of a self-test. It reminds of a record that is in no docket, so that nothing is left of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from model.docket import Docket
    from model.remind.plan import Planned

TEST: Final = "self-test"
"""The id of the record that the test reminder is about."""
TITLE: Final = "Test reminder"


def test_reminder(now: datetime) -> Planned:
    """A reminder that rings now."""
    from model.remind.plan import Planned

    return Planned(
        id=f"{TEST}/{now.isoformat(timespec='seconds')}",
        about=TEST,
        before="due",
        lead=0,
        unit="day",
        base=now.date(),
        due=now.date(),
        day=now.date(),
        at=now - timedelta(seconds=1),
        to=("",),
    )


def with_test(docket: Docket, planned: Planned) -> Docket:
    """The docket with the record that a test reminder is about. It is never written."""
    from model.docket import Change
    from model.record.obligation import Obligation

    record = Obligation(id=planned.about, ref="TEST", title=TITLE, kind="notice", short_title=TITLE)
    return docket.changed([Change("obligation", record.id, None, record)])
