"""What stands beside a mark of the strip: the day is that on which it was due, whenever it came to stand missed."""

from __future__ import annotations

from datetime import date

from model.assess import assess
from model.assess.standing import Standing
from model.docket import Docket
from model.ledger.sample import sample_records
from model.outlook.today.weeks import Falling
from model.record.door import kind_of
from ui.docket.sight import Sight
from ui.today.stripwords import falling_words


def test_a_miss_is_told_by_the_day_that_was_due() -> None:
    docket = Docket.of((kind_of(record), record) for record in sample_records())
    sight = Sight(docket, assess(docket, date(1996, 12, 10)), {})
    missed = Falling("usmx-17", date(1996, 12, 2), Standing.MISSED)
    assert falling_words(sight, missed)[0][1].endswith(", due 2 Dec, missed")
