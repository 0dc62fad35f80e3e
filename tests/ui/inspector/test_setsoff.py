"""The inspector proposes what a miss sets off; the editor opens on the draft, and nothing is entered before it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from model.days.operation import BusinessDays
from model.ledger.commands import Put
from model.record.instrument import NoticeClause
from tests.ui.inspector.conftest import Host
from ui.editor.drafts.drafts import drafts_of
from ui.editor.editor import RecordEditor
from ui.inspector.flow import DayLabel, FlowLabel
from ui.inspector.sections import InspectorSection

NAME = "section.this sets off"


def section(host: Host) -> InspectorSection | None:
    found: InspectorSection | None = host.panel.findChild(InspectorSection, NAME)
    return found


def shown(host: Host) -> list[str]:
    found = section(host)
    assert found is not None
    return [label.text for label in found.findChildren(FlowLabel)]


def missed(host: Host, record_id: str = "usmx-17") -> None:
    host.workspace.set_day(date(1996, 12, 3))
    host.workspace.select((record_id,), record_id)


def accept(host: Host, place: int) -> RecordEditor:
    before = set(host.findChildren(RecordEditor))
    button = host.panel.findChild(QPushButton, f"accept.{place}")
    assert button is not None
    button.click()
    (editor,) = set(host.findChildren(RecordEditor)) - before
    return editor


def test_what_is_not_missed_has_no_such_section(host: Host) -> None:
    host.workspace.select(("usmx-17",), "usmx-17")
    assert section(host) is None


def test_a_miss_says_what_it_sets_off_and_why(host: Host) -> None:
    missed(host)
    words = shown(host)
    assert words[0].startswith("USMX-17 is missed since Tue 3 Dec 1996 and exposes USMX-18")
    assert "Notice of default to Rothschild" in words
    assert "To be done promptly; looked at again on Wed 4 Dec 1996" in words


def test_a_day_that_is_worked_out_stands_with_its_weekday(host: Host) -> None:
    credit = host.workspace.docket.instruments["first-amendment-usmx"]
    clause = NoticeClause(of_default=(BusinessDays(n=5),), of_default_words="within five Business Days")
    host.workspace.do(Put(replace(credit, notice=clause), base=credit))
    missed(host)
    found = section(host)
    assert found is not None
    assert [label.accessibleName() for label in found.findChildren(DayLabel)] == ["Tue 10 Dec 1996"]
    assert "due, in 7 days" in shown(host)


def test_accepting_opens_the_editor_on_the_draft_and_enters_nothing_by_itself(host: Host) -> None:
    missed(host)
    before = host.workspace.docket
    editor = accept(host, 1)
    record, unread = editor.form.record()
    assert (record.ref, record.title, unread) == (  # type: ignore[attr-defined] # an obligation
        "USMX-24",
        "Notice of default to Rothschild: Amended development plan for approval",
        (),
    )
    editor.reject()
    assert host.workspace.docket is before
    assert section(host) is not None


def test_saved_as_it_is_it_stands_on_the_docket_and_is_proposed_no_more(host: Host) -> None:
    missed(host)
    editor = accept(host, 1)
    editor.save()
    (new,) = [one for one in host.workspace.docket.obligations.values() if one.ref == "USMX-24"]
    assert (new.kind, new.obligee, host.workspace.current) == ("notice", "rothschild", new.id)
    host.workspace.select(("usmx-17",), "usmx-17")
    assert "Notice of default to Rothschild" not in shown(host)


def test_what_was_typed_into_a_draft_waits_with_its_proposal(host: Host) -> None:
    missed(host)
    editor = accept(host, 1)
    title = editor.form.input_of(editor.form.rows["title"])
    assert title is not None
    QTest.keyClicks(title, "Told by letter")
    editor.reject()
    button = host.panel.findChild(QPushButton, "accept.1")
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert editor.isVisible()
    assert editor.form.rows["title"].field.value() == "Told by letter"
    drafts_of(host.workspace).discard()
