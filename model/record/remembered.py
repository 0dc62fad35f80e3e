"""What machines remember beside the docket: places of feeds, shown reminders, what a server has."""

from __future__ import annotations

from model.record.base import Value


class Remembered(Value, frozen=True, kw_only=True, tag_field="memory"):
    """One thing that is remembered outside the journal, by its kind (the struct's tag) and ``id``.

    It is no record: nothing is worked out from it that the docket itself would say, and a docket that loses it
    loses no obligation. A subclass names its tag, as in ``class Publication(Remembered, tag="publication")``.
    """

    id: str
