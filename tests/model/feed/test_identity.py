"""Items are themselves for good: the same docket on the same day is the same bytes, and SEQUENCE only ever rises."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

import main
from model.assess import assess
from model.docket import Docket
from model.errors import DocketError
from model.feed.calendar import Cache, Feed, feed, uid
from model.feed.components import uid_of
from model.feed.scope import Scope
from model.feed.spec import Spec
from model.ledger.commands import Delete, Put, RecordFact, RemoveFact, SetOwner
from model.ledger.edit import Command
from model.ledger.ledger import Ledger
from model.record.fact import Cancelled, Performed
from tests.builders import dated
from tests.exploration import examples
from tests.model.assess.dockets import dockets_on_a_day
from tests.model.ledger.matters import docket as small_docket
from tests.model.ledger.matters import duty as make_duty
from tests.model.ledger.matters import fact as make_fact
from tests.model.ledger.matters import new_ledger, opened
from tests.model.ledger.test_random_commands import COMMANDS

MORNING = datetime(1996, 11, 20, 9, 30, tzinfo=UTC)
WHOLE = Spec(act_by=True, targets=True, reminders=True)
FINANCE = Spec(scope=Scope(title="Finance", owners=("person-finance",)))
TASKS = Spec(component="tasks", privacy="redacted")
SPECS = (WHOLE, FINANCE, TASKS)


def parts(content: bytes) -> dict[str, bytes]:
    """The bytes of each event or task, by UID."""
    found = re.findall(rb"BEGIN:(VEVENT|VTODO)\r\n(UID:([^\r]*)\r\n.*?)END:\1\r\n", _uid_first(content), re.DOTALL)
    return {name.decode(): body for _, body, name in found}


def _uid_first(content: bytes) -> bytes:
    """Each component with its UID as the first line, wherever it was written."""
    return re.sub(rb"(BEGIN:(?:VEVENT|VTODO)\r\n)(.*?)(UID:[^\r]*\r\n)", rb"\1\3\2", content, flags=re.DOTALL)


# --- the same bytes -----------------------------------------------------------------------------------------


@given(dockets_on_a_day(), st.randoms(use_true_random=False), st.sampled_from(SPECS))
@settings(max_examples=examples(100), deadline=None)
def test_the_order_of_records_says_nothing(made: tuple[Docket, date], order: Random, spec: Spec) -> None:
    docket, day = made
    records = list(docket.records())
    turned = Docket.of(order.sample(records, len(records)))
    both = [feed(one, assess(one, day), states={}, generated=MORNING, spec=spec) for one in (docket, turned)]
    assert both[0].content == both[1].content
    assert both[0].etag == both[1].etag
    assert both[0].states == both[1].states


PRINTING = """
import sys
from datetime import UTC, datetime, date
from hashlib import sha256
from model.assess import assess
from model.feed.calendar import feed
from model.feed.spec import Spec
from tests.bench import generate
from tests.bench.matter import TODAY
from tests.builders import sample_docket

for docket, day in ((sample_docket(), date(1996, 11, 20)), (generate.docket(80), TODAY)):
    for component in ("events", "tasks"):
        spec = Spec(component=component, act_by=True, targets=True, reminders=True)
        made = feed(docket, assess(docket, day), states={}, generated=datetime(2026, 1, 5, tzinfo=UTC), spec=spec)
        print(sha256(made.content).hexdigest(), made.etag)
"""


def test_another_process_with_another_order_of_hashes_writes_the_same_bytes() -> None:
    top = str(Path(main.__file__).parent)
    said = [
        subprocess.run(
            [sys.executable, "-c", PRINTING],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": top, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "77")
    ]
    assert said[0] == said[1]
    assert len(set(said[0].split())) == 8


@pytest.mark.parametrize("asked", [[], ["--tasks"], ["--privacy", "redacted"], ["--scope", "owner:Finance"]])
def test_through_the_command_line_twice_the_bytes_are_the_same(tmp_path: Path, asked: list[str]) -> None:
    path = tmp_path / "USMX.duly"
    assert main.main(["sample", str(path)]) == 0
    outs = [tmp_path / "one.ics", tmp_path / "two.ics"]
    assert [main.main(["feed", str(path), str(out), *asked]) for out in outs] == [0, 0]
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_two_feeds_of_one_docket_have_calendar_uids_of_their_own_and_keep_them(publish: Callable[..., Feed]) -> None:
    def name(spec: Spec, identity: str, day: date = date(1996, 11, 20)) -> str:
        content = publish(small_docket(), day, spec=spec, identity=identity).content
        found = re.search(rb"^UID:([^\r]*)", content, re.MULTILINE)
        assert found
        return found[1].decode()

    assert len({name(spec, identity) for spec in SPECS for identity in ("one", "two")}) == 6
    assert name(WHOLE, "one") == name(WHOLE, "one", date(1997, 3, 1))


# --- over time ----------------------------------------------------------------------------------------------


@dataclass
class Reader:
    """Whoever subscribed to several feeds of a ledger, and holds each renewal against what it saw before."""

    ledger: Ledger
    day: date = date(1996, 11, 20)
    now: datetime = MORNING
    caches: dict[str, Cache] = field(default_factory=dict)
    last: dict[str, dict[str, bytes]] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def renew(self, spec: Spec) -> Feed:
        """The feed as it is now, kept by the ledger and held against everything seen before."""
        self.now += timedelta(minutes=1)
        made = self._made(spec, self.caches.setdefault(spec.name, Cache()))
        assert self._made(spec, None).content == made.content
        self.ledger.keep_sequences(made.changed, spec.name, forgotten=made.forgotten)
        self._compare(spec, made)
        again = self._made(spec, self.caches[spec.name], later=timedelta(hours=5))
        assert (again.content, again.etag, again.changed) == (made.content, made.etag, {})
        return made

    def _made(self, spec: Spec, cache: Cache | None, later: timedelta = timedelta()) -> Feed:
        docket = self.ledger.docket
        return feed(
            docket,
            assess(docket, self.day),
            states=self.ledger.sequences(spec.name),
            highest=self.ledger.highest_sequences(),
            identity=self.ledger.identity,
            generated=self.now + later,
            spec=spec,
            cache=cache,
        )

    def _compare(self, spec: Spec, made: Feed) -> None:
        before, after = self.last.get(spec.name, {}), parts(made.content)
        vanished = [before[name] for name in before.keys() - after.keys()]
        assert all(b"STATUS:CANCELLED\r\n" in body for body in vanished), "what disappears is cancelled first"
        assert {uid_of(item) for item in made.items.values()} <= set(after)
        for name, body in after.items():
            sequence = made.states[name].sequence
            assert b"SEQUENCE:%d\r\n" % sequence in body
            if before.get(name) != body:
                assert sequence > self.highest.get(name, -1), body.decode()
            if name not in made.items:
                assert b"STATUS:CANCELLED\r\n" in body
        self.highest |= {name: max(self.highest.get(name, -1), made.states[name].sequence) for name in after}
        self.last[spec.name] = after


@pytest.fixture
def reader(tmp_path: Path) -> Any:
    with new_ledger(tmp_path / "docket.duly") as ledger:
        yield Reader(ledger)


def state(reader: Reader, spec: Spec = WHOLE, record: str = "obligation-8") -> tuple[int, str]:
    """The SEQUENCE of a record's item, and what it says."""
    made, name = reader.renew(spec), uid(record, task=spec.component == "tasks")
    item = made.items.get(name)
    return made.states[name].sequence, item.summary if item else "gone"


def test_through_a_whole_life_an_item_keeps_its_uid_and_its_sequence_rises_with_each_change(reader: Reader) -> None:
    offering = reader.ledger.docket.obligations["obligation-8"]
    moved = make_duty(8, offering.title, kind="milestone", deadline=dated(date(1997, 1, 31)), owner="person-finance")
    done = make_fact(8, Performed(in_full=True), date(1996, 11, 19))
    off = make_fact(8, Cancelled(), date(1996, 11, 19), "fact-2")
    story: list[tuple[Callable[[], object], int, str]] = [
        (lambda: None, 0, "ACME-8 Complete the offering"),
        (lambda: None, 0, "ACME-8 Complete the offering"),
        (lambda: reader.ledger.do(Put(moved)), 1, "ACME-8 Complete the offering"),
        (lambda: reader.ledger.do(RecordFact(done)), 2, "✓ ACME-8 Complete the offering"),
        (reader.ledger.undo, 3, "ACME-8 Complete the offering"),
        (reader.ledger.redo, 4, "✓ ACME-8 Complete the offering"),
        (lambda: reader.ledger.do(RemoveFact(done.id)), 5, "ACME-8 Complete the offering"),
        (lambda: reader.ledger.do(RecordFact(off)), 6, "released: ACME-8 Complete the offering"),
        (lambda: reader.ledger.do(RemoveFact(off.id)), 7, "ACME-8 Complete the offering"),
    ]
    for number, (happens, sequence, summary) in enumerate(story):
        happens()
        assert state(reader) == (sequence, summary), number


def test_deleted_and_brought_back_it_is_cancelled_and_then_stands_again(reader: Reader) -> None:
    assert state(reader, record="obligation-7")[0] == 0
    reader.ledger.do(Put(make_duty(40, "Pay")))
    assert state(reader, record="obligation-40") == (0, "ACME-40 Pay")
    reader.ledger.do(Delete("obligation", "obligation-40"))
    assert state(reader, record="obligation-40") == (1, "gone")
    assert state(reader, record="obligation-40") == (1, "gone")
    reader.ledger.undo()
    assert state(reader, record="obligation-40") == (2, "ACME-40 Pay")
    assert state(reader, record="obligation-7")[0] == 0


def test_brought_back_after_a_year_it_goes_on_from_where_it_was(reader: Reader) -> None:
    reader.ledger.do(Put(make_duty(40, "Pay", deadline=dated(date(1998, 12, 31)))))
    state(reader, record="obligation-40")
    reader.ledger.do(Delete("obligation", "obligation-40"))
    state(reader, record="obligation-40")
    reader.now += timedelta(days=400)
    made = reader.renew(WHOLE)
    assert uid("obligation-40") not in parts(made.content)
    reader.ledger.undo()
    assert state(reader, record="obligation-40") == (2, "ACME-40 Pay")


def test_time_alone_raises_the_sequence_where_it_changes_how_an_item_stands(reader: Reader) -> None:
    seen = []
    for day in (date(1996, 12, 29), date(1996, 12, 30), date(1996, 12, 31), date(1997, 1, 1), date(1997, 1, 2)):
        reader.day = day
        seen.append(state(reader))
    assert [sequence for sequence, _ in seen] == [0, 0, 1, 2, 2]
    assert seen[-1][1] == "MISSED: ACME-8 Complete the offering"


def test_an_owner_who_leaves_the_scope_takes_the_item_out_and_brings_it_back(reader: Reader) -> None:
    assert state(reader, FINANCE) == (0, "ACME-8 Complete the offering")
    reader.ledger.do(SetOwner(("obligation-8",), "person-legal"))
    assert state(reader, FINANCE) == (1, "gone")
    cancelled = parts(reader.renew(FINANCE).content)[uid("obligation-8")]
    assert b"STATUS:CANCELLED\r\n" in cancelled
    assert b"SUMMARY:Cancelled\r\n" in cancelled
    reader.ledger.do(SetOwner(("obligation-8",), "person-finance"))
    assert state(reader, FINANCE) == (2, "ACME-8 Complete the offering")


def test_two_feeds_that_hold_the_same_item_never_give_it_the_same_sequence_for_different_words(
    reader: Reader,
) -> None:
    assert state(reader, WHOLE)[0] == 0
    assert state(reader, FINANCE)[0] == 1, "another feed has told it already, perhaps otherwise"
    reader.ledger.do(Put(make_duty(8, "Complete it", owner="person-finance")))
    assert state(reader, FINANCE)[0] == 2
    assert state(reader, WHOLE)[0] == 3
    assert state(reader, FINANCE)[0] == 2, "what did not change here is not told again"


def test_a_task_and_an_event_of_one_record_are_two_items(reader: Reader) -> None:
    events, tasks = reader.renew(WHOLE), reader.renew(TASKS)
    assert set(events.items) & set(tasks.items) == set()
    both = {item.about for item in events.items.values()} & {item.about for item in tasks.items.values()}
    assert {"obligation-1", "obligation-7", "obligation-8"} <= both


class Life(RuleBasedStateMachine):
    """Whatever is done, undone and let pass, each renewal is told apart from all before, and without news is none."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "docket.duly"
        self.ledger: Ledger | None = None

    @initialize()
    def begin(self) -> None:
        self.ledger = new_ledger(self.path)
        self.reader = Reader(self.ledger)

    @rule(what=COMMANDS)
    def do(self, what: tuple[Command, dict[str, bytes]]) -> None:
        try:
            self.reader.ledger.do(*what)
        except DocketError:
            return

    @rule()
    def undo(self) -> None:
        self.reader.ledger.undo()

    @rule()
    def redo(self) -> None:
        self.reader.ledger.redo()

    @rule(days=st.integers(1, 25))
    def let_days_pass(self, days: int) -> None:
        self.reader.day += timedelta(days=days)

    @rule(spec=st.sampled_from(SPECS))
    def renew(self, spec: Spec) -> None:
        self.reader.renew(spec)

    @rule()
    def close_and_reopen(self) -> None:
        self.reader.ledger.close()
        self.reader.ledger = opened(self.path)
        self.reader.caches = {}

    def teardown(self) -> None:
        if self.ledger is not None:
            self.reader.renew(WHOLE)
            self.reader.ledger.close()
        self._folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=examples(40), stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
