"""What a lapsed relief covered stands again: from the lapse, or as if the relief had never been granted."""

from __future__ import annotations

from typing import Any

import pytest

from model.assess import assess
from model.assess.standing import Position, Standing
from tests.builders import PAID, docket_of
from tests.model.assess.dockets import BANK
from tests.model.assess.numbered import on
from tests.model.assess.small import duty, fact, follows, waiver


def stands(day: int, *more: Any, reaches_back: bool) -> dict[str, Position]:
    """X was due on day 10 and covered from day 8; the condition C breaks the waiver on day 15."""
    how = "as if never granted" if reaches_back else "from the lapse"
    relief = waiver(8, 30, conditions=("c",), reinstatement=how)
    records = [BANK, duty(), duty("c", 14), relief, follows("x"), *more]
    return dict(assess(docket_of(records), on(day)).positions)


@pytest.mark.parametrize(("reaches_back", "since"), [(False, 15), (True, 11)])
def test_since_when_it_stands_and_exposes(reaches_back: bool, since: int) -> None:
    found = stands(16, reaches_back=reaches_back)
    assert (found["x"].standing, found["w"].standing) == (Standing.MISSED, Standing.LAPSED)
    assert (found["q"].standing, found["q"].since) == (Standing.EXPOSED, on(since))


@pytest.mark.parametrize("reaches_back", [False, True])
def test_before_the_lapse_it_is_suspended_whatever_a_lapse_would_do(reaches_back: bool) -> None:
    """A lapse to come changes nothing of what was said of an earlier day."""
    found = stands(13, reaches_back=reaches_back)
    assert found["x"].standing is Standing.SUSPENDED
    assert found["q"].standing is Standing.DORMANT


@pytest.mark.parametrize(("reaches_back", "standing"), [(False, Standing.DORMANT), (True, Standing.EXPOSED)])
def test_performed_late_under_a_relief_that_lapses_afterwards(reaches_back: bool, standing: Standing) -> None:
    """While the relief stood it was never missed; as if never granted, it was missed on day 11."""
    found = stands(16, fact(12, PAID), reaches_back=reaches_back)
    assert found["x"].standing is Standing.SATISFIED_LATE
    assert found["q"].standing is standing
