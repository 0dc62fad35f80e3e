"""The inspector says by when a notice must leave, by each method, and to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QScrollArea

from model.days.operation import BusinessDays, Cutoff
from model.ledger.commands import Put, RecordFact
from model.record.day import Day
from model.record.deadline import On, Open
from model.record.instrument import NoticeClause, NoticeMethod
from model.record.obligation import Obligation
from tests.builders import fact
from tests.ui.inspector.conftest import Host
from ui.inspector.flow import DayLabel, FlowLabel
from ui.inspector.sections import InspectorSection
from ui.workspace import Workspace

MAIL = NoticeMethod(method="First-class mail", receipt=(BusinessDays(n=3),), words="three Business Days after mailing")
EMAIL = NoticeMethod(method="E-mail", receipt=(Cutoff(time="17:00", tz="America/New_York"),))
NOTICE = Obligation(
    id="notice",
    ref="USMX-24",
    title="Notice of prepayment",
    kind="notice",
    obligor="usmx-inc",
    instrument="form-8k",
    deadline=On(day=Day(on=date(1996, 12, 2))),
    review_by=date(1996, 12, 31),
)


@pytest.fixture(autouse=True)
def clause(workspace: Workspace) -> None:
    """The Form 8-K stands in for an agreement with a notice clause."""
    terms = NoticeClause(address="Five Arrows House", copy_to="Davis, Graham & Stubbs", methods=(MAIL, EMAIL))
    form = workspace.docket.instruments["form-8k"]
    workspace.do(Put(msgspec.structs.replace(form, calendars=("US-NY",), notice=terms)))


def section(host: Host) -> InspectorSection | None:
    shown = host.panel.findChild(QScrollArea)
    assert isinstance(shown, QScrollArea)
    page = shown.widget()
    found = page.findChild(InspectorSection, "section.send by") if page is not None else None
    return found if isinstance(found, InspectorSection) else None


def show(workspace: Workspace, host: Host, **fields: Any) -> list[str]:
    """What the section says of the notice, line by line; nothing where there is none."""
    workspace.do(Put(msgspec.structs.replace(NOTICE, **fields)))
    workspace.select(("notice",))
    found = section(host)
    return [each.text for each in found.findChildren(FlowLabel)] if found else []


def test_each_method_has_its_last_safe_day_with_what_is_deemed_of_it(workspace: Workspace, host: Host) -> None:
    assert show(workspace, host) == [
        "By first-class mail, in 6 days; deemed received Mon 2 Dec 1996",
        "By e-mail, by 17:00, New York, in 12 days; deemed received Mon 2 Dec 1996",
        "To Five Arrows House",
        "Copy to Davis, Graham & Stubbs",
    ]
    found = section(host)
    assert found is not None
    assert [each.accessibleName() for each in found.findChildren(DayLabel)] == ["Tue 26 Nov 1996", "Mon 2 Dec 1996"]
    assert "3 business days after Tue 26 Nov 1996" in found.findChildren(FlowLabel)[0].toolTip()


def test_once_the_day_has_passed_it_says_so(workspace: Workspace, host: Host) -> None:
    show(workspace, host)
    workspace.set_day(date(1996, 11, 27))
    found = section(host)
    assert found is not None
    said = [each.text for each in found.findChildren(FlowLabel)]
    assert said[0] == "By first-class mail: that day was 1 day ago: what is sent now counts as received too late"
    assert said[1].startswith("By e-mail, by 17:00, New York, in 5 days")


def test_what_cannot_be_said_says_why(workspace: Workspace, host: Host) -> None:
    assert show(workspace, host, deadline=Open())[0] == (
        "By first-class mail: the day by which it must be received is not known yet"
    )


@pytest.mark.parametrize("fields", [{"kind": "payment"}, {"instrument": None}])
def test_what_is_not_sent_under_a_notice_clause_has_no_such_section(
    workspace: Workspace, host: Host, fields: dict[str, Any]
) -> None:
    assert show(workspace, host, **fields) == []


def test_what_is_done_needs_no_sending(workspace: Workspace, host: Host) -> None:
    assert show(workspace, host)
    done = fact("notice", date(1996, 11, 20), id="done", recorded_at=workspace.clock())
    assert workspace.do(RecordFact(done)) is not None, workspace.last_failure
    assert section(host) is None
