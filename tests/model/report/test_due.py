"""The list of what is due, as the command line prints it."""

from __future__ import annotations

import msgspec

from model.assess import assess
from model.report.due import due_objects
from tests.builders import docket_of
from tests.model.assess.numbered import on
from tests.model.assess.small import duty


def test_refs_stand_in_the_order_in_which_people_count() -> None:
    refs = ["A-10", "A-2", "B-1"]
    docket = docket_of([msgspec.structs.replace(duty(f"x{place}"), ref=ref) for place, ref in enumerate(refs)])
    assert [one["ref"] for one in due_objects(docket, assess(docket, on(0)))] == ["A-2", "A-10", "B-1"]
