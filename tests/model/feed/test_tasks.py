"""Tasks say how far each obligation is, when it was done, when work on it starts and when it is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec import structs

from model.assess import assess
from model.assess.standing import Standing
from model.days.operation import Add
from model.docket import Docket
from model.feed.calendar import Feed, uid
from model.feed.items import STATUS
from model.feed.scope import Scope
from model.feed.spec import Spec
from model.record.amount import Amount
from model.record.base import Record
from model.record.conditions import Need
from model.record.day import Day
from model.record.deadline import Every, On, While
from model.record.fact import Approved, Cancelled, Fact, NotPerformed, Performed, Reading, Submitted
from model.record.obligation import Approval, Cure, Obligation, Reminder
from model.record.party import Party
from model.record.person import Person
from model.record.relief import Relief
from tests import builders
from tests.model.feed.conftest import Make, Publish

Book = Callable[..., Docket]
MakeFact = Callable[..., Fact]
Read = Callable[[Feed], list[Any]]

TASKS = Spec(component="tasks")
TODAY = date(1996, 11, 30)
BANK = Party(id="bank", name="First Bank")
WAIVER = Relief(
    id="waiver",
    ref="W-1",
    title="Waiver",
    covers=("fee",),
    granted_on=Day(on=date(1996, 11, 1)),
    until=date(1997, 6, 30),
)


def the(tasks: list[Any], record: str = "fee") -> Any:
    (found,) = [task for task in tasks if task.uid.value == uid(record, task=True)]
    return found


def said(task: Any) -> dict[str, Any]:
    """Its status, how much of it is done in percent, and when it was completed."""
    percent = task.contents.get("percent-complete")
    completed = task.contents.get("completed")
    return {
        "status": task.status.value,
        "percent": int(percent[0].value) if percent else 0,
        "completed": completed[0].value.date() if completed else None,
    }


# --- how far it is --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """How a payment of 100,000 stands, and what its task says."""

    standing: Standing
    status: str
    percent: int = 0
    completed: date | None = None
    day: date = TODAY
    fields: dict[str, Any] = field(default_factory=dict)
    what: tuple[Any, ...] = ()
    others: tuple[Record, ...] = ()


def paid(amount: str) -> Performed:
    return Performed(amount=amount, currency="USD")


WAITING = Obligation(id="first", ref="A-0", title="First", kind="delivery", deadline=On(day=Day(on=date(1996, 12, 20))))
CASES = (
    Case(Standing.OPEN, "NEEDS-ACTION"),
    Case(Standing.DUE, "NEEDS-ACTION", day=date(1996, 12, 2)),
    Case(Standing.MISSED, "NEEDS-ACTION", day=date(1996, 12, 9)),
    Case(
        Standing.IN_CURE,
        "NEEDS-ACTION",
        day=date(1996, 12, 4),
        fields={"cure": Cure(period=(Add(n=10, unit="day"),))},
    ),
    Case(Standing.PARTLY_PERFORMED, "IN-PROCESS", percent=25, what=(paid("25000"),)),
    Case(Standing.PARTLY_PERFORMED, "IN-PROCESS", percent=99, what=(paid("99999.5"),)),
    Case(
        Standing.SUBMITTED,
        "IN-PROCESS",
        fields={"approval": Approval(by="bank"), "amount": None, "kind": "delivery"},
        what=(Submitted(),),
    ),
    Case(
        Standing.SATISFIED,
        "COMPLETED",
        percent=100,
        completed=date(1996, 11, 29),
        fields={"approval": Approval(by="bank"), "amount": None, "kind": "delivery"},
        what=(Submitted(), Approved()),
    ),
    Case(Standing.SATISFIED, "COMPLETED", percent=100, completed=date(1996, 11, 29), what=(Performed(in_full=True),)),
    Case(Standing.SATISFIED, "COMPLETED", percent=100, completed=date(1996, 11, 29), what=(paid("100000"),)),
    Case(Standing.RELEASED, "CANCELLED", what=(Cancelled(),)),
    Case(Standing.SUSPENDED, "NEEDS-ACTION", day=date(1996, 12, 9), others=(WAIVER,)),
    Case(Standing.BLOCKED, "NEEDS-ACTION", fields={"needs": (Need(one_of=("first",)),)}, others=(WAITING,)),
    Case(Standing.LAPSED, "CANCELLED", day=date(1996, 12, 9), fields={"binding": "right"}),
    Case(
        Standing.IN_COMPLIANCE,
        "NEEDS-ACTION",
        fields={"kind": "covenant", "amount": None, "deadline": While(), "review_by": date(1996, 12, 20)},
        what=(Reading(met=True),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.standing}, {case.percent} %")
def test_a_task_says_how_far_it_is(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read, case: Case
) -> None:
    day = date(1996, 11, 29)
    facts = [
        builders.fact(
            "fee", day, what, id=f"fact-{number}", recorded_at=datetime(1996, 11, 29, 12 + number, tzinfo=UTC)
        )
        for number, what in enumerate(case.what)
    ]
    docket = book(BANK, duty(**case.fields), *case.others, *facts)
    assert assess(docket, case.day)["fee"].standing is case.standing
    task = the(read_tasks(publish(docket, case.day, spec=TASKS)))
    told = said(task)
    assert (told["status"], told["percent"]) == (case.status, case.percent)
    assert told["completed"] == case.completed
    assert task.summary.value.endswith("A-1 Pay the fee"), "no state in front: the task says it itself"
    assert "MISSED" not in task.summary.value


def test_the_cases_reach_every_status() -> None:
    assert {case.status for case in CASES} == {*STATUS.values(), "NEEDS-ACTION"}


def test_a_covenant_that_is_kept_is_still_looked_at_again(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read
) -> None:
    covenant = duty(
        kind="covenant",
        amount=None,
        deadline=While(),
        review_by=date(1996, 12, 20),
        reminders=(Reminder(lead=3, before="review"),),
    )
    docket = book(covenant, fact(Reading(met=True)))
    task = the(read_tasks(publish(docket, TODAY, spec=TASKS)))
    assert task.due.value == date(1996, 12, 20)
    assert len(task.contents["valarm"]) == 1
    (event,) = publish(docket, TODAY).items.values()
    assert event.summary == "Look again: A-1 Pay the fee"
    (hidden,) = publish(docket, TODAY, spec=Spec(privacy="redacted")).items.values()
    assert hidden.summary == "Deadline (A-1)"


def test_done_late_it_was_completed_on_the_day_on_which_it_was_done(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read
) -> None:
    docket = book(duty(), fact(on=date(1996, 12, 6)))
    task = the(read_tasks(publish(docket, date(1996, 12, 9), spec=TASKS)))
    assert said(task) == {"status": "COMPLETED", "percent": 100, "completed": date(1996, 12, 6)}
    assert task.due.value == date(1996, 12, 2)


def test_each_occurrence_is_completed_by_its_own_fact(
    book: Book, duty: Make, publish: Publish, read_tasks: Read
) -> None:
    series = duty(
        amount=None,
        kind="delivery",
        deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=1", start=date(1996, 10, 1), until=date(1996, 12, 31)),
    )
    done = builders.fact("fee", date(1996, 9, 27), id="done", occurrence=date(1996, 10, 1))
    tasks = read_tasks(publish(book(series, done), date(1996, 11, 20), spec=TASKS))
    told = {task.due.value: (said(task)["status"], said(task)["completed"]) for task in tasks}
    assert told == {
        date(1996, 10, 1): ("COMPLETED", date(1996, 9, 27)),
        date(1996, 11, 1): ("NEEDS-ACTION", None),
        date(1996, 12, 1): ("NEEDS-ACTION", None),
    }


def test_a_test_that_is_met_was_completed_on_its_date_or_when_it_was_read(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read
) -> None:
    ratio = duty(
        kind="test",
        amount=None,
        deadline=Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 10, 15), until=date(1997, 3, 31)),
    )
    for read, completed in ((date(1996, 11, 15), date(1996, 11, 15)), (date(1996, 11, 18), date(1996, 11, 18))):
        docket = book(ratio, fact(Reading(met=True), on=read))
        assert assess(docket, TODAY)["fee"].standing is Standing.IN_COMPLIANCE
        tasks = read_tasks(publish(docket, TODAY, spec=TASKS))
        told = {task.due.value: (said(task)["status"], said(task)["completed"]) for task in tasks}
        assert told.pop(date(1996, 11, 15)) == ("COMPLETED", completed)
        assert set(told.values()) == {("NEEDS-ACTION", None)}


def test_no_task_is_completed_without_its_day(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read
) -> None:
    """Whatever stands, and on whichever day it is looked at."""
    series = Every(rule="FREQ=MONTHLY;BYMONTHDAY=15", start=date(1996, 10, 15), until=date(1997, 3, 31))
    approved = duty(kind="delivery", amount=None, approval=Approval(by="bank"), deadline=series)
    ratio = duty(kind="test", amount=None, deadline=series)
    covenant = duty(kind="covenant", amount=None, deadline=While(until=date(1996, 12, 31)))
    occurrence = date(1996, 11, 15)
    submitted = [structs.replace(fact(what), id=str(what), occurrence=occurrence) for what in (Submitted(), Approved())]
    for node, facts in (
        (approved, submitted),
        (ratio, [fact(Reading(met=True))]),
        (covenant, [fact(Reading(met=True))]),
    ):
        for day in (TODAY, date(1996, 12, 16), date(1997, 1, 31), date(1998, 1, 31)):
            for task in read_tasks(publish(book(BANK, node, *facts), day, spec=TASKS)):
                told = said(task)
                assert (told["status"] == "COMPLETED") == (told["completed"] is not None) == (told["percent"] == 100)


# --- when -----------------------------------------------------------------------------------------------------


def test_a_task_is_due_on_its_day_and_starts_when_work_must(
    book: Book, duty: Make, publish: Publish, read_tasks: Read
) -> None:
    made = publish(book(duty(lead_time=5)), spec=TASKS)
    assert b"\r\nDTSTART;VALUE=DATE:19961126\r\n" in made.content
    assert b"\r\nDUE;VALUE=DATE:19961202\r\n" in made.content
    assert b"DTEND" not in made.content
    assert b"DURATION:" not in made.content.replace(b"VALUE=DURATION:", b"")
    assert b"DTSTART" not in publish(book(duty()), spec=TASKS).content, "nothing is known of a start"


def test_the_start_of_a_task_with_an_hour_is_a_moment_too(book: Book, duty: Make, publish: Publish) -> None:
    hourly = On(day=Day(on=date(1997, 4, 8)), time="17:00", zone="America/New_York")
    made = publish(book(duty(deadline=hourly, lead_time=5)), date(1997, 3, 20), spec=TASKS)
    assert b"\r\nDUE:19970408T210000Z\r\n" in made.content
    assert b"\r\nDTSTART:19970402T050000Z\r\n" in made.content, "midnight in New York, five days before summer time"


@pytest.mark.parametrize(("severity", "priority"), [("critical", "1"), ("high", "3"), ("normal", "5"), ("low", "9")])
def test_severity_is_priority(
    book: Book, duty: Make, publish: Publish, read_tasks: Read, severity: str, priority: str
) -> None:
    task = the(read_tasks(publish(book(duty(severity=severity)), spec=TASKS)))
    assert task.priority.value == priority


def test_alarms_count_from_the_end(book: Book, duty: Make, publish: Publish, read_tasks: Read) -> None:
    made = publish(book(duty(lead_time=5, reminders=(Reminder(lead=3), Reminder(lead=0)))), spec=TASKS)
    alarms = the(read_tasks(made)).contents["valarm"]
    assert {alarm.trigger.params["RELATED"][0] for alarm in alarms} == {"END"}
    assert sorted(alarm.trigger.value.total_seconds() / 3600 for alarm in alarms) == [-63, 0]
    assert {alarm.description.value for alarm in alarms} == {"A-1 Pay the fee"}


# --- which ----------------------------------------------------------------------------------------------------


def test_what_is_nothing_to_be_done_is_no_task(book: Book, duty: Make, publish: Publish) -> None:
    plan = duty(id="plan", ref="A-2", binding="plan")
    default = Obligation(id="default", ref="A-3", title="Default", kind="consequence")
    made = publish(book(duty(), plan, default, WAIVER), spec=TASKS)
    assert {item.about for item in made.items.values()} == {"fee"}
    assert b"VEVENT" not in made.content


def test_a_task_is_on_its_own_day_alone_whatever_else_is_asked_for(
    book: Book, duty: Make, fact: MakeFact, publish: Publish
) -> None:
    spec = Spec(component="tasks", act_by=True, targets=True, reminders=True)
    planned = duty(lead_time=5, target=Day(on=date(1996, 11, 29)))
    missed = book(planned, fact(NotPerformed(), on=date(1996, 12, 3)))
    for day in (date(1996, 11, 20), date(1996, 12, 9)):
        made = publish(missed, day, spec=spec)
        assert [item.key for item in made.items.values()] == ["fee"]


def test_a_task_that_leaves_the_scope_is_cancelled(book: Book, duty: Make, publish: Publish, read_tasks: Read) -> None:
    spec = Spec(component="tasks", scope=Scope(title="Ann", owners=("ann",)))
    people = (Person(id="ann", name="Ann"), Person(id="bob", name="Bob"))
    first = publish(book(*people, duty(owner="ann")), spec=spec)
    second = publish(book(*people, duty(owner="bob")), states=first.states, spec=spec)
    gone = the(read_tasks(second))
    assert (gone.status.value, gone.summary.value, gone.due.value) == ("CANCELLED", "Cancelled", date(1996, 12, 2))
    assert gone.contents["sequence"][0].value == "1"
    third = publish(book(*people, duty(owner="ann")), states=second.states, spec=spec)
    back = the(read_tasks(third))
    assert (back.status.value, back.contents["sequence"][0].value) == ("NEEDS-ACTION", "2")


def test_a_redacted_task_says_its_day_and_whether_it_is_done(
    book: Book, duty: Make, fact: MakeFact, publish: Publish, read_tasks: Read
) -> None:
    spec = Spec(component="tasks", privacy="redacted")
    part = duty(id="part", ref="A-2", severity="critical", lead_time=9, amount=Amount(value="4", currency="USD"))
    quarter = fact(Performed(amount="1", currency="USD"), about="part")
    tasks = read_tasks(publish(book(duty(), part, fact(), quarter), TODAY, spec=spec))
    assert said(the(tasks)) == {"status": "COMPLETED", "percent": 100, "completed": date(1996, 11, 29)}
    told = the(tasks, "part")
    assert told.summary.value == "Deadline (A-2)"
    assert (said(told)["percent"], told.priority.value) == (0, "5")
    assert "dtstart" not in told.contents


def test_an_empty_docket_gives_one_task_that_is_done(book: Book, publish: Publish, read_tasks: Read) -> None:
    (task,) = read_tasks(publish(book(), spec=TASKS))
    assert re.fullmatch(r"Duly: no deadlines yet, generated on Wed 20 Nov 1996", task.summary.value)
    assert said(task) == {"status": "COMPLETED", "percent": 100, "completed": date(1996, 11, 20)}
