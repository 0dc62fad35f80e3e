"""Whatever is done, undone, redone, in two windows, over restarts: the journal replayed from nothing is the docket."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from model.docket import Docket
from model.errors import DocketError
from model.ledger import store
from model.ledger.commands import (
    AddDocument,
    AddTags,
    Delete,
    DeleteMany,
    Put,
    PutMany,
    RecordFact,
    RemoveFact,
    RemoveTags,
    SetCaption,
    SetOwner,
)
from model.ledger.edit import Command
from model.ledger.journal import Bodies, chain_findings, replay_onto
from model.ledger.ledger import Ledger
from model.ledger.verify import verify
from model.record.caption import Caption
from model.record.closure import Closure
from model.record.document import Document
from model.record.fact import Performed, Reading, Verified
from model.record.figure import Figure
from model.record.metric import Metric
from model.record.party import Party
from model.record.scenario import Scenario, SupposeMissed
from tests.exploration import examples
from tests.model.ledger.matters import duty, fact, links, needs, new_ledger, opened, starts_with

NUMBERS = st.sampled_from([1, 2, 5, 7, 8, 9, 20, 30, 31, 32, 33])
IDS = st.builds(lambda number: f"obligation-{number}", NUMBERS)
WORDS = st.text(max_size=30)


@st.composite
def obligations(draw: st.DrawFn) -> Any:
    fields: dict[str, Any] = {
        "notes": draw(WORDS),
        "tags": tuple(draw(st.lists(st.sampled_from(["bank", "closing", "Ünïted"]), unique=True))),
        "owner": draw(st.sampled_from([None, "person-finance", "person-legal"])),
        "needs": needs(*draw(st.lists(NUMBERS, max_size=2, unique=True))),
        "paid_from": links(*draw(st.lists(NUMBERS, max_size=1))),
    }
    if draw(st.booleans()):
        fields["starts"] = starts_with(draw(NUMBERS))
    return duty(draw(NUMBERS), draw(WORDS) or "T", **fields)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Command, dict[str, bytes]]:
    content = draw(st.binary(max_size=50))
    digest = hashlib.sha256(content).hexdigest()
    record = Document(
        id=f"document-{digest[:8]}", title="Letter", media_type="text/plain", sha256=digest, size=len(content)
    )
    return AddDocument(record), {digest: content}


FACTS = st.builds(
    fact,
    st.one_of(NUMBERS, st.just("relief-5")),
    st.sampled_from([Performed(), Verified(), Reading(met=True)]),
    st.dates(date(1996, 1, 1), date(1997, 1, 1)),
    st.sampled_from(["fact-1", "fact-2", "fact-3"]),
)
CLOSURES = st.builds(
    lambda number, day, reason: Closure(
        id=f"closure-{number}", calendar="NYSE", day=day, reason=reason or "Storm", source="A notice"
    ),
    st.integers(1, 2),
    st.dates(date(1996, 12, 1), date(1996, 12, 3)),
    WORDS,
)
METRICS = st.builds(
    lambda number, name: Metric(id=f"metric-{number}", name=name or "Assets", currency="USD"), st.integers(1, 2), WORDS
)
FIGURES = st.builds(
    lambda number, metric, value: Figure(
        id=f"figure-{number}",
        metric=f"metric-{metric}",
        as_of=date(1996, 9, 30),
        value=str(value),
        recorded_by="Finance",
        recorded_at=datetime(1996, 11, 20, 12, tzinfo=UTC),
    ),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(-5, 5),
)
SCENARIOS = st.builds(
    lambda number, about, title: Scenario(
        id=f"scenario-{number}",
        title=title or "What if",
        assumptions=tuple(SupposeMissed(about=f"obligation-{one}") for one in about),
    ),
    st.integers(1, 2),
    st.lists(NUMBERS, max_size=3, unique=True),
    WORDS,
)
COMMANDS: st.SearchStrategy[tuple[Command, dict[str, bytes]]] = st.one_of(
    documents(),
    st.tuples(
        st.one_of(
            st.builds(Put, obligations()),
            st.builds(lambda name: Put(Party(id="party-new", name=name or "Agent")), WORDS),
            st.builds(lambda many: PutMany(tuple(many), "Several"), st.lists(obligations(), max_size=3)),
            st.builds(RecordFact, FACTS),
            st.builds(RemoveFact, st.sampled_from(["fact-1", "fact-2", "fact-3"])),
            st.builds(Put, CLOSURES),
            st.builds(Put, METRICS),
            st.builds(Put, FIGURES),
            st.builds(Put, SCENARIOS),
            st.builds(Delete, st.just("metric"), st.sampled_from(["metric-1", "metric-2"])),
            st.builds(Delete, st.just("closure"), st.sampled_from(["closure-1", "closure-2"])),
            st.builds(Delete, st.just("obligation"), IDS),
            st.builds(Delete, st.sampled_from(["party", "relief"]), st.sampled_from(["party-new", "relief-5"])),
            st.builds(lambda ids: DeleteMany(tuple(ids)), st.lists(IDS, max_size=3)),
            st.builds(SetOwner, st.tuples(IDS, IDS), st.sampled_from([None, "person-legal"])),
            st.builds(AddTags, st.tuples(IDS, st.just("relief-5")), st.tuples(st.sampled_from(["bank", "Agent"]))),
            st.builds(RemoveTags, st.tuples(IDS), st.just(("BANK",))),
            st.builds(lambda title: SetCaption(Caption(title=title or "T", ref_prefix="ACME-")), WORDS),
        ),
        st.just({}),
    ),
)


class Windows(RuleBasedStateMachine):
    """Two windows on one file, and a plain model of what undo and redo must give."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "docket.duly"
        self.windows: list[Ledger] = []
        self.past: list[Docket] = []
        self.future: list[Docket] = []
        self.now = Docket()

    @initialize()
    def begin(self) -> None:
        self.windows = [new_ledger(self.path), opened(self.path)]
        self.now = self.windows[0].docket

    @rule(window=st.integers(0, 1), what=COMMANDS)
    def do(self, window: int, what: tuple[Command, dict[str, bytes]]) -> None:
        ledger = self._fresh(window)
        try:
            edit = ledger.do(what[0], what[1])
        except DocketError:
            assert ledger.docket == self.now
            return
        assert ledger.docket == self.now.changed(edit.changes)
        if edit.changes:
            self.past.append(self.now)
            self.now, self.future = ledger.docket, []

    @rule(window=st.integers(0, 1))
    def undo(self, window: int) -> None:
        ledger = self._fresh(window)
        assert (ledger.undo_label is None) == (not self.past)
        ledger.undo()
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()
        assert ledger.docket == self.now

    @rule(window=st.integers(0, 1))
    def redo(self, window: int) -> None:
        ledger = self._fresh(window)
        assert (ledger.redo_label is None) == (not self.future)
        ledger.redo()
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()
        assert ledger.docket == self.now

    @rule(window=st.integers(0, 1))
    def close_and_reopen(self, window: int) -> None:
        self.windows[window].close()
        self.windows[window] = opened(self.path)
        assert self.windows[window].docket == self.now

    @precondition(lambda self: self.windows)
    @invariant()
    def replay_gives_the_tables(self) -> None:
        with closing(sqlite3.connect(self.path)) as connection:
            entries = list(store.entries_after(connection, 0))
            tables = dict(_bodies(connection))
        bodies: Bodies = {}
        assert [finding for entry in entries for finding in replay_onto(bodies, entry)] == []
        assert list(chain_findings(entries)) == []
        assert bodies == tables

    def teardown(self) -> None:
        for ledger in self.windows:
            ledger.close()
        if self.windows:
            assert verify(self.path) == ()
        self._folder.cleanup()

    def _fresh(self, window: int) -> Ledger:
        ledger = self.windows[window]
        ledger.refresh()
        assert ledger.docket == self.now
        return ledger


def _bodies(connection: sqlite3.Connection) -> list[tuple[tuple[str, str], str]]:
    return [((kind, id_), body) for kind, id_, body in connection.execute("SELECT kind, id, body FROM record")]


TestWindows = Windows.TestCase
TestWindows.settings = settings(
    max_examples=examples(60), stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

REPLAY = """
import json, sys
from pathlib import Path
from model.ledger import store
from model.ledger.journal import chain_findings, replay_onto

connection = store.connect(Path(sys.argv[1]), read_only=True)
bodies, entries = {}, list(store.entries_after(connection, 0))
findings = [finding for entry in entries for finding in replay_onto(bodies, entry)] + list(chain_findings(entries))
tables = {(kind, id): body for kind, id, body in connection.execute("SELECT kind, id, body FROM record")}
print(json.dumps([len(entries), findings, bodies == tables]))
"""


def test_replay_from_nothing_in_a_fresh_process_gives_the_tables(path: Path) -> None:
    dice = random.Random(1996)
    with new_ledger(path) as ledger:
        for step in range(120):
            number = dice.randrange(30, 60)
            choice = dice.random()
            if choice < 0.2:
                ledger.undo()
            elif choice < 0.35:
                ledger.redo()
            elif choice < 0.45 and f"obligation-{number}" in ledger.docket.obligations:
                ledger.do(DeleteMany((f"obligation-{number}",)))
            else:
                ledger.do(
                    Put(duty(number, f"Duty {step}", tags=(f"tag {step}",), notes="“Ünïted” \n\t\\ \U0001d49c \u2028"))
                )
        count, docket = ledger.head.seq, ledger.docket
    environment = {**os.environ, "PYTHONPATH": str(Path(store.__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", REPLAY, str(path)], capture_output=True, text=True, check=True, env=environment
    )
    assert msgspec.json.decode(done.stdout) == [count, [], True]
    with opened(path) as again:
        assert again.docket == docket
