"""Whatever was changed, a feed made from what was kept is the feed made from nothing, and makes nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.assess import assess
from model.days.operation import Add
from model.docket import Change, Docket
from model.errors import CircleError
from model.feed import cache as cache_module
from model.feed.calendar import Cache, Feed, feed
from model.feed.scope import DUE_BANDS, Scope
from model.feed.spec import Spec
from model.record.base import Record
from model.record.caption import CAPTION_ID, Caption
from model.record.closure import Closure
from model.record.conditions import Link, Need
from model.record.day import Day
from model.record.deadline import After, ObligationAnchor, On, Start
from model.record.door import kind_of, problems
from model.record.obligation import Obligation, Reminder
from model.record.person import Person
from model.record.policy import ReminderPolicy
from model.record.references import references
from tests.bench.matter import TODAY
from tests.builders import docket_of
from tests.exploration import examples
from tests.model.assess.dockets import random_docket
from tests.model.assess.numbered import on

NOW = datetime(1996, 6, 3, 9, tzinfo=UTC)
PEOPLE = (
    Person(id="ann", name="Ann", zone="Europe/London"),
    Person(id="bob", name="Bob", zone="America/New_York", remind_at="07:30"),
)


class Editor:
    """Somebody who changes a docket in every way that its feed may show."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        drawn = [record for _, record in random_docket(chance).records()]
        self.docket = docket_of([*drawn, *PEOPLE, Caption(title="Acme")])
        self.other = random_docket(chance)
        self.day = on(chance.randint(0, 60))
        self.count = 0

    def edit(self) -> str:
        """Change something, if it can be changed so; what was done."""
        self.count += 1
        ways: tuple[Callable[[], Change | None], ...] = (
            *(
                self.relink,
                self.relink,
                self.relink,
                self.word,
                self.word,
                self.field,
                self.field,
                self.enter,
                self.delete,
            ),
            *(self.hide, self.rename, self.assign, self.remind, self.caption, self.close, self.turn),
        )
        way = self.chance.choice(ways)
        found = way()
        if found is None:
            return ""
        after = self.docket.changed([found])
        if not is_sound(after) or (found.after and problems(found.after)):
            return ""
        self.docket = after
        return way.__name__

    def node(self) -> Any:
        return self.chance.choice([*self.docket.nodes()])

    def put(self, record: Record, **fields: Any) -> Change:
        return Change(kind_of(record), record.id, record, replace(record, **fields))

    def relink(self) -> Change:
        """Another link to another record, or one link less."""
        node, target = self.node(), self.chance.choice([*self.docket.obligations])
        if not isinstance(node, Obligation):
            return self.put(node, **{self.chance.choice(("covers", "conditions")): (target,)})
        anchor = ObligationAnchor(obligation=target, of=self.chance.choice(("performed", "performed", "due")))
        links: tuple[dict[str, Any], ...] = (
            {"needs": (Need(one_of=(target,)),)},
            {"paid_from": (Link(to=target),)},
            {"either": (Link(to=target),)},
            {"starts": Start(of=(anchor,))},
            {"deadline": After(anchor=anchor, steps=(Add(n=self.chance.randint(1, 20), unit="day"),))},
            {"causes": (Link(to=target),)},
            {"replaces": (Link(to=target),)},
            {"needs": (), "paid_from": (), "starts": None},
        )
        return self.put(node, **self.chance.choice(links))

    def word(self) -> Change:
        name = self.chance.choice((*("ref",) * 6, "title", "short_title", "locator", "notes", "question", "tags"))
        new = f"N-{self.count}"
        return self.put(self.node(), **{name: (new,) if name == "tags" else new})

    def field(self) -> Change | None:
        kind = self.chance.choice(("fact", "fact", "obligation", "event", "relief", "figure", "instrument", "metric"))
        mine, theirs = [*self.docket.kind(kind).values()], [*self.other.kind(kind).values()]
        if not mine or not theirs:
            return None
        record = self.chance.choice(mine)
        name = self.chance.choice([name for name in record.__struct_fields__ if name not in ("id", "ref", "about")])
        return self.put(record, **{name: getattr(self.chance.choice(theirs), name)})

    def enter(self) -> Change | None:
        kind = self.chance.choice(("fact", "fact", "obligation", "event", "relief", "figure"))
        theirs = [*self.other.kind(kind).values()]
        if not theirs:
            return None
        record = self.chance.choice(theirs)
        fields: dict[str, Any] = {"id": f"{record.id}-more-{self.count}"}
        if hasattr(record, "ref"):
            fields["ref"] = f"N-{self.count}"
        made = replace(record, **fields)
        return Change(kind, made.id, None, made)

    def delete(self) -> Change | None:
        kind = self.chance.choice(("fact", "fact", "obligation", "event", "relief", "closure"))
        mine = [*self.docket.kind(kind).values()]
        record = self.chance.choice(mine) if mine else None
        return Change(kind, record.id, record, None) if record else None

    def hide(self) -> Change:
        node = self.node()
        return self.put(node, confidential=not node.confidential)

    def rename(self) -> Change | None:
        kind = self.chance.choice(("party", "person", "instrument", "event", "metric"))
        mine = [*self.docket.kind(kind).values()]
        if not mine:
            return None
        record = self.chance.choice(mine)
        name = "name" if hasattr(record, "name") else "title"
        return self.put(record, **{name: f"{kind} {self.count}"})

    def assign(self) -> Change:
        if self.chance.random() < 0.3:
            return self.put(self.docket.people["ann"], zone=self.chance.choice(("", "Asia/Tokyo")), remind_at="08:00")
        return self.put(self.node(), owner=self.chance.choice((None, "ann", "bob")))

    def remind(self) -> Change:
        lead = Reminder(lead=self.chance.randint(0, 9), before=self.chance.choice(("due", "act by")))
        fields: dict[str, Any] = {"reminders": (lead,)}
        node = self.node()
        if isinstance(node, Obligation):
            fields |= {"lead_time": self.chance.randint(0, 9), "severity": self.chance.choice(("low", "critical"))}
            fields["target"] = Day(on=node.deadline.day.on) if isinstance(node.deadline, On) else None
        return self.put(node, **fields)

    def caption(self) -> Change:
        caption = self.docket.kind("caption")[CAPTION_ID]
        policy = ReminderPolicy(at=f"{self.count % 24:02}:00", zone=self.chance.choice(("", "Europe/Paris")))
        fields: tuple[dict[str, Any], ...] = (
            {"title": f"Acme {self.count}"},
            {"ref_prefix": self.chance.choice(("", "OB-", "N-"))},
            {"remind": policy},
        )
        return self.put(caption, **self.chance.choice(fields))

    def close(self) -> Change:
        day = on(self.chance.randint(0, 60))
        closure = Closure(id=f"closure-{self.count}", calendar="SAT_SUN", day=day, reason="Storm", source="Notice")
        return Change("closure", closure.id, None, closure)

    def turn(self) -> Change | None:
        self.day += timedelta(days=self.chance.randint(1, 12))
        return None


def is_sound(docket: Docket) -> bool:
    """Nothing named is missing, and no circle is closed."""
    for _, record in docket.records():
        for reference in references(record):
            if all(docket.get(kind, reference.id) is None for kind in reference.kinds):
                return False
    try:
        Docket.of(docket.records()).order  # noqa: B018 # asked for its refusal
    except CircleError:
        return False
    return True


SCOPES = st.one_of(
    st.just(Scope()),
    st.builds(
        Scope,
        owners=st.sampled_from([(), ("ann",), ("", "bob")]),
        standings=st.sampled_from([(), ("missed", "open", "due", "relief_live"), ("satisfied", "blocked")]),
        kinds=st.sampled_from([(), ("delivery", "test")]),
        due=st.sampled_from([(), tuple(name for name, _ in DUE_BANDS[:3]), ("none", "done")]),
        words=st.sampled_from(["", "n-", "ann", "party", "obligation 1"]),
    ),
)
SPECS = st.builds(
    Spec,
    component=st.sampled_from(["events", "tasks"]),
    privacy=st.sampled_from(["full", "full", "titles", "redacted"]),
    scope=SCOPES,
    act_by=st.booleans(),
    targets=st.booleans(),
    reminders=st.booleans(),
)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """How often items were worked out, and components written."""
    calls: Counter[str] = Counter()

    def counting(name: str) -> Any:
        real = getattr(cache_module, name)

        def call(*arguments: Any) -> Any:
            calls[name] += 1
            return real(*arguments)

        return patch.object(cache_module, name, call)

    with counting("_entry"), counting("component_bytes"):
        yield calls


def renewed(docket: Docket, day: date, spec: Spec, last: Feed, cache: Cache | None, now: datetime = NOW) -> Feed:
    return feed(docket, assess(docket, day), states=last.states, generated=now, spec=spec, cache=cache)


@given(st.randoms(use_true_random=False), SPECS)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_any_edits_what_was_kept_gives_the_feed_that_nothing_kept_gives(chance: Random, spec: Spec) -> None:
    editor, cache, last = Editor(chance), Cache(), Feed()
    done: list[str] = []
    for step in range(12):
        now = NOW + timedelta(hours=step)
        made = renewed(editor.docket, editor.day, spec, last, cache, now)
        plain = renewed(Docket.of(editor.docket.records()), editor.day, spec, last, None, now)
        assert made.content == plain.content, done
        assert (made.states, made.changed, dict(made.items)) == (plain.states, plain.changed, dict(plain.items))
        with counted() as calls:
            again = renewed(editor.docket, editor.day, spec, made, cache, now + timedelta(minutes=5))
        assert again.content == made.content
        assert not calls
        last = made
        done += [editor.edit() for _ in range(chance.choice((1, 1, 2)))]


def test_the_edits_are_of_every_way() -> None:
    ways: Counter[str] = Counter()
    for seed in range(60):
        editor = Editor(Random(seed))
        ways.update(editor.edit() for _ in range(12))
    wanted = {"relink", "word", "field", "enter", "delete", "hide", "rename", "assign", "remind", "caption", "close"}
    assert wanted <= ways.keys()


@pytest.mark.parametrize("component", ["events", "tasks"])
def test_after_one_change_only_what_it_reaches_is_made_again(large: Docket, component: Any) -> None:
    spec, cache = Spec(component=component), Cache()
    first = renewed(large, TODAY, spec, Feed(), cache)
    one = next(node for node in large.obligations.values() if isinstance(node.deadline, On) and not node.confidential)
    changed = large.changed([Change("obligation", one.id, one, replace(one, title="Another title"))])
    with counted() as calls:
        second = renewed(changed, TODAY, spec, first, cache)
    assert second.content != first.content
    assert 1 <= calls["_entry"] <= 15, "of 300 and more"
    assert 1 <= calls["component_bytes"] <= 15


def test_a_day_that_turns_makes_again_what_stands_otherwise_and_what_stands_on_the_day(large: Docket) -> None:
    cache = Cache()
    first = renewed(large, TODAY, Spec(), Feed(), cache)
    with counted() as calls:
        second = renewed(large, TODAY + timedelta(days=1), Spec(), first, cache)
    missed = sum(item.key.endswith("/missed") for item in second.items.values())
    assert missed
    assert missed <= calls["_entry"] < len(large.obligations) / 2


def test_another_spec_or_another_docket_owes_nothing_to_what_was_kept(large: Docket, sample: Docket) -> None:
    cache = Cache()
    for docket, spec in ((large, Spec()), (large, Spec(privacy="titles")), (sample, Spec(privacy="titles"))):
        made = renewed(docket, TODAY, spec, Feed(), cache)
        assert made.content == renewed(docket, TODAY, spec, Feed(), None).content


def test_what_a_feed_no_longer_holds_is_forgotten(large: Docket) -> None:
    cache = Cache()
    first = renewed(large, TODAY, Spec(), Feed(), cache)
    assert set(cache._written) == set(first.items)
    one = next(iter(large.facts.values()))
    emptied = Docket({"caption": large.kind("caption"), "party": large.kind("party")})
    assert one.id not in emptied.facts
    last = renewed(emptied, TODAY, Spec(), first, cache)
    assert set(cache._written) == set(last.items)
    assert len(last.items) == 1


def test_a_feed_that_is_broken_off_leaves_nothing_half_kept(large: Docket) -> None:
    def stop(share: float) -> None:
        if share > 0.5:
            raise InterruptedError

    cache, assessment = Cache(), assess(large, TODAY)
    with pytest.raises(InterruptedError):
        feed(large, assessment, states={}, generated=NOW, cache=cache, progress=stop)
    made = feed(large, assessment, states={}, generated=NOW, cache=cache)
    assert made.content == feed(large, assessment, states={}, generated=NOW).content


def test_progress_goes_up_to_the_end(large: Docket) -> None:
    told: list[float] = []
    feed(large, assess(large, TODAY), states={}, generated=NOW, progress=told.append)
    assert told == sorted(told)
    assert len(told) > 2
    assert 0 <= told[0] < told[-1] <= 1
