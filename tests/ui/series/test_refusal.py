"""All of a series is changed in the editor of the obligation; it refuses what would lose a recorded fact."""

from __future__ import annotations

from datetime import date

from model.record.deadline import Every
from tests.ui.moves.conftest import head
from tests.ui.series.conftest import Inspector
from ui.editor.drafts.drafts import drafts_of
from ui.workspace import Workspace

MID_MONTH = Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 1, 15))


def test_a_rule_that_loses_what_is_recorded_is_refused_beside_the_deadline(
    inspector: Inspector, leased: Workspace
) -> None:
    before = head(leased)
    editor = drafts_of(leased).open(inspector.host.look, "obligation", "rent", inspector.host)
    row = editor.form.rows["deadline"]
    row.field.show_value(MID_MONTH)
    row.field.changed.emit()
    editor.save()
    assert row.message == (
        "With this deadline, USMX-24 has no occurrence on Wed 31 Jan 1996, and it is recorded that USMX-24 for"
        " Wed 31 Jan 1996 was performed with USD 12,500 on Wed 31 Jan 1996 (6 other facts would go the same way). Keep"
        " the days of what is recorded, change a later occurrence and all after it, or remove those facts first."
    )
    assert head(leased) == before
    drafts_of(leased).discard()
