"""One occurrence and all later ones: the editor on what goes on, saved as one change, cancelled without a trace."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model.errors import InvalidRecord
from model.ledger.commands import Put
from model.record.conditions import Link
from model.record.deadline import Every
from model.record.obligation import Obligation
from tests.ui.moves.conftest import entries, head
from tests.ui.series.conftest import Inspector
from ui.editor import drafts_waiting
from ui.editor.drafts.drafts import drafts_of
from ui.series.following import open_following, successor
from ui.series.followingeditor import FollowingEditor
from ui.workspace import Workspace

SEPTEMBER = date(1996, 9, 30)


def opened(inspector: Inspector, period: str = "1996-11-30") -> FollowingEditor:
    row = inspector.row(period)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_L)
    found = inspector.host.findChildren(FollowingEditor)
    return found[-1]


def write(editor: FollowingEditor, name: str, text: str) -> None:
    field = editor.form.rows[name].field
    edit = field.inputs()[0]
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, text)


def test_it_is_the_obligation_as_it_goes_on(inspector: Inspector, leased: Workspace) -> None:
    editor = opened(inspector)
    assert editor.title.text() == "From Mon 2 Dec 1996 on, in place of USMX-24"
    record, unread = editor.form.record()
    assert not unread
    old = leased.docket.obligations["rent"]
    assert isinstance(record, Obligation)
    assert (record.ref, record.title, record.amount) == ("USMX-27", old.title, old.amount)
    assert isinstance(record.deadline, Every)
    assert record.deadline.start == date(1996, 11, 30)
    editor.close()


def test_saving_ends_the_series_and_goes_on_in_one_entry(inspector: Inspector, leased: Workspace) -> None:
    count = entries(leased)
    editor = opened(inspector)
    write(editor, "title", "Rent for both crushers")
    editor.save()
    assert entries(leased) == count + 1
    new = leased.docket.by_ref["usmx-27"]
    assert new.title == "Rent for both crushers"
    assert leased.current == new.id
    old = leased.docket.obligations["rent"].deadline
    assert isinstance(old, Every)
    assert old.until == date(1996, 11, 29)
    assert leased.assessment[new.id].due == date(1996, 12, 2)
    assert [one.due for one in leased.assessment["rent"].occurrences][-1] == date(1996, 10, 31)
    assert drafts_waiting(leased) == ()
    leased.undo()
    assert "usmx-27" not in leased.docket.by_ref


def test_facts_of_later_occurrences_go_over(inspector: Inspector, leased: Workspace) -> None:
    inspector.host.panel._unfolded.add("rent")
    inspector.host.panel.refresh()
    opened(inspector, "1996-09-30").save()
    new = leased.docket.by_ref["usmx-27"]
    assert [one.standing for one in leased.assessment[new.id].occurrences][:2] == ["satisfied", "satisfied"]
    assert {fact.occurrence for fact in leased.docket.facts_about[new.id]} == {SEPTEMBER, date(1996, 10, 31)}


def test_closing_leaves_everything_as_it_was_and_keeps_what_was_typed(inspector: Inspector, leased: Workspace) -> None:
    before = head(leased)
    editor = opened(inspector)
    assert "USMX-24 ends before Mon 2 Dec 1996" in editor.state.text()
    editor.reject()
    assert drafts_waiting(leased) == ()
    editor = opened(inspector)
    write(editor, "title", "Rent for both crushers")
    editor.reject()
    assert head(leased) == before
    assert drafts_waiting(leased) == ("USMX-24 from Mon 2 Dec 1996 on",)
    again = opened(inspector)
    assert again is editor
    again.discard()
    again.reject()
    assert drafts_waiting(leased) == ()


def test_the_first_is_refused(leased: Workspace, inspector: Inspector) -> None:
    with pytest.raises(InvalidRecord, match="Change all of them instead"):
        successor(leased, "rent", date(1996, 1, 31))


def test_a_ref_that_is_taken_is_said_beside_its_field(inspector: Inspector, leased: Workspace) -> None:
    before = head(leased)
    editor = opened(inspector)
    write(editor, "ref", "USMX-25")
    editor.save()
    assert "already the reference" in editor.form.rows["ref"].message
    assert head(leased) == before
    drafts_of(leased).discard()


def test_what_hung_on_the_series_hangs_on_both(inspector: Inspector, leased: Workspace) -> None:
    eviction = replace(leased.docket.obligations["usmx-18"], id="out", ref="USMX-41", causes=(Link(to="rent"),))
    leased.do(Put(eviction))
    opened(inspector).save()
    new = leased.docket.by_ref["usmx-42"]
    assert [link.to for link in leased.docket.obligations["out"].causes] == ["rent", new.id]


def test_it_opens_over_the_window_it_was_asked_from(inspector: Inspector, leased: Workspace) -> None:
    look = inspector.host.look
    first = open_following(leased, look, "rent", SEPTEMBER, SEPTEMBER, inspector.host)
    assert open_following(leased, look, "rent", SEPTEMBER, SEPTEMBER, inspector.host) is first
    first.reject()


def test_a_series_that_recurs_with_its_event_goes_on_with_it(inspector: Inspector, leased: Workspace) -> None:
    leased.select(("report",))
    opened(inspector, "1996-09-30").save()
    new = leased.docket.by_ref["usmx-27"]
    assert [one.due for one in leased.assessment[new.id].occurrences] == [date(1996, 11, 14), date(1997, 2, 14)]
    assert [one.due for one in leased.assessment["report"].occurrences] == [date(1996, 5, 15), date(1996, 8, 14)]
